"""What a confirmed change of the office stores, and what each person is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import papers
import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask, changes
from stores import at

from madoguchi.config.counsellors import Absence
from madoguchi.config.office import Office
from madoguchi.config.openings import Closure
from madoguchi.config.secrets import Meeting, Secrets
from madoguchi.model.booking import Booking, BookingState, By
from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.item import Outcome
from madoguchi.model.lifecycle import TRANSITIONS, Stage, Step, stage_of
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.model.openings import Day, Slot
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import arrivals, bookings, decisions, items, outbox, requests, reviews
from madoguchi.store.engine import Store
from scheduler import rearrange as stage
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.rearrange import rearrange
from scheduler.schedule import schedule

TWO = make.office()
A_AWAY = make.office(absences=[Absence(on=date(2026, 12, 3))])
CLOSED = make.office(closures=[Closure(on=date(2026, 12, 3), say="システム更新")])
SECRETS = Secrets(meetings={"a": sample.meeting(), "b": Meeting.model_validate({"url": "https://zoom.example/j/222"})})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    yield new
    new.close()


def book(store: Store, *asked: BookingRequest, told: bool = True, office: Office = TWO) -> None:
    """Have requests decided by the office as it was; by default everybody has been told."""
    with store.writing() as t:
        for request in asked:
            stores.put_request(t, request)
    schedule(store, Desk(office, SECRETS, AS_OF), OfficeDays(office))
    if told:
        with store.writing() as t:
            outbox.set_notice_state(t, range(1, 20), NoticeState.HANDED_OVER)


def confirm(store: Store, office: Office) -> list[tuple[str, str | None]]:
    cases = rearrange(store, Desk(office, SECRETS, AS_OF), OfficeDays(office))
    return [(case.person.reference, case.hit.keep_with) for case in cases]


def booking(store: Store, number: int = 1) -> Booking:
    with store.reading() as t:
        return bookings.bookings_by_id(t, [number])[number]


def test_a_kept_booking_changes_its_counsellor_and_nothing_of_its_time(store: Store) -> None:
    book(store, ask(1, at(3)))
    before = booking(store)
    assert confirm(store, A_AWAY) == [("M00001", "b")]
    after = booking(store)
    assert after == before.model_copy(
        update={"counsellor": "b", "sequence": 1, "changed_by": By.OFFICE, "why": "担当の相談員の都合"}
    )
    with store.reading() as t:
        days = (date(2026, 12, 3), date(2026, 12, 3))
        assert [one.counsellor for one in bookings.events_between(t, *days)] == ["b"]
        decision = decisions.latest_decisions(t, [1])[1]
    assert decision.verdict is Verdict.MOVE
    assert [reason.rule for reason in decision.reasons] == [Rule.OFFICE_CHANGED, Rule.DONE]
    assert "相談員の不在のため、2026年12月3日（木）午後2時30分の予約" in decision.reasons[0].say
    assert "担当を相談員Bに替えました" in decision.reasons[1].say


def test_the_kept_person_gets_a_new_invitation_to_the_same_event(store: Store) -> None:
    book(store, ask(1, at(3)))
    confirm(store, A_AWAY)
    with store.reading() as t:
        (notice,) = outbox.waiting_notices(t, Means.MAIL)
    assert notice.kind is NoticeKind.COUNSELLOR
    letter = papers.read_letter(notice.mail)
    assert "日時は同じです" in letter["Subject"]
    (calendar,) = (one for one in letter.walk() if one.get_content_type() == "text/calendar")
    ics = (calendar.get_payload(decode=True) or b"").replace(b"\r\n ", b"")
    assert b"METHOD:REQUEST" in ics
    assert b"SEQUENCE:1" in ics
    assert f"UID:{booking(store).uid}@".encode() in ics
    assert b"URL:https://zoom.example/j/222" in ics
    assert b"81234567890" not in ics, "the address of the former counsellor"


@pytest.mark.parametrize(
    ("word", "told", "why"),
    [
        (None, NoticeKind.CONFIRMATION, "they have not heard of the booking at all"),
        (changes(2, at(3), person=1), NoticeKind.MOVED, "they know of the time before only"),
    ],
)
def test_who_has_not_heard_the_last_word_is_told_the_whole(
    store: Store, word: BookingRequest | None, told: NoticeKind, why: str
) -> None:
    book(store, ask(1, at(3) if word is None else at(2)), told=word is not None)
    if word:
        book(store, word, told=False)
    confirm(store, A_AWAY)
    with store.reading() as t:
        assert [one.kind for one in outbox.waiting_notices(t, Means.MAIL)] == [told], why


def test_who_needs_a_new_time_is_told_with_the_reason_and_is_before_staff_again(store: Store) -> None:
    book(store, ask(1, at(3)))
    assert confirm(store, CLOSED) == [("M00001", None)]
    cancelled = booking(store)
    assert (cancelled.state, cancelled.sequence, cancelled.changed_by, cancelled.why) == (
        BookingState.CANCELLED,
        1,
        By.OFFICE,
        "臨時の休み（システム更新）",
    )
    with store.reading() as t:
        request = requests.requests_by_id(t, [1])[1]
        (entry,) = reviews.open_entries(t)
        (notice,) = outbox.waiting_notices(t, Means.MAIL)
        item = items.items_of_request(t, [1])[0]
        assert [one.arrival_id for one in arrivals.claim_results_due(t)] == [1]
        assert reviews.entries_to_ask(t, 9) == [], "the letter asks already"
    assert stage_of(request) is TRANSITIONS[Stage.CANCELLED, Step.REOPEN]
    assert (entry.request_id, [doubt.code for doubt in entry.doubts]) == (1, ["office_changed"])
    assert "「確定日時」に書いてください" in entry.doubts[0].say
    assert (item.outcome, item.why) == (Outcome.NEEDS_REVIEW, entry.doubts[0].say)
    assert notice.kind is NoticeKind.CANCELLATION
    assert "臨時の休み（システム更新）" in notice.say
    assert "申し訳ありません" in notice.say


def test_the_time_that_staff_fix_then_is_booked_under_the_same_number(store: Store) -> None:
    book(store, ask(1, at(3)))
    confirm(store, CLOSED)
    with store.writing() as t:  # as 確定日時 on the review sheet leaves it
        asked = requests.requests_by_id(t, [1])[1]
        fixed = {"wishes": (make.wish(1, at(4)),), "by_staff": True, "state": RequestState.RECEIVED}
        requests.replace_request(t, asked.model_copy(update=fixed))
    assert schedule(store, Desk(CLOSED, SECRETS, AS_OF), OfficeDays(CLOSED))[Verdict.BOOK] == 1
    again = booking(store, 2)
    assert (again.request_id, again.start, again.is_live) == (1, at(4), True)
    assert again.uid != booking(store).uid


def test_nobody_goes_to_a_counsellor_who_cannot_serve_them(store: Store) -> None:
    asked = ask(1, at(3))
    speaks = asked.model_copy(update={"person": asked.person.model_copy(update={"language": "英語"})})
    english = [one.model_copy(update={"languages": ("英語",)}) for one in TWO.counsellors]
    book(store, speaks, office=TWO.model_copy(update={"counsellors": tuple(english)}))
    first, second = A_AWAY.counsellors
    only_a = (first.model_copy(update={"languages": ("英語",)}), second)
    assert confirm(store, A_AWAY.model_copy(update={"counsellors": only_a})) == [("M00001", None)]


def test_whoever_has_no_mail_is_called(store: Store) -> None:
    asked = ask(1, at(3))
    book(store, asked.model_copy(update={"person": asked.person.model_copy(update={"email": ""})}))
    confirm(store, CLOSED)
    with store.reading() as t:
        kinds = [one.kind for one in outbox.waiting_notices(t, Means.TELEPHONE)]
    assert kinds == [NoticeKind.CANCELLATION]


def test_the_word_goes_to_the_contact_given_last(store: Store) -> None:
    later = changes(2, at(3), person=1)
    book(store, ask(1, at(2)))
    book(store, later.model_copy(update={"person": later.person.model_copy(update={"email": "neu@mihon.example"})}))
    confirm(store, A_AWAY)
    with store.reading() as t:
        assert [one.to for one in outbox.waiting_notices(t, Means.MAIL)] == ["neu@mihon.example"]


def test_one_takes_the_seat_that_another_gives_up_in_the_same_change(store: Store) -> None:
    """b leaves at half past: the longer session goes to c, the shorter one of a who has left comes to b."""

    class UntilHalfPast(OfficeDays):
        def day(self, on: date) -> Day:
            slots = (Slot(start=at(3, 14, 0), counsellors=("b", "c")), Slot(start=at(3), counsellors=("c",)))
            return super().day(on).model_copy(update={"slots": slots})

    book(store, ask(1, at(3, 14, 0)), ask(2, at(3, 14, 0)))
    with store.writing() as t:
        bookings.replace_booking(t, booking(store, 2).model_copy(update={"minutes": 40}), b"")
    three = make.office(counsellors=3)
    without_a = three.model_copy(update={"counsellors": three.counsellors[1:]})
    cases = rearrange(store, Desk(without_a, SECRETS, AS_OF), UntilHalfPast(without_a))
    assert [(case.hit.booking.counsellor, case.hit.keep_with) for case in cases] == [("a", "b"), ("b", "c")]
    assert [booking(store, number).counsellor for number in (1, 2)] == ["b", "c"]


def test_the_second_time_nothing_is_found_and_nobody_else_was_touched(store: Store) -> None:
    book(store, ask(1, at(3)), ask(2, at(4)))
    before = booking(store, 2)
    assert len(confirm(store, CLOSED)) == 1
    assert booking(store, 2) == before
    with store.reading() as t:
        after = (outbox.notices_of(t, [1, 2], []), decisions.decisions_of(t, [1, 2]), reviews.open_entries(t))
    assert confirm(store, CLOSED) == []
    with store.reading() as t:
        again = (outbox.notices_of(t, [1, 2], []), decisions.decisions_of(t, [1, 2]), reviews.open_entries(t))
    assert again == after


def test_all_or_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power is out")

    book(store, ask(1, at(3)), ask(2, at(3)))
    monkeypatch.setattr(stage, "add_decisions", broken)
    with pytest.raises(RuntimeError, match="the power is out"):
        confirm(store, CLOSED)
    assert [booking(store, number).sequence for number in (1, 2)] == [0, 0]
    with store.reading() as t:
        assert outbox.waiting_notices(t, Means.MAIL) == []
        assert reviews.count_open(t) == 0
    monkeypatch.undo()
    assert len(confirm(store, CLOSED)) == 2
