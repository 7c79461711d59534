"""When the next pass comes, given what has happened and what time it is (pure)."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from madoguchi.backoff import pause
from madoguchi.clock import aware, local
from madoguchi.config.office import Office

GAP: Final = timedelta(seconds=5)  # between the end of a pass and the next: hints come in heaps
EVERY: Final = timedelta(minutes=5)  # without a mailbox, and while `office.toml` cannot be read
_FIRST_PAUSE: Final = 5.0  # seconds, after a pass that failed
_MIDNIGHT: Final = time()  # another day: day sheets, the site, reminders


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is known about passes so far; all times aware.

    A hint that comes during a pass is for the next one: `began` forgets the hints before it, and no others.

    Attributes:
        every: A pass comes so long after the end of the last at the latest.
        ended_at: When the last pass ended; None before the first.
        failures: Passes that have failed in a row.
        pause: After the end of a failed pass; hints do not shorten it.
        wake_at: When a hint, a resting file, a letter or the calendar asks for a pass; None when nothing does.
    """

    every: timedelta = EVERY
    ended_at: datetime | None = None
    failures: int = 0
    pause: timedelta = timedelta()
    wake_at: datetime | None = None

    def hinted(self, at: datetime) -> "Rhythm":
        """Something asks for a pass at that time; the earliest of all wishes counts."""
        return replace(self, wake_at=at if self.wake_at is None else min(self.wake_at, at))

    def began(self) -> "Rhythm":
        """A pass has begun, which serves every hint so far."""
        return replace(self, wake_at=None)

    def succeeded(self, at: datetime, every: timedelta) -> "Rhythm":
        """The pass has ended well; `every` is what `office.toml` says by now."""
        return replace(self, every=every, ended_at=at, failures=0, pause=timedelta())

    def failed(self, at: datetime, chance: float) -> "Rhythm":
        """The pass could not be done: it is tried again after a pause, a longer one each time.

        Args:
            at: The end of the pass.
            chance: From 0 to 1; see `madoguchi.backoff.pause`.
        """
        failures = self.failures + 1
        seconds = pause(failures, _FIRST_PAUSE, self.every.total_seconds(), chance)
        return replace(self, ended_at=at, failures=failures, pause=timedelta(seconds=seconds))

    def wait(self, now: datetime) -> timedelta:
        """Return how long nothing is to be done from now on; zero when a pass is due."""
        if self.ended_at is None or now < self.ended_at:  # the clock was set back: what was reckoned means nothing
            return timedelta()
        if self.failures:
            due = self.ended_at + self.pause
        else:
            latest = self.ended_at + self.every
            due = latest if self.wake_at is None else min(latest, max(self.wake_at, self.ended_at + GAP))
        return max(due - now, timedelta())


def every_of(office: Office) -> timedelta:
    """Return how far apart passes may be."""
    return EVERY if office.imap is None else timedelta(minutes=office.imap.poll_minutes)


def next_occasion(office: Office, now: datetime) -> datetime:
    """Return when the calendar asks for a pass: a new day, the mailbox's check, the time of reminders."""
    times = [_MIDNIGHT]
    if office.imap is not None:
        times.append(office.imap.reconcile_at)
    if office.letters.reminder_days:
        times.append(office.letters.reminder_from)
    here = local(now)
    days = (here.date(), here.date() + timedelta(days=1))
    return min(aware(datetime.combine(day, one)) for day in days for one in times if datetime.combine(day, one) > here)
