"""The office as its `office.toml` describes it; every key is commented in `examples/office.toml`."""

import itertools
import re
from datetime import date, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, field_validator, model_validator

from madoguchi.config.log import LogFile
from madoguchi.model.frozen import Frozen
from madoguchi.model.openings import Period

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")


def _period(value: object) -> object:
    """Read `9:30-11:00`."""
    if isinstance(value, Period | dict):
        return value
    clocks = [_CLOCK.fullmatch(part.strip()) for part in str(value).split("-")]
    if len(clocks) != 2 or None in clocks:  # noqa: PLR2004 -- a period has two ends
        raise ValueError("時間帯は「9:30-11:00」の形で書いてください")
    try:
        opens, closes = (time(int(clock[1]), int(clock[2])) for clock in clocks if clock)
    except ValueError:
        raise ValueError("時間帯の時刻は 0:00 から 23:59 までで書いてください") from None
    if opens >= closes:
        raise ValueError("時間帯の終わりは始まりより後にしてください")
    return Period(opens=opens, closes=closes)


def _month_day(value: str) -> str:
    try:
        day = date.fromisoformat(f"2024-{value}")  # a leap year has every day
    except ValueError:
        day = None
    if day is None or day.isoformat()[5:] != value:
        raise ValueError("日付は「12-29」の形で書いてください")
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or not value.isascii():
        raise ValueError("メールアドレスの形になっていません")
    return value


def _in_order(on: date, until: date | None) -> None:
    if until is not None and until < on:
        raise ValueError("until（最終日）は on（初日）以後の日にしてください")


OpeningPeriod = Annotated[Period, BeforeValidator(_period)]
MonthDay = Annotated[str, AfterValidator(_month_day)]
Address = Annotated[str, AfterValidator(_address)]
Text = Annotated[str, Field(min_length=1, max_length=200)]


class About(Frozen):
    """Who the office is, as the public pages and letters say it.

    Attributes:
        id: Leads every key of the store; never changed once in use.
        mail: The mailbox we read: From of letters and ORGANIZER of invitations.
        court: The court agreed on for disputes (art. 12 of the terms).
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,30}$")]
    name: Text
    formal_name: Text
    telephone: Annotated[str, Field(pattern=r"^0\d{1,4}-\d{1,4}-\d{4}$")]
    telephone_hours: Text
    mail: Address
    postal_address: Text
    court: Text


class Booking(Frozen):
    """How bookings are made.

    Attributes:
        minutes: Length of a session (art. 4: 30 minutes).
        every: Minutes from one start to the next; 40 for an office that wants a gap.
        in_all_minutes: What people are told to set aside, the call and connecting included.
        notice: Whether "the day before" counts calendar days or the office's working days.
        cutoff: Until when on that day a booking is still made; 24:00 is written as 23:59.
        horizon_days: How many days ahead can be booked.
        one_live_booking: Whether a job seeker may have only one booking at a time.
        same_counsellor: Whether the counsellor of last time is preferred among equal wishes, or insisted on.
        waiting_list: Whether a request whose wishes are all full waits for one to become free.
        offer_hours: How long an offer of the waiting list stands.
        most_offers: How many offers a person gets at most.
        no_shows_before_review: After so many absences without word staff look at the next request (art. 4); 0 for never.
        confirm_first_time: Whether staff confirm the conditions of art. 2 for somebody who comes for the first time.
        terms_first: Whether a request by telephone is booked only when the log says that the terms were explained.
    """

    minutes: Annotated[int, Field(ge=5, le=240)] = 30
    every: Annotated[int, Field(ge=5, le=240)] = 30
    in_all_minutes: Annotated[int, Field(ge=5, le=300)] = 40
    notice: Literal["calendar", "working"] = "calendar"
    cutoff: time = time(23, 59, 59)
    horizon_days: Annotated[int, Field(ge=1, le=366)] = 60
    one_live_booking: bool = True
    same_counsellor: Literal["prefer", "insist"] = "prefer"
    waiting_list: bool = True
    offer_hours: Annotated[int, Field(ge=1, le=240)] = 24
    most_offers: Annotated[int, Field(ge=1, le=10)] = 3
    no_shows_before_review: Annotated[int, Field(ge=0, le=20)] = 2
    confirm_first_time: bool = False
    terms_first: bool = False

    @model_validator(mode="after")
    def _starts_do_not_overlap(self) -> Self:
        if self.every < self.minutes:
            raise ValueError("every（枠の間隔）は minutes（相談の長さ）以上にしてください")
        return self


class Closure(Frozen):
    """Days on which the office is closed beside weekends, holidays and the year end.

    Attributes:
        on: First closed day.
        until: Last closed day; the same day when left out.
    """

    on: date
    until: date | None = None
    say: Text

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        _in_order(self.on, self.until)
        return self

    @property
    def last(self) -> date:
        """The last closed day."""
        return self.until or self.on

    def covers(self, day: date) -> bool:
        """Tell whether that day is closed."""
        return self.on <= day <= self.last


class Openings(Frozen):
    """When the office is open (leaflet: weekdays 9:30-11:00 and 14:00-16:00)."""

    mon: tuple[OpeningPeriod, ...] = ()
    tue: tuple[OpeningPeriod, ...] = ()
    wed: tuple[OpeningPeriod, ...] = ()
    thu: tuple[OpeningPeriod, ...] = ()
    fri: tuple[OpeningPeriod, ...] = ()
    sat: tuple[OpeningPeriod, ...] = ()
    sun: tuple[OpeningPeriod, ...] = ()
    year_end_from: MonthDay = "12-29"
    year_end_until: MonthDay = "01-03"
    closures: tuple[Closure, ...] = ()

    def periods(self, weekday: int) -> tuple[Period, ...]:
        """Return the periods of a weekday, Monday being 0."""
        found: tuple[Period, ...] = getattr(self, WEEKDAYS[weekday])
        return found

    @model_validator(mode="after")
    def _periods_are_in_order(self) -> Self:
        for weekday in range(7):
            periods = self.periods(weekday)
            if any(later.opens < earlier.closes for earlier, later in itertools.pairwise(periods)):
                raise ValueError(f"{WEEKDAYS[weekday]} の時間帯が重なっているか、順番が逆です")
        return self


class Absence(Frozen):
    """Days a counsellor is away."""

    on: date
    until: date | None = None

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        _in_order(self.on, self.until)
        return self

    def covers(self, day: date) -> bool:
        """Tell whether the counsellor is away that day."""
        return self.on <= day <= (self.until or self.on)


class Counsellor(Frozen):
    """One counsellor (相談員) and the days on duty.

    Attributes:
        id: Stands in file names and keys; never changed once in use.
        on_duty: Weekdays on duty.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    name: Text
    on_duty: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    absences: tuple[Absence, ...] = ()

    def is_on_duty(self, day: date) -> bool:
        """Tell whether the counsellor works that day."""
        return WEEKDAYS[day.weekday()] in self.on_duty and not any(absence.covers(day) for absence in self.absences)


class Smtp(Frozen):
    """The server that takes our letters; without it they are written to `private/outbox/`."""

    host: Text
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""


class Inbox(Frozen):
    """Where input comes from beside the folder `inbox/`.

    Attributes:
        maildir: A Maildir to read; empty when there is none.
        rest_seconds: A file is taken when it has rested this long.
    """

    maildir: str = ""
    rest_seconds: Annotated[int, Field(ge=0, le=3600)] = 10


class Site(Frozen):
    """The public site.

    Attributes:
        url: Its address without a trailing slash.
        weeks: How many weeks of free slots it shows.
        keep_releases: How many earlier releases stay for a way back.
        not_personal: Words that may stand on the pages although they equal a stored name.
    """

    url: HttpUrl = HttpUrl("https://www.hellowork-toyooka.example/")
    weeks: Annotated[int, Field(ge=1, le=12)] = 4
    keep_releases: Annotated[int, Field(ge=1, le=100)] = 10
    not_personal: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address without a trailing slash."""
        return str(self.url).rstrip("/")


class Feeds(Frozen):
    """The window of the calendar feeds, in days before and after the as-of day."""

    days_back: Annotated[int, Field(ge=0, le=366)] = 30
    days_ahead: Annotated[int, Field(ge=1, le=366)] = 180


class Office(Frozen):
    """Everything `office.toml` says."""

    office: About
    booking: Booking = Booking()
    openings: Openings
    counsellors: Annotated[tuple[Counsellor, ...], Field(min_length=1)]
    inbox: Inbox = Inbox()
    log: LogFile = LogFile()
    smtp: Smtp | None = None
    site: Site = Site()
    feeds: Feeds = Feeds()

    @field_validator("counsellors")
    @classmethod
    def _ids_differ(cls, counsellors: tuple[Counsellor, ...]) -> tuple[Counsellor, ...]:
        ids = [counsellor.id for counsellor in counsellors]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"相談員の id「{'、'.join(twice)}」が二度出てきます。別の id にしてください")
        return counsellors

    def counsellor(self, counsellor_id: str) -> Counsellor | None:
        """Return the counsellor of that id, or None when the office no longer lists one."""
        return next((one for one in self.counsellors if one.id == counsellor_id), None)

    def last_bookable(self, today: date) -> date:
        """Return the last day of the horizon."""
        return today + timedelta(days=self.booking.horizon_days)
