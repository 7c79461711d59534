"""What stands beside django-helpdesk, without django-helpdesk: the mails, our desk, the verdicts and the tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import beside_helpdesk
import pytest
from bad_mails import KINDS, Sent, bad_mail, bad_mails, good_mails, with_bad
from mail_desks import Fate, OurDesk, fates

from madoguchi.cli.office_folder import make_office
from madoguchi.clock import TOKYO

AS_OF = datetime(2026, 6, 1, 9, tzinfo=TOKYO)
DOCUMENT = Path(__file__).parents[2] / "docs" / "peers.md"


class StopsAtBad:
    """A desk that stops at the first bad mail, and loses 髙."""

    name = "stops"

    def __init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        self.folder: list[Sent] = []
        self.taken: list[Sent] = []
        self.stopped_by = ""

    def drop(self, mails: Iterable[Sent]) -> None:
        self.folder += mails

    def take(self) -> None:
        self.stopped_by = ""
        while self.folder and not self.stopped_by:
            if self.folder[0].kind:
                self.stopped_by = "LookupError"
            else:
                self.taken.append(self.folder.pop(0))

    def left(self) -> list[bytes]:
        return [mail.raw for mail in self.folder]

    def entries(self) -> int:
        return len(self.taken)

    def kept(self, mails: Sequence[Sent]) -> list[str | None]:
        return [" ".join(mail.words).replace("髙", "?") if mail in self.taken else None for mail in mails]

    def asked(self, _mails: Sequence[Sent]) -> int:
        return 0


def sent(name: str, *words: str, kind: str = "") -> Sent:
    return Sent(kind, name.encode(), f"<{name}@mihon.example>", words)


@pytest.fixture
def our_desk(tmp_path: Path) -> OurDesk:
    desk = OurDesk(tmp_path / "ours", make_office, AS_OF)
    desk.start_anew()
    return desk


@pytest.fixture
def good() -> list[Sent]:
    return good_mails(6, AS_OF, [AS_OF + timedelta(days=1, minutes=30 * place) for place in range(1, 4)])


def rows_of(printed: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines() if line.startswith("|")]


def test_good_mails_of_every_shape_are_taken_whole_and_once(our_desk: OurDesk, good: list[Sent]):
    for _ in range(2):
        our_desk.drop(good)
        our_desk.take()
        assert fates(our_desk, good) == [Fate.WHOLE] * len(good)
        assert our_desk.entries() == len(good)
        assert our_desk.left() == []
    assert len({mail.message_id for mail in good}) == len(good)
    assert our_desk.asked(good) == 0


def test_of_every_bad_mail_we_keep_the_words_or_ask(our_desk: OurDesk):
    mails = bad_mails(len(KINDS))
    our_desk.drop(mails)
    our_desk.take()
    came = dict(zip(KINDS, fates(our_desk, mails), strict=True))
    assert set(came.values()) <= {Fate.WHOLE, Fate.DAMAGED}
    for mail in mails:
        assert came[mail.kind] is Fate.WHOLE or our_desk.asked([mail]) == 1, mail.kind


def test_a_mail_that_was_not_taken_is_left_or_gone(our_desk: OurDesk):
    waiting, never = bad_mails(2)
    our_desk.take()
    our_desk.drop([waiting])
    assert fates(our_desk, [waiting, never]) == [Fate.LEFT, Fate.GONE]
    assert our_desk.entries() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_mail_carries_its_number(kind: str):
    first, second = bad_mail(kind, 1), bad_mail(kind, 2)
    assert first.raw != second.raw
    for mail in (first, second):
        assert f"Message-ID: {mail.message_id}\r\n".encode() in mail.raw


def test_one_mail_in_three_is_bad():
    mails = list(with_bad([sent(str(number)) for number in range(7)], 3))
    assert [bool(mail.kind) for mail in mails] == [False, False, True, False, False, True, False]


def test_what_became_of_a_mail():
    desk = StopsAtBad()
    whole, damaged, bad, lost = sent("a", "見本"), sent("b", "髙見本"), sent("c", kind="bad"), sent("d")
    desk.drop([whole, damaged, bad])
    desk.take()
    assert fates(desk, [whole, damaged, bad, lost]) == [Fate.WHOLE, Fate.DAMAGED, Fate.LEFT, Fate.GONE]


def test_the_tables_tell_both_passes_and_each_kind(our_desk: OurDesk, good: list[Sent], capsys):
    mails = list(with_bad(good, 3))
    desks = [our_desk, StopsAtBad()]
    beside_helpdesk.print_bad(mails, desks)
    beside_helpdesk.print_kinds(good[:3], desks)
    printed = capsys.readouterr().out
    assert "6 mails, 2 of them bad" in printed
    rows = rows_of(printed)
    assert rows[2][:6] == ["Madoguchi", "first pass", "6", "0", "0", "0"]
    assert rows[3][2:] == rows[2][2:]
    assert rows[4][0] == "stops"
    assert rows[4][4] == "4"
    assert rows[4][-1] == "LookupError"
    kinds = {row[0]: row[1:] for row in rows if row[0] in KINDS}
    assert set(kinds) == set(KINDS)
    assert {row[0][-6:] for row in kinds.values()} == {"3 of 3"}
    assert kinds["Shift_JIS in 8 bits"][1] == "left in the folder, stopped by LookupError; 0 of 3"


def test_speed_is_told_against_ours(our_desk: OurDesk, good: list[Sent], capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside_helpdesk, "ROUNDS", 1)
    beside_helpdesk.print_speed(good, [our_desk, StopsAtBad()])
    ours, theirs = rows_of(capsys.readouterr().out)[2:]
    assert ours[0] == "Madoguchi"
    assert ours[3].startswith("1.0 ")
    assert ours[5] == "6 entries, then 6"
    assert theirs[5] == "6 entries, then 12"


def test_without_it_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch):
    def no_version(name: str) -> str:
        raise beside_helpdesk.PackageNotFoundError(name)

    monkeypatch.setattr(beside_helpdesk, "version", no_version)
    with pytest.raises(SystemExit, match="make helpdesk"):
        beside_helpdesk.main([])


def test_the_document_shows_these_columns():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert "make helpdesk" in text
    assert " | ".join(Fate) in text
    assert all(f"| {kind} |" in text for kind in KINDS)
