"""What the files of an office must never show, and what must be there."""

import csv
import email
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from icalendar import Calendar

from intake.results import result_name
from madoguchi.sheets import DAY_SHEET
from year.laws import Law, Scene

_NUMBERS = re.compile(r"\d[\d-]{3,}\d")
_WORKING_FILES = ("madoguchi.db", "run.lock", "secrets.toml", DAY_SHEET)


def nothing_personal_is_public(scene: Scene) -> Iterator[str]:
    """No name, number, telephone or address of anybody ever stored stands on the site (promise 8)."""
    pages = [path for path in (scene.folder.public / "current").rglob("*") if path.is_file()]
    said = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in pages)
    said = said.replace("\r\n ", "")  # calendars fold their lines
    said_numbers = set(_NUMBERS.findall(said)) - {scene.office.office.telephone}
    if not pages:
        yield "no site is published"
    for name, kana, number, phone, address in scene.store.execute(
        "SELECT DISTINCT name, kana, seeker_number, phone, email FROM requests"
    ):
        words = [word for word in (name, name.replace(" ", ""), kana, address) if word and word in said]
        words += [word for word in (number, phone) if word in said_numbers]
        if words:
            yield f"the site tells of {number}"


def the_passcode_is_nowhere(scene: Scene) -> Iterator[str]:
    """Passcodes stand in the day sheet and the secrets alone: not in letters, lists, feeds, pages or answers (promise 9)."""
    for path in sorted(scene.folder.root.rglob("*")):
        if path.name.startswith(_WORKING_FILES) or not path.is_file() or path.is_symlink():
            continue
        status = path.stat()
        mark = (str(path), status.st_size, status.st_mtime_ns)
        if mark not in scene.looked_at:
            scene.looked_at.add(mark)
            if any(scene.passcode.encode() in part for part in _parts(path)):
                yield f"{path.relative_to(scene.folder.root)} tells a passcode"
    for table, column in (("outbox", "say"), ("decisions", "reasons"), ("reviews", "note"), ("items", "why")):
        found = scene.store.execute(f"SELECT count(*) FROM {table} WHERE instr({column}, ?)", (scene.passcode,))  # noqa: S608 -- our own words
        if found.fetchone()[0]:
            yield f"{table}.{column} tells a passcode"


def _parts(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of a mail what its parts hold."""
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".eml":
        for part in email.message_from_bytes(raw).walk():
            yield part.get_payload(decode=True) or b""


def every_feed_tells_what_is_booked(scene: Scene) -> Iterator[str]:
    """Each counsellor's feed parses, and holds the live and past visits of its window, nothing else."""
    today, window = scene.as_of.date(), scene.office.feeds
    first, last = today - timedelta(days=window.days_back), today + timedelta(days=window.days_ahead + 1)
    for counsellor in scene.office.counsellors:
        try:
            feed = Calendar.from_ical((scene.folder.feeds / f"{counsellor.id}.ics").read_bytes())
        except ValueError as fault:
            yield f"the feed of {counsellor.id} does not parse: {fault}"
            continue
        shown = sorted(str(event["UID"]).partition("@")[0] for event in feed.walk("VEVENT"))
        booked = [
            uid
            for (uid,) in scene.store.execute(
                "SELECT uid FROM bookings WHERE counsellor = ? AND state != 'cancelled' AND start >= ? AND start < ?"
                " ORDER BY uid",
                (counsellor.id, first.isoformat(), last.isoformat()),
            )
        ]
        if shown != booked:
            yield f"the feed of {counsellor.id} shows {len(shown)} visits, {len(booked)} are booked"


def every_log_is_answered(scene: Scene) -> Iterator[str]:
    """Beside the inbox lies, for each log, what became of each of its rows."""
    for name in scene.logs[-2:]:
        path = scene.folder.root / result_name(name)
        if not path.exists():
            yield f"{path.name} is missing"
            continue
        answered = len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))) - 1
        counted = scene.store.execute(
            "SELECT l.counted FROM arrivals a JOIN ledger l USING (office, arrival_id) WHERE a.name = ?", (name,)
        ).fetchone()
        if counted != (answered,):
            yield f"{path.name} answers {answered} rows of {counted}"


LAWS_OF_THE_FILES: tuple[Law, ...] = (
    nothing_personal_is_public,
    the_passcode_is_nowhere,
    every_feed_tells_what_is_booked,
    every_log_is_answered,
)
