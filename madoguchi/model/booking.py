"""A booking: one person, one counsellor, one slot."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from madoguchi.model.frozen import Frozen

NO_WORD_AFTER: Final = timedelta(minutes=10)  # article 4 (3) of the terms


class BookingState(StrEnum):
    """How a booking stands."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    BROKEN_OFF = "broken_off"


class By(StrEnum):
    """Who brought a change about."""

    PERSON = "person"
    OFFICE = "office"


class Medium(StrEnum):
    """How the session is held (the leaflet allows a switch to the telephone)."""

    VIDEO = "video"
    TELEPHONE = "telephone"


class Booking(Frozen):
    """A booking as the store keeps it.

    Attributes:
        uid: Opaque and constant for life; the UID of its calendar objects before the `@`
            (RFC 7986 section 5.3).
        organizer: The mailbox that its calendar objects name and that reads the answers, constant for life like the
            UID, whose right side it gives; empty for a booking older than this program's knowledge of it.
        start: Wall-clock time of the office (naive).
        minutes: Length of the session.
        changed_by: Who brought about its last change.
        why: The reason of its last change, in the words of staff or of the rules; may be empty. For a session held
            by telephone whether the line, the device or the person's wish was the reason.
        sequence: Raised with each change that people are told (RFC 5545 section 3.8.7.4).
        changed_at: When it last changed (aware): DTSTAMP and LAST-MODIFIED.
    """

    booking_id: int
    request_id: int
    uid: str
    organizer: str = ""
    seeker_number: str
    counsellor: str
    start: datetime
    minutes: int
    medium: Medium = Medium.VIDEO
    state: BookingState = BookingState.CONFIRMED
    changed_by: By = By.PERSON
    why: str = ""
    sequence: int = 0
    changed_at: datetime

    @property
    def end(self) -> datetime:
        """When the session ends (naive wall-clock time)."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def is_live(self) -> bool:
        """Tell whether the booking takes its counsellor's time."""
        return self.state is BookingState.CONFIRMED
