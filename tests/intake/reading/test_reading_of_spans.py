"""Days named by counting, as a span or as a window: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "relative: days counted from today",
        (
            (MONDAY, "明日の午前", "12-01 AM"),
            (MONDAY, "あしたの10時", "12-01 10:00"),
            (MONDAY, "明後日14時", "12-02 14:00"),
            (MONDAY, "あさっての午後2時", "12-02 14:00"),
            (MONDAY, "3日後の10時", "12-03 10:00"),
            (MONDAY, "三日後の14時", "12-03 14:00"),
            (MONDAY, "十日後 10時", "12-10 10:00"),
            (MONDAY, "2週間後の14時", "12-14 14:00"),
            (MONDAY, "二週間後の14時", "12-14 14:00"),
            (MONDAY, "明日か明後日", "12-01..12-02 ALL"),
        ),
    ),
    (
        "relative: weeks and months from today",
        (
            (MONDAY, "来月8日の10時", "12-08 10:00"),
            (MONDAY, "来月の8日 10時", "12-08 10:00"),
            (MONDAY, "来週の午前", "12-07..12-11 AM"),
            (MONDAY, "来週の平日 午後", "12-07..12-11 PM"),
            (MONDAY, "来週中", "12-07..12-11 ALL"),
            (MONDAY, "来週ならいつでも", "12-07..12-11 ALL"),
        ),
    ),
    (
        "relative: a date beside it must agree",
        (
            (MONDAY, "明日 12/1 10時", "12-01 10:00"),
            (MONDAY, "明日（12/1）の10時", "12-01 10:00"),
            (MONDAY, "明日(火)10時", "12-01 10:00"),
            (MONDAY, "来週の火曜(12/8) 10時", "12-08 10:00"),
            (MONDAY, "来週火曜 12/8 14:00", "12-08 14:00"),
            (MONDAY, "12月8日（来週の火曜）14時", "12-08 14:00"),
            (MONDAY, "明日（12/3）の10時", "? date_conflict"),
            (MONDAY, "来週の火曜(12/9) 14:00", "? weekday_mismatch"),
            (MONDAY, "2週間後の木曜 10時", "? weekday_mismatch"),
        ),
    ),
    (
        "relative: words that lean on another day",
        (
            (MONDAY, "翌日の10時", "? vague_date"),
            (MONDAY, "先週お願いした12月8日10時", "? leftover vague_date"),
        ),
    ),
    (
        "window: any time at all",
        (
            (MONDAY, "いつでもいいです", "12-01..01-29 ALL"),
            (MONDAY, "いつでも", "12-01..01-29 ALL"),
            (MONDAY, "お任せします。", "12-01..01-29 ALL"),
            (MONDAY, "なるべく早く", "12-01..01-29 ALL"),
            (MONDAY, "できるだけ早い日でお願いします", "12-01..01-29 ALL"),
        ),
    ),
    (
        "window: any time of a half, a week, from a day on",
        (
            (MONDAY, "午前中ならいつでも", "12-01..01-29 AM"),
            (MONDAY, "なるべく早めに午前中で", "12-01..01-29 AM"),
            (MONDAY, "12月8日ならいつでも", "12-08 ALL"),
            (MONDAY, "12月8日以降ならいつでも", "12-08..01-29 ALL"),
            (MONDAY, "12月8日以降の午前", "12-08..01-29 AM"),
            (MONDAY, "12/8以降で10時", "12-08..01-29 10:00"),
            (MONDAY, "明日以降の午前", "12-01..01-29 AM"),
            (MONDAY, "来週以降", "12-07..01-29 ALL"),
            (MONDAY, "平日午後", "12-01..01-29 PM"),
            (MONDAY, "平日の10時", "12-01..01-29 10:00"),
        ),
    ),
    (
        "window: a third of a month",
        (
            (MONDAY, "12月上旬の午後", "12-01..12-10 PM"),
            (MONDAY, "12月中旬", "12-11..12-18 ALL"),
            (MONDAY, "12月下旬", "12-21..12-28 ALL"),
            (MONDAY, "来月上旬 午前", "12-01..12-10 AM"),
        ),
    ),
    (
        "window: too vague to name a slot",
        (
            (MONDAY, "12月後半", "? vague_date"),
            (MONDAY, "来週前半の午前", "? vague_date"),
            (MONDAY, "今月末 10時", "? leftover no_slot"),
            (MONDAY, "月末", "? vague_date"),
            (MONDAY, "週末", "? vague_date"),
            (MONDAY, "年明け", "? vague_date"),
            (MONDAY, "来週末", "? leftover"),
            (MONDAY, "来週頭", "? leftover"),
            (MONDAY, "近いうちに", "? vague_date"),
            (MONDAY, "連休明けの10時", "? leftover vague_date"),
        ),
    ),
    (
        "window: a span of days counted from one is not read",
        (),
    ),
    (
        "window: until a day",
        ((MONDAY, "12月8日までの午前", "12-01..12-08 AM"),),
    ),
    (
        "range: a span of days skips what is closed",
        (
            (MONDAY, "12/8～12/11 午前", "12-08..12-11 AM"),
            (MONDAY, "12/7-12/8の午後", "12-07..12-08 PM"),
            (MONDAY, "12/8-12/9の午後", "12-08..12-09 PM"),
            (MONDAY, "12/7-9 午前", "12-07..12-09 AM"),
            (MONDAY, "12/7~9の午前", "12-07..12-09 AM"),
            (MONDAY, "12月7〜9日 10時", "12-07..12-09 10:00"),
            (MONDAY, "12月8日から10日の午前", "12-08..12-10 AM"),
            (MONDAY, "12月7日〜11日の間で午前中", "12-07..12-11 AM"),
            (MONDAY, "12月7日から11日まで", "12-07..12-11 ALL"),
            (MONDAY, "12月7日（月）〜11日（金）10時", "12-07..12-11 10:00"),
            (MONDAY, "12月7日(月)-12月11日(金)の14時以降", "12-07..12-11 PM"),
            (MONDAY, "12/7(月)～12/11(金)", "12-07..12-11 ALL"),
            (MONDAY, "12月4日〜7日 10時", "12-04..12-07 10:00"),
            (MONDAY, "明日から12/4まで", "12-01..12-04 ALL"),
            (MONDAY, "来週から再来週の午前", "12-07..12-18 AM"),
            (MONDAY, "12/28〜1/8", "12-28..01-08 ALL"),
        ),
    ),
    (
        "range: a span in which every day is closed",
        (
            (MONDAY, "12月5日〜6日", "? no_slot"),
            (MONDAY, "12/31〜1/3", "? no_slot"),
        ),
    ),
    (
        "range: a span that runs backwards",
        ((MONDAY, "12/9〜12/8 10時", "? date_conflict"),),
    ),
    (
        "range: a span with only one end",
        (
            (MONDAY, "12月8日〜", "? leftover"),
            (MONDAY, "12月8日から10時", "? leftover"),
            (MONDAY, "12月8日〜10時", "? leftover"),
            (MONDAY, "12/8 10時〜12/9 11時", "? leftover"),
        ),
    ),
    (
        "window: any day at all beside a named day may be no wish",
        (
            (MONDAY, "12/8 10時\n平日9:00〜17:00", "? time_unclear"),
            (MONDAY, "12/8 10時、または平日の午後", "? time_unclear"),
            (MONDAY, "12月8日か9日、いつでも", "? time_unclear"),
        ),
    ),
    (
        "window: a window that only widens the times of a named day",
        (
            (MONDAY, "12月8日10時以降でしたらいつでも", "12-08 10:00 10:30 PM"),
            (MONDAY, "12月8日の午前中であれば何時でも大丈夫です", "12-08 AM"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
