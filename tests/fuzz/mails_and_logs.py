"""Throw damaged mails and logs at the readers, and see that what must always hold still holds.

    python tests/fuzz/mails_and_logs.py [--minutes 10] [--seed 1]
    python tests/fuzz/mails_and_logs.py --atheris DIRECTORY [options of libFuzzer]

The first mutates the mails of `tests/intake/mail/raw/` and `tests/corpus/machines/`, the logs of `tests/intake/logs/` and the sample's log by itself.
The second lets atheris, where it is installed, be guided by the branches it reaches (`-max_total_time=600`).
What breaks a rule is written to `tests/fuzz/finds/`, where `test_mails_and_logs.py` reads it ever after.
"""

import argparse
import hashlib
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

ROOM = Path(__file__).parent
HOUSE = ROOM.parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(HOUSE), str(HOUSE / "site"), str(HOUSE / "tests")]

from intake.mail.message import read_mail  # noqa: E402 -- as a script it finds the house first
from intake.phone_log import read_log  # noqa: E402
from intake.understand import Surroundings, read_message, read_row  # noqa: E402
from madoguchi.clock import TOKYO  # noqa: E402
from madoguchi.config.load import load_office  # noqa: E402
from madoguchi.errors import UnreadableInput  # noqa: E402
from madoguchi.model.item import Kind  # noqa: E402
from madoguchi.paths import shipped  # noqa: E402
from scheduler.openings import OfficeDays  # noqa: E402

FINDS = ROOM / "finds"
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
AROUND = Surroundings(
    OfficeDays(load_office(shipped("examples") / "office.toml")), frozenset({"yoyaku@hellowork-toyooka.example"}), NOW
)
MAIL, LOG = b"m", b"l"  # the first byte of a find says which reader it is for
MOST_SECONDS = 2.0  # of one input, here as in the office
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # are read in a process of their own, which fuzzing cannot look into
_GROWTH, _BASE = 12, 2_000  # a text is bounded by its bytes; `<br>` in nine quotes grows most


class BrokenRuleError(Exception):
    """A reader did what it must never do."""


def hold(rule: str, *, holds: bool) -> None:
    """Raise unless a rule holds."""
    if not holds:
        raise BrokenRuleError(rule)


def _plain(where: str, *texts: str) -> None:
    for text in texts:
        found = _UNSEEN.search(text)
        hold(f"{where}: what nobody can see", holds=found is None)


def check_mail(raw: bytes) -> None:
    """Read a mail and hold the result against the rules."""
    mail = read_mail(raw)
    hold("a mail read twice is the same", holds=mail == read_mail(raw))
    names = (part for box in (mail.sender, *mail.to) for part in (box.name, box.address))
    _plain("mail", mail.text, mail.quoted, mail.subject, mail.message_id, *mail.attachments, *names)
    hold("one line", holds=not any("\n" in text for text in (mail.subject, mail.sender.name, *mail.attachments)))
    hold("a text is bounded", holds=len(mail.text) + len(mail.quoted) <= _GROWTH * len(raw) + _BASE)
    garbled = "\ufffd" in mail.text + mail.subject + mail.sender.name
    hold("what is garbled is told", holds=not garbled or bool(mail.doubts))
    reading = read_message(raw, "0" * 64, AROUND)
    hold("a mail understood twice is the same", holds=reading == read_message(raw, "0" * 64, AROUND))
    hold("a garbled text is not read", holds="\ufffd" not in mail.text or not reading.wishes)
    hold("doubts of the mail go on", holds=reading.kind is not Kind.REQUEST or set(mail.doubts) <= set(reading.doubts))
    _plain(
        "reading", reading.wish_text, reading.person.name, reading.person.email, *(one.say for one in reading.doubts)
    )
    if told := reading.bounce:
        _plain("bounce", *told.message_ids, *told.mailboxes, *told.recipients, told.status, told.say)


def check_log(raw: bytes) -> None:
    """Read a log and hold the result against the rules."""
    if raw.startswith(_WORKBOOKS):
        return
    try:
        log = read_log(raw, NOW)
    except UnreadableInput as error:
        _plain("refusal", str(error))
        return
    hold("a log read twice is the same", holds=log == read_log(raw, NOW))
    lines = [row.line for row in log.rows]
    hold("rows are in order", holds=lines == sorted(set(lines)))
    hold(
        "rows are bounded",
        holds=sum(len(cell) for row in log.rows for cell in row.cells.values()) <= 4 * len(raw) + 100,
    )
    for row in log.rows:
        reading = read_row(row, AROUND)
        hold("a row understood twice is the same", holds=reading == read_row(row, AROUND))
        _plain("row", *row.cells.values(), row.note, reading.wish_text, reading.person.name)
        garbled = any("\ufffd" in cell for cell in row.cells.values())
        hold("what is garbled is told", holds=not garbled or bool(reading.doubts) or reading.kind is Kind.MEMO)


def check(find: bytes) -> None:
    """Give an input to the reader that its first byte names."""
    (check_log if find[:1] == LOG else check_mail)(find[1:])


def seeds() -> Iterator[bytes]:
    """Yield the mails and logs that are mutated."""
    for room in (HOUSE / "tests" / "intake" / "mail" / "raw", HOUSE / "tests" / "corpus" / "machines"):
        for path in sorted(room.glob("*.eml")):
            yield MAIL + path.read_bytes()
    for path in sorted((HOUSE / "examples").glob("*.csv")):
        yield LOG + path.read_bytes()
    for path in sorted((HOUSE / "tests" / "intake" / "logs").glob("*.txt")):
        notes, _, rest = path.read_text(encoding="utf-8").partition("====\n")
        named = re.search(r"^encoding: (\S+)", notes, re.MULTILINE)
        yield LOG + rest.partition("====\n")[0].encode(named[1] if named else "cp932", "replace")


_BITS = (
    b"\x1b$B", b"\x1b(B", b"\x1b(I", b"\x0e", b"\xff\xfe", b"\xef\xbb\xbf", b"\xef\xbf\xbd", b"\x00", b"\r", b"\n\n", b"\n--b\n", b"=?utf-8?B?", b"?=", b"\xe3\x80",
    b"<table><tr><td>", b"</td>", b"<blockquote>", b"<s>", b"&#xFFFD;", b"&#65534;", b"<pre>", b"<ruby><rt>", b"> ", b'"', b",", b"\t", b";", b'="', b"charset=",
    b"Content-Transfer-Encoding: base64\n", b"Content-Type: text/html\n", b"format=flowed; delsp=yes", "12月3日(木)14時".encode(), "第1希望".encode("cp932"), "〓".encode(),
    "か\u3099".encode(), "\u202e".encode(), b"filename*0*=utf-8''%E3", b"+AGE-", b"\x8e\xb1", b"\x8f\xf4\xa1", b"1.3E+12", b"46357", b"'", b"@",
)  # fmt: skip


def mutated(find: bytes, other: bytes, random: Random) -> bytes:
    """Damage an input in a few places, sometimes with a stretch of another one."""
    data = bytearray(find[1:])
    for _ in range(random.choice((1, 1, 2, 3, 6, 20))):
        at = random.randrange(len(data) + 1)
        size = random.choice((1, 1, 2, 4, 16, 200))
        match random.randrange(8):
            case 0:
                data[at : at + 1] = bytes((random.randrange(256),))
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = random.choice(_BITS)
            case 3:
                data[at:at] = data[at : at + size] * random.choice((1, 2, 50))
            case 4:
                begin = random.randrange(len(other))
                data[at:at] = other[max(begin, 1) : begin + 10 * size]
            case 5:
                data[at : at + size] = bytes(byte ^ 0x80 for byte in data[at : at + size])
            case 6:
                del data[at:]
            case _:
                data[at : at + size] = random.randbytes(size)
    return find[:1] + bytes(data[:200_000])


class Watch:
    """Tries inputs, and keeps one of each sort that breaks a rule where the tests read it."""

    def __init__(self, finds: Path = FINDS) -> None:
        self.tried = 0
        self.kept: dict[str, Path] = {}
        self._finds = finds

    def see(self, find: bytes) -> None:
        """Try an input."""
        self.tried += 1
        began = time.process_time()
        try:
            check(find)
            hold("an input costs no more than a moment", holds=time.process_time() - began <= MOST_SECONDS)
        except Exception as error:  # noqa: BLE001 -- whatever a reader raises is what we look for
            told = f"{type(error).__name__}: {error}"
            if told in self.kept:
                return
            self._finds.mkdir(exist_ok=True)
            path = self._finds / f"{hashlib.sha256(find).hexdigest()[:12]}.bin"
            path.write_bytes(find)
            self.kept[told] = path
            sys.stdout.write(f"{path.name}: {told}\n")
            sys.stdout.flush()


def fuzz(watch: Watch, minutes: float, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
    """Mutate the seeds for so long."""
    random = Random(seed)  # noqa: S311 -- the same inputs for the same seed
    pool = list(seeds())
    until = clock() + 60 * minutes
    while clock() < until:
        watch.see(mutated(random.choice(pool), random.choice(pool), random))


def guided(watch: Watch, corpus: Path, options: list[str]) -> None:
    """Let atheris choose the inputs; it ends the process by itself."""
    corpus.mkdir(parents=True, exist_ok=True)
    for find in seeds():
        (corpus / hashlib.sha256(find).hexdigest()).write_bytes(find)
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(corpus), *options], watch.see)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", type=Path)
    given, rest = parser.parse_known_args()
    watched = Watch()
    if given.atheris:
        guided(watched, given.atheris, rest)
    else:
        fuzz(watched, given.minutes, given.seed)
        sys.stdout.write(f"{watched.tried} inputs, {len(watched.kept)} sorts broke a rule\n")
        sys.exit(bool(watched.kept))
