"""What a Japanese text can mean by a name: shapes, and the words that have such a shape and name nobody.

There is no list of names: 十時, 月岡 and 八月一日 are surnames, and many a name stands in no list. A shape alone
is therefore no name; where it stands (before と申します, in a signature) makes it one.
"""

import re
from typing import Final

from intake.name_key import match_key
from intake.person.no_names import HOUSES, NO_KANA, NO_LATIN, NO_NAME, NO_PART, NO_PART_OF_TWO

KANJI: Final = "一-鿿㐀-䶿豈-\ufaff々〆ヶ\U00020000-\U0003ffff"
_HIRA: Final = "ぁ-ゖー\u3099\u309a"
_KATA: Final = "ァ-ヺーｦ-ﾟ\u3099\u309a"
_GIVEN: Final = f"(?:[{KANJI}][{KANJI}{_HIRA}{_KATA}]{{0,5}}|[{_HIRA}]{{1,6}}|[{_KATA}]{{1,10}})"

_LATIN = re.compile(r"[A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ'’.-]{0,30}(?:[ 　][A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ'’.-]{0,30}){0,5}")
_LETTERS = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_IN_TWO = re.compile(
    f"(?:[{KANJI}][{KANJI}ノケ]{{0,4}}[ 　]{{1,3}}{_GIVEN}|[{_HIRA}]{{2,6}}[ 　]{{1,3}}[{_HIRA}]{{2,6}})"
)
_FOREIGN = re.compile(f"[{_KATA}]{{1,15}}(?:[・=＝ 　][{_KATA}]{{1,15}}){{1,5}}")
_KANJI_ONLY = re.compile(f"[{KANJI}][{KANJI}ノケ]{{0,6}}")
_KANJI_AND_KANA = re.compile(f"[{KANJI}]{{1,4}}(?:[{_HIRA}]{{2,4}}|[{_KATA}]{{2,6}})")
_KANA_ONLY = re.compile(f"[{_HIRA}]{{2,10}}|[{_KATA}]{{2,12}}")

_TO_KATAKANA: Final = {ord(sign): ord(sign) + 0x60 for sign in map(chr, range(ord("ぁ"), ord("ゖ") + 1))}

# 十時, 八月一日, 三人; 水木: they may be names and may be times.
_NUMERAL: Final = "[〇零一二三四五六七八九十廿卅百千元正壱弐参拾]{1,5}"
_LIKE_A_TIME = re.compile(f"[月火水木金土日]{{1,7}}|(?:{_NUMERAL}[月日時分年人名回件歳才番級度つ週]半?){{1,5}}")
_BEGINS_LIKE_A_TIME = re.compile(f"{_NUMERAL}[月日時分年]")
_MISLEADING = re.compile("[月火水木金土日時分年週朝昼夕午今来次中前後半初末一二三四五六七八九十A-Za-zＡ-Ｚａ-ｚ]")


def is_name_shaped(text: str) -> bool:
    """Tell whether a text has the shape of a name and holds no word that is part of none."""
    return _has_shape(text) and not _names_nobody(text)


def is_whole(text: str) -> bool:
    """Tell whether a text is plainly a name of two parts (見本 太郎, NGUYEN VAN ANH, マリア・ミホン)."""
    if not is_name_shaped(text):
        return False
    if _LETTERS.match(text):
        return len(text.split()) > 1
    return _IN_TWO.fullmatch(text) is not None or _FOREIGN.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Tell whether a text is written in kanji alone (見本, 見本太郎), as most names are."""
    return _KANJI_ONLY.fullmatch(text) is not None and not _names_nobody(text)


def is_like_a_time(text: str) -> bool:
    """Tell whether a text may say when (十時, 八月一日, 水木) as well as who."""
    return all(_LIKE_A_TIME.fullmatch(part) for part in text.split())


def begins_like_a_time(text: str) -> bool:
    """Tell whether a name in one piece begins as a time does (四日市, 三日坊主): its place has to make it one."""
    return _BEGINS_LIKE_A_TIME.match(text) is not None and not is_whole(text)


def may_mislead(text: str) -> bool:
    """Tell whether a reader of wishes could see something else in a name (月岡, 十時 花子, NGUYEN)."""
    return _MISLEADING.search(text) is not None


def fits(one: str, other: str) -> bool:
    """Tell whether two names can be of one person: equal when folded, or one the other's family name.

    Names in different scripts (見本 and ミホン, グエン and NGUYEN) cannot be told apart: they fit.
    """
    first, second = (match_key(name).translate(_TO_KATAKANA) for name in (one, other))
    if not first or not second or first == second or _script(first) != _script(second):
        return True
    short, long, longer = (first, second, other) if len(first) < len(second) else (second, first, one)
    parts = longer.split()
    if len(parts) > 1:
        pieces = (*parts, "".join(reversed(parts)))
        return short in {match_key(piece).translate(_TO_KATAKANA) for piece in pieces}
    return len(short) > 1 and long.startswith(short)


def _has_shape(text: str) -> bool:
    shapes = (_KANJI_ONLY, _IN_TWO, _KANJI_AND_KANA, _KANA_ONLY, _FOREIGN, _LATIN)
    return any(shape.fullmatch(text) for shape in shapes)


def _names_nobody(text: str) -> bool:
    if _LETTERS.match(text):
        return not NO_LATIN.isdisjoint(text.casefold().split())
    if not NO_PART_OF_TWO.isdisjoint(text.split()[1:] and text.split()):
        return True
    if text in NO_NAME or NO_KANA.search(text) or HOUSES.search(text):
        return True
    return NO_PART.search(text) is not None


def _script(key: str) -> str:
    if key.isascii():
        return "latin"
    return "kanji" if re.search(f"[{KANJI}]", key) else "kana"
