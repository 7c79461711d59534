"""Print how fast a mailbox is drained, against a bare IMAPClient that fetches the same mails in batches of a hundred.

Draining fetches, archives and moves; the whole intake also reads. Everything is wall time, measured in turns against
a Dovecot of its own, each round with mailboxes of its own: what a server has shown once it shows faster. The folder
for what is done is there, as on any day but the first. "Far" has 20 ms added to each round trip, and "near" goes over
the same line without them; there the mailbox is that of an office back from its holidays: five times as many mails.

Usage: python benchmarks/draining.py [MAILS] [ROUNDS]
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_DIRECT = ("bare", "drain")
_LINES = ("bare, near", "drain, near", "bare, far", "drain, far")
_READ = ("intake, near", "intake, far")
_READ_ROUNDS = 2  # reading takes ten times as long as draining
_HOLIDAYS = 5


def main(mails: int, rounds: int) -> None:
    """Measure and print."""
    for kinds, count, times in (
        (_DIRECT, mails, rounds),
        (_LINES, _HOLIDAYS * mails, rounds),
        (_READ, mails, _READ_ROUNDS),
    ):
        measured, commands = _measure(kinds, count, times)
        _tell(measured, kinds, count)
        if kinds != _READ:
            print(f"  commands a mail: {commands / count:.3f}, goal <= 0.05")


def _measure(kinds: Sequence[str], mails: int, rounds: int) -> tuple[Rounds, int]:
    users = [f"m{number}@mihon.example" for number in range(rounds * len(kinds))]
    with TemporaryDirectory(prefix="madoguchi-drain-") as place, Dovecot(dict.fromkeys(users, PASSWORD)) as server:
        _deliver(server, users, sample_mails(mails, AS_OF, open_starts(new_office(Path(place) / "starts", 10))))
        measured, boxes, commands = Rounds(perf_counter), iter(users), [0]
        with _line(server.port, 0) as near, _line(server.port, _ROUND_TRIP / 2) as far:
            for _ in range(rounds):
                for kind in kinds:
                    port = {"near": near, "far": far}.get(kind.rpartition(" ")[2], server.port)
                    work = _bare if kind.startswith("bare") else _ours
                    with work(Path(place), port, next(boxes), kind, commands) as drain:
                        measured.time(kind, drain)
    return measured, max(commands)


def _tell(measured: Rounds, kinds: Sequence[str], mails: int) -> None:
    print(f"{mails:,} mails:")
    for kind in kinds:
        print(f"  {kind}: {measured.median(kind):.2f} s, {mails / measured.median(kind):,.0f} mails/s")
    if kinds == _DIRECT:
        speed = measured.ratio("bare", "drain")
        goal = f"{speed.middle:.2f} ({speed.least:.2f} to {speed.most:.2f}), goal >= 0.5"
        print(f"  speed of draining against bare: {goal}")
    for kind in (kind.partition(",")[0] for kind in kinds if kind.endswith("far")):
        far = measured.ratio(f"{kind}, far", f"{kind}, near")
        goal = "" if kind == "bare" else ", goal <= +20%"
        print(f"  {kind}, 20 ms more: {far.middle - 1:+.0%} ({far.least - 1:+.0%} to {far.most - 1:+.0%}){goal}")


def _deliver(server: Dovecot, users: Sequence[str], mails: Iterable[bytes]) -> None:
    """Deliver to the first; the others get the same files under names of their own."""
    lie = [server.deliver(users[0], mail) for mail in mails]
    for user in users:
        server.maildir(user, "処理済")
        inbox = server.maildir(user) / "new"
        for path in lie if user != users[0] else ():
            os.link(path, inbox / path.name)


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
def _line(port: int, delay: float) -> Iterator[int]:
    """Put a line before the server, in a process of its own so that it takes no time of ours."""
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
