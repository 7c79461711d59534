"""The style sheet as it is published: what is for us who write it (comments, blanks) stays at home."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,>])\s*")
_COLON = re.compile(r"(?<=[{;])([a-z-]+):\s+")


def small(css: str) -> str:
    """Return a style sheet without comments and needless blanks; no text in it may hold any of `{};,>` or `/*`."""
    tight = _AROUND.sub(r"\1", _COMMENT.sub("", css)).strip()
    return _COLON.sub(r"\1:", tight).replace(";}", "}")
