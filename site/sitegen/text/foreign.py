"""Japanese on English pages, marked as such: a screen reader that speaks English passes over it or spells it out.

Markdown knows no language of a word, so the generator sees to it (WCAG 2.2, 3.1.2). Not the other way round: English
words are everyday Japanese, and Japanese voices read them.
"""

import re
from typing import Final

JAPANESE: Final = re.compile(
    r"[ぁ-ゖァ-ヺー一-龠々〆〇](?:[ぁ-ゖァ-ヺー一-龠々〆〇0-9、。・：（）「」]*[ぁ-ゖァ-ヺー一-龠々〆〇])?"
)
"""Japanese text; signs and figures inside it belong to it."""

_PARTS = re.compile(r"(<title>.*?</title>|<script.*?</script>|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")


def with_japanese_marked(page: str) -> str:
    """Return an English page with `lang` on the Japanese in it that has none yet."""
    shown: list[str] = []
    within, depth = "", 0  # the element that says it is Japanese, and how many of its name are open
    for at, part in enumerate(_PARTS.split(page)):
        name = found[1] if at % 2 and (found := _NAME.match(part)) else ""
        if at % 2 == 0:
            shown.append(part if within else JAPANESE.sub(r'<span lang="ja">\g<0></span>', part))
            continue
        shown.append(part)
        if within and name == within:
            depth += -1 if part.startswith("</") else 1
            within = within if depth else ""
        elif not within and ' lang="ja"' in part:
            within, depth = name, 1
    return "".join(shown)
