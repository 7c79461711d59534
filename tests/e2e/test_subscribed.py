"""The calendars of a real office, subscribed by programs of other people over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import icalendar
import pytest
from calendar_clients import Radicale, Subscriber, radicale, started
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run

from intake.commands import Act, Command
from madoguchi.cli.carried_out import carried_out
from madoguchi.cli.subscribing import add, revoke
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail
from sitegen.publishing.releases import CURRENT

pytest.importorskip("khal", reason="khal is not made for this Python")

ROWS = (
    row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example"),
    row("002", "見本 花子", "28050-2", "12/3 14:30", mail="hanako@mihon.example"),
    row("003", "見本 次郎", "28050-3", "12/4 9:30"),
    row("004", "見本 三郎", "28050-4", "12/7 15:30"),
)
COUNSELLORS = ("a", "b")  # of the sample office


class Shown(NamedTuple):
    """A running office: its folder, where its calendars are to be had, and the secret file of each of its own."""

    folder: OfficeFolder
    base: str
    addresses: dict[str, str]

    def staff(self) -> dict[str, Path]:
        """Return counsellor -> file of the calendar."""
        return {name: self.folder.feeds / f"{name}.ics" for name in COUNSELLORS}

    def every(self) -> dict[str, Path]:
        """Return name -> file of all calendars, those on the site too."""
        public = self.folder.public / CURRENT
        return {path.stem: path for path in sorted((*self.folder.feeds.glob("*.ics"), *public.glob("*.ics")))}

    def urls(self) -> dict[str, str]:
        """Return name -> address."""
        own = {name: f"{self.base}/feeds/{file}" for name, file in self.addresses.items()}
        return {name: f"{self.base}/{name}.ics" for name in self.every()} | own


@contextmanager
def office_shown(place: Path) -> Iterator[Shown]:
    """Run an office with four bookings, add a subscriber to each of its calendars and serve them on this machine."""
    folder = empty(place / "o")
    drop(folder, "電話.csv", log(*ROWS))
    run(folder)
    addresses = {
        shows: add(folder.root, f"見本の端末{shows}", shows, Detail.NUMBER, AS_OF).file
        for shows in (*COUNSELLORS, WHOLE_OFFICE)
    }
    with started(r"http://127\.0\.0\.1:\d+", "madoguchi", "serve", str(folder.root), "--port", "0") as found:
        yield Shown(folder, found[0], addresses)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Return an office that stays as it is."""
    with office_shown(tmp_path_factory.mktemp("shown")) as office:
        yield office


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Shown]:
    """Return an office of one test's own."""
    with office_shown(tmp_path) as office:
        yield office


@pytest.fixture(scope="module")
def subscriber(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Subscriber:
    """Return somebody who has subscribed to everything and fetched it."""
    return subscribed(shown, tmp_path_factory.mktemp("subscriber"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("server")) as running:
        yield running


def subscribed(shown: Shown, place: Path) -> Subscriber:
    place.mkdir(exist_ok=True)
    subscriber = Subscriber(place, shown.urls())
    subscriber.sync()
    return subscriber


def diary(folder: OfficeFolder, counsellor: str) -> list[str]:
    """Return the lines of a counsellor's diary, from the store alone."""
    found = query(
        folder,
        "SELECT start, minutes, request_id FROM bookings WHERE state = 'confirmed' AND counsellor = ? ORDER BY start",
        counsellor,
    )
    lines = []
    for start, minutes, number in found:
        begins = datetime.fromisoformat(str(start))
        ends = begins + timedelta(minutes=int(str(minutes)))
        lines.append(f"{begins:%Y-%m-%d %H:%M} {ends:%H:%M} 予約 M{number:05d}（ビデオ）")
    return lines


def events(*calendars: bytes) -> list[tuple[object, ...]]:
    """Return what their events say; without UID, for vdirsyncer gives each one of its own."""
    found = [event for raw in calendars for event in icalendar.Calendar.from_ical(raw).events]
    return sorted((event.start, event.end, str(event["SUMMARY"]), event.get("SEQUENCE", 0)) for event in found)


def whole(calendar: bytes) -> tuple[list[tuple[object, ...]], list[str]]:
    """Return its events, and their UIDs beside."""
    return events(calendar), sorted(str(event["UID"]) for event in icalendar.Calendar.from_ical(calendar).events)


def do(shown: Shown, act: Act, number: int, **more: str) -> None:
    """Have staff do something an hour later."""
    later = AS_OF + timedelta(hours=1)
    carried_out(shown.folder.root, Command.model_validate({"act": act, "number": number} | more), later)


def test_everything_arrives_where_it_was_subscribed(shown: Shown, subscriber: Subscriber) -> None:
    assert set(shown.every()) == {*COUNSELLORS, WHOLE_OFFICE, "free", "closed"}
    for name, path in shown.every().items():
        assert events(*subscriber.kept(name)) == events(path.read_bytes()), name
    assert sum(len(subscriber.kept(name)) for name in COUNSELLORS) == len(ROWS)
    assert len(subscriber.kept("free")) >= 10


def test_it_shows_the_hours_of_the_office_in_japanese(shown: Shown, subscriber: Subscriber) -> None:
    for name in shown.staff():
        assert subscriber.agenda(name, "2026-12-01", 30) == diary(shown.folder, name)
    assert "2026-12-03 09:30 11:00 受付可（オンライン職業相談）" in subscriber.agenda("free", "2026-12-03", 1)
    assert subscriber.agenda("free", "2026-12-05", 2) == []  # a weekend
    assert subscriber.agenda("closed", "2027-01-11", 1) == ["2027-01-11  オンライン職業相談のお休み：成人の日"]


def test_the_uid_of_each_event_is_its_booking_s(shown: Shown, subscriber: Subscriber) -> None:
    stored = query(shown.folder, "SELECT uid FROM bookings WHERE state = 'confirmed'")
    expected = {f"{uid}@hellowork-toyooka.example" for (uid,) in stored}
    printed = [line for path in shown.staff().values() for line in subscriber.printed(path.read_bytes())]
    assert len(printed) == len(ROWS)
    assert {line.split()[3] for line in printed} == expected


def test_a_calendar_server_takes_each_and_gives_the_same_back(shown: Shown, server: Radicale) -> None:
    for name, path in shown.every().items():
        assert server.put(name, path.read_bytes()) == 201
        assert whole(server.get(name)) == whole(path.read_bytes()), name


def test_the_next_day_nothing_of_the_bookings_is_fetched_anew(changing: Shown, tmp_path: Path) -> None:
    def files() -> dict[Path, int]:
        return {
            path: path.stat().st_mtime_ns for name in changing.staff() for path in subscriber.folders[name].iterdir()
        }

    subscriber = subscribed(changing, tmp_path / "subscriber")
    before = files()
    run(changing.folder, AS_OF + timedelta(days=1))
    subscriber.sync()
    assert len(before) == len(ROWS)
    assert files() == before


def test_what_is_cancelled_goes_and_what_is_moved_moves(changing: Shown, tmp_path: Path) -> None:
    subscriber = subscribed(changing, tmp_path / "subscriber")
    do(changing, Act.CANCEL, 1)
    do(changing, Act.CHANGE, 2, start="2026-12-08T15:00", why="会議のため")
    subscriber.sync()
    agendas = {name: subscriber.agenda(name, "2026-12-01", 30) for name in changing.staff()}
    assert agendas == {name: diary(changing.folder, name) for name in changing.staff()}
    lines = [line for agenda in agendas.values() for line in agenda]
    assert len(lines) == len(ROWS) - 1
    assert not [line for line in lines if "M00001" in line]
    assert [line for line in lines if "M00002" in line] == ["2026-12-08 15:00 15:30 予約 M00002（ビデオ）"]


def test_a_calendar_server_follows_what_changes(changing: Shown, server: Radicale) -> None:
    for name, path in changing.staff().items():
        server.put(f"{name}-changing", path.read_bytes())
    do(changing, Act.CANCEL, 1)
    do(changing, Act.CHANGE, 2, start="2026-12-08T15:00", why="会議のため")
    for name, path in changing.staff().items():
        server.put(f"{name}-changing", path.read_bytes())
        assert whole(server.get(f"{name}-changing")) == whole(path.read_bytes()), name


def test_a_revoked_address_shows_nothing_any_more(changing: Shown) -> None:
    with urlopen(changing.urls()["a"]) as answer:  # noqa: S310 -- our own server
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert events(answer.read()) == events(changing.staff()["a"].read_bytes())
    revoke(changing.folder.root, 1, AS_OF)
    with pytest.raises(HTTPError, match="404"):
        urlopen(changing.urls()["a"])  # noqa: S310 -- our own server
