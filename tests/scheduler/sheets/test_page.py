"""What holds for every page of the staff."""

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
import samples_of_papers as sample
from samples_of_staff_pages import staff_pages

from madoguchi.sheets import DAY_SHEET
from scheduler.letters.environment import dial
from scheduler.sheets.page import PAGES

ALL = staff_pages()
FILES = re.compile(rf"(?:{DAY_SHEET}\d{{4}}-\d\d-\d\d|要確認|電話連絡|空き待ち|カレンダーの誤り)\.(?:html|csv|txt)")


class Seen(HTMLParser):
    """What a page holds that could lead somewhere or do something."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.metas: dict[str, str] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        given = {name: value or "" for name, value in attrs}
        self.attributes += given.items()
        if tag == "meta":
            self.metas[given.get("name") or given.get("http-equiv", "")] = given.get("content", "")

    def every(self, *names: str) -> list[str]:
        return [value for name, value in self.attributes if name in names]


@pytest.fixture(params=ALL)
def page(request: pytest.FixtureRequest) -> bytes:
    return ALL[request.param]


def test_it_runs_nothing_and_asks_nobody(page: bytes) -> None:
    seen = Seen(page)
    assert seen.tags.keys() & {"script", "link", "img", "iframe", "object", "embed", "form", "input", "base"} == set()
    assert [name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "src"}] == []
    assert re.findall(rb"url\((?!#)|@import", page) == []


def test_the_policy_allows_its_own_style_and_nothing_else(page: bytes) -> None:
    (style,) = re.findall(rb"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = b64encode(sha256(style).digest()).decode()
    assert Seen(page).metas["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert b"<style" not in page.replace(b"<style>", b"", 1)


def test_it_leads_to_files_beside_it_to_its_own_parts_and_to_the_telephone(page: bytes) -> None:
    seen = Seen(page)
    own = {f"#{name}" for name in seen.every("id")}
    others = [unquote(href) for href in seen.every("href") if href not in own and not href.startswith("tel:")]
    assert [href for href in others if href not in PAGES and not FILES.fullmatch(href)] == []
    assert set(PAGES) <= set(others)


def test_no_search_engine_keeps_it_and_no_other_page_learns_of_it(page: bytes) -> None:
    assert Seen(page).metas["robots"] == "noindex, nofollow"
    assert Seen(page).metas["referrer"] == "no-referrer"


def test_its_ids_are_its_own_and_what_is_named_is_there(page: bytes) -> None:
    seen = Seen(page)
    ids = seen.every("id")
    assert len(set(ids)) == len(ids)
    named = [one for value in seen.every("aria-labelledby") for one in value.split()]
    named += re.findall(r"url\(#(.+?)\)", page.decode())
    assert set(named) <= set(ids)


def test_it_has_one_first_heading_and_none_is_skipped(page: bytes) -> None:
    levels = [int(one) for one in re.findall(rb"<h(\d)", page)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert staff_pages() == ALL


def test_the_passcode_is_on_the_day_sheet_alone() -> None:
    assert [name for name, page in ALL.items() if sample.CANARY.encode() in page] == ["day_sheet.html"]


def test_the_week_alone_lies_across() -> None:
    assert [name for name, page in ALL.items() if b"size: A4 landscape" in page] == ["week.html"]


@pytest.mark.parametrize(
    ("phone", "expected", "why"),
    [
        ("090-0000-0000", "tel:090-0000-0000", "as stored"),
        ("0796-00-0000", "tel:0796-00-0000", "a number of the land line"),
        ("+81-90-0000-0000", "tel:+81-90-0000-0000", "from abroad"),
        ("", "", "none"),
        ("110", "", "too short to be somebody's"),
        ("090-0000-000O", "", "a letter in it"),
        ("javascript:alert(1)", "", "no number"),
    ],
)
def test_only_a_number_is_dialled(phone: str, expected: str, why: str) -> None:
    assert dial(phone) == expected, why
