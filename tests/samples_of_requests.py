"""An office and requests to decide, short enough that a table can hold them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import samples_of_papers as sample

from madoguchi.config.counsellors import Absence, Counsellor
from madoguchi.config.office import Booking, Office
from madoguchi.config.openings import Closure
from madoguchi.model.booking import Booking as Booked
from madoguchi.model.item import Kind
from madoguchi.model.reading import Wish
from madoguchi.model.request import BookingRequest

AS_OF = sample.AS_OF  # Monday 30 November 2026, 9:00
RECEIVED = datetime(2026, 11, 29, 10, 0, tzinfo=AS_OF.tzinfo)


def office(
    *,
    counsellors: int = 2,
    closures: Iterable[Closure] = (),
    absences: Iterable[Absence] = (),
    **booking: object,
) -> Office:
    """Return the sample office with so many counsellors; absences are those of the first one."""
    plain = sample.office()
    people = tuple(
        Counsellor(id=letter, name=f"相談員{letter.upper()}", absences=tuple(absences) if letter == "a" else ())
        for letter in "abcdefgh"[:counsellors]
    )
    return plain.model_copy(
        update={
            "booking": Booking.model_validate(plain.booking.model_dump() | booking),
            "openings": plain.openings.model_copy(update={"closures": tuple(closures)}),
            "counsellors": people,
        }
    )


def wish(rank: int, *slots: datetime) -> Wish:
    """Return a wish of that rank."""
    return Wish(rank=rank, text="、".join(f"{slot:%m/%d %H:%M}" for slot in slots), slots=slots)


def ask(number: int, *wishes: datetime | Wish, person: int | None = None, **changes: Any) -> BookingRequest:
    """Return a request: bare starts are wishes of falling rank; it comes so many minutes after the first.

    Args:
        number: Of the request.
        wishes: Starts, or whole wishes.
        person: Whose it is; by default a person of its own.
        changes: Fields of the request; `minute` sets the moment of receipt.
    """
    who = number if person is None else person
    ranked = tuple(one if isinstance(one, Wish) else wish(rank, one) for rank, one in enumerate(wishes, 1))
    given: dict[str, Any] = {
        "request_id": number,
        "received_at": RECEIVED + timedelta(minutes=changes.pop("minute", number)),
        "person": sample.person(name=f"見本 {who}", seeker_number=f"28070-{who}"),
        "name_key": f"見本{who}",
        "wishes": ranked,
    }
    return sample.request(**given | changes)


def booked(number: int, start: datetime, *, person: int | None = None, **changes: object) -> Booked:
    """Return a booking of a person with counsellor a."""
    who = number if person is None else person
    given: dict[str, object] = {"booking_id": number, "request_id": number, "uid": f"uid{number}", "start": start}
    return sample.booking(**given | {"seeker_number": f"28070-{who}"} | changes)


def cancels(number: int, *, person: int, **changes: Any) -> BookingRequest:
    """Return a word of cancellation."""
    return ask(number, person=person, kind=Kind.CANCELLATION, **changes)


def changes(number: int, *wishes: datetime | Wish, person: int, **more: Any) -> BookingRequest:
    """Return a wish to move."""
    return ask(number, *wishes, person=person, kind=Kind.CHANGE, **more)


def record(number: int, note: str, *, person: int, **more: Any) -> BookingRequest:
    """Return the record of a visit."""
    return ask(number, person=person, kind=Kind.RECORD, note=note, **more)
