"""Changes and cancellations by mail: carried out for the person of the booking, and for nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest
from calendar_replies import TARO, ics, mailbox_of, recorded, reply_mail, uid_of
from letters_to_us import OURS, doubts, endings, mail
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run
from typer.testing import CliRunner

from madoguchi.cli.app import app

LATER = AS_OF + timedelta(hours=2)
WHO = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n"
STRANGER = "other@stranger.example"
CANCEL = "見本太郎です。求職番号は28050-1です。\n予約をキャンセルします。\n"
MOVE = "見本太郎です。求職番号は28050-1です。\n予約を12月8日（火）14時に変更してください。\n"
FORGED = b"Authentication-Results: mx.office.example; dmarc=fail header.from=mihon.example\n"


def _office(tmp_path: Path, **settings: str) -> OfficeFolder:
    folder = empty(tmp_path / "office")
    text = folder.office_toml.read_text(encoding="utf-8")
    for old, new in settings.items():
        assert f"{old} = " in text
        start = text.index(f"{old} = ")
        text = text[:start] + f"{old} = {new} #" + text[start:]
    folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "1.eml", mail(WHO + "第1希望：12月3日（木）10時\n"))
    run(folder)
    assert query(folder, "SELECT state, start FROM bookings") == [("confirmed", "2026-12-03T10:00")]
    return folder


def _take(folder: OfficeFolder, raw: bytes, ident: str = "2") -> None:
    drop(folder, f"{ident}.eml", raw)
    run(folder, LATER)


def _letters(folder: OfficeFolder) -> list[tuple[object, ...]]:
    """Return the letters written after the first, by kind and recipient."""
    return query(folder, "SELECT kind, recipient FROM outbox WHERE notice_id > 1 ORDER BY notice_id")


def _booking(folder: OfficeFolder) -> tuple[object, ...]:
    ((state, start, by),) = query(folder, "SELECT state, start, changed_by FROM bookings")
    return (state, start, by)


CARRIED_OUT = [
    (CANCEL, "cancellation", "cancelled", "2026-12-03T10:00", "a cancellation with address and number"),
    (MOVE, "change", "confirmed", "2026-12-08T14:00", "a change with address and number"),
    (WHO + "予約の取消しをお願いします。\n", "cancellation", "cancelled", "2026-12-03T10:00", "as a form"),
    (WHO + "予約の変更をお願いします。\n第1希望：12月8日（火）14時\n第2希望：12月9日10時\n", "change", "confirmed", "2026-12-08T14:00", "a form"),
    ("求職番号28050-1の見本です。\n12月3日（木）10時の予約を12月8日14時に変更してください。", "change", "confirmed", "2026-12-08T14:00", "with the booked time"),
    ("求職番号28050-1\n12月3日の予約を取り消してください。よろしくお願いします。", "cancellation", "cancelled", "2026-12-03T10:00", "the day alone"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "outcome", "state", "start", "why"), CARRIED_OUT)
def test_the_person_s_own_plain_mail_is_carried_out(
    tmp_path: Path, body: str, outcome: str, state: str, start: str, why: str
) -> None:
    folder = _office(tmp_path)
    _take(folder, mail(body, ident="2", subject="予約について"))
    assert (endings(folder)[1], _booking(folder), doubts(folder)) == (outcome, (state, start, "person"), set()), why
    told = "moved" if outcome == "change" else "cancellation"
    assert _letters(folder) == [(told, TARO)]
    story = CliRunner().invoke(app, ["why", "M00001", str(folder.root)], env={"COLUMNS": "200"}).stdout
    assert "控えのメールアドレスから、求職番号を添えて届いたもの" in story.replace("\n", "")


def test_the_booking_s_own_mailbox_proves_whoever_writes_and_the_letter_goes_to_the_address_on_file(
    tmp_path: Path,
) -> None:
    folder = _office(tmp_path, plus_addresses="true")
    to = mailbox_of(folder)
    assert "+b1-" in to
    _take(folder, mail("キャンセルします。\n", ident="2", sender="mihon.t@mobile.example", to=to, subject="Re: M00001"))
    assert _booking(folder)[0] == "cancelled"
    assert _letters(folder) == [("cancellation", TARO)]
    ((why,),) = query(folder, "SELECT why FROM items WHERE item_id = 2")
    assert "M00001" in str(why)
    assert "見本" not in str(why)


NOT_PROVED = [
    (CANCEL, {"sender": STRANGER}, "a number alone"),
    (MOVE, {"sender": STRANGER}, "a number alone"),
    (CANCEL, {"sender": STRANGER, "name": TARO}, "an address as a name"),
    ("見本太郎です。予約をキャンセルします。", {}, "an address alone"),
    ("見本太郎です。090-0000-0000です。予約をキャンセルします。", {"sender": STRANGER}, "name and telephone"),
    (CANCEL, {"sender": STRANGER, "to": OURS.replace("@", f"+b1-{'a' * 26}@")}, "a mark that is not the booking's"),
    (CANCEL.replace("28050-1", "28050-2"), {}, "somebody else's number"),
    (CANCEL, {"sender": f"{TARO}, {STRANGER}"}, "two senders"),
]


@pytest.mark.parametrize("plus", ["true", "false"])
@pytest.mark.parametrize(("body", "more", "why"), NOT_PROVED)
def test_anybody_else_changes_nothing_and_is_told_nothing(
    tmp_path: Path, body: str, more: dict[str, str], plus: str, why: str
) -> None:
    folder = _office(tmp_path, plus_addresses=plus)
    _take(folder, mail(body, ident="2", subject="予約について", **more))
    assert (endings(folder)[1], _booking(folder)[:2]) == ("needs_review", ("confirmed", "2026-12-03T10:00")), why
    assert [one for one in _letters(folder) if one[0] != "receipt"] == []
    ((said,),) = query(folder, "SELECT why FROM items WHERE item_id = 2")
    assert "ご本人とは確かめられません" in str(said), why
    assert "返信では予約の有無や内容を答えず" in str(said)


def test_a_wrong_mark_proves_nothing_even_with_address_and_number(tmp_path: Path) -> None:
    folder = _office(tmp_path, plus_addresses="true")
    _take(folder, mail(CANCEL, ident="2", to=OURS.replace("@", f"+b1-{'a' * 26}@")))
    assert (endings(folder)[1], _booking(folder)[0]) == ("needs_review", "confirmed")
    assert "other_mark" in doubts(folder)


IN_DOUBT = [
    ("求職番号28050-1です。予約をキャンセルするかもしれません。", "maybe_cancellation", "not decided"),
    ("求職番号28050-1です。キャンセルはしたくないのですが、どうしても行けません。", "cancellation_unclear", "no plain word"),
    ("求職番号28050-1です。12月4日の予約をキャンセルします。", "other_time", "another day than what is booked"),
    ("求職番号28050-1です。12月3日と12月10日の予約をキャンセルします。", "other_time", "two days"),
    ("求職番号28050-1です。予約をキャンセルします。次は12月9日10時を希望します。", "mixed_purpose", "a wish too"),
    ("求職番号28050-1です。予約を変更してください。", "none", "no new time"),
    ("求職番号28050-1です。予約を12月8日（水）14時に変更してください。", "weekday_mismatch", "a wrong weekday"),
    ("求職番号28050-1です。予約を12月3日の午前に変更してください。", "same_time_wished", "the time that is booked"),
    ("見本花子です。求職番号28050-1です。予約をキャンセルします。", "two_names", "another name"),
    ("求職番号28050-1です。電話は090-1111-1111です。予約をキャンセルします。", "other_particulars", "another telephone"),
    ("求職番号28050-1です。母の予約をキャンセルします。", "another_person", "somebody else's"),
    ("求職番号28050-1です。予約をキャンセルします。持ち物はありますか。", "question_too", "a question"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "why"), IN_DOUBT)
def test_a_proved_mail_in_doubt_waits_for_staff(tmp_path: Path, body: str, code: str, why: str) -> None:
    folder = _office(tmp_path)
    _take(folder, mail(body, ident="2", subject="予約について"))
    assert (endings(folder)[1], _booking(folder)[:2]) == ("needs_review", ("confirmed", "2026-12-03T10:00")), why
    assert code in doubts(folder), (why, doubts(folder))
    ((said,),) = query(folder, "SELECT why FROM items WHERE item_id = 2")
    assert "ご本人からの" in str(said), why
    assert [one for one in _letters(folder) if one[0] != "receipt"] == []


def test_an_office_that_wants_to_see_every_mail_is_asked(tmp_path: Path) -> None:
    folder = _office(tmp_path, proved_mail='"ask_staff"')
    _take(folder, mail(CANCEL, ident="2"))
    assert (endings(folder)[1], _booking(folder)[0]) == ("needs_review", "confirmed")
    ((said,),) = query(folder, "SELECT why FROM items WHERE item_id = 2")
    assert "ご本人からの取消の申し出です" in str(said)


def test_two_bookings_leave_open_which_is_meant(tmp_path: Path) -> None:
    folder = _office(tmp_path, one_live_booking="false")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/4 14:00", mail=TARO)))
    run(folder)
    _take(folder, mail(CANCEL, ident="2"))
    assert query(folder, "SELECT state FROM bookings") == [("confirmed",), ("confirmed",)]
    ((said,),) = query(folder, "SELECT why FROM items ORDER BY item_id DESC LIMIT 1")
    assert "どの予約のことか決められない" in str(said)


def test_the_address_given_last_is_the_one_on_file(tmp_path: Path) -> None:
    folder = _office(tmp_path)
    change = row("001", "見本 太郎", "28050-1", "12/4 14:00", kind="変更", mail="new@mihon.example")
    drop(folder, "a.csv", log(change))
    run(folder)
    _take(folder, mail(CANCEL, ident="2"))
    assert query(folder, "SELECT state FROM bookings") == [("confirmed",)], "the address before counts no more"
    _take(folder, mail(CANCEL, ident="3", sender="New@Mihon.example"), "3")
    assert query(folder, "SELECT state FROM bookings") == [("cancelled",)]
    assert _letters(folder)[-1] == ("cancellation", "new@mihon.example")


def test_what_staff_fix_for_an_unproved_mail_is_told_at_the_address_on_file(tmp_path: Path) -> None:
    folder = _office(tmp_path)
    _take(folder, mail(MOVE, ident="2", sender=STRANGER))
    path = folder.staff / "要確認.csv"
    header, line = path.read_text(encoding="utf-8-sig").splitlines()[:2]
    assert STRANGER in line
    cells = dict(zip(header.split(","), line.split(","), strict=False))
    assert TARO in line
    assert cells["電話番号"] == "090-0000-0000"
    place = header.split(",").index("確定日時")
    filled = line.split(",")
    filled[place] = "12/9 14:00"
    drop(folder, "要確認.csv", ("\r\n".join([header, ",".join(filled)]) + "\r\n").encode("utf-8-sig"))
    run(folder, LATER)
    assert _booking(folder)[1] == "2026-12-09T14:00"
    assert _letters(folder)[-1] == ("moved", TARO)


FORGERIES = [
    (CANCEL, "cancellation", {}),
    (MOVE, "change", {}),
    (WHO + "第1希望：12月8日（火）10時\n", "request", {}),
    ("持ち物はありますか。\n", "question", {}),
    ("12月9日14時でお願いします。", "answer", {"subject": "Re: 【受付番号 M00001】お申し込みについておたずねします"}),
]


@pytest.mark.parametrize(("body", "kind", "more"), FORGERIES)
def test_a_mail_that_its_domain_disowns_does_nothing_and_is_not_answered(
    tmp_path: Path, body: str, kind: str, more: dict[str, str]
) -> None:
    folder = _office(tmp_path, authserv_id='"mx.office.example"')
    _take(folder, FORGED + mail(body, ident="2", **more))
    assert query(folder, "SELECT kind, outcome FROM items WHERE item_id = 2") == [(kind, "needs_review")]
    assert "dmarc_fail" in doubts(folder)
    assert _booking(folder)[:2] == ("confirmed", "2026-12-03T10:00")
    assert _letters(folder) == []
    assert query(folder, "SELECT DISTINCT receipt_to FROM reviews") == [("",)]


def test_a_calendar_s_answer_that_its_domain_disowns_is_not_recorded(tmp_path: Path) -> None:
    folder = _office(tmp_path, authserv_id='"mx.office.example"', plus_addresses="true")
    to = mailbox_of(folder)
    _take(folder, FORGED + reply_mail(ics(uid_of(folder), organizer=to), to=to))
    assert (endings(folder)[1], recorded(folder)) == ("needs_review", [])


@pytest.mark.parametrize(
    "field",
    [
        b"Authentication-Results: mx.office.example; dmarc=none\n",
        b"Authentication-Results: mx.office.example; dmarc=temperror\n",
        b"Authentication-Results: relay.other.example; dmarc=fail\n",
        b"Authentication-Results: relay.other.example; dmarc=pass\nAuthentication-Results: mx.office.example; dmarc=fail\n",
    ],
)
def test_what_is_no_failure_of_our_own_server_s_changes_nothing(tmp_path: Path, field: bytes) -> None:
    folder = _office(tmp_path, authserv_id='"mx.office.example"')
    _take(folder, field + mail(CANCEL, ident="2"))
    assert _booking(folder)[0] == "cancelled"


def test_a_pass_proves_nobody(tmp_path: Path) -> None:
    folder = _office(tmp_path, authserv_id='"mx.office.example"')
    field = b"Authentication-Results: mx.office.example; dmarc=pass; spf=pass; dkim=pass\n"
    _take(folder, field + mail(CANCEL, ident="2", sender=STRANGER))
    assert (endings(folder)[1], _booking(folder)[0]) == ("needs_review", "confirmed")


RECEIPTS = [
    (CANCEL, {"sender": STRANGER}, STRANGER, "an unproved cancellation: it tells nothing"),
    ("カメラは必要でしょうか。", {}, TARO, "a question"),
    (WHO.replace("28050-1", "28050-7") + "第1希望：12月8日（水）10時\n", {"sender": STRANGER}, "", "it is asked by letter"),
    (WHO.replace("28050-1", "28050-7") + "第1希望：12月8日（火）10時\nカメラは必要でしょうか。\n", {"sender": STRANGER}, STRANGER, "a wish and a question"),
    ("", {"subject": ""}, "", "an empty mail"),
    ("カメラは必要でしょうか。", {"sender": "a b@@x"}, "", "no address"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "more", "to", "why"), RECEIPTS)
def test_who_is_told_that_a_mail_has_come(tmp_path: Path, body: str, more: dict[str, str], to: str, why: str) -> None:
    folder = _office(tmp_path)
    _take(folder, mail(body, ident="2", **more))
    written = query(folder, "SELECT recipient FROM outbox WHERE kind = 'receipt'")
    assert written == ([(to,)] if to else []), why


def test_a_cancellation_sent_twice_ends_no_later_booking(tmp_path: Path) -> None:
    folder = _office(tmp_path)
    again = WHO + "第1希望：12月8日（火）14時\n"
    drop(folder, "2.eml", mail(CANCEL, ident="2"))
    drop(folder, "3.eml", mail(again, ident="3").replace(b"09:30:00", b"11:00:00"))
    drop(folder, "4.eml", mail(CANCEL + "よろしくお願いします。\n", ident="4").replace(b"09:30:00", b"11:30:00"))
    run(folder, LATER)
    assert query(folder, "SELECT start, state FROM bookings ORDER BY booking_id") == [
        ("2026-12-03T10:00", "cancelled"),
        ("2026-12-08T14:00", "confirmed"),
    ]
    assert endings(folder)[-1] == "needs_review"
    assert "no_booking" in doubts(folder)


def test_a_cancellation_leaves_what_is_not_decided_yet(tmp_path: Path) -> None:
    folder = _office(tmp_path)
    drop(folder, "2.eml", mail(WHO + "第1希望：12月8日（水）14時\n", ident="2"))
    drop(folder, "3.eml", mail(CANCEL, ident="3"))
    drop(folder, "4.eml", mail(CANCEL + "よろしくお願いします。\n", ident="4"))
    run(folder, LATER)
    assert query(folder, "SELECT state FROM bookings") == [("cancelled",)]
    assert query(folder, "SELECT state FROM requests WHERE request_id = 2") == [("needs_review",)]
