"""Columns are told by their words, their neighbours and their cells, and never guessed."""

from datetime import datetime

import pytest

from intake.log_layout import log_layout
from intake.table.below import Below
from intake.table.columns import name_columns
from intake.table.draft import Source
from intake.table.layouts import LOG
from madoguchi.clock import TOKYO
from madoguchi.config.log import LogColumns
from madoguchi.errors import UnreadableInput

ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)


def columns_of(header: str, layout=LOG):
    return name_columns(header.split(","), layout)


@pytest.mark.parametrize(
    ("header", "field", "at", "why"),
    [
        ("日付,氏名,第1希望", "received", (0,), "the wish has its own column, so the other is left"),
        ("受付日時,日時,氏名,区分", "wish", (1,), "and the other way round"),
        ("担当,氏名,希望", "taken_by", (0,), "nobody else claims it"),
        ("備考,メモ,氏名,希望", "note", (0, 1), "free text may stand in several columns"),
    ],
)
def test_unsure_header_goes_to_the_one_field_left(header, field, at, why):
    assert columns_of(header).places[field] == at, why


@pytest.mark.parametrize(
    ("header", "others"),
    [
        ("番号,氏名,求職番号,希望", {0: "番号"}),
        ("受付者,担当者,氏名,希望", {1: "担当者"}),
        ("受付日時,日付,氏名,希望", {1: "日付"}),
        ("時間,氏名,希望,好きな色", {0: "時間", 3: "好きな色"}),
    ],
)
def test_unsure_header_is_left_unread(header, others):
    assert dict(columns_of(header).others) == others


@pytest.mark.parametrize(
    ("header", "words"),
    [
        pytest.param("日付,氏名,電話", "「日付」", id="received or wish"),
        pytest.param("日付,日時,氏名,希望", "「日付」「日時」", id="two for one field"),
        pytest.param("氏名,申込者,希望", "「氏名」「申込者」", id="two columns claim one field"),
        pytest.param("電話,TEL,氏名,希望", "「電話」「TEL」", id="two columns claim one field"),
        pytest.param("電話,希望", "「氏名」", id="nobody"),
        pytest.param("氏名,電話", "「希望日時」", id="no wish"),
    ],
)
def test_refusals_name_the_columns(header, words):
    with pytest.raises(UnreadableInput, match=words):
        columns_of(header)


def settled(table: str, layout=LOG):
    """Name the columns of a table whose lines are parted by spaces and its cells by commas."""
    header, *rows = (line.split(",") for line in table.split())
    return name_columns(header, layout, Below(rows, ARRIVED))


PERSON = "見本,28050-1"


@pytest.mark.parametrize(
    ("table", "field", "at", "source", "why"),
    [
        ("日付,氏名,求職番号,区分 11/27,見本,28050-1,予約", "received", (0,), Source.CELLS, "all past"),
        ("日付,氏名,求職番号,区分 12/1,見本,28050-1,予約", "wish", (0,), Source.CELLS, "all ahead"),
        ("日付,氏名,求職番号,区分 来週火曜,見本,28050-1,予約", "wish", (0,), Source.CELLS, "words of a wish"),
        ("日付,日時,氏名 11/27,12/1,見本 11/26,12/2,見本", "wish", (1,), Source.CELLS, "one past, one ahead"),
        ("日付,日時,氏名 11/27,火曜14時,見本", "wish", (1,), Source.LEFT_OVER, "the other is the receipt"),
        ("番号,氏名,希望 28050-1,見本,12/1 28050-22,見本,12/2", "seeker_number", (0,), Source.CELLS, "all numbers"),
        ("番号,氏名,希望 090-0000-0000,見本,12/1", "phone", (0,), Source.CELLS, "all telephones"),
        ("受付,氏名,希望 11/27,見本,12/1", "received", (0,), Source.CELLS, "days"),
        ("予約日時,氏名 12/1,見本", "wish", (0,), Source.CELLS, "ahead"),
        ("受付日,予約日時,氏名 11/27,11/20,見本", "wish", (1,), Source.LEFT_OVER, "beside the receipt it is the wish"),
        (
            "氏名,受付日,時間,希望日,時間 見本,11/27,9:00,12/1,10:00",
            "received_time",
            (2,),
            Source.BESIDE,
            "of the call",
        ),
        ("氏名,受付日,時間,希望日,時間 見本,11/27,9:00,12/1,10:00", "wish_time", (4,), Source.BESIDE, "of the wish"),
        ("氏名,希望①,時間,希望②,時間 見本,12/1,10:00,,", "wish2_time", (4,), Source.BESIDE, "each rank has one"),
        ("氏名,第1希望日,希望時間,第2希望日,希望時間 見本,,,,", "wish1_time", (2,), Source.BESIDE, "unranked, alike"),
        ("氏名,希望日,曜日,時間 見本,12/1,火,10:00", "wish_time", (3,), Source.BESIDE, "behind the weekday"),
        ("氏名,希望日,曜日,時間 見本,12/1,火,10:00", "wish_weekday", (2,), Source.BESIDE, "the weekday of the day"),
        ("氏名,,希望 見本,太郎,12/1 例示,花子,12/2", "given_name", (1,), Source.CELLS, "a merged name"),
        (
            "氏名,カナ,,希望 見本,ミホン,タロウ,12/1 例示,レイジ,ハナコ,12/2",
            "kana_given_name",
            (2,),
            Source.CELLS,
            "kana",
        ),
        ("氏名,希望, 見本,12/1,10:00 例示,12/2,午後", "wish_time", (2,), Source.CELLS, "a merged wish"),
        (
            "受付日,,氏名,希望 11/27,9:00,見本,12/1 11/26,9:30,例示,12/2",
            "received_time",
            (1,),
            Source.CELLS,
            "a merged day",
        ),
    ],
)
def test_what_the_words_leave_open_is_settled(table, field, at, source, why):
    columns = settled(table)
    assert (columns.places.get(field), columns.sources.get(field)) == (at, source), why


@pytest.mark.parametrize(
    ("table", "others", "why"),
    [
        ("番号,氏名,希望 1,見本,12/1 2,例示,12/2", {0: "番号"}, "they count the rows"),
        (",氏名,希望 1,見本,12/1 2,例示,12/2", {0: "（見出しなし）"}, "the same without a header"),
        (",氏名,希望 1,見本,12/1", {0: "（見出しなし）"}, "one row is enough before the first column"),
        ("氏名,希望, 見本,12/1,1", {}, "but not behind the last"),
        ("受付,氏名,希望 済,見本,12/1 済,例示,12/2", {0: "受付"}, "no days"),
        ("氏名,希望①,時間,希望② 見本,12/1,10:00,12/2", {2: "時間"}, "one of two ranks has a time"),
        ("氏名,希望日,時間,時間 見本,12/1,10:00,11:00", {3: "時間"}, "only the one beside the day is plain"),
        ("氏名,希望,色,色,色 見本,12/1,赤,青,黄", {2: "色", 3: "色（2）", 4: "色（3）"}, "no cell hides another"),
        ("氏名,希望,曜日,担当,曜日 見本,12/1,火,乙,火", {4: "曜日"}, "no day stands to its left"),
        ("受付日時,対応日,氏名,希望 11/27,11/28,見本,12/1", {1: "対応日"}, "the surer word"),
        ("区分,種別,氏名,希望 予約,初回,見本,12/1", {1: "種別"}, "the surer word"),
        ("氏名,第1希望,予約日時 見本,12/1,", {2: "予約日時"}, "the wish has its own"),
    ],
)
def test_what_stays_unread(table, others, why):
    assert dict(settled(table).others) == others, why


@pytest.mark.parametrize(
    ("table", "words"),
    [
        pytest.param("日付,氏名,電話 11/27,見本,0 12/2,見本,0", "「日付」が何を指すのか", id="past and ahead"),
        pytest.param("日付,氏名,電話 S60.4.1,見本,0", "「日付」が何を指すのか", id="births"),
        pytest.param(
            "番号,氏名,希望 28050-1,見本,12/1 7,例示,12/2", "「番号」が何を指すのか", id="half of them numbers"
        ),
        pytest.param("予約日時,氏名,電話 11/20,見本,0", "「予約日時」が何を指すのか", id="bookings of the past"),
        pytest.param("日付,日時,氏名 12/1,12/2,見本", "「日付」「日時」", id="two that lie ahead"),
    ],
)
def test_what_cannot_be_settled_is_asked_with_the_way_out(table, words):
    with pytest.raises(UnreadableInput, match=words) as refused:
        settled(table)
    assert "office.toml の [log.columns]" in str(refused.value)


def office(**columns):
    return log_layout(LogColumns.model_validate(columns))


def test_the_office_comes_before_every_word():
    columns = settled("日付,氏名,申込者,希望 11/27,見本,例示,12/1", office(wish="日付", name="申込者", unread="希望"))
    assert columns.headers["wish"] == "日付"
    assert columns.headers["name"] == "申込者"
    assert columns.sources["name"] is Source.OFFICE
    assert set(columns.others.values()) == {"氏名", "希望"}
    assert columns.aside == {"希望"}


def test_headers_of_the_office_that_are_not_there_are_told():
    here = office(name="患者", wish="面談日")
    with pytest.raises(UnreadableInput, match="「面談日」"):
        settled("患者,電話 見本,0", here)
    assert settled("氏名,希望 見本,12/1", here).absent == ("患者", "面談日")
