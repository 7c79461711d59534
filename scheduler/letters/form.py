"""The form of the letter that asks: the fields that are asked for, left blank, in the languages of our letters (pure).

`intake.mail` reads it: its first and last line and its number are `madoguchi.wording`'s and ours, the rest `madoguchi.speech.form`'s.
"""

from collections.abc import Collection, Mapping

from madoguchi.model.language import Language
from madoguchi.speech.form import LINES, Field
from madoguchi.wording import FORM_BEGINS, FORM_ENDS

_REFERENCE: Mapping[Language, str] = {
    Language.STANDARD: "受付番号：",
    Language.EASY: "受付番号（うけつけ ばんごう）：",
    Language.ENGLISH: "Reference number: ",
}


def form_lines(fields: Collection[Field], reference: str, language: Language) -> list[str]:
    """Return the lines of the form, its first and last line included; nothing but the number is filled in.

    What is asked for is doubtful: were it filled in beforehand, a form sent back as it is would seem to confirm it.
    """
    place = list(Language).index(language)
    blanks = (line for field in Field if field in fields for line in LINES[language][field])
    return [FORM_BEGINS[place], _REFERENCE[language] + reference, *blanks, FORM_ENDS[place]]
