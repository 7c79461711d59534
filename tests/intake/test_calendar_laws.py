"""Whatever a calendar answers: the bookings stay as they are, to the byte, and no bytes break the reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import calendar_replies as mails
import samples_of_papers as sample
import stores
from answered_bookings import AROUND, AS_OF, MARKED, PLAIN, sha
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from stores import at

from intake.calendar.entries import read_entries
from intake.stage import settle_within
from intake.taken import Intake
from intake.understand import read_message
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Form, Kind, Outcome
from madoguchi.store import arrivals, replies
from madoguchi.store.engine import Store
from madoguchi.store.schema import bookings, outbox
from scheduler.declined import call_about_declined
from scheduler.notices import Desk
from scheduler.openings import OfficeDays

law = settings(max_examples=40)
UID = "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5@hellowork-toyooka.example"
THEIRS = (BookingState.CONFIRMED, BookingState.CANCELLED, BookingState.COMPLETED, BookingState.NO_SHOW)
ANSWERS = st.fixed_dictionaries(
    {
        "uid": st.sampled_from([UID, "", "x@hellowork-toyooka.example", "uid8@hellowork-toyooka.example"]),
        "partstat": st.sampled_from(["ACCEPTED", "TENTATIVE", "DECLINED", "declined", "DELEGATED", "X-YES", ""]),
        "method": st.sampled_from(["REPLY", "REPLY", "REPLY", "COUNTER", "REFRESH", "REQUEST", "CANCEL"]),
        "attendee": st.sampled_from([mails.TARO, "TARO@mihon.example", "other@mihon.example", ""]),
        "organizer": st.sampled_from([PLAIN, MARKED, MARKED.replace("abc", "xyz"), MARKED.replace("b7", "b8"), ""]),
        "sequence": st.sampled_from(["0", "1", "2", "99999999999", "-1", "abc", ""]),
        "stamp": st.sampled_from(["20261129T020000Z", "20261129T030000Z", "20991231T000000Z", "20261129", "x", ""]),
        "line": st.sampled_from(
            ["", "COMMENT:遅れます", "RECURRENCE-ID:20261203", "STATUS:CANCELLED", "DTSTART:19990101"]
        ),
    }
)


@contextmanager
def _office(state: BookingState, sequence: int) -> Iterator[tuple[Store, Intake]]:
    with TemporaryDirectory() as folder:
        store = stores.new_store(Path(folder))
        office = sample.office()
        with store.writing() as t:
            stores.put_booking(t, organizer=MARKED, state=state, sequence=sequence)
            stores.put_booking(t, booking_id=8, request_id=13, uid="uid8", start=at(4), organizer=PLAIN)
        yield store, Intake(store, OfficeFolder(Path(folder)), office, OfficeDays(office), (), AS_OF)
        store.close()


def _rows(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as t:
        return [tuple(row) for row in t.run(select(bookings).order_by(bookings.c.booking_id))]


def _kept(store: Store) -> int:
    with store.reading() as t:
        return len(replies.replies_to(t, [7, 8]))


def _take(store: Store, intake: Intake, raw: bytes) -> Outcome:
    with store.writing() as t:
        incoming = arrivals.Incoming(sha(raw), "inbox", f"{sha(raw)}.eml", Form.MAIL, raw)
        arrivals.archive(t, [incoming], AS_OF)
        arrival = arrivals.arrivals_by_hash(t, [sha(raw)])[sha(raw)]
        (item,) = settle_within(t, intake, [(arrival, [read_message(raw, sha(raw), AROUND)])]).items
    return item.outcome


@law
@given(st.lists(ANSWERS, min_size=1, max_size=4), st.sampled_from(THEIRS), st.integers(0, 2))
def test_no_answer_changes_a_booking(answers: list[dict[str, str]], state: BookingState, sequence: int) -> None:
    with _office(state, sequence) as (store, intake):
        before = _rows(store)
        for number, answer in enumerate(answers):
            raw = mails.reply_mail(mails.ics(**answer), ident=f"r{number}", sender=answer["attendee"] or mails.TARO)
            kept_before = _kept(store)
            _take(store, intake, raw)
            kept = _kept(store)
            again = _take(store, intake, raw.replace(b"Message-ID: <r", b"Message-ID: <again"))
            assert kept == _kept(store), "the same answer again is not kept again"
            assert again is Outcome.DUPLICATE or kept == kept_before
        call_about_declined(store, Desk(intake.office, sample.secrets(), AS_OF))
        assert _rows(store) == before
        with store.reading() as t:
            assert replies.replies_to_call(t) == [], "every call is looked at"
            kept = replies.replies_to(t, [7, 8])
            called = list(t.run(select(outbox.c.booking_id, outbox.c.means).where(outbox.c.kind == "declined")))
        marks = [(one.booking_id, one.attendee, one.sequence, one.stamp, one.answer) for one in kept]
        assert len(marks) == len(set(marks)), "each answer is kept once"
        assert all(one.sequence <= sequence for one in kept if one.booking_id == 7)
        assert len({number for number, _ in called}) == len(called), "nobody is called twice about one booking"
        assert {means for _, means in called} <= {"telephone"}
        assert state is BookingState.CONFIRMED or 7 not in {number for number, _ in called}


@law
@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 120))
def test_no_bytes_break_the_reading(noise: bytes, at_byte: int, left_out: int) -> None:
    whole = mails.ics(UID, organizer=MARKED).encode()
    calendar = whole[:at_byte] + noise + whole[at_byte + left_out :]
    raw = b"From: taro@mihon.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n" + calendar
    reading = read_message(raw, sha(raw), AROUND)
    assert reading.kind in {Kind.CALENDAR_REPLY, Kind.QUESTION, Kind.EMPTY, Kind.UNREADABLE}
    assert (reading.calendar is not None) is (reading.kind is Kind.CALENDAR_REPLY)


@law
@given(st.text(max_size=600))
def test_any_text_is_entries_or_none(text: str) -> None:
    read = read_entries(text)
    assert not read.whole or all(entry.closed for entry in read.entries)
