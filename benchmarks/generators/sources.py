"""The sample site, and the same pages as sources for other generators: front matter, and the page's own HTML.

The peers get finished HTML where we have Markdown, words to fill in and slots to lay out, so what is compared
favours them.
"""

import json
import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from madoguchi.clock import TOKYO
from madoguchi.config.content import load_content
from madoguchi.config.load import load_office
from madoguchi.config.terms import load_terms
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.paths import shipped
from sitegen.pages import site_files
from sitegen.publishing.publish import Published, publish

AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
_OWN = Path("no own content")
_FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
_CLOCKS = ((9, 30), (10, 0), (10, 30), (14, 0), (14, 30), (15, 0), (15, 30))
_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LAYOUT = (
    '<!doctype html>\n<html lang="ja">\n<head><meta charset="utf-8"><title>%s</title></head>\n<body>\n<header>'
    "<nav><ul>%s</ul></nav></header>\n<main>\n%s\n</main>\n<footer><p>豊岡公共職業安定所</p></footer>\n</body>\n</html>\n"
)
_MENU = "".join(
    f'<li><a href="/{name}.html">{name}</a></li>' for name in ("index", "flow", "apply", "slots", "ready", "terms")
)


class Source(NamedTuple):
    """One page: its path without `.html`, its title and what stands in its main part."""

    path: str
    title: str
    html: str


def sample_site() -> dict[str, bytes]:
    """Build the site of the sample office with four weeks of slots, as `madoguchi publish` does."""
    terms = load_terms(_OWN)
    content = load_content(_OWN, [version.version for version in terms])
    office = load_office(shipped("examples") / "office.toml")
    return site_files(office, content, terms, _free(), AS_OF, {"free.ics": _FEED, "closed.ics": _FEED})


def publish_site(public: Path) -> Published:
    """Build the sample site and publish it."""
    return publish(sample_site(), public, AS_OF, keep=10)


def sources(files: dict[str, bytes]) -> list[Source]:
    """Take every page apart."""
    found: list[Source] = []
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        page = data.decode()
        title, main = _TITLE.search(page), _MAIN.search(page)
        if title is None or main is None:
            raise ValueError(f"{path} has no title or no main part")
        found.append(Source(path.removesuffix(".html"), title[1], main[1].strip()))
    return found


def write_hugo(root: Path, pages: list[Source]) -> None:
    """Write a site of hugo."""
    _write(
        root / "hugo.toml",
        'baseURL = "https://town.example/"\ndisableKinds = ["taxonomy", "term", "section", "home"]\n',
    )
    _write(root / "layouts/_default/single.html", _LAYOUT % ("{{ .Title }}", _MENU, "{{ .Content }}"))
    for page in pages:
        front = {"title": page.title, "url": f"/{page.path}.html"}
        _write(root / "content" / f"{_flat(page.path)}.html", f"{json.dumps(front, ensure_ascii=False)}\n{page.html}\n")


def write_eleventy(root: Path, pages: list[Source]) -> None:
    """Write a site of eleventy."""
    _write(root / "_includes/page.liquid", _LAYOUT % ("{{ title }}", _MENU, "{{ content }}"))
    for page in pages:
        front = f"---\nlayout: page.liquid\ntitle: {json.dumps(page.title, ensure_ascii=False)}\npermalink: /{page.path}.html\n---\n"
        _write(root / "pages" / f"{_flat(page.path)}.html", front + page.html + "\n")


def write_pelican(root: Path, pages: list[Source]) -> None:
    """Write a site of pelican, without what it makes by default beside the pages."""
    settings = (
        "PATH = 'content'\nOUTPUT_PATH = 'output'\nTHEME = 'theme'\nPAGE_PATHS = ['pages']\nARTICLE_PATHS = []\n"
        "SITENAME = 'town'\nTIMEZONE = 'Asia/Tokyo'\nPAGE_SAVE_AS = '{slug}.html'\nDIRECT_TEMPLATES = []\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''\n"
    )
    _write(root / "pelicanconf.py", settings)
    _write(root / "theme/templates/page.html", _LAYOUT % ("{{ page.title }}", _MENU, "{{ page.content }}"))
    for page in pages:
        head = f'<html><head><title>{page.title}</title><meta name="slug" content="{page.path}"></head><body>'
        _write(root / "content/pages" / f"{_flat(page.path)}.html", f"{head}{page.html}</body></html>\n")


def _flat(path: str) -> str:
    return f"page-{path.replace('/', '-')}"  # a plain `index` would make its folder one page in hugo


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _free() -> tuple[FreeDay, ...]:
    days = (date(2026, 12, 1) + timedelta(days=number) for number in range(28))
    return tuple(_day(on) for on in days)


def _day(on: date) -> FreeDay:
    if on.isoweekday() > 5:
        return FreeDay(on=on, closed="土曜日")
    starts = (datetime(on.year, on.month, on.day, *clock) for clock in _CLOCKS)  # noqa: DTZ001 -- wall-clock time of the office
    return FreeDay(
        on=on, slots=tuple(FreeSlot(start=one, left=1 + at % 2, capacity=2) for at, one in enumerate(starts))
    )


if __name__ == "__main__":
    publish_site(Path(sys.argv[1]))
