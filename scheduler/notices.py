"""From a decision to what the person is told: a letter, or its telephone twin (promises 6, 9 and 12).

Where no letter can be built the person is called: one address stops nothing (promise 7).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.booking import Booking, By
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.notice import Means, Notice, NoticeKind
from madoguchi.model.offer import Offer
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest, reference_of
from madoguchi.model.review import number_of
from madoguchi.store.reviews import ToAcknowledge
from scheduler.calendar.event import mail_domain
from scheduler.letters import asking, letters, refusal, spoken, terms, waiting
from scheduler.letters.mime import message_id, quote_address
from scheduler.letters.receipt import receipt
from scheduler.new_terms import Announcement

_TOLD = {
    Verdict.BOOK: NoticeKind.CONFIRMATION,
    Verdict.MOVE: NoticeKind.MOVED,
    Verdict.CANCEL: NoticeKind.CANCELLATION,
    Verdict.TO_TELEPHONE: NoticeKind.TO_TELEPHONE,
    Verdict.READDRESS: NoticeKind.CONFIRMATION,
}
_AT_THE_SAME_TIME = {NoticeKind.COUNSELLOR: "counsellor", NoticeKind.TO_TELEPHONE: "telephone"}

_NO_LETTER = "メールを作れなかったため、お電話での連絡に替えました。"

# What may be asked of the writer of a mail; the rest would tell an unproved sender what is booked.
ASKED_OF_THE_PERSON = frozenset(
    rule.value for rule in (Rule.FULL, Rule.CLOSED, Rule.PAST, Rule.TOO_LATE, Rule.BEYOND_HORIZON)
)
_FOR_STAFF_ALONE = frozenset(rule.value for rule in Rule) - ASKED_OF_THE_PERSON


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, and when."""

    office: Office
    secrets: Secrets
    as_of: datetime


class _About(NamedTuple):
    """What a notice is about; `which` and `number` make its Message-ID, the same for every sending."""

    kind: NoticeKind
    request: BookingRequest
    booking_id: int | None
    which: str
    number: int


def notice_of(
    desk: Desk, notice_id: int, decision: Decision, person: BookingRequest, *, is_news: bool = False
) -> Notice | None:
    """Return what a decision tells, or None when it tells nothing.

    Args:
        desk: Who writes.
        notice_id: The number of the notice.
        decision: Just made.
        person: The request that was booked, with the newest address and telephone number known.
        is_news: The person has not been told of the booking yet, so that a move reads as a first word.
    """
    kind, booking = _kind(decision), decision.booking
    if is_news and kind in {NoticeKind.MOVED, *_AT_THE_SAME_TIME}:
        kind = NoticeKind.CONFIRMATION
    if kind is None or booking is None:
        return None
    about = _About(kind, person, booking.booking_id, booking.uid, booking.sequence)
    say = _words(desk, kind, decision, booking, person)
    return _notice(desk, notice_id, about, lambda ident: _letter(desk, kind, decision, booking, person, ident), say)


def _kind(decision: Decision) -> NoticeKind | None:
    kind, before = _TOLD.get(decision.verdict), decision.before
    if kind is NoticeKind.MOVED and before and decision.booking and before.start == decision.booking.start:
        return NoticeKind.COUNSELLOR
    return kind


def uninvited_notice(
    desk: Desk, notice_id: int, decision: Decision, person: BookingRequest, address: str
) -> Notice | None:
    """Return the letter that takes a booking out of the calendar of an address that is on file no more.

    Args:
        desk: Who writes.
        notice_id: The number of the notice.
        decision: The one whose own letter goes elsewhere; `before` is what the address was told.
        person: The request that was booked.
        address: Where the latest invitation went.

    Returns:
        None where no letter can be built: the telephone belongs to the person, not to the address.
    """
    booking = decision.booking
    if booking is None:
        return None
    told = booking.model_copy(update={"start": decision.before.start}) if decision.before else booking
    old = person.model_copy(update={"person": person.person.model_copy(update={"email": address})})
    about = _About(NoticeKind.UNINVITED, old, booking.booking_id, booking.uid, booking.sequence)
    notice = _notice(
        desk, notice_id, about, lambda ident: letters.uninvited(desk.office, told, old, desk.as_of, ident), ""
    )
    return notice if notice.means is Means.MAIL else None


def question(desk: Desk, notice_id: int, review_id: int, request: BookingRequest, doubts: tuple[Doubt, ...]) -> Notice:
    """Return the notice that asks a person what was doubtful."""
    asked = tuple(doubt for doubt in doubts if doubt.code not in _FOR_STAFF_ALONE)
    about = _About(NoticeKind.TELL_US_MORE, request, None, f"k{review_id}", request.request_id)
    say = asking.say_tell_us_more(desk.office, request, asked)
    return _notice(
        desk, notice_id, about, lambda ident: asking.tell_us_more(desk.office, request, asked, desk.as_of, ident), say
    )


def waiting_notice(desk: Desk, notice_id: int, request: BookingRequest, gone: datetime | None = None) -> Notice:
    """Return the notice that a request waits for a time to become free.

    Args:
        desk: Who writes.
        notice_id: The number of the notice; it tells one wait from another, for a request can come back to the list.
        request: What was asked for.
        gone: The start of an offer that the office had to take back.
    """
    about = _About(NoticeKind.WAITING, request, None, f"w{notice_id}", request.request_id)
    say = waiting.say_waiting(desk.office, request, gone)
    return _notice(
        desk, notice_id, about, lambda ident: waiting.waiting(desk.office, request, desk.as_of, ident, gone), say
    )


def offer_notice(desk: Desk, notice_id: int, offer: Offer, request: BookingRequest) -> Notice:
    """Return the notice that offers a time; one that only the telephone is quick enough for is never a letter."""
    about = _About(NoticeKind.OFFER, request, None, f"o{offer.offer_id}", request.request_id)
    say = waiting.say_offer(offer, request)
    if offer.by_telephone:
        return _notice(desk, notice_id, about, None, say)
    return _notice(desk, notice_id, about, lambda ident: waiting.offered(desk.office, offer, request, ident), say)


def refusal_notice(desk: Desk, notice_id: int, request: BookingRequest, why: str) -> Notice:
    """Return the notice that staff have refused a request; `why` is their reason."""
    about = _About(NoticeKind.REFUSAL, request, None, f"r{notice_id}", request.request_id)
    say = refusal.say_refusal(request, why)
    return _notice(
        desk, notice_id, about, lambda ident: refusal.refusal(desk.office, request, why, desk.as_of, ident), say
    )


def news_of_terms(desk: Desk, notice_id: int, told: Announcement, request: BookingRequest) -> Notice:
    """Return the notice that tells of new terms; `request` is the one that was booked."""
    booking, newest = told.booking, told.news[-1].version
    which = f"{booking.uid}.{newest.version}.{newest.sha256[:8]}"  # a booking may meet several versions
    about = _About(NoticeKind.NEW_TERMS, request, booking.booking_id, which, booking.sequence)
    say = spoken.say_new_terms(desk.office, request, told.news, desk.as_of)
    return _notice(
        desk, notice_id, about, lambda ident: terms.new_terms(desk.office, request, told.news, desk.as_of, ident), say
    )


def declined_notice(desk: Desk, notice_id: int, booking: Booking, request: BookingRequest) -> Notice:
    """Return the telephone task about a visit that the person's calendar has declined; never a letter."""
    about = _About(NoticeKind.DECLINED, request, booking.booking_id, booking.uid, booking.sequence)
    return _notice(desk, notice_id, about, None, spoken.say_declined(desk.office, booking, request))


def reminder_notice(desk: Desk, notice_id: int, booking: Booking, request: BookingRequest) -> Notice:
    """Return the notice that reminds of a visit near at hand; `request` has the newest address and number known."""
    about = _About(NoticeKind.REMINDER, request, booking.booking_id, booking.uid, booking.sequence)
    meeting = desk.secrets.meeting(booking.counsellor)
    say = spoken.say_reminder(desk.office, booking, request)
    return _notice(
        desk,
        notice_id,
        about,
        lambda ident: letters.reminder(desk.office, booking, request, meeting, desk.as_of, ident),
        say,
    )


def receipt_notice(desk: Desk, notice_id: int, entry: ToAcknowledge) -> Notice | None:
    """Return the letter that says a mail has come; None where none can be built, for nobody is called about it."""
    number = number_of(entry.review_id) if entry.request_id is None else reference_of(entry.request_id)
    ident = message_id(mail_domain(desk.office), f"a{entry.review_id}", entry.request_id or 0, NoticeKind.RECEIPT.value)
    try:
        mail = receipt(desk.office, entry.to, entry.language, number, desk.as_of, ident)
    except ValueError:
        return None
    return Notice(
        notice_id=notice_id,
        kind=NoticeKind.RECEIPT,
        means=Means.MAIL,
        request_id=entry.request_id,
        booking_id=None,
        name="",
        to=entry.to,
        message_id=ident,
        mail=mail,
        created_at=desk.as_of,
    )


def can_be_mailed(request: BookingRequest) -> bool:
    """Tell whether the person has given an address that a letter can be sent to."""
    try:
        return bool(request.person.email) and bool(quote_address(request.person.email))
    except ValueError:
        return False


def without_mail(request: BookingRequest) -> BookingRequest:
    """Return the request of somebody who is to be called, whatever their mail address."""
    return request.model_copy(update={"person": request.person.model_copy(update={"email": ""})})


def _letter(
    desk: Desk, kind: NoticeKind, decision: Decision, booking: Booking, person: BookingRequest, ident: str
) -> bytes:
    meeting = desk.secrets.meeting(booking.counsellor)
    before = decision.before.start if decision.before else None
    match kind:
        case NoticeKind.MOVED:
            return letters.moved(desk.office, booking, person, meeting, desk.as_of, ident, before)
        case NoticeKind.COUNSELLOR | NoticeKind.TO_TELEPHONE:
            return letters.same_time(_AT_THE_SAME_TIME[kind], desk.office, booking, person, meeting, desk.as_of, ident)
        case NoticeKind.CANCELLATION:
            return letters.cancellation(desk.office, booking, person, desk.as_of, ident, _reason_of_office(booking))
        case _:
            return letters.confirmation(desk.office, booking, person, meeting, desk.as_of, ident)


def _words(desk: Desk, kind: NoticeKind, decision: Decision, booking: Booking, person: BookingRequest) -> str:
    match kind:
        case NoticeKind.MOVED:
            return spoken.say_moved(desk.office, booking, person, decision.before.start if decision.before else None)
        case NoticeKind.COUNSELLOR | NoticeKind.TO_TELEPHONE:
            return spoken.say_same_time(_AT_THE_SAME_TIME[kind], desk.office, booking, person)
        case NoticeKind.CANCELLATION:
            return spoken.say_cancellation(desk.office, booking, person, _reason_of_office(booking))
        case _:
            return spoken.say_confirmation(desk.office, booking, person)


def _reason_of_office(booking: Booking) -> str:
    """Return why the office itself cancels; people know their own reasons."""
    return booking.why if booking.changed_by is By.OFFICE else ""


def _notice(desk: Desk, notice_id: int, about: _About, letter: Callable[[str], bytes] | None, say: str) -> Notice:
    """Return a letter where one can be built and sent, else a telephone task; `letter` takes the Message-ID."""
    person, ident, mail = about.request.person, "", b""
    tried = letter is not None and can_be_mailed(about.request)
    if letter and tried:
        ident = message_id(mail_domain(desk.office), about.which, about.number, about.kind.value)
        with suppress(ValueError):  # a header may carry addresses that no calendar can name, such as `"a b"@`
            mail = letter(ident)
    return Notice(
        notice_id=notice_id,
        kind=about.kind,
        means=Means.MAIL if mail else Means.TELEPHONE,
        request_id=about.request.request_id,
        booking_id=about.booking_id,
        name=person.name,
        to=person.email if mail else person.phone,
        message_id=ident if mail else "",
        mail=mail,
        say=say,
        note=_NO_LETTER if tried and not mail else "",
        created_at=desk.as_of,
    )
