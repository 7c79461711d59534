"""Reminding, with a store: who gets a letter, who is called, and who is left alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from samples_of_requests import AS_OF
from stores import at

from madoguchi.clock import TOKYO
from madoguchi.config.mail import Letters
from madoguchi.model.booking import BookingState
from madoguchi.model.bounce import Bounce
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.store import bookings, bounces, outbox
from madoguchi.store.engine import Store
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.remind import remind

OFFICE = sample.office()
DAY_BEFORE = datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path)
    yield opened
    opened.close()


def _book(store: Store, number: int = 1, day: int = 3, **person: object) -> None:
    with store.writing() as t:
        request = sample.request(request_id=number, person=sample.person(**person), state="booked")
        stores.put_request(t, request)
        changed = AS_OF - timedelta(days=3)
        stores.put_booking(
            t, booking_id=number, request_id=number, uid=f"uid{number}", start=at(day, 10 + number), changed_at=changed
        )


def _remind(store: Store, as_of: datetime = DAY_BEFORE, days: int = 1) -> int:
    office = OFFICE.model_copy(update={"letters": Letters.model_validate({"reminder_days": days})})
    return remind(store, Desk(office, sample.secrets(), as_of), OfficeDays(office))


def _notices(store: Store) -> list[Notice]:
    with store.reading() as t:
        return list(outbox.notices_by_id(t, range(1, 50)).values())


def test_the_day_before_a_letter_reminds_and_who_has_no_address_is_called(store: Store) -> None:
    _book(store, 1)
    _book(store, 2, email="")
    _book(store, 3, day=9)
    assert _remind(store) == 2
    letter, call = _notices(store)
    assert (letter.kind, letter.means, letter.booking_id) == (NoticeKind.REMINDER, Means.MAIL, 1)
    assert (call.kind, call.means, call.to) == (NoticeKind.REMINDER, Means.TELEPHONE, "090-0000-0000")
    assert "12月3日" in letter.say
    assert letter.message_id == "<n.uid1.0.reminder@hellowork-toyooka.example>"
    assert _remind(store, DAY_BEFORE + timedelta(hours=3)) == 0, "once"


def test_an_office_that_wants_no_reminders_gets_none(store: Store) -> None:
    _book(store)
    assert _remind(store, days=0) == 0


@pytest.mark.parametrize("means", list(Means))
def test_who_has_not_been_told_yet_gets_the_letter_itself_or_the_call_and_no_reminder(
    means: Means, store: Store
) -> None:
    _book(store)
    with store.writing() as t:
        told = stores.put_notice(t, means=means)
    assert _remind(store) == 0
    with store.writing() as t:
        outbox.set_notice_state(t, [told.notice_id], NoticeState.HANDED_OVER)
    assert _remind(store) == 1


def test_who_cannot_be_reached_by_mail_is_called_in_time(store: Store) -> None:
    _book(store, day=7)  # a Monday
    with store.writing() as t:
        stores.put_notice(t, state=NoticeState.BOUNCED)
        one = {"bounce_id": 1, "item_id": 1, "notice_id": 1, "recipient": "taro@mihon.example", "status": "5.1.1"}
        when = {"lasting": True, "say": "", "received_at": AS_OF, "to_call": False}
        bounces.add_bounces(t, [Bounce.model_validate(one | when)])
    friday = datetime(2026, 12, 4, 9, 0, tzinfo=TOKYO)
    assert _remind(store, friday - timedelta(minutes=1)) == 0
    assert _remind(store, friday) == 1
    assert [one.means for one in _notices(store)] == [Means.MAIL, Means.TELEPHONE]


def test_a_visit_that_is_moved_is_reminded_of_again_and_a_cancelled_one_not(store: Store) -> None:
    _book(store)
    assert _remind(store) == 1
    with store.writing() as t:
        moved = bookings.bookings_by_id(t, [1])[1].model_copy(
            update={"start": at(9), "sequence": 1, "changed_at": DAY_BEFORE + timedelta(hours=1)}
        )
        bookings.replace_booking(t, moved, b"")
        outbox.set_notice_state(t, [1], NoticeState.SUPERSEDED)
    day_before = DAY_BEFORE + timedelta(days=6)
    assert _remind(store, day_before - timedelta(minutes=1)) == 0
    assert _remind(store, day_before) == 1
    assert len({one.message_id for one in _notices(store)}) == 2
    with store.writing() as t:
        bookings.replace_booking(t, moved.model_copy(update={"state": BookingState.CANCELLED}), b"")
        outbox.set_notice_state(t, [2], NoticeState.SUPERSEDED)
    assert _remind(store, day_before) == 0


def test_a_call_that_nobody_made_before_the_visit_is_taken_off_the_list(store: Store) -> None:
    _book(store, email="")
    _remind(store)
    start = at(3, 11).replace(tzinfo=TOKYO)
    for now, state in ((start - timedelta(minutes=1), NoticeState.WAITING), (start, NoticeState.SUPERSEDED)):
        assert _remind(store, now) == 0
        assert [one.state for one in _notices(store)] == [state]
