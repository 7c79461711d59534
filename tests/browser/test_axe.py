"""axe-core finds nothing against any page, however its reader has set up colours and width."""

from itertools import product
from pathlib import Path

import pytest
from browser.chromium import Look, Window
from playwright.sync_api import Browser

FINDINGS = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
LOOKS = [
    Look(width=width, colours=colours) for width, colours in product((320, 360, 1280), ("light", "dark", "forced"))
]

LEFT_TO_PEOPLE = [
    ("", "only non-text characters", "a symbol stands beside its word, in the word's colour"),
    ("", "pseudo element", "rings and lines beside the steps of a list lie under no word"),
    ("td", "overlapped by another element", "axe takes the rows below for something upon a cell of several rows"),
    ("forced", "1:1 contrast ratio", "axe reads the colour that the page asked for, not the reader's that is shown"),
]
"""What axe cannot judge of contrast and asks people about: where, what it says, why it is in order here."""


def _is_open(finding: list[str], look: Look) -> bool:
    kind, rule, why, target, markup = finding
    places = {"", look.colours, "td" if markup.startswith("<td") or "td" in target or ".none" in target else ""}
    known = any(where in places and words in why for where, words, _ in LEFT_TO_PEOPLE)
    return kind == "violations" or rule != "color-contrast" or not known


def test_axe_finds_nothing(window: Window, axe: str, path: str) -> None:
    page = window.open(path)
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for look in LOOKS:
        window.turn(look)
        for finding in page.evaluate(FINDINGS):
            if _is_open(finding, look):
                found.setdefault(" | ".join(finding), []).append(str(look))
    assert not found, "\n".join(f"{finding} (in {', '.join(looks)})" for finding, looks in found.items())


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<img src=/none.png>", "image-alt"),
        ("<p style='color:#999'>あ</p>", "color-contrast"),
        ("<a href=/ style='display:inline-block;width:9px;height:9px'>a</a>" * 2, "target-size"),
        ("<h5>あ</h5>", "heading-order"),
    ],
)
def test_axe_would_find_it(browser: Browser, axe: str, markup: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=ja><title>t</title><main><h1>あ</h1>{markup}</main>")
    page.evaluate(axe)
    found = {each[1] for each in page.evaluate(FINDINGS)}
    page.close()
    assert rule in found
