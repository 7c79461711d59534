"""The lines of the form that people fill in, on the site and in the letter that asks, in each language.

`intake.mail` reads them, so each label is one that `intake.mail.labels` knows; tests hold the two together.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from madoguchi.model.language import Language


class Field(StrEnum):
    """What can be asked for."""

    NAME = "name"
    SEEKER_NUMBER = "seeker_number"
    PHONE = "phone"
    WISHES = "wishes"


LINES: Final[Mapping[Language, Mapping[Field, tuple[str, ...]]]] = {
    Language.STANDARD: {
        Field.NAME: ("氏名：", "フリガナ："),
        Field.SEEKER_NUMBER: ("求職番号：",),
        Field.PHONE: ("電話番号：",),
        Field.WISHES: tuple(f"第{rank}希望：　月　日　時　分" for rank in (1, 2, 3)),
    },
    Language.EASY: {
        Field.NAME: ("名前（なまえ）：", "フリガナ："),
        Field.SEEKER_NUMBER: ("求職番号（きゅうしょく ばんごう）：",),
        Field.PHONE: ("電話番号（でんわ ばんごう）：",),
        Field.WISHES: tuple(f"第{rank}希望（{rank}ばんめ）：　月　日　時　分" for rank in (1, 2, 3)),
    },
    Language.ENGLISH: {
        Field.NAME: ("Full name: ", "Name in kana (if you have one): "),
        Field.SEEKER_NUMBER: ("Job-seeker number: ",),
        Field.PHONE: ("Phone number: ",),
        Field.WISHES: tuple(f"{nth} choice (date and time): " for nth in ("1st", "2nd", "3rd")),
    },
}
"""The lines of each field, still blank."""
