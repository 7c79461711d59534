"""Times, and the opening hours they meet: what is read, and what is asked."""

from collections.abc import Callable

import pytest

MONDAY = "2026-11-30T09:00"
CASES = (
    (
        "time: a start in every usual spelling",
        (
            (MONDAY, "12月8日 14：30", "12-08 14:30"),
            (MONDAY, "12月8日 14時半でお願いします。", "12-08 14:30"),
            (MONDAY, "12月8日 14時00分", "12-08 14:00"),
            (MONDAY, "12月8日 14時30", "12-08 14:30"),
            (MONDAY, "12月8日 14時ちょうど", "12-08 14:00"),
            (MONDAY, "12月8日 14時に", "12-08 14:00"),
            (MONDAY, "12月8日 14時スタート", "12-08 14:00"),
            (MONDAY, "12月8日 14時開始希望", "12-08 14:00"),
            (MONDAY, "2026/12/8 14:30:00", "12-08 14:30"),
            (MONDAY, "12月8日14時より", "12-08 14:00"),
            (MONDAY, "12月8日午後2時半から", "12-08 14:30"),
            (MONDAY, "12月8日 14時〜", "12-08 14:00"),
            (MONDAY, "12/8(火) 9:30~", "12-08 09:30"),
            (MONDAY, "希望日時：2026年12月8日（火）10:00〜", "12-08 10:00"),
            (MONDAY, "12月8日(10:00)", "12-08 10:00"),
            (MONDAY, "12月8日 午前 10時", "12-08 10:00"),
            (MONDAY, "12/8 am10:00", "12-08 10:00"),
            (MONDAY, "12/8 10am", "12-08 10:00"),
            (MONDAY, "12/8 2pm", "12-08 14:00"),
            (MONDAY, "12月8日 PM2", "12-08 14:00"),
            (MONDAY, "12月8日 pm2時半", "12-08 14:30"),
            (MONDAY, "12月8日 2時半PM", "12-08 14:30"),
            (MONDAY, "R8.12.8 PM2:30", "12-08 14:30"),
            (MONDAY, "12月8日 午後14時", "12-08 14:00"),
            (MONDAY, "12月8日 10時00分から30分間", "12-08 10:00"),
            (MONDAY, "12月8日 10時 30分間", "12-08 10:00"),
        ),
    ),
    (
        "time: the time before the day",
        (
            (MONDAY, "午後2時 12月8日", "12-08 14:00"),
            (MONDAY, "14:30 12/8(火)", "12-08 14:30"),
            (MONDAY, "時間は14時、日にちは12月8日でお願いします。", "12-08 14:00"),
        ),
    ),
    (
        "time: about that time is that time",
        (
            (MONDAY, "12月8日 14時頃", "12-08 14:00"),
            (MONDAY, "12月8日 14時くらい", "12-08 14:00"),
        ),
    ),
    (
        "time: an hour without 午前 or 午後 is the one inside opening hours",
        (
            (MONDAY, "12月8日 2:30", "12-08 14:30"),
            (MONDAY, "12月8日 3時", "12-08 15:00"),
            (MONDAY, "12月8日 2時〜4時", "12-08 PM"),
            (MONDAY, "12月8日 2時以降", "12-08 PM"),
            (MONDAY, "12月8日 10時〜3時", "12-08 10:00 10:30 14:00 14:30"),
            (MONDAY, "12月8日 9時から11時", "12-08 AM"),
        ),
    ),
    (
        "time: a leading zero is of the 24 hour clock",
        ((MONDAY, "12月8日 02:00", "? out_of_hours"),),
    ),
    (
        "time: halves of the day",
        (
            (MONDAY, "12月8日 午前中", "12-08 AM"),
            (MONDAY, "12月8日 午後", "12-08 PM"),
            (MONDAY, "12月8日 終日", "12-08 ALL"),
            (MONDAY, "12月8日 一日中", "12-08 ALL"),
            (MONDAY, "12月8日（午前）", "12-08 AM"),
            (MONDAY, "12/8 AM or PM", "12-08 ALL"),
            (MONDAY, "12月8日 PM", "12-08 PM"),
        ),
    ),
    (
        "time: the first slot of a half",
        (
            (MONDAY, "12月8日 朝一", "12-08 09:30"),
            (MONDAY, "12月8日 午後イチ", "12-08 14:00"),
            (MONDAY, "12月8日 午前一番", "12-08 09:30"),
        ),
    ),
    (
        "time: from and until",
        (
            (MONDAY, "12月8日 14時以降", "12-08 PM"),
            (MONDAY, "12月8日 15時まで", "12-08 AM 14:00 14:30"),
            (MONDAY, "12月8日 15時以降", "12-08 15:00 15:30"),
            (MONDAY, "12月8日 10時半以降", "12-08 10:30 PM"),
            (MONDAY, "12月8日 11時以降", "12-08 PM"),
            (MONDAY, "12月8日 10時以降15時まで", "12-08 10:00 10:30 14:00 14:30"),
            (MONDAY, "12月8日 14時までに", "12-08 AM"),
        ),
    ),
    (
        "time: spans of time name every slot inside",
        (
            (MONDAY, "12月8日（火）14時～15時", "12-08 14:00 14:30"),
            (MONDAY, "12月8日(火)\u300014時30分～15時", "12-08 14:30"),
            (MONDAY, "12月8日14:00−16:00", "12-08 PM"),
            (MONDAY, "12月8日14時ー16時", "12-08 PM"),
            (MONDAY, "12月8日 10時から10時30分まで", "12-08 10:00"),
            (MONDAY, "12月8日 10:00〜10:30の枠", "12-08 10:00"),
            (MONDAY, "12月8日 午後2時から3時半", "12-08 14:00 14:30 15:00"),
            (MONDAY, "12月8日 午前9時半から11時", "12-08 AM"),
            (MONDAY, "12月8日 10時から14時", "12-08 10:00 10:30"),
            (MONDAY, "12月8日 13時〜15時", "12-08 14:00 14:30"),
            (MONDAY, "12月8日 10:15〜11:00", "12-08 10:30"),
            (MONDAY, "12月8日14時から16時の間の30分", "12-08 PM"),
            (MONDAY, "12月8日の14時から15時の間でお願いいたします", "12-08 14:00 14:30"),
            (MONDAY, "12/8 14-16時", "12-08 PM"),
            (MONDAY, "12/8 10-11時", "12-08 10:00 10:30"),
            (MONDAY, "12/8 10:00am-11:00am", "12-08 10:00 10:30"),
            (MONDAY, "12/8 2PM-4PM", "12-08 PM"),
        ),
    ),
    (
        "time: memo form without colons",
        (
            (MONDAY, "12月8日 1400-1430", "12-08 14:00"),
            (MONDAY, "12/8 0930-1000", "12-08 09:30"),
        ),
    ),
    (
        "time: several times of one day",
        (
            (MONDAY, "12/8 10時か14時", "12-08 10:00 14:00"),
            (MONDAY, "12/8 10:00,14:00", "12-08 10:00 14:00"),
            (MONDAY, "12/8 10:00/14:00", "12-08 10:00 14:00"),
            (MONDAY, "12月8日 10時、14時", "12-08 10:00 14:00"),
            (MONDAY, "12月8日 午前10時または午後2時", "12-08 10:00 14:00"),
            (MONDAY, "12月8日 午後2時か3時", "12-08 14:00 15:00"),
            (MONDAY, "12月8日 午前か午後2時", "12-08 AM 14:00"),
            (MONDAY, "12月8日10時からと14時から", "12-08 10:00 14:00"),
            (MONDAY, "12月8日、午前は10時、午後は14時", "12-08 10:00 14:00"),
            (MONDAY, "12月8日 午前10時～11時、午後2時～4時", "12-08 10:00 10:30 PM"),
        ),
    ),
    (
        "time: 午前 or 午後 and then a time narrows it",
        (
            (MONDAY, "12月8日の午後、2時半頃", "12-08 14:30"),
            (MONDAY, "12月8日午後（14時以降）", "12-08 PM"),
        ),
    ),
    (
        "time: it cannot be told which of the two is meant",
        (
            (MONDAY, "12月8日 10:00（14:00）", "? time_conflict"),
            (MONDAY, "12月8日 10時 11時半", "? time_unclear"),
            (MONDAY, "12月8日14時 15時も可", "? time_unclear"),
            (MONDAY, "12月8日 午前、14時", "? time_conflict"),
            (MONDAY, "12月8日 終日、10時", "? time_conflict"),
        ),
    ),
    (
        "time: 午前 contradicts the hour; a span runs backwards or is empty",
        (
            (MONDAY, "12月8日 午前15時", "? time_conflict"),
            (MONDAY, "12月8日 15時〜14時", "? time_conflict"),
            (MONDAY, "12月8日 14:00〜14:00", "? time_conflict"),
        ),
    ),
    (
        "time: too vague",
        (
            (MONDAY, "12月8日 夕方", "? vague_time"),
            (MONDAY, "12月8日 お昼", "? vague_time"),
            (MONDAY, "12月8日 昼過ぎ", "? vague_time"),
            (MONDAY, "12月8日 14時過ぎ", "? vague_time"),
            (MONDAY, "12月8日 14時前後の枠", "? vague_time"),
            (MONDAY, "12月8日 14時台", "? leftover"),
            (MONDAY, "12月8日 10時前", "? leftover"),
            (MONDAY, "12月8日 10時10分前", "? leftover off_grid"),
            (MONDAY, "12月8日 早めの時間", "? leftover"),
            (MONDAY, "12月8日の遅い時間", "? leftover"),
        ),
    ),
    (
        "time: no such time",
        (
            (MONDAY, "12月8日 25時", "? invalid_time"),
            (MONDAY, "12月8日 14:60", "? invalid_time"),
        ),
    ),
    (
        "time: not a spelling of a time",
        (
            (MONDAY, "12月8日 14;30", "? time_unclear"),
            (MONDAY, "12/8 930-1000", "? time_unclear"),
            (MONDAY, "12/8 14〜16", "? time_unclear"),
            (MONDAY, "12月8日 〜15時", "? leftover"),
            (MONDAY, "12/8 14 00", "? time_unclear"),
        ),
    ),
    (
        "time: a session of another length",
        (
            (MONDAY, "12月8日 10時から1時間", "? session_length"),
            (MONDAY, "12月8日 14時から45分", "? session_length"),
        ),
    ),
    (
        "time: a time without a day",
        (
            (MONDAY, "10時", "? no_date"),
            (MONDAY, "午前10時から11時", "? no_date"),
            (MONDAY, "14:30希望", "? no_date"),
        ),
    ),
    (
        "closed_or_out_of_hours: named times outside opening hours",
        (
            (MONDAY, "12月8日 8時", "? out_of_hours"),
            (MONDAY, "12月8日 9時", "? out_of_hours"),
            (MONDAY, "12月8日 11時", "? out_of_hours"),
            (MONDAY, "12月8日 13時", "? out_of_hours"),
            (MONDAY, "12月8日 16時", "? out_of_hours"),
            (MONDAY, "12月8日 4時", "? out_of_hours"),
            (MONDAY, "12月8日 16時以降", "? out_of_hours"),
            (MONDAY, "12月8日 24時", "? out_of_hours"),
            (MONDAY, "12月8日 正午", "? out_of_hours"),
            (MONDAY, "12月8日 午前2時", "? out_of_hours"),
            (MONDAY, "12月8日 午後5時", "? out_of_hours"),
            (MONDAY, "12月8日 10時半か11時", "? out_of_hours"),
            (MONDAY, "12月8日 12時〜13時", "? out_of_hours"),
            (MONDAY, "2026/12/8 0:00", "? out_of_hours"),
        ),
    ),
    (
        "closed_or_out_of_hours: off the grid",
        (
            (MONDAY, "12月8日 10時10分", "? off_grid"),
            (MONDAY, "12月8日 14:45", "? off_grid"),
            (MONDAY, "12月8日 10:15〜10:45", "? off_grid"),
            (MONDAY, "12月8日 14:00〜14:20", "? off_grid"),
        ),
    ),
    (
        "closed_or_out_of_hours: closed days",
        (
            (MONDAY, "12月5日(土) 10時", "? closed_day"),
            (MONDAY, "12月6日 午前", "? closed_day"),
            (MONDAY, "1月11日(月) 10時", "? closed_day"),
            (MONDAY, "12月31日 14時", "? closed_day"),
            (MONDAY, "12月5日か7日の10時", "? closed_day"),
        ),
    ),
    (
        "time: thirty minutes or half past cannot be told",
        ((MONDAY, "12/8 10時30分程度", "? leftover"),),
    ),
    (
        "time: from the afternoon on is the afternoon; from the morning on may be the day",
        (
            (MONDAY, "12/8 午後から", "12-08 PM"),
            (MONDAY, "12/8 午前から", "? vague_time"),
        ),
    ),
    (
        "time: a start with its length",
        (
            (MONDAY, "12/8 10時～30分", "12-08 10:00"),
            (MONDAY, "12/8 10時～（30分）", "12-08 10:00"),
            (MONDAY, "12/8 10時から30分程度でお願いします", "12-08 10:00"),
            (MONDAY, "12/8 10時30分間", "12-08 10:00"),
        ),
    ),
    (
        "time: もしくは is または, not もし",
        (
            (MONDAY, "12月8日(火)14時もしくは15時", "12-08 14:00 15:00"),
            (MONDAY, "もし可能なら12月8日14時", "? condition leftover"),
        ),
    ),
    (
        "range: from a bare day on",
        ((MONDAY, "12月8日10時、9日以降", "? time_unclear"),),
    ),
)


@pytest.mark.parametrize(
    ("received", "text", "expected"),
    [pytest.param(*case, id=f"{reason}: {case[1]}") for reason, cases in CASES for case in cases],
)
def test_reads(check: Callable[[str, str, str], None], received: str, text: str, expected: str):
    check(received, text, expected)
