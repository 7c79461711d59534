"""What `doctor` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        must: It keeps the office from working; otherwise it is worth knowing.
    """

    must: bool
    say: str
