"""The whole site as bytes: words, terms, free slots and settings in, files by path out (pure).

No time of building stands anywhere: the same input gives the same bytes.
"""

from collections.abc import Mapping
from datetime import date, datetime

from madoguchi.clock import local
from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from sitegen.indexes import robots, sitemap
from sitegen.links import check_links
from sitegen.mailform import form, mailto
from sitegen.plan import NOT_FOUND, PATHS, page_of_day
from sitegen.renderer import CALENDARS, Renderer, assets
from sitegen.slots import ShownDay, Week, shown_weeks
from sitegen.terms_pages import terms_pages

_NEXT_DAYS = 3  # days with free slots on the home page


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
        as_of: Decides which terms are in force, which days lie ahead and which news stand (aware).
        extra: Files made elsewhere, by path; `free.ics` must be among them, `closed.ics` may be.

    Returns:
        Path (with `/`) to bytes.

    Raises:
        ConfigurationError: Words, terms or links that cannot be used; each with its file.
        ValueError: `extra` holds a path of our own, or lacks the feed.
    """
    if CALENDARS[0].path not in extra:
        raise ValueError(f"{CALENDARS[0].path} is missing, to which the pages lead")
    today = local(as_of).date()
    calendars = tuple(one for one in CALENDARS if one.path in extra)
    renderers = [Renderer(office, content, language, calendars) for language in Language]
    files = {path: data for path, (_, data) in assets().items()}
    for renderer in renderers:
        files |= _edition(renderer, content, terms, free, today)
    files[NOT_FOUND] = _not_found(renderers)
    files["robots.txt"] = robots(office.site.address)
    files["sitemap.xml"] = sitemap(office.site.address, [path for path in files if path.endswith(".html")])
    if taken := sorted(files.keys() & extra.keys()):
        raise ValueError(f"extra holds paths of the generator: {taken}")
    files |= extra
    check_links(files, office.site.address, renderers[0].base)
    return dict(sorted(files.items()))


def _edition(
    renderer: Renderer, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], today: date
) -> dict[str, bytes]:
    """Make the pages of one language."""
    weeks = shown_weeks(free, today, renderer.speech)
    news = [text for one in content.news if one.stands_on(today) and (text := one.words(renderer.language))]
    files: dict[str, bytes] = {}
    for name, below in PATHS.items():
        if name == "terms":
            continue
        blocks = {
            "申し込み先": renderer.block("contact", name, below),
            "メールのひな形": renderer.block("mail_form", name, below),
            "カレンダーの登録先": renderer.block("feed", name, below),
        }
        if name == "home":
            blocks["お知らせ"] = renderer.block("news", name, below, news=news)
            blocks["次の空き"] = renderer.block("next_free", name, below, days=_next_free(weeks), today=today)
        if name == "slots":
            blocks["空き状況"] = renderer.block("slots", name, below, weeks=weeks, today=today)
        template = "leaflet" if name == "leaflet" else "page"
        files[renderer.path(below)] = renderer.page(template, name, below, blocks=blocks)
    for day in (day for week in weeks for day in week.days if day.starts):
        files[renderer.path(page_of_day(day.on))] = _day_page(renderer, day, today)
    return files | terms_pages(renderer, terms, today)


def _next_free(weeks: tuple[Week, ...]) -> list[ShownDay]:
    return [day for week in weeks for day in week.days if day.is_free][:_NEXT_DAYS]


def _day_page(renderer: Renderer, day: ShownDay, today: date) -> bytes:
    """Make the page of a day: each free slot with a mail that is filled in already (and the same to copy)."""
    mail = renderer.office.office.mail
    offers = [
        (start, mailto(mail, renderer.language, start.at), form(renderer.language, start.at))
        for start in day.starts
        if start.is_free
    ]
    return renderer.frame("day", "slots", page_of_day(day.on), current="", day=day, offers=offers, today=today)


def _not_found(renderers: list[Renderer]) -> bytes:
    """Make the page for what is missing: in every language, and with links from the root of the site."""
    first, *others = renderers
    more = [(one, *one.words_of("not-found", first.base)) for one in others]
    _, _, body = first.words_of("not-found", first.base)
    return first.frame("not_found", "not-found", NOT_FOUND, first.base, body=body, more=more)
