"""HTML mail to plain text: its lines, table cells, lists and quotes stay, nothing is rendered or fetched."""

import html
import re
from typing import NamedTuple

from intake.mail.html_tables import Line, Sheet

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>:])((?>[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_TAG_REACH = 4096  # characters within which a tag must end
_MAX_BROKEN_TAGS = 200
_MAX_STYLES = 20_000  # characters of style sheets that are looked at
_HIDDEN = re.compile(
    r"\bhidden\b(?!\s*=\s*[\"']?until)|(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all"
    r"|(?:opacity|max-height)\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}(?:[;\"'!]|$))",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration[a-z-]{0,9}\s{0,9}:[^;\"']{0,40}line-through", re.IGNORECASE)
_STRUCK_CLASS = re.compile(r"\.([\w-]{1,60}+)[^{}]{0,200}+\{[^{}]{0,500}line-through", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s{0,9}=\s{0,9}[\"']?([^\"'>]{1,300})", re.IGNORECASE)
_STYLE = re.compile(r"\bstyle\s*=|\bhidden\b", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)", re.IGNORECASE)
# What is only indented and not quoted: Gmail's and Outlook's way to move a paragraph to the right.
_INDENTED = re.compile(r"border\s{0,9}:\s{0,9}(?:none|0)(?![^\"']*border-left\s{0,9}:\s{0,9}(?!none|0))", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:start|value)\s{0,9}=\s{0,9}[\"']?([0-9]{1,3})\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f\u00a0]+")

_UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "select", "textarea", "svg", "object", "rp"}
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "wbr", "source", "track"}
)
_LINES = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
     "header", "footer", "form", "fieldset", "address", "center", "pre", "tbody", "thead", "tfoot", "body", "caption", "main"}
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_STRIKES = frozenset({"s", "del", "strike"})
_MAX_QUOTES = 9
RULE = "_" * 32


class HtmlText(NamedTuple):
    """The text of an HTML document.

    Attributes:
        struck: Whether some of it is struck out, so that it may not be meant.
    """

    text: str
    struck: bool


class _Inside:
    """Whether we are inside an element that counts, and how deep elements of its name stand in it."""

    def __init__(self) -> None:
        self.name = ""
        self._depth = 0

    def enter(self, name: str) -> None:
        self.name, self._depth = name, 1

    def count(self, name: str, *, closing: bool) -> None:
        if name == self.name:
            self._depth += -1 if closing else 1
            if not self._depth:
                self.name = ""


class _Page:
    """Builds lines from tags and text."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.line: list[str] = []
        self.struck = False
        self._quotes: list[int] = []  # for each open blockquote, how deep what stands in it is quoted
        self._lists: list[int] = []  # next number of each open list; 0 for bullets
        self._skip = _Inside()
        self._kept = _Inside()  # where line ends are line ends
        self._strikes = 0
        self._struck_classes: set[str] = set()
        self._styles = 0
        self._reading = False  # between <rt> and its end

    def text(self, text: str) -> None:
        """Take the text between two tags."""
        if self._skip.name or not text:
            if self._skip.name == "style" and "line-through" in text:
                self._look_at_styles(text)
            return
        text = html.unescape(text) if "&" in text else text
        if self._strikes and text.strip():
            self.struck = True
        if self._kept.name:
            first, *rest = text.split("\n")
            self.line.append(first)
            for more in rest:
                self.end_line(always=True)
                self.line.append(more)
            return
        if "  " in text or not text.isprintable():
            text = _BLANKS.sub(" ", text)
        if self.line or text != " ":
            self.line.append(text)

    def _look_at_styles(self, text: str) -> None:
        """Learn which classes are struck out."""
        self._styles += len(text)
        if self._styles <= _MAX_STYLES:
            self._struck_classes.update(found[1] for found in _STRUCK_CLASS.finditer(text))

    def end_line(self, *, always: bool = False) -> None:
        """Close the line under way, quoted as deep as it stands."""
        line = "".join(self.line).strip(" \t")
        self.line = []
        if line or always:
            self.sheet.put(Line(self._depth, line))

    @property
    def _depth(self) -> int:
        return self._quotes[-1] if self._quotes else 0

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Take one tag."""
        if self._skip.name:
            self._skip.count(name, closing=closing)
            return
        if self._kept.name:
            self._kept.count(name, closing=closing)
        if not closing and name not in _VOID and self._is_unseen(name, attributes):
            if not attributes.endswith("/"):
                self._skip.enter(name)
            return
        if attributes and not closing:
            self._look_at(name, attributes)
        if name in _STRIKES:
            self._strikes = max(self._strikes + (-1 if closing else 1), 0)
        self._layout(name, attributes, closing=closing)

    def _is_unseen(self, name: str, attributes: str) -> bool:
        if name in _UNSEEN:
            return True
        return bool(attributes) and _STYLE.search(attributes) is not None and _HIDDEN.search(attributes) is not None

    def _look_at(self, name: str, attributes: str) -> None:
        """Take from the style of an element what it means for its text."""
        if "-through" in attributes.lower() and _STRUCK.search(attributes):
            self.struck = True
        if self._struck_classes and (found := _CLASS.search(attributes)):
            self.struck = self.struck or not self._struck_classes.isdisjoint(found[1].split())
        if not self._kept.name and name not in _VOID and _KEEPS_LINES.search(attributes):
            self._kept.enter(name)

    def _layout(self, name: str, attributes: str, *, closing: bool) -> None:
        """Do what a tag does to the lines."""
        if name in _LINES:
            self._block(name, attributes, closing=closing)
        elif name == "br":
            self.end_line(always=True)
        elif name in _CELLS:
            self._cell(closing=closing)
        elif name == "blockquote":
            self._quote(attributes, closing=closing)
        elif name == "li":
            self.end_line()
            if not closing:
                self._item(attributes)
        elif name == "hr":
            self.end_line()
            self.sheet.put(Line(0, RULE))
        elif name in {"rt", "ruby", "rb"}:
            self._ruby(begins=name == "rt" and not closing)

    def _cell(self, *, closing: bool) -> None:
        if not self.sheet.in_table:
            self.line += ["\t"] if closing else []
            return
        self.end_line()
        if closing:
            self.sheet.end_cell()
        else:
            self.sheet.begin_cell()

    def _quote(self, attributes: str, *, closing: bool) -> None:
        self.end_line()
        if not closing:
            self._quotes.append(min(self._depth + (_INDENTED.search(attributes) is None), _MAX_QUOTES))
        elif self._quotes:
            self._quotes.pop()

    def _item(self, attributes: str) -> None:
        if self._lists and self._lists[-1]:
            given = _NUMBER.search(attributes) if attributes else None
            number = int(given[1]) if given else self._lists[-1]
            self.line.append(f"{number}) ")
            self._lists[-1] = number + 1

    def _ruby(self, *, begins: bool) -> None:
        """Put the reading above a name into brackets behind it."""
        if begins != self._reading:
            self.line.append("（" if begins else "）")
            self._reading = begins

    def _block(self, name: str, attributes: str, *, closing: bool) -> None:
        self.end_line()
        if name == "table":
            self.sheet.end_table() if closing else self.sheet.begin_table()
        elif name == "tr":
            self.sheet.end_row()
        elif name in {"ul", "ol"}:
            if not closing:
                start = _NUMBER.search(attributes) if attributes else None
                self._lists.append((int(start[1]) if start else 1) if name == "ol" else 0)
            elif self._lists:
                self._lists.pop()
        elif name == "p" and closing:
            self.sheet.put(Line(self._depth, ""))
        elif name == "pre" and not closing and not self._kept.name:
            self._kept.enter("pre")

    def result(self) -> str:
        """Return the lines, tables and quotes made plain."""
        self.end_line()
        return "\n".join(f"{'>' * line.quotes} {line.text}".strip() for line in self.sheet.finish())


def _past_markup(source: str, at: int) -> int:
    """Return where a comment or declaration ends; the end of all when it never does."""
    mark = "-->" if source.startswith("<!--", at) else ">"
    end = source.find(mark, at + 2)
    return len(source) if end < 0 else end + len(mark)


def html_to_text(source: str) -> HtmlText:
    """Turn HTML into text.

    Line breaks, paragraphs, list items and table rows become lines; cells are parted by tabs, whatever stands in
    them; items of numbered lists keep their number; `blockquote` becomes lines that begin with `>`, unless it only
    indents; a rule is a line of underscores; a reading above a name follows it in brackets. What is hidden or only for
    the machine is dropped.

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
        if tag > at:
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
    return HtmlText(page.result().strip("\n"), page.struck)
