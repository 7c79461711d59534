"""Each request is bound to the terms in force when it was received, and to the tick of its row (promise 10)."""

from datetime import UTC, date, datetime

import pytest

from intake.consent import consent_at
from intake.settle import Settlement
from madoguchi.clock import TOKYO
from madoguchi.model.item import Arrival, Channel, Form, Item, Kind
from madoguchi.model.reading import Particulars, Reading
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.model.terms import TermsVersion

OLD = TermsVersion(version="2020-11-20", effective_on=date(2020, 11, 20), sha256="a" * 64, text="# 規約\n")
NEW = TermsVersion(version="2026-12-10", effective_on=date(2026, 12, 10), sha256="b" * 64, text="# 規約（新）\n")
LATER = TermsVersion(version="2027-04-01", effective_on=date(2027, 4, 1), sha256="c" * 64, text="# 規約（次）\n")
MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)


def reading(at: datetime = MORNING, **changes: object) -> Reading:
    given: dict[str, object] = {
        "identity": "row:1",
        "fingerprint": "one",
        "received_at": at,
        "channel": Channel.TELEPHONE,
        "kind": Kind.REQUEST,
        "person": Particulars(name="見本 太郎", seeker_number="28050-1001"),
        "name_key": "見本太郎",
    }
    return Reading.model_validate(given | changes)


@pytest.mark.parametrize(
    ("at", "versions", "expected", "why"),
    [
        (datetime(2026, 12, 9, 23, 59, 59, tzinfo=TOKYO), (OLD, NEW), OLD, "the last second of the day before"),
        (datetime(2026, 12, 10, 0, 0, tzinfo=TOKYO), (OLD, NEW), NEW, "the first moment of its day"),
        (datetime(2026, 12, 9, 14, 59, 59, tzinfo=UTC), (OLD, NEW), OLD, "a mail dated in UTC: 23:59 in Japan"),
        (datetime(2026, 12, 9, 15, 0, tzinfo=UTC), (OLD, NEW), NEW, "a mail dated in UTC: midnight in Japan"),
        (MORNING, (OLD, NEW, LATER), OLD, "what is not in force yet binds nobody"),
        (datetime(2027, 5, 1, tzinfo=TOKYO), (OLD, NEW, LATER), LATER, "the newest of those in force"),
        (MORNING, (NEW,), None, "none is in force"),
        (MORNING, (), None, "there is none"),
    ],
)
def test_the_day_of_receipt_decides_the_version(
    at: datetime, versions: tuple[TermsVersion, ...], expected: TermsVersion | None, why: str
) -> None:
    consent = consent_at(versions, reading(at))
    bound = consent and (consent.version, consent.sha256)
    assert bound == (expected and (expected.version, expected.sha256)), why


@pytest.mark.parametrize("ticked", [True, False, None])
def test_the_tick_of_the_row_is_kept_with_it(*, ticked: bool | None) -> None:
    consent = consent_at((OLD,), reading(explained=ticked))
    assert consent is not None
    assert consent.explained is ticked


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (RequestState.RECEIVED, "not decided yet: the row is taken as it now stands"),
        (RequestState.BOOKED, "decided: only the particulars follow"),
    ],
)
def test_a_tick_that_is_added_later_is_taken_and_the_version_stays(state: RequestState, why: str) -> None:
    before = _settled({}, {}, (OLD,), reading(explained=False), file=1)
    request = before.writes.requests[0].model_copy(update={"state": state})
    known = {"row:1": before.writes.items}
    after = _settled(known, {1: request}, (OLD, NEW), reading(explained=True, fingerprint="two"), file=2)
    consent = after.writes.replaced[1].consent
    assert consent is not None
    assert (consent.version, consent.sha256, consent.explained) == (OLD.version, OLD.sha256, True), why


def _settled(
    known: dict[str, list[Item]],
    requests: dict[int, BookingRequest],
    terms: tuple[TermsVersion, ...],
    read: Reading,
    *,
    file: int,
) -> Settlement:
    settlement = Settlement(known, requests, terms, next_item_id=file, next_request_id=file)
    arrival = Arrival(
        arrival_id=file, sha256=str(file), source="inbox", name="a.csv", form=Form.LOG, arrived_at=MORNING
    )
    settlement.settle(arrival, [read])
    return settlement
