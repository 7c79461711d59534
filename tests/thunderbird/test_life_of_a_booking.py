"""Thunderbird reads our letters, its calendar follows the booking, and the office takes what it sends back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from letters_to_us import endings, starts
from offices import bookings, query
from thunderbird.correspondence import ACCEPT, DECLINE, DELETE, QUESTION, TENTATIVE, Correspondence, answered

pytestmark = pytest.mark.thunderbird

HALF_PAST_TWO = datetime(2026, 12, 3, 14, 30)
A_WEEK_LATER = datetime(2026, 12, 10, 14, 0)
OFFICE = "ハローワーク豊岡"
IS_NEW, IS_UPDATE = "contains an invitation to an event", "contains an update to an existing event"


def half_hour(start: datetime) -> list[tuple[datetime, datetime]]:
    return [(start, start + timedelta(minutes=30))]


def accepted(between: Correspondence) -> Correspondence:
    between.open()
    between.answer(ACCEPT)
    return between


def open_reviews(between: Correspondence) -> int:
    return len(query(between.folder, "SELECT 1 FROM reviews WHERE closed_at IS NULL"))


def new_time(between: Correspondence) -> None:
    between.command("change", "M00001", f"{A_WEEK_LATER:%Y-%m-%dT%H:%M}")


def to_telephone(between: Correspondence) -> None:
    between.command("record", "M00001", "telephone", "--why", "wish")


def other_counsellor(between: Correspondence) -> None:
    ((_, _, before),) = bookings(between.folder)
    text = between.folder.office_toml.read_text(encoding="utf-8")
    counsellor = text.index(f'id = "{before}"')
    away = text[counsellor:].replace("\n", "\nabsences = [{ on = 2026-12-03 }]\n", 1)
    away = away.replace("\nabsences = []", "\n", 1) if before == "a" else away
    between.folder.office_toml.write_text(text[:counsellor] + away, encoding="utf-8")
    between.command("affected", "--confirm")
    ((_, _, after),) = bookings(between.folder)
    assert after != before


def test_an_invitation_is_a_question_and_accepting_it_reaches_the_office(between: Correspondence) -> None:
    bar = between.open()
    assert IS_NEW in bar.label
    assert bar.buttons == QUESTION
    assert between.spans() == [], "nothing is in the calendar before the person says so"
    booked = bookings(between.folder)
    reply = answered(between.answer(ACCEPT))
    (event,) = between.program.events()
    assert between.spans() == half_hour(HALF_PAST_TWO)
    assert (event["title"], event["answers"]) == (f"オンライン職業相談（{OFFICE}）", ["ACCEPTED"])
    assert reply == (event["uid"], "ACCEPTED")
    assert endings(between.folder) == ["request", "reply"]
    assert open_reviews(between) == 0
    assert bookings(between.folder) == booked


@pytest.mark.parametrize(("button", "says"), [(DECLINE, "DECLINED"), (TENTATIVE, "TENTATIVE")])
def test_any_other_answer_asks_staff_and_leaves_the_booking(between: Correspondence, button: str, says: str) -> None:
    between.open()
    booked = bookings(between.folder)
    assert answered(between.answer(button))[1] == says
    assert query(between.folder, "SELECT kind FROM items ORDER BY item_id DESC LIMIT 1") == [("calendar_reply",)]
    assert open_reviews(between) == 1
    assert bookings(between.folder) == booked


CHANGES = [
    (new_time, A_WEEK_LATER, f"オンライン職業相談（{OFFICE}）"),
    (to_telephone, HALF_PAST_TWO, f"電話職業相談（{OFFICE}）"),
    (other_counsellor, HALF_PAST_TWO, f"オンライン職業相談（{OFFICE}）"),
]


@pytest.mark.parametrize(("change", "start", "title"), CHANGES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_change_is_put_to_the_person_again_and_changes_the_same_event(
    between: Correspondence, change: Callable[[Correspondence], None], start: datetime, title: str
) -> None:
    accepted(between)
    (before,) = between.program.events()
    change(between)
    bar = between.open()
    assert IS_UPDATE in bar.label
    assert bar.buttons == QUESTION
    assert answered(between.answer(ACCEPT)) == (before["uid"], "ACCEPTED")
    (after,) = between.program.events()
    assert (after["uid"], after["title"]) == (before["uid"], title)
    assert between.spans() == half_hour(start)
    assert open_reviews(between) == 0


def test_a_booking_changed_three_times_is_one_event(between: Correspondence) -> None:
    accepted(between)
    for change in (other_counsellor, new_time, to_telephone):
        change(between)
        accepted(between)
    (event,) = between.program.events()
    assert between.spans() == half_hour(A_WEEK_LATER)
    assert event["place"] == "電話"


def test_who_answers_only_the_last_letter_has_the_last_time(between: Correspondence) -> None:
    between.open()
    new_time(between)
    assert between.open().buttons == QUESTION
    between.answer(ACCEPT)
    assert between.spans() == half_hour(A_WEEK_LATER)


def test_a_cancellation_takes_the_event_away_and_asks_nothing(between: Correspondence) -> None:
    accepted(between)
    between.command("cancel", "M00001", "--why", "体調不良")
    assert between.open().buttons == {DELETE}
    between.program.press(DELETE)
    assert between.spans() == []
    assert between.nothing_was_sent()


def test_a_booking_after_a_cancellation_is_a_new_question(between: Correspondence) -> None:
    accepted(between)
    (first,) = between.program.events()
    between.command("cancel", "M00001", "--why", "体調不良")
    between.open()
    between.program.press(DELETE)
    between.ask_for("12月3日 14時30分")
    assert starts(between.folder) == ["2026-12-03T14:30"]
    bar = between.open()
    assert IS_NEW in bar.label
    assert bar.buttons == QUESTION
    uid, says = answered(between.answer(ACCEPT))
    assert (uid != first["uid"], says) == (True, "ACCEPTED")
    assert between.spans() == half_hour(HALF_PAST_TWO)


def test_a_letter_that_comes_twice_asks_nothing_the_second_time(between: Correspondence) -> None:
    letter = between.letter()
    between.program.show(letter)
    between.answer(ACCEPT)
    again = between.program.show(letter)
    assert "already been processed" in again.label
    assert not again.buttons & QUESTION


def test_an_outdated_letter_cannot_bring_the_old_time_back(between: Correspondence) -> None:
    first = between.letter()
    between.program.show(first)
    between.answer(ACCEPT)
    new_time(between)
    accepted(between)
    assert not between.program.show(first).buttons & QUESTION
    assert between.spans() == half_hour(A_WEEK_LATER)


def test_a_cancellation_of_what_was_never_accepted_has_no_button(between: Correspondence) -> None:
    """So the words of the letter have to say everything."""
    between.open()
    between.command("cancel", "M00001", "--why", "体調不良")
    assert between.open().buttons == frozenset()
    assert between.spans() == []
