"""The leaflet as PDF, made by a browser on this machine."""

from pathlib import Path

import typer

from madoguchi.cli.options import Folder, Here
from madoguchi.config.content import load_content
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.model.language import Language

leaflet_command = typer.Typer()
_LARGEST = 150  # kilobytes that somebody on a telephone may be asked to fetch
SAID = {Language.STANDARD: "日本語", Language.EASY: "やさしい日本語", Language.ENGLISH: "英語"}


@leaflet_command.command(
    help="印刷用のご案内（A4で1枚。日本語、やさしい日本語、英語）をPDFにする。このパソコンの Chromium、Chrome、Edge のどれかを使う。"
)
def leaflet(folder: Folder = Here) -> None:
    """Make the PDFs of the leaflets."""
    made = make_leaflets(folder)
    for language, kilobytes in made.items():
        typer.echo(f"{SAID[language]}のご案内をPDFにしました（{kilobytes}KB）。")
    if any(kilobytes > _LARGEST for kilobytes in made.values()):
        typer.echo(
            f"{_LARGEST}KBより大きいPDFがあります。「BIZ UDPゴシック」をこのパソコンに入れてから、"
            "private/leaflet の中のPDFを消して作り直すと、小さくなります。"
        )
    if made:
        typer.echo("次の公開で、案内ページに載ります。すぐに載せるには「madoguchi publish」を実行してください。")
    else:
        typer.echo("どのPDFも、今のご案内のとおりです。")


def make_leaflets(root: Path) -> dict[Language, int]:
    """Make each PDF that is missing or stale, and return its size in kilobytes.

    Raises:
        ConfigurationError: There is no browser, or words do not fit the page.
        TryLater: The browser failed.
    """
    from sitegen.leaflet.browser import find_browser
    from sitegen.leaflet.printed import keep_leaflet, kept_leaflets, print_leaflet
    from sitegen.leaflet.sheet import sheets

    folder = OfficeFolder(root)
    office = load_office(folder.office_toml)
    kept = kept_leaflets(folder.leaflets)
    wanted = [sheet for sheet in sheets(office, load_content(folder.content)) if sheet.source not in kept]
    made: dict[Language, int] = {}
    for sheet in wanted:
        pdf = print_leaflet(find_browser(office.site.browser), sheet, folder.leaflets)
        keep_leaflet(folder.leaflets, sheet, pdf)
        made[sheet.language] = round(len(pdf) / 1000)
    return made
