"""What the intake stage works with, and what it has done."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.log_layout import log_layout
from intake.understand import Surroundings
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.openings import OpenDays
from madoguchi.model.terms import TermsVersion
from madoguchi.store.engine import Store


@dataclass(slots=True)
class Taken:
    """What the stage has done.

    Attributes:
        arrivals: Files and mails archived for the first time.
        items: Rows and mails that were new.
        reviews: Of these, what needs a person.
        left: Sentences about what could not be taken and stays where it is.
        growing: Sentences about files that are still being written; the next pass takes them, nobody needs to look.
        away: Sentences about the mailbox: what kept us from it, and where it differs from what we have.
    """

    arrivals: int = 0
    items: int = 0
    reviews: int = 0
    left: list[str] = field(default_factory=list)
    growing: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Intake:
    """What the stage works with.

    Attributes:
        secrets: How to get into the mailbox; the passcodes of its meetings are struck out of a day sheet before it
            is archived (promise 9).
    """

    store: Store
    folder: OfficeFolder
    office: Office
    days: OpenDays
    terms: tuple[TermsVersion, ...]
    as_of: datetime
    secrets: Secrets = field(default_factory=Secrets)

    @property
    def passcodes(self) -> tuple[str, ...]:
        """The passcodes of all meetings."""
        return tuple(one.passcode.get_secret_value() for one in self.secrets.meetings.values())

    def around(self, arrived_at: datetime) -> Surroundings:
        """Return what a reading needs to know."""
        own = frozenset({self.office.office.mail.casefold()})
        layout, terms_first = log_layout(self.office.log.columns), self.office.booking.terms_first
        return Surroundings(self.days, own, arrived_at, layout, terms_first)
