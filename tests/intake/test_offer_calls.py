"""What staff write down about a call that offered a time, and what becomes of the offer."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from samples_of_offers import HOUR, offer, waits
from samples_of_requests import AS_OF, office
from stores import at

from intake.answers import Answered, answer_calls
from intake.offer_calls import OfferAnswer, read_offer_answer
from intake.understand import Surroundings
from madoguchi.model.item import Form, Outcome
from madoguchi.model.notice import NoticeState
from madoguchi.model.offer import OfferState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import arrivals, items, offers, outbox, requests, reviews
from madoguchi.store.engine import Store
from scheduler.openings import OfficeDays

TAKEN, DECLINED, WITHDRAWN = OfferAnswer.TAKEN, OfferAnswer.DECLINED, OfferAnswer.WITHDRAWN


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        *(
            (text, TAKEN)
            for text in ("承諾", "承諾。", "希望", "希望します", "お願いします", "予約", "予約お願いします")
        ),
        *((text, TAKEN) for text in ("済、承諾", "本人承諾", "予約希望とのこと", "この時間で予約")),
        *(
            (text, DECLINED)
            for text in ("辞退", "不要", "見送り", "見送る", "希望しない", "都合が悪い", "本人より辞退")
        ),
        *((text, WITHDRAWN) for text in ("取下げ", "取り下げ", "取下", "申込取下げ", "空き待ちをやめる")),
        # Nothing certain
        *((text, None) for text in ("済", "○", "", "了承", "不在", "後日", "予約取消", "予約不可", "予約しない")),
        *(
            (text, None)
            for text in ("本人の希望で辞退", "承諾（ただし時間変更）", "辞退、別の日を希望", "折り返し希望")
        ),
    ],
)
def test_what_a_result_says(result: str, answer: OfferAnswer | None) -> None:
    assert read_offer_answer(result) is answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    with new.writing() as t:
        stores.put_request(t, waits(1, at(3), at(4), state=RequestState.OFFERED))
        offers.add_offers(t, [offer(1, 1, at(3), by_telephone=True)])
        stores.put_notice(t, kind="offer", means="telephone", mail=b"", message_id="", request_id=1, booking_id=None)
    yield new
    new.close()


def fill_in(
    store: Store, result: str, *, called: str = "", as_of: datetime = AS_OF, number: str = "T00001"
) -> Answered:
    staff = "受付A" if result else ""
    raw = f"連絡番号,結果,連絡日時,担当者\r\n{number},{result},{called},{staff}\r\n".encode("utf-8-sig")
    with store.writing() as t:
        new = arrivals.Incoming(f"{result}{called}{as_of}", "staff", "電話連絡.csv", Form.TELEPHONE_SHEET, raw)
        arrivals.archive(t, [new], as_of)
        (arrival,) = arrivals.arrivals_by_hash(t, [new.sha256]).values()
        around = Surroundings(OfficeDays(office()), frozenset(), as_of)
        return answer_calls(t, arrival, raw, around)


def stands(store: Store) -> tuple[RequestState, OfferState, NoticeState]:
    with store.reading() as t:
        (made,) = offers.offers_of(t, [1])[1]
        return requests.requests_by_id(t, [1])[1].state, made.state, outbox.notices_by_id(t, [1])[1].state


def request(store: Store) -> BookingRequest:
    with store.reading() as t:
        return requests.requests_by_id(t, [1])[1]


def asked(store: Store) -> list[str]:
    with store.reading() as t:
        return [doubt.code for entry in reviews.open_entries(t) for doubt in entry.doubts]


def last_item(store: Store) -> tuple[Outcome, str]:
    with store.reading() as t:
        found = items.items_by_identity(t, ["call:T00001"])["call:T00001"][-1]
        return found.outcome, found.why


AS_IT_WAS = (RequestState.OFFERED, OfferState.OPEN, NoticeState.WAITING)


def test_a_yes_goes_on_as_the_word_of_staff(store: Store) -> None:
    fill_in(store, "承諾")
    assert stands(store) == (RequestState.RECEIVED, OfferState.OPEN, NoticeState.DONE), "it holds until it is booked"
    taken = request(store)
    assert [wish.slots for wish in taken.wishes] == [(at(3),)]
    assert taken.by_staff
    assert last_item(store) == (
        Outcome.REPLY,
        "12月3日（木）午後2時30分のご案内の承諾として、予約に進めます。",
    )


def test_a_no_ends_the_offer_and_keeps_the_place(store: Store) -> None:
    fill_in(store, "辞退")
    assert stands(store) == (RequestState.WAITING, OfferState.DECLINED, NoticeState.DONE)
    assert [wish.slots for wish in request(store).wishes] == [(at(3),), (at(4),)]


def test_a_request_can_be_withdrawn_on_the_telephone(store: Store) -> None:
    fill_in(store, "取下げ")
    assert stands(store) == (RequestState.WITHDRAWN, OfferState.WITHDRAWN, NoticeState.DONE)


def test_who_was_not_reached_is_noted(store: Store) -> None:
    fill_in(store, "不在")
    assert stands(store) == AS_IT_WAS
    with store.reading() as t:
        assert outbox.notices_by_id(t, [1])[1].note == "不在（受付A）"


@pytest.mark.parametrize("result", ["済", "○", "了承", "予約取消"])
def test_what_is_not_clear_is_asked_with_the_words_to_use(store: Store, result: str) -> None:
    assert fill_in(store, result).reviews == 1
    assert stands(store) == AS_IT_WAS
    assert asked(store) == ["offer_answer_unclear"]
    outcome, why = last_item(store)
    assert outcome is Outcome.NEEDS_REVIEW
    assert "「承諾」「辞退」「取下げ」「不在」" in why


def test_a_row_left_empty_does_nothing(store: Store) -> None:
    fill_in(store, "")
    assert stands(store) == AS_IT_WAS
    assert last_item(store)[0] is Outcome.NOT_A_REQUEST


@pytest.mark.parametrize(
    ("called", "late", "why"),
    [
        ("", True, "the list came after the limit"),
        ("12/1 7:30", False, "the call was made in time"),
        ("12/1 9:00", True, "it was not"),
        ("昼ごろ", True, "nobody can tell"),
    ],
)
def test_the_time_of_the_call_counts(store: Store, called: str, late: bool, why: str) -> None:  # noqa: FBT001 -- a column of the table
    fill_in(store, "承諾", called=called, as_of=AS_OF + 25 * HOUR)
    assert (asked(store) == ["offer_over"]) is late, why
    assert (request(store).state is RequestState.RECEIVED) is not late


@pytest.mark.parametrize("result", ["承諾", "辞退", "取下げ"])
def test_an_answer_to_an_offer_that_is_over_goes_to_staff(store: Store, result: str) -> None:
    with store.writing() as t:
        offers.end_offers(t, [(1, OfferState.LAPSED)], AS_OF)
        requests.set_states(t, [(1, RequestState.WAITING)])
        outbox.supersede_questions(t, [1])
    fill_in(store, result)
    assert stands(store) == (RequestState.WAITING, OfferState.LAPSED, NoticeState.SUPERSEDED)
    assert asked(store) == ["offer_over"]
    with store.reading() as t:
        (entry,) = reviews.open_entries(t)
        assert (entry.request_id, entry.person) == (None, sample.person(name="見本 1", seeker_number="28070-1"))


def test_an_old_list_says_nothing_about_a_newer_offer(store: Store) -> None:
    with store.writing() as t:
        offers.end_offers(t, [(1, OfferState.LAPSED)], AS_OF)
        outbox.supersede_questions(t, [1])
        offers.add_offers(t, [offer(2, 1, at(4))])
    fill_in(store, "承諾")
    assert asked(store) == ["offer_over"]
    assert request(store).state is RequestState.OFFERED
