"""The versions of the terms, and what helps to read them: summaries, what changed, texts in easy Japanese and English.

Only `terms/2020-11-20.md` itself is what people consent to, so its hash alone is kept with each request.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from madoguchi.config.content_files import line_of, lines_of_keys, read_text, read_toml, winner
from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion
from madoguchi.paths import shipped

_MOST_VERSIONS = 200
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}")


class ReadingAid(Frozen):
    """What stands beside a version in one language.

    Attributes:
        text: The terms in that language, Markdown with the same articles; empty where there is none.
        changes: What changed with this version, a sentence; empty where nobody has written it.
        summary: One plain line for an article, by its anchor (`art-4`).
        lines: On which line of its file each of them stands.
        file: Where the text stands, for messages.
    """

    text: str = ""
    changes: str = ""
    summary: Mapping[str, str] = {}
    lines: Mapping[str, int] = {}
    file: str = ""


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
            versions.append(_version(winner(own, f"terms/{name}")))
        except ConfigurationError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigurationError(problems)
    return tuple(versions)


def own_terms(own: Path) -> dict[Language, frozenset[str]]:
    """Return the names of the versions that the office has written itself, by language."""
    return {one: frozenset(path.stem for path in (own / one / "terms").glob("*.md")) for one in Language}


def load_reading_aids(own: Path, language: Language, versions: Iterable[str]) -> dict[str, ReadingAid]:
    """Read what helps to read each version in a language.

    Raises:
        ConfigurationError: Files that cannot be used, each with its line.
    """
    return {version: _reading_aid(own, language, version) for version in versions}


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
    text = _headed(read_text(path, where), where)
    return TermsVersion(
        version=path.stem, effective_on=effective_on, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text
    )


def _headed(text: str, where: str) -> str:
    if not text.startswith("# "):
        raise ConfigurationError([f"{where} の1行目は「# 」に続けて規約の題名を書いてください。"])
    return text


def _reading_aid(own: Path, language: Language, version: str) -> ReadingAid:
    name = f"{language}/terms/{version}".lstrip("/")
    text, notes = (_beside(own, version, f"{name}.{suffix}") for suffix in ("md", "toml"))
    where = f"content/{name}.toml"
    found = read_toml(notes, where)
    summary = found.get("summary", {})
    for key in (*(found.keys() - {"changes", "summary"}), *(_no_texts(found, summary))):
        raise ConfigurationError(
            [
                f'{where} の{line_of(key, notes, where)}行目（{key}）は使えません。changes = "変わったこと" と、[summary] の下の art-4 = "条の要約" だけを書いてください。'
            ]
        )
    own_text = _headed(read_text(text, f"content/{name}.md"), f"content/{name}.md") if _is_aid(language, text) else ""
    lines = lines_of_keys(notes, where)
    return ReadingAid(
        text=own_text, changes=found.get("changes", ""), summary=summary, lines=lines, file=f"content/{name}.md"
    )


def _beside(own: Path, version: str, name: str) -> Path:
    """Return the aid that holds; what we ship is none for a text of the office's own, which may say something else."""
    return own / name if (own / "terms" / f"{version}.md").is_file() else winner(own, name)


def _is_aid(language: Language, text: Path) -> bool:
    """The Japanese text itself is no aid to its reading."""
    return language is not Language.STANDARD and text.is_file()


def _no_texts(found: Mapping[str, Any], summary: object) -> list[str]:
    """Name the keys whose values are no text."""
    wrong = [] if isinstance(found.get("changes", ""), str) else ["changes"]
    if not isinstance(summary, dict):
        return [*wrong, "summary"]
    return [*wrong, *(key for key, value in summary.items() if not isinstance(value, str))]
