"""What the cells below a header bear out: the judge where its words alone do not tell."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from intake.received import read_received
from intake.ticks import is_explained

LOOKED_AT: Final = 1_000  # rows below the header
_MISFITS: Final = 20  # of this many cells one may be odd: a sum, a slip
_LONG_AGO: Final = timedelta(days=400)
_MOST: Final = 40  # characters of a cell that is one value

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ─", "-"))
_PHONE = re.compile(r"(?:\+81|0|(?=[789]0))[0-9() -]{8,14}")
_SEEKER_NUMBER = re.compile(r"[0-9]{5}-[0-9]{1,8}")
_NAME_PART = re.compile("[ぁ-ゖァ-ヺー々一-鿿ｦ-ﾟA-Za-z]{1,12}")
_CLOCK = re.compile(
    r"(?:(?:午前|午後|AM|PM|am|pm)?\s*[0-9]{1,2}\s*(?:[:時]\s*(?:半|[0-9]{2}(?::[0-9]{2})?)?\s*分?)?|0\.[0-9]+)"
    r"\s*(?:AM|PM|am|pm)?(?:\s*(?:以降|まで|から|頃|ごろ|~|-)\s*(?:[0-9]{1,2}\s*(?:[:時]\s*(?:半|[0-9]{2})?\s*分?)?)?)?"
    r"|午前中?|午後|終日|AM|PM|am|pm|いつでも(?:可|よい|良い)?|どちらでも"
)
_DAY = re.compile(
    r"(?:(?:令和|R)?\s*[0-9]{1,4}\s*[年./-]\s*)?[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?\s*(?:\(?[月火水木金土日](?:曜日?)?\)?)?(?: 0:00(?::00)?)?"
    r"|4[0-9]{4}|20[0-9]{6}"
)
_WISHING = re.compile(
    r"来週|再来週|来月|今週|明日|明後日|以降|いつでも|どちらでも|午[前後](?:中|希望|$)|または|希望|[0-9時分]\s*[~～〜-]\s*[0-9]"
)


class Fit(IntEnum):
    """How far the cells of a column are of one sort."""

    NONE = 0
    SOME = 1
    ALL = 2


def plain(cell: str) -> str:
    """Fold a cell for the tests of this module; a long one is no value of any sort."""
    return unicodedata.normalize("NFKC", cell).translate(_DASHES).strip() if len(cell) <= _MOST else ""


def is_day(cell: str) -> bool:
    """Tell whether a folded cell is a day without a time."""
    return bool(_DAY.fullmatch(cell))


def is_clock(cell: str) -> bool:
    """Tell whether a folded cell is a time without a day."""
    return bool(_CLOCK.fullmatch(cell))


class Below:
    """The cells below a header, column by column."""

    def __init__(self, rows: Sequence[Sequence[str]], arrived_at: datetime | None) -> None:
        """Keep the first rows.

        Args:
            rows: The rows below the header.
            arrived_at: As-of time of the run that took the file (aware); without it no day is past or ahead.
        """
        self._rows = rows[:LOOKED_AT]
        self._arrived_at = arrived_at

    def filled(self, at: int) -> list[str]:
        """Return the filled cells of a column, folded, but those of rows that hold next to nothing (sums, remarks)."""
        found = [plain(row[at]) for row in self._rows if at < len(row) and row[at] and sum(map(bool, row)) > 2]  # noqa: PLR2004 -- 合計, 12件
        return found or [plain(row[at]) for row in self._rows if at < len(row) and row[at]]

    def is_empty(self, at: int) -> bool:
        """Tell whether nothing stands in a column."""
        return not any(at < len(row) and row[at] for row in self._rows)

    def fits(self, at: int, name: str) -> Fit:
        """Tell how far the cells of a column are what a field holds."""
        test = _TESTS.get(name)
        if name in {"received", "wish"} and self._arrived_at:
            arrived_at, ahead = self._arrived_at, name == "wish"
            return _share(self.filled(at), lambda cell: _lies_ahead(cell, arrived_at) is ahead)
        return _share(self.filled(at), test) if test else Fit.NONE

    def are(self, at: int, test: Callable[[str], bool]) -> bool:
        """Tell whether the cells of a column are of a sort; one cell alone proves nothing."""
        cells = self.filled(at)
        return len(cells) > 1 and _share(cells, test) is Fit.ALL

    def are_numbered(self, at: int) -> bool:
        """Tell whether a column counts the rows; a single number does so only before the first column."""
        cells = self.filled(at)
        numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) <= 6]  # noqa: PLR2004 -- no log is longer
        steps = {later - earlier for earlier, later in itertools.pairwise(numbers)}
        is_told = len(numbers) > (1 if at else 0)
        return is_told and len(numbers) == len(cells) and steps <= {1} and numbers[0] <= 1


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> Fit:
    fitting = sum(1 for cell in cells if test(cell))
    misfits = len(cells) - fitting
    if fitting and misfits * _MISFITS <= len(cells):
        return Fit.ALL
    return Fit.SOME if fitting and fitting >= misfits else Fit.NONE


@lru_cache(maxsize=4096)
def _lies_ahead(cell: str, arrived_at: datetime) -> bool | None:
    """Tell whether a cell speaks of a time to come (True) or gone by (False); None when it says neither."""
    received = read_received(cell, arrived_at)
    if received.doubt is None:  # a birth is past too, and no call
        return False if received.day and arrived_at - received.at <= _LONG_AGO else None
    if received.doubt.code == "received_later":
        return True
    return True if _WISHING.search(cell) else None


def is_name_part(cell: str) -> bool:
    """Tell whether a folded cell may be a surname or a given name."""
    return bool(_NAME_PART.fullmatch(cell))


_TESTS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "seeker_number": lambda cell: bool(_SEEKER_NUMBER.fullmatch(cell)),
        "phone": lambda cell: bool(_PHONE.fullmatch(cell)),
        "taken_by": is_name_part,
        "explained": lambda cell: is_explained(cell) is not None,
    }
)
