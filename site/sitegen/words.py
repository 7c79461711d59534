"""What stands in braces in the words of the site: the settings of the office, as a clerk says them.

`{電話番号}` becomes the office's telephone number. The names are Japanese because office staff write them.
"""

import re
from collections.abc import Mapping
from datetime import date, time

from madoguchi.config.office import Booking, Office
from madoguchi.config.openings import Openings
from madoguchi.wording import WEEKDAYS

_BRACED = re.compile(r"(?<!\{)\{([^{}#\n]{1,40})\}(?!\})")
_MARKDOWN_SIGN = re.compile(r"([!-/:-@\[-`{-~])")
_LAST_MINUTE = time(23, 59)


def office_words(office: Office) -> dict[str, str]:
    """Return what each `{name}` stands for, as plain text."""
    about, booking = office.office, office.booking
    return {
        "事業所名": about.name,
        "正式名称": about.formal_name,
        "電話番号": about.telephone,
        "電話の受付時間": about.telephone_hours,
        "予約メール": about.mail,
        "所在地": about.postal_address,
        "裁判所": about.court,
        "相談の分": str(booking.minutes),
        "全体の分": str(booking.in_all_minutes),
        "相談の時間帯": say_hours(office.openings),
        "休みの日": say_closed_days(office.openings),
        "締め切り": say_deadline(booking),
        "何日先": str(booking.horizon_days),
        "掲載する週": str(office.site.weeks),
    }


def fill_in(text: str, words: Mapping[str, str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Put the office's words into Markdown, with every sign that Markdown would read escaped.

    Returns:
        The text, and each `{name}` that stands for nothing as (line of the text from 0, name).
    """
    unknown: list[tuple[int, str]] = []

    def word(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in words:
            unknown.append((text.count("\n", 0, found.start()), name))
            return found[0]
        return _MARKDOWN_SIGN.sub(r"\\\1", " ".join(words[name].split()))

    return _BRACED.sub(word, text), tuple(unknown)


def fill_in_plain(text: str, words: Mapping[str, str]) -> str:
    """Put the office's words into text that is no Markdown (titles and leads)."""
    return _BRACED.sub(lambda found: words.get(found[1].strip(), found[0]), text)


def say_hours(openings: Openings) -> str:
    """Return `平日の9時30分から11時までと、14時から16時まで`; days with other hours are told apart."""
    groups: dict[tuple[str, ...], str] = {}
    for weekday in range(7):
        spans = tuple(f"{_clock(one.opens)}から{_clock(one.closes)}まで" for one in openings.periods(weekday))
        if spans:
            groups[spans] = groups.get(spans, "") + WEEKDAYS[weekday]
    told = [f"{_say_weekdays(days)}の{'と、'.join(spans)}" for spans, days in groups.items()]
    return "、".join(told)


def say_closed_days(openings: Openings) -> str:
    """Return `土曜日、日曜日、祝日、年末年始（12月29日から1月3日まで）`."""
    closed = [f"{WEEKDAYS[weekday]}曜日" for weekday in range(7) if not openings.periods(weekday)]
    begins, ends = (_month_day(text) for text in (openings.year_end_from, openings.year_end_until))
    return "、".join([*closed, "祝日", f"年末年始（{begins}から{ends}まで）"])


def say_deadline(booking: Booking) -> str:
    """Return until when a booking is made before its day: `前日まで`, `前の開庁日の17時まで`."""
    day = "前日" if booking.notice == "calendar" else "前の開庁日"
    return f"{day}まで" if booking.cutoff >= _LAST_MINUTE else f"{day}の{_clock(booking.cutoff)}まで"


def say_wareki(day: date) -> str:
    """Return `令和2年11月20日`; days before Reiwa are said in the western calendar only."""
    if day < date(2019, 5, 1):
        return f"{day.year}年{day.month}月{day.day}日"
    year = "元" if day.year == 2019 else str(day.year - 2018)  # noqa: PLR2004 -- Reiwa began in 2019
    return f"令和{year}年{day.month}月{day.day}日"


def _say_weekdays(days: str) -> str:
    return "平日" if days == "月火水木金" else "・".join(days) + "曜日"


def _clock(moment: time) -> str:
    return f"{moment.hour}時{moment.minute}分" if moment.minute else f"{moment.hour}時"


def _month_day(text: str) -> str:
    return f"{int(text[:2])}月{int(text[3:])}日"
