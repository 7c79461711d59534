"""What a column is by the column to its left: the time or the weekday of a day, the other half of a merged cell."""

import re
from typing import Final

from intake.table.below import is_clock, is_day, is_name_part
from intake.table.draft import Draft, Source
from intake.table.header_words import is_weekday_header

_DAYS = re.compile(r"received|wish[1-9]?")
_RANKED = re.compile(r"wish[1-9]")
_HALVES: Final = {"name": ("surname", "given_name"), "kana": ("kana_surname", "kana_given_name")}


def settle_weekdays(draft: Draft) -> None:
    """Give a 曜日 to the day on its left, as a check of it."""
    for at, header in enumerate(draft.header):
        if at and is_weekday_header(header) and at in draft.others:
            day = draft.field_at(at - 1)
            if day and _DAYS.fullmatch(day):
                draft.claim(f"{day}_weekday", at, Source.BESIDE)


def settle_times(draft: Draft) -> None:
    """Give a 時間 to the day on its left; to ranked wishes only when each of them has one."""
    found: dict[str, int] = {}
    for at in _unnamed_times(draft):
        day = _day_left_of(draft, at)
        if day and f"{day}_time" not in draft.places:
            found.setdefault(day, at)
    ranked = {name for name in draft.places if _RANKED.fullmatch(name) and f"{name}_time" not in draft.places}
    if not ranked <= found.keys():
        found = {day: at for day, at in found.items() if day not in ranked}
    for day, at in found.items():
        draft.claim(f"{day}_time", at, Source.BESIDE)


def _unnamed_times(draft: Draft) -> list[int]:
    """Return the columns headed by a time that does not say of what: 時間, or 希望時間 behind 第1希望日."""
    unsure = [at for kind, columns in draft.unsure.items() if draft.layout.unsure[kind].is_clock for at in columns]
    unranked = draft.places.get("wish_time", [])
    behind_ranks = [at for at in unranked if _RANKED.fullmatch(_day_left_of(draft, at) or "")]
    return sorted([*unsure, *(unranked if len(unranked) > 1 else behind_ranks)])


def _day_left_of(draft: Draft, at: int) -> str | None:
    left = at - 1
    if left > 0 and is_weekday_header(draft.header[left]):
        left -= 1
    day = draft.field_at(left) if left >= 0 else None
    return day if day and _DAYS.fullmatch(day) else None


def settle_merged(draft: Draft) -> None:
    """Read a column without a header that the cells show to belong to the one on its left, or to count the rows."""
    for at, header in enumerate(draft.header):
        if header or at in draft.others or draft.field_at(at) or draft.below.is_empty(at):
            continue
        if draft.below.are_numbered(at):
            draft.leave(at, aside=True)
            continue
        name = draft.field_at(at - 1) if at else None
        if name in _HALVES and all(draft.below.are(one, is_name_part) for one in (at - 1, at)):
            first, second = _HALVES[name]
            draft.claim(first, at - 1, Source.CELLS)
            draft.claim(second, at, Source.CELLS)
        elif (
            name
            and _DAYS.fullmatch(name)
            and f"{name}_time" not in draft.places
            and draft.below.are(at - 1, is_day)
            and draft.below.are(at, is_clock)
        ):
            draft.claim(f"{name}_time", at, Source.CELLS)
