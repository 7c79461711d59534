"""The sample site, served by our own server and shown in a real browser; every page that is built is looked at."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample_site
from playwright.sync_api import Browser
from real_mail.fixtures import must_be

from browser.chromium import HOW_TO_GET_IT, Window, chromium, running_chromium
from browser.page_tools import AXE, HOW_TO_GET_THEM
from sitegen.serving.addresses import Places
from sitegen.serving.serve import Server

_DAY = re.compile(r"(?:(.+)/)?slots/\d{4}-\d\d-\d\d\.html")


def pages() -> list[str]:
    """Return every page of the site; of those that differ only in their day, the first of each language."""
    found: list[str] = []
    seen: set[str | None] = set()
    for path in sorted(path for path in sample_site.site() if path.endswith(".html")):
        day = _DAY.fullmatch(path)
        if day and day[1] in seen:
            continue
        if day:
            seen.add(day[1])
        found.append(path)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", pages())


@pytest.fixture(scope="package")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site as `publish` would: into `current` of the folder that is returned."""
    public = tmp_path_factory.mktemp("public")
    for path, data in sample_site.site().items():
        file = public / "current" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return public


@pytest.fixture(scope="package")
def address(site_folder: Path) -> Iterator[str]:
    with Server(Places(site_folder, site_folder / "feeds"), "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    must_be(chromium() is not None, HOW_TO_GET_IT)
    with running_chromium() as running:
        yield running


@pytest.fixture(scope="package")
def shared_window(browser: Browser, address: str) -> Iterator[Window]:
    with browser.new_context() as context:
        context.set_default_timeout(5_000)
        yield Window(context.new_page(), address)


@pytest.fixture
def window(shared_window: Window) -> Window:
    """Return the one window of all tests, which remembers nothing of the test before."""
    shared_window.clear()
    return shared_window


@pytest.fixture(scope="package")
def without_script(browser: Browser, address: str) -> Iterator[Window]:
    with browser.new_context(java_script_enabled=False) as context:
        yield Window(context.new_page(), address)


@pytest.fixture(scope="package")
def axe() -> str:
    """Return the program that judges a page from inside."""
    must_be(AXE.is_file(), HOW_TO_GET_THEM)
    return AXE.read_text(encoding="utf-8")
