"""The whole line of one office: intake, schedule, tell, publish, on what its folder holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from intake.command_stage import take_command
from intake.commands import Command
from intake.log_layout import log_layout
from intake.results import write_results
from intake.stage import retry, take
from intake.taken import Intake, Taken
from madoguchi.cli.building import advice_of, guarded, ingredients_of, refuse_advice, taken_times
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets, load_secrets
from madoguchi.config.terms import load_terms
from madoguchi.errors import PublishingRefused
from madoguchi.model.decision import Verdict
from madoguchi.progress import Progress, silent
from madoguchi.store.engine import Store, opened
from madoguchi.store.location import store_place
from madoguchi.store.lock import one_run
from scheduler.affected import unfit
from scheduler.announce import announce
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.rearrange import Case, rearrange
from scheduler.remind import remind
from scheduler.schedule import schedule
from scheduler.tell import tell
from scheduler.told import Told
from sitegen.publishing.publish import Published, publish_guarded
from sitegen.publishing.rollback import Hold, end_hold, held
from sitegen.publishing.stamp import is_as_stamped, put_stamp


@dataclass(slots=True)
class Report:
    """What a pass over the stages has done; stages that did not run are None.

    Attributes:
        announced: How many people are told of new terms.
        reminded: How many people are reminded of a visit.
        refusal: Why nothing was published; empty when it was.
        hold: The site was rolled back, so nothing was published until somebody asks for it.
        advice: What should be mended in the site, where somebody asked for publishing.
        rearranged: The bookings that no longer fitted the office and have been moved or cancelled.
        unfit: How many live bookings no longer fit the office and wait for `madoguchi affected`.
    """

    taken: Taken | None = None
    decided: dict[Verdict, int] | None = None
    announced: int = 0
    reminded: int = 0
    told: Told | None = None
    results: int = 0
    published: Published | None = None
    refusal: str = ""
    hold: Hold | None = None
    advice: tuple[str, ...] = ()
    rearranged: tuple[Case, ...] = ()
    unfit: int = 0

    @property
    def needs_person(self) -> int:
        """How many things of this pass wait for a person."""
        reviews = self.taken.reviews + len(self.taken.left) if self.taken else 0
        faulty = len(self.told.faulty) if self.told else 0
        return reviews + (self.decided or {}).get(Verdict.REVIEW, 0) + bool(self.refusal) + faulty


@dataclass(frozen=True, slots=True)
class Line:
    """One office, opened for one pass."""

    folder: OfficeFolder
    office: Office
    secrets: Secrets
    store: Store
    days: OfficeDays
    as_of: datetime
    progress: Progress = silent
    outcome: Report = field(default_factory=Report)

    def intake(self) -> None:
        """Take what waits in the inbox and read it."""
        self.outcome.taken = take(self._intake(), self.progress)

    def schedule(self) -> None:
        """Decide what waits for a decision, tell people of new terms, and remind them of their visits."""
        with self.store.deciding() as store:
            self.outcome.decided = schedule(store, self._desk(), self.days, self.progress)
            self.outcome.announced = announce(store, self._desk(), load_terms(self.folder.content))
            self.outcome.reminded = remind(store, self._desk(), self.days)

    def rearrange(self) -> None:
        """Move or cancel the bookings that no longer fit the office as it is configured now."""
        cases = self.outcome.rearranged = rearrange(self.store, self._desk(), self.days)
        kept = sum(bool(case.hit.keep_with) for case in cases)
        lost = len(cases) - kept
        self.outcome.decided = {Verdict.MOVE: kept, Verdict.CANCEL: lost, Verdict.REVIEW: lost}

    def tell(self) -> None:
        """Hand the letters over and write the files of the staff."""
        self.outcome.told = tell(self.store, self.folder, self._desk(), self.days, self.progress)
        self.outcome.results = write_results(self.store, self.folder, log_layout(self.office.log.columns))

    def publish(self, *, asked: bool = False, strict: bool = False) -> None:
        """Publish the site; where that is refused, the last good one stays and the reason is kept to be told.

        Args:
            asked: Somebody asks for just that, which ends the hold on a site that was rolled back.
            strict: Advice refuses.
        """
        try:
            self._publish(asked=asked, strict=strict)
        except PublishingRefused as error:
            self.outcome.refusal = str(error)

    def _publish(self, *, asked: bool, strict: bool) -> None:
        live, taken = taken_times(self.store, self.as_of)
        self.outcome.unfit = len(unfit(self.office, self.days, live, self.as_of))
        self.outcome.hold = None if asked else held(self.folder.public)
        if self.outcome.hold:
            return
        ingredients = ingredients_of(self.folder, self.office, taken, self.as_of)
        stamp = ingredients.stamp()
        if not asked and (there := is_as_stamped(self.folder.public, stamp)):
            self.outcome.published = Published(unchanged=there)
            return
        files = ingredients.site()
        if asked:
            self.outcome.advice = advice_of(self.folder, self.office, self.as_of, files)
        if strict:
            refuse_advice(self.outcome.advice)
        self.outcome.published = publish_guarded(
            files,
            self.folder.public,
            self.as_of,
            self.office.site.keep_releases,
            guarded(self.office, self.secrets, self.store),
        )
        put_stamp(self.folder.public, stamp)
        if asked:
            end_hold(self.folder.public)

    def run(self) -> None:
        """Do one whole pass."""
        self.intake()
        self.schedule()
        self.tell()
        self.publish()

    def carry_out(self, command: Command) -> tuple[int, ...]:
        """Take a command of staff, go on from there, and return the numbers of the requests that it became.

        Raises:
            NotAllowed: It cannot be carried out as things stand; nothing has been changed.
        """
        requests = take_command(self._intake(), command)
        self.schedule()
        self.tell()
        self.publish()
        return requests

    def run_again(self) -> None:
        """Read once more what nobody could read, and go on from there."""
        self.outcome.taken = retry(self._intake(), self.progress)
        self.schedule()
        self.tell()
        self.publish()

    def _intake(self) -> Intake:
        terms = load_terms(self.folder.content)
        return Intake(self.store, self.folder, self.office, self.days, terms, self.as_of, self.secrets)

    def _desk(self) -> Desk:
        return Desk(self.office, self.secrets, self.as_of)


@contextmanager
def open_line(root: Path, as_of: datetime, progress: Progress = silent) -> Iterator[Line]:
    """Open an office folder for one pass, alone.

    Raises:
        ConfigurationError: `office.toml` or the secrets cannot be used.
        StoreError: The store cannot be used where it is, or is newer than the program.
        TryLater: Another run is at work, or the server of the store is away.
    """
    folder = OfficeFolder(root)
    office, secrets = load_office(folder.office_toml), load_secrets(folder.secrets)
    with one_run(folder.lock), opened(store_place(folder, secrets), office.office.id) as store:
        yield Line(folder, office, secrets, store, OfficeDays(office), as_of, progress)


def run_stages(root: Path, as_of: datetime, stages: Callable[[Line], None], progress: Progress = silent) -> Report:
    """Open an office folder, do these stages and return what they did."""
    with open_line(root, as_of, progress) as line:
        stages(line)
        return line.outcome
