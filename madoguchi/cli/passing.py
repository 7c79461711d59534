"""A command that does a pass over some stages, and shows what came of it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import typer

from madoguchi.clock import now
from madoguchi.errors import Exit


def do_pass(root: Path, as_of: datetime | None, stages: Callable[..., None], *, json_wanted: bool) -> None:
    """Do these stages and show what they did.

    Raises:
        typer.Exit: Something needs a person.
    """
    from madoguchi.cli.line import run_stages
    from madoguchi.cli.show import as_json, progress_bar, show_outcome

    moment = as_of or now()
    with progress_bar(shown=not json_wanted) as progress:
        outcome = run_stages(root, moment, stages, progress)
    if json_wanted:
        typer.echo(json.dumps({"as_of": moment.isoformat(), **as_json(outcome)}, ensure_ascii=False))
    else:
        show_outcome(outcome)
    if outcome.needs_person:
        raise typer.Exit(Exit.NEEDS_PERSON)
