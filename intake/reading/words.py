"""One line of the word tables."""

from typing import NamedTuple


class Words(NamedTuple):
    """One line: spellings (regular expressions after folding) of one meaning.

    Attributes:
        letter: The kind of its words (`vocabulary.LETTERS`).
        word: What tells lines of one kind apart; of a turning word the code of its doubt.
        number: Days, weeks or months, where the kind counts them.
    """

    letter: str
    spellings: str
    word: str = ""
    number: int = 0
