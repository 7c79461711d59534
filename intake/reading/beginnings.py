"""Which signs a spelling can begin with, so that the scan tries only the few lines that fit the next sign."""

import re
from typing import Final

_UNIT: Final = re.compile(
    r"\\(?P<escape>.)|(?P<set>\[(?:\\.|[^\]\\])+\])|(?P<group>\()|(?P<anchor>[$^])|(?P<sign>.)", re.DOTALL
)
_LOOKS: Final = ("(?=", "(?!", "(?<=", "(?<!")
_OPENING: Final = re.compile(r"\((?:\?:|\?P<[a-z0-9]+>)?")
_MAYBE: Final = re.compile(r"[?*]|\{0,[0-9]*\}")
_REPEAT: Final = re.compile(r"[?*+]|\{[0-9,]+\}")
_RANGE: Final = re.compile(r"(?s)(.)-(.)")


def beginnings(pattern: str) -> frozenset[str] | None:
    """Return every sign that a match of the pattern can begin with; None where any sign may.

    Args:
        pattern: A regular expression of the tables (no flags, no back references).
    """
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        signs = _of_sequence(alternative)
        if signs is None:
            return None
        found |= signs
    return frozenset(found)


def _alternatives(pattern: str) -> list[str]:
    """Cut a pattern at its outermost bars."""
    parts, place, begin = [], 0, 0
    while place < len(pattern):
        if pattern[place] == "|":
            parts.append(pattern[begin:place])
            begin = place + 1
        place = _end_of_unit(pattern, place)
    return [*parts, pattern[begin:]]


def _end_of_unit(pattern: str, place: int) -> int:
    unit = _UNIT.match(pattern, place)
    if unit is None:
        return len(pattern)
    end = unit.end()
    if unit["group"]:
        while pattern[end] != ")":
            end = _end_of_unit(pattern, end)
        return end + 1
    return end


def _of_sequence(sequence: str) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    place = 0
    while place < len(sequence):
        end = _end_of_unit(sequence, place)
        unit = sequence[place:end]
        repeat = _REPEAT.match(sequence, end)
        place = repeat.end() if repeat else end
        if _is_empty(unit):
            continue
        signs = _of_unit(unit)
        if signs is None:
            return None
        found |= signs
        if not _MAYBE.match(sequence, end):
            return found
    return None


def _is_empty(unit: str) -> bool:
    """Tell whether a unit only looks around and takes no sign: an anchor, a look, or a group of these."""
    if unit in ("^", "$") or unit.startswith(_LOOKS):
        return True
    opening = _OPENING.match(unit)
    if not opening or not unit.startswith("(?:"):
        return False
    return all(_only_looks(alternative) for alternative in _alternatives(unit[opening.end() : -1]))


def _only_looks(sequence: str) -> bool:
    place = 0
    while place < len(sequence):
        end = _end_of_unit(sequence, place)
        if not _is_empty(sequence[place:end]):
            return False
        place = end
    return True


def _of_unit(unit: str) -> frozenset[str] | None:
    if unit.startswith("("):
        opening = _OPENING.match(unit)
        return beginnings(unit[opening.end() if opening else 1 : -1])
    if unit.startswith("["):
        return _of_set(unit[1:-1])
    if unit == "." or (unit.startswith("\\") and unit[1].isalnum()):
        return None
    return frozenset(unit[-1])


def _of_set(signs: str) -> frozenset[str] | None:
    if signs.startswith("^") or "\\" in signs:
        return None
    ranges = {chr(code) for first, last in _RANGE.findall(signs) for code in range(ord(first), ord(last) + 1)}
    return frozenset(ranges | set(_RANGE.sub("", signs)))
