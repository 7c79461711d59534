"""Where a Japanese heading or button may break: between phrases, as BudouX finds them, and never inside a word.

Old browsers and those of telephones know no `word-break: auto-phrase`, so each page carries the breaks as `<wbr>`.
Easy Japanese has blanks between its words and needs none.
"""

import html
import re
from functools import cache, lru_cache

import budoux
from markupsafe import escape

_BROKEN = re.compile(
    r'<(h[123]|summary)\b[^>]*>.*?</\1>|<(p|a) class="(?:lead|terms-title|button)"[^>]*>.*?</\2>', re.DOTALL
)
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_INSIDE = re.compile(r"[0-9A-Za-z]{2}|日（")  # where BudouX would break all the same: 202|6年, 8日|（火）


def with_phrases(page: str) -> str:
    """Return a page whose headings, lead and buttons break between phrases; its title and its attributes stay as they are."""
    return _BROKEN.sub(_broken, page)


def _broken(found: re.Match[str]) -> str:
    part = found[0]
    return part if "<ruby" in part else _TEXT.sub(lambda text: in_phrases(text[0]), part)


@lru_cache(maxsize=4096)
def in_phrases(text: str) -> str:
    """Return text of HTML (with its entities) with `<wbr>` between its phrases; text without Japanese as it is."""
    if text.isascii():
        return text
    first, *others = _parser().parse(html.unescape(text))
    said = str(escape(first))
    before = first
    for phrase in others:
        said += ("" if _INSIDE.fullmatch(before[-1] + phrase[0]) else "<wbr>") + str(escape(phrase))
        before = phrase
    return said


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
