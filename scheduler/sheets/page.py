"""The frame of every page of the staff: one style, no script, nothing from elsewhere, nothing that a search engine keeps.

The style stands in the page, so that the page is whole wherever it is copied to; the Content-Security-Policy
allows it by its hash (CSP Level 3 section 2.3.1) and nothing else.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from markupsafe import Markup

from madoguchi.sheets import CONTENTS_PAGE, FIGURES_PAGE, REVIEW_PAGE, TELEPHONE_PAGE, WEEK_PAGE
from scheduler.letters.environment import html_environment

PAGES = (CONTENTS_PAGE, WEEK_PAGE, REVIEW_PAGE, TELEPHONE_PAGE, FIGURES_PAGE)


class _Style(NamedTuple):
    text: Markup
    policy: str


def staff_page(template: str, *, here: str = "", linked: bool = True, landscape: bool = False, **words: Any) -> bytes:
    """Return a page.

    Args:
        template: In `templates/staff`; it extends `base.html.j2`.
        here: Which of `PAGES` it is; empty for a page that they do not link to.
        linked: Whether it lies beside `PAGES` and leads to them.
        landscape: Whether it is printed on A4 across.
        words: What the template says, `title` and `office` among it.
    """
    page = html_environment("staff").get_template(template)
    links = [(name, name.removesuffix(".html")) for name in PAGES] if linked else []
    rendered = page.render(style=_style(landscape=landscape), landscape=landscape, links=links, here=here, **words)
    return rendered.encode("utf-8", "replace")


@cache
def _style(*, landscape: bool) -> _Style:
    sheet = html_environment("staff").get_template("style.css.j2")
    size, margin = ("A4 landscape", "8mm 12mm") if landscape else ("A4", "10mm 12mm")
    text = sheet.render(size=size, margin=margin)
    digest = b64encode(sha256(text.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _Style(Markup(text), policy)  # noqa: S704 -- a style sheet of our own
