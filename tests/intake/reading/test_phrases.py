import pytest

from intake.reading.phrases import phrases, sentences, turns
from intake.reading.tokens import scan


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        pytest.param("12/8 10時", "day at", id="a day and a time"),
        pytest.param("12/8か12/9の14時", "day gap day at", id="two days"),
        pytest.param("12/8~12/9", "days", id="a span of days"),
        pytest.param("12/8以降", "days from", id="from a day on"),
        pytest.param("12/8まで", "days until", id="up to a day"),
        pytest.param("14時から16時", "between", id="a span of times"),
        pytest.param("14時から、16時まで", "between", id="a span of times with a comma"),
        pytest.param("14時と16時の間", "between", id="between two times"),
        pytest.param("14時から、16時", "at gap at", id="a comma without まで is a list"),
        pytest.param("14時から", "at", id="から is the slot"),
        pytest.param("14時~", "at", id="an open wave is から"),
        pytest.param("14時以降", "from", id="from then on"),
        pytest.param("16時まで", "until", id="until"),
        pytest.param("午前", "half", id="a half"),
        pytest.param("午後2時~4時", "between", id="the half is of both"),
        pytest.param("朝一", "first", id="the first slot"),
        pytest.param("いつでも", "any", id="any time"),
        pytest.param("来週の火曜", "day", id="a weekday of a week"),
        pytest.param("30分", "length", id="a length"),
        pytest.param("から", "strange", id="a word alone"),
        pytest.param("(", "bracket", id="a bracket"),
    ],
)
def test_shapes(text: str, shapes: str):
    assert " ".join(phrase.shape for phrase in phrases(scan(text))) == shapes


@pytest.mark.parametrize(
    ("text", "count"),
    [("a。b", 2), ("a\nb", 2), ("12/8は、\n10時", 1), ("12/8\nから12/9", 1), ("", 0), ("10時か?12/8", 2)],
)
def test_sentences(text: str, count: int):
    assert len(sentences(scan(text))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("行けません", True, id="what cannot be"),
        pytest.param("訂正します", True, id="a second thought"),
        pytest.param("用事ができました", True, id="something else to do"),
        pytest.param("会社の面接", False, id="an appointment that says nothing by itself"),
        pytest.param("散歩", False, id="an unknown word"),
        pytest.param("よろしくお願いします", False, id="polite words"),
    ],
)
def test_turning_sentences(text: str, expected: bool):  # noqa: FBT001 -- the expected answer
    assert turns(scan(text)) is expected
