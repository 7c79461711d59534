"""The office as its `office.toml` describes it; every key is commented in `examples/office.toml`."""

from datetime import date, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, ValidationInfo, field_validator, model_validator

from madoguchi.config.counsellors import Counsellor
from madoguchi.config.log import LogFile
from madoguchi.config.mail import Imap, Letters, Smtp
from madoguchi.config.openings import Openings, SpecialOpening
from madoguchi.config.security import Security
from madoguchi.config.written import Address, Text, Worded
from madoguchi.model.frozen import Frozen
from madoguchi.model.language import Language
from madoguchi.model.reply_address import LONGEST_MAILBOX


class AboutInWords(Frozen):
    """Who the office is, in another language than standard Japanese; what is left empty is said in Japanese.

    Attributes:
        name: In easy Japanese with readings, `ハローワーク豊岡《とよおか》`.
    """

    name: Worded = ""
    formal_name: Worded = ""
    telephone_hours: Worded = ""
    postal_address: Worded = ""
    court: Worded = ""


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
    easy: AboutInWords = AboutInWords()
    en: AboutInWords = AboutInWords()

    def said(self, key: Literal["name", "formal_name", "postal_address", "court"], language: Language) -> str:
        """Return one of these facts in a language, or in Japanese where the office has not written it in that one."""
        other = {Language.EASY: self.easy, Language.ENGLISH: self.en}.get(language)
        return (getattr(other, key) if other else "") or getattr(self, key)


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


class Inbox(Frozen):
    """Where input comes from beside the folder `inbox/`.

    Attributes:
        maildir: A Maildir to read; empty when there is none.
        rest_seconds: A file is taken when it has rested this long.
        authserv_id: The name under which our own mail server writes Authentication-Results (RFC 8601 section 2.5);
            empty when it writes none, and then no such field is believed.
        proved_mail: What becomes of a change or cancellation by mail whose sender is proved and whose words leave no
            doubt: it is carried out, or staff are asked all the same.
    """

    maildir: str = ""
    rest_seconds: Annotated[int, Field(ge=0, le=3600)] = 10
    authserv_id: Annotated[str, Field(max_length=255)] = ""
    proved_mail: Literal["carry_out", "ask_staff"] = "carry_out"


class Site(Frozen):
    """The public site.

    Attributes:
        url: Its address without a trailing slash.
        weeks: How many weeks of free slots it shows.
        keep_releases: How many earlier releases stay for a way back.
        not_personal: Words that may stand on the pages although they equal a stored name.
        security: Whom to tell of a weakness of the site; None where nobody is named.
        browser: The browser that makes the leaflet's PDF: a program on the PATH or its place; empty to look for one.
    """

    url: HttpUrl = HttpUrl("https://www.hellowork-toyooka.example/")
    weeks: Annotated[int, Field(ge=1, le=12)] = 4
    keep_releases: Annotated[int, Field(ge=1, le=100)] = 10
    not_personal: tuple[str, ...] = ()
    security: Security | None = None
    browser: str = ""

    @property
    def address(self) -> str:
        """The address without a trailing slash."""
        return str(self.url).rstrip("/")


class Invitations(Frozen):
    """The invitations in our letters.

    Attributes:
        plus_addresses: Whether the mailbox also takes `name+anything@` (RFC 5233): then each booking has an address of
            its own for answers, which nobody can guess.
        meeting_address: How far the address of the meeting is told in writing (art. 4): in the letter and the calendar
            entry, in the letter alone, or nowhere. Calendars send the whole entry back with their answer.
    """

    plus_addresses: bool = False
    meeting_address: Literal["calendar", "letter", "spoken"] = "calendar"


class Feeds(Frozen):
    """The calendar feeds.

    Attributes:
        url: Where a web server shows the folder `feeds/` to subscribers, with https; None when none does.
        days_back: The first day of the window, counted from the as-of day.
        days_ahead: The last day of the window.
    """

    url: HttpUrl | None = None
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
    imap: Imap | None = None
    smtp: Smtp | None = None
    letters: Letters = Letters()
    invitations: Invitations = Invitations()
    site: Site = Site()
    feeds: Feeds = Feeds()

    @field_validator("invitations")
    @classmethod
    def _mailbox_takes_marks(cls, invitations: Invitations, info: ValidationInfo) -> Invitations:
        about = info.data.get("office")  # missing when it is faulty itself
        mailbox = about.mail.rpartition("@")[0] if about else ""
        if invitations.plus_addresses and ("+" in mailbox or len(mailbox) > LONGEST_MAILBOX):
            raise ValueError(
                f"plus_addresses を使うには、office.mail の @ より前を、+ のない {LONGEST_MAILBOX} 文字以内にしてください"
            )
        return invitations

    @field_validator("counsellors")
    @classmethod
    def _ids_differ(cls, counsellors: tuple[Counsellor, ...]) -> tuple[Counsellor, ...]:
        ids = [counsellor.id for counsellor in counsellors]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"相談員の id「{'、'.join(twice)}」が二度出てきます。別の id にしてください")
        return counsellors

    @field_validator("counsellors")
    @classmethod
    def _somebody_opens_every_special_day(
        cls, counsellors: tuple[Counsellor, ...], info: ValidationInfo
    ) -> tuple[Counsellor, ...]:
        openings = info.data.get("openings")  # missing when it is faulty itself
        faults = [fault for one in (openings.special if openings else ()) if (fault := _unmanned(one, counsellors))]
        if faults:
            raise ValueError("。".join(faults))
        return counsellors

    @property
    def holds_letters(self) -> bool:
        """Whether letters wait until staff release them; written to a folder, they are staff's to send anyhow."""
        return self.smtp is not None and self.letters.release == "by_staff"

    def counsellor(self, counsellor_id: str) -> Counsellor | None:
        """Return the counsellor of that id, or None when the office no longer lists one."""
        return next((one for one in self.counsellors if one.id == counsellor_id), None)

    def last_bookable(self, today: date) -> date:
        """Return the last day of the horizon."""
        return today + timedelta(days=self.booking.horizon_days)


def _unmanned(special: SpecialOpening, counsellors: tuple[Counsellor, ...]) -> str:
    """Say what is wrong with who opens a special day; empty when nothing is."""
    unknown = sorted(set(special.counsellors) - {one.id for one in counsellors})
    if unknown:
        return (
            f"special の {special.on} にある「{'、'.join(unknown)}」という id の相談員がいません。id を確かめてください"
        )
    if not special.counsellors and not any(one.is_on_duty(special.on) for one in counsellors):
        return (
            f"special の {special.on}（{special.say}）の曜日を担当する相談員がいません。"
            'special に counsellors = ["a"] のように、出勤する相談員の id を書いてください'
        )
    return ""
