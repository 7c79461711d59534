"""The phone log: each row is read as far as it can be read for certain."""

import contextlib
import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.phone_log import read_log
from madoguchi.clock import TOKYO
from madoguchi.errors import UnreadableInput
from madoguchi.model.item import Kind

ARRIVED = datetime(2026, 12, 4, 10, 0, tzinfo=TOKYO)
HEADER = (
    *("受付番号", "受付日時", "区分", "氏名", "フリガナ", "求職番号", "電話番号", "メール"),
    *("第1希望", "第2希望", "第3希望", "相談内容", "同席者", "受付者", "備考"),
)
PLAIN = {
    "受付番号": "1",
    "受付日時": "2026/12/3 9:05",
    "区分": "予約",
    "氏名": "見本 太郎",
    "フリガナ": "ミホン タロウ",
    "求職番号": "12345-678901",
    "電話番号": "090-0000-0000",
    "第1希望": "12月7日 14時",
    "受付者": "窓口",
}


def log_of(*rows: dict[str, str], header=HEADER, codec="cp932") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(codec)


def row_of(**changes: str):
    (row,) = read_log(log_of(PLAIN | changes), ARRIVED).rows
    return row


def codes(row) -> list[str]:
    return [doubt.code for doubt in row.doubts]


def test_a_plain_row_has_no_doubt():
    log = read_log(log_of(PLAIN), ARRIVED)
    (row,) = log.rows
    assert log.encoding == "cp932"
    assert log.columns["wish1"] == "第1希望"
    assert (row.line, row.kind, row.doubts) == (2, Kind.REQUEST, ())
    assert row.received_at == datetime(2026, 12, 3, 9, 5, tzinfo=TOKYO)
    assert row.identity == "1|2026-12-03"
    assert row.wish_texts == ((1, "12月7日 14時"),)
    assert (row.person.name, row.person.kana, row.person.seeker_number, row.person.phone) == (
        "見本 太郎",
        "ミホン タロウ",
        "12345-678901",
        "090-0000-0000",
    )
    assert (row.matter, row.note, row.taken_by) == ("", "", "窓口")


@pytest.mark.parametrize(
    ("word", "kind", "doubts"),
    [
        ("予約", Kind.REQUEST, []),
        ("申込", Kind.REQUEST, []),
        ("新規", Kind.REQUEST, []),
        ("", Kind.REQUEST, []),
        ("変更", Kind.CHANGE, []),
        ("取消", Kind.CANCELLATION, []),
        ("キャンセル", Kind.CANCELLATION, []),
        ("ｷｬﾝｾﾙ", Kind.CANCELLATION, []),
        ("【取 消】", Kind.CANCELLATION, []),
        ("記録", Kind.RECORD, []),
        ("来所記録", Kind.RECORD, []),
        ("予約（オンライン）", Kind.REQUEST, []),
        ("予約(2回目)", Kind.REQUEST, []),
        ("電話予約", Kind.REQUEST, []),
        ("キャンセル（本人）", Kind.CANCELLATION, []),
        ("電話", Kind.REQUEST, []),
        ("オンライン職業相談", Kind.REQUEST, []),
        ("初回", Kind.REQUEST, []),
        ("電話連絡", Kind.REQUEST, ["kind_unclear"]),
        ("再調整", Kind.REQUEST, ["kind_unclear"]),
        ("家族", Kind.REQUEST, ["kind_unclear"]),
        ("予約（変更）", Kind.REQUEST, ["kind_unclear"]),
        ("予約→変更", Kind.REQUEST, ["kind_unclear"]),
        ("予約・取消", Kind.REQUEST, ["kind_unclear"]),
        ("予約" * 50, Kind.REQUEST, ["kind_unclear"]),
        ("結果", Kind.RECORD, []),
        ("問合せ", Kind.REQUEST, ["kind_unclear"]),
        ("その他", Kind.REQUEST, ["kind_unclear"]),
    ],
)
def test_kind(word, kind, doubts):
    row = row_of(区分=word)
    assert (row.kind, codes(row)) == (kind, doubts)


def test_a_question_without_a_wish_is_a_question_to_look_at():
    row = row_of(区分="問合せ", 第1希望="")
    assert (row.kind, codes(row)) == (Kind.QUESTION, ["kind_unclear"])


@pytest.mark.parametrize(
    ("row", "kind", "why"),
    [
        ({"受付番号": "合計", "受付日時": "5件"}, Kind.MEMO, "a sum"),
        ({"氏名": "小計", "第1希望": "3"}, Kind.MEMO, "a sum under the names"),
        ({"受付番号": "備考：用紙は窓口へ"}, Kind.MEMO, "a remark below the table"),
        ({"受付番号": "※印は再電話"}, Kind.MEMO, "a legend"),
        (dict(zip(HEADER, HEADER, strict=True)), Kind.MEMO, "the header again"),
        ({"氏名": "氏名", "求職番号": "求職番号", "第1希望": "日時"}, Kind.MEMO, "half a header again"),
        ({"受付番号": "zzz"}, Kind.UNREADABLE, "rubbish"),
        ({"受付者": "窓口", "相談内容": "はい"}, Kind.UNREADABLE, "nobody and no wish"),
        ({"氏名": "計 太郎", "第1希望": "12/7"}, Kind.REQUEST, "a surname like a sum"),
        ({"氏名": "以上 花子"}, Kind.REQUEST, "another"),
    ],
)
def test_rows_that_are_no_calls(row, kind, why):
    (read,) = read_log(log_of(row), ARRIVED).rows
    assert read.kind is kind, why
    assert bool(read.doubts) is (kind is not Kind.MEMO), why


@pytest.mark.parametrize(
    ("changes", "doubts", "why"),
    [
        ({"受付日時": ""}, ["received_unknown"], "no time of the call"),
        ({"受付日時": "2026/12/5 9:00"}, ["received_later"], "a call from the future"),
        ({"氏名": ""}, ["name_missing"], "no name"),
        ({"求職番号": "なし"}, ["seeker_number_missing"], "no number"),
        ({"電話番号": "不明"}, ["contact_missing"], "no way to tell the person"),
        ({"電話番号": "", "メール": "mihon@mail.example"}, [], "a mail address is a way"),
        ({"第1希望": ""}, ["no_wish"], "no wish"),
        ({"第1希望": "", "区分": "変更"}, ["no_wish"], "no wish to move to"),
        ({"第1希望": "", "区分": "取消"}, [], "a cancellation needs none"),
        ({"求職番号": "1.3E+12"}, ["excel_damage"], "Excel's number"),
        ({"受付番号": "1.3E+12"}, ["excel_damage"], "Excel's number elsewhere"),
        ({"第1希望": "########"}, ["excel_damage"], "Excel's narrow column"),
        ({"備考": "#REF!"}, ["excel_damage"], "Excel's error"),
        ({"第1希望": "12月7日 14時\ue000"}, ["garbled_text"], "外字 in a wish"),
        ({"氏名": "見?本"}, ["name_garbled"], "what CP932 lost"),
        ({"電話番号": "9000000000"}, [], "a lost zero is put back, with a note"),
        ({"電話番号": "'090-0000-0000"}, [], "Excel's text mark"),
        ({"求職番号": '="12345-678901"'}, [], "a formula that keeps zeros"),
        ({"氏名": "同上"}, ["ditto"], "the one above"),
        ({"備考": "やっぱりキャンセルとのこと"}, ["remark_matters"], "the remark undoes the row"),
        ({"備考": "午前は不可"}, ["remark_matters"], "the remark limits the wish"),
        ({"相談内容": "予約の取り消しについて"}, ["remark_matters"], "the matter undoes the row"),
        ({"相談内容": "職種の変更について"}, [], "a matter of its own"),
        ({"相談内容": "午後希望"}, ["remark_matters"], "the matter limits the wish"),
        ({"相談内容": "8日は14時から"}, ["remark_matters"], "the matter names a time"),
        ({"備考": "折返し不要"}, [], "a remark"),
        ({"備考": "12/1は15時以降"}, ["remark_matters"], "another time"),
        ({"備考": "12月9日でもよい"}, ["remark_matters"], "another day"),
        ({"備考": "木曜がよいとのこと"}, ["remark_matters"], "a weekday"),
        ({"備考": "12時以降に電話"}, [], "a time to be called"),
        ({"備考": "前回10/5、資料送付済"}, [], "the past"),
        ({"備考": "認定日12/10"}, [], "a day of another matter"),
        ({"備考": "3回目。30分前に入室"}, [], "figures that are no time of day"),
    ],
)
def test_doubts(changes, doubts, why):
    raw = log_of(PLAIN | changes, codec="utf-8")
    (row,) = read_log(raw, ARRIVED).rows
    assert codes(row) == doubts, why
    assert all(doubt.say.endswith("。") for doubt in row.doubts)


def test_a_broken_line_is_told_and_the_others_are_read():
    raw = (
        log_of(PLAIN, codec="utf-8") + b'2,"x\r\n' + log_of(PLAIN | {"受付番号": "3"}, codec="utf-8").split(b"\r\n")[1]
    )
    rows = read_log(raw + b"\r\n", ARRIVED).rows
    assert [(row.line, row.kind) for row in rows] == [(2, Kind.REQUEST), (3, Kind.UNREADABLE), (4, Kind.REQUEST)]
    assert codes(rows[1]) == ["row_broken"]


@pytest.mark.parametrize(
    ("tail", "doubts", "note"),
    [(",,外の欄\r\n", ["row_extra"], "外の欄"), ("あ" * 5000 + "\r\n", ["row_long"], "あ" * 4000)],
)
def test_damaged_rows_are_read_and_told(tail, doubts, note):
    (row,) = read_log(log_of(PLAIN, codec="utf-8").removesuffix(b"\r\n") + tail.encode(), ARRIVED).rows
    assert (codes(row), row.note) == (doubts, note)


def test_a_file_that_stops_inside_a_row_is_told():
    raw = log_of(PLAIN | {"受付番号": "2"}, PLAIN)
    assert "row_cut" in codes(read_log(raw[: raw.rindex(",12月".encode("cp932")) + 5], ARRIVED).rows[-1])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp"])
def test_identity_and_fingerprint_outlive_another_encoding_and_another_order_of_columns(codec):
    expected = row_of()
    again = read_log(log_of(PLAIN, header=(*reversed(HEADER), "新しい欄"), codec=codec), ARRIVED).rows[0]
    assert (again.identity, again.fingerprint) == (expected.identity, expected.fingerprint)


@pytest.mark.parametrize("column", [name for name in HEADER if name != "受付番号"])
def test_any_changed_cell_changes_the_fingerprint_but_not_the_identity(column):
    before, after = row_of(), row_of(**{column: "2026/12/3 9:06" if column == "受付日時" else "別の値"})
    assert before.fingerprint != after.fingerprint
    assert before.identity == after.identity


def test_without_a_reception_number_or_a_day_the_caller_makes_the_identity():
    one, same = row_of(受付番号=""), row_of(受付番号="", 備考="再電話")
    assert one.identity == same.identity
    assert row_of(受付日時="9:05").identity != row_of(受付日時="9:05", 氏名="見本 花子").identity
    assert len(row_of(受付日時="9:05").identity) == 64


def test_the_same_row_twice_in_a_file_is_the_same_item():
    rows = read_log(log_of(PLAIN, PLAIN), ARRIVED).rows
    assert rows[0].identity == rows[1].identity
    assert rows[1].doubts == ()


def test_one_reception_number_for_two_calls_is_told():
    other = PLAIN | {"氏名": "見本 花子"}
    rows = read_log(log_of(PLAIN, other, other, PLAIN | {"氏名": "見本 次郎"}), ARRIVED).rows
    assert [codes(row) for row in rows] == [[], *[["reception_number_twice"]] * 3]
    assert len({row.identity for row in rows}) == 3
    assert rows[1].identity == rows[2].identity


def test_two_calls_of_one_person_without_a_reception_number_are_two_items():
    first, second = PLAIN | {"受付番号": ""}, PLAIN | {"受付番号": "", "区分": "取消"}
    rows = read_log(log_of(first, second), ARRIVED).rows
    assert len({row.identity for row in rows}) == 2
    assert [codes(row) for row in rows] == [[], []]


@given(st.lists(st.lists(st.text(max_size=20), min_size=15, max_size=15), max_size=4))
def test_any_cells_are_read_without_a_crash(rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    with contextlib.suppress(UnreadableInput):
        for row in read_log(out.getvalue().encode("utf-8", "replace"), ARRIVED).rows:
            assert row.received_at <= ARRIVED
            assert row.identity
            assert row.kind is not Kind.UNREADABLE or row.doubts
