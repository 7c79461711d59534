"""Letters handed over one by one, beside twenty a commit and a bare smtplib: what it costs that a crash repeats one.

Usage: python benchmarks/sending.py [LETTERS]   (1,000 unless told otherwise; to a server on this machine)

The time is that of the clock: most of it is the flush to disk for each letter.
"""

import smtplib
import socket
import sys
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from measure import Rounds

from madoguchi.clock import TOKYO
from madoguchi.config.load import parse_office
from madoguchi.config.mail import Smtp
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.store.engine import Store, open_store
from madoguchi.store.outbox import add_notices, claim_letters, set_notice_state
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sending.delivery import open_delivery
from scheduler.sending.hand_over import hand_over
from scheduler.told import Told

AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
OFFICE = "yoyaku@hellowork-toyooka.example"
_LINES = 220  # of a letter: 17 KB, as a confirmation with its calendar
_ROUNDS = 5
_TWENTY = 20


def _letters(number: int) -> list[Notice]:
    mail = f"From: {OFFICE}\r\nSubject: x\r\n\r\n".encode() + b"44GC".ljust(76, b"4").join([b"\r\n"] * _LINES)
    return [
        Notice(
            notice_id=one,
            kind=NoticeKind.CONFIRMATION,
            means=Means.MAIL,
            request_id=one,
            booking_id=one,
            name="見本 太郎",
            to="taro@mihon.example",
            message_id=f"<n.{one}.0.confirmation@hellowork-toyooka.example>",
            mail=mail,
            created_at=AS_OF,
        )
        for one in range(1, number + 1)
    ]


def _one_by_one(store: Store, office: Office, room: Path) -> None:
    hand_over(store, room, Desk(office, Secrets(), AS_OF), OfficeDays(office), Told(), lambda *_: None)


def _by_twenty(store: Store, office: Office, room: Path) -> None:
    """Do what was done before: a crash repeats twenty letters."""
    after = 0
    with open_delivery(office, Secrets(), room) as delivery:
        while True:
            with store.claiming() as transaction:
                batch = claim_letters(transaction, after=after, limit=_TWENTY, as_of=AS_OF)
                if not batch:
                    return
                for letter in batch:
                    delivery.deliver(letter)
                after = batch[-1].notice_id
                set_notice_state(transaction, [letter.notice_id for letter in batch], NoticeState.HANDED_OVER)


def _bare(port: int, written: list[Notice]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for letter in written:
            server.sendmail(OFFICE, [letter.to], letter.mail)


def main(number: int) -> None:
    """Measure the three in turns and print letters a second and the ratios."""
    written, rounds = _letters(number), Rounds(perf_counter)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    examples = Path(__file__).parents[1] / "examples" / "office.toml"
    smtp = Smtp(host="127.0.0.1", port=port, security="none")
    office = parse_office(examples.read_bytes()).model_copy(update={"smtp": smtp})
    for _ in range(_ROUNDS):
        for name, work in (("one by one", _one_by_one), ("by twenty", _by_twenty)):
            with TemporaryDirectory(prefix="madoguchi-sending-") as place:
                room = Path(place)
                with closing(open_store(room / "madoguchi.db", office.office.id)) as store:
                    with store.writing() as transaction:
                        add_notices(transaction, written)
                    rounds.time(name, partial(work, store, office, room))
        rounds.time("bare", lambda: _bare(port, written))
    server.stop()
    for name in ("bare", "by twenty", "one by one"):
        found = rounds.ratio(name, "bare")
        print(
            f"{name}: {number / rounds.median(name):,.0f} letters a second, {found.middle:.1f} times as long as bare "
            f"({found.least:.1f} to {found.most:.1f})"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
