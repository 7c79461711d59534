import pytest

from intake.reading.asides import aside_doubts
from intake.reading.phrases import sentences
from intake.reading.tokens import scan

WISH = "12月8日10時でお願いします。"


def codes(text: str) -> list[str]:
    return [found.code for found in aside_doubts(sentences(scan(text)))]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        pytest.param("不要になりました。", "leftover", id="no longer wished"),
        pytest.param("前に予約した日時です。", "leftover", id="it has been"),
        pytest.param("行けたら行きます。", "leftover", id="perhaps cannot be"),
        pytest.param("考えておきます。", "leftover", id="not decided"),
        pytest.param("もう少し遅くしてください。", "leftover", id="rather another time"),
        pytest.param("対面でお願いします。", "leftover", id="not online"),
        pytest.param("この順で希望します。", "leftover", id="an order"),
        pytest.param("夫の分です。", "leftover", id="for somebody else"),
        pytest.param("就職が決まりました。", "correction", id="taken back"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_what_may_touch_a_wish_is_asked_on_either_side(sentence: str, code: str, first: bool):  # noqa: FBT001 -- a side
    assert codes(f"{sentence}{WISH}" if first else f"{WISH}{sentence}") == [code]


@pytest.mark.parametrize("sentence", ["リズムが合いそうです。", "たぶん。", "美しい季節です。"])
def test_what_nobody_understands_is_asked_after_a_wish_only(sentence: str):
    assert codes(f"{sentence}{WISH}") == []
    assert codes(f"{WISH}{sentence}") == ["leftover"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("以上、よろしくお願いいたします。", id="a closing"),
        pytest.param("ご返信お待ちしております。", id="a courtesy"),
        pytest.param("\n見本 太郎", id="a name"),
        pytest.param("\niPhoneから送信", id="what a telephone adds"),
        pytest.param("\n〓〓〓〓 兵庫県豊岡市", id="an address"),
        pytest.param("事務の仕事を希望しております。", id="of work"),
        pytest.param("初めてで緊張しています。", id="of a life"),
        pytest.param("パソコンで参加します。", id="how one takes part"),
        pytest.param("先月末で前の会社を退職いたしました。", id="how it came about"),
    ],
)
def test_what_says_nothing_of_the_wish_is_let_pass(sentence: str):
    assert codes(f"{WISH}{sentence}") == []
