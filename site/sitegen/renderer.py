"""Renders the pages of one language: words and blocks in, bytes of HTML out (pure).

What ships with the program (templates, style sheet, icon) is read once.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from madoguchi.paths import shipped
from madoguchi.speech.languages import SPEECH
from sitegen.headers import POLICY
from sitegen.plan import FOOT, MENU, NOT_FOUND, PATHS, folder_of, tidy, top_of
from sitegen.slots import Left
from sitegen.styles import small
from sitegen.text.foreign import with_japanese_marked
from sitegen.text.mailform import LONGEST_MAILTO, SUBJECTS, form, mailto
from sitegen.text.phrases import with_phrases
from sitegen.text.prose import prose
from sitegen.text.readings import with_readings
from sitegen.text.words import fill_in, fill_in_plain, office_words, say_wareki

Blocks = Mapping[str, Callable[[], Markup]]
_FINISHES: Mapping[Language, Callable[[str], str]] = MappingProxyType(
    {Language.STANDARD: with_phrases, Language.EASY: with_readings, Language.ENGLISH: with_japanese_marked}
)
_NAMES = {path: name for name, path in PATHS.items()}
_LINK_INTO = re.compile(r"\]\(([a-z]+\.html)#([a-z0-9-]+)\)")
_NO_BLOCKS: Blocks = MappingProxyType({})


class Calendar(NamedTuple):
    """A public feed as the page of calendars offers it; its labels are `calendar_<name>` and `calendar_<name>_what`."""

    path: str
    name: str


CALENDARS = (Calendar("free.ics", "free"), Calendar("closed.ics", "closed"))


class Renderer:
    """Renders pages of one office in one language.

    Args:
        office: The settings.
        content: The words of all languages.
        language: The one to render.
        calendars: The feeds that are offered.
    """

    def __init__(self, office: Office, content: Content, language: Language, calendars: tuple[Calendar, ...]) -> None:
        self.office = office
        self.language = language
        self.edition = content.edition(language)
        self.speech = SPEECH[language]
        self.words = office_words(office, language)
        self.base = urlsplit(office.site.address).path.rstrip("/") + "/"
        self._names = {one: content.edition(one).labels["language"] for one in Language}
        self._labels = {key: fill_in_plain(text, self.words) for key, text in self.edition.labels.items()}
        problems = [
            f"{page.file} の{line}行目：{{{unknown}}} という置き換えはありません。"
            for page in self.edition.pages.values()
            for line, text in ((1, page.title), (page.lead_line, page.lead))
            for _, unknown in fill_in(text, self.words)[1]
        ]
        if problems:
            raise ConfigurationError(problems)
        self._of_every_page = self._values_of_every_page(calendars)

    def label(self, key: str, **values: str) -> str:
        """Return a label with values put in."""
        return fill_in_plain(self._labels[key], values)

    def path(self, below: str) -> str:
        """Return the path of a page from the root of the site."""
        return folder_of(self.language) + below

    def address_of(self, below: str) -> str:
        """Return the whole address of a page."""
        return f"{self.office.site.address}/{tidy(self.path(below))}"

    def heading_of(self, name: str) -> tuple[str, str]:
        """Return the title and the lead of a page."""
        words = self.edition.pages[name]
        return fill_in_plain(words.title, self.words), fill_in_plain(words.lead, self.words)

    def page(self, template: str, name: str, below: str, blocks: Blocks = _NO_BLOCKS, **values: object) -> bytes:
        """Render a page of words.

        Args:
            template: Its file without `.html.j2`.
            name: The page of the content; also its place in the menu.
            below: Its path below the folder of the language.
            blocks: What each `{{name}}` in the words stands for.
            **values: What the template wants besides.
        """
        top = top_of(self.path(below))
        return self.frame(template, name, below, top, body=self.body_of(name, top, blocks), **values)

    def frame(self, template: str, name: str, below: str, top: str | None = None, **values: object) -> bytes:
        """Render a page whose body is the template's own; `top` leads to the root of the site where that is not plain."""
        top = top_of(self.path(below)) if top is None else top
        title, lead = self.heading_of(name)
        given = self._common(name, below, top) | {"title": title, "lead": lead}
        page = _environment().get_template(f"{template}.html.j2").render(given | values).rstrip() + "\n"
        return _FINISHES[self.language](page).encode()

    def block(self, block: str, name: str, below: str, **values: object) -> Callable[[], Markup]:
        """Return what renders a block that stands in the words of a page."""

        def rendered() -> Markup:
            template = _environment().get_template(f"blocks/{block}.html.j2")
            given = self._common(name, below, top_of(self.path(below))) | values
            return Markup(template.render(given))  # noqa: S704 -- autoescaped by Jinja

        return rendered

    def body_of(self, name: str, top: str, blocks: Blocks = _NO_BLOCKS) -> Markup:
        """Return the words of a page below its title and lead; `top` leads to the root of the site."""
        words = self.edition.pages[name]
        text = words.body if name in self.edition.own else self._without_lost_anchors(words.body)
        return prose(text, (words.file, words.first_line), self.words, blocks, top + folder_of(self.language))

    def _without_lost_anchors(self, text: str) -> str:
        """Let the shipped words lead to the top of a page that the office has written without the heading they mean."""

        def led(link: re.Match[str]) -> str:
            name = _NAMES.get(link[1], "")
            is_lost = name in self.edition.own and f"{{#{link[2]}}}" not in self.edition.pages[name].body
            return f"]({link[1]})" if is_lost else link[0]

        return _LINK_INTO.sub(led, text)

    def _common(self, name: str, below: str, top: str) -> dict[str, Any]:
        """Return what the template of any page may ask for."""
        address = self.office.site.address
        twin = PATHS["home"] if below == NOT_FOUND else below
        return self._of_every_page | {
            "name": name,
            "current": name,
            "editions": [
                (one, self._names[one], f"{top}{folder_of(one)}{twin}", f"{address}/{tidy(folder_of(one) + twin)}")
                for one in Language
            ],
            "top": top,
            "here": top + folder_of(self.language),
            "below": below,
            "canonical": self.address_of(below),
        }

    def _values_of_every_page(self, calendars: tuple[Calendar, ...]) -> dict[str, Any]:
        """Return what is the same on every page, made once."""
        address, link = self.office.site.address, mailto(self.office.office.mail, self.language)
        if len(link) >= LONGEST_MAILTO:
            raise ConfigurationError(
                ["office.toml の office.mail が長すぎて、メールのひな形を開くリンクを作れません。"]
            )
        return {
            "lang": self.language.tag,
            "language": self.language,
            "office": self.office.office,
            "words": self.words,
            "say": self._labels,
            "speech": self.speech,
            "site_title": self.heading_of("home")[0],
            "menu": self._links(MENU),
            "foot": self._links(FOOT),
            "address": address,
            "csp": POLICY,
            "assets": {asset_name: asset for asset, (asset_name, _) in assets().items()},
            "calendars": calendars,
            "webcal": f"webcal://{address.partition('://')[2]}",
            "mailto": link,
            "mail_form": form(self.language),
            "mail_subject": SUBJECTS[self.language],
            "Left": Left,
            "say_wareki": say_wareki,
        }

    def _links(self, names: tuple[str, ...]) -> list[tuple[str, str, str]]:
        return [(name, PATHS[name], self.heading_of(name)[0]) for name in names]


@cache
def _environment() -> Environment:
    """Make the environment; escaping is on for every template, whatever its name ends in."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates") / "site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["fill"] = _fill
    environment.filters["readings"] = _readings
    return environment


def _fill(label: str, **values: object) -> str:
    """Put values into a label: `"{day}の時点" | fill(day=…)`."""
    return fill_in_plain(label, {name: str(value) for name, value in values.items()})


def _readings(text: str) -> Markup:
    """Put the readings of easy Japanese above the kanji in a part of a page of another language."""
    return Markup(with_readings(str(escape(text))))  # noqa: S704 -- escaped before


@cache
def assets() -> dict[str, tuple[str, bytes]]:
    """Return path -> (name, bytes); the path carries a hash of the bytes, so that it may be kept for ever."""
    found: dict[str, tuple[str, bytes]] = {}
    for source in sorted(shipped("site/assets").iterdir()):
        data = source.read_bytes()
        if source.suffix != ".png":
            data = data.replace(b"\r\n", b"\n")  # a checkout on Windows
        if source.suffix == ".css":
            data = small(data.decode()).encode()
        digest = hashlib.sha256(data).hexdigest()[:10]
        found[f"assets/{source.stem}.{digest}{source.suffix}"] = (source.name, data)
    return found
