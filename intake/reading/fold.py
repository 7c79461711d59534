"""One width for every character: what NFKC would do, less the harm it does.

Choice marks are gone before this (NFKC turns ①6月 into 16月); superscripts, fractions and what else
folds into plain digits is left as it is, so that it is found as left over.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_COMPATIBLE: Final = (
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0x2F00, 0x2FD5),  # radicals that PDF copies leave for 月 and 日
    (0x322A, 0x3230),  # ㈪ and so on
    (0x32C0, 0x32CB),  # ㋀ 1月 and so on
    (0x32FF, 0x32FF),  # ㋿ 令和
    (0x337B, 0x337E),  # ㍻ and so on
    (0x33C2, 0x33C2),  # ㏂
    (0x33D8, 0x33D8),  # ㏘
    (0x33E0, 0x33FE),  # ㏠ 1日 and so on
)
_DASHES: Final = "−‐‑‒–—―﹣－"
_WAVES: Final = "〜～∼〰˜"
_SPACES: Final = "\t\u00a0\u2002\u2003\u2009\u3000"
_LINE_ENDS: Final = "\r\x0b\x0c\x85\u2028\u2029"
_ROUND: Final = "〔〕［］【】〈〉《》{}[]"


def _pairs() -> Iterator[tuple[int, str]]:
    for first, last in _COMPATIBLE:
        for code in range(first, last + 1):
            yield code, unicodedata.normalize("NFKC", chr(code))
    for number, weekday in enumerate("月火水木金土日"):
        yield 0x328A + number, f"({weekday})"  # ㊊ and so on
    for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F)):
        if chr(code) not in "\n\t" + _LINE_ENDS:
            yield code, ""
    for code in (0x2060, 0xFEFF, *range(0xFE00, 0xFE10)):
        yield code, ""
    for characters, one in ((_DASHES, "-"), (_WAVES, "~"), (_SPACES, " "), (_LINE_ENDS, "\n"), ("℡☎", "TEL")):
        yield from ((ord(character), one) for character in characters)
    yield from ((ord("廿"), "二十"), (ord("卅"), "三十"))
    for number, bracket in enumerate(_ROUND):
        yield ord(bracket), "()"[number % 2]


_TABLE: Final = dict(_pairs())
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]+")
_LONG_MARK: Final = re.compile("(?<=[0-9時分半日)])[ー一](?=[0-9])")
_IN_KANA: Final = re.compile("[0-9](?:ネン|ねん|ガツ|がつ|ジ)")
# A date all in kana, as a form without kanji or a learner writes it: レイワ8ネン5ガツ14カ.
_KANA_UNITS: Final = (
    (re.compile("(?:レイワ|れいわ)(?=[0-9])"), "令和"),
    (re.compile("(?<=[0-9])(?:ネン|ねん)(?=[0-9])"), "年"),
    (re.compile("(?<=[0-9])(?:ガツ|がつ)"), "月"),
    (re.compile("(月 ?[0-9]{1,2})(?:ニチ|にち|カ|か)(?![0-9])"), r"\1日"),
    (re.compile("(?<=[0-9])ジ"), "時"),
)


def fold(text: str) -> str:
    """Return the text with one width, one dash (-), one wave (~), one space and LF line ends."""
    folded = text.replace("\r\n", "\n").translate(_TABLE).replace("午后", "午後")
    folded = _HALF_KANA.sub(lambda kana: unicodedata.normalize("NFKC", kana.group()), folded)
    if _IN_KANA.search(folded):
        for pattern, kanji in _KANA_UNITS:
            folded = pattern.sub(kanji, folded)
    return _LONG_MARK.sub("-", folded)
