"""One source of headers: the samples and the file for other hosts say what it says (the real servers: `tests/e2e`)."""

import re
import shlex
from fnmatch import fnmatchcase

import pytest

from madoguchi.paths import shipped
from sitegen.headers import HEADERS_FILE, POLICY, SENT_POLICY, headers_file, headers_of, type_of

PATHS = ("index.html", "terms/2020-11-20.html", "assets/style.0123456789.css", "free.ics", "leaflet.pdf", "robots.txt")


def _sample(name: str) -> list[list[str]]:
    """Return the directives of a sample as words, comments gone."""
    text = (shipped("examples") / name).read_text(encoding="utf-8")
    lines = (line.strip().removesuffix(";") for line in re.sub(r"(?m)^ *#.*$|  #.*$", "", text).splitlines())
    return [shlex.split(line.replace("\\", "\\\\")) for line in lines if line and not line.startswith("location")]


def test_the_policy_as_a_header_adds_the_one_thing_a_page_cannot_say() -> None:
    assert SENT_POLICY.removeprefix(POLICY) == "; frame-ancestors 'none'"
    assert "unsafe" not in SENT_POLICY
    assert "*" not in SENT_POLICY


@pytest.mark.parametrize(
    ("path", "differing", "why"),
    [
        ("index.html", {}, "a page"),
        ("404.html", {}, "every refusal"),
        ("assets/a.0.css", {"Cache-Control": "public, max-age=31536000, immutable"}, "its name changes with it"),
        ("leaflet.pdf", {"Content-Security-Policy": None}, "which Safari shows by a plug-in"),
        ("feeds/a.ics", {"X-Robots-Tag": "noindex"}, "a secret address"),
    ],
)
def test_what_goes_with_a_file(path: str, differing: dict[str, str | None], why: str) -> None:
    usual = {
        "Content-Security-Policy": SENT_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    assert headers_of(path) == {one: said for one, said in (usual | differing).items() if said is not None}, why


def test_every_kind_of_file_of_the_site_has_its_type(site: dict[str, bytes]) -> None:
    assert [path for path in site if path != HEADERS_FILE and type_of(path) == "application/octet-stream"] == []


def test_nginx_is_told_the_same_and_at_one_level_only() -> None:
    """An `add_header` inside a `location` would drop every one outside it."""
    directives = _sample("nginx.conf")
    told = {words[1]: words[2] for words in directives if words[0] == "add_header"}
    maps: dict[str, dict[str, str]] = {}
    for words in directives:
        if words[0] == "map":
            current = maps.setdefault(words[2], {})
        elif words[0] == "server":
            break
        elif len(words) == 2:
            current[words[0]] = words[1]
    for path in (*PATHS, "feeds/a.ics"):
        said = {name: _mapped(maps[value], f"/{path}") if value in maps else value for name, value in told.items()}
        assert {name: value for name, value in said.items() if value} == headers_of(path)
    text = (shipped("examples") / "nginx.conf").read_text(encoding="utf-8")
    assert {len(indent) for indent in re.findall(r"(?m)^( *)add_header", text)} == {4}
    assert all(words[-1] == "always" for words in directives if words[0] == "add_header")


def _mapped(table: dict[str, str], path: str) -> str:
    return next((said for key, said in table.items() if key[0] == "~" and re.search(key[1:], path)), table["default"])


def test_apache_is_told_the_same() -> None:
    told: dict[str, set[str]] = {}
    for words in _sample("apache.conf"):
        if words[0] == "Header":
            name, value = words[words.index("set") + 1 :][:2]
            told.setdefault(name, set()).add(value)
    known: dict[str, set[str]] = {}
    for path in (*PATHS, "feeds/a.ics"):
        for name, value in headers_of(path).items():
            known.setdefault(name, set()).add(value)
    assert told == known


def test_the_file_for_other_hosts_says_the_same_and_nothing_twice() -> None:
    """Such hosts put the rules that fit together; what they say of caching by themselves means `no-cache`."""
    rules: dict[str, list[str]] = {}
    for line in headers_file(PATHS).decode().splitlines():
        if line.startswith("/"):
            current = rules.setdefault(line, [])
        else:
            current.append(line.removeprefix("  "))
    for path in PATHS:
        given = [line for rule, lines in rules.items() if fnmatchcase(f"/{path}", rule) for line in lines]
        gone = {line[2:] for line in given if line.startswith("! ")}
        said = [line.partition(": ")[::2] for line in given if not line.startswith("! ")]
        assert len({name for name, _ in said}) == len(said)
        answer = {"Cache-Control": "no-cache"} | {name: value for name, value in said if name not in gone}
        assert {"Content-Type": type_of(path)} | answer == {"Content-Type": type_of(path)} | headers_of(path)
    assert rules["/free.ics"] == ["Content-Type: text/calendar; charset=utf-8"]
