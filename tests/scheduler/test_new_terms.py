"""Who is told of which new terms."""

from datetime import date, datetime

import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st
from samples_of_requests import AS_OF, booked
from stores import at

from madoguchi.clock import TOKYO
from madoguchi.config.terms import terms_in_force
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.request import BookingRequest, Consent
from madoguchi.model.terms import TermsVersion
from scheduler.new_terms import whom_to_tell


def version(day: str, sha256: str = "a") -> TermsVersion:
    return TermsVersion(version=day, effective_on=date.fromisoformat(day), sha256=sha256, text="# 規約\n")


OLD, TENTH, FOURTEENTH = version("2020-11-20"), version("2026-12-10"), version("2026-12-14")
TENTH_CHANGED, OLD_CHANGED = version("2026-12-10", "b"), version("2020-11-20", "b")


def made_under(number: int, terms: TermsVersion | None) -> BookingRequest:
    consent = terms and Consent(version=terms.version, sha256=terms.sha256)
    return sample.request(request_id=number, consent=consent)


def told(
    booking: Booking,
    *versions: TermsVersion,
    under: TermsVersion | None = OLD,
    heard: tuple[TermsVersion, ...] = (),
    as_of: datetime = AS_OF,
) -> list[tuple[str, str, bool]]:
    """Return version, hash and whether it counts as corrected, of what the one person is told."""
    known = {booking.booking_id: {(one.version, one.sha256) for one in heard}} if heard else {}
    found = whom_to_tell([booking], {booking.request_id: made_under(booking.request_id, under)}, versions, known, as_of)
    return [(news.version.version, news.version.sha256, news.corrected) for one in found for news in one.news]


@pytest.mark.parametrize(
    ("start", "concerned", "why"),
    [
        (at(3), False, "before the version's day"),
        (at(9, 15, 30), False, "the last slot of the day before"),
        (at(10, 9, 30), True, "the first slot of its day"),
        (at(15), True, "after it"),
    ],
)
def test_those_booked_on_or_after_its_day_are_told(*, start: datetime, concerned: bool, why: str) -> None:
    assert bool(told(booked(1, start), OLD, TENTH)) is concerned, why


@pytest.mark.parametrize(
    ("versions", "under", "heard", "expected", "why"),
    [
        ((OLD,), OLD, (), [], "nothing is new"),
        ((OLD, TENTH), TENTH, (), [], "the request was made under it"),
        ((OLD, TENTH), OLD, (TENTH,), [], "told before"),
        ((TENTH,), OLD, (), [("2026-12-10", "a", False)], "the file of the earlier version is gone"),
        (
            (FOURTEENTH, OLD, TENTH),
            OLD,
            (),
            [("2026-12-10", "a", False), ("2026-12-14", "a", False)],
            "two at once are one letter, oldest first",
        ),
        ((OLD, TENTH, FOURTEENTH), OLD, (TENTH,), [("2026-12-14", "a", False)], "the second of two came later"),
        ((OLD, version("2026-12-16")), OLD, (), [], "it begins after the visit"),
        ((OLD, TENTH_CHANGED), OLD, (), [("2026-12-10", "b", False)], "changed before anybody heard: simply the text"),
        ((OLD, TENTH_CHANGED), OLD, (TENTH,), [("2026-12-10", "b", True)], "changed after it was announced"),
        ((OLD, TENTH_CHANGED), TENTH, (), [("2026-12-10", "b", True)], "changed after a request was made under it"),
        ((OLD, TENTH_CHANGED), TENTH, (TENTH_CHANGED,), [], "the change was told before"),
        ((OLD_CHANGED, TENTH), OLD, (), [("2026-12-10", "a", False)], "a later version has replaced the changed one"),
        ((OLD_CHANGED,), TENTH, (), [], "a change of an older text than one's own"),
        ((OLD, TENTH), None, (), [("2026-12-10", "a", False)], "without terms, what began after it came is new"),
        ((OLD_CHANGED,), None, (), [], "without terms, what was in force when it came is not"),
    ],
)
def test_what_is_new_to_a_person(
    versions: tuple[TermsVersion, ...],
    under: TermsVersion | None,
    heard: tuple[TermsVersion, ...],
    expected: list[tuple[str, str, bool]],
    why: str,
) -> None:
    assert told(booked(1, at(15)), *versions, under=under, heard=heard) == expected, why


@pytest.mark.parametrize(
    ("booking", "why"),
    [
        (booked(1, at(15), state=BookingState.CANCELLED), "nobody comes"),
        (booked(1, at(15), state=BookingState.COMPLETED), "the visit is over"),
        (booked(1, datetime(2026, 11, 30, 9, 0)), "the visit has begun"),
    ],
)
def test_only_live_bookings_that_lie_ahead_are_told(booking: Booking, why: str) -> None:
    assert told(booking, OLD, version("2026-11-28")) == [], why


def test_late_publishing_tells_those_who_applied_after_the_day_under_the_old_text() -> None:
    later = datetime(2026, 12, 12, 9, 0, tzinfo=TOKYO)
    assert told(booked(1, at(15)), OLD, TENTH, as_of=later) == [("2026-12-10", "a", False)]


def test_a_person_with_two_bookings_is_told_once_and_of_what_concerns_only_the_second() -> None:
    first, second = booked(1, at(11), person=5), booked(2, at(15), person=5)
    requests = {number: made_under(number, OLD) for number in (1, 2)}
    found = whom_to_tell([second, first], requests, (OLD, TENTH, FOURTEENTH), {}, AS_OF)
    assert [(one.booking.booking_id, [news.version for news in one.news]) for one in found] == [
        (1, [TENTH]),
        (2, [FOURTEENTH]),
    ]


def test_people_without_a_number_are_told_each() -> None:
    both = [booked(number, at(15, 9 + number, 0), seeker_number="") for number in (1, 2)]
    requests = {number: made_under(number, OLD) for number in (1, 2)}
    found = whom_to_tell(both, requests, (OLD, TENTH), {}, AS_OF)
    assert [one.booking.booking_id for one in found] == [1, 2]


def test_telling_again_what_was_told_tells_nobody() -> None:
    bookings = [booked(number, at(9 + number)) for number in range(1, 7)]
    requests = {number: made_under(number, OLD) for number in range(1, 7)}
    versions = (OLD, TENTH, FOURTEENTH)
    found = whom_to_tell(bookings, requests, versions, {}, AS_OF)
    heard = {
        one.booking.booking_id: {(each.version.version, each.version.sha256) for each in one.news} for one in found
    }
    assert len(found) == 6
    assert whom_to_tell(bookings, requests, versions, heard, AS_OF) == []


DAYS = ("2026-12-04", "2026-12-08", "2026-12-10", "2026-12-14")
VERSIONS = st.builds(version, st.sampled_from(DAYS), st.sampled_from("ab"))
VISITS = st.tuples(st.integers(1, 3), st.integers(3, 18), st.none() | VERSIONS | st.just(OLD))


@given(
    terms=st.lists(VERSIONS, max_size=4, unique_by=lambda one: one.version),
    visits=st.lists(VISITS, max_size=6),
    first_run=st.integers(0, 4),
)
def test_nobody_comes_under_words_they_have_neither_agreed_to_nor_heard_and_nobody_hears_twice(
    terms: list[TermsVersion], visits: list[tuple[int, int, TermsVersion | None]], first_run: int
) -> None:
    versions = (OLD, *terms)
    bookings = [booked(number, at(day), person=who) for number, (who, day, _) in enumerate(visits, 1)]
    requests = {number: made_under(number, under) for number, (_, _, under) in enumerate(visits, 1)}
    heard: dict[str, set[tuple[str, str]]] = {}
    for known in (versions[: first_run + 1], versions, versions):
        told_before = {one.booking_id: heard.get(one.seeker_number, set()) for one in bookings}
        found = whom_to_tell(bookings, requests, known, told_before, AS_OF)
        for one in found:
            texts = [(news.version.version, news.version.sha256) for news in one.news]
            assert heard.setdefault(one.booking.seeker_number, set()).isdisjoint(texts)
            assert all(news.version.effective_on <= one.booking.start.date() for news in one.news)
            heard[one.booking.seeker_number] |= set(texts)
    assert found == []
    for booking in bookings:
        in_force = terms_in_force(versions, booking.start.date())
        consent = requests[booking.request_id].consent
        if consent and consent.version <= in_force.version:
            agreed = (consent.version, consent.sha256) == (in_force.version, in_force.sha256)
            assert agreed or (in_force.version, in_force.sha256) in heard.get(booking.seeker_number, set())
