"""Who is told that a mail has come and that staff will see to it (pure)."""

from typing import Final

from intake.particulars import read_email
from madoguchi.model.item import Channel, Kind, Outcome
from madoguchi.model.reading import Reading

# What people write and wait for an answer to.
_AWAITING: Final = frozenset({Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.QUESTION, Kind.ANSWER})


def receipt_to(reading: Reading, outcome: Outcome) -> str:
    """Return the address that wrote a mail which staff have to look at; empty when no machine may answer it."""
    if reading.channel is not Channel.MAIL or reading.silent:
        return ""
    if outcome is not Outcome.NEEDS_REVIEW or reading.kind not in _AWAITING:
        return ""
    return read_email(reading.sender)[0]
