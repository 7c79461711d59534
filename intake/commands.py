"""The commands of staff: which steps they ask for, whether those may be taken, and what is taken in (pure)."""

import json
import re
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from madoguchi.clock import local
from madoguchi.files import fingerprint
from madoguchi.model.booking import NO_WORD_AFTER, Booking, By
from madoguchi.model.frozen import Frozen
from madoguchi.model.item import Channel, Kind
from madoguchi.model.lifecycle import Step, may, refusal, stage_of
from madoguchi.model.reading import Reading, Wish
from madoguchi.model.request import BookingRequest, reference_of
from madoguchi.wording import say_moment

_NUMBER = re.compile(r"[MmＭｍ]?[-－]?0*([0-9０-９]{1,9})")


class Act(StrEnum):
    """What staff do."""

    CHANGE = "change"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    RECORD = "record"
    BOOK = "book"


class Outcome(StrEnum):
    """How a visit went."""

    CAME = "came"
    ABSENT = "absent"
    TELEPHONE = "telephone"
    BROKEN_OFF = "broken-off"


class Reason(StrEnum):
    """Why a visit was switched to the telephone, or broken off."""

    LINE = "line"
    DEVICE = "device"
    WISH = "wish"


class Command(Frozen):
    """One command, as staff have typed it.

    Attributes:
        number: The request that it is about.
        start: The new start as typed; for a record that of the next visit. Empty where none is given.
        why: A remark of staff; for a refusal and a cancellation the reason.
        by: For a cancellation, whose wish it was.
    """

    act: Act
    number: int
    start: str = ""
    why: str = ""
    by: By = By.PERSON
    outcome: Outcome | None = None
    reason: Reason | None = None

    @property
    def reference(self) -> str:
        """The number that it is about, as people know it."""
        return reference_of(self.number)


# The very words of the day sheet; `scheduler.records` reads them.
_SAID: Final = MappingProxyType(
    {
        Outcome.CAME: "実施",
        Outcome.ABSENT: "連絡なし",
        Outcome.TELEPHONE: "電話に切替",
        Outcome.BROKEN_OFF: "途中で終了",
    }
)
_REASONS: Final = MappingProxyType({Reason.LINE: "回線", Reason.DEVICE: "機器", Reason.WISH: "本人の希望"})
_STEPS: Final = MappingProxyType(
    {Act.CHANGE: Step.MOVE, Act.CANCEL: Step.CANCEL, Act.WITHDRAW: Step.WITHDRAW, Act.REFUSE: Step.REFUSE}
)
_RECORDED: Final = MappingProxyType(
    {Outcome.CAME: Step.COMPLETE, Outcome.ABSENT: Step.NO_SHOW, Outcome.BROKEN_OFF: Step.BREAK_OFF}
)
_KINDS: Final = MappingProxyType(
    {
        Act.CHANGE: Kind.CHANGE,
        Act.CANCEL: Kind.CANCELLATION,
        Act.WITHDRAW: Kind.CANCELLATION,
        Act.REFUSE: Kind.REFUSAL,
        Act.RECORD: Kind.RECORD,
        Act.BOOK: Kind.REQUEST,
    }
)
_INSTEAD: Final = MappingProxyType(
    {
        Act.CANCEL: "まだ予約になっていない申込は「madoguchi withdraw」で取り下げます。",
        Act.WITHDRAW: "予約は「madoguchi cancel」で取り消します。",
    }
)


def request_number(text: str) -> int | None:
    """Return the number that staff have typed (M00012, m12, 12); None for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def command_bytes(command: Command, as_of: datetime) -> bytes:
    """Return what is archived of a command: one line of JSON, the same for the same command at the same moment."""
    said = {
        "command": command.act.value,
        **command.model_dump(mode="json", exclude={"act"}),
        "as_of": as_of.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def objection(command: Command, request: BookingRequest, booking: Booking | None, as_of: datetime) -> str:
    """Say why a command cannot be carried out as things stand; empty when it can.

    Args:
        command: What staff ask for.
        request: The one that it is about.
        booking: What came of it, if anything.
        as_of: When the command is given (aware).
    """
    stage, now = stage_of(request, booking), local(as_of)
    step = _step(command, booking, now)
    if step and not may(stage, step):
        instead = _INSTEAD.get(command.act, "")
        other = Step.WITHDRAW if command.act is Act.CANCEL else Step.CANCEL
        return refusal(request.reference, stage, step) + (instead if instead and may(stage, other) else "")
    if booking is None or step is None:
        return ""
    return _too_early_or_late(command, booking, now)


def _step(command: Command, booking: Booking | None, now: datetime) -> Step | None:
    """Return the step of the life cycle; a session held by telephone is completed, one to be held is only switched."""
    if command.outcome is Outcome.TELEPHONE:
        return Step.COMPLETE if booking and booking.start <= now else Step.TO_TELEPHONE
    return _RECORDED[command.outcome] if command.outcome else _STEPS.get(command.act)


def _too_early_or_late(command: Command, booking: Booking, now: datetime) -> str:
    when = f"受付番号{command.reference}の相談（{say_moment(booking.start)}）は、"
    if command.act in {Act.CHANGE, Act.CANCEL} and booking.start <= now:
        return f"{when}すでに始まっているか、終わっています。結果を「madoguchi record」で記録してください。"
    if command.outcome in _RECORDED and booking.start > now:
        return f"{when}まだ始まっていません。始まってから記録してください。"
    if command.outcome is Outcome.ABSENT and now < booking.start + NO_WORD_AFTER:
        return f"{when}開始から10分たつまで欠席として記録できません（規約第4条）。"
    return ""


def readings_of(command: Command, request: BookingRequest, start: datetime | None, as_of: datetime) -> list[Reading]:
    """Return what is taken in: one reading, and one more for the next visit that a record names.

    Args:
        command: What staff ask for.
        request: The one that it is about; its person is taken over.
        start: The start that was read of the command (naive); None where none is given.
        as_of: When the command is given (aware).
    """
    sha256 = fingerprint(command_bytes(command, as_of))
    wish = (Wish(rank=1, text=command.start, slots=(start,)),) if start else ()
    is_record = command.act is Act.RECORD
    about = Reading(
        identity=f"command:{sha256}",
        fingerprint=sha256,
        received_at=as_of,
        channel=Channel.TELEPHONE if _is_word_of_person(command) else Channel.STAFF,
        kind=_KINDS[command.act],
        person=request.person,
        name_key=request.name_key,
        wishes=() if is_record else wish,
        wish_text="" if is_record else command.start,
        note=_note(command),
        say=f"受付番号{command.reference}について、職員が指示しました。",
        by_staff=True,
        concerns=command.number,
    )
    if not (is_record and wish):
        return [about]
    then = {"kind": Kind.REQUEST, "wishes": wish, "wish_text": command.start, "note": ""}
    return [about, about.model_copy(update={"identity": f"{about.identity}:next", **then})]


def _is_word_of_person(command: Command) -> bool:
    """Tell whether staff write down what the person has said on the telephone (art. 4: cancelling is by telephone)."""
    return command.act is Act.CANCEL and command.by is By.PERSON


def _note(command: Command) -> str:
    if command.outcome:
        return _SAID[command.outcome] + (f"（{_REASONS[command.reason]}）" if command.reason else "")
    return command.why
