import csv
import io
import re
from datetime import date, datetime

import pytest
import samples_of_papers as sample

from intake.table.header_words import field_of
from intake.table.layouts import DAY_SHEET
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.reading import Particulars
from madoguchi.model.reply import Answer
from scheduler.records import read_record
from scheduler.sheets.day_sheet import HEADER, OUTCOMES, DayEntry, day_sheet_csv, day_sheet_html

DAY = date(2026, 12, 3)


def entry(booking: Booking | None = None, person: Particulars | None = None) -> DayEntry:
    return DayEntry(booking or sample.booking(), person or sample.person())


def rows(*entries: DayEntry) -> list[dict[str, str]]:
    raw = day_sheet_csv(sample.office(), sample.secrets(), DAY, entries)
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def page(*entries: DayEntry) -> str:
    return day_sheet_html(sample.office(), sample.secrets(), DAY, entries, sample.AS_OF).decode()


def test_a_row_says_when_to_call_whom_with_what() -> None:
    (row,) = rows(entry())
    assert row["電話する時刻"] == "14:20"
    assert row["開始"] == "14:30"
    assert row["相談員"] == "相談員A"
    assert row["受付番号"] == "M00012"
    assert row["ミーティングIDとパスコード"] == f"ID 812 3456 7890 ／ パスコード {sample.CANARY}"
    assert row["連絡がないとき"] == "14:40 までに連絡がなければキャンセル扱い（規約第4条）"
    assert "見本 太郎様でいらっしゃいますか" in row["伝えること"]


def test_the_page_has_the_same_and_a_box_for_each_ending() -> None:
    html = page(entry(person=sample.person(companion="手話通訳 1名")))
    for word in (
        "14:20 に電話",
        "見本 太郎",
        "ミホン タロウ",
        "090-0000-0000",
        "M00012",
        "812 3456 7890",
        sample.CANARY,
    ):
        assert word in html
    for word in (
        "手話通訳 1名",
        "14:40 までに連絡がなければキャンセル扱い（規約第4条）",
        "2026年11月30日（月）午前9時更新",
    ):
        assert word in html
    for outcome in ("実施", "電話に切替", "途中で終了", "連絡なし", "中止"):
        assert html.count(f'<span class="box"></span>{outcome}') == 1, outcome
    for why in ("回線", "機器", "本人の希望"):
        assert html.count(f'<span class="small box"></span>{why}') == 2, why
    assert html.count("次回の予約：") == 1


def test_a_number_is_touched_to_call_it() -> None:
    assert '<a class="tel" href="tel:090-0000-0000">090-0000-0000</a>' in page(
        entry(person=sample.person(phone="090-0000-0000"))
    )
    odd = page(entry(person=sample.person(phone="呼出 0000")))
    assert "tel:" not in odd
    assert "呼出 0000" in odd


def test_each_call_is_reached_from_the_top() -> None:
    html = page(entry(), entry(sample.booking(booking_id=8, request_id=13, start=datetime(2026, 12, 3, 9, 30))))
    assert re.findall(r'href="#(call-\d)"><b>(.+?)</b>', html) == [("call-1", "09:20"), ("call-2", "14:20")]
    assert re.findall(r'<article id="(.+?)">', html) == ["call-1", "call-2"]


def test_only_the_day_s_live_and_past_bookings_stand_there_in_order() -> None:
    late = entry(sample.booking(booking_id=1, request_id=1, start=datetime(2026, 12, 3, 15, 0)))
    second = entry(sample.booking(booking_id=2, request_id=2, start=datetime(2026, 12, 3, 9, 30), counsellor="b"))
    first = entry(sample.booking(booking_id=3, request_id=3, start=datetime(2026, 12, 3, 9, 30)))
    gone = entry(sample.booking(request_id=4, state=BookingState.CANCELLED))
    other_day = entry(sample.booking(request_id=5, start=datetime(2026, 12, 4, 9, 30)))
    found = rows(late, second, gone, other_day, first)
    assert [row["受付番号"] for row in found] == ["M00003", "M00002", "M00001"]


def test_a_booking_by_telephone_shows_no_passcode_and_is_called_at_its_start() -> None:
    call = entry(sample.booking(medium=Medium.TELEPHONE))
    (row,) = rows(call)
    assert row["電話する時刻"] == "14:30"
    assert row["方法"] == "電話"
    assert sample.CANARY not in page(call) + str(row)


def test_what_is_missing_is_said() -> None:
    call = entry(sample.booking(counsellor="gone"), Particulars())
    (row,) = rows(call)
    assert row["相談員"] == "gone"
    assert row["電話番号"] == "（番号なし）"
    assert row["ミーティングIDとパスコード"] == "ID （未登録） ／ パスコード （未登録）"
    assert "ご予約の方でいらっしゃいますか" in row["伝えること"]
    for word in ("（番号なし）", "（名前なし）", "（未登録）"):
        assert word in page(call)


def test_a_visit_of_an_earlier_day_stands_below_with_its_day_and_no_passcode() -> None:
    past = entry(sample.booking(request_id=9, start=datetime(2026, 12, 1, 10, 0)))
    raw = day_sheet_csv(sample.office(), sample.secrets(), DAY, [entry()], [past])
    _, below = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert (below["電話する時刻"], below["日付"], below["開始"]) == ("記録のない相談", "2026年12月1日（火）", "10:00")
    assert (below["氏名"], below["受付番号"]) == ("見本 太郎", "M00009")
    assert [below[name] for name in ("ミーティングIDとパスコード", "伝えること", "連絡がないとき")] == ["", "", ""]
    html = day_sheet_html(sample.office(), sample.secrets(), DAY, [], sample.AS_OF, [past]).decode()
    for word in (
        "この日の予約はありません",
        "記録のない相談",
        "2026年12月1日（火）",
        "10:00～10:30",
        "見本 太郎",
        "M00009",
    ):
        assert word in html
    assert sample.CANARY not in html
    assert "記録のない相談" not in page(entry())


def test_the_boxes_and_the_table_speak_the_words_that_are_read() -> None:
    for outcome, reasons in OUTCOMES:
        for why in ("", *reasons):
            read = read_record("\n".join(filter(None, (outcome, why))))
            assert (read.why if read else None) == (None if outcome == "中止" else why), (outcome, why)
    assert [field_of(header, DAY_SHEET) for header in HEADER[-4:]] == ["result", "why", "next", "memo"]
    assert {field_of(header, DAY_SHEET) for header in HEADER} >= set(DAY_SHEET.fields)


def test_a_day_without_bookings_is_a_page_too() -> None:
    assert "この日の予約はありません" in page()
    assert rows() == []


def test_a_stranger_s_words_are_escaped_and_disarmed() -> None:
    call = entry(person=sample.person(name="<img src=x>", companion="=1+1"))
    assert "<img" not in page(call)
    assert "&lt;img src=x&gt;" in page(call)
    assert rows(call)[0]["同席"] == "'=1+1"


def test_the_same_day_gives_the_same_bytes() -> None:
    assert page(entry()) == page(entry())


@pytest.mark.parametrize(
    ("explained", "marked", "why"),
    [
        (False, True, "staff have not ticked it"),
        (True, False, "it is done"),
        (None, False, "a mail, or a log without that column: nobody asked for a tick"),
    ],
)
def test_terms_that_were_not_explained_are_marked(*, explained: bool | None, marked: bool, why: str) -> None:
    one = DayEntry(sample.booking(), sample.person(), explained)
    (row,) = rows(one)
    assert ("★規約の説明がまだです。" in row["伝えること"]) is marked, why
    assert ("★規約の説明がまだです。" in page(one)) is marked, why


def test_the_language_wished_for_stands_beside_the_matter() -> None:
    one = entry(person=sample.person(language="ベトナム語"))
    assert rows(one)[0]["内容"] == "職業相談（希望言語：ベトナム語）"
    assert "職業相談（希望言語：ベトナム語）" in page(one)


@pytest.mark.parametrize(
    ("answer", "way", "asked"),
    [
        (None, "Zoom", False),
        (Answer.ACCEPTED, "Zoom（承諾の返事）", False),
        (Answer.TENTATIVE, "Zoom（仮の承諾の返事）", False),
        (Answer.DECLINED, "Zoom（辞退の返事）", True),
    ],
)
def test_what_the_calendar_answers_stands_beside_the_way_of_meeting(
    *, answer: Answer | None, way: str, asked: bool
) -> None:
    one = DayEntry(sample.booking(), sample.person(), answer=answer)
    (row,) = rows(one)
    assert row["方法"] == way
    assert way in page(one)
    assert ("予定どおりでよいか確かめてください" in row["伝えること"]) is asked
