"""The whole site as bytes: words, terms, free slots and settings in, files by path out (pure).

No time of building stands anywhere: the same input gives the same bytes. What ships with the program
(templates, style sheet, icon) is read once.
"""

import hashlib
import itertools
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from madoguchi.clock import local
from madoguchi.config.content import Content, Words, terms_in_force
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from madoguchi.paths import shipped
from madoguchi.wording import say_date
from sitegen.indexes import robots, sitemap
from sitegen.links import check_links
from sitegen.mailform import LONGEST_MAILTO, MAIL_FORM, MAIL_SUBJECT, mailto
from sitegen.prose import prose
from sitegen.slots import Left, shown_weeks
from sitegen.terms import terms_page
from sitegen.words import fill_in_plain, office_words, say_wareki

CSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


class Calendar(NamedTuple):
    """A public feed as the page of calendars offers it."""

    path: str
    title: str
    what: str


_CALENDARS = (
    Calendar("free.ics", "空き状況", "予約を受け付けられる時間を表示します。"),
    Calendar("closed.ics", "休業日", "祝日、年末年始、臨時のお休みを表示します。"),
)

# Page name -> path. The first is the home page; the others stand in the menu in this order.
_MENU = {
    "home": "index.html",
    "flow": "flow.html",
    "apply": "apply.html",
    "slots": "slots.html",
    "calendar": "calendar.html",
    "terms": "terms.html",
    "privacy": "privacy.html",
}


def site_files(
    office: Office,
    content: Content,
    terms: tuple[TermsVersion, ...],
    free: tuple[FreeDay, ...],
    as_of: datetime,
    extra: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Make every file of the site.

    Args:
        office: The settings.
        content: The words of the pages.
        terms: Every version of the terms.
        free: The days to show, with what is left.
        as_of: Decides which terms are in force and which days lie ahead (aware).
        extra: Files made elsewhere, by path; `free.ics` must be among them, `closed.ics` may be.

    Returns:
        Path (with `/`) to bytes.

    Raises:
        ConfigurationError: Words, terms or links that cannot be used; each with its file.
        ValueError: `extra` holds a path of our own, or lacks the feed.
    """
    if _CALENDARS[0].path not in extra:
        raise ValueError(f"{_CALENDARS[0].path} is missing, to which the pages lead")
    today = local(as_of).date()
    site = _Site(office, content, today, tuple(one for one in _CALENDARS if one.path in extra))
    files = {path: data for path, (_, data) in _assets().items()}
    files["robots.txt"] = robots(office.site.address)
    for name in ("home", "flow", "apply", "privacy"):
        files[_MENU[name]] = site.plain_page(name, _MENU[name])
    files["slots.html"] = site.plain_page("slots", "slots.html", weeks=shown_weeks(free, today), today=today)
    files["calendar.html"] = site.plain_page("calendar", "calendar.html")
    files["404.html"] = site.plain_page("not-found", "404.html", top=site.base)
    files |= site.terms_pages(terms)
    files["sitemap.xml"] = sitemap(office.site.address, [path for path in files if path.endswith(".html")])
    if taken := sorted(files.keys() & extra.keys()):
        raise ValueError(f"extra holds paths of the generator: {taken}")
    files |= extra
    check_links(files, office.site.address, site.base)
    return dict(sorted(files.items()))


class _Site:
    """Renders pages of one office."""

    def __init__(self, office: Office, content: Content, today: date, calendars: tuple[Calendar, ...]) -> None:
        self._office = office
        self._content = content
        self._words = office_words(office)
        self._today = today
        self._calendars = calendars
        self.base = urlsplit(office.site.address).path.rstrip("/") + "/"
        self._mailto = mailto(office.office.mail)
        if len(self._mailto) >= LONGEST_MAILTO:
            raise ConfigurationError(
                ["office.toml の office.mail が長すぎて、メールのひな形を開くリンクを作れません。"]
            )

    def plain_page(self, name: str, path: str, top: str | None = None, **values: object) -> bytes:
        """Render a page of words and blocks; `top` leads to the root of the site."""
        words = self._content.pages[name]
        blocks = {
            "申し込み先": self._block("contact", path),
            "メールのひな形": self._block("mail_form", path),
            "カレンダーの登録先": self._block("feed", path),
        }
        if name == "slots":
            blocks["空き状況"] = self._block("slots", path, **values)
        body = prose(words.body, (words.file, words.first_line), self._words, blocks, top or "")
        return self._render("page", words, path, top, name=name, body=body)

    def terms_pages(self, versions: tuple[TermsVersion, ...]) -> dict[str, bytes]:
        """Render the terms in force and, at a lasting address each, every version."""
        words = self._content.pages["terms"]
        now = terms_in_force(versions, self._today)
        ends = {earlier.version: later.effective_on for earlier, later in itertools.pairwise(versions)}
        paths = {version.version: f"terms/{version.version}.html" for version in versions}
        history = [
            {"on": one.effective_on, "href": paths[one.version], "state": _state(one, now, ends)} for one in versions
        ]
        wanted = [("version", paths[one.version], one) for one in versions] + [("terms", "terms.html", now)]
        pages: dict[str, bytes] = {}
        for name, path, version in wanted:
            top = _top(path)
            shown = {
                "name": name,
                "version": version,
                "terms": terms_page(version, self._words, top),
                "state": _state(version, now, ends),
                "history": history,
                "body": prose(words.body, (words.file, words.first_line), self._words, {}, top),
            }
            pages[path] = self._render("terms", words, path, None, **shown)
        return pages

    def _block(self, block: str, path: str, **values: object) -> Markup:
        template = _environment().get_template(f"blocks/{block}.html.j2")
        return Markup(template.render(self._common(path, None) | values))  # noqa: S704 -- autoescaped by Jinja

    def _render(self, template: str, words: Words, path: str, top: str | None, **values: object) -> bytes:
        given = self._common(path, top) | values
        given["title"] = fill_in_plain(words.title, self._words)
        given["lead"] = fill_in_plain(words.lead, self._words)
        return (_environment().get_template(f"{template}.html.j2").render(given).rstrip() + "\n").encode()

    def _common(self, path: str, top: str | None) -> dict[str, Any]:
        address = self._office.site.address
        return {
            "office": self._office.office,
            "words": self._words,
            "site_title": fill_in_plain(self._content.pages["home"].title, self._words),
            "menu": [
                (name, target, fill_in_plain(self._content.pages[name].title, self._words))
                for name, target in _MENU.items()
                if name != "home"
            ],
            "top": _top(path) if top is None else top,
            "path": path,
            "address": address,
            "canonical": f"{address}/{'' if path == 'index.html' else path}",
            "csp": CSP,
            "assets": {name: asset for asset, (name, _) in _assets().items()},
            "calendars": self._calendars,
            "webcal": f"webcal://{address.partition('://')[2]}",
            "mailto": self._mailto,
            "mail_form": MAIL_FORM,
            "mail_subject": MAIL_SUBJECT,
            "Left": Left,
            "say_date": say_date,
            "say_wareki": say_wareki,
        }


def _top(path: str) -> str:
    """Return what leads from a page to the root of the site; relative, so that the site opens from a folder too."""
    return "../" * path.count("/")


def _state(version: TermsVersion, now: TermsVersion, ends: Mapping[str, date]) -> str:
    if version is now:
        return "現在有効な版"
    if version.effective_on > now.effective_on:
        return f"{say_date(version.effective_on)}から有効になる版"
    return f"{say_date(ends[version.version])}に新しい版に替わりました"


@cache
def _environment() -> Environment:
    """Make the environment; escaping is on for every template, whatever its name ends in."""
    return Environment(
        loader=FileSystemLoader(shipped("templates") / "site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _assets() -> dict[str, tuple[str, bytes]]:
    """Return path -> (name, bytes); the path carries a hash of the bytes, so that it may be kept for ever."""
    found: dict[str, tuple[str, bytes]] = {}
    for source in sorted(shipped("site/assets").iterdir()):
        data = source.read_bytes().replace(b"\r\n", b"\n")
        digest = hashlib.sha256(data).hexdigest()[:10]
        found[f"assets/{source.stem}.{digest}{source.suffix}"] = (source.name, data)
    return found
