"""Whether a text speaks of days and times at all, and of which: roughly, to hold two texts against each other.

What a wish means is read elsewhere; here a word too many only makes staff look.
"""

import re
import unicodedata
from typing import NamedTuple

from intake.mail.form import read_form

_MOST = 20_000  # characters looked at
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH_DAY = rf"{_NUMBER}\s?月\s?{_NUMBER}|(?<![0-9/.-])[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/-])|(?<![0-9])20[0-9]{{2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}(?![0-9])"
_WEEKDAY = r"[月火水木金土日]曜|\([月火水木金土日](?:・?祝)?\)|(?<![一-龠])[月火水木金](?=の?(?:午前|午後))"
_RELATIVE = "明日|明後日|あした|あす|あさって|(?:今|来|再来|さ来|翌)週|[来翌]月|月末|[上中下]旬"
_DAY = re.compile(rf"{_MONTH_DAY}|{_NUMBER}\s?日(?!間|以内|前|ほど|くらい|ぐらい)|{_WEEKDAY}|{_RELATIVE}")
_CLOCK = re.compile(
    rf"(?<![0-9:])[0-9]{{1,2}}\s?:\s?[0-9]{{2}}(?![0-9:])|{_NUMBER}\s?時(?!間)(?:\s?(?:半|[0-9]{{1,2}}\s?分))?|午前|午後|正午|[朝昼夕]一|朝イチ|午後イチ"
)
# Opening days name no day that anybody could mean.
_EVERY_WEEK = re.compile(r"[月火水木金](?:曜日?)?\s?[~〜～ー―-]\s?[木金土](?:曜日?)?|土日|日祝")
_ADDRESS = re.compile(r"https?://[^\s<>\"）」]{1,500}|[\w.+-]{1,64}@[\w.-]{1,100}", re.ASCII)
_FIRST_OF_SEVERAL = re.compile("[2-9二三四五]")


class _Speaks(NamedTuple):
    """Whether a text names a day, and a time of day."""

    of_day: bool
    of_clock: bool


def _folded(text: str) -> str:
    return _EVERY_WEEK.sub(" ", _ADDRESS.sub(" ", unicodedata.normalize("NFKC", text[:_MOST])))


def _speaks(text: str) -> _Speaks:
    folded = _folded(text)
    return _Speaks(_DAY.search(folded) is not None, _CLOCK.search(folded) is not None)


def times_in(text: str) -> frozenset[str]:
    """Return the days and times that a text names, as written but for widths and blanks."""
    folded = _folded(text)
    found = (match[0] for pattern in (_DAY, _CLOCK) for match in pattern.finditer(folded))
    return frozenset("".join(one.split()) for one in found)


def may_mean_quoted(new: str, said: str) -> bool:
    """Tell whether the day or time that the sender means may stand in what the mail quotes.

    Either part could complete or correct the other: 「10時でお願いします」 under a quoted 「12月3日はいかがですか」. So it is
    asked whenever both name a day, or one names the day and the other the time. One case is plain all the same, and it
    is the one that our own letters ask for: the form filled in above our words. A first wish under its own label, with
    day and time in every wish and neither beside the form, needs nothing from below; a second wish alone, or a day
    without a time, does. Nor is it plain when a form was filled in below as well.

    Args:
        new: The new part of the mail.
        said: What is quoted, less the lines that say who wrote it and when.
    """
    if not said.strip() or not new.strip():
        return False
    old, now = _speaks(said), _speaks(new)
    if not (now.of_day or now.of_clock) or not (old.of_day or (old.of_clock and not now.of_clock)):
        return False
    form = read_form(new)
    if not form.wishes or _FIRST_OF_SEVERAL.search(unicodedata.normalize("NFKC", form.wishes[0][0])):
        return True
    if any(_speaks(text).of_day for _, text in read_form(said).wishes):
        return True
    return any(_speaks(form.rest)) or not all(all(_speaks(text)) for _, text in form.wishes)
