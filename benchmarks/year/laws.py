"""The laws of an office, looked at from outside after each day: what must hold whatever came in.

Each law reads the store file or the written files alone and yields a sentence for every breach.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.model.openings import OpenDays


@dataclass(frozen=True, slots=True)
class Scene:
    """One office at the end of a day.

    Attributes:
        as_of: Of the run just done (aware).
        office: Its configuration as it stands.
        days: The openings that follow from it.
        logs: Names of the phone logs dropped so far.
        passcode: What every passcode holds and nothing else does.
        looked_at: Files that were searched already; grows.
        told: By UID and address the SEQUENCE and DTSTAMP that a calendar was told last; grows.
    """

    folder: OfficeFolder
    store: sqlite3.Connection
    as_of: datetime
    office: Office
    days: OpenDays
    logs: list[str]
    passcode: str
    looked_at: set[tuple[str, int, int]]
    told: dict[tuple[str, str], tuple[int, datetime]]

    @property
    def now(self) -> str:
        """The as-of time as wall-clock text."""
        return f"{self.as_of:%Y-%m-%dT%H:%M}"


Law = Callable[[Scene], Iterator[str]]


class LawBroken(Exception):
    """A law does not hold; the message names seed, day and what was seen."""


def check(scene: Scene, laws: tuple[Law, ...], seed: int) -> None:
    """Look at everything.

    Raises:
        LawBroken: With the seed, the day and the sentences.
    """
    said = [f"{law.__name__}: {sentence}" for law in laws for sentence in law(scene)]
    if said:
        more = f" (and {len(said) - 5} more)" if len(said) > 5 else ""
        raise LawBroken(f"seed {seed}, {scene.as_of:%Y-%m-%d %H:%M}: " + "; ".join(said[:5]) + more)
