"""What the answer of a calendar leads to (pure): it is recorded, told to staff, or both; no booking changes by it.

The terms have cancellations come by telephone (art. 4), so a refusal is a reason to call and nothing more.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from intake.calendar.invited import Invited, Meant
from madoguchi.clock import local
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.item import Outcome
from madoguchi.model.reading import Doubt
from madoguchi.model.reply import SAY_ANSWER, Answer, CalendarAnswer, Reply, standing_answer

CODE = "calendar_reply"
_BY_TELEPHONE = "予約はそのままです。ご本人に電話で確かめてください。"
_TO_CANCEL = "取り消しと分かったら、受付簿に区分「取消」の行を書いてください。"


def foretell(answer: CalendarAnswer) -> tuple[list[Doubt], str]:
    """Return the doubts and the sentence of an answer by itself, before it is known which booking it means."""
    given = {attendee.answer for attendee in answer.attendees}
    only = given.pop() if len(given) == 1 else None
    if not answer.asks and only is Answer.ACCEPTED:
        return [], "カレンダーからの承諾の返事です。"
    said = answer.asks or (
        f"カレンダーから「{SAY_ANSWER[only]}」の返事が届きました"
        if only
        else "カレンダーの返事が届きましたが、承諾か辞退か分かりません"
    )
    return [_doubt(CODE, f"{said}。{_BY_TELEPHONE}")], ""


class Judged(NamedTuple):
    """What an answer leads to.

    Attributes:
        outcome: Its ending, as long as the mail holds nothing else that staff have to see.
        say: Goes with that ending.
        doubts: Why a person has to look.
        answer: What is recorded; None when nothing is.
        to_call: The person is to be called, or was to be and need not be any more.
    """

    outcome: Outcome
    say: str = ""
    doubts: tuple[Doubt, ...] = ()
    answer: Answer | None = None
    to_call: bool = False


def judge(answer: CalendarAnswer, meant: Meant, replies: Sequence[Reply], as_of: datetime) -> Judged:
    """Judge an answer.

    Args:
        answer: What the calendar says.
        meant: The booking it is about, as it stands now.
        replies: Every answer recorded for that booking.
        as_of: Of the run (aware): what has begun by then is past.
    """
    one = meant.invited
    if one is None:
        asked = (_doubt("calendar_asks", f"{answer.asks}。{_BY_TELEPHONE}"),) if answer.asks else ()
        unsaid = asked and not answer.attendees  # nobody can be told to be a stranger
        return _to_staff(*asked, *filter(None, (None if unsaid else meant.doubt,)))
    if answer.asks:
        return _to_staff(_doubt("calendar_asks", f"{one.named}について、{answer.asks}。{_BY_TELEPHONE}"))
    if meant.doubt or meant.attendee is None:
        return _to_staff(*filter(None, (meant.doubt,)))
    given, sequence = meant.attendee.answer, _sequence(answer, one.booking)
    if given is None:
        say = f"{one.named}に届いたカレンダーの返事は、承諾でも辞退でもありません（ほかの方への依頼など）。{_BY_TELEPHONE}"
        return _to_staff(_doubt("calendar_unclear", say))
    if sequence is None:
        say = f"{one.named}にカレンダーで「{SAY_ANSWER[given]}」の返事が届きましたが、いつのご案内への返事か分かりません。{_BY_TELEPHONE}"
        return _to_staff(_doubt("calendar_unclear", say))
    return _weighed(answer, given, one, _Earlier(meant.attendee.addresses[0], sequence, replies), as_of)


class _Earlier(NamedTuple):
    """Who answers which invitation, and what was answered before."""

    attendee: str
    sequence: int
    replies: Sequence[Reply]

    def holds(self, given: Answer, stamp: str) -> bool:
        """Tell whether this very answer is recorded."""
        mark = (self.attendee, self.sequence, stamp, given)
        return any((one.attendee, one.sequence, one.stamp, one.answer) == mark for one in self.replies)

    def is_newer(self, stamp: str) -> bool:
        """Tell whether the same address has answered the same invitation later."""
        return any(
            one.stamp > stamp for one in self.replies if (one.attendee, one.sequence) == (self.attendee, self.sequence)
        )


def _weighed(answer: CalendarAnswer, given: Answer, one: Invited, earlier: _Earlier, as_of: datetime) -> Judged:
    booking = one.booking
    alias = "" if earlier.attendee in one.addresses else "（控えにないメールアドレスから）"
    said = f"{one.named}に、カレンダーで「{SAY_ANSWER[given]}」の返事{alias}がありました"
    if earlier.sequence > booking.sequence:
        say = f"{said}が、こちらから送っていない版のご案内への返事です。{_BY_TELEPHONE}"
        return _to_staff(_doubt("calendar_ahead", say))
    if earlier.holds(given, answer.stamp):
        return Judged(Outcome.DUPLICATE, f"{said}（記録済み）。")
    if booking.state is BookingState.CANCELLED:
        return _about_cancelled(given, said)
    if booking.state is not BookingState.CONFIRMED or booking.start <= local(as_of):
        return Judged(Outcome.REPLY, f"{said}。もう始まったか、終わった相談です。", answer=given)
    if earlier.sequence < booking.sequence:
        return _outdated(given, said)
    return _current(answer, given, earlier, said)


def _current(answer: CalendarAnswer, given: Answer, earlier: _Earlier, said: str) -> Judged:
    """Judge an answer to the newest invitation of a visit that lies ahead."""
    if earlier.is_newer(answer.stamp):
        return Judged(Outcome.REPLY, f"{said}。このあとの返事がもう届いているため、効力はありません。", answer=given)
    standing = standing_answer(earlier.replies, earlier.sequence)
    after_refusal = standing is not None and standing.answer is Answer.DECLINED
    if given is Answer.ACCEPTED:
        more = "前の「辞退」に替わる返事です。" if after_refusal else ""
        return Judged(Outcome.REPLY, f"{said}。{more}", answer=given, to_call=after_refusal)
    declined = _TO_CANCEL if given is Answer.DECLINED else ""
    doubt = _doubt(CODE, f"{said}。{_BY_TELEPHONE}{declined}")
    return Judged(Outcome.NEEDS_REVIEW, "", (doubt,), given, to_call=given is Answer.DECLINED or after_refusal)


def _about_cancelled(given: Answer, said: str) -> Judged:
    if given is Answer.DECLINED:
        return Judged(Outcome.REPLY, f"{said}。取り消し済みの予約です。", answer=given)
    say = f"{said}が、この予約は取り消し済みです。相談があると思っておられるかもしれません。ご本人に電話で確かめてください。"
    return Judged(Outcome.NEEDS_REVIEW, "", (_doubt("calendar_cancelled", say),), given)


def _outdated(given: Answer, said: str) -> Judged:
    if given is Answer.DECLINED:
        say = f"{said}が、変更前のご案内への返事です。予約は今の日時のままです。今の日時のことか、ご本人に電話で確かめてください。"
        return Judged(Outcome.NEEDS_REVIEW, "", (_doubt("calendar_outdated", say),), given)
    return Judged(
        Outcome.REPLY, f"{said}。変更前のご案内への返事のため、今の日時への返事とは数えません。", answer=given
    )


def _sequence(answer: CalendarAnswer, booking: Booking) -> int | None:
    """Return which invitation is answered; one without a number can only be the first (RFC 5545 section 3.8.7.4)."""
    if answer.sequence is not None:
        return answer.sequence
    return None if booking.sequence else 0


def _to_staff(*doubts: Doubt) -> Judged:
    return Judged(Outcome.NEEDS_REVIEW, "", doubts)


def _doubt(code: str, say: str) -> Doubt:
    return Doubt(code=code, say=say)
