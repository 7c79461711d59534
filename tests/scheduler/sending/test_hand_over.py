"""Handing over: what leaves, what waits and why, and who is called instead."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask
from stores import at

from madoguchi.config.mail import Letters, Smtp
from madoguchi.config.office import Office
from madoguchi.model.bounce import Bounce
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.offer import Offer
from madoguchi.store import bounces, decisions, keys, offers, outbox, sending
from madoguchi.store.engine import Store
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sending import hand_over as stage
from scheduler.sending.delivery import Fate, Outcome
from scheduler.sending.hand_over import hand_over
from scheduler.told import Told

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
BUSY = Outcome(Fate.TRY_LATER, "RCPT 450 4.2.1")


class Post:
    """A mail server that puts off what goes to busy@, and is closed after so many tries."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.closes_after = 10**6
        self.key = b""

    @property
    def is_closed(self) -> bool:
        return len(self.seen) >= self.closes_after

    def deliver(self, notice: Notice) -> Outcome:
        self.seen.append(notice.notice_id)
        return BUSY if notice.to.startswith("busy@") else Outcome(Fate.HANDED_OVER, "DATA 250 2.0.0")


class Place:
    """A store with an office that sends over SMTP."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.post = store, folder, Post()

    def hand_over(self, as_of: datetime = AS_OF, **smtp: object) -> Told:
        release = smtp.pop("release", "automatic")
        more = {
            "smtp": Smtp.model_validate({"host": "mail.example", **smtp}),
            "letters": Letters.model_validate({"release": release}),
        }
        office = make.office(counsellors=1).model_copy(update=more)
        return self.run(office, as_of)

    def run(self, office: Office, as_of: datetime = AS_OF) -> Told:
        told = Told()
        desk = Desk(office, sample.secrets(), as_of)
        hand_over(self.store, self.folder, desk, OfficeDays(office), told, lambda *_: None)
        return told

    def put(self, *letters: dict[str, object]) -> None:
        with self.store.writing() as t:
            for given in letters:
                stores.put_notice(t, **{"booking_id": None, **given})

    def states(self) -> list[NoticeState]:
        return [one.state for one in self.letters()]

    def letters(self) -> list[Notice]:
        with self.store.reading() as t:
            return list(outbox.notices_by_id(t, range(1, 50)).values())

    def calls(self) -> list[Notice]:
        with self.store.reading() as t:
            return outbox.waiting_notices(t, Means.TELEPHONE)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    store = stores.new_store(tmp_path / "private")
    here = Place(store, tmp_path / "outbox")
    with store.writing() as t:
        stores.put_request(t, ask(1, at(3)))

    def opened(*given: object) -> nullcontext[Post]:
        here.post.key = given[3]  # type: ignore[assignment]
        return nullcontext(here.post)

    monkeypatch.setattr(stage, "open_delivery", opened)
    yield here
    store.close()


def test_each_letter_is_noted_before_the_next_is_sent(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.put({}, {}, {})
    noted = []

    def deliver(_: Notice) -> Outcome:
        noted.append([letter.state for letter in place.letters()])
        return Outcome(Fate.HANDED_OVER, "DATA 250")

    monkeypatch.setattr(place.post, "deliver", deliver)
    assert place.hand_over().handed_over == 3
    assert [states.count(NoticeState.HANDED_OVER) for states in noted] == [0, 1, 2]
    assert [letter.handed_over_at for letter in place.letters()] == [AS_OF] * 3


def test_a_letter_that_was_put_off_waits_longer_each_time(place: Place) -> None:
    place.put({"to": "busy@mihon.example"})
    at_once = []
    now = AS_OF
    for tries in (1, 2, 3):
        assert place.hand_over(now).waiting == 1
        (letter,) = place.letters()
        assert (letter.tries, letter.answered) == (tries, "RCPT 450 4.2.1")
        assert letter.next_try_at is not None
        at_once.append(letter.next_try_at - now)
        place.hand_over(letter.next_try_at - timedelta(seconds=1))
        now = letter.next_try_at
    assert at_once == sorted(at_once)
    assert place.post.seen == [1, 1, 1]


def test_what_nobody_tried_has_no_try_counted(place: Place) -> None:
    place.put({"to": "busy@mihon.example"}, {}, {})
    place.post.closes_after = 1
    told = place.hand_over()
    assert (told.handed_over, told.waiting) == (0, 3)
    assert [letter.tries for letter in place.letters()] == [1, 0, 0]


def test_what_is_over_the_limit_waits_without_a_try_and_other_domains_go_on(place: Place) -> None:
    before = {"state": NoticeState.HANDED_OVER, "handed_over_at": AS_OF - 30 * MINUTE}
    place.put(before, {"to": "a@mihon.example"}, {"to": "b@mihon.example"}, {"to": "c@betsu.example"})
    told = place.hand_over(per_domain_hour=2)
    assert (told.handed_over, told.waiting) == (2, 1)
    assert place.post.seen == [2, 4]
    assert [letter.tries for letter in place.letters()] == [0] * 4
    assert place.hand_over(AS_OF + 29 * MINUTE, per_domain_hour=2).handed_over == 0
    assert place.hand_over(AS_OF + 30 * MINUTE, per_domain_hour=2).handed_over == 1, "the hour slides"


def test_the_limit_of_all_letters_ends_the_pass(place: Place) -> None:
    place.put({}, {}, {}, {})
    assert place.hand_over(per_hour=3).handed_over == 3
    assert place.hand_over(AS_OF + 59 * MINUTE, per_hour=3).handed_over == 0
    assert place.hand_over(AS_OF + 60 * MINUTE, per_hour=3).handed_over == 1


def test_held_letters_wait_for_staff_and_a_released_one_leaves(place: Place) -> None:
    place.put({}, {})
    told = place.hand_over(release="by_staff")
    assert (told.handed_over, told.held_back, told.waiting) == (0, 2, 0)
    with place.store.writing() as t:
        sending.release(t, [2], AS_OF)
    told = place.hand_over(release="by_staff")
    assert (told.handed_over, told.held_back, told.waiting) == (1, 1, 0)
    assert place.post.seen == [2]
    assert place.hand_over(AS_OF + timedelta(days=9), release="by_staff").held_back == 1, "staff decide, not the clock"
    assert place.hand_over(AS_OF + timedelta(days=9)).handed_over == 1, "no hold any more"


def test_without_a_mail_server_nothing_is_held(place: Place) -> None:
    place.put({})
    by_staff = Letters.model_validate({"release": "by_staff"})
    office = make.office(counsellors=1).model_copy(update={"letters": by_staff})
    assert place.run(office).handed_over == 1


def test_who_waits_too_long_for_a_letter_is_called_with_its_words(place: Place) -> None:
    place.put({"to": "busy@mihon.example"}, {"to": "busy@mihon.example", "kind": NoticeKind.UNINVITED, "say": ""})
    soon = place.hand_over(AS_OF + 47 * HOUR)
    assert (soon.refused, soon.waiting) == (0, 2)
    late = place.hand_over(AS_OF + 48 * HOUR)
    assert (late.refused, late.waiting) == (2, 0)
    assert place.states()[:2] == [NoticeState.REFUSED] * 2
    (call,) = place.calls()
    assert (call.to, call.say, call.tries, call.answered) == ("090-0000-0000", "予約が決まりました。", 0, "")
    assert call.note == "お知らせのメールを送れないまま時間がたったため、お電話での連絡に替えました。"
    assert place.hand_over(AS_OF + 49 * HOUR).refused == 0


def test_who_comes_soon_is_called_sooner(place: Place) -> None:
    with place.store.writing() as t:
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(2))
        stores.put_booking(t, booking_id=2, request_id=1, uid="two", start=at(9))
    place.put({"to": "busy@mihon.example", "booking_id": 1}, {"to": "busy@mihon.example", "booking_id": 2})
    assert place.hand_over(datetime(2026, 12, 1, 11, 59, tzinfo=AS_OF.tzinfo)).refused == 0
    assert place.hand_over(datetime(2026, 12, 1, 12, 0, tzinfo=AS_OF.tzinfo)).refused == 1
    assert [call.booking_id for call in place.calls()] == [1]


def test_an_offer_is_called_about_while_it_stands(place: Place) -> None:
    with place.store.writing() as t:
        offer = {"counsellor": "a", "start": at(9), "minutes": 30, "made_at": AS_OF, "until": AS_OF + 24 * HOUR}
        offers.add_offers(t, [Offer.model_validate({"offer_id": 1, "request_id": 1, **offer})])
    place.put({"to": "busy@mihon.example", "kind": NoticeKind.OFFER})
    assert place.hand_over(AS_OF + 11 * HOUR).refused == 0
    assert place.hand_over(AS_OF + 12 * HOUR).refused == 1


@pytest.mark.parametrize(
    ("kind", "state", "why"),
    [
        (NoticeKind.CONFIRMATION, NoticeState.SUPERSEDED, "the visit has begun"),
        (NoticeKind.REMINDER, NoticeState.SUPERSEDED, "the visit has begun"),
        (NoticeKind.CANCELLATION, NoticeState.HANDED_OVER, "true whatever the time"),
        (NoticeKind.NEW_TERMS, NoticeState.HANDED_OVER, "not about the visit"),
    ],
)
def test_nothing_invites_to_a_visit_that_has_begun(
    kind: NoticeKind, state: NoticeState, why: str, place: Place
) -> None:
    start = at(3)
    with place.store.writing() as t:
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=start)
    place.put({"kind": kind, "booking_id": 1})
    place.hand_over(start.replace(tzinfo=AS_OF.tzinfo))
    assert place.states() == [state], why


def test_a_minute_before_the_visit_the_letter_still_leaves(place: Place) -> None:
    with place.store.writing() as t:
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(3))
    place.put({"booking_id": 1})
    assert place.hand_over(at(3).replace(tzinfo=AS_OF.tzinfo) - MINUTE).handed_over == 1


def _came_back(place: Place, ago: timedelta) -> None:
    with place.store.writing() as t:
        stores.put_notice(t, booking_id=None, state=NoticeState.BOUNCED, to="lost@mihon.example")
        one = {"bounce_id": 1, "item_id": 1, "notice_id": 1, "recipient": "lost@mihon.example", "status": "5.1.1"}
        when = {"lasting": True, "say": "", "received_at": AS_OF - ago, "to_call": False}
        bounces.add_bounces(t, [Bounce.model_validate(one | when)])


def test_who_cannot_be_reached_by_mail_is_called_and_the_server_is_not_asked(place: Place) -> None:
    _came_back(place, timedelta(days=29))
    place.put({"to": "lost@mihon.example"}, {"to": "taro@mihon.example"})
    told = place.hand_over()
    assert (told.handed_over, told.refused) == (1, 1)
    assert place.post.seen == [3]
    (call,) = place.calls()
    assert call.note == "このメールアドレスあてのメールが届かずに戻っているため、お電話での連絡に替えました。"


def test_an_address_that_failed_long_ago_is_tried_again(place: Place) -> None:
    _came_back(place, timedelta(days=31))
    place.put({"to": "lost@mihon.example"})
    assert place.hand_over().handed_over == 1


def test_letters_have_mailboxes_of_their_own_to_come_back_to_where_the_server_takes_marks(place: Place) -> None:
    place.hand_over()
    assert place.post.key == b""
    marked = sample.office().invitations.model_copy(update={"plus_addresses": True})
    smtp = Smtp(host="mail.example")
    place.run(make.office(counsellors=1).model_copy(update={"invitations": marked, "smtp": smtp}))
    with place.store.reading() as t:
        assert place.post.key == keys.reply_key(t) != b""


def test_a_person_is_called_at_the_number_given_last(place: Place) -> None:
    with place.store.writing() as t:
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(9))
        newer = ask(2, at(9)).model_copy(update={"person": sample.person(phone="0796-00-0000")})
        stores.put_request(t, newer)
        moved = Decision(request_id=2, verdict=Verdict.MOVE, decided_at=AS_OF, booking_id=1, reasons=())
        decisions.add_decisions(t, [moved])
    place.put({"to": "busy@mihon.example", "booking_id": 1, "request_id": 1})
    place.hand_over(AS_OF + 48 * HOUR)
    assert [call.to for call in place.calls()] == ["0796-00-0000"]
