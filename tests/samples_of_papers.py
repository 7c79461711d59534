"""The sample office, person and bookings that the tests of calendars, letters and sheets share."""

from datetime import date, datetime
from pathlib import Path

from pydantic import SecretStr

from madoguchi.clock import TOKYO
from madoguchi.config.load import parse_office
from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting, Secrets
from madoguchi.model.booking import Booking
from madoguchi.model.item import Channel, Kind
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.model.reading import Particulars, Wish
from madoguchi.model.request import BookingRequest, Consent

CANARY = "KANARIA-4711"  # a passcode that must never be seen outside the day sheet
AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)


def office() -> Office:
    return parse_office((Path(__file__).parents[1] / "examples" / "office.toml").read_bytes())


def person(**changes: object) -> Particulars:
    given = {
        "name": "見本 太郎",
        "kana": "ミホン タロウ",
        "seeker_number": "28070-1234567",
        "phone": "090-0000-0000",
        "email": "taro@mihon.example",
    }
    return Particulars.model_validate(given | changes)


def request(**changes: object) -> BookingRequest:
    given = {
        "request_id": 12,
        "kind": Kind.REQUEST,
        "channel": Channel.MAIL,
        "received_at": datetime(2026, 11, 29, 20, 15, tzinfo=TOKYO),
        "person": person(),
        "wishes": (Wish(rank=1, text="12月3日 14時30分", slots=(datetime(2026, 12, 3, 14, 30),)),),
        "consent": Consent(version="2020-11-20", sha256="0" * 64),
    }
    return BookingRequest.model_validate(given | changes)


def booking(**changes: object) -> Booking:
    given = {
        "booking_id": 7,
        "request_id": 12,
        "uid": "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5",
        "seeker_number": "28070-1234567",
        "counsellor": "a",
        "start": datetime(2026, 12, 3, 14, 30),
        "minutes": 30,
        "changed_at": AS_OF,
    }
    return Booking.model_validate(given | changes)


def meeting() -> Meeting:
    return Meeting(
        id="812 3456 7890",
        passcode=SecretStr(CANARY),
        url=SecretStr(f"https://zoom.example/j/81234567890?pwd={CANARY}"),
    )


def secrets() -> Secrets:
    return Secrets(meetings={"a": meeting()})


def free_days() -> tuple[FreeDay, ...]:
    def slot(day: int, hour: int, minute: int, left: int) -> FreeSlot:
        return FreeSlot(start=datetime(2026, 12, day, hour, minute), left=left, capacity=2)

    return (
        FreeDay(
            on=date(2026, 12, 3), slots=(slot(3, 9, 30, 1), slot(3, 10, 0, 2), slot(3, 10, 30, 0), slot(3, 14, 0, 1))
        ),
        FreeDay(on=date(2026, 12, 4), slots=(slot(4, 9, 30, 0), slot(4, 15, 30, 2))),
        FreeDay(on=date(2026, 12, 5), closed="土曜日"),
    )
