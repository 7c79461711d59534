"""In which language a person is written to (pure)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from madoguchi.model.language import Language

_EASY: Final = re.compile("やさしい|易しい|優しい日本語|easy")
_ENGLISH: Final = re.compile("英語|english|英会話")
_JAPANESE: Final = re.compile("日本語|japanese|手話|筆談|要約筆記|点字")


@lru_cache(maxsize=256)
def languages_of(wished: str) -> tuple[Language, ...]:
    """Return the languages of a letter, the first on top.

    Args:
        wished: The language a person has named for the visit (`Particulars.language`); empty for Japanese.

    Returns:
        Easy Japanese with English below it where another language was named: one of the two helps more people than
        any third guess. Who signs or writes by hand reads standard Japanese.
    """
    named = unicodedata.normalize("NFKC", wished).casefold()
    if _EASY.search(named):
        return (Language.EASY,)
    english, japanese = _ENGLISH.search(named), _JAPANESE.search(named)
    if not named.strip() or (japanese and not english):
        return (Language.STANDARD,)
    return (Language.ENGLISH,) if english and not japanese else (Language.EASY, Language.ENGLISH)
