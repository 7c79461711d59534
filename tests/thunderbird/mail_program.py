"""Thunderbird without a screen, with one account and a calendar for each of its addresses, in a folder of its own."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from thunderbird.marionette import Marionette

HOW_TO_GET_IT = (
    "Thunderbird is not installed: `apt-get install --no-install-recommends thunderbird`, then `make thunderbird`"
)

_STEPS = (Path(__file__).parent / "steps.js").read_text(encoding="utf-8")
_START_SECONDS, _END_SECONDS = 90, 20
_NOWHERE = 9  # the port "discard": every request that is not for this machine ends there
_QUIET = {
    "marionette.port": 0,  # any free one
    "calendar.timezone.useSystemTimezone": False,
    "calendar.timezone.local": "Asia/Tokyo",
    "intl.locale.requested": "en-US",
    "mailnews.start_page.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "app.donation.eoy.version.viewed": 999,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": _NOWHERE,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": _NOWHERE,
    "network.proxy.no_proxies_on": "127.0.0.1",
}


def program() -> str | None:
    """Return where Thunderbird is; None where it is not installed."""
    return shutil.which("thunderbird")


class Bar(NamedTuple):
    """What stands over a mail that carries a calendar object.

    Attributes:
        label: The sentence.
        buttons: The ids of those that can be seen.
    """

    label: str
    buttons: frozenset[str]


class Event(NamedTuple):
    """One entry of a calendar.

    Attributes:
        start: As the clock of the reader shows it (naive).
        end: Likewise.
        answers: Of the attendees: NEEDS-ACTION, ACCEPTED and so on (RFC 5545 section 3.2.12).
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    place: str
    answers: tuple[str, ...]


class MailProgram:
    """Shows mails, presses buttons and reads calendars, each call waiting until it has come about."""

    def __init__(self, control: Marionette) -> None:
        self._control = control

    def wait_for_start(self) -> None:
        """Wait for the main window and the calendar."""
        self._do("started")

    def show(self, mail: bytes) -> Bar:
        """Let a mail arrive, open it and return the bar over it."""
        shown = self._do("show", mail.decode("ascii"))
        return Bar(shown["label"], frozenset(shown["buttons"]))

    def press(self, button: str) -> None:
        """Press a button of the bar over the mail that is open; the calendar has changed when this returns."""
        self._do("press", button)

    def agree(self) -> str:
        """Say yes to the question that pressing a button has led to; return the question."""
        return self._control.agree()

    def subscribe(self, name: str, address: str) -> list[int]:
        """Subscribe to a calendar on the network; return the status codes that came back."""
        return self._do("subscribe", name, address)

    def refresh(self, name: str) -> list[int]:
        """Ask for a subscribed calendar again; return the status codes that came back."""
        return self._do("refresh", name)

    def events(self, calendar: str = "") -> list[Event]:
        """Return what a calendar holds, in order of time; without a name, those that belong to the person's addresses."""
        return sorted(map(_event, self._do("events", calendar)), key=lambda event: event.start)

    def _do(self, step: str, *arguments: object) -> Any:
        return self._control.run(f"{_STEPS}\nreturn {step}(...arguments);", *arguments)


def _event(told: dict[str, Any]) -> Event:
    times = {name: datetime.fromisoformat(told[name]) for name in ("start", "end")}
    return Event(**told | times | {"answers": tuple(told["answers"])})


@contextmanager
def running(folder: Path, addresses: Sequence[str], name: str, smtp_port: int) -> Iterator[MailProgram]:
    """Start Thunderbird and end it again.

    Args:
        folder: Empty; the profile and all that the program writes lie in it.
        addresses: All of the person whose mail program it is.
        name: Of that person.
        smtp_port: Of the server on this machine that takes what is sent.
    """
    profile = folder / "profile"
    profile.mkdir(parents=True)
    (profile / "user.js").write_text(_preferences(addresses, name, smtp_port), encoding="utf-8")
    command = [program() or "thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    # Nothing of whoever runs this: neither their settings nor their session.
    own = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "TZ": "Asia/Tokyo",
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--profile", str(profile)], env=own, cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
    try:
        with Marionette(_port(profile, process)) as control:
            mail_program = MailProgram(control)
            mail_program.wait_for_start()
            yield mail_program
            control.quit()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_END_SECONDS)
    finally:
        _end(process)


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port that the program chose, as soon as it listens."""
    written = profile / "MarionetteActivePort"
    end = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        if written.exists() and (text := written.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.05)
    raise TimeoutError(f"Thunderbird did not start in {_START_SECONDS} s; see {profile.parent / 'log'}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the program, its own children too: they are a group of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _preferences(addresses: Sequence[str], name: str, smtp_port: int) -> str:
    identities = {f"id{number}": address for number, address in enumerate(addresses, 1)}
    account = {
        "mail.accountmanager.accounts": "account1",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.account.account1.server": "server1",
        "mail.account.account1.identities": ",".join(identities),
        "mail.server.server1.type": "pop3",
        "mail.server.server1.hostname": "127.0.0.1",
        "mail.server.server1.userName": "taro",
        "mail.server.server1.login_at_startup": False,
        "mail.server.server1.check_new_mail": False,
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        "mail.smtpserver.smtp1.hostname": "127.0.0.1",
        "mail.smtpserver.smtp1.port": smtp_port,
        "mail.smtpserver.smtp1.authMethod": 1,  # none
        "mail.smtpserver.smtp1.try_ssl": 0,
    }
    for key, address in identities.items():
        own = {"useremail": address, "fullName": name, "valid": True, "smtpServer": "smtp1", "fcc": False}
        account |= {f"mail.identity.{key}.{what}": value for what, value in own.items()}
        calendar = {"type": "storage", "uri": "moz-storage-calendar://", "name": address, "imip.identity.key": key}
        account |= {f"calendar.registry.{key}.{what}": value for what, value in calendar.items()}
    every = account | _QUIET
    return "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in every.items())
