"""Eight processes book the same 50 times at once; nothing may be booked twice, and no request may be lost.

Usage: python benchmarks/rush.py [TRIES]   (2,000 unless told otherwise; on SQLite and, where it is installed, PostgreSQL)
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from postgres import HOW_TO_GET_IT, programs, running_cluster
from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError

from madoguchi.clock import TOKYO
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Particulars
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import bookings, requests
from madoguchi.store.engine import Store, open_store, opened

PROCESSES = 8
TIMES = tuple(datetime(2026, 12, 1, 9) + timedelta(days=place // 10, minutes=30 * (place % 10)) for place in range(50))  # noqa: DTZ001 -- slots are wall-clock times
_OFFICE, _AS_OF = "toyooka", datetime(2026, 11, 30, 10, tzinfo=TOKYO)


class Rushed(NamedTuple):
    """What a rush has left.

    Attributes:
        told: What the processes were told: how many tries were booked, and how many refused as taken.
        states: How many requests the store holds in each state.
        live: How many live bookings there are.
        times: At how many different times.
        seconds: From the start of the first process to the end of the last.
    """

    told: Counter[RequestState]
    states: dict[RequestState, int]
    live: int
    times: int
    seconds: float


def rush(place: Path | URL, tries: int) -> Rushed:
    """Have the processes share so many tries on an empty store; any error but a refusal is raised."""
    with closing(open_store(place, _OFFICE)):
        pass
    begun = perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        shares = [tries // PROCESSES + (number < tries % PROCESSES) for number in range(PROCESSES)]
        told = sum(pool.map(_work, [place] * PROCESSES, range(PROCESSES), shares), Counter[RequestState]())
    seconds = perf_counter() - begun
    with opened(place, _OFFICE) as store, store.reading() as transaction:
        live = bookings.live_bookings(transaction, TIMES[0].date())
        times = {booking.start for booking in live}
        return Rushed(told, requests.count_by_state(transaction), len(live), len(times), seconds)


def _work(place: Path | URL, process: int, tries: int) -> Counter[RequestState]:
    with opened(place, _OFFICE) as store:
        return Counter(_ask(store, TIMES[(process * 7 + turn * 13) % len(TIMES)]) for turn in range(tries))


def _ask(store: Store, start: datetime) -> RequestState:
    """Store a request, book its time without looking whether it is free, and store how that ended."""
    with store.writing() as transaction:
        number = requests.next_request_id(transaction)
        requests.add_requests(transaction, [_request(number)])
    try:
        with store.writing() as transaction:
            booking = _booking(bookings.next_booking_id(transaction), number, start)
            bookings.add_bookings(transaction, [(booking, b"")])
            requests.set_states(transaction, [(number, RequestState.BOOKED)])
    except IntegrityError:
        with store.writing() as transaction:
            requests.set_states(transaction, [(number, RequestState.REVIEW)])
        return RequestState.REVIEW
    return RequestState.BOOKED


def _request(number: int) -> BookingRequest:
    return BookingRequest(
        request_id=number,
        kind=Kind.REQUEST,
        channel=Channel.TELEPHONE,
        received_at=_AS_OF,
        person=Particulars(name=f"見本 {number}", seeker_number=f"28050-{number}"),
        name_key=f"見本{number}",
        wishes=(),
        consent=None,
    )


def _booking(number: int, request: int, start: datetime) -> Booking:
    return Booking(
        booking_id=number,
        request_id=request,
        uid=f"{number}@mihon.example",
        seeker_number=f"28050-{request}",
        counsellor="a",
        start=start,
        minutes=30,
        medium=Medium.VIDEO,
        state=BookingState.CONFIRMED,
        sequence=0,
        changed_at=_AS_OF,
    )


def _tell(kind: str, tries: int, found: Rushed) -> None:
    told = ", ".join(f"{number:,} {state.value}" for state, number in sorted(found.told.items()))
    print(
        f"{kind}: {tries:,} tries of {PROCESSES} processes in {found.seconds:.1f} s: {told}; "
        f"{found.live} live bookings at {found.times} different times; {sum(found.states.values()):,} requests stored"
    )


def main(tries: int) -> None:
    """Rush both kinds of store and print what came of it."""
    with TemporaryDirectory(prefix="madoguchi-rush-") as room:
        _tell("SQLite", tries, rush(Path(room) / "madoguchi.db", tries))
    if programs() is None:
        print(HOW_TO_GET_IT)
        return
    with running_cluster() as cluster:
        _tell("PostgreSQL", tries, rush(cluster.new_database(), tries))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
