"""Writing the calendars of the bookings: the office's own copies, and the files that subscribers fetch."""

import re
import stat
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.files import write_if_changed
from madoguchi.model.subscriber import FEED_FILE, WHOLE_OFFICE, Detail, Subscriber, digest_of
from madoguchi.store.bookings import CalendarEvent, events_between
from madoguchi.store.engine import Transaction
from madoguchi.store.subscribers import live_subscribers
from scheduler.calendar.feed import staff_feed, with_title
from scheduler.calendar.last_good import findings_beside
from scheduler.letters.facts import holds_link, plain
from scheduler.told import Told

_LEFT_OVER = re.compile(rf"\.{FEED_FILE.pattern}\.tmp")  # of a run that was killed while writing
# A web server of the same group may open what it knows the name of, but not list the names, which are the secrets.
_FOLDER_MODE, _FILE_MODE = 0o710, 0o640
_LONGEST_NAME = 40


def write_feeds(
    transaction: Transaction, folder: OfficeFolder, office: Office, as_of: datetime, told: Told, new_secret: str = ""
) -> None:
    """Bring every calendar of the bookings up to date; one whose bytes are the same is not written.

    A file for subscribers that nobody may fetch any more is removed. One that is missing cannot be made anew, because
    its name is known to the subscriber alone; see `missing_files`.

    Args:
        transaction: May read.
        folder: The office folder.
        office: Its window and counsellors.
        as_of: Aware.
        told: What has been written is noted there.
        new_secret: Of a subscriber who has just been stored and has no file yet.
    """
    live = {one.digest: one for one in live_subscribers(transaction)}
    named = any(one.detail is not Detail.NUMBER for one in live.values())
    feeds = Feeds(transaction, office, local(as_of).date(), named=named)
    own = {folder.feeds / f"{shows}.ics": shows for shows in (*(one.id for one in office.counsellors), WHOLE_OFFICE)}
    for path, shows in own.items():
        _write_good(path, feeds.of(shows, Detail.NUMBER), told)
    for path in sorted(folder.feeds.glob("*.ics")):
        if path not in own:
            told.remove(path)
    _write_served(folder.subscribed, live, feeds, told, new_secret)


def missing_files(folder: OfficeFolder, subscribers: list[Subscriber]) -> list[Subscriber]:
    """Return the live subscribers whose file has gone: their addresses show nothing and must be renewed."""
    there = {digest_of(secret) for secret in _secrets(folder.subscribed)}
    return [one for one in subscribers if one.revoked_at is None and one.digest not in there]


def initials(name: str) -> str:
    """Return the first sign of the first and the last part of a name: 見・太 of 見本 太郎, 見 of 見本太郎."""
    parts = name.split()
    return "・".join(part[0] for part in (*parts[:1], *parts[1:][-1:]))


class Feeds:
    """The feeds of one day, each made once, all of one look into the store.

    Args:
        transaction: May read.
        office: Its window and counsellors.
        today: The as-of day.
        named: Whether any of them tells of people more than a number.
    """

    def __init__(self, transaction: Transaction, office: Office, today: date, *, named: bool) -> None:
        self._office = office
        self._today = today
        first = today - timedelta(days=office.feeds.days_back)
        last = today + timedelta(days=office.feeds.days_ahead)
        self._events = events_between(transaction, first, last, named=named)
        self._made: dict[tuple[str, Detail], bytes] = {}

    def of(self, shows: str, detail: Detail) -> bytes:
        """Return the feed of a counsellor or of the office; it is empty for a counsellor who is not there any more."""
        if (shows, detail) not in self._made:
            whose = self._office.counsellor(shows)
            whole = shows == WHOLE_OFFICE
            shown = [one for one in self._events if whole or (whose and one.counsellor == whose.id)]
            events = [self._titled(one, detail, whole=whole) for one in shown]
            self._made[shows, detail] = staff_feed(self._office, whose, events, self._today, detail)
        return self._made[shows, detail]

    def _titled(self, one: CalendarEvent, detail: Detail, *, whole: bool) -> bytes:
        if not whole and detail is Detail.NUMBER:
            return one.event
        whose = self._office.counsellor(one.counsellor)
        before = f"{whose.name if whose else one.counsellor}：" if whole else ""
        return with_title(one.event, before, _person(one.name, detail))


def _person(name: str, detail: Detail) -> str:
    """Return what a title tells of a person; nothing where the name could lead a reader elsewhere."""
    seen = "" if detail is Detail.NUMBER else plain(name, _LONGEST_NAME)
    if not seen or holds_link(seen):
        return ""
    return f" {initials(seen)}" if detail is Detail.INITIALS else f" {seen} 様"


def _write_served(folder: Path, live: dict[str, Subscriber], feeds: Feeds, told: Told, new_secret: str) -> None:
    if new_secret and not folder.is_dir():
        folder.mkdir()
        folder.chmod(_FOLDER_MODE | (folder.stat().st_mode & stat.S_ISGID))
    for secret in sorted({*_secrets(folder), *filter(None, [new_secret])}):
        path, one = folder / f"{secret}.ics", live.get(digest_of(secret))
        if one:
            _write_good(path, feeds.of(one.shows, one.detail), told, one)
        else:
            told.remove(path, Path.unlink, "feeds の中の、停止したカレンダー")
    for path in _files(folder):
        if _LEFT_OVER.fullmatch(path.name):
            told.remove(path, Path.unlink, "feeds の中の、書きかけのカレンダー")


def _write_good(path: Path, feed: bytes, told: Told, subscriber: Subscriber | None = None) -> None:
    """Write a feed unless it is unchanged; a faulty one never replaces the last good file."""
    last_good = _bytes_of(path)
    if feed == last_good:
        return
    name = f"登録番号 {subscriber.subscriber_id}" if subscriber else path.name  # a secret is told nowhere
    if found := findings_beside(feed, last_good):
        told.faulty[name] = found[0]
    else:
        told.write(path, feed, _for_a_server if subscriber else write_if_changed, name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # not there, or held by another program
        return b""


def _for_a_server(path: Path, content: bytes) -> bool:
    return write_if_changed(path, content, mode=_FILE_MODE, served=True)


def _secrets(folder: Path) -> Iterator[str]:
    return (found[1] for path in _files(folder) if (found := FEED_FILE.fullmatch(path.name)))


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
