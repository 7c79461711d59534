"""The commands about the public site: `publish`, `rollback`, `preview`."""

from typing import Annotated

import typer

from madoguchi.cli.options import AsJson, AsOf, Folder, Here
from madoguchi.cli.passing import do_pass
from madoguchi.clock import now

publishing = typer.Typer()


@publishing.command(help="公開だけをする：案内ページを作り直し、差し替える。前の版に戻していたときは、公開を再開する。")
def publish(
    folder: Folder = Here,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="何が変わるかを示すだけで、何も書き換えない。")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="直したほうがよいところがあれば、公開しない。")] = False,
) -> None:
    """Do the publishing stage alone."""
    if dry_run:
        from madoguchi.cli.dry_run import show_dry_run

        raise typer.Exit(show_dry_run(folder, as_of or now(), strict=strict, json_wanted=json_wanted))
    do_pass(folder, as_of, lambda line: line.publish(asked=True, strict=strict), json_wanted=json_wanted)


@publishing.command(
    short_help="公開している案内ページを、前の版に戻す。",
    help="公開している案内ページを、前の版に戻す。戻したあとは、「madoguchi publish」を実行するまで、"
    "ほかの実行では公開しない。",
)
def rollback(
    folder: Folder = Here,
    to: Annotated[
        str, typer.Option("--to", metavar="版", help="戻したい版の名前（--list で示されるもの）。省くと一つ前。")
    ] = "",
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
    listed: Annotated[bool, typer.Option("--list", help="残っている版を、新しい順に示す。何も変えない。")] = False,
) -> None:
    """Go back to an earlier release, or list those that there are."""
    from madoguchi.cli.rollback import list_releases, roll_back_site

    if listed:
        list_releases(folder, json_wanted=json_wanted)
    else:
        roll_back_site(folder, to, as_of or now(), json_wanted=json_wanted)


@publishing.command(
    short_help="書きかけの案内ページを、公開せずに、このパソコンで見る。",
    help="content と office.toml から案内ページを作り、公開せずに、このパソコンからだけ見られるようにする。"
    "ファイルを保存すると、開いているページも新しくなる。終わるときは Ctrl+C。",
)
def preview(
    folder: Folder = Here,
    as_of: AsOf = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="番号", help="ポート番号。0 は空いている番号。")
    ] = 8001,
) -> None:
    """Show drafts on this machine alone."""
    from madoguchi.cli.preview import preview_site

    preview_site(folder, as_of, port)
