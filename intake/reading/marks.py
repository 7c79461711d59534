"""Choice marks (①, 第1希望, 1), 一：, Ⅰ) split off as ranks, before any normalisation."""

import re
import unicodedata
from typing import Final, NamedTuple

from intake.reading.doubts import doubt
from madoguchi.model.reading import Doubt

_KANJI: Final = "一二三四五六七八九"
_RINGED: Final = "①-⑳❶-❿➀-➉➊-➓⓵-⓾⑴-⒇⒈-⒛㊀-㊉㈠-㈩Ⅰ-Ⅻⅰ-ⅻ"
_NUMBER: Final = f"[1-9１-９{_KANJI}{_RINGED}]"
_TAIL: Final = r"[)）】\]］」』＞>〉》.．:：、,，はが \t\u3000]*"

# One line, one spelling. The group is the number.
SURE: Final = (
    rf"[【\[［（(「『＜<〈《]?第[ \u3000]*({_NUMBER})[ \u3000]*(?:希望|候補|志望|案)(?:日時|日程|日|時間)?{_TAIL}",
    rf"(?:希望|候補)(?:日時|日程|日|時間)?[ \u3000]*([{_RINGED}]){_TAIL}",
    rf"([{_RINGED}]){_TAIL}",
    rf"([1-9])\ufe0f?\u20e3{_TAIL}",
)
# These mean a rank only when 1, 2 ... stand in order and the first opens the text or a line.
IN_ORDER: Final = (
    rf"(?:希望|候補)(?:日時|日程|日|時間)?[ \u3000]*([1-9１-９{_KANJI}])[)）.．:： \u3000][ \u3000]*",
    rf"([1-9１-９{_KANJI}])[)）][ \u3000]*",
    rf"([1-9１-９{_KANJI}])番目?(?:の?希望)?[はが:：][ \u3000]*",
    rf"([1-9１-９{_KANJI}])(?:[.．、]|[:：](?![0-9０-９]{{2}}(?![0-9０-９/／月.])))[ \u3000]*",
)
_SURE: Final = re.compile("|".join(SURE))
_IN_BRACKETS: Final = rf"[(（]([1-9１-９{_KANJI}])[)）][ \u3000]*"
_IN_ORDER: Final = re.compile(_IN_BRACKETS + r"|(?:(?<=[\s／/。、,;；])|\A)(?:" + "|".join(IN_ORDER) + ")")
_DIGIT: Final = re.compile(r"[0-9０-９一二三四五六七八九十]")
_CLOSING: Final = re.compile(
    r"[\s。、)）]*(?:です|でお願いします|でお願いいたします|と(?:します|いたします|させてください)|を希望します|希望)?[\s。]*"
)
_NAMED: Final = re.compile(r"[がはを(（\s]+$")
_EDGES: Final = " \t\r\n\u3000、,，/／・;；"


class Section(NamedTuple):
    """The words under one mark; rank 0 before the first mark or where there is none."""

    rank: int
    text: str


def split_marks(text: str) -> tuple[Section, ...]:
    """Split a text at its choice marks, in the order of ranks; what stands before them has rank 0."""
    found = list(_SURE.finditer(text)) or _marks_in_order(text)
    if not found:
        return (Section(0, text),)
    if _stand_behind(found, text):
        begins = [0] + [mark.end() for mark in found[:-1]]
        parts = [
            _NAMED.sub("", text[begin : mark.start()].strip(_EDGES)) for begin, mark in zip(begins, found, strict=True)
        ]
        return tuple(sorted(map(Section, map(_number, found), parts), key=lambda section: section.rank))
    ends = [mark.start() for mark in found[1:]] + [len(text)]
    sections = [
        Section(_number(mark), text[mark.end() : end].strip(_EDGES)) for mark, end in zip(found, ends, strict=True)
    ]
    sections.sort(key=lambda section: section.rank)
    before = text[: found[0].start()].strip(_EDGES)
    return (Section(0, before), *sections) if before else tuple(sections)


def _stand_behind(found: list[re.Match[str]], text: str) -> bool:
    """Tell whether each mark stands behind its choice: 12/8 10時(第1希望)、12/9 14時(第2希望)."""
    begins = [0] + [mark.end() for mark in found[:-1]]
    own = [text[begin : mark.start()] for begin, mark in zip(begins, found, strict=True)]
    if len(found) == 1:
        return False
    return _CLOSING.fullmatch(text[found[-1].end() :]) is not None and all(_DIGIT.search(words) for words in own)


def rank_doubts(sections: tuple[Section, ...]) -> tuple[Doubt, ...]:
    """Doubt the order where a rank stands twice or the first one is missing or empty."""
    ranks = [section.rank for section in sections if section.rank]
    if not ranks:
        return ()
    first = next(section for section in sections if section.rank)
    if len(set(ranks)) == len(ranks) and first.rank == 1 and first.text:
        return ()
    return (doubt("rank_conflict", "、".join(str(rank) for rank in ranks)),)


def _marks_in_order(text: str) -> list[re.Match[str]]:
    found = list(_IN_ORDER.finditer(text))
    numbers = [_number(mark) for mark in found]
    in_order = len(found) > 1 and numbers == list(range(1, len(found) + 1))
    if not in_order:
        return []
    line_start = text.rfind("\n", 0, found[0].start()) + 1
    return [] if text[line_start : found[0].start()].strip(_EDGES) else found


def _number(mark: re.Match[str]) -> int:
    character = next(group for group in mark.groups() if group)
    return int(unicodedata.numeric(character))
