"""What an address leads to: files of the site and feeds by their whole secret name, and nothing else on the disk."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.serving.addresses import Places, look_up

NAME = "abcdefghijklmnopqrstuvwxyz234567"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    root = tmp_path / "public" / "releases" / "one"
    for folder in (
        root / "terms",
        root / "assets",
        root / "feeds",
        root / ".well-known",
        tmp_path / "feeds" / "deeper",
    ):
        folder.mkdir(parents=True)
    for path in (
        "index.html",
        "terms/2020-11-20.html",
        "assets/style.0123456789.css",
        "free.ics",
        ".hidden",
        "_headers",
    ):
        (root / path).write_text(path)
    for name in ("security.txt", "other.txt"):
        (root / ".well-known" / name).write_text(name)
    (root / "feeds" / "page.html").write_text("a page of the site")
    (tmp_path / "public" / "current").symlink_to("releases/one")
    (tmp_path / "public" / "secret.txt").write_text("secret")
    for name in (f"{NAME}.ics", "short.ics", f".{NAME}.ics", f"{NAME}.ics.tmp", f"deeper/{NAME}.ics"):
        (tmp_path / "feeds" / name).write_text(name)
    return Places(tmp_path / "public", tmp_path / "feeds")


@pytest.mark.parametrize(
    ("target", "file", "path"),
    [
        ("/", "index.html", "index.html"),
        ("", "index.html", "index.html"),
        ("/index.html?x=1#y", "index.html", "index.html"),
        ("/terms/2020%2D11-20.html", "2020-11-20.html", "terms/2020-11-20.html"),
        ("http://127.0.0.1/free.ics", "free.ics", "free.ics"),
        ("/assets/style.0123456789.css", "style.0123456789.css", "assets/style.0123456789.css"),
        ("/.well-known/security.txt", "security.txt", ".well-known/security.txt"),
        (f"/feeds/{NAME}.ics", f"{NAME}.ics", f"feeds/{NAME}.ics"),
    ],
)
def test_an_address_leads_to_its_file(places: Places, target: str, file: str, path: str) -> None:
    found = look_up(places, target)
    assert found is not None
    assert (found.file.name, found.path) == (file, path)


def test_the_folder_of_a_language_shows_its_first_page(places: Places) -> None:
    """The code on the leaflet leads to `/en/`, as every web server shows it."""
    (places.current / "en").mkdir()
    (places.current / "en" / "index.html").write_text("Welcome")
    found = look_up(places, "/en/")
    assert found is not None
    assert found.file.read_text() == "Welcome"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("/terms", "a folder"),
        ("/terms/", "a folder, which is not listed"),
        ("/none.html", "not there"),
        ("/.hidden", "no file of the site begins with a dot"),
        ("/.well-known/other.txt", "but for one"),
        ("/.well-known", "not the folder"),
        ("/terms/.well-known/security.txt", "and that in one place"),
        ("/_headers", "for other hosts to read, not for people"),
        ("/terms/../index.html", "nobody asks for a way up in earnest"),
        ("/../secret.txt", "above the site"),
        ("/%2e%2e/secret.txt", "the same in other letters"),
        ("/..%2fsecret.txt", "the same again"),
        ("/..%5csecret.txt", "the way up of Windows"),
        ("/C:/office/private/madoguchi.db", "a drive of Windows"),
        ("/index.html::$DATA", "a stream of Windows"),
        ("//evil.example/secret.txt", "another host"),
        ("http://[/", "no address"),
        ("/%ff", "no UTF-8"),
        ("/a\0b", "a byte that ends a name"),
        ("/a%00b", "the same in other letters"),
        ("/" + "a" * 300, "too long for the disk"),
        ("/" + "a" * 2000, "too long for any file of ours"),
        ("/feeds/", "feeds are not listed"),
        ("/feeds", "nor told to be there"),
        ("/feeds/short.ics", "not the length of a secret"),
        (f"/feeds/{NAME.upper()}.ics", "another name, though some disks think it the same"),
        (f"/feeds/{NAME[:-1]}1.ics", "1 is no sign of a secret"),
        (f"/feeds/{'a' * 32}.ics", "unknown or revoked"),
        (f"/feeds/{NAME}", "without its ending"),
        (f"/feeds/{NAME}.ics/", "a folder"),
        (f"/feeds/{NAME}.ics%0a", "one sign more"),
        (f"/feeds/{NAME}.ics.tmp", "half written"),
        (f"/feeds/.{NAME}.ics", "hidden"),
        (f"/feeds/deeper/{NAME}.ics", "a folder further"),
        (f"/feeds/../feeds/{NAME}.ics", "a way up"),
        (f"/feeds//{NAME}.ics", "a blank step"),
    ],
)
def test_what_is_no_address_of_ours_leads_nowhere(places: Places, target: str, why: str) -> None:
    assert look_up(places, target) is None, why


@pytest.mark.parametrize("target", ["/out.txt", f"/feeds/{'a' * 32}.ics"])
def test_a_link_that_leads_out_is_not_followed(places: Places, target: str) -> None:
    outside = places.public / "secret.txt"
    (places.current / "out.txt").symlink_to(outside)
    (places.feeds / f"{'a' * 32}.ics").symlink_to(outside)
    assert look_up(places, target) is None


def test_an_office_without_feeds_has_none(places: Places, tmp_path: Path) -> None:
    assert look_up(Places(places.public, tmp_path / "none"), f"/feeds/{NAME}.ics") is None


PIECES = (
    "/",
    "..",
    ".",
    "%2e",
    "%2f",
    "%5c",
    "\\",
    "?",
    "feeds",
    "releases",
    "one",
    "secret.txt",
    "index.html",
    NAME,
    ".ics",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_address_at_all_leads_out(places: Places, target: str) -> None:
    found = look_up(places, target)
    if found is not None:
        site, feeds = places.current.resolve(), places.feeds.resolve()
        assert found.file.is_relative_to(site) or found.file == feeds / f"{NAME}.ics"
