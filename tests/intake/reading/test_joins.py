import pytest

from intake.reading.joins import LONGEST, joins_days, joins_wishes


@pytest.mark.parametrize(
    "between", ["、", "か", "か、", "・", " / ", "または", "、または", "と", "\n・", "でしたら", "の", "、希望日:"]
)
def test_a_list_of_days(between: str):
    assert joins_days(between)


@pytest.mark.parametrize(
    "between", ["ではなく", "、では", "を", "へ", "→", "は", "です。", "、すみません", "・" * (LONGEST + 1)]
)
def test_no_list_of_days(between: str):
    assert not joins_days(between)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("", id="nothing"),
        pytest.param("、", id="a comma"),
        pytest.param("か", id="or"),
        pytest.param("または、", id="or, in full"),
        pytest.param("でお願いします。\n", id="a whole sentence"),
        pytest.param("を希望します。", id="a wish"),
        pytest.param("が可能、", id="possible"),
        pytest.param("も可。", id="possible too"),
        pytest.param(")、", id="the end of a bracket"),
        pytest.param("頃、", id="about"),
        pytest.param("\n希望日時:", id="a label"),
        pytest.param("〓〓", id="what was covered"),
    ],
)
def test_wishes_of_one_list(between: str):
    assert joins_wishes("", between)


@pytest.mark.parametrize(
    ("before", "between"),
    [
        pytest.param("", "。では", id="a second thought"),
        pytest.param("", "、すみません", id="an apology"),
        pytest.param("", "、失礼します、", id="another apology"),
        pytest.param("", "ですが、", id="a turn"),
        pytest.param("", "は、", id="a theme: what follows replaces it"),
        pytest.param("", "を", id="a change"),
        pytest.param("", "のほうが、", id="a comparison"),
        pytest.param("", "はいかがでしょうか。\n", id="a question that is answered"),
        pytest.param("(", ")", id="the first stands in brackets"),
        pytest.param("予約:", "\n希望:", id="the old time and the new"),
        pytest.param("", "、" * 81, id="too far apart"),
    ],
)
def test_no_list_of_wishes(before: str, between: str):
    assert not joins_wishes(before, between)


def test_two_wishes_in_brackets_are_a_list():
    assert joins_wishes("(", ")、(")
