"""Ticks (○, 済, レ) as people write them: 取下げ, 結果, 規約説明."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_YES: Final = frozenset(
    {
        *(
            "○",
            "◯",
            "〇",
            "o",
            "✓",
            "✔",
            "☑",
            "✅",
            "v",
            "レ",
            "1",
            "x",
            "済",
            "済み",
            "取下げ",
            "取り下げ",
            "取下",
            "取下げる",
        ),
        *("はい", "yes", "y", "true", "●", "◎", "■"),
    }
)
_NO: Final = frozenset(
    {"", "×", "✕", "✗", "いいえ", "-", "−", "ー", "‐", "―", "no", "n", "0", "false", "なし", "無", "無し", "□", "☐"}
)
_NOT_SAID = re.compile("未|な[いし]|無|せず|まだ|ません|後日|当日|次回|予定|要|拒|保留")
_SAID = re.compile("説明|同意|了承|承諾|了解|承知|案内|確認|済|有|あり")
_DAY_OF_IT = re.compile(r"(?:[0-9]{2,4}[/.年-])?[0-9]{1,2}[/.月-][0-9]{1,2}日?")
_OF_OTHER_COLUMNS: Final = frozenset({"x", "取下げ", "取り下げ", "取下", "取下げる"})  # x may be a cross here


def read_tick(text: str) -> bool | None:
    """Tell whether a tick column says yes; None when it says neither yes nor no."""
    folded = _folded(text)
    if folded in _YES:
        return True
    return False if folded in _NO else None


def is_explained(text: str) -> bool | None:
    """Tell whether a cell of 規約説明 says that staff have explained the terms; None when it says neither.

    Beside ticks it is written in words (説明済み, 口頭で説明, 未, 当日説明) or as the day on which it was done.
    """
    folded = _folded(text)
    if folded in _OF_OTHER_COLUMNS:
        return None
    ticked = read_tick(text)
    if ticked is not None:
        return ticked
    if _NOT_SAID.search(folded):
        return False
    return True if _SAID.search(folded) or _DAY_OF_IT.fullmatch(folded) else None


def explained_in(cells: Mapping[str, str]) -> bool | None:
    """Tell whether the terms were explained in a call; None when its log has no column for it.

    What is no clear tick counts as not explained: staff say it once more.
    """
    return is_explained(cells["explained"]) is True if "explained" in cells else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
