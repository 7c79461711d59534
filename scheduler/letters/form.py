"""The form of the letter that asks: the fields that are asked for, left blank, in the languages of our letters (pure).

`intake.mail` reads it, so each label is one that `intake.mail.labels` knows; tests hold the two together.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from madoguchi.model.language import Language
from madoguchi.wording import FORM_BEGINS, FORM_ENDS


class Field(StrEnum):
    """What can be asked for."""

    NAME = "name"
    SEEKER_NUMBER = "seeker_number"
    PHONE = "phone"
    WISHES = "wishes"


_REFERENCE: Mapping[Language, str] = {
    Language.STANDARD: "受付番号：",
    Language.EASY: "受付番号（うけつけ ばんごう）：",
    Language.ENGLISH: "Reference number: ",
}
_LINES: Mapping[Language, Mapping[Field, tuple[str, ...]]] = {
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


def form_lines(fields: Collection[Field], reference: str, language: Language) -> list[str]:
    """Return the lines of the form, its first and last line included; nothing but the number is filled in.

    What is asked for is doubtful: were it filled in beforehand, a form sent back as it is would seem to confirm it.
    """
    place = list(Language).index(language)
    blanks = (line for field in Field if field in fields for line in _LINES[language][field])
    return [FORM_BEGINS[place], _REFERENCE[language] + reference, *blanks, FORM_ENDS[place]]
