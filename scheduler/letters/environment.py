"""The Jinja environments for letters and staff pages, each built once."""

import re
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from madoguchi.paths import shipped

_NUMBER = re.compile(r"\+?[0-9]{9,15}")
_WITH_BLANKS = frozenset({"mail/en"})  # where a line break inside a sentence is a blank


@cache
def plain_environment(folder: str) -> Environment:
    """Return the environment for plain text from `templates/<folder>`; nothing is escaped."""
    return _environment(folder, autoescape=False)


@cache
def html_environment(folder: str) -> Environment:
    """Return the environment for HTML from `templates/<folder>`; every value is escaped."""
    return _environment(folder, autoescape=True)


def _environment(folder: str, *, autoescape: bool) -> Environment:
    """Return an environment that looks into the folder, and for what the languages share into the ones above."""
    here = PurePosixPath(folder)
    environment = Environment(
        loader=FileSystemLoader([shipped("templates") / one for one in (here, *list(here.parents)[:-1])]),
        undefined=StrictUndefined,
        autoescape=autoescape,  # noqa: S701 -- off for plain text alone, where entities mean nothing
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    kind = "html" if autoescape else "txt"
    environment.globals.update(letter=f"letter.{kind}.j2", marks=f"marks.{kind}.j2")
    environment.filters["joined"] = _spaced if folder in _WITH_BLANKS else _joined
    environment.filters["dial"] = dial
    return environment


def dial(phone: str) -> str:
    """Return the address that dials a telephone number, its dashes kept (RFC 3966 section 5.1.1); empty for no number."""
    return f"tel:{phone}" if _NUMBER.fullmatch(phone.replace("-", "")) else ""


def _joined(text: str) -> str:
    """Put the lines of a template's paragraph together, as Japanese has no blank between them."""
    joined = "".join([line.strip() for line in str(text).splitlines()])  # Markup's own methods are slow
    return Markup(joined) if isinstance(text, Markup) else joined  # noqa: S704 -- it was escaped before


def _spaced(text: str) -> str:
    """Put the lines of a template's paragraph together with blanks between them."""
    joined = " ".join(str(text).split())
    return Markup(joined) if isinstance(text, Markup) else joined  # noqa: S704 -- it was escaped before
