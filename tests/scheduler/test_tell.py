"""The stage that tells: letters out of the outbox, and the files that staff work with."""

import csv
import io
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask
from stores import at

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.mail import Smtp
from madoguchi.config.office import Office
from madoguchi.config.openings import Closure
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Kind
from madoguchi.model.notice import Means, Notice, NoticeState
from madoguchi.model.reading import Doubt
from madoguchi.store import bookings, outbox, reviews
from madoguchi.store.engine import Store
from scheduler.calendar.feed import staff_event
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sending import hand_over as sending
from scheduler.sending.delivery import Fate, Outcome
from scheduler.tell import tell
from scheduler.told import Told

TWO = make.office(counsellors=2)


@dataclass
class Place:
    """An office folder with its store."""

    store: Store
    folder: OfficeFolder

    def tell(self, as_of: datetime = AS_OF, office: Office = TWO) -> Told:
        return tell(self.store, self.folder, Desk(office, sample.secrets(), as_of), OfficeDays(office))

    def rows(self, name: str) -> list[dict[str, str]]:
        raw = (self.folder.staff / name).read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(raw, newline="")))

    def sheets(self) -> list[str]:
        return sorted(path.name for path in self.folder.staff.glob("予約票_*"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    store = stores.new_store(tmp_path / "private")
    yield Place(store, OfficeFolder(tmp_path))
    store.close()


def _book(place: Place, number: int, start: datetime, **changes: object) -> None:
    with place.store.writing() as t:
        booking = stores.put_booking(
            t, booking_id=number, request_id=number, uid=f"uid{number}", start=start, **changes
        )
        bookings.replace_booking(t, booking, staff_event(booking, TWO))


def test_an_empty_office_gets_its_files_once(place: Place) -> None:
    first = place.tell()
    assert first.written == 12  # two lists, tomorrow's sheet as page and table, five pages, three feeds
    assert place.rows("要確認.csv") == place.rows("電話連絡.csv") == []
    assert place.sheets() == ["予約票_2026-12-01.csv", "予約票_2026-12-01.html"]
    again = place.tell()
    assert (again.written, again.held, again.handed_over) == (0, [], 0)


def test_letters_are_handed_over_once(place: Place) -> None:
    with place.store.writing() as t:
        stores.put_notice(t)
        stores.put_notice(t)
    assert place.tell().handed_over == 2
    assert sorted(path.name for path in place.folder.outbox.iterdir()) == [
        "00001-confirmation.eml",
        "00002-confirmation.eml",
    ]
    assert place.tell().handed_over == 0


class _Post:
    """Answers by the address, and can run into a failure of the machine."""

    is_closed = False

    def __init__(self, fates: dict[str, Outcome]) -> None:
        self.fates = fates
        self.seen: list[int] = []

    def deliver(self, notice: Notice) -> Outcome:
        self.seen.append(notice.notice_id)
        return self.fates[notice.to.partition("@")[0]]


def test_a_refused_letter_becomes_a_call_and_a_waiting_one_waits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with place.store.writing() as t:
        stores.put_request(t, ask(1, at(3)))
        for name in ("good", "busy", "gone"):
            stores.put_notice(t, to=f"{name}@mihon.example", booking_id=None)
        stores.put_notice(t, to="gone@mihon.example", request_id=None, booking_id=None)
    busy, gone = Outcome(Fate.TRY_LATER, "RCPT 450 4.2.1"), Outcome(Fate.REFUSED, "RCPT 550 5.1.1")
    post = _Post({"good": Outcome(Fate.HANDED_OVER, "DATA 250"), "busy": busy, "gone": gone})
    monkeypatch.setattr(sending, "open_delivery", lambda *_: nullcontext(post))
    told = place.tell()
    assert (told.handed_over, told.waiting, told.refused) == (1, 1, 2)
    with place.store.reading() as t:
        letters = outbox.notices_by_id(t, range(1, 5))
        calls = outbox.waiting_notices(t, Means.TELEPHONE)
    assert [letters[number].state for number in (1, 2, 3, 4)] == [
        NoticeState.HANDED_OVER,
        NoticeState.WAITING,
        NoticeState.REFUSED,
        NoticeState.REFUSED,
    ]
    assert [(call.to, call.mail, call.message_id, call.say) for call in calls] == [
        ("090-0000-0000", b"", "", letters[3].say),
        ("", b"", "", letters[4].say),
    ]
    assert [row["連絡番号"] for row in place.rows("電話連絡.csv")] == ["T00005", "T00006"]
    assert [(letters[number].tries, letters[number].answered) for number in (1, 2, 3)] == [
        (0, "DATA 250"),
        (1, "RCPT 450 4.2.1"),
        (1, "RCPT 550 5.1.1"),
    ]
    assert (letters[1].handed_over_at, letters[2].handed_over_at) == (AS_OF, None)
    post.seen.clear()
    assert place.tell().waiting == 1
    assert post.seen == [], "it waits for its next try"
    assert place.tell(AS_OF + timedelta(minutes=2)).waiting == 1
    assert post.seen == [2], "only what still waits is tried again"


def test_a_server_that_is_away_leaves_every_letter_and_the_files_are_written_all_the_same(place: Place) -> None:
    with place.store.writing() as t:
        stores.put_notice(t)
    away = TWO.model_copy(update={"smtp": Smtp(host="mail..example", security="none")})
    told = place.tell(office=away)
    assert (told.waiting, told.handed_over) == (1, 0)
    assert told.written > 0
    with place.store.reading() as t:
        assert len(outbox.waiting_notices(t, Means.MAIL)) == 1


def test_a_list_held_open_is_told_and_written_the_next_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "要確認.csv":
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    told = place.tell()
    assert told.held == ["要確認.csv"]
    assert (place.folder.staff / "電話連絡.csv").exists()
    monkeypatch.undo()
    assert (place.tell().held, place.rows("要確認.csv")) == ([], [])


def test_a_sheet_of_yesterday_held_open_stays_and_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.tell(AS_OF.replace(day=27))

    def held(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", held)
    told = place.tell()
    assert told.held == ["予約票_2026-11-30.csv", "予約票_2026-11-30.html"]
    monkeypatch.undo()
    assert place.tell().held == []


def test_sheets_are_of_today_and_the_next_open_day(place: Place) -> None:
    today = AS_OF.replace(tzinfo=None, hour=14)
    _book(place, 1, today)
    _book(place, 2, at(1))
    _book(place, 3, at(2))
    place.tell()
    assert place.sheets() == [f"予約票_2026-{day}.{kind}" for day in ("11-30", "12-01") for kind in ("csv", "html")]
    assert [row["受付番号"] for row in place.rows("予約票_2026-11-30.csv")] == ["M00001"]
    assert [row["受付番号"] for row in place.rows("予約票_2026-12-01.csv")] == ["M00002"]
    place.tell(AS_OF.replace(month=12, day=1))
    assert place.sheets() == [f"予約票_2026-12-{day}.{kind}" for day in ("01", "02") for kind in ("csv", "html")]


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        (AS_OF.replace(month=12, day=4), ["2026-12-07"]),  # Friday: Monday's, and none for a day without visits
        (AS_OF.replace(month=12, day=28), ["2027-01-04"]),
    ],
)
def test_closed_days_are_passed_over(place: Place, as_of: datetime, days: list[str]) -> None:
    place.tell(as_of)
    assert place.sheets() == [f"予約票_{day}.{kind}" for day in days for kind in ("csv", "html")]


def test_an_office_closed_for_weeks_has_no_sheet(place: Place) -> None:
    closure = Closure(on=AS_OF.date(), until=at(31).date(), say="改修")
    place.tell(office=make.office(closures=[closure]))
    assert place.sheets() == []


def test_a_sheet_that_staff_have_filled_in_is_never_taken_away(place: Place) -> None:
    place.tell()
    table = place.folder.staff / "予約票_2026-12-01.csv"
    table.write_bytes(table.read_bytes() + "実施\r\n".encode())
    place.tell(AS_OF.replace(month=12, day=8))
    assert table.name in place.sheets()
    assert "予約票_2026-12-01.html" not in place.sheets()


def test_the_feeds_are_of_those_who_work_here(place: Place) -> None:
    place.tell(office=make.office(counsellors=3))
    (place.folder.feeds / "メモ.txt").write_text("そのまま", encoding="utf-8")
    assert sorted(path.name for path in place.folder.feeds.iterdir()) == [
        "a.ics",
        "b.ics",
        "c.ics",
        "office.ics",
        "メモ.txt",
    ]
    place.tell(office=make.office(counsellors=1))
    assert sorted(path.name for path in place.folder.feeds.iterdir()) == ["a.ics", "office.ics", "メモ.txt"]


def test_a_feed_holds_what_lies_in_its_window(place: Place) -> None:
    _book(place, 1, at(3))
    _book(place, 2, at(4), counsellor="b")
    _book(place, 3, at(7), state=BookingState.CANCELLED)
    _book(place, 4, datetime(2026, 10, 30, 10, 0))
    _book(place, 5, datetime(2027, 5, 31, 10, 0))
    place.tell()
    feed = (place.folder.feeds / "a.ics").read_bytes()
    assert [number for number in range(1, 6) if f"UID:uid{number}@".encode() in feed] == [1]


def test_a_faulty_feed_never_replaces_the_last_good_one(place: Place) -> None:
    place.tell()
    good = (place.folder.feeds / "a.ics").read_bytes()
    with place.store.writing() as t:
        booking = stores.put_booking(t, start=at(3))
        bookings.replace_booking(t, booking, b"BEGIN:VEVENT\nbroken")
    told = place.tell()
    assert {name: first.code for name, first in told.faulty.items()} == {"a.ics": "line-end", "office.ics": "line-end"}
    assert (place.folder.feeds / "a.ics").read_bytes() == good


@pytest.mark.parametrize(
    ("kind", "slots", "offered"),
    [
        (Kind.REQUEST, (at(3), at(5)), ["2026-12-03 14:30"]),  # the one wished that is free
        (
            Kind.CHANGE,
            (at(5),),
            [f"2026-12-01 {clock}" for clock in ("09:30", "10:00", "10:30", "14:00", "14:30", "15:00")],
        ),
        (Kind.CANCELLATION, (at(3),), [""]),
        (Kind.RECORD, (), [""]),
    ],
)
def test_the_review_list_offers_what_can_be_booked_now(
    place: Place, kind: Kind, slots: tuple[datetime, ...], offered: list[str]
) -> None:
    with place.store.writing() as t:
        stores.put_request(t, ask(1, make.wish(1, *slots), kind=kind, state="needs_review"))
        doubts = (Doubt(code="full", say="満席です。"),)
        reviews.open_reviews(t, [reviews.NewReview(1, 1, sample.person(), "原文", doubts, ask=False)], AS_OF)
    place.tell()
    (row,) = place.rows("要確認.csv")
    assert row["候補"].split(" ／ ") == offered


def test_the_passcode_is_on_the_day_sheet_and_in_no_other_file(place: Place) -> None:
    _book(place, 1, at(1))
    with place.store.writing() as t:
        stores.put_notice(t, means=Means.TELEPHONE, mail=b"", message_id="")
    place.tell()
    holding = {
        path.name
        for path in place.folder.private.rglob("*")
        if path.is_file() and sample.CANARY.encode() in path.read_bytes()
    }
    assert holding == {"予約票_2026-12-01.csv", "予約票_2026-12-01.html"}
