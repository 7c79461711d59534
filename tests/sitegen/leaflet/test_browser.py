"""Finding a browser that prints, and what becomes of one that hangs, fails or writes something else."""

import os
import sys
from pathlib import Path

import pytest
from small_pdf import small_pdf

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError, TryLater
from sitegen.leaflet.browser import find_browser, print_page
from sitegen.leaflet.pdf import settle
from sitegen.leaflet.printed import keep_leaflet, kept_leaflets, print_leaflet
from sitegen.leaflet.sheet import Sheet, sheets

RUNS_SCRIPTS = pytest.mark.skipif(
    sys.platform == "win32", reason="the browser of these tests is a script with a #! line"
)
ITS_PDF = "next(one.partition('=')[2] for one in sys.argv if one.startswith('--print-to-pdf='))"


def browser(folder: Path, does: str, name: str = "chromium") -> Path:
    """Make a program that stands for a browser."""
    program = folder / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def writing(folder: Path, pdf: bytes) -> Path:
    return browser(folder, f"pathlib.Path({ITS_PDF}).write_bytes({pdf!r})")


@pytest.fixture(scope="module")
def sheet(office: Office, content: Content) -> Sheet:
    return sheets(office, content)[0]


@RUNS_SCRIPTS
@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "microsoft-edge-stable"])
def test_a_browser_on_the_path_is_found(tmp_path: Path, name: str) -> None:
    program = browser(tmp_path, "", name)
    assert find_browser("", {"PATH": str(tmp_path)}, "linux") == program
    assert find_browser(name, {"PATH": str(tmp_path)}, "linux") == program
    assert find_browser(str(program), {"PATH": ""}, "linux") == program


@pytest.mark.parametrize(
    ("platform", "named", "place"),
    [
        ("win32", "PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("win32", "LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
        ("darwin", "HOME", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ],
)
def test_a_browser_in_its_usual_place_is_found(tmp_path: Path, platform: str, named: str, place: str) -> None:
    program = browser(tmp_path / "one", "", place)
    assert find_browser("", {"PATH": "", named: str(tmp_path / "one")}, platform) == program


@pytest.mark.parametrize(
    ("wished", "said"), [("", "leaflet.html"), ("no-such-browser", "site.browser に書かれたブラウザーがありません")]
)
def test_without_a_browser_the_office_is_told_what_to_do(tmp_path: Path, wished: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        find_browser(wished, {"PATH": str(tmp_path)}, "win32")


@RUNS_SCRIPTS
def test_a_browser_gets_the_page_and_a_profile_of_its_own_and_leaves_nothing(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    program = browser(
        tmp_path / "bin",
        f"pathlib.Path({str(heard)!r}).write_text('\\n'.join(sys.argv[1:]))\npathlib.Path({ITS_PDF}).touch()",
    )
    page = tmp_path / "ご案内 の紙" / "leaflet.html"
    page.parent.mkdir()
    assert print_page(program, page, tmp_path) == b""
    said = heard.read_text(encoding="utf-8").splitlines()
    assert {"--headless", "--no-pdf-header-footer", "--generate-pdf-document-outline"} <= set(said)
    assert ("--no-sandbox" in said) == (os.geteuid() == 0)
    assert said[-1] == page.as_uri()
    (profile,) = [one.partition("=")[2] for one in said if one.startswith("--user-data-dir=")]
    assert Path(profile).parent == tmp_path
    assert not Path(profile).exists()


@RUNS_SCRIPTS
def test_a_browser_that_hangs_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\necho $$ > '{note}'\nsleep 600\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(TryLater, match="止めました"):
        print_page(program, tmp_path / "leaflet.html", tmp_path, patience=1)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


@RUNS_SCRIPTS
@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("sys.exit(1)", "書き出しませんでした"),
        (f"pathlib.Path({ITS_PDF}).write_text('oops')", "読み取れません"),
    ],
    ids=["writes nothing", "writes no PDF"],
)
def test_a_browser_that_fails_is_told_of(tmp_path: Path, sheet: Sheet, does: str, said: str) -> None:
    with pytest.raises(TryLater, match=said):
        print_leaflet(browser(tmp_path / "bin", does), sheet, tmp_path / "leaflet")
    assert list((tmp_path / "leaflet").iterdir()) == []


@RUNS_SCRIPTS
def test_words_that_need_two_sheets_are_the_offices_to_mend(tmp_path: Path, sheet: Sheet) -> None:
    with pytest.raises(ConfigurationError, match=r"content/leaflet\.md の文章が.*2枚"):
        print_leaflet(writing(tmp_path / "bin", small_pdf(pages=2)), sheet, tmp_path / "leaflet")


@RUNS_SCRIPTS
def test_the_page_is_printed_with_what_it_shows_and_the_pdf_is_settled(tmp_path: Path, sheet: Sheet) -> None:
    beside = "from urllib.parse import unquote, urlsplit\npage = pathlib.Path(unquote(urlsplit(sys.argv[-1]).path))\n"
    check = "assert len(list((page.parent / 'assets').glob('qr-*.svg'))) == 2\n"
    does = f"{beside}{check}pathlib.Path({ITS_PDF}).write_bytes({small_pdf()!r})"
    pdf = print_leaflet(browser(tmp_path / "bin", does), sheet, tmp_path / "leaflet")
    assert pdf == settle(small_pdf())


def test_of_each_language_one_pdf_is_kept_by_what_it_was_made_of(
    tmp_path: Path, office: Office, content: Content
) -> None:
    standard, easy, _ = sheets(office, content)
    assert kept_leaflets(tmp_path / "none yet") == {}
    (tmp_path / "leaflet-ja.draft.pdf").write_bytes(b"somebody's own copy")
    keep_leaflet(tmp_path, standard._replace(source="0" * 16), b"old")
    keep_leaflet(tmp_path, easy, b"easy")
    keep_leaflet(tmp_path, standard, b"new")
    assert (tmp_path / "leaflet-ja.draft.pdf").exists()
    assert kept_leaflets(tmp_path) == {standard.source: b"new", easy.source: b"easy"}
