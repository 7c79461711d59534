"""Readings on the pages of easy Japanese: `相談《そうだん》` becomes ruby where it is read, and goes where it is not.

The title of a window and what only assistive technology reads out (attributes) know no ruby, and text that is there to
be copied (`pre`) stays as it is. Dates and times written in figures need no reading by hand: the figures tell it.
"""

import re
from typing import Final

from madoguchi import ruby

_PARTS = re.compile(r"(<title>.*?</title>|<pre.*?</pre>|<[^>]*>)", re.DOTALL)
_FIGURES = re.compile(
    rf"(?P<read>{ruby.READ.pattern})"
    r"|(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?![一-龠々]*《)"
    r"|(?<=\d)(?P<year>年|時)(?=\d|[^一-龠々《]|$)"
    r"|(?P<last>\d)分(?=[^一-龠々《]|$)"
)
_TOLD = re.compile("[《年月時分]")
_DAYS: Final = {1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか"} | {
    9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"
}  # fmt: skip
_BRACKETS = "()"  # of one byte: the terms have hundreds of them, and a page keeps within 40 KB
_YEAR = {"年": "年《ねん》", "時": "時《じ》"}
_FUN = frozenset("2579")  # the last figure of minutes that are ふん; the others are ぷん


def with_readings(page: str) -> str:
    """Return a page, or a part of one, with its readings above the kanji."""
    parts = _PARTS.split(page)
    parts[::2] = [
        ruby.above(_FIGURES.sub(_read, part), _BRACKETS) if _TOLD.search(part) else part for part in parts[::2]
    ]
    parts[1::2] = [ruby.without(part) if "《" in part else part for part in parts[1::2]]
    return "".join(parts)


def _read(found: re.Match[str]) -> str:
    """Write down the reading of a figure; what has one keeps it."""
    match found.lastgroup:
        case "day":
            day = int(found["day"])
            said = f"｜{day}日《{_DAYS[day]}》" if day in _DAYS else f"{day}日《にち》"
            return f"{found['month']}月《がつ》{said}"
        case "year":
            return _YEAR[found["year"]]
        case "last":
            return f"{found['last']}分《{'ふん' if found['last'] in _FUN else 'ぷん'}》"
        case _:
            return found[0]
