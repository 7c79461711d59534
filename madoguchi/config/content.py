"""The words of the site in three languages, as the office and the program ship them.

The office's own content folder wins over the shipped one: pages file by file, labels word by word. Here files become
values; what stands in braces is filled in, and Markdown is read, by the generator of the site.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from madoguchi.config.content_files import line_of, read_text, read_toml, winner
from madoguchi.config.news import News, load_news
from madoguchi.config.terms import ReadingAid, load_reading_aids
from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen
from madoguchi.model.language import Language
from madoguchi.paths import shipped

PAGE_NAMES = (
    *("home", "flow", "apply", "slots", "ready", "questions", "terms"),
    *("calendar", "leaflet", "privacy", "accessibility", "not-found"),
)
_LABELS = "labels.toml"
_BRACED = re.compile(r"\{[^{}\n]{1,40}\}")


class Words(Frozen):
    """The words of one page, still Markdown with `{...}` to fill in.

    Attributes:
        title: Its heading, also its name in the menu.
        lead: One or two sentences that say what the page is for; plain text.
        body: The rest.
        file: Where they stand, for messages (`content/home.md`).
        first_line: Line of the file, from 1, on which `body` begins.
        lead_line: The one on which `lead` begins.
    """

    title: str
    lead: str
    body: str
    file: str
    first_line: int
    lead_line: int = 2


class Edition(Frozen):
    """The words of the site in one language.

    Attributes:
        pages: By the name of the page (`PAGE_NAMES`).
        labels: The fixed words of the templates: buttons, heads of tables, names of landmarks.
        terms: What helps to read each version of the terms, by its name.
        own: The names of the pages that the office has written itself.
    """

    language: Language
    pages: Mapping[str, Words]
    labels: Mapping[str, str]
    terms: Mapping[str, ReadingAid] = {}
    own: frozenset[str] = frozenset()


class Content(Frozen):
    """All words of the site."""

    editions: Mapping[Language, Edition]
    news: tuple[News, ...] = ()

    def edition(self, language: Language) -> Edition:
        """Return the words in one language."""
        return self.editions[language]


def load_content(own: Path, versions: Iterable[str] = ()) -> Content:
    """Read the words of every page in every language.

    Args:
        own: The office's content folder; it need not exist.
        versions: The names of the versions of the terms, whose reading aids are read too.

    Raises:
        ConfigurationError: Files that cannot be used, each with its line.
    """
    problems: list[str] = []
    editions: dict[Language, Edition] = {}
    known = tuple(versions)
    for language in Language:
        try:
            editions[language] = _edition(own, language, known)
        except ConfigurationError as error:
            problems.extend(error.problems)
    try:
        news = load_news(own)
    except ConfigurationError as error:
        problems.extend(error.problems)
    if problems:
        raise ConfigurationError(problems)
    return Content(editions=editions, news=news)


def _edition(own: Path, language: Language, versions: tuple[str, ...]) -> Edition:
    problems = _strangers(own / language, _where(language, ""), language)
    problems += _aids_of_nothing(own / language / "terms", _where(language, "terms/"), versions)
    pages: dict[str, Words] = {}
    for name in PAGE_NAMES:
        path, where = winner(own, f"{language}/{name}.md".lstrip("/")), _where(language, f"{name}.md")
        try:
            pages[name] = _words(read_text(path, where), where)
        except ConfigurationError as error:
            problems.extend(error.problems)
    try:
        labels = _labels(own, language)
        terms = load_reading_aids(own, language, versions)
    except ConfigurationError as error:
        problems.extend(error.problems)
    if problems:
        raise ConfigurationError(problems)
    mine = frozenset(name for name in PAGE_NAMES if (own / language / f"{name}.md").is_file())
    return Edition(language=language, pages=pages, labels=labels, terms=terms, own=mine)


def _where(language: Language, name: str) -> str:
    return f"content/{language}/{name}".replace("//", "/")


def _strangers(own: Path, folder: str, language: Language) -> list[str]:
    """Name files that no page takes: a slip in a file name must not be silent."""
    tables = {_LABELS} if language else {_LABELS, "news.toml"}
    known = {f"{name}.md" for name in PAGE_NAMES} | tables
    return [
        f"{folder}{path.name} を使うページがありません。使える名前は {'、'.join(sorted(known))} です。"
        for path in sorted([*own.glob("*.md"), *own.glob("*.toml")])
        if path.name not in known | {"README.md"}
    ]


def _aids_of_nothing(own: Path, folder: str, versions: tuple[str, ...]) -> list[str]:
    """Name what stands beside a version of the terms that there is not; nothing when no versions were asked for."""
    return [
        f"{folder}{path.name} にあたる版が、content/terms にありません。名前を施行日（{'、'.join(versions)}）に合わせてください。"
        for path in sorted([*own.glob("*.md"), *own.glob("*.toml")])
        if versions and path.stem not in {*versions, "README"}
    ]


def _labels(own: Path, language: Language) -> dict[str, str]:
    where = _where(language, _LABELS)
    mine = own / language / _LABELS
    labels = read_toml(shipped("site/content") / language / _LABELS, where)
    found = read_toml(mine, where)
    problems = [
        f"{where} の{line_of(key, mine, where)}行目：{problem}"
        for key, value in found.items()
        if (problem := _fault_of_label(key, value, labels.get(key)))
    ]
    if problems:
        raise ConfigurationError(problems)
    return labels | found


def _fault_of_label(key: str, value: object, shipped_one: str | None) -> str:
    if shipped_one is None:
        return f"{key} ということばは、ページで使いません。"
    if not isinstance(value, str) or not value.strip():
        return f'{key} には、{key} = "ことば" の形で、ことばを書いてください。'
    wanted = _BRACED.findall(shipped_one)
    if sorted(_BRACED.findall(value)) != sorted(wanted):
        return (
            f"{key} の {{ }} は、{'、'.join(wanted)} だけを、そのまま残してください。"
            if wanted
            else f"{key} に {{ }} は使えません。"
        )
    return ""


def _words(text: str, file: str) -> Words:
    """Split a page into its heading (`# `), its lead (`> `) and the rest."""
    lines = text.split("\n")
    if not lines[0].startswith("# ") or not lines[0][2:].strip():
        raise ConfigurationError([f"{file} の1行目は「# 」に続けてページの題名を書いてください。"])
    at = next((number for number, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
    lead_line = at + 1
    lead: list[str] = []
    while at < len(lines) and lines[at].startswith(">"):
        lead.append(lines[at][1:].strip())
        at += 1
    if not "".join(lead):
        raise ConfigurationError(
            [f"{file} の{min(at, len(lines) - 1) + 1}行目は「> 」に続けてページの要約を書いてください。"]
        )
    blank = "" if lead[0][:1] > "\u02ff" else " "  # between words where the language has blanks
    return Words(
        title=lines[0][2:].strip(),
        lead=blank.join(lead),
        body="\n".join(lines[at:]),
        file=file,
        first_line=at + 1,
        lead_line=lead_line,
    )
