"""The terms as a page: anchors that never change, numbers that are text, headings as offices write them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from madoguchi.errors import ConfigurationError
from madoguchi.model.terms import TermsVersion
from sitegen.terms import TermsPage, terms_page

GOLDEN = Path(__file__).parents[1] / "golden" / "sitegen" / "terms_anchors.txt"
WORDS = {"正式名称": "豊岡公共職業安定所", "裁判所": "神戸地方裁判所"}


def _provisions(html: str) -> dict[str, str]:
    """Cut a page at its anchors: what stands from one to the next, without markup."""
    parts = re.split(r'<[^>]* id="((?:art|suppl|preamble)[^"]*)"[^>]*>', html)
    return {anchor: re.sub("<[^>]+>", "", text) for anchor, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.fixture(scope="module")
def page(site: dict[str, bytes]) -> dict[str, str]:
    return _provisions(site["terms.html"].decode().partition("</article>")[0])


def test_the_anchors_never_change(terms: tuple[TermsVersion, ...]) -> None:
    assert (
        list(terms_page(terms[0].text, "content/terms/2020-11-20.md", WORDS).anchors)
        == GOLDEN.read_text(encoding="utf-8").split()
    )


def test_the_contents_list_names_preamble_articles_and_supplement(terms: tuple[TermsVersion, ...]) -> None:
    entries = terms_page(terms[0].text, "content/terms/2020-11-20.md", WORDS).entries
    assert len(entries) == 14
    assert [entries[at].heading for at in (0, 1, 12, 13)] == [
        "",
        "第1条（目的）",
        "第12条（準拠法及び合意管轄裁判所）",
        "附則",
    ]


def test_numbers_are_text_and_not_list_marks(page: dict[str, str]) -> None:
    assert page["art-4-2"].strip().startswith("（2）")
    assert page["art-4-1-3"].strip().startswith("3.")


def _laid_out(text: str, words: Mapping[str, str]) -> TermsPage:
    return terms_page("# 規約\n\n" + text, "content/terms/2027-04-01.md", words)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("第5条の2（追加）", "art-5_2"),
        ("第５条（全角）", "art-5"),
        ("第十二条（漢数字）", "art-12"),
        ("第二十条", "art-20"),
        ("第二十三条の二", "art-23_2"),
        ("第 10 条（空白）", "art-10"),
        ("附 則", "suppl-1"),
        ("附則（令和9年4月1日）", "suppl-1"),
    ],
)
def test_headings_as_offices_write_them(heading: str, anchor: str) -> None:
    assert _laid_out(f"## {heading}\n\n本文\n", {}).anchors == (anchor,)


def test_a_second_list_below_the_same_article_counts_by_itself() -> None:
    text = "## 第1条\n\n1. 一\n2. 二\n\n次のほか\n\n- 三\n\n  - 四\n\n- 五\n\n## 附則\n\n一\n\n## 附則\n\n二\n"
    anchors = _laid_out(text, {}).anchors
    assert anchors == (
        *("art-1", "art-1-1", "art-1-2", "art-1-list2-1", "art-1-list2-1-1", "art-1-list2-2"),
        *("suppl-1", "suppl-2"),
    )


def test_a_list_may_begin_at_a_later_number() -> None:
    assert _laid_out("## 第1条\n\n3. 三\n4. 四\n", {}).anchors == ("art-1", "art-1-3", "art-1-4")


def test_lists_before_the_first_article_belong_to_the_preamble() -> None:
    assert _laid_out("1. 一\n\n   - 中\n", {}).anchors[:2] == ("preamble-1", "preamble")


def test_an_item_may_be_empty_or_begin_with_a_list() -> None:
    assert "art-1-2" in _laid_out("## 第1条\n\n1. - 中\n2.\n", {}).anchors


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## まえがき\n", "content/terms/2027-04-01.md の3行目：見出しは"),
        ("### 第1条\n", "の3行目：見出しは"),
        ("## 第1条\n\n本文\n\n## 第1条\n", "の7行目：同じ番号（art-1）が二度"),
        ("本文{裁判書}\n", "の3行目：{裁判書} という置き換えはありません"),
        ("## 第1条\n\n![絵](a.png)\n", "の5行目：画像は使えません"),
    ],
)
def test_a_text_that_cannot_be_laid_out_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _laid_out(text, {"裁判所": "神戸地方裁判所"})
    assert said in str(refused.value)
