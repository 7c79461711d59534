from datetime import date, datetime, time

import pytest

from madoguchi import wording


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(0, 0), "午前0時"),
        (time(9, 30), "午前9時30分"),
        (time(11, 59), "午前11時59分"),
        (time(12, 0), "午後0時"),
        (time(12, 5), "午後0時5分"),
        (time(14, 0), "午後2時"),
        (time(23, 59), "午後11時59分"),
    ],
)
def test_a_time(moment: time, said: str) -> None:
    assert wording.say_time(moment) == said


@pytest.mark.parametrize(("day", "weekday"), list(enumerate("月火水木金土日", 7)))
def test_every_weekday(day: int, weekday: str) -> None:
    assert wording.say_day(date(2026, 12, day)) == f"12月{day}日（{weekday}）"


def test_dates_and_spans() -> None:
    start = datetime(2026, 12, 3, 14, 30)
    assert wording.say_date(start.date()) == "2026年12月3日（木）"
    assert wording.say_moment(start) == "2026年12月3日（木）午後2時30分"
    assert wording.say_span(start, start.replace(hour=15, minute=0)) == "2026年12月3日（木）午後2時30分から3時まで"
    over_noon = start.replace(hour=11, minute=45), start.replace(hour=12, minute=15)
    assert wording.say_span(*over_noon) == "2026年12月3日（木）午前11時45分から午後0時15分まで"
    assert wording.say_date(date(2028, 2, 29)) == "2028年2月29日（火）"
