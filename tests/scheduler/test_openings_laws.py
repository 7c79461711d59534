"""What holds of every office and every day."""

import itertools
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from written_offices import written

from madoguchi.config.counsellors import Absence, Counsellor
from madoguchi.config.office import Booking, Office
from madoguchi.config.openings import Closure, Openings, SpecialOpening, WeekHours
from madoguchi.config.written import WEEKDAYS
from madoguchi.model.openings import Closed, Period
from scheduler.openings import open_day, open_days

PLAIN = written()
MONDAY = date(2027, 3, 1)  # a week without holidays
DAYS = st.integers(0, 6).map(lambda ahead: MONDAY + timedelta(days=ahead))
QUARTERS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def hours(draw: st.DrawFn, least: int = 0) -> tuple[Period, ...]:
    ends = sorted(draw(st.sets(QUARTERS, min_size=2 * least, max_size=6)))
    return tuple(Period(opens=opens, closes=closes) for opens, closes in zip(ends[::2], ends[1::2], strict=False))


@st.composite
def week_hours(draw: st.DrawFn, weekdays: tuple[str, ...] = WEEKDAYS) -> WeekHours:
    return WeekHours.model_validate({day: draw(hours()) for day in weekdays})


@st.composite
def counsellors(draw: st.DrawFn) -> tuple[Counsellor, ...]:
    people = []
    for letter in "abc"[: draw(st.integers(1, 3))]:
        on_duty = tuple(day for day in WEEKDAYS if draw(st.booleans()))
        away = tuple(Absence(on=draw(DAYS), hours=draw(hours())) for _ in range(draw(st.integers(0, 2))))
        duty = draw(week_hours(on_duty))
        people.append(Counsellor(id=letter, name=f"相談員{letter}", on_duty=on_duty, hours=duty, absences=away))
    return tuple(people)


CLOSURES = st.lists(st.builds(Closure, on=DAYS, hours=hours(), say=st.just("研修")), max_size=3).map(tuple)
SPECIAL = st.lists(
    st.builds(SpecialOpening, on=DAYS, hours=hours(least=1), counsellors=st.just(("a",)), say=st.just("相談会")),
    max_size=2,
    unique_by=lambda one: one.on,
).map(tuple)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    minutes = draw(st.integers(5, 90))
    opened = Openings(**dict(draw(week_hours())), closures=draw(CLOSURES), special=draw(SPECIAL))
    booking = Booking(minutes=minutes, every=minutes + draw(st.integers(0, 30)))
    return PLAIN.model_copy(update={"booking": booking, "openings": opened, "counsellors": draw(counsellors())})


def without_closures(office: Office) -> Office:
    return office.model_copy(update={"openings": office.openings.model_copy(update={"closures": ()})})


def minutes_of(office: Office, start: datetime) -> list[datetime]:
    return [start + timedelta(minutes=one) for one in range(office.booking.minutes)]


def within(moment: datetime, periods: tuple[Period, ...]) -> bool:
    return any(period.opens <= moment.time() < period.closes for period in periods)


@settings(deadline=None)
@given(offices(), DAYS)
def test_every_minute_of_a_slot_is_open_and_no_two_slots_share_one(office: Office, on: date) -> None:
    special = office.openings.special_on(on)
    periods = special.hours if special else office.openings.periods(on.weekday())
    found = [minutes_of(office, slot.start) for slot in open_day(office, on).slots]
    assert all(earlier[-1] < later[0] for earlier, later in itertools.pairwise(found))
    for moment in itertools.chain.from_iterable(found):
        assert within(moment, periods)
        for closure in office.openings.closures_on(on):
            assert closure.hours
            assert not within(moment, closure.hours)


@settings(deadline=None)
@given(offices(), DAYS)
def test_the_room_of_a_slot_is_who_is_there_in_every_minute(office: Office, on: date) -> None:
    special = office.openings.special_on(on)

    def is_there(one: Counsellor, moment: datetime) -> bool:
        duty = one.hours.periods(on.weekday())
        works = (
            one.id == "a" if special else WEEKDAYS[on.weekday()] in one.on_duty and (not duty or within(moment, duty))
        )
        away = [absence for absence in one.absences if absence.on == on]
        return works and not any(not absence.hours or within(moment, absence.hours) for absence in away)

    for slot in open_day(office, on).slots:
        moments = minutes_of(office, slot.start)
        expected = tuple(one.id for one in office.counsellors if all(is_there(one, moment) for moment in moments))
        assert slot.counsellors == expected


@settings(deadline=None)
@given(offices(), DAYS)
def test_a_closure_takes_slots_and_never_makes_one(office: Office, on: date) -> None:
    before, after = open_day(without_closures(office), on), open_day(office, on)
    assert set(after.slots) <= set(before.slots)
    if after.closed is None:
        taken = {slot.start for slot in before.slots} - {slot.start for slot in after.slots}
        assert set(after.closed_starts) == taken


@settings(deadline=None)
@given(offices(), DAYS, QUARTERS)
def test_half_a_day_and_the_other_half_are_the_whole(office: Office, on: date, between: time) -> None:
    last = time(23, 59)
    halves = [Period(opens=time(), closes=between)] if between > time() else []
    parts = tuple(Closure(on=on, hours=(half,), say="研修") for half in (*halves, Period(opens=between, closes=last)))
    bare = without_closures(office)
    if open_day(bare, on).slots:

        def closed_by(closures: tuple[Closure, ...]) -> Office:
            return bare.model_copy(update={"openings": bare.openings.model_copy(update={"closures": closures})})

        whole = open_day(closed_by((Closure(on=on, say="研修"),)), on)
        assert whole.closed is Closed.CLOSURE
        assert open_day(closed_by(parts), on) == whole


@settings(deadline=None)
@given(offices(), st.integers(0, 10), st.integers(0, 10))
def test_a_range_of_days_is_its_parts(office: Office, first: int, second: int) -> None:
    between, last = MONDAY + timedelta(days=first), MONDAY + timedelta(days=first + second)
    parts = open_days(office, MONDAY, between) + open_days(office, between + timedelta(days=1), last)
    assert open_days(office, MONDAY, last) == parts
    assert [day.on for day in parts] == [MONDAY + timedelta(days=ahead) for ahead in range(first + second + 1)]
