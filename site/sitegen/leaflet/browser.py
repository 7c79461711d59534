"""Printing a page to PDF with whichever browser of the Chromium family is there: Chromium, Google Chrome, Microsoft Edge."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from madoguchi.errors import ConfigurationError, TryLater

PATIENCE = 120  # seconds; an old PC needs 20
_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_ON_WINDOWS = (
    *("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"),
    "Chromium/Application/chrome.exe",
)
_ON_MAC = (
    *("Google Chrome.app/Contents/MacOS/Google Chrome", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    "Chromium.app/Contents/MacOS/Chromium",
)
_ALONE = (  # nothing but printing: no window, no account, no word to anybody
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
)
_AS_WE_WANT_IT = ("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline")


def find_browser(wished: str = "", environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the program of a browser that prints.

    Args:
        wished: `site.browser` of the settings; empty looks on the PATH and in the usual places.
        environment: Names the usual places on Windows and the PATH.
        platform: As `sys.platform`.

    Raises:
        ConfigurationError: There is none; the sentence says what to do instead.
    """
    path = environment.get("PATH", "")
    if wished:
        if found := shutil.which(wished, path=path):
            return Path(found)
        raise ConfigurationError(
            ['office.toml の site.browser に書かれたブラウザーがありません。場所を確かめるか、空（""）にしてください。']
        )
    for name in _NAMES:
        if found := shutil.which(name, path=path):
            return Path(found)
    for place in _usual_places(environment, platform):
        if place.is_file():
            return place
    say = (
        "PDFを作れるブラウザー（Chromium、Google Chrome、Microsoft Edge のどれか）が見つかりません。"
        "入れてからもう一度実行するか、office.toml の site.browser に場所を書いてください。"
        "PDFがなくても、公開したご案内のページ（leaflet.html）は、どのブラウザーでもA4の紙1枚に印刷できます。"
    )
    raise ConfigurationError([say])


def print_page(browser: Path, page: Path, work: Path, patience: float = PATIENCE) -> bytes:
    """Return a page as PDF, just as the browser writes it.

    Args:
        browser: Its program.
        page: The file to print; it may fetch what lies beside it.
        work: An existing folder where the browser may leave things meanwhile. A browser in a cage (snap) sees no
            folder of the system's for this.
        patience: Seconds after which the browser is ended.

    Raises:
        TryLater: It did not finish, or wrote nothing.
    """
    with TemporaryDirectory(prefix="work-", dir=work, ignore_cleanup_errors=True) as own:
        pdf = Path(own).resolve() / "out.pdf"
        cage = () if not _is_root() else ("--no-sandbox",)  # Chromium refuses to cage itself for root
        command = [
            *(str(browser), *_ALONE, *cage, *_AS_WE_WANT_IT),
            *(f"--user-data-dir={pdf.parent}", f"--print-to-pdf={pdf}", page.resolve().as_uri()),
        ]
        _run(command, patience)
        try:
            return pdf.read_bytes()
        except FileNotFoundError:
            raise TryLater(
                "ブラウザーがPDFを書き出しませんでした。もう一度実行してください。続くときは、office.toml の site.browser に"
                "ほかのブラウザーの場所を書いてください。"
            ) from None


def _run(command: list[str], patience: float) -> None:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 -- the browser, found by us or named by the office
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=sys.platform != "win32"
    )
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        raise TryLater(
            f"ブラウザーが{patience:g}秒たってもPDFを作り終えないため、止めました。時間をおいて、もう一度実行してください。"
        ) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser with the processes that it started; on Windows those end by themselves."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _usual_places(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    if platform == "win32":
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if base := environment.get(name):
                yield from (Path(base) / place for place in _ON_WINDOWS)
    elif platform == "darwin":
        for base in ("/Applications", f"{environment.get('HOME', '')}/Applications"):
            yield from (Path(base) / place for place in _ON_MAC)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
