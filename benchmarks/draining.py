"""Print how fast a mailbox is drained, against a bare IMAPClient that fetches the same mails in batches of a hundred.

Draining fetches, archives and moves; the whole intake also reads. Everything is wall time, measured in turns against
a Dovecot of its own, each round with mailboxes of its own: what a server has shown once it shows faster. "Far" is the
same with 20 ms added to each round trip.

Usage: python benchmarks/draining.py [MAILS] [ROUNDS]
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from imapclient import IMAPClient
from mails import sample_mails
from measure import Rounds
from offices import AS_OF, new_office, open_starts
from real_mail.dovecot import PASSWORD, Dovecot
from real_mail.proxy import FaultyProxy

from intake.mailbox import wire
from intake.mailbox.take import take_mailbox
from intake.stage import take
from intake.taken import Taken
from madoguchi.cli.line import open_line
from madoguchi.config.folder import OfficeFolder

_ROUND_TRIP = 0.020
_KINDS = ("bare", "drain", "intake", "bare, far", "drain, far", "intake, far")


def main(mails: int, rounds: int) -> None:
    """Measure and print."""
    users = [f"m{number}@mihon.example" for number in range(rounds * len(_KINDS))]
    with TemporaryDirectory(prefix="madoguchi-drain-") as place, Dovecot(dict.fromkeys(users, PASSWORD)) as server:
        raw = _raw(Path(place), mails)
        _deliver(server, users, raw)
        measured, boxes = Rounds(perf_counter), iter(users)
        trips: list[int] = []
        with _far(server.port, _ROUND_TRIP / 2) as far:
            for _ in range(rounds):
                for kind in _KINDS:
                    port = far if kind.endswith("far") else server.port
                    work = _bare if kind.startswith("bare") else _ours
                    with work(Path(place), port, next(boxes), kind, trips) as drain:
                        measured.time(kind, drain)
        _tell(measured, mails, trips)


def _tell(measured: Rounds, mails: int, trips: list[int]) -> None:
    for kind in _KINDS:
        print(f"{kind}: {measured.median(kind):.2f} s, {mails / measured.median(kind):,.0f} mails/s")
    speed = measured.ratio("bare", "drain")
    print(f"speed of draining against bare: {speed.middle:.2f} ({speed.least:.2f} to {speed.most:.2f}), goal >= 0.5")
    for kind in ("intake", "drain", "bare"):
        far = measured.ratio(f"{kind}, far", kind)
        goal = ", goal <= +20%" if kind == "intake" else ""
        print(f"{kind}, 20 ms more: {far.middle - 1:+.0%} ({far.least - 1:+.0%} to {far.most - 1:+.0%}){goal}")
    print(f"commands a mail: {max(trips) / mails:.3f}, goal <= 0.05")


def _raw(place: Path, mails: int) -> list[bytes]:
    return list(sample_mails(mails, AS_OF, open_starts(new_office(place / "starts", 10))))


def _deliver(server: Dovecot, users: list[str], mails: list[bytes]) -> None:
    for user in users:
        for mail in mails:
            server.deliver(user, mail)


@contextmanager
def _bare(place: Path, port: int, user: str, kind: str, trips: list[int]) -> Iterator[Callable[[], None]]:
    del place, kind, trips

    def fetch() -> None:
        with IMAPClient("127.0.0.1", port=port, ssl=False, timeout=60) as client:
            client.login(user, PASSWORD)
            client.select_folder("INBOX")
            uids = client.search()
            got = sum(len(client.fetch(uids[at : at + 100], ["BODY.PEEK[]"])) for at in range(0, len(uids), 100))
            assert got == len(uids)  # noqa: S101 -- a benchmark of something else would be told

    yield fetch


@contextmanager
def _ours(place: Path, port: int, user: str, kind: str, trips: list[int]) -> Iterator[Callable[[], None]]:
    """Open the office, and only drain inside what is measured."""
    folder = _office(place / user, port, user)

    def drain() -> None:
        taken = Taken()
        if kind.startswith("intake"):
            taken = take(intake)
        else:
            take_mailbox(intake, taken)
        assert taken.arrivals, taken.away  # noqa: S101 -- as above

    with open_line(folder.root, AS_OF) as line, _counted(trips):
        intake = line._intake()  # noqa: SLF001 -- reading apart
        yield drain


def _office(root: Path, port: int, user: str) -> OfficeFolder:
    folder = new_office(root, 10)
    with folder.office_toml.open("a", encoding="utf-8") as settings:
        settings.write(f'\n[imap]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nuser = "{user}"\n')
    folder.secrets.write_text(f'imap_password = "{PASSWORD}"\n', encoding="utf-8")
    return folder


@contextmanager
def _counted(trips: list[int]) -> Iterator[None]:
    """Count the commands: none of them is answered without at most a round trip."""
    original, sent = wire._Bounded._command, 0  # noqa: SLF001 -- nobody else counts

    def counting(self: wire._Bounded, name: str, *args: object) -> object:
        nonlocal sent
        sent += 1
        return original(self, name, *args)

    wire._Bounded._command = counting  # type: ignore[method-assign] # noqa: SLF001
    try:
        yield
    finally:
        wire._Bounded._command = original  # type: ignore[method-assign] # noqa: SLF001
        trips.append(sent)


@contextmanager
def _far(port: int, delay: float) -> Iterator[int]:
    """Put a longer line before the server, in a process of its own so that it takes no time of ours."""
    ours, theirs = Pipe()
    process = Process(target=_carry, args=(port, delay, theirs), daemon=True)
    process.start()
    yield int(ours.recv())
    ours.send(None)
    process.join(10)


def _carry(port: int, delay: float, pipe: Connection) -> None:
    with FaultyProxy(port) as line:
        line.delay(delay)
        pipe.send(line.port)
        pipe.recv()


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["2000", "5"][len(sys.argv) - 1 :])))
