import pytest

from intake.reading.beside import beside_doubts, preamble_doubts
from intake.reading.phrases import sentences
from intake.reading.tokens import scan


def doubts_of(text: str) -> list[str]:
    return [found.say for found in beside_doubts(sentences(scan(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "面接日時\n12/8 10時",
        "(説明会)\n12/8 10時",
        "求人の説明会:\n12/8 10時",
        "先方との面接は以下の通りです。\n12/8 10時",
        "前の相談日時は下記のとおりです。\n12/8 10時",
        "予約済み\n12/8 10時",
        "12/8 10時\n会社の面接",
        "12/8 10時。会社の面接です。",
        "12/8 10時\n済",
        "12/8 10時。仕事が入っています。",
    ],
)
def test_another_appointment_is_doubted(text: str):
    assert len(doubts_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("見本太郎\n12/8 10時", id="a name"),
        pytest.param("希望日時は下記の通りです。\n12/8 10時", id="the wish itself"),
        pytest.param("面接で緊張してしまうので相談したいです。\n12/8 10時", id="a purpose in a sentence"),
        pytest.param("仕事を探しています。\n12/8 10時", id="a state in a sentence"),
        pytest.param("12/8 10時。面接の練習をお願いします。", id="a service of the office"),
        pytest.param("面接日時\n見本太郎\n12/8 10時", id="a heading of something else"),
        pytest.param("面接です。", id="no time beside it"),
    ],
)
def test_other_sentences_are_not(text: str):
    assert doubts_of(text) == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("説明会は", True),
        ("お世話になります。前回は", True),
        ("会社の面接\n", True),
        ("夫が", True),
        ("希望は", False),
        ("お世話になっております。見本です。\n", False),
        ("説明会に参加しました。\nよろしくお願いします。\n", False),
        ("", False),
    ],
)
def test_what_stands_right_before_the_marks(text: str, asks: bool):  # noqa: FBT001 -- a column of the table
    assert bool(preamble_doubts(scan(text))) is asks
