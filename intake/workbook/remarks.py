"""The comments that hang on the cells of an .xlsx: a clerk sees them, calamine does not."""

import html
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

REMARK: Final = "（セルのコメント）"
_LONGEST: Final = 500

_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_IS_COMMENTS = re.compile(rb'\bType="[^"]*/comments"')
_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_COMMENT = re.compile(
    rb'<(?:\w+:)?comment\s[^>]*?\bref="[A-Z]{1,3}([0-9]{1,7})"[^>]*>(.*?)</(?:\w+:)?comment>', re.DOTALL
)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</")


def remarks_of(page_path: str, part: Callable[[str], bytes]) -> Mapping[int, Sequence[str]]:
    """Return row (from 0) -> what hangs on its cells.

    Args:
        page_path: Where the sheet stands in the archive.
        part: Gives the bytes of a part, none where there is no such part.
    """
    folder, name = posixpath.split(page_path)
    found: dict[int, list[str]] = {}
    for link in _LINK.findall(part(f"{folder}/_rels/{name}.rels")):
        target = _TARGET.search(link)
        if target and _IS_COMMENTS.search(link):
            path = posixpath.normpath(posixpath.join("/", folder, target[1].decode("utf-8", "replace")))[1:]
            for row, inside in _COMMENT.findall(part(path)):
                text = html.unescape(b"".join(_TEXT.findall(inside)).decode("utf-8", "replace")).strip()
                found.setdefault(int(row) - 1, []).append(text[:_LONGEST])
    return found
