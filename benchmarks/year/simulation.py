"""The year, day by day: staff and people act, the command line runs, the laws are looked at."""

import contextlib
import io
import json
import os
import sqlite3
import sys
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from madoguchi.cli.app import main
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.errors import Exit
from madoguchi.model.openings import Closed
from scheduler.openings import OfficeDays
from year import seasons, staff
from year.laws import Law, LawBroken, Scene, check
from year.laws_of_the_calendars import LAWS_OF_THE_CALENDARS
from year.laws_of_the_files import LAWS_OF_THE_FILES
from year.laws_of_the_store import LAWS_AT_ANY_TIME, LAWS_OF_THE_STORE
from year.papers import Letter, mail, phone_log
from year.seen import look, reading
from year.town import Town

PASSCODE = "MadoAikotoba"
_COMES_IN, _OPENS, _CLOSES = time(8, 35), time(8, 45), time(17, 10)
_NOBODY_THERE = {Closed.WEEKDAY, Closed.HOLIDAY, Closed.YEAR_END}
_RUN_TWICE_EVERY = 5  # working days


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how large, and from which seed."""

    seed: int = 1
    days: int = 365
    first: date = date(2026, 11, 30)
    requests: int = 40
    counsellors: int = 6


@dataclass(slots=True)
class Measured:
    """What is not a function of the seed.

    Attributes:
        seconds: CPU seconds of the evening run of each working day.
    """

    seconds: list[tuple[date, float]] = field(default_factory=list)


class Simulation:
    """One office over its days."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.plan, self.folder, self.measured = plan, OfficeFolder(root), Measured()
        self._rng = Random(plan.seed)  # noqa: S311 -- a seeded story, no secret
        self._town = Town(plan.requests, self._rng)
        self._absences = seasons.plan_absences(plan.counsellors, plan.first, plan.days, self._rng)
        self._configured: tuple[str, OfficeDays] | None = None
        self._logs: list[str] = []
        self._looked_at: set[tuple[str, int, int]] = set()
        self._told: dict[tuple[str, str], tuple[int, datetime]] = {}
        self._letters = 0

    def run(self) -> Iterator[date]:
        """Live through the days; yields each working day when it is over and lawful.

        Raises:
            LawBroken: The office did something it must not do.
        """
        self._expect(command("init", str(self.folder.root)), "init")
        self.folder.secrets.write_text(seasons.secrets_toml(self.plan.counsellors, PASSCODE), encoding="utf-8")
        worked = 0
        for offset in range(self.plan.days):
            today = self.plan.first + timedelta(days=offset)
            if self._configured and self.days.day(today).closed in _NOBODY_THERE:
                continue
            self._configure(today)
            if self.days.day(today).slots:
                self._work(today, twice=worked % _RUN_TWICE_EVERY == 0)
                worked += 1
                yield today

    @property
    def days(self) -> OfficeDays:
        """The openings as they are configured now."""
        if self._configured is None:
            raise LookupError("run() has not begun")
        return self._configured[1]

    def scene(self, store: sqlite3.Connection, as_of: datetime) -> Scene:
        """Return what the laws look at."""
        office = load_office(self.folder.office_toml)
        return Scene(self.folder, store, as_of, office, self.days, self._logs, PASSCODE, self._looked_at, self._told)

    def _configure(self, today: date) -> None:
        """Let staff write into office.toml and content/ what they have come to know, and see whom it hits."""
        if today >= seasons.NEW_TERMS_KNOWN and not seasons.has_new_terms(self.folder.content):
            seasons.put_new_terms(self.folder.content)
        text = seasons.office_toml(self.plan.counsellors, self._absences, today)
        if self._configured and self._configured[0] == text:
            return
        self.folder.office_toml.write_text(text, encoding="utf-8")
        first = self._configured is None
        self._configured = text, OfficeDays(load_office(self.folder.office_toml))
        if not first:
            self._rearrange(datetime.combine(today, _COMES_IN, TOKYO))

    def _rearrange(self, as_of: datetime) -> None:
        """Move or cancel what no longer fits: staff look first, then confirm."""
        words = ("affected", str(self.folder.root), "--as-of", f"{as_of:%Y-%m-%dT%H:%M}", "--json")
        self._expect(command(*words), f"affected of {as_of:%Y-%m-%d}", Exit.NEEDS_PERSON)
        self._expect(command(*words, "--confirm"), f"affected --confirm of {as_of:%Y-%m-%d}", Exit.NEEDS_PERSON)
        self._look(as_of, LAWS_AT_ANY_TIME)

    def _work(self, today: date, *, twice: bool) -> None:
        """One working day: first what staff have settled and the mails of the night, by the evening everything."""
        opens, closes = datetime.combine(today, _OPENS, TOKYO), datetime.combine(today, _CLOSES, TOKYO)
        seen = look(self.folder, self.days, opens)
        staff.answer_reviews(self.folder, today, seen.free, self._rng)
        staff.make_calls(self.folder, opens, self._rng)
        calls, letters = self._town.day(today, seen, self.days)
        self._drop_mails([letter for letter in letters if letter.at < opens], opens)
        self._run(opens)
        self._look(opens, LAWS_OF_THE_STORE)
        self._drop_mails([letter for letter in letters if letter.at >= opens], closes)
        self._logs.append(f"電話受付簿_{today}.csv")
        self._drop(self._logs[-1], phone_log(calls), closes)
        visits = staff.fill_day_sheet(self.folder, today, self._town.misses, seen.free, self._rng)
        self._town.learn(today, visits)
        begun = clock.process_time()
        self._run(closes)
        self.measured.seconds.append((today, clock.process_time() - begun))
        self._expect(command("ledger", str(self.folder.root), "--json"), f"ledger of {today}")
        self._look(closes, LAWS_OF_THE_STORE + LAWS_OF_THE_FILES + LAWS_OF_THE_CALENDARS)
        if twice:
            self._run_again(closes)

    def _drop_mails(self, letters: list[Letter], now: datetime) -> None:
        for letter in letters:
            self._letters += 1
            self._drop(f"{self._letters:06d}.eml", mail(letter, f"m{self._letters}"), now)

    def _drop(self, name: str, content: bytes, now: datetime) -> None:
        path = self.folder.inbox / name
        path.write_bytes(content)
        rested = (now - timedelta(hours=1)).timestamp()
        os.utime(path, (rested, rested))

    def _run(self, as_of: datetime) -> dict[str, object]:
        code, said = command("run", str(self.folder.root), "--as-of", f"{as_of:%Y-%m-%dT%H:%M}", "--json")
        self._expect((code, said), f"run of {as_of:%Y-%m-%d}", Exit.NEEDS_PERSON)
        report: dict[str, object] = json.loads(said)
        if report["refusal"]:
            raise LawBroken(f"seed {self.plan.seed}, {as_of:%Y-%m-%d}: {report['refusal']}")
        return report

    def _run_again(self, as_of: datetime) -> None:
        """Run once more: not a file may change (promise 3)."""
        before = _states(self.folder.root)
        self._run(as_of)
        changed = sorted(name for name, state in _states(self.folder.root).items() if before.get(name) != state)
        if changed:
            raise LawBroken(f"seed {self.plan.seed}, {as_of:%Y-%m-%d}: run twice, changed {', '.join(changed)}")

    def _look(self, as_of: datetime, laws: tuple[Law, ...]) -> None:
        with reading(self.folder) as store:
            check(self.scene(store, as_of), laws, self.plan.seed)

    def _expect(self, ended: tuple[int, str], what: str, *also: Exit) -> None:
        code, said = ended
        if code not in {Exit.DONE, *also}:
            raise LawBroken(f"seed {self.plan.seed}, {what} ended with {code}: {said[-2000:]}")


def command(*words: str) -> tuple[int, str]:
    """Run a command as the shell would, in this process; return its exit code and what it said.

    Starting Python anew costs about a second each time, more than the run itself.
    """
    said = io.StringIO()
    with _arguments(["madoguchi", *words]), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as ending:
            return int(ending.code or 0), said.getvalue()
    return 0, said.getvalue()


@contextmanager
def _arguments(words: list[str]) -> Iterator[None]:
    before, sys.argv = sys.argv, words
    try:
        yield
    finally:
        sys.argv = before


def _states(root: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file; the lock and the working files of the store are no output."""
    found = {}
    for path in root.rglob("*"):
        if path.is_file() and not path.name.startswith(("run.lock", "madoguchi.db-")):
            status = path.stat()
            found[str(path.relative_to(root))] = (status.st_size, status.st_mtime_ns)
    return found
