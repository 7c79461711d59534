"""The count at the end sees what it is there to see."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from letters_to_us import mail
from offices import OfficeFolder, run
from real_mail.audit import audit, left_behind
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.mail_office import mail_office
from real_mail.sink import Letter, running_sink

REQUEST = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日（木）10時\n"
RAW = mail(REQUEST).replace(b"\n", b"\r\n")

# What is done to the letters that the server took, and what the count then shows.
TAKEN: tuple[tuple[Callable[[Letter], list[Letter]], dict[str, int], int, str], ...] = (
    (lambda one: [one], {}, 0, "as it was"),
    (lambda one: [one, one], {}, 1, "again, the same"),
    (lambda one: [one, one._replace(sha256="0")], {"altered": 1}, 1, "again, with other bytes"),
    (lambda one: [one, one._replace(message_id="<x@x>")], {"unknown": 1, "renamed": 1}, 0, "under another Message-ID"),
    (lambda _: [], {"unsent": 1}, 0, "never"),
)


@pytest.fixture
def settled(tmp_path: Path, dovecot_server: Dovecot) -> tuple[OfficeFolder, Letter]:
    """Return an office that took one mail and sent one letter."""
    dovecot_server.deliver(OFFICE, RAW)
    with running_sink(tmp_path) as sink:
        office = mail_office(tmp_path / "office", dovecot_server.port, sink.port)
        run(office)
        (letter,) = sink.letters()
    return office, letter


def test_letters_are_counted(settled: tuple[OfficeFolder, Letter]) -> None:
    office, letter = settled
    for happened, faults, repeats, why in TAKEN:
        found = audit(office, [RAW], happened(letter))
        assert (found.faults(), found.repeats) == (faults, repeats), why


def test_mails_are_counted(settled: tuple[OfficeFolder, Letter], dovecot_server: Dovecot) -> None:
    office, letter = settled
    assert audit(office, [RAW, RAW + b"x"], [letter]).faults() == {"lost": 1}
    assert audit(office, [], [letter]).faults() == {"strange": 1}
    assert left_behind(dovecot_server, [RAW]) == (0, 0)
    assert left_behind(dovecot_server, [RAW, RAW]) == (0, 1)
    dovecot_server.deliver(OFFICE, RAW)
    assert left_behind(dovecot_server, [RAW]) == (1, 0)


@pytest.mark.parametrize(
    ("harm", "faults"),
    [
        ("UPDATE arrivals SET read_at = NULL", {"unread": 1}),
        ("DELETE FROM items", {"endings": 1}),
        ("INSERT INTO bookings SELECT * FROM twin", {"doubled": 2}),
    ],
)
def test_the_store_is_looked_into(settled: tuple[OfficeFolder, Letter], harm: str, faults: dict[str, int]) -> None:
    office, letter = settled
    with closing(sqlite3.connect(office.database)) as store, store:
        store.execute("CREATE TEMP TABLE twin AS SELECT * FROM bookings")
        store.execute("UPDATE twin SET booking_id = 99, uid = 'x'")
        store.execute("DROP INDEX bookings_never_twice")
        store.execute(harm)
    assert audit(office, [RAW], [letter]).faults() == faults
