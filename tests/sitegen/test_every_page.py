"""What holds for each page of the site, whatever stands on it."""

import gzip
import itertools
import posixpath
import re

import pytest
from site_paths import PAGES, SILENT

from sitegen.checks.outline import outline
from sitegen.headers import POLICY


def _seen(page: bytes) -> str:
    return re.sub(r"<[^>]*>", "", page.decode())


@pytest.mark.parametrize("path", PAGES)
class TestEveryPage:
    def test_has_the_policy_the_language_and_the_landmarks(self, site: dict[str, bytes], path: str) -> None:
        page = site[path].decode()
        assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY.replace(chr(39), "&#39;")}">' in page
        assert f'<html lang="{"en" if path.startswith("en/") else "ja"}">' in page
        for landmark in (
            "<header",
            "<nav",
            '<main id="main" tabindex="-1">',
            "<footer",
            '<a class="skip" href="#main">',
        ):
            assert page.count(landmark) >= 1, landmark
        assert page.index('class="skip"') < page.index("<header")
        assert page.count("<h1") == 1

    def test_fetches_nothing_from_elsewhere_and_runs_nothing(self, site: dict[str, bytes], path: str) -> None:
        found = outline(site[path])
        assert not found.forbidden
        assert not [target for target in found.fetched if "//" in target or target.startswith("data:")]
        assert len(found.fetched) == (5 if path.endswith("leaflet.html") else 2)  # its own style and its two codes

    def test_keeps_within_its_size(self, site: dict[str, bytes], path: str) -> None:
        assert len(site[path]) <= 40_000
        assert len(gzip.compress(site[path])) <= (15_000 if path.startswith("easy/") else 10_000)

    def test_reads_well_aloud(self, site: dict[str, bytes], path: str) -> None:
        """NVDA says コメジルシ, マルイチ, ナミセン and カンスージゼロ for these."""
        assert not set("※①②③④⑤〇～〜") & set(_seen(site[path]))

    def test_has_no_symbol_without_a_word_and_no_link_without_an_aim(self, site: dict[str, bytes], path: str) -> None:
        page = site[path].decode()
        assert not re.search(r"[○△×](?!</i>\w)", page)
        links = re.findall(r"<a [^>]*>(.*?)</a>", page, re.DOTALL)
        said = [re.sub("<[^>]*>", "", link).strip() for link in links]
        assert not {"", "こちら", "ここ", "詳細", "詳しくはこちら", "クリック"} & set(said)

    def test_skips_no_level_of_headings(self, site: dict[str, bytes], path: str) -> None:
        levels = [int(level) for level in re.findall(r"<h([1-6])", site[path].decode())]
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))

    def test_marks_itself_in_the_menu(self, site: dict[str, bytes], path: str) -> None:
        current = re.findall(r'<a href="([^"]*)" aria-current="page"', site[path].decode())
        own = posixpath.relpath(path, posixpath.dirname(path) or ".")
        if path in SILENT:
            assert all("terms/" in target for target in current), "the history alone marks its version"
        else:
            assert [posixpath.normpath(target).rpartition("/")[2] for target in current] == [own]
