"""The plan of the site: which pages there are, where each lies, and which stand in the menus."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from madoguchi.model.language import Language

PATHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "home": "index.html",
        "flow": "flow.html",
        "apply": "apply.html",
        "slots": "slots.html",
        "ready": "ready.html",
        "questions": "questions.html",
        "terms": "terms.html",
        "calendar": "calendar.html",
        "leaflet": "leaflet.html",
        "privacy": "privacy.html",
        "accessibility": "accessibility.html",
    }
)
"""Name of a page -> its path below the folder of its language; the first is the home page."""

MENU: Final = ("flow", "apply", "slots", "ready", "questions", "terms")
"""The pages of the menu at the head, in order."""

FOOT: Final = ("calendar", "leaflet", "privacy", "accessibility")
"""The pages of the menu at the foot, in order."""

NOT_FOUND: Final = "404.html"
"""The one page of all languages: nobody knows which one a wrong address was meant in."""


def folder_of(language: Language) -> str:
    """Return the folder of a language with its slash; nothing for standard Japanese."""
    return f"{language}/" if language else ""


def language_of(path: str) -> tuple[Language, str]:
    """Return the language of a page and its path below the folder of that language."""
    language = next((one for one in Language if one and path.startswith(folder_of(one))), Language.STANDARD)
    return language, path.removeprefix(folder_of(language))


def page_of_day(day: date) -> str:
    """Return the path of the page with the free slots of a day, below the folder of its language."""
    return f"slots/{day.isoformat()}.html"


def page_of_version(version: str) -> str:
    """Return the lasting path of a version of the terms, below the folder of its language."""
    return f"terms/{version}.html"


def tidy(path: str) -> str:
    """Return a path as addresses write it: a home page is its folder."""
    return path.removesuffix(PATHS["home"])


def top_of(path: str) -> str:
    """Return what leads from a page to the root of the site; relative, so that the site opens from a folder too."""
    return "../" * path.count("/")
