"""`madoguchi leaflet`: the PDFs it makes, what a later run publishes of them, and what it says without a browser."""

import sys
from datetime import datetime
from pathlib import Path

import command_line
import pytest
from small_pdf import small_pdf

from madoguchi.cli.line import run_stages
from madoguchi.cli.office_folder import make_office
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import Exit

AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
PDFS = {"leaflet.pdf", "easy/leaflet.pdf", "en/leaflet.pdf"}
RUNS_SCRIPTS = pytest.mark.skipif(
    sys.platform == "win32", reason="the browser of these tests is a script with a #! line"
)


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """Make an office whose browser writes an empty page, and notes each page that it printed."""
    folder = make_office(tmp_path / "office")
    browser = tmp_path / "chromium"
    browser.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"with open({str(tmp_path / 'printed')!r}, 'a') as notes:\n    print(sys.argv[-1], file=notes)\n"
        "(out,) = [one.partition('=')[2] for one in sys.argv if one.startswith('--print-to-pdf=')]\n"
        f"pathlib.Path(out).write_bytes({small_pdf()!r})\n",
        encoding="utf-8",
    )
    browser.chmod(0o755)
    change(folder, 'browser = ""', f'browser = "{browser}"')
    return folder


def change(folder: OfficeFolder, old: str, new: str) -> None:
    text = folder.office_toml.read_text(encoding="utf-8")
    assert old in text
    folder.office_toml.write_text(text.replace(old, new), encoding="utf-8")


def published(folder: OfficeFolder) -> set[str]:
    """Publish, and return which PDFs there are; each is linked from its page, and from no other."""
    run_stages(folder.root, AS_OF, lambda line: line.publish())
    current = folder.public / "current"
    found = {path.relative_to(current).as_posix() for path in current.rglob("*.pdf")}
    linked = {
        page.replace(".html", ".pdf")
        for page in ("leaflet.html", "easy/leaflet.html", "en/leaflet.html")
        if 'href="leaflet.pdf"' in (current / page).read_text(encoding="utf-8")
    }
    assert found == linked
    return found


def printed(folder: OfficeFolder) -> int:
    notes = folder.root.parent / "printed"
    return len(notes.read_text(encoding="utf-8").splitlines()) if notes.exists() else 0


@RUNS_SCRIPTS
def test_the_pdfs_are_made_once_and_published_while_their_page_is_the_same(
    office: OfficeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published(office) == set()
    assert command_line.call("leaflet", str(office.root)) == Exit.DONE
    assert "やさしい日本語のご案内をPDFにしました" in capsys.readouterr().out
    assert published(office) == PDFS
    assert command_line.call("leaflet", str(office.root)) == Exit.DONE
    assert capsys.readouterr().out == "どのPDFも、今のご案内のとおりです。\n"
    assert printed(office) == 3


@RUNS_SCRIPTS
def test_a_stale_pdf_is_left_out_until_it_is_made_anew(office: OfficeFolder) -> None:
    command_line.call("leaflet", str(office.root))
    change(
        office, 'telephone_hours = "weekdays, 8:30 a.m. to 5:15 p.m."', 'telephone_hours = "weekdays, 9 a.m. to 5 p.m."'
    )
    assert published(office) == PDFS - {"en/leaflet.pdf"}
    assert printed(office) == 3, "publishing starts no browser"
    command_line.call("leaflet", str(office.root))
    assert printed(office) == 4, "only the one that is stale is printed"
    assert published(office) == PDFS


@RUNS_SCRIPTS
def test_the_pdfs_lie_where_nobody_else_reads(office: OfficeFolder) -> None:
    command_line.call("leaflet", str(office.root))
    assert office.leaflets.stat().st_mode & 0o077 == 0
    assert sorted(path.name.partition(".")[0] for path in office.leaflets.iterdir()) == [
        "leaflet-easy",
        "leaflet-en",
        "leaflet-ja",
    ]


def test_without_a_browser_the_sentence_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_office(tmp_path / "office")
    change(folder, 'browser = ""', 'browser = "no-such-browser"')
    assert command_line.call("leaflet", str(folder.root)) == Exit.CONFIGURATION
    assert capsys.readouterr().err == (
        'office.toml の site.browser に書かれたブラウザーがありません。場所を確かめるか、空（""）にしてください。\n'
    )
