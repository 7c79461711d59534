"""Every provision of the source stands where `docs/terms-map.md` says it does, on the built pages."""

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from madoguchi.config.content import Content
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion
from sitegen.plan import folder_of
from sitegen.terms import terms_page

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "sitegen" / "terms_anchors.txt"
_CODE = re.compile(r"`([^`]+)`")
_SUMMARY = re.compile(r'<(\w+) class="summary"[^>]*>.*?</\1>', re.DOTALL)


class Row(NamedTuple):
    """One provision: the facts that must stand at its place."""

    says: str
    japanese: list[str]
    english: list[str]
    figures: list[str]
    place: str


def _rows() -> list[Row]:
    text = (ROOT / "docs" / "terms-map.md").read_text(encoding="utf-8")
    found: list[Row] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == len(Row._fields) and cells[0] != "The source":
            japanese, english, figures, (place,) = (_CODE.findall(cell) for cell in cells[1:])
            found.append(Row(cells[0], japanese, english, figures, place))
    return found


ROWS = _rows()
EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=[f"{row.says} at {row.place}" for row in ROWS])


def _at(site: dict[str, bytes], language: Language, place: str) -> str:
    """Return what is read at a place: from its anchor to the next, without markup and without our summaries."""
    page, _, anchor = place.partition("#")
    html = _SUMMARY.sub("", site[folder_of(language) + page].decode().partition("</main>")[0])
    parts = re.split(r'<[^>]* id="([^"]*)"[^>]*>', html)
    pieces = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert anchor in pieces, f"{folder_of(language)}{place} is not there"
    return " ".join(unescape(re.sub("<[^>]+>", "", pieces[anchor])).split())


@EVERY_ROW
def test_the_facts_stand_in_japanese(site: dict[str, bytes], row: Row) -> None:
    said = _at(site, Language.STANDARD, row.place)
    assert row.japanese
    assert not [fact for fact in row.japanese if fact not in said]


@EVERY_ROW
def test_the_facts_stand_in_english(site: dict[str, bytes], row: Row) -> None:
    said = _at(site, Language.ENGLISH, row.place)
    assert row.english
    assert not [fact for fact in row.english if fact.casefold() not in said.casefold()]


@pytest.mark.parametrize("language", Language)
@EVERY_ROW
def test_the_figures_stand_in_every_language(site: dict[str, bytes], language: Language, row: Row) -> None:
    """Hours of the afternoon may be told by either clock."""
    figures = {int(figure) for figure in re.findall(r"\d+", _at(site, language, row.place))}
    told = figures | {figure + 12 for figure in figures}
    assert not [figure for figure in row.figures if int(figure) not in told]


def test_every_row_of_the_table_is_looked_for() -> None:
    lines = (ROOT / "docs" / "terms-map.md").read_text(encoding="utf-8").splitlines()
    assert len(ROWS) == len([line for line in lines if line.startswith("|") and ".html#" in line])
    assert len({(row.says, row.place) for row in ROWS}) == len(ROWS)


def test_no_provision_of_the_terms_is_left_out() -> None:
    named = {row.place.partition("#")[2] for row in ROWS if row.place.startswith("terms.html#")}
    assert named - {"title"} == set(GOLDEN.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("language", [Language.EASY, Language.ENGLISH])
def test_the_terms_have_the_same_anchors_in_every_language(
    terms: tuple[TermsVersion, ...], content: Content, language: Language
) -> None:
    for version in terms:
        aid = content.edition(language).terms[version.version]
        words = {"正式名称": "a", "裁判所": "b"}
        assert terms_page(aid.text, aid.file, words).anchors == terms_page(version.text, "", words).anchors


@pytest.mark.parametrize("language", Language)
def test_every_article_has_a_short_plain_line(
    content: Content, language: Language, terms: tuple[TermsVersion, ...]
) -> None:
    longest = 100 if language is Language.ENGLISH else 45
    entries = [entry.anchor for entry in terms_page(terms[0].text, "", {"正式名称": "a", "裁判所": "b"}).entries]
    aid = content.edition(language).terms[terms[0].version]
    assert aid.changes
    assert list(aid.summary) == entries
    assert not {anchor: line for anchor, line in aid.summary.items() if len(re.sub("《[^》]*》", "", line)) > longest}
