"""A small IMAP server whose answers a test can change: for what Dovecot never does."""

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

# Gets the command without its tag and what the honest server would answer; what it returns is sent.
Script = Callable[[bytes, bytes], bytes]


class ScriptedServer:
    """One mailbox in memory, while it is entered.

    Args:
        capabilities: As CAPABILITY lists them.
        script: Changes what is answered; see `Script`. An answer that ends in `CLOSE` ends the connection after it.

    Attributes:
        folders: UIDs and bytes of each folder, by name.
        deleted: UIDs of the INBOX that are marked so.
        refuses: Words of commands that are answered NO, and not done.
        said: Every command that came, without its tag.
    """

    def __init__(
        self, capabilities: bytes = b"IMAP4rev1 AUTH=PLAIN MOVE UIDPLUS", script: Script | None = None
    ) -> None:
        self.folders: dict[bytes, dict[int, bytes]] = {b"INBOX": {}}
        self.validity, self.next_uid = 7, 1
        self.capabilities, self.script = capabilities, script or (lambda _command, answer: answer)
        self.deleted: set[int] = set()
        self.refuses: tuple[bytes, ...] = ()
        self.said: list[bytes] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    @property
    def inbox(self) -> dict[int, bytes]:
        return self.folders[b"INBOX"]

    def deliver(self, *mails: bytes) -> None:
        for mail in mails:
            self.inbox[self.next_uid] = mail
            self.next_uid += 1

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            with connection, suppress(OSError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.sendall(b"* OK ready\r\n")
        lines = connection.makefile("rb")
        for line in lines:
            tag, _, command = line.strip().partition(b" ")
            if command.upper().startswith(b"AUTHENTICATE"):
                connection.sendall(b"+ \r\n")
                lines.readline()
            self.said.append(command)
            answer = self.script(command, self._answer(command))
            closes = answer.endswith(b"CLOSE")
            answer = answer.removesuffix(b"CLOSE")
            connection.sendall(answer.replace(b"TAG ", tag + b" "))
            if closes or command.upper().startswith(b"LOGOUT"):
                return

    def _answer(self, command: bytes) -> bytes:
        words = command.upper().split()
        if any(word in words for word in self.refuses):
            return b"TAG NO no\r\n"
        verb = words[1] if words[0] == b"UID" else words[0]
        verbs: dict[bytes, Callable[[bytes, list[bytes]], bytes]] = {
            b"CAPABILITY": lambda *_: b"* CAPABILITY " + self.capabilities + b"\r\n",
            b"SELECT": self._select,
            b"CREATE": self._create,
            b"STATUS": lambda *_: b"* STATUS x (MESSAGES %d)\r\n" % len(self.folders.get(_name(command), ())),
            b"SEARCH": self._search,
            b"FETCH": self._fetch,
            b"MOVE": self._transfer,
            b"COPY": self._transfer,
            b"STORE": self._store,
            b"EXPUNGE": self._expunge,
            b"LOGOUT": lambda *_: b"* BYE bye\r\n",
        }
        answer = verbs[verb](command, words) if verb in verbs else b""
        return answer if answer.startswith(b"TAG ") else answer + b"TAG OK done\r\n"

    def _select(self, _command: bytes, _words: list[bytes]) -> bytes:
        return f"* {len(self.inbox)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] ok\r\n".encode()

    def _create(self, command: bytes, _words: list[bytes]) -> bytes:
        self.folders[_name(command)] = {}
        return b""

    def _search(self, _command: bytes, words: list[bytes]) -> bytes:
        kept = self._chosen(words[3])
        return (
            b"* SEARCH "
            + b" ".join(b"%d" % uid for uid in kept if words[-1] != b"UNDELETED" or uid not in self.deleted)
            + b"\r\n"
        )

    def _fetch(self, command: bytes, words: list[bytes]) -> bytes:
        return b"".join(fetch_answer(uid, self.inbox[uid], command) for uid in self._chosen(words[2]))

    def _store(self, _command: bytes, words: list[bytes]) -> bytes:
        self.deleted |= set(self._chosen(words[2]))
        return b""

    def _expunge(self, _command: bytes, words: list[bytes]) -> bytes:
        for uid in self.deleted.intersection(self._chosen(words[2])):
            del self.inbox[uid]
        return b""

    def _transfer(self, command: bytes, words: list[bytes]) -> bytes:
        target = self.folders.get(_name(command))
        if target is None:
            return b"TAG NO [TRYCREATE] no such folder\r\n"
        for uid in self._chosen(words[2]):
            target[len(target) + 1] = self.inbox[uid]
            if words[1] == b"MOVE":
                del self.inbox[uid]
        return b""

    def _chosen(self, sets: bytes) -> list[int]:
        return [uid for uid in sorted(self.inbox) if _holds(sets, uid, self.inbox)]


def fetch_answer(uid: int, mail: bytes, command: bytes) -> bytes:
    """Answer one mail of a FETCH as an honest server does."""
    if b"RFC822.SIZE" in command:
        return b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, uid, len(mail))
    if portion := re.search(rb"<([0-9]+)\.([0-9]+)>", command):
        first, size = int(portion[1]), int(portion[2])
        body = mail[first : first + size]
        return b"* %d FETCH (UID %d BODY[]<%d> {%d}\r\n%b)\r\n" % (uid, uid, first, len(body), body)
    return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, uid, len(mail), mail)


def _name(command: bytes) -> bytes:
    return re.findall(rb'"([^"]*)"', command)[0]


def _holds(chosen: bytes, uid: int, folder: dict[int, bytes]) -> bool:
    greatest = max(folder, default=0)
    for part in chosen.split(b","):
        ends = [greatest if end == b"*" else int(end) for end in part.split(b":")]
        if min(ends) <= uid <= max(ends):
            return True
    return False
