"""HTML mail to plain text: its lines, table cells and quotes stay, nothing is rendered or fetched."""

import html
import re
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>:])((?>[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_TAG_REACH = 4096  # characters within which a tag must end
_MAX_BROKEN_TAGS = 200
_HIDDEN = re.compile(
    r"\bhidden\b(?!\s*=\s*[\"']?until)|display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE
)
_STRUCK = re.compile(r"text-decoration[a-z-]{0,9}\s{0,9}:[^;\"']{0,40}line-through", re.IGNORECASE)
_STYLE = re.compile(r"\bstyle\s*=|\bhidden\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f\u00a0]+")

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "select", "textarea", "svg", "object"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "wbr", "source", "track"}
)
_LINES = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
     "header", "footer", "form", "fieldset", "address", "center", "pre", "tbody", "thead", "body", "caption"}
)  # fmt: skip
_STRIKES = frozenset({"s", "del", "strike"})
RULE = "_" * 32


class HtmlText(NamedTuple):
    """The text of an HTML document.

    Attributes:
        struck: Whether some of it is struck out, so that it may not be meant.
    """

    text: str
    struck: bool


class _Page:
    """Builds lines from tags and text."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.struck = False
        self._lists: list[int] = []  # next number of each open list; 0 for bullets
        self._skip = ""
        self._skip_depth = 0
        self._pre = 0
        self._strikes = 0

    def text(self, text: str) -> None:
        """Take the text between two tags."""
        if self._skip or not text:
            return
        text = html.unescape(text) if "&" in text else text
        if self._pre:
            first, *rest = text.split("\n")
            self.line.append(first)
            for more in rest:
                self.end_line(always=True)
                self.line.append(more)
            return
        if "  " in text or not text.isprintable():
            text = _BLANKS.sub(" ", text)
        if self._strikes and text.strip():
            self.struck = True
        if self.line or text != " ":
            self.line.append(text)

    def end_line(self, *, always: bool = False) -> None:
        """Close the line under way, quoted as deep as it stands."""
        line = "".join(self.line).strip(" ").rstrip("\t")
        self.line = []
        if line or always:
            mark = ">" * self.quotes
            self.lines.append(f"{mark} {line}" if mark else line)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Take one tag."""
        if self._skip:
            if name == self._skip:
                self._skip_depth += -1 if closing else 1
                self._skip = self._skip if self._skip_depth else ""
            return
        if not closing and name not in _VOID and self._is_unseen(name, attributes):
            if not attributes.endswith("/"):
                self._skip, self._skip_depth = name, 1
            return
        if name in _STRIKES:
            self._strikes = max(self._strikes + (-1 if closing else 1), 0)
        elif not closing and "-through" in attributes.lower() and _STRUCK.search(attributes):
            self.struck = True
        self._layout(name, closing=closing)

    def _is_unseen(self, name: str, attributes: str) -> bool:
        if name in _UNSEEN:
            return True
        low = attributes.lower()
        if "hidden" not in low and "none" not in low:
            return False
        return _STYLE.search(attributes) is not None and _HIDDEN.search(attributes) is not None

    def _layout(self, name: str, *, closing: bool) -> None:
        """Do what a tag does to the lines."""
        if name == "br":
            self.end_line(always=True)
        elif name == "hr":
            self.end_line()
            self.lines.append(RULE)
        elif name in {"td", "th"}:
            if closing:
                self.line.append("\t")
        elif name == "blockquote":
            self.end_line()
            self.quotes = min(max(self.quotes + (-1 if closing else 1), 0), 9)
        elif name == "li":
            self.end_line()
            if not closing:
                self._item()
        elif name in _LINES:
            self._block(name, closing=closing)

    def _item(self) -> None:
        if self._lists and self._lists[-1]:
            self.line.append(f"{self._lists[-1]}) ")
            self._lists[-1] += 1

    def _block(self, name: str, *, closing: bool) -> None:
        self.end_line()
        if name in {"ul", "ol"}:
            if not closing:
                self._lists.append(int(name == "ol"))
            elif self._lists:
                self._lists.pop()
        elif name == "p" and closing:
            self.lines.append(">" * self.quotes)
        elif name == "pre":
            self._pre = max(self._pre + (-1 if closing else 1), 0)


def _past_markup(source: str, at: int) -> int:
    """Return where a comment or declaration ends; the end of all when it never does."""
    mark = "-->" if source.startswith("<!--", at) else ">"
    end = source.find(mark, at + 2)
    return len(source) if end < 0 else end + len(mark)


def html_to_text(source: str) -> HtmlText:
    """Turn HTML into text.

    Line breaks, paragraphs, list items and table rows become lines; cells are parted by tabs;
    items of numbered lists keep their number; `blockquote` becomes lines that begin with `>`, a
    rule a line of underscores. What is hidden or only for the machine is dropped.

    Args:
        source: The document, already decoded and capped; time is linear in it.
    """
    page = _Page()
    at = 0
    broken = 0
    while True:
        tag = source.find("<", at)
        if tag < 0:
            page.text(source[at:])
            break
        page.text(source[at:tag])
        if source.startswith(("<!", "<?"), tag):
            at = _past_markup(source, tag)
            continue
        found = _TAG.match(source, tag, tag + _TAG_REACH) if broken < _MAX_BROKEN_TAGS else None
        if found is None:
            broken += 1
            page.text("<")
            at = tag + 1
            continue
        page.tag(found[2].lower(), found[3], closing=bool(found[1]))
        at = found.end()
    page.end_line()
    return HtmlText("\n".join(page.lines).strip("\n"), page.struck)
