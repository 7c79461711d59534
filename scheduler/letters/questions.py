"""Doubts as questions to the person, and as the fields of the form that answer them.

A doubt speaks to staff (元の記録で確かめてください). A letter in standard Japanese may keep its first sentence, which
says what was found, and asks in its own words; in the other languages it keeps only what the person has written
(「8時」). Only codes named in the tables are repeated at all: any other doubt becomes a plain question, so a letter
that asks can never tell what is booked (its sender may not be who the mail says), nor carry a stranger's link to
somebody else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from madoguchi.model.language import Language
from madoguchi.model.reading import Doubt
from madoguchi.speech import easy, english
from madoguchi.speech.form import Field
from madoguchi.wording import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, WEEKDAYS
from scheduler.letters import asked_easy, asked_english, asked_standard
from scheduler.letters.facts import holds_link, plain

_MOST_DOUBTS = 20
_MOST_CHOICES = 6
_NAME, _NUMBER, _PHONE = frozenset({Field.NAME}), frozenset({Field.SEEKER_NUMBER}), frozenset({Field.PHONE})
# What is asked about each doubt, and `intake.join` keeps the wishes when nothing but these was asked; where a doubt is not named here, the wishes. An address is answered by answering.
_FIELDS: Mapping[str, frozenset[Field]] = {
    **dict.fromkeys(
        ("name_missing", "name_short", "name_unsure", "name_from_sender", "two_names", "name_garbled"), _NAME
    ),
    "name_with_remark": _NAME,
    **dict.fromkeys(("seeker_number_odd", "seeker_number_missing", "seeker_numbers_several"), _NUMBER),
    **dict.fromkeys(("phone_odd", "phone_with_remark", "contact_missing"), _PHONE),
    **dict.fromkeys(("another_person", "other_person"), _NAME | _NUMBER),
    "no_booking": _NAME | _NUMBER | {Field.WISHES},
    **dict.fromkeys(("email_odd", "two_addresses"), frozenset()),
}
_WORDS = re.compile("「([^「」]{1,60})」")
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日（([月火水木金土日])）")
_TIME = re.compile(r"(午前|午後)(\d{1,2})時(?:(\d{1,2})分)?")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `choices` may be empty."""

    say: str
    choices: tuple[str, ...] = ()


def questions(doubts: Iterable[Doubt], language: Language = Language.STANDARD) -> tuple[Question, ...]:
    """Return what is asked of the person, each question once and in the order of the doubts."""
    ask = {Language.STANDARD: _standard, Language.EASY: _easy, Language.ENGLISH: _english}[language]
    asked: dict[str, Question] = {}
    for doubt in tuple(doubts)[:_MOST_DOUBTS]:
        question = ask(doubt)
        asked.setdefault(question.say, question)
    return tuple(asked.values())


def fields_asked(doubts: Sequence[Doubt], *, wished: bool) -> frozenset[Field]:
    """Return what the form asks for.

    Args:
        doubts: What is asked about.
        wished: The request holds a wish already, so that it is not asked for again unless it is in doubt.
    """
    asked = frozenset[Field]().union(*(_FIELDS.get(doubt.code, {Field.WISHES}) for doubt in doubts))
    return asked if wished and doubts else asked | {Field.WISHES}


def _standard(doubt: Doubt) -> Question:
    if doubt.code in asked_standard.INSTEAD:
        return Question(asked_standard.INSTEAD[doubt.code])
    if doubt.code not in asked_standard.AFTER_FINDING:
        return Question(asked_standard.PLAINLY)
    finding, choices = _first_sentence(plain(doubt.say, 200)), _choices(doubt)
    if any(holds_link(text) for text in (finding, *choices)):
        return Question(asked_standard.PLAINLY)
    return Question(finding + asked_standard.AFTER_FINDING[doubt.code], choices)


def _easy(doubt: Doubt) -> Question:
    said = _in_own_words(doubt, asked_easy.INSTEAD, asked_easy.AFTER_WORDS, "「{}」と 書《か》いてありました。")
    return Question(said.say, tuple(map(_easy_choice, said.choices))) if said else Question(asked_easy.PLAINLY)


def _english(doubt: Doubt) -> Question:
    said = _in_own_words(doubt, asked_english.INSTEAD, asked_english.AFTER_WORDS, "You wrote “{}”. ")
    return Question(said.say, tuple(map(_english_choice, said.choices))) if said else Question(asked_english.PLAINLY)


def _in_own_words(
    doubt: Doubt, instead: Mapping[str, str], after_words: Mapping[str, str], quoting: str
) -> Question | None:
    """Return a question that repeats no more of a doubt than the person's own words; None where nothing fits it."""
    if doubt.code in instead:
        return Question(instead[doubt.code])
    words, choices = _own_words(doubt), _choices(doubt)
    if doubt.code not in after_words or any(map(holds_link, (words, *choices))):
        return None
    return Question((quoting.format(words) if words else "") + after_words[doubt.code], choices)


def _choices(doubt: Doubt) -> tuple[str, ...]:
    return tuple(plain(choice, 60) for choice in doubt.choices[:_MOST_CHOICES])


def _own_words(doubt: Doubt) -> str:
    """Return what the person wrote, as the doubt quotes it; empty where it quotes nothing."""
    found = _WORDS.search(_first_sentence(plain(doubt.say, 200)))
    return found[1] if found else ""


def _easy_choice(choice: str) -> str:
    """Return a day or time of a doubt as easy Japanese says it; anything else as it is."""
    said = _DAY.sub(lambda found: f"{found[0][:-3]}（{_weekday(found[4], easy.WEEKDAYS)}）", choice)
    return _TIME.sub(lambda found: easy.say_time(_time(found)), said)


def _english_choice(choice: str) -> str:
    """Return a day or time of a doubt in English; anything else as it is."""
    said = _DAY.sub(
        lambda found: (
            f"{_weekday(found[4], ENGLISH_WEEKDAYS)}, {int(found[3])} {ENGLISH_MONTHS[(int(found[2]) - 1) % 12]}"
            + (f" {found[1]}" if found[1] else "")
        ),
        choice,
    )
    return _TIME.sub(lambda found: ("" if found.start() == 0 else ", ") + english.say_time(_time(found)), said)


def _weekday(sign: str, names: Sequence[str]) -> str:
    return names[WEEKDAYS.index(sign)]


def _time(found: re.Match[str]) -> time:
    hour = int(found[2]) % 12 + (12 if found[1] == "午後" else 0)
    return time(hour, int(found[3] or 0) % 60)


def _first_sentence(text: str) -> str:
    """Return the first sentence with its 。, which does not count inside 「」; empty when there is no end."""
    depth = 0
    for place, sign in enumerate(text):
        if sign == "「":
            depth += 1
        elif sign == "」":
            depth = max(depth - 1, 0)
        elif sign == "。" and not depth:
            return text[: place + 1]
    return ""
