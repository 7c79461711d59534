"""What was understood of one item: particulars of the person, ranked wishes, and doubts."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class Doubt(Frozen):
    """A reason to ask a person.

    Attributes:
        code: Stable English word (`weekday_mismatch`).
        say: A Japanese sentence that staff can act on.
        choices: What would settle it, as staff would say it; may be empty.
    """

    code: str
    say: str
    choices: tuple[str, ...] = ()


class Wish(Frozen):
    """A ranked set of slots that the person would take.

    Attributes:
        rank: 1 is wished most; wishes of equal rank are one tie.
        text: The words it was read from.
        slots: Starts in order, wall-clock time of the office (naive).
    """

    rank: int
    text: str
    slots: tuple[datetime, ...]


class WishReading(Frozen):
    """What one wish text says: never both a doubt-free answer and an empty one."""

    wishes: tuple[Wish, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def ask(self) -> bool:
        """Tell whether a person has to be asked."""
        return bool(self.doubts)


class Service(StrEnum):
    """What the session is for (leaflet: counselling, placement and mock interviews)."""

    COUNSELLING = "counselling"
    PLACEMENT = "placement"
    MOCK_INTERVIEW = "mock_interview"


class Particulars(Frozen):
    """Who asks, as written; empty text where nothing was given.

    Attributes:
        name: As written (only kana and a separate dakuten are composed).
        seeker_number: 求職番号 as `12345-678901`, or as written when it is odd (then a doubt says so).
        phone: Digits with dashes as one stored form (`090-0000-0000`), or as written when odd.
    """

    name: str = ""
    kana: str = ""
    seeker_number: str = ""
    phone: str = ""
    email: str = ""
    companion: str = ""
    service: Service = Service.COUNSELLING
