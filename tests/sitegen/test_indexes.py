"""What programs ask for by fixed names, and what they read in the head of each page."""

import re
import struct
from datetime import date, datetime, timedelta
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from site_paths import DAY, PAGES

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.terms import TermsVersion
from sitegen.indexes import robots, sitemap
from sitegen.pages import site_files
from sitegen.plan import NOT_FOUND, tidy

ADDRESS = "https://www.hellowork-toyooka.example"
FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _places(document: bytes) -> dict[str, ET.Element]:
    root = ET.fromstring(document)  # noqa: S314 -- our own bytes
    return {place.findtext("s:loc", "", SPACES): place for place in root.findall("s:url", SPACES)}


def _twins_in_sitemap(document: bytes) -> dict[str, dict[str, str]]:
    return {
        loc: {link.get("hreflang", ""): link.get("href", "") for link in place.findall("x:link", SPACES)}
        for loc, place in _places(document).items()
    }


def _twins_in_head(page: bytes) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', page.decode()))


def _canonical(page: bytes) -> str:
    (found,) = re.findall(r'<link rel="canonical" href="([^"]*)">', page.decode())
    return str(found)


def _said(page: bytes) -> dict[str, str]:
    return {
        name: unescape(said)
        for name, said in re.findall(r'<meta property="og:([^"]*)" content="([^"]*)">', page.decode())
    }


def test_robots_may_read_everything() -> None:
    """An empty Disallow allows all (RFC 9309 section 2.2.2)."""
    assert robots(ADDRESS).decode().splitlines() == [
        "User-agent: *",
        "Disallow:",
        "",
        f"Sitemap: {ADDRESS}/sitemap.xml",
    ]


def test_the_sitemap_lists_every_page_but_the_one_for_what_is_missing(site: dict[str, bytes]) -> None:
    pages = [path for path in site if path.endswith(".html") and path != NOT_FOUND]
    assert sorted(_places(site["sitemap.xml"])) == sorted(f"{ADDRESS}/{tidy(path)}" for path in pages)


def test_the_sitemap_and_the_pages_name_the_same_twins_and_they_name_each_other(site: dict[str, bytes]) -> None:
    listed = _twins_in_sitemap(site["sitemap.xml"])
    for path in (path for path in site if path.endswith(".html") and path != NOT_FOUND):
        own, named = _canonical(site[path]), _twins_in_head(site[path])
        assert listed[own] == named
        assert own == f"{ADDRESS}/{tidy(path)}"
        if path.startswith("easy/"):
            assert named == {}, "no tag tells easy Japanese from Japanese"
        else:
            assert set(named) == {"ja", "en", "x-default"}
            assert named["x-default"] == named["ja"]
            assert named["en" if path.startswith("en/") else "ja"] == own
            assert all(listed[twin] == named for twin in named.values())


def test_only_what_is_known_to_have_changed_has_a_day(site: dict[str, bytes]) -> None:
    days = {
        loc.removeprefix(f"{ADDRESS}/"): place.findtext("s:lastmod", "", SPACES)
        for loc, place in _places(site["sitemap.xml"]).items()
    }
    assert (days["slots.html"], days[f"en/{DAY}"]) == ("2026-11-30", "2026-11-30"), "free slots tell their day"
    assert (days["terms.html"], days["easy/terms/2020-11-20.html"]) == ("2020-11-20", "2020-11-20")
    assert (days[""], days["flow.html"]) == ("", ""), "nothing tells since when their words are what they are"


def test_a_version_to_come_has_no_day_yet(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    to_come = as_of.date() + timedelta(days=1)
    later = terms[0].model_copy(update={"version": to_come.isoformat(), "effective_on": to_come})
    site = site_files(office, content, (*terms, later), (), as_of, FEED)
    places = _places(site["sitemap.xml"])
    assert places[f"{ADDRESS}/terms/2026-12-01.html"].findtext("s:lastmod", "", SPACES) == ""
    assert places[f"{ADDRESS}/terms.html"].findtext("s:lastmod", "", SPACES) == terms[0].version


def test_an_address_is_escaped() -> None:
    document = sitemap("https://town.example/a&b", ["flow.html"], {"flow.html": date(2026, 11, 30)})
    assert "https://town.example/a&b/flow.html" in _places(document)


@pytest.mark.parametrize("path", [path for path in PAGES if path != NOT_FOUND])
def test_a_link_to_a_page_is_shown_with_its_title_its_lead_and_the_picture(site: dict[str, bytes], path: str) -> None:
    page = site[path]
    said, title = _said(page), unescape(re.findall(r"<title>(.*?)</title>", page.decode())[0])
    assert title.startswith(said["title"])
    assert f'<meta name="description" content="{said["description"]}">' in unescape(page.decode())
    assert said["url"] == _canonical(page)
    assert said["locale"] == ("en_US" if path.startswith("en/") else "ja_JP")
    assert said["image:alt"]
    assert not re.search(r"[《》]", "".join(said.values()))
    picture = site[said["image"].removeprefix(f"{ADDRESS}/")]
    assert struct.unpack(">II", picture[16:24]) == (int(said["image:width"]), int(said["image:height"])) == (1200, 630)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n"), "a checkout must not turn its line ends"
    assert len(picture) <= 40_000


def test_the_page_for_what_is_missing_is_found_by_nobody(site: dict[str, bytes]) -> None:
    page = site[NOT_FOUND].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "og:" not in page
    assert 'hreflang="x-default"' not in page
