"""`madoguchi serve`: what it says before it serves, what it serves, and how it ends."""

import signal
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from offices import empty
from served import serving
from typer.testing import CliRunner

from madoguchi.cli.app import app
from madoguchi.errors import ConfigurationError
from sitegen.serving.addresses import Places

NAME = "abcdefghijklmnopqrstuvwxyz234567.ics"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Places, str, int]]:
    """Note what would be served, and pretend to serve it."""
    calls: list[tuple[Places, str, int]] = []

    def pretend(places: Places, host: str, port: int, ready: Callable[[int], None]) -> None:
        calls.append((places, host, port))
        ready(port)

    monkeypatch.setattr("madoguchi.cli.serve.serve", pretend)
    return calls


def _say(*words: str) -> str:
    done = CliRunner().invoke(app, ["serve", *words], env={"COLUMNS": "300"})
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("words", "host", "port", "at", "warned"),
    [
        ((), "127.0.0.1", 8000, "http://127.0.0.1:8000 で", False),
        (("--port", "8080"), "127.0.0.1", 8080, "http://127.0.0.1:8080 で", False),
        (("--host", "localhost"), "localhost", 8000, "http://localhost:8000 で", False),
        (("--host", "::1"), "::1", 8000, "http://[::1]:8000 で", False),
        (("--host", "0.0.0.0"), "0.0.0.0", 8000, "http://0.0.0.0:8000 で", True),  # noqa: S104 -- to be warned of
        (("--host", "office.example"), "office.example", 8000, "http://office.example:8000 で", True),
    ],
)
def test_it_says_where_and_warns_of_the_open_net(
    tmp_path: Path,
    served: list[tuple[Places, str, int]],
    words: tuple[str, ...],
    host: str,
    port: int,
    at: str,
    *,
    warned: bool,
) -> None:
    folder = empty(tmp_path / "o")
    said = _say(str(folder.root), *words)
    assert served == [(Places(folder.public, folder.subscribed), host, port)]
    assert at in said
    assert "Ctrl+C" in said
    assert ("HTTPS に対応したウェブサーバー" in said) is warned


@pytest.mark.usefixtures("served")
def test_a_site_that_was_never_published_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    assert "まだ公開されていません" in _say(str(folder.root))
    (folder.public / "current").mkdir()
    assert "まだ公開されていません" not in _say(str(folder.root))


def test_what_is_no_office_is_not_served(tmp_path: Path, served: list[tuple[Places, str, int]]) -> None:
    done = CliRunner().invoke(app, ["serve", str(tmp_path)])
    assert isinstance(done.exception, ConfigurationError)
    assert served == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be pressed for another process on Windows")
def test_it_serves_until_ctrl_c_and_then_ends_well(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    (folder.public / "current").mkdir()
    (folder.public / "current" / "index.html").write_text("home")
    folder.subscribed.mkdir()
    (folder.subscribed / NAME).write_text("BEGIN:VCALENDAR")
    with serving("serve", str(folder.root)) as (process, port):
        for target, body in (("/", b"home"), (f"/feeds/{NAME}", b"BEGIN:VCALENDAR")):
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", target)
            assert connection.getresponse().read() == body
            connection.close()
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[0]
        assert (process.returncode, said) == (0, "")
