"""What a text offers when the values that a peer named in it are put together."""

from datetime import date, time

import pytest
from composer import Hours, Offer, compose
from hypothesis import given
from hypothesis import strategies as st
from naming import Clock, Day, Named, Stretch, Weekday

MONDAY = date(2026, 11, 30)
NEXT_WEEK = Stretch(date(2026, 12, 7), date(2026, 12, 13))
DECEMBER = Day(None, 12, None)


def day(month: int | None, number: int, year: int | None = None) -> Day:
    return Day(year, month, number)


def clock(hour: int, minute: int = 0) -> Clock:
    return Clock(time(hour, minute))


def named(text: str, *values: tuple[str, Day | Stretch | Weekday | Clock]) -> list[Named]:
    """Place the values at their words, one behind the other."""
    placed: list[Named] = []
    for words, value in values:
        start = text.index(words, placed[-1].end if placed else 0)
        placed.append(Named(start, start + len(words), value))
    return placed


def said(offers: tuple[Offer, ...]) -> list[tuple[list[str], list[str]]]:
    """Write offers short: 12-03, 12-07..12-11, 14:00, 14:00-16:00."""
    return [
        (
            [f"{days[0]:%m-%d}" + (f"..{days[-1]:%m-%d}" if len(days) > 1 else "") for days in offer.days],
            [f"{one.first:%H:%M}" + (f"-{one.last:%H:%M}" if one.last else "") for one in offer.hours],
        )
        for offer in offers
    ]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        # A time joins the dates before it that have none.
        ("12/3 10時", [("12/3", day(12, 3)), ("10時", clock(10))], [(["12-03"], ["10:00"])]),
        (
            "12/3、12/4 10時か14時、12/8",
            [
                ("12/3", day(12, 3)),
                ("12/4", day(12, 4)),
                ("10時", clock(10)),
                ("14時", clock(14)),
                ("12/8", day(12, 8)),
            ],
            [(["12-03", "12-04"], ["10:00", "14:00"]), (["12-08"], [])],
        ),
        # What was left open is filled in.
        ("1/8", [("1/8", day(1, 8))], [(["01-08"], [])]),
        ("3日", [("3日", day(None, 3))], [(["12-03"], [])]),
        ("30日", [("30日", day(None, 30))], [(["11-30"], [])]),
        ("31日", [("31日", day(None, 31))], [(["12-31"], [])]),  # November has none
        ("1月8日、9日", [("1月8日", day(1, 8)), ("9日", day(None, 9))], [(["01-08", "01-09"], [])]),
        ("2時", [("2時", clock(2))], [([], ["14:00"])]),
        ("午前2時", [("午前2時", clock(2))], [([], ["02:00"])]),
        ("02:00", [("02:00", clock(2))], [([], ["02:00"])]),
        ("水曜", [("水曜", Weekday(2))], [(["12-02"], [])]),
        ("月曜", [("月曜", Weekday(0))], [(["12-07"], [])]),  # not the day of receipt
        # Parts of one day.
        (
            "2026年 12月 8日",
            [("2026年", Day(2026, None, None)), ("12月", DECEMBER), ("8日", day(None, 8))],
            [(["12-08"], [])],
        ),
        ("12月、できれば8日", [("12月", DECEMBER), ("8日", day(None, 8))], [(["12-08"], [])]),
        ("12月", [("12月", DECEMBER)], [(["12-01..12-31"], [])]),
        ("2月", [("2月", Day(None, 2, None))], [(["02-01..02-28"], [])]),
        ("今年中", [("今年", Day(2026, None, None))], []),
        # A weekday is of the week said before it, and beside a date it is none of its own.
        (
            "来週の火曜か木曜",
            [("来週", NEXT_WEEK), ("火曜", Weekday(1)), ("木曜", Weekday(3))],
            [(["12-08", "12-10"], [])],
        ),
        ("12/3(木)", [("12/3", day(12, 3)), ("木", Weekday(3))], [(["12-03"], [])]),
        ("木 12/3", [("木", Weekday(3)), ("12/3", day(12, 3))], [(["12-03"], [])]),
        ("来週は12/8", [("来週", NEXT_WEEK), ("12/8", day(12, 8))], [(["12-08"], [])]),
        ("来週か12/15", [("来週", NEXT_WEEK), ("12/15", day(12, 15))], [(["12-07..12-13", "12-15"], [])]),
        # Ranges.
        (
            "12/7(月)〜11(金)",
            [("12/7", day(12, 7)), ("月", Weekday(0)), ("11", day(None, 11))],
            [(["12-07..12-11"], [])],
        ),
        ("12/4から来週", [("12/4", day(12, 4)), ("来週", NEXT_WEEK)], [(["12-04..12-13"], [])]),
        ("12/8〜12/3", [("12/8", day(12, 8)), ("12/3", day(12, 3))], [(["12-08", "12-03"], [])]),
        ("14時〜16時", [("14時", clock(14)), ("16時", clock(16))], [([], ["14:00-16:00"])]),
        ("14時から3時半", [("14時", clock(14)), ("3時半", clock(3, 30))], [([], ["14:00-15:30"])]),
        ("14時から", [("14時", clock(14))], [([], ["14:00"])]),
        ("11時まで", [("11時", clock(11))], [([], ["00:00-11:00"])]),
        ("12/4まで", [("12/4", day(12, 4))], [(["12-01..12-04"], [])]),
        ("", [], []),
    ],
)
def test_values_are_put_together(text, values, expected):
    composed = compose(text, named(text, *values), MONDAY)
    assert said(composed.ways[0]) == expected
    assert not composed.contradicts


def test_where_a_time_opens_the_text_both_ways_are_tried():
    text = "10時 12/3、14時 12/4"
    values = named(text, ("10時", clock(10)), ("12/3", day(12, 3)), ("14時", clock(14)), ("12/4", day(12, 4)))
    before, behind = compose(text, values, MONDAY).ways
    assert said(before) == [([], ["10:00"]), (["12-03"], ["14:00"]), (["12-04"], [])]
    assert said(behind) == [(["12-03"], ["10:00"]), (["12-04"], ["14:00"])]


@pytest.mark.parametrize("text", ["12/3(火)", "(火)12/3"])
def test_a_weekday_that_contradicts_its_date_is_noted(text):
    values = sorted([*named(text, ("12/3", day(12, 3))), *named(text, ("火", Weekday(1)))])
    assert compose(text, values, MONDAY).contradicts


def test_a_date_and_a_time_read_from_the_same_words_belong_together():
    text = "12月3日14時"
    values = [Named(0, 8, clock(14)), Named(0, 8, day(12, 3, 2026))]
    assert compose(text, values, MONDAY).ways[0] == (Offer(((date(2026, 12, 3),),), (Hours(time(14)),)),)


@pytest.mark.parametrize(
    "values",
    [
        [("11/31", day(11, 31, 2026))],
        [("11/31", day(11, 31))],
        [("11/31", Stretch(date(2026, 11, 1), date(2036, 1, 1)))],
    ],
)
def test_what_cannot_be_is_refused(values):
    with pytest.raises(ValueError, match="day"):
        compose("11/31", named("11/31", *values), MONDAY)


VALUES = st.one_of(
    st.builds(Day, st.none() | st.integers(1, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(1, 31)),
    st.builds(Stretch, st.dates(), st.dates()),
    st.builds(Weekday, st.integers(0, 6)),
    st.builds(Clock, st.times()),
)


@given(st.text("12月日〜からまで、 (木)", max_size=20), st.lists(st.tuples(st.integers(0, 20), VALUES), max_size=6))
def test_whatever_is_named_is_put_together_or_refused(text: str, placed):
    try:
        composed = compose(text, [Named(start, start + 2, value) for start, value in placed], MONDAY)
    except ValueError:
        return
    clocks = sum(isinstance(value, Clock) for _, value in placed)
    assert all(sum(len(offer.hours) for offer in way) <= clocks for way in composed.ways)
    assert all(offer.days or offer.hours for way in composed.ways for offer in way)
