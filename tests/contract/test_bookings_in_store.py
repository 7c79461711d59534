"""Bookings and requests as the store keeps them."""

from datetime import date

import pytest
import samples_of_papers as sample
import stores
from sqlalchemy.exc import IntegrityError
from stores import AS_OF, at

from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Service, Wish
from madoguchi.model.request import RequestState
from madoguchi.store import bookings, requests
from madoguchi.store.engine import Store, Transaction

NUMBER = "28070-1234567"


def _add(t: Transaction, number: int, **changes: object) -> None:
    stores.put_booking(t, **{"booking_id": number, "request_id": number, "uid": f"uid{number}"} | changes)


def test_a_booking_comes_back_as_it_went_in(store: Store) -> None:
    with store.writing() as t:
        put = stores.put_booking(t, start=at(3), medium="telephone", sequence=4)
        assert bookings.bookings_by_id(t, [put.booking_id]) == {put.booking_id: put}
        assert bookings.next_booking_id(t) == put.booking_id + 1


@pytest.mark.parametrize("state", [BookingState.CANCELLED, BookingState.COMPLETED, BookingState.NO_SHOW])
def test_what_is_no_longer_live_leaves_its_time_to_another(store: Store, state: BookingState) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(3), state=state)
        _add(t, 2, start=at(3), state=state)
        _add(t, 3, start=at(3))
        assert [one.booking_id for one in bookings.live_bookings(t, at(1).date())] == [3]


def test_the_store_itself_refuses_a_second_live_booking(store: Store) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(3))
        _add(t, 2, start=at(3), counsellor="b")
        _add(t, 3, start=at(3, 15, 0))
    with pytest.raises(IntegrityError), store.writing() as t:
        _add(t, 4, start=at(3))
    with store.reading() as t:
        moved = bookings.bookings_by_id(t, [3])[3].model_copy(update={"start": at(3)})
    with pytest.raises(IntegrityError), store.writing() as t:
        bookings.replace_booking(t, moved, b"")
    with store.reading() as t:
        assert len(bookings.live_bookings(t, at(1).date())) == 3
        assert requests.requests_by_id(t, [4]) == {}, "the request of the refused booking is rolled back with it"


def test_a_cancelled_booking_cannot_come_back_onto_a_taken_time(store: Store) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(3), state=BookingState.CANCELLED)
        _add(t, 2, start=at(3))
        again = bookings.bookings_by_id(t, [1])[1].model_copy(update={"state": BookingState.CONFIRMED})
    with pytest.raises(IntegrityError), store.writing() as t:
        bookings.replace_booking(t, again, b"")


def test_an_identity_is_given_once(store: Store) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(3), uid="same")
    with pytest.raises(IntegrityError), store.writing() as t:
        _add(t, 2, start=at(4), uid="same")


def test_days_are_taken_whole(store: Store) -> None:
    with store.writing() as t:
        for number, day in enumerate((2, 3, 4, 5), 1):
            _add(t, number, start=at(day, 15, 30))
        between = bookings.bookings_between(t, date(2026, 12, 3), date(2026, 12, 4))
        assert [one.booking_id for one in between] == [2, 3]
        assert [one.booking_id for one in bookings.live_bookings(t, date(2026, 12, 4))] == [3, 4]
        assert bookings.live_bookings_of(t, ["99999-1"]) == []
        assert len(bookings.live_bookings_of(t, [NUMBER])) == 4


def test_a_feed_shows_visits_held_and_coming_but_none_cancelled(store: Store) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(4), state=BookingState.COMPLETED)
        _add(t, 2, start=at(3))
        _add(t, 3, start=at(3, 15, 0), state=BookingState.CANCELLED)
        _add(t, 4, start=at(3), counsellor="b")
        window = (date(2026, 12, 3), date(2026, 12, 4))
        unnamed, named = bookings.events_between(t, *window), bookings.events_between(t, *window, named=True)
    assert [(one.event.rpartition(b"\n")[2], one.counsellor) for one in unnamed] == [
        (b"uid2", "a"),
        (b"uid4", "b"),
        (b"uid1", "a"),
    ]
    assert {one.name for one in unnamed} == {""}
    assert named == [one._replace(name="見本 太郎") for one in unnamed]


def test_the_last_counsellor_is_that_of_the_latest_visit_not_cancelled(store: Store) -> None:
    with store.writing() as t:
        _add(t, 1, start=at(2), counsellor="a", state=BookingState.COMPLETED)
        _add(t, 2, start=at(3), counsellor="b", state=BookingState.NO_SHOW)
        _add(t, 3, start=at(4), counsellor="a", state=BookingState.CANCELLED)
        assert bookings.last_counsellors(t, [NUMBER]) == {NUMBER: "b"}
        assert bookings.count_by_state(t)[BookingState.CANCELLED] == 1


def test_adding_nothing_is_nothing(store: Store) -> None:
    with store.writing() as t:
        bookings.add_bookings(t, [])
        requests.add_requests(t, [])
        requests.set_states(t, [])
        assert bookings.next_booking_id(t) == requests.next_request_id(t) == 1
        assert requests.waiting_requests(t) == []


def test_a_request_comes_back_whole(store: Store) -> None:
    full = sample.request(
        request_id=5,
        kind=Kind.CHANGE,
        channel=Channel.STAFF,
        person=sample.person(name="髙見本 太郎", companion="手話通訳", service=Service.MOCK_INTERVIEW),
        name_key="高見本太郎",
        wishes=(
            Wish(rank=2, text="b", slots=(at(4), at(3))),
            Wish(rank=1, text="a", slots=()),
            Wish(rank=1, text="c", slots=(at(5),)),
        ),
        concerns=3,
        note="備考",
        by_staff=True,
    )
    bare = sample.request(request_id=6, consent=None, wishes=())
    with store.writing() as t:
        requests.add_requests(t, [full, bare])
        assert requests.requests_by_id(t, [5, 6, 7]) == {5: full, 6: bare}
        assert requests.waiting_requests(t) == [full, bare]
        requests.replace_request(t, full.model_copy(update={"wishes": (full.wishes[1],), "note": ""}))
        assert requests.requests_by_id(t, [5])[5].wishes == (full.wishes[1],)
        requests.set_states(t, [(5, RequestState.BOOKED), (6, RequestState.REVIEW)])
        assert requests.waiting_requests(t) == []
        assert requests.count_by_state(t) == {RequestState.BOOKED: 1, RequestState.REVIEW: 1}
        assert [one.request_id for one in requests.open_requests_of(t, [NUMBER, ""])] == [6]
        assert requests.open_requests_of(t, [""]) == []


@pytest.mark.parametrize(
    ("state", "known"),
    [
        (RequestState.BOOKED, {"見本太郎"}),
        (RequestState.DONE, {"見本太郎"}),
        (RequestState.RECEIVED, set()),
        (RequestState.REVIEW, set()),
        (RequestState.WITHDRAWN, set()),
    ],
)
def test_a_name_is_known_only_from_what_was_settled(store: Store, state: RequestState, known: set[str]) -> None:
    with store.writing() as t:
        requests.add_requests(t, [sample.request(state=state, name_key="見本太郎")])
        for filed in (requests.filed_under_numbers(t, [NUMBER]), requests.filed_under_names(t, ["見本太郎"])):
            assert {(one.seeker_number, one.name_key) for one in filed} == {(NUMBER, name) for name in known}


def test_many_requests_are_loaded_with_their_own_wishes(store: Store) -> None:
    many = [
        sample.request(request_id=number, wishes=(Wish(rank=1, text=str(number), slots=(at(3),)),))
        for number in range(1, 1203)
    ]
    with store.writing() as t:
        requests.add_requests(t, many)
        assert requests.waiting_requests(t) == many
        assert [(row["request_id"], row["name"]) for row in requests.people(t)] == [(1, many[0].person.name)], (
            "each once"
        )


def test_times_keep_their_moment(store: Store) -> None:
    with store.writing() as t:
        requests.add_requests(t, [sample.request(received_at=AS_OF)])
        (back,) = requests.waiting_requests(t)
    assert (back.received_at, back.received_at.utcoffset()) == (AS_OF, AS_OF.utcoffset())


def test_any_number_of_keys_can_be_asked_for_at_once(store: Store) -> None:
    """A database takes only so many values in one question (SQLite: 32,766)."""
    with store.writing() as t:
        requests.add_requests(t, [sample.request(request_id=number) for number in (1, 40_000)])
        assert list(requests.requests_by_id(t, range(1, 70_000))) == [1, 40_000]
        assert bookings.bookings_by_id(t, range(1, 70_000)) == {}
        assert requests.requests_by_id(t, []) == {}
