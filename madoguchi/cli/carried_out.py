"""What became of a command of staff, in words."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from intake.commands import Command
from madoguchi.cli.line import Report, open_line
from madoguchi.cli.show import VERDICTS, as_json, console, show_outcome
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.request import reference_of
from madoguchi.store.decisions import latest_decisions


@dataclass(frozen=True, slots=True)
class Carried:
    """One request that a command became, and what was decided about it."""

    request_id: int
    decision: Decision | None

    @property
    def reference(self) -> str:
        """Its number."""
        return reference_of(self.request_id)

    @property
    def said(self) -> str:
        """The decision in a sentence or two."""
        if self.decision is None:
            return "まだ処理を待っています。"
        return VERDICTS[self.decision.verdict] + "。" + "".join(reason.say for reason in self.decision.reasons)

    def as_json(self) -> dict[str, Any]:
        """Return the same for other programs."""
        verdict = self.decision.verdict.value if self.decision else None
        reasons = [reason.say for reason in self.decision.reasons] if self.decision else []
        return {"number": self.reference, "verdict": verdict, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Done:
    """A command with all that its pass has done."""

    requests: tuple[Carried, ...]
    report: Report

    @property
    def outcome(self) -> dict[str, Any]:
        """What the stages have done, for other programs."""
        return as_json(self.report)

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look, now or since the command was first given."""
        asked = any(one.decision and one.decision.verdict is Verdict.REVIEW for one in self.requests)
        return asked or bool(self.report.needs_person)


def carried_out(root: Path, command: Command, as_of: datetime) -> Done:
    """Carry a command out.

    Raises:
        NotAllowed: It cannot be carried out as things stand; nothing has been changed.
    """
    with open_line(root, as_of) as line:
        numbers = line.carry_out(command)
        with line.store.reading() as transaction:
            decisions = latest_decisions(transaction, numbers)
        return Done(tuple(Carried(number, decisions.get(number)) for number in numbers), line.outcome)


def show_carried_out(done: Done) -> None:
    """Print what became of a command, and what its pass has done."""
    out = console()
    for one in done.requests:
        out.print(f"{one.reference}　{one.said}")
    show_outcome(done.report)
