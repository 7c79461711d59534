"""A page asks nobody but its own site for anything, needs no script and leaves no word in the console."""

from browser.chromium import Look, Window

MOST_REQUESTS = 5 + 1  # and the icon, asked for once on the whole site
MOST_BYTES = (40 + 12 + 1) * 1024  # page, style sheet and icon as they are; packed, a line carries a third of that
SIZES = "performance.getEntries().filter(e => 'decodedBodySize' in e).map(e => e.decodedBodySize)"


def test_a_page_is_quiet_and_light(window: Window, path: str) -> None:
    most = MOST_REQUESTS + path.endswith("leaflet.html")  # two codes and a style of its own for paper
    for look in (Look(), Look(width=1280, colours="dark"), Look(colours="forced"), Look(width=680, media="print")):
        sizes = window.open(path, look).evaluate(SIZES)
        assert 0 < len(sizes) <= most
        assert 0 < sum(sizes) <= MOST_BYTES
    assert window.said == []


def test_a_page_is_the_same_without_script(window: Window, without_script: Window, path: str) -> None:
    for look in (Look(), Look(width=1280)):
        with_it, without = window.open(path, look), without_script.open(path, look)
        assert without.locator("main").inner_text().strip()
        assert without.locator("body").aria_snapshot() == with_it.locator("body").aria_snapshot()
        assert without.locator("body").inner_text() == with_it.locator("body").inner_text()


def test_no_page_keeps_anything_on_the_device(window: Window, path: str) -> None:
    page = window.open(path)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_page_that_is_not_there_shows_the_way_on(window: Window) -> None:
    for missing in ("none.html", "terms/none.html", "en/none.html"):
        page = window.open(missing)
        assert page.locator("h1").first.is_visible()
        page.locator("a[href$='index.html']").first.click()
        assert page.locator("body.page-home").count() == 1


def test_it_would_be_heard(window: Window) -> None:
    window.page.goto("data:text/html,<script>console.log('a');fetch('http://127.0.0.1:9/')</script>")
    window.page.wait_for_load_state("networkidle")
    said = "\n".join(window.said)
    assert "log: a" in said
    assert "foreign: 127.0.0.1:9" in said
    assert "failed: " in said
