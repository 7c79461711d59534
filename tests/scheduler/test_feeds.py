"""The calendars that the office keeps, and the files that its subscribers fetch."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from stores import AS_OF, at

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.files import fingerprint
from madoguchi.model.booking import BookingState
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail, Subscriber
from madoguchi.store import bookings, subscribers
from madoguchi.store.engine import Store
from scheduler import feeds as stage
from scheduler.calendar.feed import staff_event
from scheduler.feeds import initials, missing_files, write_feeds
from scheduler.told import Told

TWO = make.office(counsellors=2)
SECRET, OTHER = "a" * 32, "b2" * 16


@dataclass
class Place:
    """An office folder with its store."""

    store: Store
    folder: OfficeFolder

    def write(self, office: Office = TWO, as_of: datetime = AS_OF, new_secret: str = "") -> Told:
        told = Told()
        with self.store.reading() as t:
            write_feeds(t, self.folder, office, as_of, told, new_secret)
        return told

    def book(self, number: int, start: datetime, name: str = "見本 太郎", **changes: Any) -> None:
        with self.store.writing() as t:
            stores.put_request(t, sample.request(request_id=number, person=sample.person(name=name), state="booked"))
            booking = stores.put_booking(
                t, booking_id=number, request_id=number, uid=f"uid{number}", start=start, **changes
            )
            bookings.replace_booking(t, booking, staff_event(booking, TWO))

    def subscribe(self, secret: str = SECRET, **changes: Any) -> Subscriber:
        with self.store.writing() as t:
            number = subscribers.next_subscriber_id(t)
            new = stores.subscriber(number, digest=fingerprint(secret.encode()), **changes)
            subscribers.add_subscribers(t, [new])
        self.write(new_secret=secret)
        return new

    def change(self, subscriber: Subscriber, **changes: Any) -> Subscriber:
        changed = subscriber.model_copy(update=changes)
        with self.store.writing() as t:
            subscribers.replace_subscriber(t, changed)
        return changed

    def served(self, secret: str = SECRET) -> Path:
        return self.folder.subscribed / f"{secret}.ics"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    store = stores.new_store(tmp_path / "private")
    yield Place(store, OfficeFolder(tmp_path))
    store.close()


def titles(path: Path) -> list[str]:
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(path.read_bytes()).events]


def test_the_office_has_a_calendar_for_each_counsellor_and_one_for_all(place: Place) -> None:
    place.book(1, at(3))
    place.book(2, at(4), counsellor="b")
    place.write()
    assert titles(place.folder.feeds / "a.ics") == ["予約 M00001（ビデオ）"]
    assert titles(place.folder.feeds / "office.ics") == [
        "相談員A：予約 M00001（ビデオ）",
        "相談員B：予約 M00002（ビデオ）",
    ]
    assert not place.folder.subscribed.exists(), "nobody subscribes"


def test_bookings_of_somebody_who_has_left_stay_in_the_calendar_of_the_office(place: Place) -> None:
    place.book(1, at(3), counsellor="b")
    place.write(make.office(counsellors=1))
    assert titles(place.folder.feeds / "office.ics") == ["b：予約 M00001（ビデオ）"]


def test_only_what_lies_in_the_window_and_stands_is_shown(place: Place) -> None:
    place.book(1, at(3))
    place.book(2, at(7), state=BookingState.CANCELLED)
    place.book(3, at(8), state=BookingState.NO_SHOW)
    place.book(4, datetime(2026, 10, 30, 10, 0))
    place.book(5, datetime(2026, 10, 31, 10, 0))
    place.book(6, datetime(2027, 5, 29, 10, 0))
    place.book(7, datetime(2027, 5, 30, 10, 0))
    place.write()
    assert [title.partition("（")[0] for title in titles(place.folder.feeds / "a.ics")] == [
        f"予約 M0000{number}" for number in (5, 1, 3, 6)
    ]


DETAILS = [
    ("a", Detail.NUMBER, "見本 太郎", "予約 M00001（ビデオ）", "the default"),
    ("a", Detail.INITIALS, "見本 太郎", "予約 M00001（ビデオ） 見・太", "family and given name"),
    ("a", Detail.NAME, "見本 太郎", "予約 M00001（ビデオ） 見本 太郎 様", "the whole name"),
    (WHOLE_OFFICE, Detail.NAME, "見本 太郎", "相談員A：予約 M00001（ビデオ） 見本 太郎 様", "whose booking it is, too"),
    (
        "a",
        Detail.NAME,
        "見本\r\nDTSTART:x\u202e太郎",
        "予約 M00001（ビデオ） 見本 DTSTART:x 太郎 様",
        "one line of seen signs",
    ),
    ("a", Detail.NAME, "見" * 90, f"予約 M00001（ビデオ） {'見' * 39}… 様", "bounded"),
    ("a", Detail.NAME, "https://x.example/", "予約 M00001（ビデオ）", "no stranger's link"),
    ("a", Detail.INITIALS, " \u3000", "予約 M00001（ビデオ）", "no name at all"),
]


@pytest.mark.parametrize(("shows", "detail", "name", "title", "why"), DETAILS, ids=[one[-1] for one in DETAILS])
def test_a_subscriber_is_told_as_much_of_a_person_as_was_asked_for(
    place: Place, shows: str, detail: Detail, name: str, title: str, why: str
) -> None:
    place.book(1, at(3), name)
    place.subscribe(shows=shows, detail=detail)
    assert titles(place.served()) == [title], why
    assert "見本" not in (place.folder.feeds / "office.ics").read_text(encoding="utf-8"), "our own copies never tell"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("見本 太郎", "見・太"),
        ("見本太郎", "見"),  # nobody knows where the family name ends
        ("森 花子", "森・花"),  # a family name of one sign is told whole: docs and the warning say so
        ("Taro Mihon", "T・M"),
        ("Maria da Silva", "M・S"),
        ("𠮷田 花子", "𠮷・花"),
        ("", ""),
    ],
)
def test_initials_are_the_first_signs(name: str, told: str) -> None:
    assert initials(name) == told


def test_a_new_subscriber_gets_a_file_that_others_cannot_find(place: Place) -> None:
    place.subscribe()
    assert [path.name for path in place.folder.subscribed.iterdir()] == [f"{SECRET}.ics"]
    if sys.platform != "win32":
        assert place.folder.subscribed.stat().st_mode & 0o777 == 0o710
        assert place.served().stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_the_group_of_the_folder_is_kept_for_its_files(place: Place) -> None:
    place.folder.root.chmod(0o2755)
    place.subscribe()
    assert place.folder.subscribed.stat().st_mode & 0o7777 == 0o2710


def test_what_changes_reaches_the_subscriber_and_what_does_not_is_not_written(place: Place) -> None:
    place.subscribe()
    place.subscribe(OTHER, shows=WHOLE_OFFICE, detail=Detail.NAME)
    place.book(1, at(3))
    assert place.write().written == 4  # a, the office, and a subscriber of each; b is the same
    assert place.write().written == 0
    assert place.write(as_of=AS_OF + timedelta(hours=5)).written == 0
    assert place.write(as_of=AS_OF + timedelta(days=1)).written == 5, "the day of the calendars"


def test_an_address_that_is_revoked_shows_nothing_from_the_next_run_on(place: Place) -> None:
    one = place.subscribe()
    place.subscribe(OTHER)
    place.change(one, revoked_at=AS_OF)
    place.write()
    assert [path.name for path in place.folder.subscribed.iterdir()] == [f"{OTHER}.ics"]


def test_only_our_own_files_are_taken_away(place: Place) -> None:
    place.subscribe()
    unknown = place.served("c" * 32)
    left_over = place.folder.subscribed / f".{'c' * 32}.ics.tmp"
    theirs = [place.folder.subscribed / name for name in ("index.html", ".htaccess", "short.ics", f"{'C' * 32}.ics")]
    for path in (unknown, left_over, *theirs):
        path.write_bytes(b"x")
    assert place.write().written == 0
    assert {path.name for path in place.folder.subscribed.iterdir()} == {
        f"{SECRET}.ics",
        *(path.name for path in theirs),
    }


def test_a_file_that_is_gone_is_missed_and_cannot_be_made_anew(place: Place) -> None:
    one, other = place.subscribe(), place.subscribe(OTHER)
    gone = place.change(place.subscribe("d" * 32), revoked_at=AS_OF)
    place.served().unlink()
    place.write()
    assert missing_files(place.folder, [one, other, gone]) == [one]
    assert not place.served().exists()


def test_who_subscribes_to_somebody_who_has_left_sees_nothing(place: Place) -> None:
    place.book(1, at(3), counsellor="b")
    place.subscribe(shows="b", detail=Detail.NAME)
    assert titles(place.served()) == ["予約 M00001（ビデオ） 見本 太郎 様"]
    place.write(make.office(counsellors=1))
    assert titles(place.served()) == []


def test_a_faulty_feed_keeps_the_last_good_one_and_its_secret(place: Place) -> None:
    place.subscribe()
    good = place.served().read_bytes()
    with place.store.writing() as t:
        booking = stores.put_booking(t, start=at(3))
        bookings.replace_booking(t, booking, b"BEGIN:VEVENT\nbroken")
    told = place.write()
    assert list(told.faulty) == ["a.ics", "office.ics", "登録番号 1"]
    assert place.served().read_bytes() == good


def test_a_file_held_open_is_told_without_its_secret(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.subscribe()
    place.book(1, at(3))

    def held(*_: object, **__: object) -> bool:
        raise PermissionError

    monkeypatch.setattr(stage, "write_if_changed", held)
    told = place.write()
    assert told.held == ["a.ics", "office.ics", "登録番号 1"]
