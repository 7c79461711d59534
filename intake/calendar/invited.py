"""Which booking the answer of a calendar belongs to, and whose answer it is (pure).

From is a claim, and so is what a calendar says. Only who has read our letter knows the mark in the mailbox of a
booking; where a booking has none, the event and an address on file have to agree.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from madoguchi.model.booking import Booking
from madoguchi.model.reading import Doubt, Reading
from madoguchi.model.reply import Attendee, CalendarAnswer
from madoguchi.model.reply_address import booking_named, is_same_address
from madoguchi.model.request import BookingRequest
from madoguchi.wording import say_moment


class Invited(NamedTuple):
    """A booking that an answer may be about.

    Attributes:
        request: The one that was booked.
        addresses: In lower case, that the person gave or that letters about it went to.
    """

    booking: Booking
    request: BookingRequest
    addresses: frozenset[str]

    @property
    def named(self) -> str:
        """The booking as a sentence names it."""
        return f"受付番号{self.request.reference}の予約（{say_moment(self.booking.start)}）"


class Meant(NamedTuple):
    """What an answer is about.

    Attributes:
        invited: None where it is about no booking that is known for certain.
        attendee: Who answers.
        doubt: Why a person has to look; None when all is certain.
    """

    invited: Invited | None
    attendee: Attendee | None = None
    doubt: Doubt | None = None


def uid_of(answer: CalendarAnswer) -> str:
    """Return what a booking's own uid would be: the event's without the domain."""
    return answer.uid.rpartition("@")[0] or answer.uid


def numbers_named(answer: CalendarAnswer) -> set[int]:
    """Return the bookings whose mailboxes an answer names, whether rightly or not."""
    return {number for box in answer.mailboxes if (number := booking_named(box)) is not None}


def meant(reading: Reading, answer: CalendarAnswer, known: Mapping[int, Invited], domains: Iterable[str]) -> Meant:
    """Return what an answer is about.

    Args:
        reading: Of the mail; its sender is a claim.
        answer: What the calendar says.
        known: At least the bookings that the answer names in any way, by their number.
        domains: Of the office's mailboxes, in lower case.
    """
    by_uid = _of_event(answer, known, frozenset(domains))
    named = numbers_named(answer)
    marked = [one for one in known.values() if _is_marked(answer, one)]
    if named and not marked:
        return _meant_other(by_uid, "calendar_other_mark", "宛先の印が予約の控えと合いません")
    if len(marked) > 1 or (marked and by_uid and by_uid is not marked[0]):
        return _meant_other(None, "calendar_unclear", "カレンダーの返事が、二つの予約のどちらのことか分かりません")
    if marked:
        return _answered_by(marked[0], answer, reading.sender)
    if by_uid is None:
        return _meant_other(None, "calendar_unknown", "カレンダーの返事がどの予約のことか分かりません")
    return _on_file(by_uid, answer, reading.sender)


def _is_marked(answer: CalendarAnswer, one: Invited) -> bool:
    """Tell whether an answer came to the booking's own mailbox."""
    own = one.booking.organizer
    return booking_named(own) is not None and any(is_same_address(box, own) for box in answer.mailboxes)


def _of_event(answer: CalendarAnswer, known: Mapping[int, Invited], domains: frozenset[str]) -> Invited | None:
    domain = answer.uid.rpartition("@")[2].lower() if "@" in answer.uid else ""
    for one in known.values():
        own = one.booking.organizer.rpartition("@")[2].lower()
        if one.booking.uid == uid_of(answer) and domain in ({own} if own else domains):
            return one
    return None


def _meant_other(invited: Invited | None, code: str, why: str) -> Meant:
    named = f"（{invited.named}についてのようです）" if invited else ""
    say = f"{why}{named}。記録していません。差出人とご本人に確かめてください。"
    return Meant(None, None, Doubt(code=code, say=say))


def _answered_by(one: Invited, answer: CalendarAnswer, sender: str) -> Meant:
    """Whoever answers from the booking's own mailbox is the person, under whatever address."""
    attendees = _on_file_among(answer, one) or [
        attendee for attendee in answer.attendees if sender.lower() in attendee.addresses
    ]
    attendees = attendees or list(answer.attendees)
    if len(attendees) == 1:
        return Meant(one, attendees[0])
    return Meant(one, None, _unclear(one, "どなたの返事か分かりません"))


def _on_file(one: Invited, answer: CalendarAnswer, sender: str) -> Meant:
    """Without a mark, an address on file answers and sends, or nobody who was invited does."""
    attendees = _on_file_among(answer, one)
    if not attendees:
        say = f"{one.named}に、ご案内していない方のカレンダーから返事が届きました。記録していません。ご本人に電話で確かめてください。"
        return Meant(None, None, Doubt(code="calendar_not_invited", say=say))
    if sender.lower() not in one.addresses:
        say = f"{one.named}に、カレンダーの返事が別のメールアドレスから届きました。記録していません。ご本人に電話で確かめてください。"
        return Meant(None, None, Doubt(code="calendar_other_sender", say=say))
    if len(attendees) > 1:
        return Meant(one, None, _unclear(one, "二つの違う返事が入っています"))
    return Meant(one, attendees[0])


def _on_file_among(answer: CalendarAnswer, one: Invited) -> list[Attendee]:
    """Return who answers under an address on file; of several with the same answer the first."""
    found = [attendee for attendee in answer.attendees if one.addresses.intersection(attendee.addresses)]
    return found[:1] if len({attendee.answer for attendee in found}) == 1 else found


def _unclear(one: Invited, why: str) -> Doubt:
    say = f"{one.named}にカレンダーの返事が届きましたが、{why}。予約はそのままです。ご本人に電話で確かめてください。"
    return Doubt(code="calendar_unclear", say=say)
