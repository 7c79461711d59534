"""What a calendar is told over the whole life of a booking: one UID, a SEQUENCE that only rises, the right METHOD."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from invitations import Told, invitations
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run
from papers import read_letter

from madoguchi.cli.line import run_stages
from madoguchi.clock import TOKYO

MAIL, NEW_MAIL = "taro@mihon.example", "mihon.taro@mihon.example"
NUMBER, NAME = "28050-1", "見本 太郎"


def _row(number: str, wish: str, kind: str = "予約", mail: str = MAIL, note: str = "") -> str:
    received = f"2026/11/30 9:{int(number):02d}"
    return row(number, NAME, NUMBER, wish, kind=kind, mail=mail, received=received, note=note)


class Office:
    """An office whose log grows by a row from pass to pass, an hour apart."""

    def __init__(self, root: Path) -> None:
        self.folder: OfficeFolder = empty(root)
        self.rows: list[str] = []
        self.at = AS_OF
        self.told: list[Told] = []

    def hears(self, *rows: str) -> list[Told]:
        """Do a pass with further rows and return what calendars are told by it."""
        self.rows += rows
        drop(self.folder, "受付簿.csv", log(*self.rows))
        return self.passes()

    def passes(self) -> list[Told]:
        """Do a pass."""
        run(self.folder, self.at)
        return self.news()

    def news(self) -> list[Told]:
        """Return what calendars have been told since the last pass."""
        self.at += timedelta(hours=1)
        known, self.told = len(self.told), invitations(self.folder.outbox)
        return self.told[known:]

    def set(self, before: str, after: str) -> None:
        """Change `office.toml`."""
        text = self.folder.office_toml.read_text(encoding="utf-8")
        assert before in text
        self.folder.office_toml.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "o")


def test_one_uid_for_life_and_another_after_a_cancellation(office: Office) -> None:
    (booked,) = office.hears(_row("1", "12/3 10:00"))
    assert (booked.method, booked.status, booked.sequence) == ("REQUEST", "CONFIRMED", 0)
    assert booked.start == datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO)

    (moved,) = office.hears(_row("2", "12/4 14:00", "変更"))
    assert (moved.kind, moved.method, moved.sequence) == ("moved", "REQUEST", 1)
    assert moved.start == datetime(2026, 12, 4, 14, 0, tzinfo=TOKYO)

    (spoken,) = office.hears(_row("3", "", "電話切替", note="回線不良"))
    assert (spoken.kind, spoken.method, spoken.sequence, spoken.where) == ("to_telephone", "REQUEST", 2, "電話")

    assert query(office.folder, "SELECT counsellor FROM bookings") == [("a",)]
    office.set("\nabsences = []", "\nabsences = [{ on = 2026-12-04 }]")
    run_stages(office.folder.root, office.at, lambda line: (line.rearrange(), line.tell())[-1])
    (other,) = office.news()
    assert (other.kind, other.method, other.sequence) == ("counsellor", "REQUEST", 3)

    (gone,) = office.hears(_row("4", "", "取消"))
    assert (gone.method, gone.status, gone.sequence) == ("CANCEL", "CANCELLED", 4)

    (again,) = office.hears(_row("5", "12/4 14:00"))
    assert (again.method, again.sequence) == ("REQUEST", 0)

    first_life = [booked, moved, spoken, other, gone]
    assert {one.uid for one in first_life} == {booked.uid}
    assert again.uid != booked.uid
    stamps = [one.stamp for one in (*first_life, again)]
    assert stamps == sorted(set(stamps)), "DTSTAMP rises with each change"


def test_sequence_and_stamp_are_those_of_the_stored_booking(office: Office) -> None:
    office.hears(_row("1", "12/3 10:00"))
    (moved,) = office.hears(_row("2", "12/4 14:00", "変更"))
    ((uid, sequence, changed_at),) = query(office.folder, "SELECT uid, sequence, changed_at FROM bookings")
    assert (moved.uid.partition("@")[0], moved.sequence) == (uid, sequence)
    assert moved.stamp == datetime.fromisoformat(str(changed_at))


def test_a_change_that_brings_another_address_leaves_the_old_one_out(office: Office) -> None:
    office.hears(_row("1", "12/3 10:00"))
    left_out, moved = office.hears(_row("2", "12/4 14:00", "変更", NEW_MAIL))
    assert (moved.to, moved.attendee, moved.method, moved.sequence) == (NEW_MAIL, NEW_MAIL, "REQUEST", 1)
    assert (left_out.to, left_out.attendee, left_out.method, left_out.sequence) == (MAIL, MAIL, "CANCEL", 1)
    assert left_out.status == "", "the visit is not cancelled (RFC 5546 section 3.2.5)"
    assert left_out.start == datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO), "no word of the new time"
    (cancelled,) = office.hears(_row("3", "", "取消", mail=""))
    assert (cancelled.to, cancelled.method) == (NEW_MAIL, "CANCEL"), "the address given last"


def test_a_corrected_address_is_invited_and_the_wrong_one_left_out(office: Office) -> None:
    (booked,) = office.hears(_row("1", "12/3 10:00", mail=NEW_MAIL))
    office.rows.clear()
    wrong, right = office.hears(_row("1", "12/3 10:00"))
    assert (right.kind, right.to, right.method, right.sequence) == ("confirmation", MAIL, "REQUEST", 1)
    assert (wrong.kind, wrong.to, wrong.method, wrong.sequence) == ("uninvited", NEW_MAIL, "CANCEL", 1)
    assert {right.uid, wrong.uid} == {booked.uid}
    letter = read_letter(next(office.folder.outbox.glob("*-uninvited.eml")).read_bytes())
    said = [part.get_payload(decode=True).decode() for part in letter.walk() if not part.is_multipart()]
    assert len(said) == 4
    assert [NAME in text.replace("\r\n ", "") for text in said] == [False] * 4, "it may be a stranger's address"
    assert ["12月3日" in text for text in said] == [False] * 4
    assert office.passes() == [], "once"
    assert query(office.folder, "SELECT verdict FROM decisions") == [("book",), ("readdress",)]


def test_who_was_told_by_telephone_is_not_invited_by_a_later_address(office: Office) -> None:
    office.hears(_row("1", "12/3 10:00", mail=""))
    office.rows.clear()
    assert office.hears(_row("1", "12/3 10:00")) == []


def test_each_booking_has_an_unguessable_mailbox_of_its_own_where_the_server_takes_it(office: Office) -> None:
    office.set("plus_addresses = false", "plus_addresses = true")
    other = row("9", "見本 花子", "28050-2", "12/3 10:30", mail="hanako@mihon.example")
    hers, his = sorted(office.hears(_row("1", "12/3 10:00"), other), key=lambda told: told.to)
    assert his.organizer.startswith("yoyaku+b")
    assert his.organizer != hers.organizer
    assert his.reply_to == his.organizer
    (moved,) = office.hears(_row("2", "12/4 14:00", "変更"))
    assert (moved.organizer, moved.uid) == (his.organizer, his.uid)
    shown = (office.folder.feeds / "office.ics").read_bytes().replace(b"\r\n ", b"")
    assert b"BEGIN:VEVENT" in shown
    assert b"+b" not in shown, "subscribers are not to know it"


def test_the_mailbox_of_a_booking_stays_when_the_office_changes_its_own(office: Office) -> None:
    (booked,) = office.hears(_row("1", "12/3 10:00"))
    office.set("yoyaku@hellowork-toyooka.example", "madoguchi@office.example")
    (moved,) = office.hears(_row("2", "12/4 14:00", "変更"))
    assert (moved.uid, moved.organizer) == (booked.uid, booked.organizer)
    assert moved.reply_to == booked.organizer


@pytest.mark.parametrize(
    ("setting", "in_letter", "in_calendar"),
    [("calendar", True, True), ("letter", True, False), ("spoken", False, False)],
)
def test_the_meeting_address_is_told_where_the_office_decides(
    office: Office, setting: str, *, in_letter: bool, in_calendar: bool
) -> None:
    office.set('meeting_address = "calendar"', f'meeting_address = "{setting}"')
    address = "https://zoom.example/j/812"
    meetings = "".join(f'[meetings.{one}]\nid = "1"\nurl = "{address}?pwd=KANARIA"\n' for one in "ab")
    office.folder.secrets.write_text(meetings, encoding="utf-8")
    (booked,) = office.hears(_row("1", "12/3 10:00"))
    (letter,) = office.folder.outbox.glob("*.eml")
    body = read_letter(letter.read_bytes()).get_body(("plain",))
    assert body is not None
    assert (address in body.get_content()) is in_letter
    assert (booked.where == address) is in_calendar
