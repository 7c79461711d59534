"""One pass of `watch`: an ordinary run whose every failure is a sentence, and what it leaves for the next."""

import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from intake.sources.resting import rested_at
from madoguchi.cli.line import Line, Report, run_stages
from madoguchi.cli.watching.rhythm import every_of, next_occasion
from madoguchi.errors import AnotherRun, ConfigurationError, MadoguchiError
from madoguchi.progress import Progress
from madoguchi.store.sending import next_try


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a pass has found out about the next.

    Attributes:
        every: The next comes so long after it at the latest.
        rest: How long a file must have rested.
        wake_at: When something is known to be due: a new day, a file that will have rested, a letter's next try.
    """

    every: timedelta
    rest: timedelta
    wake_at: datetime


@dataclass(frozen=True, slots=True)
class Passed:
    """How a pass ended.

    Attributes:
        report: What it did; None when it could not be done.
        ahead: None when it could not be done.
        trouble: Why it could not; sentences without names, empty when it was done or another run was at work.
    """

    report: Report | None = None
    ahead: Ahead | None = None
    trouble: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether it is tried again less and less often."""
        return bool(self.trouble)


def one_pass(root: Path, as_of: datetime, progress: Progress) -> Passed:
    """Do one whole pass on what the office folder says now; nothing is raised."""
    ahead: list[Ahead] = []

    def stages(line: Line) -> None:
        line.run()
        ahead.append(_look_ahead(line))

    try:
        report = run_stages(root, as_of, stages, progress)
    except AnotherRun:
        return Passed()
    except ConfigurationError as error:
        return Passed(trouble=error.problems)
    except MadoguchiError as error:
        return Passed(trouble=(str(error),))
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Passed(trouble=(f"ファイルの読み書きができません（{why}）。空き容量と権限を確かめてください。",))
    except Exception as error:  # noqa: BLE001 -- one defect must not end what is to stay for months
        return Passed(trouble=(_say_defect(error),))
    return Passed(report, ahead[0])


def _look_ahead(line: Line) -> Ahead:
    rest = line.office.inbox.rest_seconds
    with line.store.reading() as transaction:
        letter = next_try(transaction, line.as_of)
    file = rested_at(line.folder.inbox, line.as_of, rest)
    occasion = next_occasion(line.office, line.as_of)
    wake_at = min(filter(None, (letter, file, occasion)))
    return Ahead(every_of(line.office), timedelta(seconds=rest), wake_at)


def _say_defect(error: Exception) -> str:
    """Say where it happened and of what kind; its own words may name people."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__}、{Path(last.filename).name} {last.lineno}行目"
    return f"不具合が起きました（{place}）。しばらくしてもう一度試します。続くときは保守の担当者に知らせてください。"
