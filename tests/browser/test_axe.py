"""axe-core finds nothing against any page, however its reader has set up colours and width."""

from itertools import product
from pathlib import Path

import pytest
from browser.chromium import Look, Window

FINDINGS = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
LOOKS = [
    Look(width=width, colours=colours) for width, colours in product((320, 360, 1280), ("light", "dark", "forced"))
]

LEFT_TO_PEOPLE = [
    ("color-contrast", "only non-text characters", "a symbol stands beside its word, in the word's colour"),
]
"""What axe cannot judge and asks people about: the rule, what it says, why it is in order here."""


def _is_open(finding: list[str]) -> bool:
    kind, rule, why, *_ = finding
    known = any(rule == each and words in why for each, words, _ in LEFT_TO_PEOPLE)
    return kind == "violations" or not known


def test_axe_finds_nothing(window: Window, axe: str, path: str) -> None:
    page = window.open(path)
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for look in LOOKS:
        window.turn(look)
        for finding in filter(_is_open, page.evaluate(FINDINGS)):
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
def test_axe_would_find_it(browser, axe: str, markup: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=ja><title>t</title><main><h1>あ</h1>{markup}</main>")
    page.evaluate(axe)
    found = {each[1] for each in page.evaluate(FINDINGS)}
    page.close()
    assert rule in found
