"""Only what may touch a wish is put before the reader of wishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ordinary_sentences import OF_TIMES

from intake.beside import may_touch, without_apologies

TOUCHES = """\
午後は面接があります。
来週は出かけています。
できれば水曜日以外でお願いします。
やっぱり別の日にしてください。
もし無理なら電話をください。
行かないかもしれません。
まだ迷っています。
電話でお願いします。
十時です。
①がいいです。
㋋がいいです。
都合が悪くなりました。
まだ分かりません。
先日の通りでお願いします。
これは仕事の面接の日時です。
会社の面接です。
応募を迷っています。
以下は仕事です。
年内でお願いします。
済みました。"""


@pytest.mark.parametrize("sentence", [*TOUCHES.splitlines(), *OF_TIMES.splitlines()])
def test_what_may_touch_a_wish_is_kept(sentence: str) -> None:
    assert may_touch(f"仕事を探しています。{sentence}通訳はいりません。") == sentence


@pytest.mark.parametrize(
    "sentence", ["まだ就職先がありません。", "他の求人についても相談したいです。", "通訳はいりません\n"]
)
def test_what_tells_of_a_life_is_left_out(sentence: str) -> None:
    assert may_touch(sentence) == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("失礼しました。12月9日14時です。", "12月9日14時です。"),
        ("大変申し訳ありませんでした！\n12/9 14:00", "\n12/9 14:00"),
        ("曜日を間違えていました。12/9です", "12/9です"),
        ("下記のとおり訂正いたします。\n12/9", "\n12/9"),
        ("12/8は間違いでした。", "12/8は間違いでした。"),
        ("失礼しましたが、12/9です", "失礼しましたが、12/9です"),
    ],
)
def test_an_apology_in_an_answer_is_read_over(text: str, left: str) -> None:
    assert without_apologies(text) == left


@given(st.text(alphabet="12月日です。！\nまだ迷", max_size=60))
def test_nothing_is_added_and_no_digit_is_lost(text: str) -> None:
    kept = may_touch(text)
    assert set(kept) <= set(text)
    assert [sign for sign in kept if sign.isdigit()] == [sign for sign in text if sign.isdigit()]
