"""The site as a whole: what stands on it, what it may not do, and how large it may be."""

import re
from datetime import date, datetime, timedelta

import pytest
from site_paths import PAGES

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from sitegen.checks.outline import outline
from sitegen.pages import site_files
from sitegen.text.mailform import form

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}


def _seen(page: bytes) -> str:
    return re.sub(r"<[^>]*>", "", page.decode())


def test_the_site_has_its_pages_and_small_files(site: dict[str, bytes]) -> None:
    assert {path for path in site if path.endswith(".html") and "slots/" not in path} == {
        path for path in PAGES if "slots/" not in path
    }
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


def test_the_mail_form_is_on_the_page_to_the_letter(site: dict[str, bytes]) -> None:
    page = site["apply.html"].decode()
    shown = page.partition("<pre")[2].partition(">")[2].partition("</pre>")[0].strip("\n")
    assert shown == "\n".join(form(Language.STANDARD))


def test_the_flow_has_four_steps(site: dict[str, bytes]) -> None:
    steps = re.findall(r"<h2[^>]*>(ステップ\d)", site["flow.html"].decode())
    assert steps == ["ステップ1", "ステップ2", "ステップ3", "ステップ4"]


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        (
            "index.html",
            (
                "30分",
                "40分",
                "9時30分から午前11時",
                "午後2時から午後4時",
                "前日まで",
                "職業紹介",
                "模擬面接",
                "Zoom",
                "求職登録",
            ),
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


def test_the_slots_say_words_and_never_a_count(site: dict[str, bytes]) -> None:
    page = site["slots.html"].decode()
    assert "2026年11月30日（月）の時点" in _seen(site["slots.html"])
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
    standard = content.edition(Language.STANDARD)
    page = standard.pages["home"].model_copy(update={"body": "<b onclick=x>太字</b> {事業所名}\n", "lead": evil})
    edition = standard.model_copy(update={"pages": {**standard.pages, "home": page}, "own": frozenset({"home"})})
    words = content.model_copy(update={"editions": {**content.editions, Language.STANDARD: edition}})
    home = site_files(named, words, terms, free, as_of, FEED)["index.html"]
    assert b"<script>" not in home
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
