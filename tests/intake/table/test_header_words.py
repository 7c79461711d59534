"""What one header says; adding a spelling is adding a line here."""

import pytest

from intake.table.header_words import field_of, folded, is_left_unread, known_words, unsure_kind
from intake.table.layouts import LOG


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
        ("来所希望日", "wish"),
        ("相談希望日時②", "wish2"),
        ("予約希望時間", "wish_time"),
        ("希望の日時", "wish"),
        ("ご希望の日時（第２希望）", "wish2"),
        ("第Ⅱ希望", "wish2"),
        ("１番目の希望", "wish1"),
        ("希望第1", "wish1"),
        ("候補①日時", "wish1"),
        ("日時①", "wish1"),
        ("時間帯②", "wish2_time"),
        ("第1希望日（例：12/3 14時）", "wish1"),
        ("第1第2希望", None),
        ("第6希望", None),
        ("タイムスタンプ", "received"),
        ("電話受付日", "received"),
        ("受電時刻", "received_time"),
        ("求職者氏名", "name"),
        ("相談者フリガナ", "kana"),
        ("フリガナ（姓）", "kana_surname"),
        ("氏名（名）", "given_name"),
        ("電話/メール", "contact"),
        ("連絡先（電話またはメール）", "contact"),
        ("電話番号２", "mobile"),
        ("緊急連絡先", None),
        ("担当者氏名", None),
        ("希望職種", None),
        ("希望職種（第1希望）", None),
        ("第1希望職種", None),
        ("就職希望日", None),
        ("就職相談希望日", "wish"),
        ("希望しない日", None),
        ("面接希望日", None),
        ("連絡希望時間", None),
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


def test_known_words_counts_the_best_line():
    assert known_words('題\r\n"氏名","求職番号"\t希望\r\n', (LOG,)) == 3
    assert known_words("", (LOG,)) == 0


@pytest.mark.parametrize(
    ("header", "unread"),
    [
        ("生年月日", True),
        ("希望する勤務時間", True),
        ("第1希望職種", True),
        ("求人番号", True),
        ("求人相談の希望日時", False),
        ("都合の悪い日", False),
        ("好きな色", False),
    ],
)
def test_headers_known_to_say_nothing_of_the_wish(header, unread):
    assert is_left_unread(header, LOG) is unread


@pytest.mark.parametrize("header", ["日付", "No.", "番号", "担当者", "時間", "予約日時", "受付", "ID"])
def test_headers_that_are_never_taken_alone(header):
    assert field_of(header, LOG) is None
    assert unsure_kind(header, LOG) is not None


def test_no_word_is_listed_for_two_fields_or_left_unread_too():
    seen: dict[str, str] = {}
    for name, words in LOG.fields.items():
        for word in words:
            assert seen.setdefault(folded(word), name) == name, word
            assert unsure_kind(word, LOG) is None, word
            assert field_of(word, LOG) == name, word


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("name", "氏名 お名前 名前 姓名 求職者名 利用者名 相談者 相談者名 申込者 予約者名"),
        ("kana", "フリガナ ふりがな カナ 氏名カナ 氏名(カナ) ヨミ 読み よみがな ﾌﾘｶﾞﾅ 読み仮名"),
        ("seeker_number", "求職番号 求職者番号 求職No 求職No. 求職№ 登録番号 求職登録番号"),
        ("phone", "電話 電話番号 TEL Tel ℡ 連絡先電話 日中連絡先 折返し先 ＴＥＬ番号 固定電話"),
        ("mobile", "携帯 携帯電話 携帯番号 電話番号（携帯）"),
        ("email", "メール メールアドレス E-mail Mail アドレス ｅメール 電子メール"),
        ("contact", "連絡先 ご連絡先 電話・メール 電話orメール"),
        ("wish", "希望日時 希望日 希望 予約希望 来所希望日 ご希望日時 相談希望日 候補日"),
        ("wish_time", "希望時間 希望時刻 希望時間帯 時間帯 予約希望時間"),
        ("wish1", "第1希望 第一希望 第１希望 第Ⅰ希望 希望① 希望1 候補日1 希望日時① 第1候補 ①希望"),
        ("wish3", "第3希望 第三希望 希望③ 候補日3 第3希望日時 希望日（3） 希望日時(第3希望)"),
        ("wish2_time", "第2希望時間 希望時間② 第２希望（時間） 第二希望時刻 希望時間（2）"),
        ("received", "受付日時 受付日 受信日時 受電日時 着信日時 対応日 受付年月日 入電日時 受付（日時）"),
        ("received_time", "受付時刻 受付時間 受電時刻 着信時刻"),
        ("taken_by", "受付者 対応者 記入者 受電者 受付担当者"),
        ("matter", "用件 内容 相談内容 要件 ご相談の内容"),
        ("note", "備考 メモ 摘要 その他 特記事項 備考欄"),
        ("kind", "区分 種別 受付区分 用件区分"),
        ("reception", "受付番号 受付No. 受付№ 整理番号"),
        ("companion", "同席者 付添 通訳 介助者"),
    ],
)
def test_the_words_of_every_office(field, headers):
    assert {header: field_of(header, LOG) for header in headers.split()} == dict.fromkeys(headers.split(), field)
