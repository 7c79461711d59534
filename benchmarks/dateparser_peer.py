"""dateparser as a peer, in the setting that did best: the whole text as one date, else a search for dates in it."""

import re
from datetime import datetime
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates
from naming import Clock, Day, Named, month_of

from madoguchi.clock import local

_LANGUAGES = ["ja"]
_TIME = re.compile(
    r"(?:午前|午後|[APap][Mm])?\s*[0-9０-９]{1,2}(?:時(?:[0-9０-９]{1,2}分|半)?|[:：][0-9０-９]{2}(?:[:：][0-9０-９]{2})?)"
)
_WORD = re.compile(r"\w")


class Dateparser:
    """A parser for each moment of receipt, made once."""

    def __init__(self) -> None:
        self._parsers: dict[datetime, tuple[DateDataParser, dict[str, Any]]] = {}

    def parse(self, text: str, received: datetime) -> Any:
        """Do what is timed: the peer's own calls."""
        parser, settings = self._made_for(received)
        whole = parser.get_date_data(text)
        return whole if whole.date_obj else search_dates(text, languages=_LANGUAGES, settings=settings) or []

    def read(self, text: str, received: datetime) -> list[Named]:
        """Name what it found; it always gives a time, so the words tell whether one was meant."""
        found = self.parse(text, received)
        if not isinstance(found, list):
            if found.period == "month":
                return [Named(0, len(text), month_of(found.date_obj.date()))]
            return _named(0, text, found.date_obj)
        named: list[Named] = []
        end = 0
        for words, moment in found:
            begin = max(text.find(words, end), end)
            end = begin + len(words)
            named += _named(begin, words, moment)
        return named

    def _made_for(self, received: datetime) -> tuple[DateDataParser, dict[str, Any]]:
        if received not in self._parsers:
            base = local(received).replace(tzinfo=None)
            settings = {"DATE_ORDER": "MDY", "RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}
            self._parsers[received] = DateDataParser(languages=_LANGUAGES, settings=settings), settings
        return self._parsers[received]


def _named(begin: int, words: str, moment: datetime) -> list[Named]:
    place = begin, begin + len(words)
    clock = [Named(*place, Clock(moment.time().replace(second=0, microsecond=0)))] if _TIME.search(words) else []
    if not _WORD.search(_TIME.sub("", words)):
        return clock
    return [Named(*place, Day(moment.year, moment.month, moment.day)), *clock]
