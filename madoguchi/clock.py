"""The only place that asks what time it is; everything inside is told (`--as-of`).

Times that are compared or stored are aware. Slots are wall-clock times of the office, naive on
purpose: Japan has had one offset since 1952, and a clerk's 14:30 is 14:30.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return the present moment, aware, in Asia/Tokyo, to the second."""
    return datetime.now(TOKYO).replace(microsecond=0)


def parse_as_of(text: str) -> datetime:
    """Read the value of `--as-of`.

    Args:
        text: ISO 8601; without an offset it is Japanese time (2026-11-30T09:00).

    Returns:
        An aware time in Asia/Tokyo, to the second.

    Raises:
        ValueError: The text is no ISO 8601 time, or one that has no date in Japan (the ends of the calendar).
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=TOKYO)
    try:
        return moment.astimezone(TOKYO).replace(microsecond=0)
    except OverflowError:
        raise ValueError("the time lies outside the calendar") from None


def local(moment: datetime) -> datetime:
    """Turn an aware time into the wall-clock time of the office (naive)."""
    return moment.astimezone(TOKYO).replace(tzinfo=None)


def aware(wall: datetime) -> datetime:
    """Turn a wall-clock time of the office into an aware time."""
    return wall.replace(tzinfo=TOKYO)


def utc(wall: datetime) -> datetime:
    """Turn a wall-clock time of the office into UTC."""
    return aware(wall).astimezone(UTC)
