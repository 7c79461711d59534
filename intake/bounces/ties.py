"""Which letter of ours came back, and what that leads to: each bounce of a batch in turn (pure).

A bounce is a claim. All it can bring about is a telephone task about a letter that we have sent, so it has to name one:
by the mark of the mailbox that letters come back to, by the Message-ID, by the mark of a booking, or, when nothing else
stands in it, by the address that a letter went to in the days before.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from madoguchi.model.booking import Booking
from madoguchi.model.bounce import Bounce, BounceReport
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.reading import Reading
from madoguchi.model.reply_address import booking_named, is_same_address, letter_named, return_path
from madoguchi.model.request import reference_of

# A mail server gives up within five days (RFC 5321 section 4.5.4.1); the mail that says so takes its own time.
ON_ITS_WAY: Final = timedelta(days=6)

_SENT: Final = frozenset({NoticeState.HANDED_OVER, NoticeState.BOUNCED, NoticeState.REFUSED})
_NO_CALL: Final = frozenset({NoticeKind.UNINVITED, NoticeKind.RECEIPT})  # nobody misses a word that matters
_UNKNOWN: Final = "どのお知らせのことか分かりません。元のメールを開き、必要ならご本人にお電話してください。"


class Proof(NamedTuple):
    """What the marks of our mailboxes are compared with.

    Attributes:
        mailbox: The office's own.
        key: Of the marks; empty where no letter carries one.
        bookings: Those that the bounces name.
    """

    mailbox: str = ""
    key: bytes = b""
    bookings: Mapping[int, Booking] = MappingProxyType({})


class Tied(NamedTuple):
    """A bounce as it is told: staff look at one that is about no letter of ours."""

    reading: Reading
    is_tied: bool


class Bounces:
    """Ties bounces to letters and collects what is to be recorded.

    Args:
        letters: At least all that the bounces of the batch may mean, oldest first.
        proof: What marks are compared with.
        next_bounce_id: First free number.
    """

    def __init__(self, letters: Sequence[Notice] = (), proof: Proof | None = None, next_bounce_id: int = 1) -> None:
        sent = (letter for letter in letters if letter.means is Means.MAIL and letter.state in _SENT)
        self._letters = {letter.notice_id: letter for letter in sent}
        self._proof = proof or Proof()
        self._next_bounce = next_bounce_id
        self.new: list[Bounce] = []
        self.came_back: list[int] = []  # letters that have come back now, and had not before

    def take(self, reading: Reading, report: BounceReport, item_id: int) -> Tied:
        """Tie a bounce, and record it for the item of that number."""
        letter = self._meant(reading, report)
        if letter is None:
            return Tied(reading.model_copy(update={"say": _UNKNOWN}), is_tied=False)
        to_call = letter.state is NoticeState.HANDED_OVER and letter.kind not in _NO_CALL and bool(letter.say)
        self.new.append(
            Bounce(
                bounce_id=self._next_bounce,
                item_id=item_id,
                notice_id=letter.notice_id,
                recipient=letter.to,
                status=report.status,
                lasting=report.lasting and self._is_shown(letter, report),
                say=report.say,
                received_at=reading.received_at,
                to_call=to_call,
            )
        )
        self._next_bounce += 1
        if letter.state is NoticeState.HANDED_OVER:
            self.came_back.append(letter.notice_id)
            self._letters[letter.notice_id] = letter.model_copy(update={"state": NoticeState.BOUNCED})
        return Tied(reading.model_copy(update={"say": _say(letter, to_call=to_call)}), is_tied=True)

    def _meant(self, reading: Reading, report: BounceReport) -> Notice | None:
        """Return the letter that is meant: the surest sign first."""
        if marked := next(self._marked(report), None):
            return marked
        if report.message_ids:  # whatever else stands there, it is this letter or none of ours
            return next((one for one in self._letters.values() if one.message_id in report.message_ids), None)
        return _newest([*self._of_booking(report)]) or _newest([*self._sent_to(reading, report)])

    def _marked(self, report: BounceReport) -> Iterator[Notice]:
        """Yield the letters whose own mailbox the bounce came to, or shows."""
        for mailbox in report.mailboxes:
            letter = self._letters.get(letter_named(mailbox) or 0)
            if letter and self._proof.key:
                own = return_path(self._proof.mailbox, letter.notice_id, letter.message_id, self._proof.key)
                if is_same_address(mailbox, own):
                    yield letter

    def _of_booking(self, report: BounceReport) -> Iterator[Notice]:
        for mailbox in report.mailboxes:
            booking = self._proof.bookings.get(booking_named(mailbox) or 0)
            if booking and is_same_address(mailbox, booking.organizer):
                told = (one for one in self._letters.values() if one.booking_id == booking.booking_id)
                yield from (one for one in told if one.kind is not NoticeKind.UNINVITED)  # that went elsewhere

    def _sent_to(self, reading: Reading, report: BounceReport) -> Iterator[Notice]:
        recipients = {address.casefold() for address in report.recipients}
        since = reading.received_at - ON_ITS_WAY
        for letter in self._letters.values():
            if letter.to.casefold() in recipients and since <= letter.created_at:
                yield letter

    def _is_shown(self, letter: Notice, report: BounceReport) -> bool:
        """Tell whether it is shown that just this address failed; who merely knows the address could say so too."""
        named = letter.to.casefold() in {address.casefold() for address in report.recipients}
        if letter in self._marked(report):
            return named or not report.recipients
        return named and letter.message_id in report.message_ids


def _newest(letters: Sequence[Notice]) -> Notice | None:
    """Return the newest letter that has not come back yet, or else the newest: each of several bounces has its own."""
    out = [letter for letter in letters if letter.state is NoticeState.HANDED_OVER] or letters
    return max(out, key=lambda letter: letter.notice_id, default=None)


def _say(letter: Notice, *, to_call: bool) -> str:
    about = f"受付番号{reference_of(letter.request_id)}への" if letter.request_id is not None else ""
    if to_call:
        return f"{about}お知らせのメールです。今も必要なお知らせなら、電話連絡.csv に載せます。"
    if letter.state is NoticeState.HANDED_OVER:
        return f"{about}お知らせのメールです。お電話はいりません。"
    return f"{about}お知らせのメールで、届かないことは前に分かっています。"
