"""Readings on the pages of easy Japanese: `相談《そうだん》` becomes ruby where it is read, and goes where it is not.

The title of a window and what only assistive technology reads out (attributes) know no ruby.
"""

import re

from madoguchi import ruby

_PARTS = re.compile(r"(<title>.*?</title>|<[^>]*>)", re.DOTALL)


def with_readings(page: str) -> str:
    """Return a page with its readings above the kanji."""
    parts = _PARTS.split(page)
    return "".join(ruby.above(part) if at % 2 == 0 else ruby.without(part) for at, part in enumerate(parts))
