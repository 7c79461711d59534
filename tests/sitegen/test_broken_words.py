"""What staff get wrong in the words of the site, and the sentence that they are told: with file and line."""

from datetime import datetime
from pathlib import Path

import pytest

from madoguchi.config.content import load_content
from madoguchi.config.office import Office
from madoguchi.config.terms import load_terms
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from sitegen.pages import site_files

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
NOWHERE = Path("no such folder")
HEAD = "# 題\n> 要約\n\n"


def _site(own: Path, office: Office, as_of: datetime, name: str = "", text: str = "") -> dict[str, bytes]:
    if name:
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    terms = load_terms(own)
    return site_files(office, load_content(own, [one.version for one in terms]), terms, (), as_of, FEED)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param(
            "home.md", HEAD + "{電話番}", "content/home.md の4行目：{電話番} という置き換えはありません", id="a name"
        ),
        pytest.param(
            "home.md", "# {題}\n> a", "content/home.md の1行目：{題} という置き換えはありません", id="one in the title"
        ),
        pytest.param(
            "home.md", "# a\n\n> {b}", "content/home.md の3行目：{b} という置き換えはありません", id="one in the lead"
        ),
        pytest.param("home.md", HEAD + "{{お知せ}}", "の4行目：{{お知せ}} という部品はありません", id="a block"),
        pytest.param(
            "flow.md", HEAD + "{{次の空き}}", "flow.md の4行目：{{次の空き}} という部品は", id="of the home page"
        ),
        pytest.param("flow.md", HEAD + "前 {{お知らせ}}", "の4行目：部品 {{お知らせ}} は、1行に一つ", id="in a line"),
        pytest.param(
            "flow.md",
            HEAD + "\n[a](aply.html)",
            "content/flow.md の5行目：リンク aply.html は、行き先のページがありません",
            id="a link",
        ),
        pytest.param(
            "en/flow.md",
            HEAD + "[a](apply.html#no)",
            "content/en/flow.md の4行目：リンク apply.html#no は、行き先に {#no} の付いた見出しが",
            id="an anchor",
        ),
        pytest.param("flow.md", HEAD + "[a](www.x.example/b)", "は、https:// から書いて", id="another site"),
        pytest.param("flow.md", HEAD + "## A {#電話}", "flow.md の4行目：見出しの目印は", id="a name of an anchor"),
        pytest.param("flow.md", HEAD + "## A {#x}\n\n## B {#x}", "の6行目：目印 {#x} は", id="an anchor twice"),
        pytest.param("flow.md", HEAD + "# A", "の4行目：「# 」は1行目の題名だけ", id="a second title"),
        pytest.param("labels.toml", 'a = 1\nmenuu = "b"', "content/labels.toml の2行目：menuu という", id="a label"),
        pytest.param(
            "labels.toml", 'as_of = "{日}の時点"', "の1行目：as_of の { } は、{day} だけを", id="a name in a label"
        ),
        pytest.param("labels.toml", 'menu = "{day}"', "の1行目：menu に { } は使えません", id="a name too many"),
        pytest.param(
            "terms/2020-11-20.toml",
            '[summary]\nart-99 = "a"',
            "content/terms/2020-11-20.toml の2行目：art-99 にあたる条が",
            id="a summary of no article",
        ),
        pytest.param(
            "terms/2020-11-20.toml",
            '[summary]\nart-1 = "{x}"',
            "の2行目：art-1 の {x} という置き換え",
            id="a name in a summary",
        ),
        pytest.param("terms/2027-04-01.toml", "", "terms/2027-04-01.toml にあたる版が", id="a summary of no version"),
        pytest.param("en/label.toml", "", "content/en/label.toml を使うページがありません", id="the name of a file"),
    ],
)
def test_a_slip_is_told_with_its_file_and_line(
    tmp_path: Path, office: Office, as_of: datetime, name: str, text: str, said: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _site(tmp_path, office, as_of, name, text)
    assert [problem for problem in refused.value.problems if said in problem]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["home", "flow", "ready", "questions", "privacy", "slots", "terms"])
def test_a_page_of_the_office_needs_no_heading_of_ours(
    tmp_path: Path, office: Office, as_of: datetime, language: Language, name: str
) -> None:
    """Our other pages lead to headings of the page it replaces; they lead to its top then."""
    assert _site(tmp_path, office, as_of, f"{language}/{name}.md".lstrip("/"), HEAD)


def test_a_text_of_the_office_stands_without_our_summaries_and_translations(
    tmp_path: Path, office: Office, as_of: datetime
) -> None:
    site = _site(tmp_path, office, as_of, "terms/2020-11-20.md", load_terms(NOWHERE)[0].text + "\n別の文です。\n")
    assert 'class="summary"' not in site["terms.html"].decode()
    assert "別の文です。" in site["en/terms.html"].decode()
