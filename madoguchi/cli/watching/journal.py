"""What `watch` tells: numbers and states, no name, one line a minute at most (pure)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from madoguchi.cli.line import Report
from madoguchi.cli.show import say_hold
from madoguchi.cli.watching.one_pass import Passed
from madoguchi.model.decision import Verdict

APART: Final = timedelta(minutes=1)
_WELL_AGAIN: Final = "正常に戻りました。"

# In the order in which they are told; the keys are those of --json.
_WORDS: Final = {
    "arrivals": "届いたもの",
    "items": "読み取り",
    "booked": "予約",
    "moved": "変更",
    "cancelled": "取消",
    "reviews": "要確認",
    "sent": "送信",
    "refused": "送れず電話連絡へ",
}


def figures(report: Report) -> Counter[str]:
    """Count what a pass has done that is worth a line."""
    taken, told, decided = report.taken, report.told, report.decided or {}
    counted: Counter[str] = Counter()
    if taken:
        counted.update(arrivals=taken.arrivals, items=taken.items, reviews=taken.reviews)
    counted.update(
        booked=decided.get(Verdict.BOOK, 0),
        moved=decided.get(Verdict.MOVE, 0),
        cancelled=decided.get(Verdict.CANCEL, 0),
        reviews=decided.get(Verdict.REVIEW, 0),
    )
    if told:
        counted.update(sent=told.handed_over, refused=told.refused)
    return +counted


def troubles(passed: Passed) -> tuple[str, ...]:
    """Return what stands in the way after a pass, without names: files in the inbox may bear one."""
    report = passed.report
    if report is None:
        return passed.trouble
    said = list(report.taken.away) if report.taken else []
    if report.taken and report.taken.left:
        said.append(
            f"取り込めないものが {len(report.taken.left)} 件あります。「madoguchi run」で理由を確かめてください。"
        )
    if report.told and report.told.waiting:
        said.append(f"まだ送れないお知らせメールが {report.told.waiting} 通あります。あとでもう一度送ります。")
    if report.told and report.told.faulty:
        said.append("誤りのあるカレンダーがあります。private/staff のカレンダーの誤り.txt をご覧ください。")
    if report.refusal:
        said.append("公開を止めています。「madoguchi run」で理由を確かめてください。")
    if report.hold:
        said.append(say_hold(report.hold))
    return tuple(said)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        troubles: What stands in the way.
        changed: Whether that is news; only then people are told of it, or that nothing does any more.
    """

    at: datetime
    figures: Counter[str]
    troubles: tuple[str, ...]
    changed: bool

    def say(self) -> str:
        """Return the line as staff read it."""
        done = "、".join(f"{words} {self.figures[key]}" for key, words in _WORDS.items() if self.figures[key])
        said = [f"{done}。"] if done else []
        if self.changed:
            said += self.troubles or [_WELL_AGAIN]
        return f"{self.at:%Y-%m-%d %H:%M:%S} {' '.join(said)}"

    def as_json(self) -> dict[str, Any]:
        """Return the line for other programs."""
        counted = {key: self.figures[key] for key in _WORDS}
        return {"at": self.at.isoformat(), **counted, "troubles": list(self.troubles)}


@dataclass(slots=True)
class Journal:
    """Gathers what passes did until a line may be told."""

    _gathered: Counter[str] = field(default_factory=Counter)
    _standing: tuple[str, ...] = ()
    _told: tuple[str, ...] = ()
    _last: datetime | None = None

    def note(self, passed: Passed) -> None:
        """Gather what a pass did; one that another run kept from beginning says nothing."""
        if passed.report:
            self._gathered.update(figures(passed.report))
        if passed.report or passed.trouble:
            self._standing = troubles(passed)

    def entry(self, now: datetime, *, at_once: bool = False) -> Entry | None:
        """Return the line to tell now, None while there is nothing new or the last is too fresh.

        Args:
            now: Aware.
            at_once: However fresh the last one is; at the end nothing is kept back.
        """
        changed = self._standing != self._told
        if not (self._gathered or changed):
            return None
        if not at_once and self._last is not None and self._last <= now < self._last + APART:
            return None
        said = Entry(now, self._gathered, self._standing, changed)
        self._gathered, self._told, self._last = Counter(), self._standing, now
        return said
