"""Debian's Chromium, driven by Playwright: one browser, and windows that write down what their pages do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

HOW_TO_GET_IT = "Chromium is not installed; get it with: sudo apt install --no-install-recommends chromium"

_NOTHING_OF_ITS_OWN = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Return where Chromium is; a browser that Playwright fetches for itself is never used."""
    return shutil.which("chromium")


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start the browser without a screen, and stop it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_NOTHING_OF_ITS_OWN)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader has set up what the page is shown on."""

    width: int = 360
    height: int = 800
    colours: Literal["light", "dark", "forced"] = "light"
    media: Literal["screen", "print"] = "screen"

    def __str__(self) -> str:
        """Say it for a list of findings."""
        return f"{self.colours} {self.width}x{self.height} {self.media}"


@dataclass  # no slots: Playwright keeps notes on whoever listens
class Window:
    """A window at a site; `requests` and `said` hold what its pages did since they were last cleared."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", self._see)
        self.page.on("requestfailed", self._tell)
        self.page.on("response", self._check)

    def open(self, path: str, look: Look = Look()) -> Page:
        """Show a page of the site in a look."""
        self.turn(look)
        self.page.goto(f"{self.address}/{path}")
        return self.page

    def turn(self, look: Look) -> None:
        """Show what is open in another look."""
        self.page.set_viewport_size({"width": look.width, "height": look.height})
        forced = look.colours == "forced"
        self.page.emulate_media(
            media=look.media,
            color_scheme="light" if forced else look.colours,
            forced_colors="active" if forced else "none",
        )

    def clear(self) -> None:
        """Forget what earlier pages did."""
        self.requests.clear()
        self.said.clear()

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def _see(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(f"{self.address}/"):
            self.said.append(f"foreign: {urlsplit(request.url).netloc or request.url}")

    def _tell(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the icon still under way when the next page is opened
            self.said.append(f"failed: {request.url}")

    def _check(self, response: Response) -> None:
        if response.status >= 400:
            self.said.append(f"{response.status}: {response.url}")
