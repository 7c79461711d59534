"""`madoguchi outbox` and `release`: the letters that wait, one of them to read, and letting held ones go."""

import re
from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli.options import AsJson, AsOf, Folder, Here
from madoguchi.clock import now

outbox = typer.Typer()

_NUMBER = re.compile(r"[0-9]{1,9}")


@outbox.command(name="outbox", help="送信を待っているお知らせメールを示す。番号を書くと、その1通を読む。")
def show(
    what: Annotated[
        str,
        typer.Argument(metavar="[番号|DIR]", help="一覧にある番号、または事業所のフォルダー。", show_default=False),
    ] = "",
    folder: Folder = Here,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Show the letters that wait, or one letter of any state."""
    from madoguchi.cli.show_outbox import show_letter, show_letters

    if _NUMBER.fullmatch(what):
        raise typer.Exit(show_letter(folder, int(what), json_wanted=json_wanted))
    show_letters(Path(what) if what else folder, as_of or now(), json_wanted=json_wanted)


@outbox.command(name="release", help="職員の確認を待っているお知らせメールを送り出す。")
def let_go(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="番号|DIR", help="「madoguchi outbox」の番号と、事業所のフォルダー。", show_default=False
        ),
    ] = None,
    as_of: AsOf = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="確認を待っているものをすべて送り出す。")] = False,
    json_wanted: AsJson = False,
) -> None:
    """Release letters, and hand them over."""
    from madoguchi.cli.show_outbox import release_letters

    words = what or []
    numbers = {int(word) for word in words if _NUMBER.fullmatch(word)}
    folders = [word for word in words if not _NUMBER.fullmatch(word)]
    if len(folders) > 1 or every == bool(numbers):
        raise typer.BadParameter("送り出す番号を書くか、すべて送り出すときは --all と書いてください。")
    folder = Path(folders[0]) if folders else Here
    raise typer.Exit(release_letters(folder, None if every else numbers, as_of or now(), json_wanted=json_wanted))
