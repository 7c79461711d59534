"""From an invitation to the answer of the person's calendar: recorded, told, and never a change of the booking."""

import json
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from calendar_replies import OURS, TARO, answer, calls, ics, mailbox_of, recorded, reply_mail, uid_of
from letters_to_us import doubts, mail
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run
from typer.testing import CliRunner

from madoguchi.cli.app import app
from madoguchi.clock import TOKYO
from madoguchi.errors import Exit

LATER = AS_OF + timedelta(hours=2)
FLOW = Path(__file__).parents[2] / "site" / "content" / "flow.md"
WRONG = OURS.replace("@", f"+b1-{'a' * 26}@")
REQUEST = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日（木）10時\n"


def _booked(tmp_path: Path, *, marked: bool = True, phone: bool = True) -> OfficeFolder:
    folder = empty(tmp_path / "office")
    if marked:
        text = folder.office_toml.read_text(encoding="utf-8")
        text = text.replace("plus_addresses = false", "plus_addresses = true")
        assert "plus_addresses = true" in text
        folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "1.eml", mail(REQUEST if phone else REQUEST.replace("電話番号：090-0000-0000\n", "")))
    run(folder)
    assert query(folder, "SELECT state, sequence FROM bookings") == [("confirmed", 0)]
    return folder


def _bookings(folder: OfficeFolder) -> list[tuple[object, ...]]:
    return query(folder, "SELECT * FROM bookings ORDER BY booking_id")


def _ledger_closes(folder: OfficeFolder) -> bool:
    return CliRunner().invoke(app, ["ledger", str(folder.root)]).exit_code == 0


@pytest.mark.parametrize("marked", [True, False], ids=["own mailbox", "plain mailbox"])
def test_an_acceptance_is_recorded_once(tmp_path: Path, *, marked: bool) -> None:
    folder = _booked(tmp_path, marked=marked)
    before = _bookings(folder)
    to = mailbox_of(folder)
    assert ("+b1-" in to) is marked
    outcome, why = answer(folder, LATER, ics(uid_of(folder), organizer=to), to=to)
    assert outcome == "reply"
    assert "M00001" in why
    assert "承諾" in why
    assert "見本" not in why
    assert recorded(folder) == [(TARO, "accepted", 0)]
    again, _ = answer(folder, LATER, ics(uid_of(folder), organizer=to), to=to, ident="r2")
    assert again == "duplicate"
    assert recorded(folder) == [(TARO, "accepted", 0)]
    assert _bookings(folder) == before
    assert (doubts(folder), calls(folder)) == (set(), [])
    assert _ledger_closes(folder)


@pytest.mark.parametrize("marked", [True, False], ids=["own mailbox", "plain mailbox"])
@pytest.mark.parametrize("medium", ["video", "telephone"])
def test_our_own_invitation_echoed_with_nothing_but_a_yes_is_an_acceptance(
    tmp_path: Path, medium: str, *, marked: bool
) -> None:
    folder = _booked(tmp_path, marked=marked)
    if medium == "telephone":
        drop(folder, "t.csv", log(row("002", "見本 太郎", "28050-1", "", kind="電話切替", received="2026/11/30 11:00")))
        run(folder, LATER)
    ((letter,),) = query(folder, "SELECT mail FROM outbox ORDER BY notice_id DESC LIMIT 1")
    assert isinstance(letter, bytes)
    parts = message_from_bytes(letter).walk()
    payload = next(part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/calendar")
    assert isinstance(payload, bytes)
    echoed = payload.replace(b"\r\n ", b"").replace(b"METHOD:REQUEST", b"METHOD:REPLY")
    echoed = echoed.replace(b"NEEDS-ACTION;RSVP=TRUE", b"ACCEPTED")
    head = f"From: {TARO}\r\nTo: {OURS}\r\nMessage-ID: <e@mihon.example>\r\n"
    kind = "Content-Type: text/calendar; method=REPLY; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    drop(folder, "e.eml", f"{head}{kind}".encode() + echoed)
    run(folder, LATER)
    assert doubts(folder) == set()
    assert query(folder, "SELECT outcome FROM items ORDER BY item_id DESC LIMIT 1") == [("reply",)]
    assert [answer for _, answer, _ in recorded(folder)] == ["accepted"]


def test_a_refusal_is_a_call_and_an_entry_for_staff(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    before = _bookings(folder)
    declined = ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder))
    outcome, why = answer(folder, LATER, declined, text="都合が悪くなりました。")
    assert (outcome, recorded(folder)) == ("needs_review", [(TARO, "declined", 0)])
    assert "予約はそのままです" in why
    ((state, to, say),) = calls(folder)
    assert (state, to) == ("waiting", "090-0000-0000")
    assert "2026年12月3日（木）午前10時" in str(say)
    assert "規約第4条" in str(say)
    assert doubts(folder) == {"calendar_reply", "calendar_words"}
    listed = (folder.staff / "要確認.csv").read_text(encoding="utf-8-sig")
    assert "都合が悪くなりました" in listed
    assert "辞退の返事の確認" in (folder.staff / "電話連絡.csv").read_text(encoding="utf-8-sig")
    assert answer(folder, LATER, declined, ident="r2", text="都合が悪くなりました。")[0] == "duplicate"
    assert len(calls(folder)) == len(recorded(folder)) == 1
    assert _bookings(folder) == before
    assert _ledger_closes(folder)


def test_who_has_no_telephone_is_on_the_list_all_the_same(tmp_path: Path) -> None:
    folder = _booked(tmp_path, phone=False)
    answer(folder, LATER, ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder)))
    ((state, to, _),) = calls(folder)
    assert (state, to) == ("waiting", "")


def test_an_acceptance_after_a_refusal_takes_the_call_back(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    box = mailbox_of(folder)
    answer(folder, LATER, ics(uid_of(folder), "DECLINED", organizer=box))
    later = ics(uid_of(folder), "ACCEPTED", organizer=box, stamp="20261130T020500Z")
    outcome, why = answer(folder, LATER, later, ident="r2")
    assert outcome == "reply"
    assert "前の「辞退」に替わる返事" in why
    assert [state for state, _, _ in calls(folder)] == ["superseded"]


def test_a_refusal_overtaken_by_an_acceptance_in_one_pass_calls_nobody(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    box = mailbox_of(folder)
    later = ics(uid_of(folder), "ACCEPTED", organizer=box, stamp="20261130T020500Z")
    drop(folder, "a.eml", reply_mail(ics(uid_of(folder), "DECLINED", organizer=box), ident="a"))
    drop(folder, "b.eml", reply_mail(later, ident="b"))
    run(folder, LATER)
    assert [one[1] for one in recorded(folder)] == ["declined", "accepted"]
    assert calls(folder) == []


def test_an_address_that_only_a_calendar_named_is_kept_out_of_the_site(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    box = mailbox_of(folder)
    answer(folder, LATER, ics(uid_of(folder), organizer=box, attendee="mihon.t@other.example"))
    assert recorded(folder) == [("mihon.t@other.example", "accepted", 0)]
    page = FLOW.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["publish", str(folder.root)]).exit_code == 0
    (folder.content / "flow.md").write_text(f"{page}\n\nmihon.t@other.example\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["publish", str(folder.root)])
    assert told.exit_code == Exit.NEEDS_PERSON, told.output
    assert "mihon.t" not in told.output


def _moved(folder: OfficeFolder) -> None:
    change = row("002", "見本 太郎", "28050-1", "12/4 14:00", kind="変更", received="2026/11/30 11:30")
    drop(folder, "b.csv", log(change))
    run(folder, LATER)
    assert query(folder, "SELECT start, sequence FROM bookings") == [("2026-12-04T14:00", 1)]


def test_a_refusal_that_comes_with_the_change_of_its_time_calls_nobody(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    declined = ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder))
    drop(folder, "a.eml", reply_mail(declined))
    _moved(folder)
    assert recorded(folder) == [(TARO, "declined", 0)]
    assert (doubts(folder), calls(folder)) == ({"calendar_reply"}, [])


def test_an_answer_to_an_older_time_does_not_count_for_the_new_one(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    box = mailbox_of(folder)
    _moved(folder)
    outcome, why = answer(folder, LATER, ics(uid_of(folder), organizer=box))
    assert (outcome, "数えません" in why) == ("reply", True)
    outcome, _ = answer(folder, LATER, ics(uid_of(folder), "DECLINED", organizer=box), ident="r2")
    assert (outcome, calls(folder)) == ("needs_review", [])
    assert doubts(folder) == {"calendar_outdated"}
    outcome, _ = answer(folder, LATER, ics(uid_of(folder), organizer=box, sequence="1"), ident="r3")
    assert outcome == "reply"
    told = CliRunner().invoke(app, ["why", "M00001", str(folder.root)]).stdout
    assert "承諾（変更前のご案内への返事）" in told
    assert "承諾（2026年12月4日（金）午後2時への返事）" in told
    assert TARO not in told


def test_answers_about_what_is_cancelled_or_past(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    box = mailbox_of(folder)
    drop(folder, "c.csv", log(row("003", "見本 太郎", "28050-1", "", kind="取消", received="2026/11/30 11:40")))
    run(folder, LATER)
    assert query(folder, "SELECT state FROM bookings") == [("cancelled",)]
    assert answer(folder, LATER, ics(uid_of(folder), "DECLINED", organizer=box))[0] == "reply"
    assert answer(folder, LATER, ics(uid_of(folder), organizer=box), ident="r2")[0] == "needs_review"
    assert (doubts(folder), calls(folder)) == ({"calendar_cancelled"}, [])


def test_a_refusal_of_a_visit_that_has_begun_is_noted(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    begun = datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO)
    declined = ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder))
    assert answer(folder, begun, declined)[0] == "reply"
    assert (recorded(folder), calls(folder)) == ([(TARO, "declined", 0)], [])


def test_the_day_sheet_shows_what_the_calendar_answers(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    day_before = datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO)
    answer(folder, day_before, ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder)))
    for suffix in ("csv", "html"):
        sheet = (folder.staff / f"予約票_2026-12-03.{suffix}").read_text(encoding="utf-8-sig")
        assert "Zoom（辞退の返事）" in sheet
        assert "予定どおりでよいか確かめてください" in sheet


@pytest.mark.parametrize(
    ("changes", "code", "why"),
    [
        ({"organizer": WRONG}, "calendar_other_mark", "the mark is not the booking's"),
        ({"attendee": "other@mihon.example", "organizer": OURS}, "calendar_not_invited", "a forwarded invitation"),
        ({"uid": "x@hellowork-toyooka.example", "organizer": OURS}, "calendar_unknown", "no event of ours"),
        ({"sequence": "7"}, "calendar_ahead", "an invitation that was never sent"),
        ({"method": "COUNTER"}, "calendar_asks", "another time is proposed"),
    ],
)
def test_what_is_not_certain_goes_to_staff_and_is_not_recorded(
    tmp_path: Path, changes: dict[str, str], code: str, why: str
) -> None:
    folder = _booked(tmp_path)
    before = _bookings(folder)
    box = mailbox_of(folder)
    given = {"uid": uid_of(folder), "organizer": box, **changes}
    outcome, _ = answer(folder, LATER, ics(**given))
    assert (outcome, doubts(folder), recorded(folder)) == ("needs_review", {code}, []), why
    assert _bookings(folder) == before
    assert calls(folder) == []


def test_explain_says_what_the_calendar_answers(tmp_path: Path) -> None:
    path = tmp_path / "r.eml"
    path.write_bytes(reply_mail(ics("x@hellowork-toyooka.example")))
    told = CliRunner().invoke(app, ["explain", str(path), "--json"])
    read = json.loads(told.stdout)
    assert (read["kind"], read["ask"]) == ("calendar_reply", False)
    assert read["calendar"]["attendees"] == [{"addresses": [TARO], "answer": "accepted"}]
    assert "taro@mihon.example 承諾" in CliRunner().invoke(app, ["explain", str(path)]).stdout


def test_the_call_goes_to_the_number_given_last(tmp_path: Path) -> None:
    folder = _booked(tmp_path)
    moved = row(
        "002", "見本 太郎", "28050-1", "12/4 14:00", kind="変更", phone="0796-00-0000", received="2026/11/30 11:00"
    )
    drop(folder, "t.csv", log(moved))
    run(folder, LATER)
    declined = ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder), sequence="1")
    answer(folder, LATER + timedelta(hours=1), declined)
    assert [recipient for _, recipient, _ in calls(folder)] == ["0796-00-0000"]
