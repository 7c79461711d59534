"""Whole logs of imagined offices: each file of tests/intake/logs holds why it is there, the log, and what is read.

A file has three parts between lines of `====`: what it is about (`why:`, `encoding:`, lines of `[log.columns]` after
`office:`), the log as text, and one line for each row: line, kind and person | wishes by rank | codes of the doubts.
A log that is refused as a whole has one line: `refused:` and a word of the sentence.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.log_layout import log_layout
from intake.table.layouts import Layout
from madoguchi.clock import TOKYO
from madoguchi.config.log import LogColumns
from madoguchi.model.reading import Reading, Wish

FOLDER = Path(__file__).parent / "intake" / "logs"
ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)  # a Monday
REFUSED = "refused: "
_SPLIT = "\n====\n"
_HALVES = {
    "09:30 10:00 10:30": "am",
    "14:00 14:30 15:00 15:30": "pm",
    "09:30 10:00 10:30 14:00 14:30 15:00 15:30": "all day",
}


@dataclass(frozen=True)
class LogCase:
    """One log.

    Attributes:
        columns: The lines of `[log.columns]` in the office's configuration.
        expected: A line for each row, or one that begins with `refused: `.
    """

    name: str
    why: str
    encoding: str
    columns: str
    text: str
    expected: tuple[str, ...]

    @property
    def raw(self) -> bytes:
        """The log as it is dropped: lines end in CR LF, breaks inside cells in LF."""
        lines, inside = [], False
        for line in self.text.split("\n"):
            inside ^= line.count('"') % 2 == 1
            lines.append(line + ("\n" if inside else "\r\n"))
        return "".join(lines).encode(self.encoding)

    @property
    def layout(self) -> Layout:
        """The columns of this office's log."""
        return log_layout(LogColumns.model_validate(tomllib.loads(self.columns)))


def log_cases() -> list[LogCase]:
    """Read every case of the folder."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> LogCase:
    head, text, expected = path.read_text(encoding="utf-8").split(_SPLIT)
    said = [line.partition(": ")[::2] for line in head.splitlines()]
    values = dict(said)
    return LogCase(
        name=path.stem,
        why=values["why"],
        encoding=values.get("encoding", "utf-8"),
        columns="\n".join(value for key, value in said if key == "office"),
        text=text,
        expected=tuple(expected.strip().splitlines()),
    )


def told(reading: Reading) -> str:
    """Say what was read of a row, as the cases write it."""
    person = reading.person
    who = "、".join(filter(None, (person.name, person.kana, person.seeker_number, person.phone, person.email)))
    wishes = "; ".join(_wish(wish) for wish in reading.wishes)
    doubts = " ".join(doubt.code for doubt in reading.doubts)
    said = f"{reading.line} {reading.kind.value} {who} | {wishes} | {doubts}"
    return said.replace("\n", "⏎").rstrip()


def _wish(wish: Wish) -> str:
    days: dict[str, list[str]] = {}
    for slot in wish.slots:
        days.setdefault(f"{slot:%m-%d}", []).append(f"{slot:%H:%M}")
    said = ", ".join(f"{day} {_HALVES.get(' '.join(times), ' '.join(times))}" for day, times in days.items())
    return f"{wish.rank}: {said}"
