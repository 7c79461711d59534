"""Dates with a year, a month or a day: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "absolute_western: the year with four digits in every usual spelling",
        (
            (MONDAY, "2026年12月8日 10:30", "12-08 10:30"),
            (MONDAY, "2026.12.3 14:30", "12-03 14:30"),
            (MONDAY, "2026-12-3 14時", "12-03 14:00"),
            (MONDAY, "2026-12-03T14:30", "12-03 14:30"),
            (MONDAY, "20261203 14:30", "12-03 14:30"),
            (MONDAY, "西暦2026年12月3日 午後2時", "12-03 14:00"),
            (MONDAY, "2026年 12月 3日 木曜日 14時半", "12-03 14:30"),
            (MONDAY, "２０２６年１２月１６日\u3000１０時", "12-16 10:00"),
            (MONDAY, "2027/1/7 10:00", "01-07 10:00"),
            (MONDAY, "2026年12月の4日 15時", "12-04 15:00"),
        ),
    ),
    (
        "absolute_western: a year of two digits is this or the next one, western or 令和",
        (
            (MONDAY, "26/12/8 10:00", "12-08 10:00"),
            (MONDAY, "26年12月8日 10時", "12-08 10:00"),
        ),
    ),
    (
        "absolute_western: month first or day first cannot be told",
        (
            (MONDAY, "12/3/2026 14:30", "? leftover"),
            (MONDAY, "03/12/2026 14:30", "? leftover"),
        ),
    ),
    (
        "absolute_western: a year that is over or beyond the horizon",
        (
            (MONDAY, "2024年12月3日 10時", "? past"),
            (MONDAY, "2028年12月3日 10時", "? beyond_horizon"),
        ),
    ),
    (
        "absolute_western: a day that the calendar does not have",
        (
            (MONDAY, "2026年12月32日 10時", "? invalid_date"),
            (MONDAY, "2026/13/3 10:00", "? invalid_date"),
        ),
    ),
    (
        "wareki: 令和 in every usual spelling",
        (
            (MONDAY, "令和8年12月8日（火）午後２時", "12-08 14:00"),
            (MONDAY, "令和八年十二月八日 午前十時", "12-08 10:00"),
            (MONDAY, "R8.12.8 10時", "12-08 10:00"),
            (MONDAY, "R8/12/8 10:00", "12-08 10:00"),
            (MONDAY, "R8-12-8 10:00", "12-08 10:00"),
            (MONDAY, "Ｒ８．１２．８\u3000１０：００", "12-08 10:00"),
            (MONDAY, "㋿8年12月8日 10時", "12-08 10:00"),
            (MONDAY, "㋿８．１２．８ 10:00", "12-08 10:00"),
            (MONDAY, "令8.12.8 10時", "12-08 10:00"),
            (MONDAY, "令和 8年 12月 8日 14時 30分", "12-08 14:30"),
            (MONDAY, "r8.12.8 14:00", "12-08 14:00"),
            (MONDAY, "令和９年１月７日 10時", "01-07 10:00"),
            (MONDAY, "R8.12.8(火)14:30~15:00", "12-08 14:30"),
            (MONDAY, "令和8年12月8日火曜日午後2時30分から午後3時まで", "12-08 14:30"),
        ),
    ),
    (
        "wareki: a bare year is 令和 when that is this or the next year",
        (
            (MONDAY, "8年12月8日 10時", "12-08 10:00"),
            (MONDAY, "9年1月7日 10時", "01-07 10:00"),
        ),
    ),
    (
        "wareki: a bare year that fits neither calendar",
        ((MONDAY, "3年12月8日 10時", "? year_inferred"),),
    ),
    (
        "wareki: the era ended before that year",
        (
            (MONDAY, "平成40年12月8日 10時", "? era_out_of_range"),
            (MONDAY, "昭和65年1月8日 10時", "? era_out_of_range"),
        ),
    ),
    (
        "wareki: an era year that is over",
        (
            (MONDAY, "平成30年12月8日 10時", "? past"),
            (MONDAY, "令和7年12月8日 10時", "? past"),
            (MONDAY, "令和8年1月5日 10時", "? past"),
        ),
    ),
    (
        "wareki: a school year is no date",
        ((MONDAY, "令和8年度12月8日 10時", "? leftover"),),
    ),
    (
        "month_day: month and day without a year are the next such day",
        (
            (MONDAY, "12月8日 15時", "12-08 15:00"),
            (MONDAY, "12/08 10:00", "12-08 10:00"),
            (MONDAY, "1月8日 10時", "01-08 10:00"),
            (MONDAY, "1/8(金) 14:00", "01-08 14:00"),
            (MONDAY, "十二月九日の午後三時", "12-09 15:00"),
            (MONDAY, "12月の9日 10時", "12-09 10:00"),
            (MONDAY, "12月8 10時", "12-08 10:00"),
        ),
    ),
    (
        "month_day: several days share the time after them",
        (
            (MONDAY, "12月8日・9日 午前", "12-08..12-09 AM"),
            (MONDAY, "12/8,9 10時", "12-08..12-09 10:00"),
            (MONDAY, "12/8・9・10 午前", "12-08..12-10 AM"),
            (MONDAY, "12月8日（火）、9日（水）、10日（木）の14時以降", "12-08..12-10 PM"),
            (MONDAY, "12月8日か9日か10日の10時", "12-08..12-10 10:00"),
            (MONDAY, "12月8日、9日、10日の午前または11日の午後", "12-08..12-10 AM / 12-11 PM"),
            (MONDAY, "12/8(火)、12/9(水) いずれも午後", "12-08..12-09 PM"),
            (MONDAY, "12/28か1/5 10時", "12-28 10:00 / 01-05 10:00"),
        ),
    ),
    (
        "month_day: a comma between day and time",
        ((MONDAY, "12/8、10時", "12-08 10:00"),),
    ),
    (
        "month_day: a day that the calendar does not have",
        (
            (MONDAY, "12月32日 10時", "? invalid_date"),
            (MONDAY, "13月3日 10時", "? invalid_date"),
            (MONDAY, "13/3 10時", "? invalid_date"),
            (MONDAY, "11/31 10時", "? invalid_date"),
            (MONDAY, "2/30 10時", "? invalid_date"),
            (MONDAY, "0/3 10時", "? invalid_date"),
            (MONDAY, "12/0 10時", "? invalid_date"),
        ),
    ),
    (
        "month_day: the month of the second day cannot be told",
        ((MONDAY, "12月28日か4日 10時", "? month_inferred"),),
    ),
    (
        "month_day: roughly that day is not a day",
        (
            (MONDAY, "12月8日頃 10時", "? leftover"),
            (MONDAY, "12月8日前後 10時", "? leftover"),
            (MONDAY, "12月8日あたりの10時", "? leftover"),
        ),
    ),
    (
        "month_day: a day without a time is any time of it",
        (
            (MONDAY, "12月8日", "12-08 ALL"),
            (MONDAY, "12月8日希望", "12-08 ALL"),
        ),
    ),
    (
        "kanji_digits: numbers written in kanji, alone and mixed",
        (
            (MONDAY, "二〇二六年十二月八日午前十時三十分", "12-08 10:30"),
            (MONDAY, "二零二六年十二月八日 十時", "12-08 10:00"),
            (MONDAY, "12月八日 十時半", "12-08 10:30"),
            (MONDAY, "12月8日 十四時三十分", "12-08 14:30"),
            (MONDAY, "12月二十四日 10時", "12-24 10:00"),
            (MONDAY, "十二月二十四日の午後三時", "12-24 15:00"),
            (MONDAY, "十二月 八日 十時", "12-08 10:00"),
            (MONDAY, "十二月八日火曜日午後二時半", "12-08 14:30"),
            (MONDAY, "1２月８日 １０時", "12-08 10:00"),
        ),
    ),
    (
        "kanji_digits: a slash between kanji is not read",
        ((MONDAY, "十二/三 十時", "? leftover"),),
    ),
    (
        "past: a month and day that lie less than half a year back are past",
        (
            (MONDAY, "11月27日 10時", "? past"),
            (MONDAY, "11/27 10時", "? past"),
            (MONDAY, "10月1日 10時", "? past"),
            (MONDAY, "6月15日 10時", "? past"),
        ),
    ),
    (
        "past: the day of receipt itself",
        (
            (MONDAY, "11月30日 14時", "? same_day"),
            (MONDAY, "今月30日 10時", "? same_day"),
            (MONDAY, "今日 14時", "? same_day"),
            (MONDAY, "今日の15時半", "? same_day"),
        ),
    ),
    (
        "past: past by its year",
        ((MONDAY, "2026年11月27日 10時", "? past"),),
    ),
    (
        "calendar_edge: January said in November is the next",
        (
            (MONDAY, "1月29日 10時", "01-29 10:00"),
            (MONDAY, "1/4 10時", "01-04 10:00"),
        ),
    ),
    (
        "calendar_edge: beyond sixty days",
        (
            (MONDAY, "1月30日 10時", "? beyond_horizon"),
            (MONDAY, "2月1日 10時", "? beyond_horizon"),
            (MONDAY, "2月10日 10時", "? beyond_horizon"),
            (MONDAY, "5月1日 10時", "? beyond_horizon"),
            (MONDAY, "2027年2月1日 10時", "? beyond_horizon"),
        ),
    ),
    (
        "calendar_edge: 29 December to 3 January is closed, what remains of a span is not",
        (
            (MONDAY, "12/30〜1/2", "? no_slot"),
            (MONDAY, "12月29日〜1月4日 10時", "01-04 10:00"),
            (MONDAY, "12月30日 10時", "? closed_day"),
        ),
    ),
    (
        "calendar_edge: the month after this one",
        (
            ("2026-12-25T09:00", "来月6日 10時", "01-06 10:00"),
            ("2026-12-25T09:00", "来月の第2火曜日 10時", "01-12 10:00"),
        ),
    ),
    (
        "calendar_edge: a bare day is the next such day within two weeks",
        (
            ("2026-12-25T09:00", "6日の10時", "01-06 10:00"),
            (MONDAY, "8日の14時", "12-08 14:00"),
            (MONDAY, "4日、7日の午前", "12-04..12-07 AM"),
        ),
    ),
    (
        "calendar_edge: a bare day far ahead, or equal to today, has no sure month",
        (
            (MONDAY, "25日の10時", "? month_inferred"),
            (MONDAY, "30日 14時", "? month_inferred"),
        ),
    ),
    (
        "calendar_edge: a bare day that the next month does not have",
        (
            (MONDAY, "31日の10時", "? invalid_date"),
            ("2027-01-31T09:00", "29日の10時", "? invalid_date"),
        ),
    ),
    (
        "calendar_edge: January looks back at December",
        (("2027-01-04T09:00", "12月25日 10時", "? past"),),
    ),
    (
        "calendar_edge: 29 February in a common year",
        (("2027-02-01T09:00", "2/29 10時", "? invalid_date"),),
    ),
    (
        "calendar_edge: after midnight nobody knows which day tomorrow is",
        (
            ("2026-12-01T01:30", "明日 14時", "? vague_date"),
            ("2026-12-01T03:59", "今日10時", "? vague_date"),
            ("2026-12-01T00:10", "明後日の10時", "? vague_date"),
            ("2026-12-01T04:00", "明日 14時", "12-02 14:00"),
        ),
    ),
    (
        "calendar_edge: said on a Sunday, next week may be two weeks",
        (
            ("2026-12-06T10:00", "来週の火曜 10時", "? vague_date"),
            ("2026-12-06T10:00", "今週の火曜 10時", "? vague_date"),
            ("2026-12-06T10:00", "明日 14時", "12-07 14:00"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
