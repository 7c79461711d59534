"""What many commands take: the office folder, the as-of time, and whether the answer is JSON."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from madoguchi.clock import parse_as_of

Folder = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="事業所のフォルダー。省くと今いるフォルダー。", show_default=False)
]


def moment(text: str) -> datetime:
    """Read a time that is typed.

    Raises:
        typer.BadParameter: It is none.
    """
    try:
        return parse_as_of(text)
    except ValueError:
        raise typer.BadParameter("2026-11-30T09:00 のように書いてください。") from None


AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", parser=moment, metavar="時刻", help="この時刻に実行したものとして扱う（2026-11-30T09:00）。"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="結果を JSON で出す。")]
Here = Path()
