"""Dates and times as a clerk writes them in a letter: 2026年12月3日（木）午後2時30分."""

from datetime import date, datetime, time

WEEKDAYS = "月火水木金土日"

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# What an answer to one of our letters is known by, in each language of the letters: standard and easy Japanese, English.
WAITING_SUBJECTS = ("空き待ちのお知らせ", "待っている人へのお知らせ", "You are on the waiting list")
OFFER_SUBJECTS = ("空いた時間のご案内", "空いた時間のお知らせ", "A time has become free")

# The lines between which the form of a letter stands.
FORM_BEGINS = ("【ご記入欄】", "【ここに 書いてください】", "[Please fill in]")
FORM_ENDS = ("【ご記入欄はここまで】", "【ここまで】", "[End of the form]")


def say_date(day: date) -> str:
    """Return `2026年12月3日（木）`."""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def say_day(day: date) -> str:
    """Return `12月3日（木）`, for places where the year is plain."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def say_time(moment: time) -> str:
    """Return `午後2時30分`; noon is 午後0時."""
    half = "午前" if moment.hour < 12 else "午後"  # noqa: PLR2004 -- noon
    minutes = f"{moment.minute}分" if moment.minute else ""
    return f"{half}{moment.hour % 12}時{minutes}"


def say_moment(moment: datetime) -> str:
    """Return `2026年12月3日（木）午後2時30分`."""
    return say_date(moment.date()) + say_time(moment.time())


def say_start(start: datetime) -> str:
    """Return `12月3日（木）午後2時30分`, for places where the year is plain."""
    return say_day(start.date()) + say_time(start.time())


def say_span(start: datetime, end: datetime) -> str:
    """Return `2026年12月3日（木）午後2時30分から3時まで`; the half of the day is said again where it is another."""
    ends = say_time(end.time())
    same_half = (start.date(), start.hour // 12) == (end.date(), end.hour // 12)
    return f"{say_moment(start)}から{ends[2:] if same_half else ends}まで"
