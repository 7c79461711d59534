"""A server that takes every letter and writes down each, in a process of its own; `python sink.py FOLDER` is that process."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_START_SECONDS = 20
_OWN_OF_A_COPY = re.compile(rb"(?im)^(?:Message-ID|Date):.*\r?\n(?:[ \t].*\r?\n)*")


class Letter(NamedTuple):
    """One letter as the server took it, once for each time.

    Attributes:
        sha256: Of all its bytes.
        words: Of its bytes without Message-ID and Date: the same for two letters that say the same to one person.
    """

    to: str
    message_id: str
    sha256: str
    words: str


class Sink:
    """A running server."""

    def __init__(self, port: int, record: Path) -> None:
        self.port, self._record = port, record

    def letters(self) -> list[Letter]:
        """Return what it has taken, in order."""
        if not self._record.exists():
            return []
        return [Letter(*json.loads(line)) for line in self._record.read_text(encoding="utf-8").splitlines()]


@contextmanager
def running_sink(folder: Path) -> Iterator[Sink]:
    """Start one that writes into a folder, and end it at the end."""
    command = [sys.executable, __file__, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Sink(int(process.stdout.readline()), folder / "letters.jsonl")  # type: ignore[union-attr] # it is a pipe
        finally:
            process.kill()


class _Recorder:
    """Writes a letter down before the server says that it is taken."""

    def __init__(self, record: Path) -> None:
        self._record = record

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 -- aiosmtpd's name
        del server, session
        raw: bytes = envelope.content  # type: ignore[attr-defined] # aiosmtpd has no types
        found = re.search(rb"(?im)^Message-ID:\s*(\S+)", raw)
        letter = Letter(
            ",".join(envelope.rcpt_tos),  # type: ignore[attr-defined] # as above
            found[1].decode() if found else "",
            hashlib.sha256(raw).hexdigest(),
            hashlib.sha256(_OWN_OF_A_COPY.sub(b"", raw)).hexdigest(),
        )
        with self._record.open("a", encoding="utf-8") as record:
            record.write(json.dumps(letter) + "\n")
        return "250 taken"


def _main(folder: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from mail_server import AnyPort

    server = AnyPort(_Recorder(folder / "letters.jsonl"), hostname="127.0.0.1", port=0, ready_timeout=_START_SECONDS)
    server.start()
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    sys.stdin.read()  # until whoever started it is gone
    server.stop()


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
