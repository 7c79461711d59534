"""Marionette, the remote control that Mozilla's programs have built in (JSON over TCP, protocol 3).

Three commands are all that is needed, so no client is installed for them: the one on the package index brings
sixteen packages that drive telephones and emulators.
"""

import json
import socket
from typing import Any, Self

SCRIPT_SECONDS = 40  # no step takes a tenth of it; it ends one that waits for what never comes


class StepFailed(Exception):
    """A script inside the program raised; the message is its own."""


class Marionette:
    """One session with a program that listens on this machine."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SCRIPT_SECONDS + 20)
        self._stream = self._socket.makefile("rb")
        self._asked = 0
        self._receive()  # the greeting
        self._ask("WebDriver:NewSession")
        self._ask("WebDriver:SetTimeouts", script=SCRIPT_SECONDS * 1000)
        self._ask("Marionette:SetContext", value="chrome")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._socket.close()

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the program's own window; a promise is awaited.

        Raises:
            StepFailed: The script raised or took too long.
        """
        return self._ask("WebDriver:ExecuteScript", script=script, args=arguments, sandbox="system")["value"]

    def agree(self) -> str:
        """Say yes to the question that is open over the window, which has ended the script that led to it; return it."""
        question = self._ask("WebDriver:GetAlertText")["value"]
        self._ask("WebDriver:AcceptAlert")
        return str(question)

    def quit(self) -> None:
        """Ask the program to end."""
        self._ask("Marionette:Quit", flags=["eForceQuit"])

    def _ask(self, command: str, **parameters: object) -> Any:
        self._asked += 1
        raw = json.dumps([0, self._asked, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(raw), raw))
        _, number, error, result = self._receive()
        assert number == self._asked
        if error:
            raise StepFailed(f"{error['error']}: {error['message']}\n{error['stacktrace']}")
        return result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            letter = self._stream.read(1)
            if not letter:
                raise ConnectionError("the program has gone away")
            length += letter
        return json.loads(self._stream.read(int(length[:-1])))
