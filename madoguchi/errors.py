"""What can go wrong, each with the exit code it ends in and a Japanese sentence that says what to do.

Programming mistakes stay `ValueError`, `TypeError` and `AssertionError`; they end in exit code 1.
"""

from collections.abc import Sequence
from enum import IntEnum


class Exit(IntEnum):
    """How a command ends (sysexits.h for 65, 75 and 78)."""

    DONE = 0
    DEFECT = 1
    USAGE = 2
    NEEDS_PERSON = 65
    TRY_LATER = 75
    CONFIGURATION = 78


class MadoguchiError(Exception):
    """A foreseen failure; the message is a Japanese sentence for the office.

    Never raised itself: raise the subclass that says how the command ends.
    """

    exit_code = Exit.DEFECT


class ConfigurationError(MadoguchiError):
    """Raised when `office.toml`, the secrets or the content cannot be used; lists every fault at once."""

    exit_code = Exit.CONFIGURATION

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class UnreadableInput(MadoguchiError):
    """Raised when one file or mail as a whole cannot be read; it is kept and a person is asked."""

    exit_code = Exit.NEEDS_PERSON


class NotAllowed(MadoguchiError):
    """Raised when staff ask for a step that a request does not allow as it stands; nothing has been changed."""

    exit_code = Exit.NEEDS_PERSON


class TryLater(MadoguchiError):
    """Raised when something outside is busy or away; the next run may succeed."""

    exit_code = Exit.TRY_LATER


class AnotherRun(TryLater):
    """Raised when another run is at work on the same office folder."""


class StoreError(MadoguchiError):
    """Raised when the store stands where it must not, or is of a newer version than the program."""

    exit_code = Exit.CONFIGURATION


class PublishingRefused(MadoguchiError):
    """Raised when what was about to be published must not be, something personal in it first of all."""

    exit_code = Exit.NEEDS_PERSON
