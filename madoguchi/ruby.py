"""Readings beside kanji: `相談《そうだん》` in the words of easy Japanese, as books in plain text write it (青空文庫).

The reading belongs to the kanji right before it, or to everything behind a `｜`: `｜取り消し《とりけし》`.
"""

import re

_READ = re.compile("(?:｜([^｜《》\n]{1,20})|([一-龠々〆]{1,12}))《([ぁ-んァ-ヶー ]{1,30})》")


def in_brackets(text: str) -> str:
    """Return plain text with the readings in brackets: 相談（そうだん）."""
    return _READ.sub(lambda found: f"{found[1] or found[2]}（{found[3]}）", text)


def above(html: str) -> str:
    """Return HTML with the readings above the kanji; programs that know no ruby show them in brackets."""
    return _READ.sub(
        lambda found: f"<ruby>{found[1] or found[2]}<rp>（</rp><rt>{found[3]}</rt><rp>）</rp></ruby>",
        html,
    )


def without(text: str) -> str:
    """Return plain text without its readings."""
    return _READ.sub(lambda found: found[1] or found[2], text)
