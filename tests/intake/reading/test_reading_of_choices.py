"""Several choices, exclusions and corrections: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "multiple: every mark ranks",
        (
            (MONDAY, "①12月8日10時②12月9日14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (
                MONDAY,
                "① 12/8(火) 10:00 ② 12/9(水) 14:00 ③ 12/10(木) 午前",
                "1: 12-08 10:00 | 2: 12-09 14:00 | 3: 12-10 AM",
            ),
            (MONDAY, "第1希望 12/8 10:00\u3000第2希望 12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "第1希望：12/8 10:00\n第2希望：いつでも", "1: 12-08 10:00 | 2: 12-01..01-29 ALL"),
            (MONDAY, "第1希望：12/8 10:00\n第2希望：12/9 いつでも", "? time_unclear"),
            (
                MONDAY,
                "第一希望：12月8日（火）10時\n第二希望：12月9日（水）14時\n第三希望：特になし",
                "1: 12-08 10:00 | 2: 12-09 14:00",
            ),
            (MONDAY, "第一希望は12月8日の10時、第二希望は12月9日の14時です。", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (
                MONDAY,
                "第1希望：12月8日10時～10時30分\n第2希望：12月8日14時～14時30分",
                "1: 12-08 10:00 | 2: 12-08 14:00",
            ),
            (MONDAY, "1) 12/8 10時 2) 12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "1）12/8 10時\n2）12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "(1) 12/8 10時 (2) 12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "（１）12/8 10時（２）12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "1. 12/8 10:00\n2. 12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "1.12/8 10:00\n2.12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "1：12/8 10:00\n2：12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "１．１２月８日\u3000１０時\n２．１２月９日\u3000１４時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "Ⅰ) 12/8 10時 Ⅱ) 12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "Ⅰ．12月8日午前\u3000Ⅱ．12月9日午後", "1: 12-08 AM | 2: 12-09 PM"),
            (MONDAY, "一、12月8日10時 二、12月9日14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "希望① 12/8 10時 希望② 12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "希望1：12/8 10時 希望2：12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "候補1 12/8 10時 候補2 12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "【第1希望】12/8 10:00【第2希望】12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "❶12/8 10時❷12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "⑴12/8 10時⑵12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "㈠12/8 10時㈡12/9 14時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "①12/8か12/9の10時 ②12/10の14時", "1: 12-08..12-09 10:00 | 2: 12-10 14:00"),
            (MONDAY, "①12/8 ②12/9", "1: 12-08 ALL | 2: 12-09 ALL"),
        ),
    ),
    (
        "multiple: the number decides, not the place",
        (
            (MONDAY, "②12/9 14時 ①12/8 10時", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "第2希望 12/9 14:00 第1希望 12/8 10:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
        ),
    ),
    (
        "multiple: the order itself is doubtful",
        (
            (MONDAY, "①12/8 10時 ①12/9 14時", "? rank_conflict"),
            (MONDAY, "②12/8 10時 ③12/9 14時", "? rank_conflict"),
            (MONDAY, "① ②12/9 14時", "? rank_conflict"),
            (MONDAY, "①か②", "? leftover"),
            (MONDAY, "12月8日①", "? leftover rank_conflict"),
        ),
    ),
    (
        "multiple: one choice has a time, the other none",
        (
            (MONDAY, "①12/8 ②12/9 午前希望", "? time_unclear"),
            (MONDAY, "①12/8 10時 ②12/9 どちらも午前", "? time_unclear"),
            (MONDAY, "12/8 10時、12/9", "? time_unclear"),
            (MONDAY, "12月8日午前、9日", "? time_unclear"),
        ),
    ),
    (
        "multiple: words before the marks speak of a day",
        (
            (MONDAY, "12月8日 ①10時 ②14時", "? leftover no_date"),
            (MONDAY, "来週の希望です。①火曜10時②木曜14時", "? date_inferred leftover"),
        ),
    ),
    (
        "multiple: a choice in words is not read",
        (
            (MONDAY, "第1希望12/8 10時、無理なら12/9 14時", "? condition"),
            (MONDAY, "A案 12/8 10時 B案 12/9 14時", "? leftover"),
            (MONDAY, "12/8◎ 12/9○", "? time_unclear"),
            (MONDAY, "一：十二月八日 十時", "? leftover"),
        ),
    ),
    (
        "multiple: alternatives without rank are one tie",
        (
            (MONDAY, "12/8の10時、または12/9の14時", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12/8 10時 or 12/9 14時", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12/8 10時 / 12/9 14時", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12/8 10時\n12/9 14時", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12/8 10時 12/9 14時", "12-08 10:00 / 12-09 14:00"),
            (MONDAY, "12/8 午前、12/9 午後、12/10 終日", "12-08 AM / 12-09 PM / 12-10 ALL"),
            (MONDAY, "12/8AM、12/9PM", "12-08 AM / 12-09 PM"),
            (MONDAY, "12/8、12/9の午前、12/10の午後", "12-08..12-09 AM / 12-10 PM"),
            (MONDAY, "12月8日午前と9日午後", "12-08 AM / 12-09 PM"),
            (MONDAY, "12月8日は10時、9日は14時", "12-08 10:00 / 12-09 14:00"),
        ),
    ),
    (
        "multiple: it cannot be told which time belongs to which day",
        (
            (MONDAY, "12/8\n12/9 午後", "? time_unclear"),
            (MONDAY, "12/8 12/9 午後", "? date_conflict"),
            (MONDAY, "12/8 10時 12/9", "? time_unclear"),
            (MONDAY, "午前は12/8、午後は12/9", "? time_unclear"),
            (MONDAY, "12月8日 10:00（12月9日 14:00）", "? time_unclear"),
            (MONDAY, "12/8 10時\n14時", "? time_unclear"),
        ),
    ),
    (
        "negation: a day that is ruled out is never taken",
        (
            (MONDAY, "12月8日以外でお願いします", "? negation"),
            (MONDAY, "12/8× 12/9 10時", "? negation"),
            (MONDAY, "12月8日は仕事です。12月9日の10時で。", "? negation"),
            (MONDAY, "月曜はだめです", "? negation"),
            (MONDAY, "12月8日 10時 都合悪い", "? negation"),
            (MONDAY, "12月8日は結構です", "? leftover"),
            (MONDAY, "12月8日はいいです", "? leftover"),
            (MONDAY, "12月8日10時はちょっと", "? leftover"),
            (MONDAY, "12月8日は面談です、12月9日10時希望", "? leftover"),
            (MONDAY, "12月8日10時でお願いします。ただし雨天の場合は欠席します", "? condition leftover negation"),
        ),
    ),
    (
        "correction: what was said first is taken back",
        (
            (MONDAY, "12/8 10時 → 12/9 10時", "? leftover"),
            (MONDAY, "12/8→12/9 10時に", "? leftover"),
            (MONDAY, "12月8日10時をキャンセルしたい", "? correction leftover"),
            (MONDAY, "12月8日10時の予約を取り消してください", "? correction"),
            (MONDAY, "12月8日10時に変更してください", "? correction"),
            (MONDAY, "12月8日10時を12月9日10時にお願いします", "? time_unclear"),
            (MONDAY, "12月8日10時から12月9日14時にお願いします", "? time_unclear"),
            (MONDAY, "予約の件ですが、12月8日10時を9日10時にお願いします", "? time_unclear"),
            (MONDAY, "12月8日を12月9日に", "? date_conflict"),
        ),
    ),
    (
        "multiple: marks in other brackets",
        (
            (MONDAY, "＜第1希望＞12/8 10:00 ＜第2希望＞12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "第1希望\n12/8 10:00\n第2希望\n12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
            (MONDAY, "■第1希望：12/8 10:00\n■第2希望：12/9 14:00", "1: 12-08 10:00 | 2: 12-09 14:00"),
        ),
    ),
    (
        "multiple: a preference among several is an order that is not read",
        (
            (MONDAY, "できれば12月8日10時、12月9日10時", "? condition"),
            (MONDAY, "なるべく12月8日か9日の10時", "? condition"),
        ),
    ),
    (
        "multiple: a preference with one wish is that wish",
        ((MONDAY, "できれば12月8日の10時でお願いします", "12-08 10:00"),),
    ),
    (
        "negation: a reason against it in a sentence of its own",
        ((MONDAY, "12月8日10時。体調が悪い。", "? negation"),),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
