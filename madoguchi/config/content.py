"""The words of the site in three languages, as the office and the program ship them.

The office's own content folder wins over the shipped one: pages file by file, labels word by word. Here files become
values; what stands in braces is filled in, and Markdown is read, by the generator of the site.
"""

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


class Words(Frozen):
    """The words of one page, still Markdown with `{...}` to fill in.

    Attributes:
        title: Its heading, also its name in the menu.
        lead: One or two sentences that say what the page is for; plain text.
        body: The rest.
        file: Where they stand, for messages (`content/home.md`).
        first_line: Line of the file, from 1, on which `body` begins.
    """

    title: str
    lead: str
    body: str
    file: str
    first_line: int


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
    problems = _strangers(own / language, f"content/{language}/".replace("//", "/"))
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


def _strangers(own: Path, folder: str) -> list[str]:
    """Name Markdown files that no page takes: a slip in a file name must not be silent."""
    known = {f"{name}.md" for name in PAGE_NAMES} | {"README.md"}
    return [
        f"{folder}{path.name} を使うページがありません。使える名前は {'、'.join(sorted(known - {'README.md'}))} です。"
        for path in sorted(own.glob("*.md"))
        if path.name not in known
    ]


def _labels(own: Path, language: Language) -> dict[str, str]:
    where = _where(language, _LABELS)
    mine = own / language / _LABELS
    labels = read_toml(shipped("site/content") / language / _LABELS, where)
    for key, value in read_toml(mine, where).items():
        if key not in labels:
            problem = f"{key} ということばは、ページで使いません。"
        elif not isinstance(value, str) or not value.strip():
            problem = f'{key} には、{key} = "ことば" の形で、ことばを書いてください。'
        else:
            labels[key] = value
            continue
        raise ConfigurationError([f"{where} の{line_of(key, mine, where)}行目：{problem}"])
    return labels


def _words(text: str, file: str) -> Words:
    """Split a page into its heading (`# `), its lead (`> `) and the rest."""
    lines = text.split("\n")
    if not lines[0].startswith("# ") or not lines[0][2:].strip():
        raise ConfigurationError([f"{file} の1行目は「# 」に続けてページの題名を書いてください。"])
    at = next((number for number, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
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
        title=lines[0][2:].strip(), lead=blank.join(lead), body="\n".join(lines[at:]), file=file, first_line=at + 1
    )
