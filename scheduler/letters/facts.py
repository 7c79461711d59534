"""What a letter and a telephone call say about a person, a booking and the terms, in one way of speaking.

Everything a stranger wrote passes through `plain` before it stands in a letter: one line, no control
or direction signs, a bounded length.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import NO_WORD_AFTER, Booking, Medium
from madoguchi.model.reading import Particulars
from madoguchi.model.request import Consent
from madoguchi.speech import standard
from madoguchi.speech.languages import Speech
from scheduler.calendar.event import reference
from scheduler.calendar.invitation import web_address
from scheduler.new_terms import News

CALL_BEFORE = timedelta(minutes=10)  # leaflet: the office telephones before the start

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LINK = re.compile(
    r"://|www\.|[@＠]|[a-z0-9-]{2}\.(?:com|net|org|jp|info|biz|xyz|io|me|cn|ru|top|shop|link|site|online|example)\b",
    re.IGNORECASE,
)


def plain(text: str, limit: int = 100) -> str:
    """Return text as one line of seen signs, cut after `limit` of them.

    The cut comes first, so that a megabyte of blanks costs nothing.
    """
    line = " ".join(_UNSEEN.sub(" ", text[: limit * 4]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def holds_link(text: str) -> bool:
    """Tell whether text could lead a reader elsewhere; strangers' links stand in no letter of ours."""
    return _LINK.search(text) is not None


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """A booking in words.

    Attributes:
        when: 2026年12月3日（木）午後2時30分から3時まで.
        given_up_at: The time from which silence is a cancellation, 午後2時40分.
        address: Where to join, without passcode; empty when none is told.
        counsellor: Name, empty when the office no longer lists the counsellor.
    """

    reference: str
    when: str
    by_telephone: bool
    given_up_at: str
    call_minutes: int
    address: str
    counsellor: str


def booking_facts(
    office: Office, booking: Booking, meeting: Meeting | None = None, speech: Speech = standard
) -> BookingFacts:
    """Put a booking into words."""
    by_telephone = booking.medium is Medium.TELEPHONE
    counsellor = office.counsellor(booking.counsellor)
    return BookingFacts(
        reference=reference(booking),
        when=speech.say_span(booking.start, booking.end),
        by_telephone=by_telephone,
        given_up_at=speech.say_time((booking.start + NO_WORD_AFTER).time()),
        call_minutes=CALL_BEFORE // timedelta(minutes=1),
        address=web_address(office, booking, meeting, in_calendar=False) if meeting else "",
        counsellor=counsellor.name if counsellor else "",
    )


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who is written to, in words that can stand in a letter."""

    name: str
    kana: str
    companion: str
    service: str
    has_phone: bool


def person_facts(person: Particulars, speech: Speech = standard) -> PersonFacts:
    """Put a person's particulars into words."""
    return PersonFacts(
        name=_unlinked(person.name, 40),
        kana=_unlinked(person.kana, 40),
        companion=_unlinked(person.companion, 60),
        service=speech.SERVICES[person.service],
        has_phone=bool(person.phone.strip()),
    )


def _unlinked(text: str, limit: int) -> str:
    line = plain(text, limit)
    return "" if holds_link(line) else line


def say_terms(consent: Consent | None, speech: Speech = standard) -> str:
    """Return the date of the terms a request was made under (2020年11月20日); empty without one."""
    if consent is None:
        return ""
    try:
        day = date.fromisoformat(consent.version)
    except ValueError:
        return plain(consent.version, 40)
    return speech.say_version(day)


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """A version of the terms in words.

    Attributes:
        since: 2026年12月10日（木）.
        address: Its lasting page.
        corrected: The text of a version that was known before has been changed.
    """

    since: str
    address: str
    corrected: bool
    in_force: bool


def terms_facts(
    office: Office, news: Iterable[News], as_of: datetime, speech: Speech = standard
) -> tuple[TermsFacts, ...]:
    """Put new versions of the terms into words; the as-of time (aware) tells which are in force."""
    today = local(as_of).date()
    return tuple(
        TermsFacts(
            since=speech.say_date(one.version.effective_on),
            address=f"{office.site.address}/terms/{one.version.version}.html",
            corrected=one.corrected,
            in_force=one.version.effective_on <= today,
        )
        for one in news
    )


def say_moment_before(before: datetime | None, minutes: int, speech: Speech = standard) -> str:
    """Return the span a booking had before it was moved; empty when it is not known."""
    return "" if before is None else speech.say_span(before, before + timedelta(minutes=minutes))
