"""Columns are declared, never guessed."""

import pytest

from intake.table.columns import field_of, find_header, folded, known_words, name_columns
from intake.table.layouts import LOG, REVIEW_SHEET
from intake.table.rows import Record
from madoguchi.errors import UnreadableInput


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("氏名", "name"),
        ("お名前（必須）", "name"),
        ("※ 氏　名：", "name"),
        ("氏名(カナ)", "kana"),
        ("氏名（漢字）", "name"),
        ("ﾌﾘｶﾞﾅ", "kana"),
        ("℡", "phone"),
        ("ＴＥＬ", "phone"),
        ("電話番号（日中つながるもの）", "phone"),
        ("電話番号（携帯）", "mobile"),
        ("E-MAIL", "email"),
        ("求職№", "seeker_number"),
        ("希望①", "wish1"),
        ("第一希望", "wish1"),
        ("第２希望日時", "wish2"),
        ("希望日時（第3希望）", "wish3"),
        ("第1希望\n時間", "wish1_time"),
        ("候補日３", "wish3"),
        ("日付", None),
        ("番号", None),
        ("好きな色", None),
        ("", None),
        ("氏" * 100, None),
    ],
)
def test_header_words(header, field):
    assert field_of(header, LOG) == field


def test_folded_is_a_plain_word():
    assert folded(" 【必須】 Ｅ－Ｍａｉｌ ※ ") == "e-mail"


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


def records_of(*lines: str) -> list[Record]:
    return [Record(at, line.split(",")) for at, line in enumerate(lines, 1)]


def test_header_is_found_below_titles():
    assert (
        find_header(records_of("電話受付簿,,", "12月分,備考,", "氏名,希望日時,備考", "見本 太郎,12/3,備考"), LOG) == 2
    )


@pytest.mark.parametrize(("layout", "words"), [(LOG, "1行目"), (REVIEW_SHEET, "消さずに")])
@pytest.mark.parametrize("lines", [(), ("a,b",), ("見本 太郎,備考",)])
def test_no_header_is_told(layout, words, lines):
    with pytest.raises(UnreadableInput, match=words):
        find_header(records_of(*lines), layout)


def test_a_header_of_one_column_is_a_header():
    assert find_header(records_of("希望日時"), LOG) == 0


def test_known_words_counts_the_best_line():
    assert known_words('題\r\n"氏名","求職番号"\t希望\r\n', (LOG,)) == 3
    assert known_words("", (LOG,)) == 0
