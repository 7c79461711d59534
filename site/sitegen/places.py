"""Where in the office's words a link of a page was written, so that whoever wrote it finds the line (pure)."""

import re
from collections.abc import Mapping

from madoguchi.config.content import Words

_LINK = re.compile(r"\]\(([^()\s]+)\)")


def place_of_link(sources: Mapping[str, Words], path: str, target: str) -> tuple[str, str]:
    """Say where a link stands.

    Args:
        sources: The words of each page by its path.
        path: The page that the link is on.
        target: The link as it stands there, which may begin with the way to the root of the site.

    Returns:
        File and line (`content/flow.md の4行目`) and the link as it is written there; the path and the link itself where
        no words hold it, a link of our templates.
    """
    words = sources.get(path)
    for at, line in enumerate(words.body.split("\n") if words else ()):
        for written in _LINK.findall(line):
            if words and (target == written or target.endswith("/" + written)):
                return f"{words.file} の{words.first_line + at}行目", str(written)
    return path, target
