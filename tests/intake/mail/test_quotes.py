import pytest

from intake.mail.flowed import unflow
from intake.mail.quotes import copied_letter, split_quotes

NEW = "見本です。\n12月8日(火)の10時を希望します。"
OLD = ["見本様", "12月3日(木) 14:30はいかがでしょうか。"]
MARKED = "\n".join(f"> {line}" for line in OLD)
BARE = "\n".join(OLD)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("Gmail ja", f"{NEW}\n\n2026年11月28日(土) 10:00 窓口 <u@office.example>:\n\n{MARKED}"),
        ("Gmail ja, folded", f"{NEW}\n\n2026年11月28日(土) 10:00 窓口 オンライン相談予約係\n<u@office.example>:\n\n{MARKED}"),
        ("Gmail en", f"{NEW}\n\nOn Sat, Nov 28, 2026 at 10:00 AM X <u@office.example> wrote:\n\n{MARKED}"),
        ("Gmail en, folded", f"{NEW}\n\nOn Sat, Nov 28, 2026 at 10:00 AM X <u@office.example>\nwrote:\n\n{MARKED}"),
        ("iPhone", f"{NEW}\n\niPhoneから送信\n\n2026/11/28 10:00、窓口 <u@office.example>のメール:\n\n{MARKED}"),
        ("iPhone, unmarked", f"{NEW}\n\n2026/11/28 10:00、窓口のメール：\n\n{BARE}"),
        ("Thunderbird ja", f"{NEW}\n\n2026/11/28 10:00、窓口 のメッセージ:\n{MARKED}"),
        ("Thunderbird en", f"{NEW}\n\nOn 2026/11/28 10:00, X wrote:\n{MARKED}"),
        ("weak introduction", f"{NEW}\n\n2026/11/28 10:00 窓口さんが書きました\n{MARKED}"),
        ("full-width mark", f"{NEW}\n\n＞見本様\n＞12月3日(木) 14:30はいかがでしょうか。"),
        ("mark without blank", f"{NEW}\n\n>見本様\n>12月3日(木) 14:30はいかがでしょうか。"),
        ("name before the mark", f"{NEW}\n\nTaro> 見本様\nTaro> 12月3日(木) 14:30は?"),
        ("元のメッセージ", f"{NEW}\n\n-----元のメッセージ-----\n件名: 相談\n{BARE}"),
        ("Original Message", f"{NEW}\n\n----- Original Message -----\n{BARE}"),
        ("Outlook", f"{NEW}\n\n{'_' * 32}\n差出人: 窓口\n送信日時: 2026年11月28日 10:00\n宛先: 見本\n件名: 相談\n\n{BARE}"),
        ("Outlook en", f"{NEW}\n\nFrom: X <u@office.example>\nSent: Saturday, November 28, 2026 10:00 AM\n\n{BARE}"),
        ("bold header", f"{NEW}\n\n*差出人:* 窓口\n*日付:* 2026/11/28\n\n{BARE}"),
        ("forwarded", f"{NEW}\n\n---------- Forwarded message ---------\nFrom: X\nDate: 2026年11月28日\n\n{BARE}"),
        ("転送", f"{NEW}\n\n-------- 転送されたメッセージ --------\n{BARE}"),
        ("Apple forward", f"{NEW}\n\nBegin forwarded message:\n\n{BARE}"),
        ("bottom posting", f"2026年11月28日(土) 10:00 窓口 <u@office.example>:\n{MARKED}\n\n{NEW}"),
        ("inline", "> 見本様\n見本です。\n> 12月3日(木) 14:30はいかがでしょうか。\n12月8日(火)の10時を希望します。"),
    ],
)  # fmt: skip
def test_the_answer_stays_and_the_old_date_goes(style, text):
    new, quoted, _ = split_quotes(text)
    assert "12月8日(火)の10時を希望します。" in new, style
    assert "見本です。" in new
    for old in ("12月3日", "11月28日", "2026", "November"):
        assert old not in new
    assert "12月3日" in quoted


@pytest.mark.parametrize(
    "text",
    [
        "件名：相談\n日時：12月3日 14時",  # a form, not a header block
        "12月3日を希望します：\n14時",
        "差出人：見本 太郎\n用件：相談",
        "見本\n--\n見本 太郎\n090-0000-0000",
        "2026年12月3日\n14時",
        "次のメールで送ります。",
        "From now on\n12月3日",
        "a" * 500 + "のメール:",
        "連絡先のメール：\nt@mihon.example\n第2希望：12月9日",  # a label, no introduction: nobody and no time is named
        "次の日時を希望します：\n2026年12月8日 10時",
        "件名：相談\n宛先：窓口\n日時：12月3日 14時",  # no sender: a form
        "12月8日 10時か11時。\nTaro <t@mihon.example>:\n以上です。",  # no time of an earlier mail
        "| 氏名 | 見本 |\n| 希望 | 12月8日 |",  # a table drawn with pipes; the mark > elsewhere changes nothing
        "from a > b\n| 12月8日",
        "【第1希望】12月8日\n【連絡方法】私からのメール",
        "（元のメールは消しました）\n12月8日 10時",
    ],
)
def test_what_is_no_quotation_stays(text):
    assert split_quotes(text) == (text, "", "")


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        (f"{NEW}\n\n-----\n見本様\n12月3日(木) 14:30は?", f"{NEW}\n\n-----", "12月3日(木) 14:30は?"),
        (f"{NEW}\n\n見本 太郎 様\n\nx", f"{NEW}\n", "\nx"),
        (f"{NEW}\nハローワーク豊岡です。\nx", NEW, "x"),
        ("ハローワーク豊岡の見本です。\nx", "", "x"),
        (f"ハローワーク豊岡\nご担当者様\n{NEW}", "", ""),  # to the office
        (f"{NEW}\n見本 花子様も同席します。\n同席者：見本 花子様", "", ""),
        (f"{NEW}\nハローワークには先日うかがいました。", "", ""),
        ("", "", ""),
    ],
)
def test_a_letter_copied_without_marks_is_found(text, above, below):
    assert copied_letter(text) == (above, below)


def test_blank_lines_are_closed_up_and_a_mail_of_quotes_has_nothing_new():
    assert split_quotes("a\n\n\n\nb \n") == ("a\n\nb", "", "")
    assert split_quotes(MARKED)[0] == ""


@pytest.mark.parametrize(
    ("text", "del_sp", "whole"),
    [
        ("12月3日の1 \n4時30分\nb", True, "12月3日の14時30分\nb"),
        ("soft \nbreak\n  stuffed", False, "soft break\n stuffed"),
        ("> a \n> b\nc \n-- \nd", False, "> a b\nc \n-- \nd"),
        ("end ", False, "end "),
    ],
)
def test_flowed_text_is_made_whole(text, del_sp, whole):
    assert unflow(text, del_sp=del_sp) == whole
