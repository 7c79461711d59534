"""The header words of ranked and unranked wishes, as a small grammar: 第1希望, 希望日時②, 来所希望日（第三希望）, 候補3の時間."""

import re
from typing import Final

WISHES: Final = 5  # ranks that a log may have columns for

# How a rank is written, as it looks folded (① has become 1, Ⅱ ii); the place is the rank.
_SIGNS: Final = {
    **{str(rank): rank for rank in range(1, WISHES + 1)},
    **dict(zip("一二三四五", range(1, WISHES + 1), strict=True)),
    **dict(zip(("i", "ii", "iii", "iv", "v"), range(1, WISHES + 1), strict=True)),
}
# What is wished for.
_OCCASIONS: Final = (
    *("来所", "来庁", "来訪", "相談", "予約", "利用", "面談", "受講", "オンライン", "オンライン相談", "就職相談"),
    *("web", "zoom", "ズーム", "職業相談", "模擬面接"),
)  # fmt: skip
_WISHES: Final = ("希望", "候補", "リクエスト")
_DAYS: Final = (
    *("日時", "日程", "日付", "年月日", "月日", "日", "時期", "日にち", "日時分", "曜日時間", "日時間", "日または時間"),
    *("予約日時", "予約日", "相談日時", "相談日", "来所日時", "来所日", "利用日時", "利用日", "面談日時", "面談日", "枠"),
)  # fmt: skip
_CLOCKS: Final = ("時間帯", "時間", "時刻", "時", "開始時間", "開始時刻", "相談時間", "予約時間", "来所時間")


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_RANK = rf"(?:第?(?P<{{}}>{_one_of(tuple(_SIGNS))})(?:番目|位|番)?の?)"
_RANKED = re.compile(
    rf"(?:{_one_of(_OCCASIONS)})?の?{_RANK.format('before')}?(?:{_one_of(_OCCASIONS)})?"
    rf"(?:(?P<wish>{_one_of(_WISHES)}){_RANK.format('within')}?の?)"
    rf"(?:(?P<day>{_one_of(_DAYS)})|(?P<clock>{_one_of(_CLOCKS)}))?{_RANK.format('behind')}?(?:希望|候補)?"
)
# Ranked days and times are wishes without saying so: 日時1, 時間②, 日程第2.
_BARE = re.compile(
    rf"{_RANK.format('before')}?(?:(?P<day>日時|日程|日付|月日|日にち)|(?P<clock>時間帯|時間|時刻)){_RANK.format('behind')}?"
)


def wish_field(folded: str) -> str | None:
    """Return the field that a folded header of a wish names (`wish`, `wish_time`, `wish2`, `wish2_time`), else None."""
    found = _RANKED.fullmatch(folded)
    ranks = _ranks(found) if found else []
    if not found or len(ranks) > 1:
        found = _BARE.fullmatch(folded)
        ranks = _ranks(found) if found else []
        if not found or len(ranks) != 1:
            return None
    return f"wish{ranks[0] if ranks else ''}{'_time' if found['clock'] else ''}"


def _ranks(found: re.Match[str]) -> list[int]:
    named = (found[name] for name in ("before", "within", "behind") if name in found.re.groupindex)
    return [_SIGNS[sign] for sign in named if sign]
