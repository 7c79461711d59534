"""What goes with every answer, whoever gives it: our own server, nginx, Apache, or a host that reads `_headers`.

This is the one source. `examples/nginx.conf` and `examples/apache.conf` are written by hand, for staff to read; tests
hold them to this and ask the real programs. Left out because they would do nothing for pages without script, forms,
cookies and frames: Permissions-Policy, Cross-Origin-Opener-Policy, Cross-Origin-Embedder-Policy, X-XSS-Protection.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of every page, as its own `<meta>` says it too."""

SENT_POLICY: Final = f"{POLICY}; frame-ancestors 'none'"
"""The same as a header, with the one directive that a `<meta>` may not hold (CSP Level 3, section 3.3)."""

HEADERS_FILE: Final = "_headers"
"""Where Netlify, Cloudflare Pages and others look for the headers of a site: in its root.

It is published with the site, because such a host is given the folder as it is. Other servers do not show it.
"""

_POLICY_NAME = "Content-Security-Policy"
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_ASK_AGAIN = {"Cache-Control": "no-cache"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}  # the name carries a hash of the bytes
_UNLISTED = {"X-Robots-Tag": "noindex"}
_ASSETS = "assets/"
_FEEDS = "feeds/"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}


def type_of(path: str) -> str:
    """Return the media type of a file of ours by its name."""
    return _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def headers_of(path: str) -> dict[str, str]:
    """Return what goes with a file, apart from its type and its validators.

    A PDF goes without the policy: Safari shows PDF by a plug-in inside a page of its own making, and `default-src
    'none'` keeps that plug-in out.

    Args:
        path: From the root of the site; `feeds/…` for a subscribed feed, `404.html` for every refusal.
    """
    policy = {} if path.endswith(".pdf") else {_POLICY_NAME: SENT_POLICY}
    keeping = _FOR_EVER if path.startswith(_ASSETS) else _ASK_AGAIN
    return policy | _SAFE | keeping | (_UNLISTED if path.startswith(_FEEDS) else {})


def headers_file(paths: Iterable[str]) -> bytes:
    """Write the headers for hosts that read `_headers`.

    No path gets the same header by two rules: such hosts join the values with a comma. That everything else is asked
    for again is what they do by themselves.

    Args:
        paths: Every file of the site.
    """
    known = sorted(paths)
    rules = {"/*": {_POLICY_NAME: SENT_POLICY} | _SAFE, f"/{_ASSETS}*": _FOR_EVER}
    rules |= {f"/{path}": {"Content-Type": type_of(path)} for path in known if path.endswith(".ics")}
    lines = [line for rule, given in rules.items() for line in (rule, *(f"  {one}: {given[one]}" for one in given))]
    for path in known:
        if path.endswith(".pdf"):  # Cloudflare takes the policy away again; Netlify passes over the line
            lines += [f"/{path}", f"  ! {_POLICY_NAME}"]
    return ("\n".join(lines) + "\n").encode()
