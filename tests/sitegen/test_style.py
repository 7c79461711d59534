"""The style sheet: its size, what it asks for, and its colours."""

import gzip
import re

import pytest

from sitegen.styles import small


def test_the_style_sheet_keeps_within_its_size_and_asks_nobody(site: dict[str, bytes]) -> None:
    (style,) = [data for path, data in site.items() if path.startswith("assets/style.")]
    assert len(style) <= 12_000
    assert len(gzip.compress(style)) <= 4_000
    assert not re.search(rb"url\(|@import|@font-face|//", style)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        pytest.param("a { color: red; }\n", "a{color:red}", id="blanks and the last semicolon"),
        pytest.param("/* why\n; */ a, b { margin: 0 auto }", "a,b{margin:0 auto}", id="a comment"),
        pytest.param("ol li:focus > a :hover { top: 0; }", "ol li:focus>a :hover{top:0}", id="colons of selectors"),
        pytest.param('a::after { content: " (" attr(href) ")"; }', 'a::after{content:" (" attr(href) ")"}', id="text"),
        pytest.param(
            "@media (min-width: 48rem) {\n  p { left: calc(1px + 2px) }\n}",
            "@media (min-width: 48rem){p{left:calc(1px + 2px)}}",
            id="a condition",
        ),
    ],
)
def test_the_style_sheet_is_published_without_what_only_its_writers_need(written: str, published: str) -> None:
    assert small(written) == published


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
    (style,) = [data.decode() for path, data in site.items() if path.startswith("assets/style.")]
    palettes = [
        dict(re.findall(r"--([a-z-]+):#([0-9a-f]{3,6})", part))
        for part in re.findall(r":root\{(.*?)\}", style, re.DOTALL)
    ]
    colours = palettes[0] | (palettes[1] if scheme else {})
    for text in ("text", "quiet", "link", "hover", "visited", "free", "few"):
        assert _contrast(colours[text], colours["ground"]) >= 7, text
    for text in ("text", "quiet", "link", "hover", "visited", "free", "few"):
        assert _contrast(colours[text], colours["soft"]) >= 4.5, text
    assert _contrast(colours["on-button"], colours["button"]) >= 7
    assert _contrast(colours["line"], colours["ground"]) >= 3
