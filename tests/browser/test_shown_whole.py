"""Nothing is cut off, hidden or laid over something else: on a small phone, enlarged, spaced out, on paper."""

import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from shutil import which
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page
from real_mail.fixtures import must_be

from browser.chromium import Look, Window

LOOK_OVER = Path(__file__).with_name("shown.js").read_text(encoding="utf-8")
ADD_STYLE = "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }"
SPACED_OUT = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""  # WCAG 2.2, 1.4.12: what a reader may set without losing anything
TWICE_AS_LARGE = "html { font-size: 200%; }"  # 1.4.4
SMALL_PHONE = Look(width=320)
FOUR_TIMES = Look(width=320, height=256)  # a desk's 1280x1024 at 400 % (1.4.10)
DESK = Look(width=1280)
PAPER = Look(width=680, height=1010, media="print")  # what margins of 15 mm leave of A4, at 96 dots an inch

HOW_TO_GET_POPPLER = "pdftotext is not installed; get it with: sudo apt install --no-install-recommends poppler-utils"

CASES = [
    (SMALL_PHONE, "", "a small phone"),
    (SMALL_PHONE, SPACED_OUT, "the same, spaced out"),
    (FOUR_TIMES, "", "a desk, enlarged four times"),
    (Look(), "", "a usual phone"),
    (Look(width=640), TWICE_AS_LARGE, "letters twice as large on a small tablet"),
    (DESK, "", "a desk"),
    (DESK, SPACED_OUT, "the same, spaced out"),
    (DESK, TWICE_AS_LARGE, "letters twice as large on a desk"),
    (PAPER, "", "printed on A4"),
]


def test_nothing_is_lost(window: Window, path: str) -> None:
    page = window.open(path)
    lost: list[str] = []
    for look, style, why in CASES:
        window.turn(look)
        page.evaluate(ADD_STYLE, style)
        lost += [f"{why} ({look}): {each}" for each in page.evaluate(LOOK_OVER)["lost"]]
    assert not lost, "\n".join(lost)


def _characters(text: str) -> Counter[str]:
    """Count what is printed; fonts may store one character as another of the same shape."""
    return Counter(each for each in unicodedata.normalize("NFKC", text) if not each.isspace())


def _on_paper(page: Page, folder: Path) -> str:
    """Print a page and return the words that lie on a sheet, not beside it."""
    printed = folder / "page.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    pdftotext = which("pdftotext")
    must_be(pdftotext is not None, HOW_TO_GET_POPPLER)
    done = subprocess.run([pdftotext, "-bbox", printed, "-"], capture_output=True, check=True)
    words: list[str] = []
    for sheet in ET.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page"):  # noqa: S314 -- our own
        width, height = float(sheet.attrib["width"]), float(sheet.attrib["height"])
        for word in sheet:
            left, right, top, bottom = (float(word.attrib[name]) for name in ("xMin", "xMax", "yMin", "yMax"))
            if left >= 0 and right <= width and top >= 0 and bottom <= height:
                words.append(word.text or "")
    return "".join(words)


def test_all_that_is_shown_is_on_the_paper(window: Window, tmp_path: Path, path: str) -> None:
    page = window.open(path, PAPER)
    missing = _characters(page.evaluate(LOOK_OVER)["shown"]) - _characters(_on_paper(page, tmp_path))
    assert missing == Counter()


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p style='width:900px'>あ</p>", "the page is"),
        ("<p style='height:1em;overflow:hidden'>あ<br>い<br>う</p>", "cut"),
        (
            "<table style='table-layout:fixed;width:2em'><td style='white-space:nowrap'>あああ</table>",
            "sticks out of its",
        ),
        ("<p style='margin:0'>あああ</p><p style='margin:-1.2em 0'>いいい</p>", "upon each other"),
    ],
)
def test_it_would_be_found(browser: Browser, markup: str, found: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(f"<!doctype html><html lang=ja><title>t</title><p>あ</p>{markup}")
    lost = page.evaluate(LOOK_OVER)["lost"]
    page.close()
    assert any(each.startswith(found) for each in lost)
