import pytest

from intake.reading.tokens import number, scan
from intake.reading.values import Clock, DateWords


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        pytest.param("12/8 10時", "A_T", id="a date and a time"),
        pytest.param("12月8日(火)", "AW", id="a weekday in brackets"),
        pytest.param("3、4日", "nsd", id="a bare number and a bare day"),
        pytest.param("来週火曜", "KW", id="a week and its weekday"),
        pytest.param("来月5日", "Md", id="a month and its day"),
        pytest.param("14時から16時", "TfT", id="from"),
        pytest.param("14時と15時の間", "TrT_", id="between"),
        pytest.param("14時と15時", "TkT", id="and"),
        pytest.param("14時以降", "Tg", id="from then on"),
        pytest.param("1400-1430", "U", id="two times without colons"),
        pytest.param("30分程度", "c", id="a length"),
        pytest.param("金曜以外", "We", id="a turning word"),
        pytest.param("12/8頃", "A?", id="頃 behind a day is not explained"),
        pytest.param("12:30頃", "T_", id="頃 behind a time is"),
        pytest.param("金属", "?", id="a sign of a weekday inside a word"),
        pytest.param("½", "#", id="a sign with a value"),
        pytest.param("10時より14時の方", "TXT_", id="more than"),
    ],
)
def test_letters(text: str, letters: str):
    assert "".join(token.letter for token in scan(text)) == letters


@pytest.mark.parametrize("text", ["", "12/8\n10時", "〓〓あ①½\u3000\x00", "①12/8(火)14:30~"])
def test_every_sign_belongs_to_one_token(text: str):
    assert "".join(token.text for token in scan(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026年12月8日", DateWords(2026, 12, 8)),
        ("令和8年12月8日", DateWords(8, 12, 8, "令和")),
        ("R8.12.8", DateWords(8, 12, 8, "令和")),
        ("8.12.8", DateWords(8, 12, 8, "?")),
        ("来年1/5", DateWords(0, 1, 5, years_on=1)),
        ("十二月八日", DateWords(0, 12, 8)),
        ("来月", DateWords(months_on=1)),
    ],
)
def test_dates(text: str, words: DateWords):
    assert scan(text)[0].date == words


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14時半", Clock(14, 30, "", literal=True)),
        ("2時", Clock(2, 0, "", literal=False)),
        ("午後2時半", Clock(2, 30, "pm", literal=False)),
        ("2:30pm", Clock(2, 30, "pm", literal=False)),
        ("09:30", Clock(9, 30, "", literal=True)),
        ("正午", Clock(12, 0, "", literal=True)),
        ("十四時三十分", Clock(14, 30, "", literal=True)),
    ],
)
def test_clocks(text: str, clock: Clock):
    assert scan(text)[0].clock == clock


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("十", 10), ("十二", 12), ("二十一", 21), ("二〇二六", 2026), ("元", 1), ("一2", 12)],
)
def test_numbers(text: str, value: int):
    assert number(text) == value
