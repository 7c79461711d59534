"""Whole texts: what is no date, notes, letters, spreadsheet leavings: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "non_date: numbers that are no date stand beside a wish",
        (
            (MONDAY, "TEL 0796-00-0000 12/8 10時", "12-08 10:00"),
            (MONDAY, "090-0000-0000 12/8 10時希望 求職番号28010-123456", "12-08 10:00"),
            (MONDAY, "12/8(火)10:00希望 折返し090-0000-0000", "12-08 10:00"),
            (MONDAY, "12/8 10時希望 求職No.28010-123456", "12-08 10:00"),
            (MONDAY, "受付番号M00012 12/8 10時", "12-08 10:00"),
            (MONDAY, "12/8 10時 M00034", "12-08 10:00"),
            (MONDAY, "12/8 10時 2回目", "12-08 10:00"),
            (MONDAY, "12/8 10時 45歳", "12-08 10:00"),
            (MONDAY, "週3日勤務希望 12/8 10時", "12-08 10:00"),
            (MONDAY, "豊岡市大手町1-2-3 12/8 10時", "12-08 10:00"),
            (MONDAY, "〒668-0000 12/8 10時", "12-08 10:00"),
            (MONDAY, "四日市在住です。12月8日10時希望", "12-08 10:00"),
            (MONDAY, "十時と申します。12月9日の14時を希望します。", "12-09 14:00"),
            (MONDAY, "認定日は12月10日です。12月11日10時を希望します。", "12-11 10:00"),
            (MONDAY, "12月10日が認定日なので、12月11日の10時", "12-11 10:00"),
            (MONDAY, "有効期限2026年12月31日、12月8日10時希望", "12-08 10:00"),
            (MONDAY, "昭和60年5月6日生 12月8日10時", "12-08 10:00"),
            (MONDAY, "氏名：見本 太郎\n12/8 10時", "12-08 10:00"),
            (MONDAY, "https://www.example/2026/12/3 を見て 12/8 10時希望", "? leftover"),
            (MONDAY, "https://www.example/2026/12/3\n12/8 10時希望", "12-08 10:00"),
            (MONDAY, "12/8 10:00\n> 12/1 14:00 はいかがですか", "12-08 10:00"),
            (MONDAY, "勤務時間9:00〜17:00 12/8 10時希望", "12-08 10:00"),
        ),
    ),
    (
        "non_date: nothing but what is no wish",
        (
            (MONDAY, "0796-00-0000", "? none"),
            (MONDAY, "電話番号は090-0000-0000です", "? none"),
            (MONDAY, "求職番号28010-123456", "? none"),
            (MONDAY, "生年月日 昭和60年12月8日", "? none"),
            (MONDAY, "S60.12.8生", "? none"),
            (MONDAY, "12月8日生まれです", "? none"),
            (MONDAY, "1985年12月8日生まれ", "? none"),
            (MONDAY, "有効期限 2026年12月31日", "? none"),
            (MONDAY, "週3日、1日8時間勤務", "? none"),
            (MONDAY, "月給20万円", "? none"),
            (MONDAY, "予約表_20261208.xlsx", "? none"),
            (MONDAY, "豊岡市大手町1-2-3", "? none"),
            (MONDAY, "受付時間 8:30〜17:15", "? none"),
        ),
    ),
    (
        "non_date: a day of one's own that is also the day of a wish",
        (
            (MONDAY, "認定日の12月10日10時", "? negation"),
            (MONDAY, "認定日の午後", "? negation"),
        ),
    ),
    (
        "non_date: a name that is a time, said as one",
        ((MONDAY, "十時です。12月9日の14時を希望します。", "? time_unclear"),),
    ),
    (
        "non_date: events, not wishes",
        (
            (MONDAY, "12月8日に登録しました", "? none"),
            (MONDAY, "前回は12月8日10時でした", "? leftover"),
            (MONDAY, "12月8日10時に相談しました", "? leftover"),
            (MONDAY, "12月8日10時に予約しています", "? leftover"),
            (MONDAY, "12月8日10時に予約しましたが都合がつかなくなりました", "? correction leftover negation"),
            (MONDAY, "12月8日の10時に予約した見本です", "? leftover"),
            (MONDAY, "次回の予約は12月8日10時です。", "? leftover"),
            (MONDAY, "予約は12月8日10時です", "? leftover"),
            (MONDAY, "12月8日10時に予約があります", "? leftover"),
            (MONDAY, "12月8日10時に面接があります", "? negation"),
            (MONDAY, "12月8日10時 面接", "? leftover"),
            (MONDAY, "12月8日必着", "? leftover"),
            (MONDAY, "12月8日までに連絡ください", "? leftover"),
            (MONDAY, "12月8日の10時に電話ください", "? leftover"),
            (MONDAY, "12月8日付けの手紙を見ました", "? leftover"),
            (MONDAY, "12月8日10時は空いていますか？", "? leftover"),
            (MONDAY, "ありがとうございました。", "? none"),
            (MONDAY, "見本太郎です。よろしくお願いします。", "? none"),
        ),
    ),
    (
        "phone_memo: short forms of a note",
        (
            (MONDAY, "山田様 12/8 10時希望", "12-08 10:00"),
            (MONDAY, "見本 太郎様より 12/8 10時希望", "12-08 10:00"),
            (MONDAY, "12/8 10時 山田様", "12-08 10:00"),
            (MONDAY, "12/8火曜14:00〜14:30", "12-08 14:00"),
            (MONDAY, "12/8(火)10:00希望", "12-08 10:00"),
            (MONDAY, "Zoomでの相談、12月8日10時希望です。", "12-08 10:00"),
            (MONDAY, "12/8 10時 Zoom", "12-08 10:00"),
            (MONDAY, "12/8(火) 14:30希望 TEL 0796-00-0000", "12-08 14:30"),
        ),
    ),
    (
        "phone_memo: a note that holds more than is understood",
        (
            (MONDAY, "山田さんから12/8 10時希望との電話", "? leftover"),
            (MONDAY, "12/8 14時△ 15時○", "? leftover"),
            (MONDAY, "12/8 14時 3F会議室", "? leftover"),
            (MONDAY, "12/8(?) 10時", "? leftover"),
            (MONDAY, "12月8日 10時 ？", "? leftover"),
            (MONDAY, "12月8日？10時？", "? garbled_text"),
        ),
    ),
    (
        "mail_sentence: polite sentences around one wish",
        (
            (
                MONDAY,
                "お世話になっております。見本太郎です。12月8日（火）10時からの相談を希望します。よろしくお願いいたします。",
                "12-08 10:00",
            ),
            (
                MONDAY,
                "いつもお世話になっております。\n見本太郎と申します。\n\nオンライン相談の予約をお願いします。\n希望日時：12月8日（火）14時30分\n\nよろしくお願いいたします。\n\n見本 太郎\n電話 090-0000-0000\nmihon@mail.example",
                "12-08 14:30",
            ),
            (MONDAY, "お忙しいところ恐れ入りますが、12月8日の10時に予約をお願いしたいです。", "12-08 10:00"),
            (MONDAY, "12月8日（火）の午後でお願いできますか。", "12-08 PM"),
            (MONDAY, "12月8日14時でお願いできれば幸いです。", "12-08 14:00"),
            (MONDAY, "12月8日（火）14:30からオンライン相談を予約したいです。", "12-08 14:30"),
            (MONDAY, "次回の相談ですが、12月8日の10時を希望します。", "12-08 10:00"),
            (MONDAY, "次回の相談は12月8日14時を希望いたします。", "12-08 14:00"),
            (MONDAY, "12月8日10時の予約を希望します。", "12-08 10:00"),
            (MONDAY, "オンライン職業相談を希望します。希望日時は12月8日午前10時です。", "12-08 10:00"),
            (MONDAY, "12月8日の10時ではいかがでしょうか。", "12-08 10:00"),
            (MONDAY, "12月8日の10時に伺いたいです", "12-08 10:00"),
            (MONDAY, "12月8日10時に予約を取りたいのですが可能でしょうか", "12-08 10:00"),
            (MONDAY, "12月8日（火）か12月9日（水）の午前中でご都合いかがでしょうか。", "12-08..12-09 AM"),
            (MONDAY, "模擬面接を12月8日の14時にお願いします", "12-08 14:00"),
            (MONDAY, "12/8（火）14：30～15：00でよろしくお願いいたします。", "12-08 14:30"),
            (MONDAY, "見本です。来週の火曜日、14時からでお願いします。", "12-08 14:00"),
            (
                MONDAY,
                "下記の通り希望します。\n①12月8日（火）10:00\n②12月9日（水）14:00\n③12月10日（木）15:00\nよろしくお願いします。",
                "1: 12-08 10:00 | 2: 12-09 14:00 | 3: 12-10 15:00",
            ),
            (
                MONDAY,
                "以下の日程で希望します。\n・12月8日（火）10:00\n・12月9日（水）14:00",
                "12-08 10:00 / 12-09 14:00",
            ),
            (MONDAY, "日程は12月8日、時間は10時でお願いします。", "12-08 10:00"),
            (MONDAY, "ご連絡ありがとうございます。では、12月8日の10時でお願いします。", "12-08 10:00"),
            (MONDAY, "12月8日10時で大丈夫です", "12-08 10:00"),
            (MONDAY, "12月8日は10時から11時、12月9日は14時から16時が可能です。", "12-08 10:00 10:30 / 12-09 PM"),
            (MONDAY, "12月8日の10時、もしくは12月9日の14時でお願いします。", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12月8日10時を希望、または12月9日14時を希望します", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "希望日：12月8日\n希望時間：10時", "12-08 10:00"),
            (MONDAY, "日にち：12/8\n時間：14:00〜14:30", "12-08 14:00"),
            (MONDAY, "希望日：12月8日、12月9日\n時間帯：午前", "12-08..12-09 AM"),
            (MONDAY, "12月8日の\n10時でお願いします", "12-08 10:00"),
        ),
    ),
    (
        "mail_sentence: a sentence that goes on over the line",
        ((MONDAY, "12月8日10時を希望しますが、面接の\n予定が入る可能性があります。", "? leftover negation"),),
    ),
    (
        "mail_sentence: a letter that quotes without a sign",
        ((MONDAY, "2026年11月28日(土) 10:00 窓口 <a@b.example>:\n> いかがですか\n12/8 10時", "? leftover"),),
    ),
    (
        "excel: what a spreadsheet leaves of a date",
        (
            (MONDAY, "46364", "? excel_serial"),
            (MONDAY, "46364.4166666667", "? excel_serial"),
            (MONDAY, "1.3E+12", "? excel_serial"),
            (MONDAY, "########", "? garbled_text"),
            (MONDAY, "12/8 14:30?15:00", "? garbled_text"),
            (MONDAY, "12月8日 14:30～15：00�", "? garbled_text"),
            (MONDAY, "12/8 1�:30", "? garbled_text"),
        ),
    ),
    (
        "non_date: hours of work beside a day without a time hide which time is meant",
        (
            (MONDAY, "12/8 勤務時間9:00〜17:00", "? no_time"),
            (MONDAY, "12/8 9時から13時までパート", "? negation"),
        ),
    ),
    (
        "mail_sentence: lines of a signature say nothing",
        (
            (MONDAY, "12/8 10時希望です。\n\niPhoneから送信", "12-08 10:00"),
            (MONDAY, "12/8 10:00\n\n見本 太郎\n求職番号 28010-123456\n携帯 090-0000-0000", "12-08 10:00"),
            (MONDAY, "お電話またはメールでご連絡ください。12/8 10時希望です。", "12-08 10:00"),
        ),
    ),
    (
        "mail_sentence: an alternative on a line of its own",
        ((MONDAY, "12/8 10時\nまたは\n12/9 14時", "12-08 10:00 / 12-09 14:00"),),
    ),
    (
        "mail_sentence: a line that changes the time above it",
        ((MONDAY, "12/8 10時\nまで", "? leftover"),),
    ),
    (
        "mail_sentence: bullets",
        (
            (MONDAY, "-12/8 10:00\n-12/9 14:00", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "・12/8 10:00\n・12/9 14:00", "12-08 10:00 / 12-09 14:00"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
