"""The answers of calendars in one batch: each judged in turn, later ones seeing what earlier ones left."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from intake.calendar.invited import Invited, meant
from intake.calendar.judge import CODE, Judged, judge
from madoguchi.model.item import Outcome
from madoguchi.model.reading import Reading
from madoguchi.model.reply import CalendarAnswer, Reply

_ANY_TIME = datetime.min.replace(tzinfo=UTC)  # where no booking is known, none has begun


class Ended(NamedTuple):
    """How a mail with the answer of a calendar ends: the reading as it is told."""

    outcome: Outcome
    reading: Reading


class CalendarAnswers:
    """Judges answers and collects what is to be recorded.

    Args:
        known: The bookings that the answers of the batch name in any way.
        replies: What was answered about them before.
        domains: Of the office's mailboxes, in lower case.
        as_of: Of the run (aware).
        next_reply_id: First free number of an answer.
    """

    def __init__(
        self,
        known: Mapping[int, Invited] = MappingProxyType({}),
        replies: Sequence[Reply] = (),
        domains: Collection[str] = (),
        as_of: datetime = _ANY_TIME,
        next_reply_id: int = 1,
    ) -> None:
        self.known = known
        self._replies = list(replies)
        self._domains = domains
        self._as_of = as_of
        self._next_reply = next_reply_id
        self.new: list[Reply] = []

    def take(self, reading: Reading, answer: CalendarAnswer, item_id: int) -> Ended:
        """Judge an answer, and record it for the item of that number."""
        about = meant(reading, answer, self.known, self._domains)
        one = about.invited
        before = [reply for reply in self._replies if one and reply.booking_id == one.booking.booking_id]
        judged = judge(answer, about, before, self._as_of)
        if one and about.attendee and judged.answer:
            reply = Reply(
                reply_id=self._next_reply,
                booking_id=one.booking.booking_id,
                item_id=item_id,
                attendee=about.attendee.addresses[0],
                answer=judged.answer,
                sequence=answer.sequence or 0,
                stamp=answer.stamp,
                received_at=reading.received_at,
                to_call=judged.to_call,
            )
            self._next_reply += 1
            self._replies.append(reply)
            self.new.append(reply)
        return self._ended(reading, judged, one)

    def _ended(self, reading: Reading, judged: Judged, one: Invited | None) -> Ended:
        """Join what was judged with what else the mail holds: words of the person always reach staff."""
        beside = [doubt for doubt in reading.doubts if doubt.code != CODE]
        told = reading.model_copy(
            update={
                "doubts": (*judged.doubts, *beside),
                "person": one.request.person if one else reading.person,
                "say": "" if judged.doubts else judged.say,
            }
        )
        if beside and judged.outcome is Outcome.REPLY:
            told = told.model_copy(update={"say": f"{judged.say}{beside[0].say}"})
            return Ended(Outcome.NEEDS_REVIEW, told)
        return Ended(judged.outcome, told)
