"""Every letter with sample data, written to a folder to be looked at."""

from pathlib import Path
from typing import Annotated

import typer

from madoguchi.cli.options import AsOf

letters_command = typer.Typer()


@letters_command.command(
    help="お知らせメールを、すべての種類と言語について見本の名前で作り、フォルダーに書き出す。何も送らない。"
)
def letters(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="書き出すフォルダー。省くと letters。", show_default=False)
    ] = Path("letters"),
    *,
    office: Annotated[
        Path | None,
        typer.Option("--office", metavar="DIR", help="事業所のフォルダー。省くと見本の事業所の設定で作る。"),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the sample letters and say where they are."""
    from madoguchi.clock import now
    from madoguchi.config.folder import OfficeFolder
    from madoguchi.config.load import load_office
    from madoguchi.files import write_if_changed
    from madoguchi.paths import shipped
    from scheduler.letters.sample_folder import sample_files

    settings = OfficeFolder(office).office_toml if office else shipped("examples") / "office.toml"
    files = sample_files(load_office(settings), as_of or now())
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_if_changed(folder / name, content, mode=0o644)
    typer.echo(f"お知らせの見本を {len(files) - 1} 個のファイルに書き出しました。")
    typer.echo(f"ブラウザーで開いてください：{(folder / 'index.html').resolve()}")
