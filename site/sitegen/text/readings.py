"""Readings on the pages of easy Japanese: `相談《そうだん》` becomes ruby where it is read, and goes where it is not.

The title of a window and what only assistive technology reads out (attributes) know no ruby, and text that is there to
be copied (`pre`) stays as it is. Dates and times written in figures need no reading by hand: the figures tell it.
"""

import re
from typing import Final

from madoguchi import ruby
from madoguchi.speech.easy import read_minutes

_PARTS = re.compile(r"(<title>.*?</title>|<pre.*?</pre>|<script.*?</script>|<[^>]*>)", re.DOTALL)
_TOLD = re.compile("[《年月時分]")
_FIGURES = re.compile(
    rf"(?P<read>{ruby.READ.pattern})"
    r"|(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?![一-龠々《])"
    r"|(?<!\d)(?:(?P<hour>\d{1,2})時)?(?P<minute>\d{1,2})分(?![一-龠々《])"
    r"|(?<!\d)(?P<alone>\d{1,4})(?P<unit>[年時])(?![一-龠々《\d])"
)
_DAYS: Final = {1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか"} | {
    9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"
}  # fmt: skip
_UNITS = {"年": "ねん", "時": "じ"}
_BRACKETS = "()"  # of one byte: the terms have hundreds of them, and a page keeps within 40 KB
_JOINER = "\u2060"  # browsers break a line before any ruby, even within a word
_IN_A_WORD = re.compile("[0-9A-Za-zぁ-んァ-ヶー一-龠々]")


def with_readings(page: str) -> str:
    """Return a page, or a part of one, with its readings above the kanji."""
    parts = _PARTS.split(page)
    parts[::2] = [
        ruby.above(_FIGURES.sub(_read, part), _BRACKETS) if _TOLD.search(part) else part for part in parts[::2]
    ]
    parts[1::2] = [ruby.without(part) if "《" in part else part for part in parts[1::2]]
    return "".join(parts)


def _read(found: re.Match[str]) -> str:
    read = found[0] if found["read"] else f"｜{found[0]}《{_said(found)}》"
    begins = found.start()
    return _JOINER + read if begins and _IN_A_WORD.match(found.string, begins - 1) else read


def _said(found: re.Match[str]) -> str:
    """Say a date or a time; `12がつみっか`, `8じ30ぷん`."""
    if found["day"]:
        year = f"{found['year']}ねん" if found["year"] else ""
        return f"{year}{found['month']}がつ{_DAYS.get(int(found['day']), found['day'] + 'にち')}"
    if minute := found["minute"]:
        hour = f"{found['hour']}じ" if found["hour"] else ""
        return hour + read_minutes(int(minute))
    return found["alone"] + _UNITS[found["unit"]]
