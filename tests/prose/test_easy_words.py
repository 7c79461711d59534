"""The words in easy Japanese keep its manners: every kanji is read, sentences are short, and nothing is said by two noes.

The measures are those of the guideline for easy Japanese of the Immigration Services Agency and of Hirosaki University.
"""

import re

import pytest
from easy_sentences import EASY, Sentence, of_page, sentences

from madoguchi import ruby

SENTENCES = tuple(sentences())
KANJI = re.compile("[一-龠々]")
LONGEST, MOST_KANJI, LONGEST_PHRASE = 40, 13, 21
FIGURES = re.compile("(?<=[0-9□])[年月日時分]")  # the generator reads these
MISREAD_ALOUD = re.compile("[〜～※〇①-⑳]")
ERAS = re.compile("令和|平成|昭和(?!の日)|[RHS][0-9]")
TWO_NOES = re.compile(
    "ない(?:わけ|こと)(?:では|は|も|が)?(?:ない|ありません)|なく(?:は|も)(?:ない|ありません)"
    "|な(?:ければ|いと|くては)(?:なら|なり|いけ|でき)|ない(?:とは|では)(?:ない|いえ)|ずに(?:は|い)"
)
HARD_ENDS = re.compile("である|ものとする|べき|こととする|いたします|ございます|であれば|において|および|または")
POLITE_END = re.compile("(?:です|ます|ません|ました|ください|はい|いいえ|くらい)か?。$")


def wrong(rule: re.Pattern[str], said: list[Sentence]) -> list[str]:
    return [f"{one.where}: {one.said}" for one in said if rule.search(re.sub(r"\s", "", one.said))]


def test_there_are_words_to_judge() -> None:
    assert len(SENTENCES) > 400
    assert {path.stem for path in EASY.rglob("*.md")} >= {"home", "terms", "2020-11-20"}


def test_every_kanji_has_its_reading() -> None:
    left = [(one.where, KANJI.findall(FIGURES.sub("", ruby.READ.sub("", one.written)))) for one in SENTENCES]
    assert [one for one in left if one[1]] == []


def test_every_sentence_is_short() -> None:
    assert [f"{one.where}: {one.said}" for one in SENTENCES if one.signs > LONGEST] == []


def test_no_sentence_has_many_kanji() -> None:
    assert [f"{one.where}: {one.said}" for one in SENTENCES if len(KANJI.findall(one.said)) > MOST_KANJI] == []


def test_blanks_stand_between_the_phrases() -> None:
    """A phrase is a word with its particle; so none is long, whatever stands in brackets beside it."""
    phrases = [(one.where, phrase) for one in SENTENCES for phrase in re.split(r"[\s、。・「」（）：]", one.said)]
    assert [one for one in phrases if len(one[1]) > LONGEST_PHRASE and not one[1].isascii()] == []
    long = [one for one in SENTENCES if one.is_whole and one.signs > LONGEST_PHRASE]
    assert [one.said for one in long if " " not in one.said] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("9時〜11時", MISREAD_ALOUD),
        ("令和2年から", ERAS),
        ("できないわけではありません", TWO_NOES),
        ("行かないことはありません", TWO_NOES),
        ("わからなくはありません", TWO_NOES),
        ("電話しなければなりません", TWO_NOES),
        ("取り消したものとする", HARD_ENDS),
    ],
)
def test_each_rule_finds_what_it_is_for(text: str, rule: re.Pattern[str]) -> None:
    assert wrong(rule, [Sentence("", text)])


@pytest.mark.parametrize("rule", [MISREAD_ALOUD, ERAS, TWO_NOES, HARD_ENDS], ids=lambda rule: rule.pattern[:12])
def test_nothing_is_said_in_a_hard_way(rule: re.Pattern[str]) -> None:
    assert wrong(rule, list(SENTENCES)) == []


def test_every_whole_sentence_is_polite() -> None:
    whole = [one for path in sorted(EASY.rglob("*.md")) for one in of_page(path) if one.is_whole]
    assert len(whole) > 250
    told = [re.sub(r"（[^（）]*）|\s", "", one.said) for one in whole]
    assert [one for one in told if re.search("[ぁ-ん]。$", one) and not POLITE_END.search(one)] == []
