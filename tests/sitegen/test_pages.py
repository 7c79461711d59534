"""The site as a whole: what stands on it, what it may not do, and how large it may be."""

import gzip
import itertools
import re
from datetime import date, datetime, timedelta

import pytest

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from sitegen.links import outline
from sitegen.mailform import MAIL_FORM
from sitegen.pages import CSP, site_files

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
PAGES = (
    *("404.html", "apply.html", "calendar.html", "flow.html", "index.html", "privacy.html", "slots.html"),
    *("terms.html", "terms/2020-11-20.html"),
)


def _seen(page: bytes) -> str:
    return re.sub(r"<[^>]*>", "", page.decode())


def test_the_site_has_its_pages_and_small_files(site: dict[str, bytes]) -> None:
    assert tuple(path for path in site if path.endswith(".html")) == PAGES
    assert {"free.ics", "closed.ics", "robots.txt", "sitemap.xml"} < set(site)


def test_the_same_input_gives_the_same_bytes_at_any_hour_of_the_day(
    office: Office,
    content: Content,
    terms: tuple[TermsVersion, ...],
    free: tuple[FreeDay, ...],
    as_of: datetime,
    site: dict[str, bytes],
) -> None:
    later = as_of + timedelta(hours=9)
    assert (
        site_files(office, content, terms, free, later, {name: site[name] for name in ("free.ics", "closed.ics")})
        == site
    )


@pytest.mark.parametrize("path", PAGES)
class TestEveryPage:
    def test_has_the_policy_the_language_and_the_landmarks(self, site: dict[str, bytes], path: str) -> None:
        page = site[path].decode()
        assert f'<meta http-equiv="Content-Security-Policy" content="{CSP.replace(chr(39), "&#39;")}">' in page
        assert '<html lang="ja">' in page
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
        assert len(found.fetched) == 2

    def test_keeps_within_its_size(self, site: dict[str, bytes], path: str) -> None:
        assert len(site[path]) <= 40_000
        assert len(gzip.compress(site[path])) <= 10_000

    def test_reads_well_aloud(self, site: dict[str, bytes], path: str) -> None:
        """NVDA says コメジルシ, マルイチ, ナミセン and カンスージゼロ for these."""
        assert not set("※①②③④⑤〇～〜") & set(_seen(site[path]))

    def test_has_no_symbol_without_a_word_and_no_link_without_an_aim(self, site: dict[str, bytes], path: str) -> None:
        page = site[path].decode()
        assert not re.search(r"[○△×](?!</i>[空残満])", page)
        links = re.findall(r"<a [^>]*>(.*?)</a>", page, re.DOTALL)
        said = [re.sub("<[^>]*>", "", link).strip() for link in links]
        assert not {"", "こちら", "ここ", "詳細", "詳しくはこちら", "クリック"} & set(said)

    def test_skips_no_level_of_headings(self, site: dict[str, bytes], path: str) -> None:
        levels = [int(level) for level in re.findall(r"<h([1-6])", site[path].decode())]
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))

    def test_marks_itself_in_the_menu(self, site: dict[str, bytes], path: str) -> None:
        menu = site[path].decode().partition("</header>")[0]
        current = re.findall(r'<a href="([^"]*)" aria-current="page"', menu)
        assert current == ([] if path in {"404.html", "terms/2020-11-20.html"} else [path])


def test_the_style_sheet_keeps_within_its_size_and_asks_nobody(site: dict[str, bytes]) -> None:
    (style,) = [data for path, data in site.items() if path.endswith(".css")]
    assert len(style) <= 12_000
    assert len(gzip.compress(style)) <= 4_000
    assert not re.search(rb"url\(|@import|@font-face|//", style)


def _luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    if len(colour) == 3:
        digits = "".join(sign * 2 for sign in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_stands_out(site: dict[str, bytes], scheme: int) -> None:
    """WCAG 2.2, 1.4.6: 7 to 1 for text; 1.4.11: 3 to 1 for the lines of tables."""
    (style,) = [data.decode() for path, data in site.items() if path.endswith(".css")]
    palettes = [
        dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", part))
        for part in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    colours = palettes[0] | (palettes[1] if scheme else {})
    for text in ("text", "quiet", "brand", "link", "hover", "visited", "free", "few"):
        assert _contrast(colours[text], colours["ground"]) >= 7, text
    for text in ("text", "link", "free", "few", "full"):
        assert _contrast(colours[text], colours["soft"]) >= 4.5, text
    assert _contrast(colours["on-button"], colours["button"]) >= 7
    assert _contrast(colours["line"], colours["ground"]) >= 3


def test_the_mail_form_is_on_the_page_to_the_letter(site: dict[str, bytes]) -> None:
    page = site["apply.html"].decode()
    form = page.partition("<pre")[2].partition(">")[2].partition("</pre>")[0].strip("\n")
    assert form == "\n".join(MAIL_FORM)


def test_the_flow_has_four_steps(site: dict[str, bytes]) -> None:
    steps = re.findall(r"<h2[^>]*>(ステップ\d)", site["flow.html"].decode())
    assert steps == ["ステップ1", "ステップ2", "ステップ3", "ステップ4"]


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        (
            "index.html",
            ("30分", "40分", "9時30分から11時", "14時から16時", "前日まで", "職業紹介", "模擬面接", "Zoom", "求職登録"),
        ),
        (
            "flow.html",
            ("利用規約", "電話", "ID", "パスコード", "電話での相談に切り替える", "10分", "録画、録音、配信", "2回目"),
        ),
        (
            "apply.html",
            ("氏名", "求職番号", "希望日時", "前日まで", "0796-00-0000", "マイナンバー", "年末年始", "60日先"),
        ),
        (
            "calendar.html",
            (
                *("1日ほど遅れる", "予約にはなりません|予約になりません", "満員", "個人", "休業日"),
                *("8時間から24時間", "早める方法はありません", "3時間ほど", "送受信の間隔", "自動で更新"),
                *("インポート", "写し", "照会", "URLで追加", "Webからサブスクライブ", "連絡はいりません"),
            ),
        ),
        ("privacy.html", ("職業安定法第5条の4", "アクセス履歴", "Cookie", "パスコード")),
        ("404.html", ("見つかりません", "0796-00-0000")),
    ],
)
def test_a_page_tells_what_readers_come_for(site: dict[str, bytes], path: str, facts: tuple[str, ...]) -> None:
    said = _seen(site[path])
    assert not [fact for fact in facts if not re.search(fact, said)]


def test_each_calendar_can_be_subscribed_by_a_button_and_by_its_address(site: dict[str, bytes]) -> None:
    """The address is no link: opening it would take a copy, which is never brought up to date."""
    links = outline(site["calendar.html"]).links
    addresses = re.findall(r'<p class="address">(.*?)</p>', site["calendar.html"].decode())
    for name in ("free.ics", "closed.ics"):
        assert f"webcal://www.hellowork-toyooka.example/{name}" in links
        assert f"https://www.hellowork-toyooka.example/{name}" in addresses
    assert [link for link in links if link.endswith(".ics") and not link.startswith("webcal:")] == []


def test_a_calendar_that_is_not_made_is_not_offered(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    page = site_files(office, content, terms, free, as_of, FEED)["calendar.html"].decode()
    assert "/free.ics" in page
    assert "/closed.ics" not in page


def test_robots_may_read_the_feed(site: dict[str, bytes]) -> None:
    lines = site["robots.txt"].decode().splitlines()
    assert "Disallow:" in lines
    assert not [line for line in lines if line.startswith("Disallow: ")]
    assert "Sitemap: https://www.hellowork-toyooka.example/sitemap.xml" in lines


def test_the_sitemap_lists_the_pages_but_not_the_one_for_what_is_missing(site: dict[str, bytes]) -> None:
    listed = re.findall(r"<loc>https://www\.hellowork-toyooka\.example/(.*?)</loc>", site["sitemap.xml"].decode())
    assert sorted(listed) == sorted(path.removesuffix("index.html") for path in PAGES if path != "404.html")


def test_the_slots_say_words_and_never_a_count(site: dict[str, bytes]) -> None:
    page = site["slots.html"].decode()
    assert '<time datetime="2026-11-30">2026年11月30日（月）</time>の時点' in page
    assert {"空き", "残りわずか", "満員", "お休み（年末年始）"} <= set(
        re.findall(r"空き|残りわずか|満員|お休み（年末年始）", page)
    )
    assert not re.search(r"残り\s*\d|\d\s*(?:名|人|件|枠)", _seen(site["slots.html"]))
    assert "相談員" not in page


def test_without_free_days_the_page_says_whom_to_ask(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    page = site_files(office, content, terms, (), as_of, FEED)["slots.html"].decode()
    assert "お電話でお尋ねください" in page


def test_a_week_without_any_slot_tells_its_days(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    closed = (FreeDay(on=date(2026, 12, 29), closed="年末年始"), FreeDay(on=date(2026, 12, 30), closed="年末年始"))
    page = site_files(office, content, terms, closed, as_of, FEED)["slots.html"].decode()
    assert "<li>12月29日（火） お休み（年末年始）</li>" in page
    assert "<table>" not in page


def test_what_the_office_writes_is_text_and_never_markup(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    evil = '<script>alert(1)</script>"*_[x](http://evil.example)'
    named = office.model_copy(update={"office": office.office.model_copy(update={"name": evil})})
    page = content.pages["home"].model_copy(update={"body": "<b onclick=x>太字</b> {事業所名}\n", "lead": evil})
    words = content.model_copy(update={"pages": {**content.pages, "home": page}})
    home = site_files(named, words, terms, free, as_of, FEED)["index.html"]
    assert b"<script" not in home
    assert b"<b " not in home
    assert not [link for link in outline(home).links if "evil" in link]


def test_each_version_of_the_terms_has_a_lasting_page(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    versions = tuple(
        terms[0].model_copy(update={"version": day.isoformat(), "effective_on": day})
        for day in (as_of.date() - timedelta(days=900), as_of.date(), as_of.date() + timedelta(days=1))
    )
    site = site_files(office, content, versions, free, as_of, FEED)
    states = {
        path: re.findall(r"<dt>状態</dt><dd>(.*?)</dd>", page.decode())
        for path, page in site.items()
        if path.startswith("terms")
    }
    assert states == {
        "terms.html": ["現在有効な版"],
        "terms/2024-06-13.html": ["2026年11月30日（月）に新しい版に替わりました"],
        "terms/2026-11-30.html": ["現在有効な版"],
        "terms/2026-12-01.html": ["2026年12月1日（火）から有効になる版"],
    }


def test_a_site_below_a_path_finds_its_style_from_the_missing_page(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    moved = Office.model_validate(office.model_dump() | {"site": {"url": "https://www.town.example/madoguchi/"}})
    site = site_files(moved, content, terms, free, as_of, FEED)
    assert b'href="/madoguchi/flow.html"' in site["404.html"]
    assert b'href="flow.html"' in site["index.html"]
    assert b'href="../flow.html"' in site["terms/2020-11-20.html"]


def test_the_feed_must_come_along(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    with pytest.raises(ValueError, match=r"free\.ics is missing"):
        site_files(office, content, terms, free, as_of, {})


def test_a_file_from_elsewhere_replaces_no_page(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    with pytest.raises(ValueError, match=r"index\.html"):
        site_files(office, content, terms, free, as_of, FEED | {"index.html": b""})


def test_an_address_too_long_for_the_mail_link_is_refused(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    about = office.office.model_copy(update={"mail": "a" * 900 + "@town.example"})
    with pytest.raises(ConfigurationError, match=r"office\.mail が長すぎ"):
        site_files(office.model_copy(update={"office": about}), content, terms, (), as_of, FEED)
