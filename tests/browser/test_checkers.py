"""What judges files rather than windows: the Nu HTML checker, html-validate, and textlint on the Japanese words."""

import json
import re
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryFile
from typing import Any

from real_mail.fixtures import must_be

from browser.page_tools import HOUSE, HOW_TO_GET_THEM, HTML_VALIDATE, MODULES, TEXTLINT, VNU

HERE = Path(__file__).parent
CONTENT = HOUSE / "site" / "content"

IN_ORDER = [
    (
        r"violates Content Security Policy \(meta tag\): (?:external stylesheet|image) “[./]*assets/[\w.-]+” blocked",
        "the checker reads files, in which 'self' means nothing; test_quiet sees that browsers block nothing",
    ),
    (
        r"^Inline script violates.*<script type=\"application/ld\+json\">",
        "facts for programs, which no browser runs and none blocks",
    ),
    (
        r"^Section lacks heading.* class=\"scroll",
        "a part that scrolls must be a region with a name to be reached by keyboard, and takes that of its table",
    ),
]
"""What the Nu HTML checker remarks and why it is in order here; sought in its words and the markup they are about."""


def _answer(command: list[str | Path]) -> Any:
    """Run a program that answers in JSON; to a file, since one of them leaves before a pipe is emptied."""
    with TemporaryFile() as told:
        done = subprocess.run(command, stdout=told, stderr=subprocess.PIPE, check=False)
        told.seek(0)
        answer = told.read()
    assert answer, done.stderr.decode()
    return json.loads(answer)


def _html_checker(folder: Path) -> list[str]:
    """Return what the Nu HTML checker has against the pages, style sheets and pictures of a folder."""
    must_be(which("java") is not None and VNU.is_file(), HOW_TO_GET_THEM)
    files = sorted(file for kind in ("html", "css", "svg") for file in folder.rglob(f"*.{kind}"))
    said = _answer(
        ["java", "-jar", VNU, "--also-check-css", "--also-check-svg", "--stdout", "--format", "json", *files]
    )
    found: list[str] = []
    for each in said["messages"]:
        words = f"{each['message']} {each.get('extract', '')}"
        if not any(re.search(known, words, re.DOTALL) for known, _ in IN_ORDER):
            found.append(f"{Path(each['url']).relative_to(f'file:{folder}')}:{each.get('lastLine')}: {words}")
    return found


def _html_validate(folder: Path) -> list[str]:
    must_be(which("node") is not None and HTML_VALIDATE.is_file(), HOW_TO_GET_THEM)
    pages = sorted(folder.rglob("*.html"))
    said = _answer(["node", HTML_VALIDATE, "-c", HERE / "htmlvalidate.mjs", "-f", "json", *pages])
    return [
        f"{Path(each['filePath']).relative_to(folder)}:{one['line']}: {one['ruleId']}: {one['message']}"
        for each in said
        for one in each["messages"]
    ]


def _textlint(files: list[Path]) -> list[str]:
    must_be(which("node") is not None and TEXTLINT.is_file(), HOW_TO_GET_THEM)
    rules = ["--rules-base-directory", MODULES]
    said = _answer(["node", TEXTLINT, "-c", HERE / "textlintrc.js", *rules, "-f", "json", *files])
    assert len(said) == len(files)
    return [
        f"{Path(each['filePath']).name}:{one['line']}: {one['ruleId']}: {one['message'].splitlines()[0]}"
        for each in said
        for one in each["messages"]
    ]


def test_the_html_checker_finds_nothing(site_folder: Path) -> None:
    found = _html_checker(site_folder / "current")
    assert not found, "\n".join(found)


def test_html_validate_finds_nothing(site_folder: Path) -> None:
    found = _html_validate(site_folder / "current")
    assert not found, "\n".join(found)


def test_textlint_finds_nothing_in_the_japanese_words() -> None:
    """The words of the pages.

    Left out: the terms, whose text people have agreed to as it stands; easy Japanese, which has rules of its own
    (spaces between words, readings in the sentence); and what the folder tells clerks.
    """
    found = _textlint(sorted(file for file in CONTENT.glob("*.md") if file.stem != "README"))
    assert not found, "\n".join(found)


SEEDED = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>あ</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'"></head>
<body><main><h1>あ</h1><h4>い</h4><p id="a" style="color:red">う</p><p id="a">え</p>
<table><tr><td></td><th>お</th></tr><tr><th>か</th><td>き</td></tr></table></main></body></html>
"""


def test_defects_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SEEDED, encoding="utf-8")
    (tmp_path / "style.css").write_text("p { colour: red }", encoding="utf-8")
    (tmp_path / "words.md").write_text("電話を利用することができます。これは窓口である。", encoding="utf-8")
    by_checker = "\n".join(_html_checker(tmp_path))
    for words in ("violates Content Security Policy", "skipping", "Duplicate ID", "“colour”"):
        assert words in by_checker
    by_validate = "\n".join(_html_validate(tmp_path))
    for rule in ("no-dup-id", "no-inline-style", "wcag/h63"):
        assert rule in by_validate
    by_textlint = "\n".join(_textlint([tmp_path / "words.md"]))
    for rule in ("ja-no-redundant-expression", "no-mix-dearu-desumasu"):
        assert rule in by_textlint
