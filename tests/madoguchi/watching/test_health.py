"""How the mail goes, and when it calls for somebody."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from offices import AS_OF, empty

from madoguchi.cli.watching import mark
from madoguchi.cli.watching.health import Health, Watching
from madoguchi.config.load import parse_office
from madoguchi.config.office import Office
from madoguchi.errors import TryLater
from madoguchi.model.mailbox import MailboxHealth
from madoguchi.paths import shipped

MINUTE = timedelta(minutes=1)
AWAY = "メールサーバー「mail.example」が応答しません。"


def _office() -> Office:
    """Return an office that is to look every 5 minutes, and whose letters may wait for 15."""
    servers = '\n[imap]\nhost = "mail.example"\nuser = "a"\n[smtp]\nhost = "mail.example"\n'
    return parse_office((shipped("examples") / "office.toml").read_bytes() + servers.encode())


def _mailbox(fetched: int | None, failure: str = "") -> MailboxHealth:
    fetched_at = None if fetched is None else AS_OF - fetched * MINUTE
    failed_at = AS_OF if failure else None
    return MailboxHealth(account="a", folder="INBOX", fetched_at=fetched_at, failed_at=failed_at, failure=failure)


def _ago(minutes: int) -> datetime:
    return AS_OF - minutes * MINUTE


AT_WORK = Watching.AT_WORK
HEALTHS = [
    (Health(), [], "an office that has only begun"),
    (Health(mailbox=_mailbox(None)), [], "nobody has looked yet, and nobody is there to look"),
    (Health(mailbox=_mailbox(900)), [], "nobody runs at night"),
    (Health(mailbox=_mailbox(15, AWAY)), [], "three looks may fail"),
    (Health(mailbox=_mailbox(16, AWAY)), ["午前9時44分から取り込めていません。" + AWAY], "more may not"),
    (Health(mailbox=_mailbox(None, AWAY)), ["まだ一度も取り込めていません"], "it never worked: the settings are wrong"),
    (Health(AT_WORK, _ago(15), _mailbox(900)), [], "the watch has just begun"),
    (Health(AT_WORK, _ago(16), _mailbox(900)), ["取り込めていません"], "the watch hangs"),
    (Health(AT_WORK, _ago(900), _mailbox(15)), [], "it looks as it should"),
    (Health(AT_WORK, _ago(16), _mailbox(None)), ["まだ一度も取り込めていません"], "it never came to its first look"),
    (Health(AT_WORK, None, _mailbox(None)), [], "its beginning is not known"),
    (Health(Watching.FALLEN, _ago(900), _mailbox(1)), ["途中で止まっています"], "somebody has to start it again"),
    (Health(unsent_since=_ago(15)), [], "a letter may wait for so long"),
    (Health(unsent_since=_ago(16)), ["午前9時44分から送れずにいるお知らせメールがあります"], "and no longer"),
    (Health(held=3), [], "what waits for staff waits for nobody else"),
    (
        Health(Watching.FALLEN, None, _mailbox(60, AWAY), None, _ago(60)),
        ["途中で止まって", "取り込めていません", "送れずにいる"],
        "everything at once",
    ),
]


@pytest.mark.parametrize(("health", "expected", "why"), HEALTHS, ids=[one[-1] for one in HEALTHS])
def test_somebody_is_called_when_it_is_time(health: Health, expected: list[str], why: str) -> None:
    alarms = health.alarms(_office(), AS_OF)
    assert len(alarms) == len(expected), why
    assert all(words in alarm for words, alarm in zip(expected, alarms, strict=True)), why
    assert all(alarm.endswith("ください。") for alarm in alarms), "each says what to do"


def test_letters_that_become_files_wait_for_nobody() -> None:
    office = _office().model_copy(update={"smtp": None, "imap": None})
    assert Health(unsent_since=_ago(999)).alarms(office, AS_OF) == ()
    assert Health().lines(office) == {}


def test_what_is_shown_and_what_other_programs_get() -> None:
    mailbox = _mailbox(1).model_copy(update={"reconciled_at": _ago(60), "differences": "1通が見あたりません。"})
    health = Health(AT_WORK, _ago(9), mailbox, _ago(2), None, held=4)
    assert health.lines(_office()) == {
        "自動取り込み（watch）": "動いています",
        "最後のメールの取り込み": "2026年11月30日（月）午前9時59分",
        "最後のサーバーとの突き合わせ": "2026年11月30日（月）午前9時",
        "最後のお知らせメールの送信": "2026年11月30日（月）午前9時58分",
        "送れずにいるお知らせメールのうち最も古いもの": "なし",
        "職員の確認を待っているお知らせメール": "4 通",
    }
    assert health.remarks() == ("1通が見あたりません。",)
    told = health.as_json(_office(), AS_OF)
    assert told["mailbox"]["fetched_at"] == "2026-11-30T09:59:00+09:00"
    assert (told["watch"], told["letters_held"], told["alarms"]) == ("at_work", 4, [])


def test_a_mark_tells_a_watch_at_work_from_one_that_fell(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    assert mark.look(folder) == (Watching.NONE, None)
    with mark.marked(folder, AS_OF):
        assert mark.look(folder) == (AT_WORK, AS_OF)
        with pytest.raises(TryLater, match="すでに"), mark.marked(folder, AS_OF):
            pytest.fail("two watches at once")
    assert mark.look(folder) == (Watching.NONE, None)
    with pytest.raises(KeyError), mark.marked(folder, AS_OF):
        raise KeyError
    assert mark.look(folder) == (Watching.FALLEN, AS_OF)
    folder.watch_began.write_text("", encoding="utf-8")
    assert mark.look(folder) == (Watching.FALLEN, None)
