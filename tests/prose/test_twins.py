"""Every page stands in three languages with the same places to lead to and the same blocks."""

import re

import pytest
import sample_site

from madoguchi.config.content import PAGE_NAMES
from madoguchi.model.language import Language
from sitegen.terms import TermsPage, terms_page
from sitegen.text.words import office_words

CONTENT = sample_site.content()
OTHERS = [Language.EASY, Language.ENGLISH]
VERSIONS = {one.version: one for one in sample_site.terms()}


def anchors_of(language: Language, name: str) -> list[str]:
    return re.findall(r"\{#([a-z0-9-]+)\}", CONTENT.edition(language).pages[name].body)


def blocks_of(language: Language, name: str) -> list[str]:
    return re.findall(r"\{\{(.+?)\}\}", CONTENT.edition(language).pages[name].body)


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.value)
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_page_has_the_anchors_of_its_twin(name: str, language: Language) -> None:
    assert anchors_of(language, name) == anchors_of(Language.STANDARD, name)


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.value)
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_page_has_the_blocks_of_its_twin(name: str, language: Language) -> None:
    assert blocks_of(language, name) == blocks_of(Language.STANDARD, name)


def laid_out(language: Language, version: str) -> TermsPage:
    aid = CONTENT.edition(language).terms[version]
    text = aid.text or VERSIONS[version].text
    return terms_page(text, aid.file, office_words(sample_site.office(), language), aid=aid)


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.value)
@pytest.mark.parametrize("version", VERSIONS)
def test_the_terms_have_the_same_provisions(version: str, language: Language) -> None:
    assert CONTENT.edition(language).terms[version].text
    standard, other = laid_out(Language.STANDARD, version), laid_out(language, version)
    assert other.anchors == standard.anchors
    assert [entry.anchor for entry in other.entries] == [entry.anchor for entry in standard.entries]


@pytest.mark.parametrize("language", list(Language), ids=lambda one: one.value or "ja")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_plain_line_stands_beside_every_article(version: str, language: Language) -> None:
    aid = CONTENT.edition(language).terms[version]
    assert set(aid.summary) == {entry.anchor for entry in laid_out(language, version).entries}
    assert aid.changes
