"""The columns 規約説明 and 言語 of a log, and the labelled language of a mail."""

from dataclasses import replace
from datetime import datetime

import pytest

from intake.particulars import read_language
from intake.phone_log import read_log
from intake.understand import Surroundings, read_message, read_row
from madoguchi.clock import TOKYO
from madoguchi.config.load import load_office
from madoguchi.model.item import Kind
from madoguchi.model.reading import Reading
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
AROUND = Surroundings(OfficeDays(load_office(shipped("examples") / "office.toml")), frozenset(), ARRIVED)
TERMS_FIRST = replace(AROUND, terms_first=True)


def read(header: str, cell: str, around: Surroundings = AROUND, kind: str = "予約") -> Reading:
    """Read a row of a log with one more column."""
    head = f"受付番号,受付日時,区分,氏名,求職番号,電話番号,第1希望,{header},備考"
    row = f"1,2026/11/30 9:00,{kind},見本 太郎,28050-1001,090-0000-0001,12月3日 14時30分,{cell},"
    (one,) = read_log(f"{head}\r\n{row}\r\n".encode(), ARRIVED).rows
    return read_row(one, around)


@pytest.mark.parametrize(
    "header",
    [
        "規約説明",
        "規約",
        "規約説明済",
        "利用規約",
        "利用規約の説明",
        "同意確認",
        "説明済み",
        "規約説明（○）",
        "説明",
        "同意",
    ],
)
def test_the_column_is_known_by_its_words(header: str) -> None:
    assert read(header, "○").explained is True


@pytest.mark.parametrize(
    ("cell", "why"),
    [("求人票について聞きたい", "words that are no tick"), ("", "nothing bears it out")],
)
def test_a_bare_word_is_taken_only_where_its_cells_are_ticks(cell: str, why: str) -> None:
    assert read("説明", cell).explained is None, why


def test_a_log_without_the_column_asks_for_no_tick() -> None:
    assert read("年齢", "40").explained is None


def test_two_columns_of_it_do_not_stop_a_log() -> None:
    assert read("規約説明,規約同意", "○,").explained is True


@pytest.mark.parametrize(
    ("cell", "kind", "around", "codes", "why"),
    [
        ("○", "予約", TERMS_FIRST, [], "ticked"),
        ("", "予約", TERMS_FIRST, ["terms_unexplained"], "the office wants it first"),
        ("×", "予約", TERMS_FIRST, ["terms_unexplained"], "the office wants it first"),
        ("", "変更", TERMS_FIRST, [], "it was explained when the first request was taken"),
        ("", "予約", AROUND, [], "by default it is booked, and the day sheet reminds"),
    ],
)
def test_an_office_can_want_the_explanation_first(
    cell: str, kind: str, around: Surroundings, codes: list[str], why: str
) -> None:
    reading = read("規約説明", cell, around, kind)
    assert [doubt.code for doubt in reading.doubts] == codes, why
    assert not (codes and reading.ask), "only staff can explain"


@pytest.mark.parametrize(
    ("header", "cell", "note", "why"),
    [
        ("規約説明", "山田", "規約説明：山田", "words where a tick is looked for are kept"),
        ("規約説明", "○", "", "a tick is no remark"),
    ],
)
def test_words_instead_of_a_tick_are_kept(header: str, cell: str, note: str, why: str) -> None:
    assert read(header, cell).note == note, why


@pytest.mark.parametrize(
    ("header", "cell"), [("規約説明", "12/4の午後なら可"), ("言語", "英語（午後のみ）"), ("言語", "12月4日は不可")]
)
def test_a_wish_in_such_a_column_is_asked_about(header: str, cell: str) -> None:
    assert [doubt.code for doubt in read(header, cell).doubts] == ["column_unread"]


def test_an_empty_form_with_boxes_is_no_call() -> None:
    head = "受付番号,受付日時,区分,氏名,求職番号,電話番号,第1希望,規約説明"
    rows = (
        "1,2026/11/30 9:00,予約,見本 太郎,28050-1001,090-0000-0001,12月3日 14時30分,TRUE\r\n2,,,,,,,FALSE\r\n3,,,,,,,□"
    )
    log = read_log(f"{head}\r\n{rows}\r\n".encode(), ARRIVED)
    assert [row.kind for row in log.rows] == [Kind.REQUEST, Kind.EMPTY, Kind.EMPTY]


@pytest.mark.parametrize(
    ("written", "language", "why"),
    [
        ("英語", "英語", "a plain name"),
        (" ベトナム語 ", "ベトナム語", "blanks around it"),
        ("Ｅｎｇｌｉｓｈ", "English", "wide letters"),
        ("英語を希望", "英語", "a polite end"),
        ("英語でお願いします。", "英語", "a polite end"),
        ("ポルトガル語です", "ポルトガル語", "a polite end"),
        ("日本語", "", "Japanese is what is spoken anyway"),
        ("Japanese", "", "Japanese"),
        ("日本語でお願いします", "", "Japanese"),
        ("日本語と英語", "日本語と英語", "two are kept as written"),
        ("やさしい日本語", "やさしい日本語", "a wish of its own"),
        ("わからない", "わからない", "what is no language is kept as written"),
        ("", "", "nothing"),
        ("英語\u202e\x00\nhttp", "英語 http", "no signs that are not seen, one line"),
        ("語" * 500, "語" * 30, "never longer than a line can hold"),
    ],
)
def test_a_language_is_kept_short_and_plain(written: str, language: str, why: str) -> None:
    assert read_language(written) == language, why


@pytest.mark.parametrize("header", ["言語", "希望言語", "使用言語", "ご希望の言語", "対応言語"])
def test_the_column_of_the_language_is_known_by_its_words(header: str) -> None:
    assert read(header, "英語").person.language == "英語"


def read_mail_with(line: str) -> Reading:
    """Read a mail of labels with one more line."""
    body = f"氏名：見本 太郎\n求職番号：28050-1001\n電話番号：090-0000-0001\n第1希望：12月3日 14時30分\n{line}\n"
    raw = (
        "From: taro@mihon.example\r\nTo: yoyaku@hellowork-toyooka.example\r\n"
        "Subject: yoyaku\r\nDate: Sun, 29 Nov 2026 20:15:00 +0900\r\nMessage-ID: <1@mihon.example>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body
    ).encode()
    return read_message(raw, "0" * 64, AROUND)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("言語：英語", "英語"),
        ("希望言語：ベトナム語", "ベトナム語"),
        ("【ご希望の言語】中国語", "中国語"),
        ("言語：日本語", ""),
        ("言語：なし", ""),
        ("言語：", ""),
    ],
)
def test_a_mail_names_the_language_under_a_label(line: str, language: str) -> None:
    reading = read_mail_with(line)
    assert (reading.person.language, reading.doubts, reading.explained) == (language, (), None)


@pytest.mark.parametrize("line", ["言語：英語（午後のみ）", "希望言語：英語、12月4日は不可"])
def test_a_limit_under_the_label_of_the_language_is_asked_about(line: str) -> None:
    assert "words_beside" in [doubt.code for doubt in read_mail_with(line).doubts]
