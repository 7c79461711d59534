"""What the store of an office must never show."""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from madoguchi.model.request import RequestState
from year.laws import Law, Scene

_TOLD_BY = {
    "book": {"confirmation"},
    "move": {"moved", "counsellor", "confirmation"},  # whoever never heard of the first time is told one time alone
    "cancel": {"cancellation"},
}
_TELLING = "('book', 'move', 'cancel')"


def no_counsellor_is_in_two_places(scene: Scene) -> Iterator[str]:
    """No two live bookings or open offers of one counsellor overlap (promise 5)."""
    held = scene.store.execute(
        "SELECT counsellor, start, minutes, 'booking ' || booking_id FROM bookings WHERE state = 'confirmed'"
        " UNION ALL SELECT counsellor, start, minutes, 'offer ' || offer_id FROM offers WHERE state = 'open'"
        " ORDER BY 1, 2, 4"
    ).fetchall()
    for (one, start, minutes, first), (other, later, _, second) in itertools.pairwise(held):
        if one == other and datetime.fromisoformat(later) < datetime.fromisoformat(start) + timedelta(minutes=minutes):
            yield f"{first} and {second} overlap for {one} at {later}"


def nobody_has_two_bookings(scene: Scene) -> Iterator[str]:
    """Nobody has two live bookings to come (`one_live_booking`)."""
    for number, count in scene.store.execute(
        "SELECT seeker_number, count(*) FROM bookings WHERE state = 'confirmed' AND start > ? AND seeker_number != ''"
        " GROUP BY 1 HAVING count(*) > 1",
        (scene.now,),
    ):
        yield f"{number} has {count} live bookings"


def every_booking_lies_in_an_opening(scene: Scene) -> Iterator[str]:
    """Each live booking to come lies in an opening of its counsellor, as the office is configured now."""
    for ident, counsellor, start in scene.store.execute(
        "SELECT booking_id, counsellor, start FROM bookings WHERE state = 'confirmed' AND start > ?", (scene.now,)
    ):
        begins = datetime.fromisoformat(start)
        slots = scene.days.day(begins.date()).slots
        if not any(slot.start == begins and counsellor in slot.counsellors for slot in slots):
            yield f"booking {ident} with {counsellor} at {start} lies in no opening"


def every_change_of_a_booking_is_told(scene: Scene) -> Iterator[str]:
    """The last word on each booking has its letter or telephone task, written at its moment (promises 6 and 12).

    A word that nobody has said needs no saying any more when the visit has been held.
    """
    last: dict[int, tuple[str, str]] = {}
    for booking, verdict, decided_at in scene.store.execute(
        f"SELECT booking_id, verdict, decided_at FROM decisions WHERE verdict IN {_TELLING} ORDER BY decision_id"  # noqa: S608 -- our own words
    ):
        last[booking] = verdict, decided_at
    told: dict[tuple[int, str], set[str]] = {}
    for booking, kind, created_at in scene.store.execute(
        "SELECT o.booking_id, o.kind, o.created_at FROM outbox o JOIN bookings b USING (office, booking_id)"
        " WHERE o.state != 'superseded' OR b.state IN ('completed', 'broken_off')"
    ):
        told.setdefault((booking, created_at), set()).add(kind)
    for booking, (verdict, decided_at) in last.items():
        if not told.get((booking, decided_at), set()) & _TOLD_BY[verdict]:
            yield f"booking {booking}: nobody was told of {verdict} at {decided_at}"


def every_letter_lies_in_the_outbox(scene: Scene) -> Iterator[str]:
    """Each letter handed over is a file, and none waits where no mail server is set."""
    kinds = dict(scene.store.execute("SELECT state, count(*) FROM outbox WHERE means = 'mail' GROUP BY 1").fetchall())
    files = sum(1 for _ in scene.folder.outbox.glob("*.eml"))
    if kinds.get("handed_over", 0) != files:
        yield f"{kinds.get('handed_over', 0)} letters were handed over, {files} files lie there"
    if kinds.get("waiting", 0):
        yield f"{kinds['waiting']} letters wait"


def every_request_is_in_one_stage(scene: Scene) -> Iterator[str]:
    """A request is booked exactly when it has a booking that was not taken away, and none is left undecided."""
    known = {state.value for state in RequestState}
    for ident, state, standing, bookings in scene.store.execute(
        "SELECT r.request_id, r.state, coalesce(b.standing, 0), coalesce(b.bookings, 0) FROM requests r LEFT JOIN ("
        "SELECT request_id, count(*) FILTER (WHERE state != 'cancelled') AS standing, count(*) AS bookings"
        " FROM bookings GROUP BY request_id) b ON b.request_id = r.request_id"
    ):
        if state not in known or state == RequestState.RECEIVED:
            yield f"request {ident} is {state} after a run"
        elif state == RequestState.BOOKED and not (bookings and standing <= 1):
            yield f"request {ident} is booked and has {bookings} bookings, {standing} of them standing"
        elif state != RequestState.BOOKED and standing:
            yield f"request {ident} is {state} and has {standing} bookings"


def nobody_in_review_is_forgotten(scene: Scene) -> Iterator[str]:
    """Every request in review stands on the review list, and nothing else does."""
    listed = Counter(
        ident
        for (ident,) in scene.store.execute(
            "SELECT request_id FROM reviews WHERE closed_at IS NULL AND request_id IS NOT NULL"
        )
    )
    waiting = {
        ident for (ident,) in scene.store.execute("SELECT request_id FROM requests WHERE state = 'needs_review'")
    }
    yield from (f"request {ident} needs review and is on no list" for ident in sorted(waiting - listed.keys()))
    yield from (f"request {ident} is on the list and settled" for ident in sorted(listed.keys() - waiting))
    yield from (f"request {ident} is on the list {count} times" for ident, count in listed.items() if count > 1)


def every_offer_has_one_who_waits(scene: Scene) -> Iterator[str]:
    """A request is offered a time exactly when one open offer says so."""
    for ident, state, count in scene.store.execute(
        "SELECT r.request_id, r.state, count(o.offer_id) FROM requests r"
        " LEFT JOIN offers o ON o.office = r.office AND o.request_id = r.request_id AND o.state = 'open'"
        " GROUP BY r.request_id, r.state HAVING (r.state = 'offered') != (count(o.offer_id) = 1) OR count(o.offer_id) > 1"
    ):
        yield f"request {ident} is {state} and has {count} open offers"


def no_offer_outlives_its_time(scene: Scene) -> Iterator[str]:
    """A run ends every offer whose time for an answer is over."""
    for ident, until in scene.store.execute(
        "SELECT offer_id, until FROM offers WHERE state = 'open' ORDER BY offer_id"
    ):
        if datetime.fromisoformat(until) < scene.as_of:
            yield f"offer {ident} is open after {until}"


def everybody_who_waits_knows(scene: Scene) -> Iterator[str]:
    """Whoever waits for a place has been told so, and each offer was told when it was made (promise 12)."""
    for (ident,) in scene.store.execute(
        "SELECT request_id FROM requests r WHERE state IN ('waiting', 'offered') AND NOT EXISTS ("
        "SELECT 1 FROM outbox n WHERE n.request_id = r.request_id AND n.kind = 'waiting')"
    ):
        yield f"request {ident} waits unheard"
    for (ident,) in scene.store.execute(
        "SELECT offer_id FROM offers o WHERE NOT EXISTS (SELECT 1 FROM outbox n"
        " WHERE n.request_id = o.request_id AND n.kind = 'offer' AND n.created_at = o.made_at)"
    ):
        yield f"offer {ident} was made to nobody"


def everybody_knows_the_terms(scene: Scene) -> Iterator[str]:
    """Whoever comes under newer terms than the request agreed to has been told of them (art. 11)."""
    for ident, version in scene.store.execute(
        "SELECT b.booking_id, v.version FROM bookings b JOIN requests r USING (office, request_id)"
        " JOIN terms_versions v ON v.version > r.terms_version AND v.version <= substr(b.start, 1, 10)"
        " WHERE b.state = 'confirmed' AND b.start > ? AND NOT EXISTS ("
        "SELECT 1 FROM terms_told t JOIN bookings o ON o.booking_id = t.booking_id WHERE t.version = v.version"
        " AND (o.booking_id = b.booking_id OR (o.seeker_number = b.seeker_number AND b.seeker_number != '')))",
        (scene.now,),
    ):
        yield f"booking {ident} comes under the terms of {version} unheard"


LAWS_AT_ANY_TIME: tuple[Law, ...] = (
    no_counsellor_is_in_two_places,
    nobody_has_two_bookings,
    every_booking_lies_in_an_opening,
    every_change_of_a_booking_is_told,
    every_letter_lies_in_the_outbox,
    every_request_is_in_one_stage,
    nobody_in_review_is_forgotten,
    every_offer_has_one_who_waits,
    everybody_who_waits_knows,
    everybody_knows_the_terms,
)
LAWS_OF_THE_STORE: tuple[Law, ...] = (*LAWS_AT_ANY_TIME, no_offer_outlives_its_time)
