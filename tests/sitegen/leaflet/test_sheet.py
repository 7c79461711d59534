"""The page of the leaflet, its codes, and beside which page a PDF is published."""

import gzip
import re
from datetime import datetime

import pytest
import segno

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion
from sitegen.checks.outline import outline
from sitegen.leaflet.sheet import codes, leaflet_files, sheets, source_of
from sitegen.pages import site_files
from sitegen.plan import folder_of
from sitegen.renderer import Renderer
from sitegen.text.readings import with_readings

FEEDS = dict.fromkeys(("free.ics", "closed.ics"), b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
PDF = b"%PDF-1.5 made of this page"
EVERY = pytest.mark.parametrize("language", list(Language), ids=lambda one: one or "ja")


def changed(office: Office, part: str, **values: object) -> Office:
    """Return the office with other settings in one part."""
    return office.model_copy(update={part: getattr(office, part).model_copy(update=values)})


def reworded(content: Content, language: Language, page: str, old: str, new: str) -> Content:
    """Return the words with another body of one page."""
    edition = content.edition(language)
    words = edition.pages[page]
    assert old in words.body
    pages = {**edition.pages, page: words.model_copy(update={"body": words.body.replace(old, new)})}
    return content.model_copy(
        update={"editions": {**content.editions, language: edition.model_copy(update={"pages": pages})}}
    )


def sources(office: Office, content: Content) -> dict[Language, str]:
    return {sheet.language: sheet.source for sheet in sheets(office, content)}


def seen(page: bytes) -> str:
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]*>", "", page.decode()).replace("\u2060", "")


@EVERY
def test_a_leaflet_says_whom_to_reach_and_where_the_office_is(
    site: dict[str, bytes], office: Office, language: Language
) -> None:
    said = seen(site[f"{folder_of(language)}leaflet.html"].partition(b"<main")[2])
    for fact in ("formal_name", "postal_address"):
        assert re.sub("《.*?》", "", office.office.said(fact, language)) in said
    for fact in ("0796-00-0000", office.office.mail, f"{office.site.address}/{folder_of(language)}", "30", "40", "10"):
        assert fact in said


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("leaflet.html", ("無料", "職業紹介や模擬面接", "求職登録", "前日まで", "求職番号", "利用規約", "キャンセル")),
        ("leaflet.html", ("IDとパスコード", "電話での相談に切り替え", "録画、録音、配信", "同席される方", "URL")),
        ("easy/leaflet.html", ("0円", "求職登録", "パスコード", "電話で 相談します", "予約は なくなります", "録画")),
        ("en/leaflet.html", ("Free", "registered as a job seeker", "passcode", "go on by telephone", "Recording")),
    ],
)
def test_a_leaflet_tells_what_the_source_tells(site: dict[str, bytes], path: str, facts: tuple[str, ...]) -> None:
    said = seen(site[path].partition(b"<main")[2])
    assert not [fact for fact in facts if fact not in said]


@EVERY
def test_each_code_is_a_picture_with_a_text_and_says_what_stands_beside_it(
    site: dict[str, bytes], office: Office, language: Language
) -> None:
    page = site[f"{folder_of(language)}leaflet.html"].decode()
    found = codes(office, language)
    assert found.telephone.text == "tel:0796-00-0000"
    assert found.site.text == f"https://www.hellowork-toyooka.example/{folder_of(language)}"
    alts = dict(re.findall(r'<img src="(?:\.\./)?(assets/qr-[^"]*)" alt="([^"]*)"', page))
    assert "0796-00-0000" in alts[found.telephone.path]
    assert found.site.text in alts[found.site.path]
    for code in found:
        assert site[code.path] == code.picture
        assert f'<a href="{code.text}">' in page


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://www.hellowork-toyooka.example/", ["https://", "www", ".hellowork-toyooka", ".example/"]),
        ("https://www.town.example:8443/job/z", ["https://", "www", ".town", ".example:8443/", "job/", "z/"]),
    ],
)
def test_an_address_ends_a_line_at_a_dot_or_slash_and_never_at_a_hyphen(
    office: Office, url: str, parts: list[str]
) -> None:
    moved = Office.model_validate(office.model_dump() | {"site": {"url": url}})
    found = codes(moved, Language.STANDARD).site
    assert list(found.parts) == parts
    assert "".join(found.parts) == found.text


def test_a_code_has_its_quiet_zone_on_white_and_at_least_medium_correction(office: Office) -> None:
    """ISO/IEC 18004: four modules free on each side."""
    for code in codes(office, Language.STANDARD):
        drawn = segno.make(code.text, error="m", micro=False)
        assert drawn.error in "MQH"
        width, _ = drawn.symbol_size(border=4)
        assert f'viewBox="0 0 {width} {width}"' in code.picture.decode()
        assert b'fill="#fff"' in code.picture
        assert not re.search(rb"style=|<style|<script", code.picture)


@EVERY
def test_the_first_view_is_small_and_its_words_run_nothing(site: dict[str, bytes], language: Language) -> None:
    page = site[f"{folder_of(language)}leaflet.html"]
    fetched = [target.removeprefix("../") for target in outline(page).fetched]
    assert len(page) + sum(len(site[path]) for path in fetched) <= 50_000
    (style,) = [path for path in fetched if path.startswith("assets/leaflet.")]
    assert len(gzip.compress(site[style])) <= 2_500
    assert not re.search(rb"url\(|@import|@font-face", site[style])


def test_a_pdf_is_published_beside_the_page_it_was_made_of_and_no_other(office: Office, content: Content) -> None:
    made_of = sources(office, content)
    for language in Language:
        renderer = Renderer(office, content, language, ())
        here = folder_of(language)
        files = leaflet_files(renderer, {made_of[language]: PDF})
        assert files[f"{here}leaflet.pdf"] == PDF
        assert b'href="leaflet.pdf"' in files[f"{here}leaflet.html"]
        assert source_of(files[f"{here}leaflet.html"]) == made_of[language], "the link is not printed"
        others = {source: PDF for one, source in made_of.items() if one is not language}
        files = leaflet_files(renderer, others)
        assert f"{here}leaflet.pdf" not in files
        assert b"leaflet.pdf" not in files[f"{here}leaflet.html"]


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("office", {"telephone": "0796-00-0001"}),
        ("office", {"telephone_hours": "平日 9時から17時まで"}),
        ("office", {"postal_address": "兵庫県豊岡市見本町1-1"}),
        ("booking", {"minutes": 20}),
        ("site", {"url": "https://www.town.example/madoguchi/"}),
    ],
)
def test_what_the_page_says_anew_makes_the_pdf_stale(
    office: Office, content: Content, part: str, values: dict[str, object]
) -> None:
    before, after = sources(office, content), sources(changed(office, part, **values), content)
    assert before[Language.STANDARD] != after[Language.STANDARD]


def test_new_words_make_the_pdf_of_their_language_stale_alone(office: Office, content: Content) -> None:
    before = sources(office, content)
    after = sources(office, reworded(content, Language.ENGLISH, "leaflet", "Get Zoom ready", "Prepare Zoom"))
    assert [one for one in Language if before[one] != after[one]] == [Language.ENGLISH]


def test_what_is_not_printed_leaves_the_pdf_fresh(office: Office, content: Content) -> None:
    """Menus, other pages and the days of the calendar are not on the paper."""
    before = sources(office, content)
    assert sources(changed(office, "site", weeks=2), content) == before
    edition = content.edition(Language.STANDARD)
    flow = edition.pages["flow"].model_copy(update={"title": "相談までの道のり"})
    renamed = edition.model_copy(update={"pages": {**edition.pages, "flow": flow}})
    menus = content.model_copy(update={"editions": {**content.editions, Language.STANDARD: renamed}})
    assert sources(office, menus) == before


def test_the_whole_site_takes_a_pdf_and_all_its_links_hold(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> None:
    printed = dict.fromkeys(sources(office, content).values(), PDF)
    files = site_files(office, content, terms, free, as_of, FEEDS, printed)
    assert {path for path in files if path.endswith(".pdf")} == {"leaflet.pdf", "easy/leaflet.pdf", "en/leaflet.pdf"}


def test_on_paper_every_link_leads_to_the_public_site(office: Office, content: Content) -> None:
    linked = reworded(
        content, Language.EASY, "leaflet", "{{電話とQRコード}}", "[規約](terms.html)\n\n{{電話とQRコード}}"
    )
    links = {link for sheet in sheets(office, linked) for link in outline(sheet.files[sheet.path]).links}
    assert {link.partition(":")[0] for link in links} == {"https", "tel", "mailto"}
    assert "https://www.hellowork-toyooka.example/easy/terms.html" in links


@EVERY
def test_much_text_is_set_closer(office: Office, content: Content, language: Language) -> None:
    long = reworded(
        content, language, "leaflet", "{{電話とQRコード}}", "見本の文です。" * 60 + "\n\n{{電話とQRコード}}"
    )
    path = f"{folder_of(language)}leaflet.html"

    def set_closer(words: Content) -> bool:
        page = leaflet_files(Renderer(office, words, language, ()), {})[path].decode()
        return " dense" in re.findall(r'<body class="([^"]*)"', page)[0]

    assert (set_closer(content), set_closer(long)) == (False, True)


def test_readings_do_not_make_a_text_longer(office: Office, content: Content) -> None:
    assert "<rt>" in with_readings("相談《そうだん》")
    easy = content.edition(Language.EASY).pages["leaflet"].body
    assert easy.count("《") > 50
    page = leaflet_files(Renderer(office, content, Language.EASY, ()), {})["easy/leaflet.html"]
    assert b" dense" not in page.partition(b"<body")[2].partition(b">")[0]


def test_a_page_without_a_sheet_has_no_source() -> None:
    with pytest.raises(ValueError, match="leaflet"):
        source_of(b"<html lang='ja'><main></main>")
