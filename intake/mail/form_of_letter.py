"""The form of our own letter in an answer: copied above it, or filled in where the answer quotes it.

Mail programs put a mark before each line they quote, or a heading above all of them; either way what is quoted counts
as old. But many people write right into the form there. So its lines are taken for new words as soon as something
stands in it that our letter did not say: we send it with the number alone.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from intake.courtesy import is_english_courtesy
from intake.doubts import shown
from intake.mail.english_times import in_japanese
from intake.mail.form import Form, read_form
from intake.mail.mail import Mail
from intake.mail.reference import answered_request
from madoguchi.model.reading import Doubt
from madoguchi.wording import FORM_BEGINS, FORM_ENDS

_MOST_LINES: Final = 60  # of a form with what people write into it
_MARKS: Final = re.compile(r"[ \t　]*(?:[>＞≫»|｜│┃][ \t　]?)*")
_NUMBERED: Final = re.compile(r"(?:受付番号|referencenumber)[^:]{0,20}:.{0,10}?m0*(\d{1,9})(?!\d)")
_CLOSED: Final = "以上"  # ends the last field, so that what stands below is none of it
_ENGLISH: Final = re.compile(r"[^ぁ-んァ-ヶ一-龠]*[A-Za-z]{2,}[ ,]+[^ぁ-んァ-ヶ一-龠]*[A-Za-z][^ぁ-んァ-ヶ一-龠]*")
# What stands in English below a form and bears on nothing: a name, the mark of a telephone, a word about the form.
_HARMLESS: Final = re.compile(
    r"(?!(?:Not|No|Only|But|Except|If|Unless|Cancel|Please|Never|Without|Sorry)\b)(?:[A-Z][A-Za-z'’.-]*,?\s*){1,5}"
    r"|(?i:sent from .{1,40}|get outlook for .{1,40}|my name is .{1,40}|(?:i(?: am|['’]m)? )?look(?:ing)? forward to .{1,40}"
    r"|(?:i have |i['’]ve )?filled (?:in|out) the form(?: below)?|please (?:see|find)(?: the form)?(?: below)?|here (?:you are|it is|is (?:my|the) (?:answer|form)))[.!]?"
)
_ONLY_QUOTED: Final = "only_quoted"


def with_form(mail: Mail, own_addresses: Collection[str]) -> Mail:
    """Return an answer to our letter with the form that it quotes among its new words; any other mail as it is.

    Args:
        mail: The mail as read.
        own_addresses: Addresses that our letters come from.

    Returns:
        The mail with the lines that stand in the quoted form, where anything was filled in and the number in it is the
        one that the mail answers. The frame of the form is no word of anybody, nor are English thanks and greetings,
        and days and times in English are put into Japanese.
    """
    number = answered_request(mail, own_addresses)
    if number is None:
        return mail
    text = _plain(mail.text, number)
    filled = [line for line in _lines_of_form(mail.quoted, number) if line.strip()]
    if filled and not _says_already(read_form(text), read_form("\n".join(filled))):
        text = "\n".join(filter(None, (text, *filled, _CLOSED)))
    text = text or mail.text  # nothing but thanks is something yet
    left = [doubt for doubt in mail.doubts if doubt.code != _ONLY_QUOTED or not filled]
    doubts = (*left, *_beside(read_form(text)))
    return (
        mail if (text, doubts) == (mail.text, mail.doubts) else mail.model_copy(update={"text": text, "doubts": doubts})
    )


def _beside(form: Form) -> list[Doubt]:
    """Doubt English sentences beside a filled form, which may say no to what it says (only if, but not)."""
    lines = form.rest.split("\n") if form.wishes else []
    found = [line for line in lines if _ENGLISH.fullmatch(line) and not _HARMLESS.fullmatch(line.strip())]
    if not found:
        return []
    say = f"希望の欄のほかに、英語の文が書かれています（「{shown(found[0])}」）。希望と合わせて確かめてください。"
    return [Doubt(code="words_beside", say=say)]


def _lines_of_form(quoted: str, number: int) -> list[str]:
    """Return what was filled into the topmost quoted form, line by line; nothing where it is blank or another's."""
    inside: list[str] | None = None
    for line in quoted.split("\n"):
        bare = _MARKS.sub("", line, count=1).rstrip()
        folded = _folded(bare)
        if folded in _BEGINS:
            inside = []
        elif inside is not None and (folded in _ENDS or len(inside) >= _MOST_LINES):
            break
        elif inside is not None and (named := _NUMBERED.search(folded)):
            if int(named[1]) != number:
                return []
        elif inside is not None:
            inside.append(in_japanese(bare))
    return inside if inside and _is_filled(read_form("\n".join(inside))) else []


def _is_filled(form: Form) -> bool:
    return form.is_labelled or bool(form.email or form.companion or form.language or form.rest.strip())


def _says_already(new: Form, quoted: Form) -> bool:
    """Tell whether the new words hold all that the quoted form does (it was copied above as well)."""
    return all(
        not getattr(quoted, name) or getattr(quoted, name) == getattr(new, name)
        for name in ("name", "kana", "seeker_number", "phone", "wishes", "rest")
    )


def _plain(text: str, number: int) -> str:
    """Return new words without the frame and number of a form copied among them, and without English courtesy."""
    lines = [_CLOSED if _folded(line) in _ENDS else line for line in text.split("\n") if _folded(line) not in _BEGINS]
    lines = [line for line in lines if not (found := _NUMBERED.match(_folded(line))) or int(found[1]) != number]
    said = [in_japanese(line) for line in lines if not is_english_courtesy(line)]
    return "\n".join(said).strip("\n")


def _folded(line: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", line[:200])).lower()


_BEGINS: Final = frozenset(map(_folded, FORM_BEGINS))
_ENDS: Final = frozenset(map(_folded, FORM_ENDS))
