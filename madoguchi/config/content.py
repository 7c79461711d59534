"""The words of the site and the versions of the terms, as the office and the program ship them.

The office's own content folder wins over the shipped one file by file. Here files become values;
what stands in braces is filled in, and Markdown is read, by the generator of the site.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen
from madoguchi.model.terms import TermsVersion
from madoguchi.paths import shipped

PAGE_NAMES = ("home", "flow", "apply", "slots", "calendar", "terms", "privacy", "not-found")

_LARGEST = 256 * 1024  # bytes of one file; the terms have 8 KB
_MOST_VERSIONS = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}")


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


class Content(Frozen):
    """All words of the site, by the name of the page (`PAGE_NAMES`)."""

    pages: Mapping[str, Words]


def load_content(own: Path) -> Content:
    """Read the words of every page.

    Args:
        own: The office's content folder; it need not exist.

    Raises:
        ConfigurationError: Files that cannot be used, each with its line.
    """
    problems = _strangers(own)
    pages: dict[str, Words] = {}
    for name in PAGE_NAMES:
        path = _winner(own, f"{name}.md")
        try:
            pages[name] = _words(_read(path), f"content/{path.name}")
        except ConfigurationError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigurationError(problems)
    return Content(pages=pages)


def load_terms(own: Path) -> tuple[TermsVersion, ...]:
    """Read every version of the terms, `terms/2020-11-20.md` being the one of that date.

    Args:
        own: The office's content folder; it need not exist.

    Returns:
        The versions by date, the oldest first.

    Raises:
        ConfigurationError: Files that cannot be used, each with its line.
    """
    names = {path.name for folder in (own, shipped("site/content")) for path in (folder / "terms").glob("*.md")}
    if len(names) > _MOST_VERSIONS:
        raise ConfigurationError([f"content/terms の版が{_MOST_VERSIONS}を超えています。要らない版を除いてください。"])
    versions: list[TermsVersion] = []
    problems: list[str] = []
    for name in sorted(names):
        try:
            versions.append(_version(_winner(own, f"terms/{name}")))
        except ConfigurationError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigurationError(problems)
    return tuple(versions)


def terms_in_force(versions: tuple[TermsVersion, ...], on: date) -> TermsVersion:
    """Return the version in force on that day (art. 11: a change binds from its date).

    Raises:
        ConfigurationError: No version is in force yet.
    """
    newest = newest_begun(versions, on)
    if newest is None:
        raise ConfigurationError(
            [
                f"{on.isoformat()} に有効な利用規約がありません。content/terms に、その日より前の日付の版を置いてください。"
            ]
        )
    return newest


def newest_begun(versions: Sequence[TermsVersion], on: date) -> TermsVersion | None:
    """Return the newest version that has come into force by that day; None when there is none yet."""
    begun = (version for version in versions if version.effective_on <= on)
    return max(begun, key=lambda version: version.effective_on, default=None)


def _winner(own: Path, name: str) -> Path:
    mine = own / name
    return mine if mine.is_file() else shipped("site/content") / name


def _strangers(own: Path) -> list[str]:
    """Name Markdown files that no page takes: a slip in a file name must not be silent."""
    known = {f"{name}.md" for name in PAGE_NAMES} | {"README.md"}
    return [
        f"content/{path.name} を使うページがありません。使える名前は {'、'.join(sorted(known - {'README.md'}))} です。"
        for path in sorted(own.glob("*.md"))
        if path.name not in known
    ]


def _read(path: Path) -> str:
    """Read one file as text with LF line ends, so that an editor's BOM or CRLF changes no hash."""
    where = f"content/{'terms/' if path.parent.name == 'terms' else ''}{path.name}"
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigurationError([f"{where} を開けません（{error.strerror}）。"]) from None
    if len(raw) > _LARGEST:
        raise ConfigurationError([f"{where} が大きすぎます（{_LARGEST // 1024}KBまで）。"])
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigurationError([f"{where} の{line}行目が UTF-8 ではありません。UTF-8 で保存してください。"]) from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise ConfigurationError([f"{where} の{line}行目に、文字として読めないものがあります。打ち直してください。"])
    return text


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
    return Words(
        title=lines[0][2:].strip(), lead="".join(lead), body="\n".join(lines[at:]), file=file, first_line=at + 1
    )


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _VERSION.fullmatch(text) else None
    except ValueError:
        return None


def _version(path: Path) -> TermsVersion:
    where = f"content/terms/{path.name}"
    effective_on = _as_date(path.stem)
    if effective_on is None:
        raise ConfigurationError([f"{where} の名前は、施行日を使って 2020-11-20.md のようにしてください。"])
    text = _read(path)
    if not text.startswith("# "):
        raise ConfigurationError([f"{where} の1行目は「# 」に続けて規約の題名を書いてください。"])
    return TermsVersion(
        version=path.stem, effective_on=effective_on, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text
    )
