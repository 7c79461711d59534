"""Advice: what was written in one language alone is named with the files to write, and nothing else is."""

from pathlib import Path

import pytest

from madoguchi.config.content import load_content
from madoguchi.config.terms import own_terms
from madoguchi.model.language import Language
from sitegen.checks.advice import advice

PAGE = "# 題\n\n> 要約です。\n\n本文です。\n"


def _advice(own: Path, *written: str) -> tuple[str, ...]:
    for name in written:
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(PAGE, encoding="utf-8")
    return advice(load_content(own), own_terms(own))


def test_what_ships_needs_no_advice(tmp_path: Path) -> None:
    assert _advice(tmp_path / "nothing there") == ()


@pytest.mark.parametrize(
    ("written", "expected", "why"),
    [
        (
            ["flow.md"],
            (
                "content/flow.md を書き換えましたが、やさしい日本語と英語のページは元のままです。"
                "content/easy/flow.md と content/en/flow.md も書いてください。"
            ),
            "both twins lack",
        ),
        (
            ["flow.md", "easy/flow.md"],
            "content/flow.md を書き換えましたが、英語のページは元のままです。content/en/flow.md も書いてください。",
            "one twin lacks",
        ),
        (
            ["terms/2027-04-01.md", "en/terms/2027-04-01.md"],
            (
                "利用規約の 2027-04-01 の版を書きましたが、やさしい日本語の文がまだありません。"
                "content/easy/terms/2027-04-01.md も書いてください。"
            ),
            "a version of the terms lacks one",
        ),
        (
            ["terms/2020-11-20.md"],
            (
                "利用規約の 2020-11-20 の版を書きましたが、やさしい日本語と英語の文がまだありません。"
                "content/easy/terms/2020-11-20.md と content/en/terms/2020-11-20.md も書いてください。"
            ),
            "the shipped twins are of the shipped text",
        ),
    ],
)
def test_what_lacks_its_twins_is_named(tmp_path: Path, written: list[str], expected: str, why: str) -> None:
    assert _advice(tmp_path, *written) == (expected,), why


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (["flow.md", "easy/flow.md", "en/flow.md"], "all three are written"),
        (["easy/flow.md"], "a better translation of what ships"),
        (["README.md"], "no page"),
    ],
)
def test_what_is_whole_is_not_named(tmp_path: Path, written: list[str], why: str) -> None:
    assert _advice(tmp_path, *written) == (), why


def test_a_leaflet_without_its_pdf_is_named_with_the_command(tmp_path: Path) -> None:
    (said,) = advice(load_content(tmp_path), own_terms(tmp_path), [Language.STANDARD, Language.EASY])
    assert said == (
        "印刷用のご案内のPDF（日本語、やさしい日本語）が、今のページのとおりに作られていないため、"
        "公開していません。「madoguchi leaflet」で作れます。"
    )
