"""Strategies: bookings as no form would ever let them through, to hold the writers of calendars to account."""

from datetime import UTC, date, datetime, timedelta, timezone

import samples_of_papers as sample
from hypothesis import strategies as st
from pydantic import SecretStr

from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.model.reading import Particulars

# What breaks calendars: separators, quotes, escapes, line ends of all sorts, and signs of several code points.
_HARD = (
    "見本", "𠮷野家", "髙﨑", "①", "👩‍👩‍👧‍👦", "🇯🇵", "が", "\u202eかな\u202c", "\u200f", "\ufeff",
    "\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\t", "\0", "\x07", "\x0b", "\x7f", "\ud800", "\udfff",
    ",", ";", ":", '"', "'", "\\", "\\n", "\\\\", "\\,", "^", "^n", "^'", "^^", "=", " ", "\u3000", "\xa0",
    "\r\nEND:VEVENT\r\n", "\r\nATTENDEE:mailto:a@b.example", "BEGIN:VALARM", "mailto:", "%0d%0a", "&amp;", "<b>",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(_HARD) | st.characters(exclude_categories=()), max_size=30).map("".join),
    st.text(),
    st.builds(lambda part, times: part * times, st.sampled_from(_HARD), st.integers(1, 400)),
)

_plain = st.from_regex(r"[A-Za-z0-9._+-]{1,30}@[a-z0-9][a-z0-9-]{0,20}\.example", fullmatch=True)
_odd = st.from_regex(r"[!-~]{1,64}@[A-Za-z0-9.-]{1,60}", fullmatch=True)
_long = st.builds(
    lambda local, domain: f"{'a' * local}@{'b.' * domain}example", st.integers(1, 64), st.integers(1, 124)
)
_short = st.one_of(_plain, _odd, st.sampled_from(("a..b.@keitai.example", "a@b@c.example")))
addresses = _short | _long

_stamps = st.datetimes(datetime(2020, 1, 1), datetime(2099, 12, 31)).flatmap(
    lambda moment: st.sampled_from((UTC, sample.AS_OF.tzinfo, timezone(timedelta(hours=-11, minutes=-30)))).map(
        lambda zone: moment.replace(tzinfo=zone)
    )
)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """An office of any name, with a domain that leaves room in a UID: beyond 255 octets readers may cut one."""
    office = sample.office()
    setting = texts.map(lambda text: text[:200])  # the longest that a setting may be
    about = office.office.model_copy(update={"name": draw(setting), "mail": draw(_short), "telephone": draw(setting)})
    counsellor = office.counsellors[0].model_copy(update={"name": draw(setting)})
    return office.model_copy(update={"office": about, "counsellors": (counsellor, *office.counsellors[1:])})


@st.composite
def persons(draw: st.DrawFn) -> Particulars:
    return sample.person().model_copy(update={"name": draw(texts), "email": draw(addresses)})


@st.composite
def bookings(draw: st.DrawFn, state: BookingState = BookingState.CONFIRMED) -> Booking:
    return sample.booking(
        uid=draw(st.from_regex(r"[A-Za-z0-9._-]{1,64}", fullmatch=True)),
        request_id=draw(st.integers(1, 10**9)),
        start=draw(st.datetimes(datetime(2020, 1, 1), datetime(2099, 12, 31))).replace(second=0, microsecond=0),
        minutes=draw(st.integers(1, 24 * 60)),
        medium=draw(st.sampled_from(Medium)),
        state=state,
        sequence=draw(st.integers(0, 2**31 - 1)),
        changed_at=draw(_stamps),
    )


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    url = draw(st.one_of(st.just(""), texts, st.from_regex(r"https?://[!-~]{1,200}", fullmatch=True)))
    return Meeting.model_construct(url=SecretStr(url))  # unchecked: a lone surrogate is no valid setting


@st.composite
def free_days(draw: st.DrawFn) -> tuple[FreeDay, ...]:
    """Days with any half hours free, in any order."""
    days = draw(st.lists(st.dates(date(2026, 11, 30), date(2027, 12, 31)), unique=True, max_size=5))
    return tuple(FreeDay(on=day, slots=draw(_slots(day))) for day in days)


def _slots(day: date) -> st.SearchStrategy[tuple[FreeSlot, ...]]:
    def slot(place: int, left: int) -> FreeSlot:
        return FreeSlot(start=datetime(day.year, day.month, day.day, place // 2, place % 2 * 30), left=left, capacity=2)

    places = st.builds(slot, st.integers(0, 46), st.integers(0, 2))
    return st.lists(places, unique_by=lambda one: one.start, max_size=12).map(tuple)
