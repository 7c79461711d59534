"""New terms are told in the transaction that notes it, once, by letter or by telephone."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import papers
import pytest
import samples_of_papers as sample
import stores
from sqlalchemy import select
from stores import at

from madoguchi.model.booking import BookingState
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.terms import TermsVersion
from madoguchi.store import bookings, outbox
from madoguchi.store.engine import Store
from madoguchi.store.schema import terms_told, terms_versions
from scheduler.announce import announce
from scheduler.notices import Desk

DESK = Desk(sample.office(), sample.secrets(), sample.AS_OF)
OLD = TermsVersion(version="2020-11-20", effective_on=date(2020, 11, 20), sha256="0" * 64, text="# 規約\n")
NEW = TermsVersion(version="2026-12-10", effective_on=date(2026, 12, 10), sha256="b" * 64, text="# 規約（新）\n")
BOTH = (OLD, NEW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path)
    yield opened
    opened.close()


def book(store: Store, number: int, start: datetime, **of_person: object) -> None:
    with store.writing() as t:
        person = sample.person(seeker_number=f"28070-{number}", **of_person)
        stores.put_request(t, sample.request(request_id=number, person=person, state="booked"))
        stores.put_booking(
            t,
            booking_id=number,
            request_id=number,
            uid=f"uid{number}",
            start=start,
            seeker_number=person.seeker_number,
        )


def change(store: Store, number: int, **changes: object) -> None:
    with store.writing() as t:
        booking = bookings.bookings_by_id(t, [number])[number]
        bookings.replace_booking(t, booking.model_copy(update=changes), b"")


def notices(store: Store) -> list[Notice]:
    with store.reading() as t:
        return sorted(outbox.notices_by_id(t, range(1, 500)).values(), key=lambda one: one.notice_id)


def told(store: Store) -> list[tuple[int, str]]:
    with store.reading() as t:
        return [tuple(row) for row in t.run(select(terms_told.c.booking_id, terms_told.c.version))]


def test_a_letter_tells_what_is_new_and_nothing_of_the_persons_matter(store: Store) -> None:
    book(store, 12, at(15))
    assert announce(store, DESK, BOTH) == 1
    (notice,) = notices(store)
    assert (notice.kind, notice.means, notice.to) == (NoticeKind.NEW_TERMS, Means.MAIL, "taro@mihon.example")
    assert (notice.request_id, notice.booking_id, notice.state) == (12, 12, NoticeState.WAITING)
    letter = papers.read_letter(notice.mail)
    assert letter["Subject"] == "【受付番号 M00012】オンライン職業相談の利用規約についてのお知らせ"
    assert letter["Message-ID"] == notice.message_id
    assert [part.get_content_type() for part in letter.walk() if not part.is_multipart()] == ["text/plain", "text/html"]
    body = letter.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    for words in ("2026年12月10日（木）", "/terms/2026-12-10.html", "第11条", "0796-00-0000", "M00012", "このまま有効"):
        assert words in text
    for words in ("12月15日", "28070-12", "090-0000-0000", "相談員A", "職業紹介"):
        assert words not in text + notice.say
    assert told(store) == [(12, "2026-12-10")]


def test_who_has_no_mail_is_called(store: Store) -> None:
    book(store, 1, at(15), email="")
    assert announce(store, DESK, BOTH) == 1
    (notice,) = notices(store)
    assert (notice.means, notice.to, notice.mail, notice.message_id) == (Means.TELEPHONE, "090-0000-0000", b"", "")
    assert "利用規約が新しくなります" in notice.say
    assert "2026年12月10日（木）から" in notice.say


def test_whose_address_no_letter_can_bear_is_called(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise ValueError("not a mail address")

    monkeypatch.setattr("scheduler.letters.terms.new_terms", refuse)
    book(store, 1, at(15))
    announce(store, DESK, BOTH)
    assert [(one.means, one.message_id) for one in notices(store)] == [(Means.TELEPHONE, "")]


def test_twice_is_once(store: Store) -> None:
    book(store, 1, at(15))
    book(store, 2, at(3))
    assert [announce(store, DESK, BOTH) for _ in range(3)] == [1, 0, 0]
    assert [one.booking_id for one in notices(store)] == [1]


def test_more_than_a_batch_is_told_each_once(store: Store) -> None:
    for number in range(1, 132):
        book(store, number, datetime(2026, 12, 14 + number % 5, 8 + number // 60, number % 60))
    assert [announce(store, DESK, BOTH) for _ in range(2)] == [131, 0]
    assert len({one.message_id for one in notices(store)}) == 131


def test_without_terms_nobody_is_told(store: Store) -> None:
    book(store, 1, at(15))
    assert announce(store, DESK, ()) == 0


def test_a_booking_that_is_moved_beyond_the_day_is_told_then(store: Store) -> None:
    book(store, 1, at(3))
    assert announce(store, DESK, BOTH) == 0
    change(store, 1, start=at(15), sequence=1)
    assert announce(store, DESK, BOTH) == 1
    change(store, 1, start=at(3, 15, 0), sequence=2)
    change(store, 1, start=at(16), sequence=3)
    assert announce(store, DESK, BOTH) == 0


def test_two_versions_at_once_are_one_letter_and_a_third_is_another(store: Store) -> None:
    second = NEW.model_copy(update={"version": "2026-12-14", "effective_on": date(2026, 12, 14)})
    third = NEW.model_copy(update={"version": "2026-12-15", "effective_on": date(2026, 12, 15)})
    book(store, 1, at(15))
    assert announce(store, DESK, (*BOTH, second)) == 1
    assert announce(store, DESK, (*BOTH, second, third)) == 1
    first_letter, second_letter = notices(store)
    assert "2026年12月10日（木）からと、2026年12月14日（月）から" in first_letter.say
    assert "12月14日" not in second_letter.say
    assert first_letter.message_id != second_letter.message_id
    assert told(store) == [(1, "2026-12-10"), (1, "2026-12-14"), (1, "2026-12-15")]


def test_a_text_that_is_changed_after_it_was_told_is_told_as_such(store: Store) -> None:
    book(store, 1, at(15))
    announce(store, DESK, BOTH)
    changed = NEW.model_copy(update={"sha256": "c" * 64, "text": "# 規約（直し）\n"})
    assert [announce(store, DESK, (OLD, changed)) for _ in range(2)] == [1, 0]
    first_letter, second_letter = notices(store)
    assert "文面を改めた" not in first_letter.say
    assert "文面を改めた" in second_letter.say
    assert first_letter.message_id != second_letter.message_id


def test_the_text_that_was_told_is_kept_although_its_file_is_erased(store: Store) -> None:
    book(store, 1, at(15))
    announce(store, DESK, BOTH)
    assert announce(store, DESK, (OLD,)) == 0
    with store.reading() as t:
        kept = t.run(select(terms_versions.c.version, terms_versions.c.text)).all()
    assert {tuple(row) for row in kept} == {(one.version, one.text) for one in BOTH}


def test_a_call_about_a_booking_that_ended_is_taken_back_and_made_for_the_next_one(store: Store) -> None:
    book(store, 1, at(15), email="")
    announce(store, DESK, BOTH)
    change(store, 1, state=BookingState.CANCELLED)
    assert announce(store, DESK, BOTH) == 0
    assert [one.state for one in notices(store)] == [NoticeState.SUPERSEDED]
    assert told(store) == []
    with store.writing() as t:
        stores.put_booking(
            t, booking_id=2, request_id=1, uid="uid2", start=at(16), seeker_number="28070-1", counsellor="b"
        )
    assert announce(store, DESK, BOTH) == 1


def test_a_letter_that_was_handed_over_is_not_told_again_for_another_booking(store: Store) -> None:
    book(store, 1, at(15))
    announce(store, DESK, BOTH)
    with store.writing() as t:
        outbox.set_notice_state(t, [1], NoticeState.HANDED_OVER)
        stores.put_booking(
            t, booking_id=2, request_id=1, uid="uid2", start=at(16), seeker_number="28070-1", counsellor="b"
        )
    change(store, 1, state=BookingState.CANCELLED)
    assert announce(store, DESK, BOTH) == 0


def test_a_failure_leaves_neither_the_notice_nor_the_note(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("killed")

    book(store, 1, at(15))
    with monkeypatch.context() as patched:
        patched.setattr("scheduler.announce.add_told", fail)
        with pytest.raises(OSError, match="killed"):
            announce(store, DESK, BOTH)
    assert notices(store) == []
    assert announce(store, DESK, BOTH) == 1


def test_offices_in_one_store_are_told_apart(store: Store) -> None:
    other = Store(store.engine, "kobe")
    book(store, 1, at(15))
    book(other, 1, at(15))
    assert announce(store, DESK, BOTH) == 1
    assert notices(other) == []
    assert announce(other, DESK, (OLD,)) == 0
    assert announce(other, DESK, BOTH) == 1
