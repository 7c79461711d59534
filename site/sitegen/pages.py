"""The whole site as bytes: words, terms, free slots and settings in, files by path out (pure).

No time of building stands anywhere: the same input gives the same bytes.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from madoguchi.clock import local
from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.config.terms import terms_in_force
from madoguchi.model.language import Language
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from sitegen.checks.check import check_site
from sitegen.day_pages import day_pages
from sitegen.headers import HEADERS_FILE, headers_file
from sitegen.indexes import robots, sitemap
from sitegen.leaflet.sheet import leaflet_files
from sitegen.plan import NOT_FOUND, PATHS, page_of_version
from sitegen.renderer import CALENDARS, Renderer, assets
from sitegen.security import security_file
from sitegen.slots import ShownDay, Week, in_detail, shown_weeks
from sitegen.structured import service_data
from sitegen.terms_pages import terms_pages

_NOTHING_PRINTED: Mapping[str, bytes] = MappingProxyType({})
_NEXT_DAYS = 3  # days with free slots on the home page


def site_files(
    office: Office,
    content: Content,
    terms: tuple[TermsVersion, ...],
    free: tuple[FreeDay, ...],
    as_of: datetime,
    extra: Mapping[str, bytes],
    printed: Mapping[str, bytes] = _NOTHING_PRINTED,
) -> dict[str, bytes]:
    """Make every file of the site.

    Args:
        office: The settings.
        content: The words of the pages.
        terms: Every version of the terms.
        free: The days to show, with what is left.
        as_of: Decides which terms are in force, which days lie ahead and which news stand (aware).
        extra: Files made elsewhere, by path; `free.ics` must be among them, `closed.ics` may be.
        printed: PDFs of the leaflets by what they were made of (`leaflet.source_of`); what fits no page stays away.

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
    editions = [_edition(one, content, terms, free, today) | leaflet_files(one, printed) for one in renderers]
    pages = tuple(path for path in editions[0] if path.endswith(".html"))  # those below the folder of any language
    for edition in editions:
        files |= edition
    files[NOT_FOUND] = _not_found(renderers)
    files["robots.txt"] = robots(office.site.address)
    files["sitemap.xml"] = sitemap(office.site.address, pages, _known_days(pages, terms, today))
    files |= security_file(office.site, today)
    if taken := sorted(files.keys() & extra.keys()):
        raise ValueError(f"extra holds paths of the generator: {taken}")
    files |= extra
    files[HEADERS_FILE] = headers_file(files)
    check_site(files, office.site.address, renderers[0].base, content)
    return dict(sorted(files.items()))


def _edition(
    renderer: Renderer, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], today: date
) -> dict[str, bytes]:
    """Make the pages of one language."""
    weeks = shown_weeks(free, today, renderer.speech)
    news = [text for one in content.news if one.stands_on(today) and (text := one.words(renderer.language))]
    files: dict[str, bytes] = {}
    for name, below in PATHS.items():
        if name in {"terms", "leaflet"}:
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
            detailed, later = in_detail(weeks)
            blocks["空き状況"] = renderer.block("slots", name, below, weeks=detailed, later=later, today=today)
        more = {"service_data": service_data(renderer)} if name == "home" else {}
        files[renderer.path(below)] = renderer.page("page", name, below, blocks=blocks, **more)
    return files | day_pages(renderer, weeks, today) | terms_pages(renderer, terms, today)


def _next_free(weeks: tuple[Week, ...]) -> list[ShownDay]:
    return [day for week in weeks for day in week.days if day.is_free][:_NEXT_DAYS]


def _known_days(pages: tuple[str, ...], terms: tuple[TermsVersion, ...], today: date) -> dict[str, date]:
    """Return since when a page says what it says, where that is known: free slots tell their day, terms theirs."""
    days = {path: today for path in pages if path.startswith("slots")}
    days |= {page_of_version(one.version): one.effective_on for one in terms if one.effective_on <= today}
    return days | {PATHS["terms"]: terms_in_force(terms, today).effective_on}


def _not_found(renderers: list[Renderer]) -> bytes:
    """Make the page for what is missing: in every language, and with links from the root of the site."""
    first, *others = renderers
    name, top = "not-found", first.base
    more = [(one, *one.heading_of(name), one.body_of(name, top)) for one in others]
    return first.frame("not_found", name, NOT_FOUND, top, body=first.body_of(name, top), more=more)
