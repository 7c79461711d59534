"""The own check of the whole site: each fault, sown into good words or good pages, is found and told with its place."""

from collections.abc import Callable
from datetime import datetime

import pytest

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion
from sitegen.checks.check import check_site, missing_twins
from sitegen.pages import site_files

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
ADDRESS = "https://www.hellowork-toyooka.example"
Problems = Callable[[Content], tuple[str, ...]]


def _with(content: Content, language: Language, **changes: str) -> Content:
    """Return the words with something added to the body of the page of questions, or put in its place."""
    edition = content.edition(language)
    page = edition.pages["questions"].model_copy(update={"first_line": 4} | changes)
    changed = edition.model_copy(update={"pages": {**edition.pages, "questions": page}})
    return content.model_copy(update={"editions": {**content.editions, language: changed}})


@pytest.fixture
def problems(office: Office, terms: tuple[TermsVersion, ...], as_of: datetime) -> Problems:
    """Return what makes the site of some words and tells what is refused."""

    def found(content: Content) -> tuple[str, ...]:
        try:
            site_files(office, content, terms, (), as_of, FEED)
        except ConfigurationError as error:
            return error.problems
        return ()

    return found


WORDS = [
    ("一行\n\n[こちら](flow.html)", "の6行目：リンク「こちら」は", "says nothing alone"),
    ("[詳細はこちら。](flow.html)", "の4行目：リンク「詳細はこちら。」は", "nor with more of it"),
    ("[ここをクリックしてください](flow.html)", "の4行目：リンク", "nor as an order"),
    ("[詳細](flow.html)", "の4行目：リンク「詳細」は", "of what?"),
    ("[→](flow.html)", "の4行目：ことばのないリンクがあります", "an arrow is not read out"),
    ("| 日 | 空き |\n|---|---|\n| 1日 | ○ |", "の6行目：表に、記号「○」だけの欄があります", "heard as シロマル"),
    ("| 日 | 空き |\n|---|---|\n| 1日 |×|", "の6行目：表に、記号「×」だけの欄があります", "the same without blanks"),
    ("空きは〇です。", "の4行目：「〇」は漢数字のゼロで", "heard as カンスージゼロ"),
    ("[流れ](none.html)", "の4行目：リンク none.html は、行き先のページがありません", "leads nowhere"),
    (
        "[流れ](flow.html#none)",
        "の4行目：リンク flow.html#none は、行き先に {#none} の付いた見出しがありません",
        "nor does this",
    ),
    ("[町](http://town.example/)", "の4行目：リンク http://town.example/ は、途中で読まれたり", "not safe on its way"),
    (
        "## 一 {#a}\n\n## 二 {#a}",
        "の6行目：目印 {#a} は、このページでもう使われています",
        "a link would find the first",
    ),
]


@pytest.mark.parametrize(("body", "said", "why"), WORDS)
@pytest.mark.parametrize(("language", "file"), [(Language.STANDARD, "content/"), (Language.EASY, "content/easy/")])
def test_a_fault_in_the_words_is_told_with_file_and_line(
    problems: Problems, content: Content, language: Language, file: str, body: str, said: str, why: str
) -> None:
    (problem,) = problems(_with(content, language, body=body))
    assert problem.startswith(f"{file}questions.md {said}"), why


@pytest.mark.parametrize(
    "body",
    [
        "[申し込み方法はこちらのページ](apply.html)",
        "[詳細な手順](flow.html)",
        "[Zoomの利用規約](https://zoom.example/terms)",
        "| 日 | 空き |\n|---|---|\n| 1日 | ○ 空き |",
        "二〇二六年",
        "相談は、こちらから電話します。",
    ],
)
def test_good_words_pass(problems: Problems, content: Content, body: str) -> None:
    assert problems(_with(content, Language.STANDARD, body=body)) == ()


@pytest.mark.parametrize("name", ["here", "Click here", "more", "Read more", "details", "link"])
def test_a_link_in_english_says_where_it_leads_too(problems: Problems, content: Content, name: str) -> None:
    (problem,) = problems(_with(content, Language.ENGLISH, body=f"[{name}](flow.html)"))
    assert problem.startswith(f"content/en/questions.md の4行目：リンク「{name}」は")


def test_a_fault_in_a_title_a_lead_or_a_label_is_told_with_its_place(problems: Problems, content: Content) -> None:
    titled = _with(content, Language.STANDARD, title="〇と×")
    assert any(one.startswith("content/questions.md の1行目：「〇」") for one in problems(titled))
    led = _with(content, Language.STANDARD, lead="〇と×")
    (problem,) = problems(led)
    assert problem.startswith("content/questions.md の2行目：「〇」")
    edition = content.edition(Language.STANDARD)
    labels = edition.model_copy(update={"labels": {**edition.labels, "how_to_mail": "詳しくはこちら"}})
    labelled = content.model_copy(update={"editions": {**content.editions, Language.STANDARD: labels}})
    assert any(
        one.startswith("content/labels.toml の how_to_mail：リンク「詳しくはこちら」は") for one in problems(labelled)
    )


def test_japanese_in_english_words_is_marked_and_passes(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    words = _with(content, Language.ENGLISH, body="Bring your 求職番号.")
    page = site_files(office, words, terms, (), as_of, FEED)["en/questions.html"].decode()
    assert 'Bring your <span lang="ja">求職番号</span>.' in page


PAGES = [
    ("<p>", "読み取れないところ（<p>）があります", "no end"),
    ("<script>x</script>", "<script> があります", "would be blocked"),
    ('<script type="application/ld+json">{"a":}</script>', "検索サービスなどに伝えることばを読み取れません", "no JSON"),
    ('<script type="application/ld+json">{"a":"<ruby>b</ruby>"}</script>', "伝えることばを読み取れません", "no text"),
    (
        '<script type="application/ld+json">[]</script>',
        "検索サービスなどに伝えることばを読み取れません",
        "nothing of ours",
    ),
    ('<img src="a.png">', "画像 a.png に、代わりのことば", "nothing is heard"),
    ('<p id="b">x</p><p id="b">x</p>', "同じ目印（b）が二度", "a link would find the first"),
    ('<a href="x.html"></a>', "ことばのないリンクがあります", "nothing is heard"),
    ('<td><i aria-hidden="true">○</i></td>', "表に、記号「○」だけの欄があります", "hidden, and nothing in its place"),
    ('<p lang="en">窓口</p>', "「窓口」は日本語ですが", "spelled out by an English voice"),
]


@pytest.mark.parametrize(("html", "said", "why"), PAGES)
def test_a_fault_of_a_template_is_told_with_its_page(content: Content, html: str, said: str, why: str) -> None:
    files = dict.fromkeys(("x.html", "easy/x.html", "en/x.html"), b"<p>x</p>") | {"x.html": html.encode(), "a.png": b""}
    with pytest.raises(ConfigurationError) as caught:
        check_site(files, ADDRESS, "/", content)
    (problem,) = caught.value.problems
    assert problem.startswith("x.html："), why
    assert said in problem


def test_a_page_without_its_twins_is_named() -> None:
    pages = ["404.html", "index.html", "easy/index.html", "en/index.html", "flow.html", "en/flow.html", "easy/x.html"]
    assert missing_twins(pages) == [
        "easy/flow.html がありません。ほかのことばのページだけがあります。",
        "x.html がありません。ほかのことばのページだけがあります。",
        "en/x.html がありません。ほかのことばのページだけがあります。",
    ]


def test_an_empty_cell_says_nothing_wrong(content: Content) -> None:
    files = dict.fromkeys(("x.html", "easy/x.html", "en/x.html"), b"<table><tr><td></td></tr></table>")
    check_site(files, ADDRESS, "/", content)
