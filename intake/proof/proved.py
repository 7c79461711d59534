"""Whether the person of a booking wrote a mail about it, and whether what it asks is carried out (pure).

From is a claim, and so are a name and a number. Only who has read our letter knows the mark in the mailbox of a
booking; without it, the address on file and the job-seeker number have to come together (see docs/intake.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, NamedTuple

from intake.doubts import shown
from intake.person.name_shape import fits
from intake.proof.forged import CODE
from madoguchi.clock import local
from madoguchi.model.booking import Booking
from madoguchi.model.item import Kind
from madoguchi.model.reading import Claim, Doubt, Reading
from madoguchi.model.reply_address import booking_named, is_same_address
from madoguchi.model.request import BookingRequest
from madoguchi.wording import say_moment

ABOUT_A_BOOKING: Final = frozenset({Kind.CHANGE, Kind.CANCELLATION, Kind.QUESTION})
CARRIED_OUT: Final = frozenset({Kind.CHANGE, Kind.CANCELLATION})

_ANY_TIME: Final = datetime.min.replace(tzinfo=UTC)  # where no booking is known, none is over

_BY_MARK: Final = "予約ごとの返信先に届いたメールです"
_BY_ADDRESS: Final = "控えのメールアドレスから、求職番号を添えて届いたメールです"
_WHAT: Final = {Kind.CHANGE: "変更の申し出", Kind.CANCELLATION: "取消の申し出", Kind.QUESTION: "ご質問"}
_THEN: Final = {
    Kind.CHANGE: "確定日時を書いてください",
    Kind.CANCELLATION: "受付簿に区分「取消」の行を書き、「取下げ」に○を書いてください",
    Kind.QUESTION: "済んだら「取下げ」に○を書いてください",
}


class OnFile(NamedTuple):
    """A booking that a mail may be about.

    Attributes:
        person: The request it came of, with the address and telephone number given last.
    """

    booking: Booking
    person: BookingRequest

    @property
    def named(self) -> str:
        """The booking as a sentence names it."""
        return f"受付番号{self.person.reference}の予約（{say_moment(self.booking.start)}）"


class Proof(NamedTuple):
    """What is known of the writer.

    Attributes:
        how: By what the writer is proved, as staff read it; empty when not.
        meant: The bookings to come that the mail can mean; of an unproved writer those of the number it gives.
        doubts: What speaks against the proof.
    """

    how: str = ""
    meant: tuple[OnFile, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofs:
    """Judges mails about bookings.

    Attributes:
        known: At least the bookings whose mailboxes the mails of the batch came to, and the live ones of the
            numbers that they give; by their own number.
        as_of: Of the run (aware).
        carry_out: What a proved writer plainly asks is done without staff (`[inbox] proved_mail`).
    """

    known: Mapping[int, OnFile] = field(default_factory=dict)
    as_of: datetime = _ANY_TIME
    carry_out: bool = False

    def judge(self, reading: Reading) -> Reading:
        """Return a mail as it is taken from here on: ready to be carried out, or with what staff have to know."""
        if reading.kind not in ABOUT_A_BOOKING or reading.claim is None:
            return reading
        proof = self.proof_of(reading, reading.claim)
        own = f"mail_{reading.kind.value}"  # the sentence that is said here anew, with what is known now
        beside = tuple(doubt for doubt in reading.doubts if doubt.code != own)
        if not proof.how:
            say = _say_unproved(reading.kind)
            return _to_staff(reading, proof.meant, (Doubt(code=own, say=say), *proof.doubts, *beside))
        one = proof.meant[0] if len(proof.meant) == 1 else None
        if one:
            beside = (*_against(reading, reading.claim, one), *beside)
        if one and not beside and self.carry_out and reading.kind in CARRIED_OUT:
            return _carried_out(reading, one, proof.how)
        say = _say_proved(reading.kind, one, proof.how, doubted=bool(beside))
        return _to_staff(reading, proof.meant, (Doubt(code=own, say=say), *beside), proved=True)

    def proof_of(self, reading: Reading, claim: Claim) -> Proof:
        """Return whether the person of a booking wrote the mail, and which bookings it can mean."""
        number = reading.person.seeker_number
        own = tuple(one for one in self.known.values() if number and one.booking.seeker_number == number)
        own = tuple(one for one in own if self._comes(one))
        if claim.forged or any(doubt.code in {"several_senders", CODE} for doubt in reading.doubts):
            return Proof(meant=own)
        boxes = [box for box in claim.mailboxes if booking_named(box) is not None]
        marked = [one for one in self.known.values() if any(_is_of(box, (one,)) for box in boxes)]
        if len(marked) > 1 or any(not _is_of(box, marked) for box in boxes):
            return Proof(meant=own, doubts=(_OTHER_MARK,))
        if marked:
            one = marked[0]
            if number and one.booking.seeker_number not in {"", number}:
                return Proof(meant=own, doubts=(_OTHER_NUMBER,))
            return Proof(_BY_MARK, tuple(one for one in marked if self._comes(one)))
        if own and all(_is_from(reading, one) for one in own):
            return Proof(_BY_ADDRESS, own)
        return Proof(meant=own)

    def _comes(self, one: OnFile) -> bool:
        return one.booking.is_live and one.booking.end > local(self.as_of)


def _is_of(box: str, marked: Sequence[OnFile]) -> bool:
    return any(is_same_address(box, one.booking.organizer) for one in marked)


def _is_from(reading: Reading, one: OnFile) -> bool:
    filed = one.person.person.email
    return bool(filed) and reading.sender.casefold() == filed.casefold()


def _against(reading: Reading, claim: Claim, one: OnFile) -> Iterator[Doubt]:
    """Yield what in a mail contradicts the booking and the person on file."""
    start, said, filed = one.booking.start, reading.person, one.person.person
    if claim.reference not in {None, one.booking.request_id}:
        yield Doubt(code="other_reference", say=f"件名の受付番号が、{one.named}と違います。")
    if claim.booked and (start not in claim.booked or {at.date() for at in claim.booked} != {start.date()}):
        yield Doubt(code="other_time", say=f"メールにある予約の日時が、{one.named}と違います。")
    if any(start in wish.slots for wish in reading.wishes):
        yield Doubt(code="same_time_wished", say=f"希望の中に、いまの予約の日時（{say_moment(start)}）が入っています。")
    if said.name and filed.name and not fits(filed.name, said.name):
        yield Doubt(code="two_names", say=f"メールの氏名（{shown(said.name)}）が、控えの氏名と違います。")
    for what, new, old in (
        ("電話番号", said.phone, filed.phone),
        ("同席者", said.companion, filed.companion),
        ("言語", said.language, filed.language),
    ):
        if new and new != old:
            yield Doubt(code="other_particulars", say=f"メールに、控えと違う{what}（{shown(new)}）が書かれています。")


def _carried_out(reading: Reading, one: OnFile, how: str) -> Reading:
    """Return a mail as the same row of a phone log would be read; what is told goes to the address on file."""
    return reading.model_copy(
        update={
            "doubts": (),
            "concerns": one.booking.request_id,
            "person": one.person.person,
            "name_key": one.person.name_key,
            "note": f"メールでの申し出（{how}）",
            "say": f"{one.named}についての、ご本人のメールです（{how}）。",
        }
    )


def _to_staff(reading: Reading, meant: Sequence[OnFile], doubts: tuple[Doubt, ...], *, proved: bool = False) -> Reading:
    """Return a mail for staff, who see the contact on file: they call there, and letters about the booking go there."""
    changes: dict[str, object] = {"doubts": doubts}
    if meant:
        filed = meant[0].person.person
        changes["person"] = reading.person.model_copy(update={"phone": filed.phone, "email": filed.email})
        if not proved:
            changes["wish_text"] = f"差出人：{reading.sender}\n{reading.wish_text}"
    return reading.model_copy(update=changes)


def _say_unproved(kind: Kind) -> str:
    kept = "" if kind is Kind.QUESTION else "予約はそのままです。"
    call = "予約についてのご質問なら控えの番号に電話し" if kind is Kind.QUESTION else "控えの番号に電話して確かめてから"
    return f"{_WHAT[kind]}のメールですが、差出人がご本人とは確かめられません。{kept}返信では予約の有無や内容を答えず、{call}、{_THEN[kind]}。"


def _say_proved(kind: Kind, one: OnFile | None, how: str, *, doubted: bool) -> str:
    about = f"{one.named}についての、" if one else ""
    said = f"{about}ご本人からの{_WHAT[kind]}です（{how}）。"
    if kind is Kind.QUESTION:
        return f"{said}お返事をして、{_THEN[kind]}。"
    why = "どの予約のことか決められないため、" if one is None else "ほかに確かめることがあるため、" if doubted else ""
    return f"{said}{why}予約はまだそのままです。内容を確かめて、{_THEN[kind]}。"


_OTHER_MARK: Final = Doubt(code="other_mark", say="宛先の印が、どの予約の控えとも合いません。")
_OTHER_NUMBER: Final = Doubt(
    code="mark_of_another", say="宛先は予約ごとの返信先ですが、メールの求職番号がその予約の控えと違います。"
)
