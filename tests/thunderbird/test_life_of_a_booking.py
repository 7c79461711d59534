"""Thunderbird reads our letters, its calendar follows the booking, and the office takes what it sends back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
from calendar_replies import calls, recorded
from letters_to_us import endings, starts
from offices import bookings, query, row
from thunderbird.correspondence import (
    ACCEPT,
    ADDRESS,
    DECLINE,
    DELETE,
    NAME,
    OTHER_ADDRESS,
    QUESTION,
    TENTATIVE,
    Correspondence,
    answered,
)

pytestmark = pytest.mark.thunderbird

WISH = "12月3日 14時30分"
HALF_PAST_TWO = datetime(2026, 12, 3, 14, 30)
A_WEEK_LATER = datetime(2026, 12, 10, 14, 0)
ONLINE, BY_TELEPHONE = "オンライン職業相談（ハローワーク豊岡）", "電話職業相談（ハローワーク豊岡）"
IS_NEW, IS_UPDATE = "contains an invitation to an event", "contains an update to an existing event"
IS_OLD = "has already been processed"


def accepted(between: Correspondence) -> Correspondence:
    between.open()
    between.answer(ACCEPT)
    return between


def open_reviews(between: Correspondence) -> int:
    return len(query(between.folder, "SELECT 1 FROM reviews WHERE closed_at IS NULL"))


def cancel(between: Correspondence) -> None:
    between.command("cancel", "M00001", "--why", "体調不良")


def new_time(between: Correspondence) -> None:
    between.command("change", "M00001", f"{A_WEEK_LATER:%Y-%m-%dT%H:%M}")


def to_telephone(between: Correspondence) -> None:
    between.command("record", "M00001", "telephone", "--why", "wish")


def other_counsellor(between: Correspondence) -> None:
    """Have counsellor a be away on the day."""
    office = between.folder.office_toml
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("absences = []", "absences = [{ on = 2026-12-03 }]", 1), encoding="utf-8")
    between.command("affected", "--confirm")
    assert {counsellor for _, _, counsellor in bookings(between.folder)} == {"b"}


def test_an_invitation_is_a_question_and_accepting_it_reaches_the_office(between: Correspondence) -> None:
    bar = between.open()
    assert IS_NEW in bar.label
    assert bar.buttons == QUESTION
    assert between.program.events() == [], "nothing is in the calendar before the person says so"
    booked = bookings(between.folder)
    reply = answered(between.answer(ACCEPT))
    event = between.event()
    assert (event.start, event.end) == (HALF_PAST_TWO, HALF_PAST_TWO + timedelta(minutes=30))
    assert (event.title, event.answers) == (ONLINE, ("ACCEPTED",))
    assert reply == (event.uid, "ACCEPTED")
    assert recorded(between.folder) == [(ADDRESS, "accepted", 0)]
    assert endings(between.folder) == ["request", "reply"]
    assert open_reviews(between) == 0
    assert bookings(between.folder) == booked


@pytest.mark.parametrize(("button", "says"), [(DECLINE, "DECLINED"), (TENTATIVE, "TENTATIVE")])
def test_any_other_answer_asks_staff_and_leaves_the_booking(between: Correspondence, button: str, says: str) -> None:
    between.open()
    booked = bookings(between.folder)
    assert answered(between.answer(button)) == (between.event().uid, says)
    assert query(between.folder, "SELECT kind FROM items ORDER BY item_id DESC LIMIT 1") == [("calendar_reply",)]
    assert open_reviews(between) == 1
    assert recorded(between.folder) == [(ADDRESS, says.lower(), 0)]
    assert len(calls(between.folder)) == (says == "DECLINED")
    assert bookings(between.folder) == booked


def test_an_answer_comes_to_the_address_of_the_booking(correspondence: Correspondence) -> None:
    office = correspondence.folder.office_toml
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("plus_addresses = false", "plus_addresses = true", 1), encoding="utf-8")
    correspondence.ask_for(WISH)
    correspondence.open()
    reply = correspondence.answer(ACCEPT)
    ((mailbox,),) = query(correspondence.folder, "SELECT organizer FROM bookings")
    assert "+" in str(mailbox)
    (written_to,) = message_from_bytes(reply, policy=policy.default)["To"].addresses
    assert written_to.addr_spec == mailbox
    assert endings(correspondence.folder) == ["request", "reply"]


CHANGES = [
    (new_time, A_WEEK_LATER, ONLINE),
    (to_telephone, HALF_PAST_TWO, BY_TELEPHONE),
    (other_counsellor, HALF_PAST_TWO, ONLINE),
]


@pytest.mark.parametrize(("change", "start", "title"), CHANGES, ids=["new_time", "to_telephone", "other_counsellor"])
def test_a_change_is_put_to_the_person_again_and_changes_the_same_event(
    between: Correspondence, change: Callable[[Correspondence], None], start: datetime, title: str
) -> None:
    accepted(between)
    uid = between.event().uid
    change(between)
    bar = between.open()
    assert IS_UPDATE in bar.label
    assert bar.buttons == QUESTION
    assert answered(between.answer(ACCEPT)) == (uid, "ACCEPTED")
    event = between.event()
    assert (event.uid, event.start, event.title) == (uid, start, title)
    assert open_reviews(between) == 0


def test_a_booking_changed_three_times_is_one_event(between: Correspondence) -> None:
    accepted(between)
    for change in (other_counsellor, new_time, to_telephone):
        change(between)
        accepted(between)
    event = between.event()
    assert (event.start, event.title, event.place) == (A_WEEK_LATER, BY_TELEPHONE, "電話")


def test_who_answers_only_the_last_letter_has_the_last_time(between: Correspondence) -> None:
    between.open()
    new_time(between)
    bar = between.open()
    assert IS_NEW in bar.label
    assert bar.buttons == QUESTION
    between.answer(ACCEPT)
    assert between.event().start == A_WEEK_LATER


def test_a_cancellation_takes_the_event_away(between: Correspondence) -> None:
    accepted(between)
    cancel(between)
    assert between.open().buttons == {DELETE}
    between.program.press(DELETE)
    assert between.program.events() == []


def test_a_booking_after_a_cancellation_is_a_new_question(between: Correspondence) -> None:
    accepted(between)
    first = between.event()
    cancel(between)
    between.open()
    between.program.press(DELETE)
    between.ask_for(WISH)
    assert starts(between.folder) == ["2026-12-03T14:30"]
    bar = between.open()
    assert IS_NEW in bar.label
    assert bar.buttons == QUESTION
    reply = answered(between.answer(ACCEPT))
    second = between.event()
    assert second.start == HALF_PAST_TWO
    assert second.uid != first.uid
    assert reply == (second.uid, "ACCEPTED"), "taking the cancelled event away has sent nothing"


def test_who_reads_the_old_and_the_new_address_in_one_program_keeps_the_event(between: Correspondence) -> None:
    accepted(between)
    between.note(row("001", NAME, "28050-1", "12/10 14:00", kind="変更", mail=OTHER_ADDRESS))
    to_the_old, to_the_new = between.letters()
    assert between.program.show(to_the_old).buttons == {DELETE}
    between.program.press(DELETE)
    assert between.program.events() == []
    assert between.program.show(to_the_new).buttons == QUESTION
    between.answer(ACCEPT, asked="recently deleted this item")
    assert between.event().start == A_WEEK_LATER


def test_a_letter_that_comes_twice_asks_nothing_the_second_time(between: Correspondence) -> None:
    letter = between.letter()
    between.program.show(letter)
    between.answer(ACCEPT)
    again = between.program.show(letter)
    assert IS_OLD in again.label
    assert not again.buttons & QUESTION


def test_an_outdated_letter_cannot_bring_the_old_time_back(between: Correspondence) -> None:
    first = between.letter()
    between.program.show(first)
    between.answer(ACCEPT)
    new_time(between)
    accepted(between)
    outdated = between.program.show(first)
    assert IS_OLD in outdated.label
    assert not outdated.buttons & QUESTION
    assert between.event().start == A_WEEK_LATER


def test_a_cancellation_of_what_was_never_accepted_has_no_button(between: Correspondence) -> None:
    """So the words of the letter have to say everything."""
    between.open()
    cancel(between)
    assert between.open().buttons == frozenset()
    assert between.program.events() == []
