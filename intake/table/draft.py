"""The columns of one header while they are being told apart."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from intake.table.below import Below
from intake.table.layouts import Layout

NO_HEADER: Final = "（見出しなし）"


class Source(StrEnum):
    """How a column came by its field."""

    WORDS = "words"
    LEFT_OVER = "left_over"
    BESIDE = "beside"
    CELLS = "cells"
    OFFICE = "office"


class Draft:
    """Which columns are claimed so far, left unread, or not yet told.

    Attributes:
        places: Field -> positions of its columns.
        sources: Field -> how it was found.
        others: Position -> header of what stays unread.
        aside: Positions among `others` that are known to say nothing of the wish.
        unsure: Rule of the layout -> positions of the columns that fall under it.
    """

    def __init__(self, header: Sequence[str], layout: Layout, below: Below) -> None:
        """Begin with nothing told."""
        self.header, self.layout, self.below = header, layout, below
        self.places: dict[str, list[int]] = {}
        self.sources: dict[str, Source] = {}
        self.others: dict[int, str] = {}
        self.aside: set[int] = set()
        self.unsure: dict[int, list[int]] = {}

    def claim(self, name: str, at: int, source: Source) -> None:
        """Give a column to a field."""
        self.free(at)
        self.places.setdefault(name, []).append(at)
        self.sources[name] = source

    def free(self, at: int) -> None:
        """Take a column back from whatever it was given to."""
        self.others.pop(at, None)
        for columns in (*self.places.values(), *self.unsure.values()):
            if at in columns:
                columns.remove(at)
        self.places = {name: columns for name, columns in self.places.items() if columns}

    def leave(self, at: int, *, aside: bool = False) -> None:
        """Leave a column unread."""
        self.free(at)
        self.others[at] = self.header[at] or NO_HEADER
        if aside:
            self.aside.add(at)

    def field_at(self, at: int) -> str | None:
        """Return the field that has this column alone."""
        return next((name for name, columns in self.places.items() if columns == [at]), None)

    def names(self, columns: Sequence[int]) -> str:
        """Name columns as they stand in a sentence, between 「 and 」."""
        return "」「".join(self.header[one] or NO_HEADER for one in columns)
