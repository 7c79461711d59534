"""What one process works on, every other passes over; what it lets go, by intent or by dying, is free again."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import samples_of_papers as sample
import stores
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from stores import AS_OF

from madoguchi.model.notice import Means, NoticeState
from madoguchi.store import arrivals, engine, outbox
from madoguchi.store.engine import Store, Transaction

# Claims a letter, says so, and then waits for ever.
CLAIMER = """
import sys
from sqlalchemy import make_url
from madoguchi.store.engine import open_store
from madoguchi.clock import now
from madoguchi.store.outbox import claim_letters
with open_store(make_url(sys.argv[1]), sys.argv[2]).claiming() as t:
    print([one.notice_id for one in claim_letters(t, after=0, limit=2, as_of=now())], flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def two(shared_database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, Store]]:
    """Return one store as two processes see it, both impatient: a wait is an error at once."""
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.001)
    one, other = stores.postgresql_store(shared_database), stores.postgresql_store(shared_database)
    stores.empty(one)
    with one.writing() as t:
        for number in (1, 2, 3):
            stores.put_arrival(t, number, name=f"{number}.csv")
            stores.put_notice(t, booking_id=number)
    yield one, other
    one.close()
    other.close()


def _letters(t: Transaction, limit: int = 9) -> list[int]:
    return [one.notice_id for one in outbox.claim_letters(t, after=0, limit=limit, as_of=AS_OF)]


def _unread(t: Transaction, limit: int = 9) -> list[int]:
    return [arrival.arrival_id for arrival, _ in arrivals.claim_unread(t, limit)]


@pytest.mark.parametrize("claim", [_letters, _unread])
def test_each_piece_is_claimed_by_one(two: tuple[Store, Store], claim: Callable[..., list[int]]) -> None:
    one, other = two
    with one.claiming() as t, other.claiming() as u:
        assert claim(t, 2) == [1, 2]
        assert claim(u) == [3]
    with other.claiming() as u:
        assert claim(u) == [1, 2, 3], "let go without a word"


def test_a_later_letter_about_a_booking_is_not_claimed_while_the_earlier_one_is_sent(two: tuple[Store, Store]) -> None:
    one, other = two
    with one.writing() as t:
        stores.put_notice(t, booking_id=1)
    with one.claiming() as t, other.claiming() as u:
        assert _letters(t, 1) == [1]
        assert _letters(u) == [2, 3], "and not 4, which another machine would send before 1"


def _due(t: Transaction) -> list[int]:
    return [one.arrival_id for one in arrivals.claim_results_due(t)]


def test_a_result_file_is_written_by_one_and_again_when_there_is_news(two: tuple[Store, Store]) -> None:
    one, other = two
    with one.writing() as t:
        arrivals.mark_read(t, [(found, 0, 0) for found in arrivals.arrivals_by_id(t, [1, 2, 3]).values()], AS_OF)
    with one.claiming() as t:
        assert _due(t) == [1, 2, 3]
        with other.claiming() as u:
            assert _due(u) == []
        arrivals.mark_results_written(t, [1, 3])
    with other.claiming() as u:
        assert _due(u) == [2]


def test_a_letter_being_sent_holds_no_writer_back(two: tuple[Store, Store]) -> None:
    one, other = two
    with one.claiming() as t:
        assert _letters(t) == [1, 2, 3]
        with other.writing() as u:
            stores.put_notice(u, booking_id=4)
            assert len(outbox.waiting_notices(u, Means.MAIL)) == 4
        outbox.set_notice_state(t, [1, 2, 3], NoticeState.HANDED_OVER)
    with other.claiming() as u:
        assert _letters(u) == [4]


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: outbox.untold(t, [1]),
        lambda t: outbox.still_waiting(t, [1, 2, 3]),
        lambda t: outbox.set_notice_state(t, [1], NoticeState.SUPERSEDED),
    ],
    ids=["untold", "still_waiting", "superseded"],
)
def test_whoever_must_know_waits_for_a_letter_being_sent(
    two: tuple[Store, Store], ask: Callable[[Transaction], object]
) -> None:
    one, other = two
    with one.claiming() as t:
        assert _letters(t, 1) == [1]
        with pytest.raises(DBAPIError, match="lock timeout"), other.writing() as u:
            ask(u)
        outbox.set_notice_state(t, [1], NoticeState.HANDED_OVER)
    with other.writing() as u:
        assert outbox.untold(u, [1, 2]).keys() == {2}
        assert [notice.notice_id for notice in outbox.still_waiting(u, [1, 2])] == [2]


def test_what_came_first_is_stored_first(two: tuple[Store, Store]) -> None:
    one, other = two
    with other.claiming() as late:
        with one.claiming() as early:
            assert _unread(early, 1) == [1]
            assert _unread(late, 1) == [2]
            with pytest.raises(DBAPIError, match="lock timeout"), late.attempt():
                arrivals.claim_earlier(late, 2)
            early.lock()
            arrivals.mark_read(early, [(arrivals.arrivals_by_id(early, [1])[1], 0, 0)], AS_OF)
        assert arrivals.claim_earlier(late, 2) == []
        assert arrivals.claim_earlier(late, 3) == [2]


def test_what_somebody_began_to_read_and_let_go_comes_first_again(two: tuple[Store, Store]) -> None:
    one, other = two
    with other.claiming() as late:
        with one.claiming() as early:
            assert _unread(early, 1) == [1]
            assert _unread(late, 1) == [2]
        assert arrivals.claim_earlier(late, 2) == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
def test_a_dead_process_holds_nothing(shared_database: URL) -> None:
    with ExitStack() as stack:
        store = stores.postgresql_store(shared_database)
        stack.callback(store.close)
        stores.empty(store)
        with store.writing() as t:
            stores.put_request(t, sample.request(request_id=1))
            for number in range(3):
                stores.put_notice(t, booking_id=number)
        command = [sys.executable, "-c", CLAIMER, shared_database.render_as_string(hide_password=False), stores.OFFICE]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as claimer:
            assert claimer.stdout
            assert claimer.stdout.readline() == "[1, 2]\n"
            with store.claiming() as t:
                assert _letters(t) == [3]
            claimer.send_signal(signal.SIGKILL)
            with store.writing() as t:  # waits until the server has noticed
                assert len(outbox.still_waiting(t, [1, 2, 3])) == 3
        with store.claiming() as t:
            assert _letters(t) == [1, 2, 3]
