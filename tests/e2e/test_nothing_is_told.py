"""Nobody but the person of a booking is told of it: whatever an address that is not on file writes (the law of proof)."""

from datetime import timedelta
from email import message_from_bytes, policy
from itertools import product
from pathlib import Path

import pytest
from calendar_replies import TARO, ics, reply_mail, uid_of
from letters_to_us import OURS, mail
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run

from madoguchi.wording import OFFER_SUBJECTS

STRANGER = "other@stranger.example"
LATER = AS_OF + timedelta(hours=2)
WHO = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：080-9999-9999\n"
ASKED = "Re: 【受付番号 M00001】お申し込みについておたずねします"
OFFERED = f"Re: 【受付番号 M00003】{OFFER_SUBJECTS[0]}：12月4日（金）午後2時"
FACTS = ("12月3日", "12/3", "2026-12-03", "20261203", "午前10時", "10時30分", "相談員", "すでに", "受付番号 M00001")

BODIES = [
    WHO + "第1希望：12月8日（火）14時\n",
    WHO + "第1希望：12月8日（水）14時\n",
    WHO + "第1希望：12月3日（木）10時\n",
    WHO + "第1希望：12月8日（火）14時\n予約は入っていますか。\n",
    "見本太郎です。12月8日14時を希望します。080-9999-9999\n",
    WHO + "予約をキャンセルします。\n",
    WHO + "予約を12月8日14時に変更してください。\n",
    WHO + "予約を変更したいです。\n",
    WHO + "私の予約はいつですか。\n",
    "求職番号28050-1の予約が入っているか教えてください。\n",
    "はい、お願いします。\n",
    "12月8日14時でお願いします。\n",
    "行けなくなりました。\n",
    "ありがとうございました。\n",
    "",
]
SUBJECTS = ["予約", ASKED, "Re: 【受付番号 M00001】オンライン職業相談の日時が決まりました", ""]
TO = [OURS, OURS.replace("@", f"+b1-{'a' * 26}@"), OURS.replace("@", "+r1@")]


def _office(tmp_path: Path, body: str, **settings: str) -> OfficeFolder:
    folder = empty(tmp_path / "office")
    text = folder.office_toml.read_text(encoding="utf-8")
    for old, new in {"plus_addresses = false": "plus_addresses = true", **settings}.items():
        assert old in text
        text = text.replace(old, new)
    folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "1.eml", mail(body))
    run(folder)
    return folder


def _strangers_write(folder: OfficeFolder) -> int:
    mails = [
        mail(body, ident=f"s{number}", sender=STRANGER, subject=subject, to=to)
        for number, (body, subject, to) in enumerate(product(BODIES, SUBJECTS, TO))
    ]
    for number, raw in enumerate(mails):
        drop(folder, f"s{number:03}.eml", raw)
    run(folder, LATER)
    run(folder, LATER + timedelta(days=1))  # offers and reminders of the next day
    return len(mails)


def _told(folder: OfficeFolder) -> list[tuple[str, str]]:
    """Return every letter and every call since the strangers wrote, as recipient and words."""
    found = query(folder, "SELECT recipient, mail, say FROM outbox WHERE notice_id > 1")
    return [(str(to), _words(raw) if isinstance(raw, bytes) and raw else str(say)) for to, raw, say in found]


def _words(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    texts = [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join((str(message["Subject"]), *texts))


@pytest.mark.parametrize("alone", ["one_live_booking = true", "one_live_booking = false"])
def test_a_stranger_changes_no_booking_and_hears_nothing_of_it(tmp_path: Path, alone: str) -> None:
    own = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日（木）10時\n"
    folder = _office(tmp_path, own, **{"one_live_booking = true": alone})
    before = query(folder, "SELECT * FROM bookings")
    written = _strangers_write(folder)
    drop(folder, "c.eml", reply_mail(ics(uid_of(folder), "DECLINED"), sender=STRANGER))
    run(folder, LATER + timedelta(days=1))
    assert query(folder, "SELECT * FROM bookings") == before
    assert query(folder, "SELECT count(*) FROM items") == [(written + 2,)]
    told = _told(folder)
    assert [to for to, _ in told if to == STRANGER], "some of the mails are asked about"
    for to, words in told:
        assert to in {TARO, "090-0000-0000"} or not [fact for fact in FACTS if fact in words], (to, words)


def test_a_stranger_neither_answers_nor_replaces_a_request_that_is_asked_about(tmp_path: Path) -> None:
    own = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日（金）10時\n"
    folder = _office(tmp_path, own)
    before = query(folder, "SELECT * FROM requests WHERE request_id = 1")
    _strangers_write(folder)
    assert query(folder, "SELECT * FROM requests WHERE request_id = 1") == before
    assert query(folder, "SELECT count(*) FROM bookings") == [(0,)]
    told = _told(folder)
    assert [to for to, _ in told if to == STRANGER], "some of the mails are asked about"
    for to, words in told:
        assert to == TARO or not [fact for fact in FACTS if fact in words], (to, words)


def test_a_stranger_takes_no_offer_and_no_place_on_the_waiting_list(tmp_path: Path) -> None:
    own = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月4日（金）14時\n"
    folder = empty(tmp_path)
    full = [
        row(f"00{one}", f"見本 {name}", f"28050-2{one}", "12/4 14:00") for one, name in enumerate(("二郎", "三郎"), 1)
    ]
    drop(folder, "a.csv", log(*full))
    drop(folder, "b.eml", mail(own, ident="b"))
    run(folder)
    drop(folder, "c.csv", log(*full, row("003", "見本 二郎", "28050-21", "", kind="取消", received="2026/11/30 9:50")))
    run(folder)
    offered = query(folder, "SELECT request_id, state FROM offers")
    assert offered == [(3, "open")]
    ((before,),) = query(folder, "SELECT max(notice_id) FROM outbox")
    bodies = [
        own.replace("090-0000-0000", "080-9999-9999"),
        WHO + "第1希望：12月8日（火）14時\n",
        "はい、お願いします。\n",
    ]
    for number, body in enumerate(bodies):
        drop(folder, f"s{number}.eml", mail(body, ident=f"s{number}", sender=STRANGER, subject=OFFERED))
        drop(folder, f"t{number}.eml", mail(body, ident=f"t{number}", sender=STRANGER))
    run(folder, LATER)
    assert query(folder, "SELECT request_id, state FROM offers") == offered
    assert query(folder, "SELECT state FROM requests WHERE request_id = 3") == [("offered",)]
    assert query(folder, "SELECT count(*) FROM bookings WHERE seeker_number = '28050-1'") == [(0,)]
    assert query(folder, "SELECT recipient FROM outbox WHERE notice_id > ? AND kind != 'receipt'", before) == []
