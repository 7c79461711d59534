"""The leaflets in a real browser: printed once for all tests, and looked at with the tools of poppler and zbar."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from madoguchi.errors import ConfigurationError
from sitegen.leaflet.browser import find_browser

_HOW_TO_GET_IT = {
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "zbarimg": "zbar-tools",
}


def real_browser() -> Path:
    """Return a browser; without one the test is skipped, but never on CI."""
    try:
        return find_browser()
    except ConfigurationError:
        return Path(_missing("A browser of the Chromium family", "chromium"))


@cache
def tool(name: str) -> str:
    """Return where a program is; without it the test is skipped, but never on CI."""
    return shutil.which(name) or _missing(name, _HOW_TO_GET_IT[name])


def ask(name: str, *words: str | Path) -> str:
    """Return what a program says of a PDF."""
    done = subprocess.run([tool(name), *words], capture_output=True, check=True)
    return done.stdout.decode()


def pixels(pdf: Path, dots_per_inch: int = 50) -> bytes:
    """Return a page as it is printed in colour: red, green and blue of each pixel."""
    done = subprocess.run(
        [tool("pdftoppm"), "-r", str(dots_per_inch), "-singlefile", pdf], capture_output=True, check=True
    )
    head = re.match(rb"P6\s+\d+\s+\d+\s+255\s", done.stdout)
    assert head
    return done.stdout[head.end() :]


def scanned(pdf: Path, folder: Path) -> list[str]:
    """Return what a telephone reads in the codes of a page printed on a plain black and white printer."""
    picture = folder / "page"
    subprocess.run([tool("pdftoppm"), "-r", "200", "-mono", "-singlefile", pdf, picture], check=True)
    said = ask("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.with_suffix(".pbm"))
    return sorted(said.split())


def _missing(what: str, package: str) -> str:
    said = f"{what} is not installed; get it with: sudo apt install --no-install-recommends {package}"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)
