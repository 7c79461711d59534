"""The languages in which people are written to."""

from enum import StrEnum


class Language(StrEnum):
    """A language of letters and pages; the value is the folder of its words, below those of standard Japanese."""

    STANDARD = ""
    EASY = "easy"
    ENGLISH = "en"

    @property
    def tag(self) -> str:
        """The language tag (BCP 47); easy Japanese has none of its own."""
        return "en" if self is Language.ENGLISH else "ja"
