"""The outbox, the review list, the decisions and the terms."""

from datetime import date

import samples_of_papers as sample
import stores
from sqlalchemy import select
from stores import AS_OF

from madoguchi.model.decision import Decision, Reason, Rule, Verdict
from madoguchi.model.item import Channel
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.model.reading import Doubt
from madoguchi.model.terms import TermsVersion
from madoguchi.store import decisions, items, outbox, requests, reviews, terms
from madoguchi.store.engine import Store
from madoguchi.store.schema import terms_versions

DOUBTS = (Doubt(code="full", say="満席です。", choices=("12月3日（木）",)),)


def test_notices_wait_in_order_until_they_are_told(store: Store) -> None:
    with store.writing() as t:
        outbox.add_notices(t, [])
        mails = [stores.put_notice(t, booking_id=number) for number in (1, 1, 2)]
        call = stores.put_notice(t, means=Means.TELEPHONE, mail=b"", message_id="", request_id=None, booking_id=None)
        assert outbox.waiting_notices(t, Means.MAIL) == mails
        assert outbox.claim_letters(t, after=0, limit=9, as_of=AS_OF) == [mails[0], mails[2]], "2 waits behind 1"
        assert outbox.claim_letters(t, after=1, limit=9, as_of=AS_OF) == [mails[2]]
        assert outbox.claim_letters(t, after=0, limit=1, as_of=AS_OF) == [mails[0]]
        assert outbox.still_waiting(t, [4, 2, 9]) == [mails[1], call]
        assert outbox.waiting_notices(t, Means.TELEPHONE) == [call]
        assert outbox.untold(t, [1, 2]) == {1: mails[:2], 2: mails[2:]}
        outbox.set_notice_state(t, [], NoticeState.DONE)
        outbox.set_notice_state(t, [1], NoticeState.HANDED_OVER)
        assert (
            outbox.waiting_notices(t, Means.MAIL) == outbox.claim_letters(t, after=0, limit=9, as_of=AS_OF) == mails[1:]
        )
        assert outbox.still_waiting(t, [1, 2]) == mails[1:2]
        assert outbox.untold(t, [1]) == {1: mails[1:2]}
        assert outbox.notices_by_id(t, [1, 4])[4] == call
        assert outbox.notices_by_id(t, [1])[1].state is NoticeState.HANDED_OVER
        assert outbox.count_notices(t) == {
            (Means.MAIL, NoticeState.HANDED_OVER): 1,
            (Means.MAIL, NoticeState.WAITING): 2,
            (Means.TELEPHONE, NoticeState.WAITING): 1,
        }
        assert outbox.next_notice_id(t) == 5


def test_a_review_shows_the_request_as_it_stands_now(store: Store) -> None:
    with store.writing() as t:
        request = sample.request(request_id=1, state="needs_review")
        stores.put_request(t, request)
        reviews.open_reviews(t, [], AS_OF)
        reviews.open_reviews(t, [reviews.NewReview(1, 1, sample.person(name="前"), "原文", DOUBTS, ask=True)], AS_OF)
        (entry,) = reviews.open_entries(t)
        assert (entry.person, entry.wishes, entry.doubts) == (request.person, request.wishes, DOUBTS)
        assert (entry.number, entry.wish_text, entry.opened_at) == ("K00001", "原文", AS_OF)
        assert reviews.entries_by_id(t, [1, 2]) == {1: entry}
        assert list(reviews.people_in_reviews(t)) == []


def test_a_review_without_a_request_keeps_its_person(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1))
        reviews.open_reviews(t, [reviews.NewReview(1, None, sample.person(), "", DOUBTS, ask=False)], AS_OF)
        (entry,) = reviews.open_entries(t)
        assert (entry.person, entry.request_id, entry.wishes) == (sample.person(), None, ())
        assert list(reviews.people_in_reviews(t)) == [(1, sample.person())]
        assert reviews.entries_to_ask(t, 9) == []


def test_a_person_is_asked_once_and_never_after_the_end(store: Store) -> None:
    with store.writing() as t:
        for number in (1, 2, 3, 4):
            stores.put_request(t, sample.request(request_id=number, state="needs_review"))
        new = [reviews.NewReview(number, number, sample.person(), "", DOUBTS, ask=True) for number in (1, 2, 3, 4)]
        reviews.open_reviews(t, new, AS_OF)
        assert [entry.review_id for entry in reviews.entries_to_ask(t, 3)] == [1, 2, 3]
        reviews.mark_asked(t, [1])
        reviews.close_reviews(t, [(2, "受付A")], AS_OF)
        reviews.close_reviews(t, [], AS_OF)
        reviews.close_reviews_of(t, [3], AS_OF, "取消の申し出")
        assert [entry.review_id for entry in reviews.entries_to_ask(t, 9)] == [4]
        assert [entry.review_id for entry in reviews.open_entries(t)] == [1, 4]
        assert reviews.count_open(t) == 2
        assert reviews.entries_by_id(t, [2]) == {}
        reviews.remove_reviews_of(t, [4])
        assert reviews.count_open(t) == 1


def test_the_newest_decision_stands_with_its_reasons(store: Store) -> None:
    def made(verdict: Verdict, *said: Reason) -> Decision:
        return Decision(request_id=1, verdict=verdict, decided_at=AS_OF, reasons=said, booking_id=None)

    first = made(Verdict.REVIEW, Reason(rank=1, rule=Rule.FULL, say="満席です。"))
    second = made(
        Verdict.BOOK, Reason(rank=0, rule=Rule.BY_STAFF, say="職員"), Reason(rank=1, rule=Rule.CHOSEN, say="◯")
    )
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1))
        decisions.add_decisions(t, [])
        decisions.add_decisions(t, [first])
        decisions.add_decisions(t, [second])
        assert decisions.latest_decisions(t, [1, 2]) == {1: second}


def test_terms_are_kept_once_and_a_changed_text_beside_the_old(store: Store) -> None:
    def version(sha256: str) -> TermsVersion:
        return TermsVersion(version="2020-11-20", effective_on=date(2020, 11, 20), sha256=sha256, text=f"本文{sha256}")

    with store.writing() as t:
        terms.keep_terms(t, [], AS_OF)
        terms.keep_terms(t, [version("1")], AS_OF)
        terms.keep_terms(t, [version("1"), version("2")], AS_OF)
        kept = [tuple(row) for row in t.run(select(terms_versions.c.sha256, terms_versions.c.text))]
    assert sorted(kept) == [("1", "本文1"), ("2", "本文2")]


def test_what_staff_note_stays_with_the_call_and_the_entry(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1, state="needs_review"))
        stores.put_notice(t, means=Means.TELEPHONE, mail=b"", message_id="")
        stores.put_notice(t)
        reviews.open_reviews(t, [reviews.NewReview(1, 1, sample.person(), "", DOUBTS, ask=False)], AS_OF)
        outbox.note_notices(t, [])
        reviews.note_reviews(t, [])
        outbox.note_notices(t, [(1, "不在")])
        reviews.note_reviews(t, [(1, "折り返し待ち")])
        assert [one.note for one in outbox.notices_by_id(t, [1, 2]).values()] == ["不在", ""]
        assert reviews.open_entries(t)[0].note == "折り返し待ち"


def test_only_questions_still_to_be_asked_are_taken_back(store: Store) -> None:
    with store.writing() as t:
        question = NoticeKind.TELL_US_MORE
        stores.put_notice(t, kind=question, booking_id=None)
        stores.put_notice(t, kind=question, booking_id=None, state=NoticeState.HANDED_OVER)
        stores.put_notice(t, kind=question, booking_id=None, request_id=2)
        stores.put_notice(t)
        outbox.supersede_questions(t, [1])
        states = [one.state for _, one in sorted(outbox.notices_by_id(t, range(1, 5)).items())]
    assert states == [NoticeState.SUPERSEDED, NoticeState.HANDED_OVER, NoticeState.WAITING, NoticeState.WAITING]


def test_decisions_are_told_in_the_order_they_were_made(store: Store) -> None:
    said = (Reason(rank=1, rule=Rule.FULL, say="満席です。"),)

    def decided(request_id: int, verdict: Verdict, booking_id: int | None) -> Decision:
        return Decision(request_id=request_id, verdict=verdict, decided_at=AS_OF, booking_id=booking_id, reasons=said)

    made = [
        decided(1, Verdict.REVIEW, None),
        decided(2, Verdict.REVIEW, None),
        decided(1, Verdict.BOOK, 7),
        decided(2, Verdict.MOVE, 7),
        decided(3, Verdict.BOOK, 8),
    ]
    with store.writing() as t:
        for number in (1, 2, 3):
            stores.put_request(t, sample.request(request_id=number))
        decisions.add_decisions(t, made)
        assert decisions.decisions_of(t, [1]) == [made[0], made[2]]
        assert decisions.decisions_of(t, booking_ids=[7]) == [made[2], made[3]]
        assert decisions.decisions_of(t, [1], [7]) == [made[0], made[2], made[3]], "each once"
        assert decisions.decisions_of(t) == []


def test_notices_are_found_by_request_and_by_booking_each_once(store: Store) -> None:
    with store.writing() as t:
        first = stores.put_notice(t, request_id=1, booking_id=1)
        asked = stores.put_notice(t, request_id=2, booking_id=None, kind=NoticeKind.TELL_US_MORE)
        stores.put_notice(t, request_id=3, booking_id=3)
        outbox.set_notice_state(t, [1], NoticeState.SUPERSEDED)
        superseded = first.model_copy(update={"state": NoticeState.SUPERSEDED})
        assert outbox.notices_of(t, [1, 2], [1]) == [superseded, asked]
        assert outbox.notices_of(t, [], [1]) == [superseded]


def test_what_speaks_of_a_request_is_found(store: Store) -> None:
    with store.writing() as t:
        for number, concerns in ((1, None), (2, 1), (3, None), (4, 1)):
            stores.put_request(t, sample.request(request_id=number, concerns=concerns))
        assert [one.request_id for one in requests.requests_about(t, [1, 3])] == [2, 4]


def test_the_newest_item_of_a_request_is_the_persons_own(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1))
        items.add_items(
            t, [stores.item(2, request_id=1), stores.item(3, request_id=1, channel=Channel.STAFF), stores.item(4)]
        )
        assert {number: one.item_id for number, one in items.newest_items(t, [1]).items()} == {1: 2}
