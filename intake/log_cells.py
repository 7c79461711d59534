"""What a spreadsheet makes of days and times, undone where it is certain; else left as it stands, to be asked about."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

_EXCEL_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- Excel's day 0, wall-clock time
_LONGEST_NUMBER: Final = 24
_SERIALS_BEGIN: Final = ("4", "5", "４", "５")
_LONGEST_FORM: Final = 40
_NEAR: Final = timedelta(days=400)  # a day of a log lies within this of the day it came
_MINUTES_A_DAY: Final = 24 * 60
_WORKING_HOURS: Final = range(1, 19)  # a bare number in a column of times

_MIDNIGHT = re.compile(r"(?<=[0-9日)])[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
_SECONDS = re.compile(r"(?<![0-9:])([0-9]{1,2}:[0-9]{2}):00(?:\.0+)?(?![0-9:])")
_ISO = re.compile(r"(?<=[0-9])T(?=[0-9]{2}:)")
_SERIAL = re.compile(r"([45][0-9]{4})(\.[0-9]+)?")
_FRACTION = re.compile(r"0?\.[0-9]+")
_DAY_ZERO = re.compile(r"(?:1899[/-]12[/-]3[01]|1900[/-]0?1[/-]0?[01])[ T](?=[0-9])")
_BARE_HOUR = re.compile(r"[0-9]{1,2}")
_BARE_CLOCK = re.compile(r"([01]?[0-9])([0-5][05])")
_BARE_HOURS = re.compile(r"([0-9]{1,2})\s*[-~]\s*([0-9]{1,2})")
_CLOCK_AT_END = re.compile(r"[ 日)]([0-9]{1,2}:[0-9]{2})$")
_WEEKDAY = re.compile(r"[(]?([月火水木金土日])(?:曜日?)?[)]?")
_BLANK_FORM = re.compile(
    r"(?:(?:令和|R)?\s*年)?\s*月\s*日\s*(?:[(]\s*[)])?\s*(?:午前・?午後|AM/?PM)?\s*(?:時?\s*分?|:)\s*[~-]?\s*(?:時?\s*分?|:)|時\s*分?|:|[~-]|□|☐"
)
_DIGIT = re.compile("[0-9０-９①-⑳]")
_MONTH_AND_DAY = re.compile(r"[0-9]{1,2}\s*[月/.-]\s*[0-9]{1,2}")
_FROM_THEN = re.compile(r"[今本明翌昨来次先]|あす|あした|あさって|これから|すぐ|早め|早く|後日|週")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−〜～", "-"))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def is_blank_form(text: str) -> bool:
    """Tell whether a cell holds only what a form has printed before anybody fills it in: 　月　日（　）　時."""
    if len(text) > _LONGEST_FORM or _DIGIT.search(text):
        return False
    return bool(_BLANK_FORM.fullmatch(_folded(text)))


def names_its_day(wish: str) -> bool:
    """Tell whether a wish says month and day, so that it means the same whenever it was said."""
    plain = _folded(wish)
    return bool(_MONTH_AND_DAY.search(plain)) and not _FROM_THEN.search(plain)


def day_cell(text: str, near: date) -> str:
    """Return a cell of a day as it was typed: serial numbers are days, a midnight is Excel's.

    Args:
        text: The cell.
        near: The day the file came; a serial number that means a day far from it is left as it is.
    """
    if text[:1] in _SERIALS_BEGIN and len(text) <= _LONGEST_NUMBER and (found := _SERIAL.fullmatch(_folded(text))):
        day = (_EXCEL_EPOCH + timedelta(days=int(found[1]))).date()
        clock = _clock_of_fraction(found[2]) if found[2] else ""
        if abs(day - near) <= _NEAR and clock is not None:
            return f"{day.year}/{day.month}/{day.day} {clock}".rstrip()
        return text
    if ":00" not in text and "T" not in text:
        return text
    plain = _SECONDS.sub(r"\1", _MIDNIGHT.sub("", _ISO.sub(" ", text)))
    return plain.strip()


def clock_cell(text: str) -> str:
    """Return a cell of a time of day as it was typed: fractions of a day, bare hours and 1430 are times."""
    plain = _DAY_ZERO.sub("", _folded(text))
    if _FRACTION.fullmatch(plain):
        return _clock_of_fraction(plain[plain.index(".") :]) or text
    if _BARE_HOUR.fullmatch(plain) and int(plain) in _WORKING_HOURS:
        return f"{int(plain)}時"
    if found := _BARE_CLOCK.fullmatch(plain):
        return f"{int(found[1])}:{found[2]}"
    if found := _BARE_HOURS.fullmatch(plain):
        return f"{int(found[1])}時-{int(found[2])}時"
    return _SECONDS.sub(r"\1", plain) if plain != _folded(text) or _SECONDS.search(plain) else text


def _clock_of_fraction(fraction: str) -> str | None:
    """Return `14:30` for `.604166667`; None where the digits do not tell the minute.

    Three or four digits are what a narrow column shows: they stand for the one round time they can mean.
    """
    digits = len(fraction) - 1
    minutes = float(fraction) * _MINUTES_A_DAY
    step = 5 if digits in {3, 4} else 1
    nearest = round(minutes / step) * step
    if digits < 3 or abs(minutes - nearest) > 0.5 * 10**-digits * _MINUTES_A_DAY + 0.01 or nearest >= _MINUTES_A_DAY:  # noqa: PLR2004 -- see above
        return None
    return f"{nearest // 60}:{nearest % 60:02}"


def joined(day: str, weekday: str, clock: str, near: date) -> str:
    """Join the day, the weekday and the time that stand in columns of their own, as one text to be read.

    Args:
        day: The cell of the day; it may hold a time of its own.
        weekday: The cell of the weekday, which checks the day.
        clock: The cell of the time.
        near: The day the file came.
    """
    if not weekday and not clock:
        return day_cell(day, near)
    days, clocks = day.split("\n"), clock.split("\n")
    if len(days) == len(clocks) > 1 and not weekday:  # a line of times for each line of days
        return "\n".join(joined(one, "", other, near) for one, other in zip(days, clocks, strict=True))
    said, at = (day_cell(day, near) if day else ""), (clock_cell(clock) if clock else "")
    own = _CLOCK_AT_END.search(_folded(said))
    if at and own and own[1].zfill(5) == at.zfill(5):
        at = ""
    named = _WEEKDAY.fullmatch(_folded(weekday))
    if named and said:
        if f"({named[1]}" not in _folded(said):
            said = _with_weekday(said, named[1])
    elif weekday:
        said = f"{said} {weekday}"
    return f"{said} {at}".strip()


def _with_weekday(said: str, weekday: str) -> str:
    day, blank, clock = said.partition(" ")
    return f"{day}({weekday}){blank}{clock}"
