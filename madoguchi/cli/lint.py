"""Whether calendar files keep the rules that clients punish."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from madoguchi.cli.options import AsJson
from madoguchi.errors import Exit, UnreadableInput

if TYPE_CHECKING:
    from scheduler.calendar.lint import Finding

linting = typer.Typer()


@linting.command(help="カレンダー（.ics）の誤りを調べる。直すところがあると、行と直し方、RFCの節を示す。")
def lint(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.ics…", help="調べるファイル。いくつでもよい。")],
    *,
    foreign: Annotated[
        bool, typer.Option("--foreign", help="よそのカレンダーとして調べる：RFCにはない、当所だけの決まりを除く。")
    ] = False,
    json_wanted: AsJson = False,
) -> None:
    """Show what is wrong with calendar files."""
    from scheduler.calendar.lint import findings

    unread: list[str] = []
    found: list[tuple[Path, tuple[Finding, ...]]] = []
    for path in files:
        try:
            found.append((path, findings(_octets(path), foreign=foreign)))
        except UnreadableInput as error:
            unread.append(str(error))
    if json_wanted:
        typer.echo(json.dumps([_as_json(path, each) for path, each in found], ensure_ascii=False))
    else:
        for path, each in found:
            _show(path, each)
    for sentence in unread:
        typer.echo(sentence, err=True)
    if unread or any(each for _, each in found):
        raise typer.Exit(Exit.NEEDS_PERSON)


def _octets(path: Path) -> bytes:
    """Return a file's content, at most one octet more than the linter takes.

    Raises:
        UnreadableInput: There is no such file, or it cannot be opened.
    """
    from scheduler.calendar.rules.physical import MOST_OCTETS

    try:
        if path.is_dir():
            raise UnreadableInput(f"{path.name} はフォルダーです。カレンダーのファイルを指定してください。")
        if path.exists() and not path.is_file():
            raise UnreadableInput(
                f"{path.name} はふつうのファイルではありません。カレンダーのファイルを指定してください。"
            )
        with path.open("rb") as file:
            return file.read(MOST_OCTETS + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"{path.name} がありません。場所と名前を確かめてください。") from None
    except OSError:
        raise UnreadableInput(f"{path.name} を開けません。場所と名前、権限を確かめてください。") from None


def _show(path: Path, found: "tuple[Finding, ...]") -> None:
    for each in found:
        place = f":{each.line}" if each.line else ""
        typer.echo(f"{path.name}{place} {each.say}（{each.rfc}）")
    if not found:
        typer.echo(f"{path.name} 誤りはありません。")


def _as_json(path: Path, found: "tuple[Finding, ...]") -> dict[str, object]:
    return {"file": path.name, "findings": [each._asdict() for each in found]}
