"""Days named by a weekday, and weekdays beside a date: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "weekday: the weekday of a named week",
        (
            (MONDAY, "来週の火曜 14時半", "12-08 14:30"),
            (MONDAY, "来週火曜日14時半", "12-08 14:30"),
            (MONDAY, "来週の火曜日 14:30", "12-08 14:30"),
            (MONDAY, "来週(火)10:00", "12-08 10:00"),
            (MONDAY, "再来週月曜 9時半", "12-14 09:30"),
            (MONDAY, "さ来週の水曜 10時", "12-16 10:00"),
            (MONDAY, "今週の金曜 14時", "12-04 14:00"),
            (MONDAY, "来週、火曜の10時でお願いします", "12-08 10:00"),
        ),
    ),
    (
        "weekday: several weekdays of one week",
        (
            (MONDAY, "来週の火曜か木曜の午前", "12-08 AM / 12-10 AM"),
            (MONDAY, "来週の月〜水の午後", "12-07..12-09 PM"),
            (MONDAY, "来週の火・木 10時", "12-08 10:00 / 12-10 10:00"),
            (MONDAY, "来週火曜と水曜の10時", "12-08..12-09 10:00"),
        ),
    ),
    (
        "weekday: the weekday of a named week is closed or over",
        (
            (MONDAY, "今週土曜の10時", "? closed_day"),
            (MONDAY, "来週の土曜 10時", "? closed_day"),
            (MONDAY, "今週の月曜 10時", "? same_day"),
        ),
    ),
    (
        "weekday: a weekday alone, or the next one, does not say which week",
        (
            (MONDAY, "次の火曜10時", "? vague_date"),
            (MONDAY, "今度の木曜 14時", "? vague_date"),
            (MONDAY, "次の木曜日 14時", "? vague_date"),
            (MONDAY, "月水金 午前", "? date_inferred"),
            (MONDAY, "毎週火曜 10時", "? vague_date"),
            (MONDAY, "12/8以降、火曜10時", "? date_inferred"),
        ),
    ),
    (
        "weekday: a weekday chosen out of a span is not the span",
        ((MONDAY, "来週から再来週の火曜 10時", "? date_inferred"),),
    ),
    (
        "weekday: the nth weekday of a named month",
        (
            (MONDAY, "12月第2火曜日の10時", "12-08 10:00"),
            (MONDAY, "12月の第1木曜日 10時", "12-03 10:00"),
            (MONDAY, "来月の第2火曜 10時", "12-08 10:00"),
            (MONDAY, "来月の第二水曜日の午前", "12-09 AM"),
        ),
    ),
    (
        "weekday: the nth weekday of no month",
        (),
    ),
    (
        "weekday: the week named as a whole, then a weekday: narrowed or added?",
        (
            (MONDAY, "来週。火曜なら10時", "? time_unclear"),
            (MONDAY, "来週の午前か火曜", "? time_unclear"),
        ),
    ),
    (
        "weekday_mismatch: a weekday that agrees changes nothing",
        (
            (MONDAY, "12月8日（火曜日）午前１０時００分", "12-08 10:00"),
            (MONDAY, "12月8日 火曜 14時", "12-08 14:00"),
            (MONDAY, "火曜 12/8 14時", "12-08 14:00"),
            (MONDAY, "(火)12/8 14:00", "12-08 14:00"),
            (MONDAY, "12月8日火14時", "12-08 14:00"),
            (MONDAY, "12/8火14:00", "12-08 14:00"),
            (MONDAY, "12/8㈫10:00", "12-08 10:00"),
            (MONDAY, "12月8日㊋10時", "12-08 10:00"),
            (MONDAY, "12月8日（か）14時", "12-08 14:00"),
            (MONDAY, "12/8(Tue) 14:00", "12-08 14:00"),
            (MONDAY, "12/8 Tuesday 10:00", "12-08 10:00"),
            (MONDAY, "12月8日(火)・9日(水) 午前", "12-08..12-09 AM"),
            (MONDAY, "12月8日(火)か15日(火)の14時から", "12-08 14:00 / 12-15 14:00"),
        ),
    ),
    (
        "weekday_mismatch: a weekday that contradicts is asked about",
        (
            (MONDAY, "12月8日（水）14時", "? weekday_mismatch"),
            (MONDAY, "12/8 (Fri) 14:00", "? weekday_mismatch"),
            (MONDAY, "12月8日㊍10時", "? weekday_mismatch"),
            (MONDAY, "R8.12.8(月)10時", "? weekday_mismatch"),
            (MONDAY, "12月8日(月)か9日(水)の10時", "? weekday_mismatch"),
            (MONDAY, "12月8日・9日(火・水) 午前", "? time_unclear"),
            (MONDAY, "12月8日（火、祝）10時", "? leftover"),
            (MONDAY, "来月8日(金) 10時", "? weekday_mismatch"),
        ),
    ),
    (
        "weekday: a whole week beside the weekday of another may be narrowed or added",
        (
            (MONDAY, "来週か再来週の火曜 10時", "? date_inferred"),
            (MONDAY, "来週または再来週の火曜 10時", "? date_inferred"),
        ),
    ),
    (
        "weekday: two whole weeks are two spans",
        ((MONDAY, "来週または再来週の午前", "12-07..12-18 AM"),),
    ),
    (
        "weekday: a day of the month inside a named week",
        (
            (MONDAY, "来週8日の10時", "12-08 10:00"),
            (MONDAY, "来週の8日(火)10時", "12-08 10:00"),
            (MONDAY, "来週の3日 10時", "? date_conflict"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
