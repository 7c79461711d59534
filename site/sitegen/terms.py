"""A version of the terms as a page: every article and item has an anchor that never changes.

第5条 is `art-5`, 第5条の2 is `art-5_2`, its item (3) `art-5-3`, the first point below that `art-5-3-1`;
the n-th 附則 is `suppl-n`; a second list below the same provision counts on as `art-5-list2-1`. Item numbers are text of the page, so that copy, print and reading aloud agree.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token
from markupsafe import Markup, escape

from madoguchi import ruby
from madoguchi.config.terms import ReadingAid
from madoguchi.errors import ConfigurationError
from sitegen.text.prose import read_markdown, render
from sitegen.text.words import fill_in, fill_in_plain

_ARTICLE = re.compile(r"第\s*([0-9一二三四五六七八九十]{1,4})\s*条(?:の\s*([0-9一二三四五六七八九十]{1,4}))?(?![0-9])")
_ENGLISH_ARTICLE = re.compile(r"Article\s+([0-9]{1,4})(?:-([0-9]{1,4}))?(?![0-9])", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"附\s*則|Supplementary", re.IGNORECASE)
_KANJI = "〇一二三四五六七八九"
PREAMBLE = "preamble"
_NO_AID = ReadingAid()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents list; the preamble has no heading of its own."""

    anchor: str
    heading: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """A version, ready for its page.

    Attributes:
        entries: The contents list: preamble, articles, supplementary provisions.
        anchors: Every anchor in order, items included.
        body: The text as HTML.
        has_summaries: Whether plain lines stand among the text.
    """

    title: str
    entries: tuple[Entry, ...]
    anchors: tuple[str, ...]
    body: Markup
    has_summaries: bool = False


def terms_page(source: str, file: str, words: Mapping[str, str], top: str = "", aid: ReadingAid = _NO_AID) -> TermsPage:
    """Lay out a version.

    Args:
        source: Its text, Markdown, with its title in the first line.
        file: Where it stands, for messages.
        words: What each `{name}` stands for.
        top: Leads from its page to where the links of the words begin.
        aid: Its summaries are shown below the headings.

    Raises:
        ConfigurationError: A heading that is no article, an anchor that comes twice, or a name in
            braces that stands for nothing; each with file and line.
    """
    title, _, text = source.partition("\n")
    tokens, problems = read_markdown(text, (file, 2), words)
    marked = _Marked(file, tokens, problems)
    marked.walk()
    problems += _faults_of_summary(aid, words, marked.entries)
    if problems:
        raise ConfigurationError(problems)
    _put_summaries(tokens, {anchor: fill_in_plain(line, words) for anchor, line in aid.summary.items()})
    return TermsPage(
        title=fill_in_plain(title.removeprefix("# ").strip(), words),
        entries=tuple(marked.entries),
        anchors=tuple(marked.anchors),
        body=render(tokens, top),
        has_summaries=bool(aid.summary),
    )


def _faults_of_summary(aid: ReadingAid, words: Mapping[str, str], entries: list[Entry]) -> list[str]:
    known = {entry.anchor for entry in entries}
    faults = [
        (anchor, f"{anchor} にあたる条が、規約にありません。") for anchor in aid.summary if anchor not in known
    ] + [
        (anchor, f"{anchor} の {{{unknown}}} という置き換えはありません。")
        for anchor, line in aid.summary.items()
        for _, unknown in fill_in(line, words)[1]
    ]
    file = f"{aid.file.removesuffix('.md')}.toml"
    return [f"{file} の{aid.lines.get(anchor, 1)}行目：{say}" for anchor, say in faults]


@dataclass
class _Marked:
    """Walks over the tokens once and sets the anchors and numbers on them."""

    file: str
    tokens: list[Token]
    problems: list[str]
    entries: list[Entry] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    lists: list[tuple[str, bool]] = field(default_factory=list)  # anchor of the list's owner; numbered or not
    counts: list[int] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  # lists by the anchor they stand below
    owner: str = ""
    supplements: int = 0

    def walk(self) -> None:
        """Set anchors on preamble, headings and items."""
        for at, token in enumerate(self.tokens):
            if token.type == "heading_open":
                self._heading(token, self.tokens[at + 1].content)
            elif token.type == "paragraph_open" and not self.owner:
                self.owner = PREAMBLE
                token.attrSet("id", self._anchor(token, PREAMBLE))
                self.entries.append(Entry(PREAMBLE, ""))
            elif token.type in {"ordered_list_open", "bullet_list_open"}:
                self._list(token)
            elif token.type in {"ordered_list_close", "bullet_list_close"}:
                self.lists.pop()
                self.counts.pop()
            elif token.type == "list_item_open":
                self._item(token, at)

    def _heading(self, token: Token, heading: str) -> None:
        folded = unicodedata.normalize("NFKC", ruby.without(heading))
        if found := _ARTICLE.match(folded) or _ENGLISH_ARTICLE.match(folded):
            anchor = f"art-{_number(found[1])}" + (f"_{_number(found[2])}" if found[2] else "")
        elif _SUPPLEMENT.match(folded):
            self.supplements += 1
            anchor = f"suppl-{self.supplements}"
        else:
            anchor = ""
        if not anchor or token.tag != "h2":
            line = 2 + (token.map[0] if token.map else 0)
            self.problems.append(
                f"{self.file} の{line}行目：見出しは「## 第1条（目的）」か「## 附則」の形で書いてください。"
            )
            return
        self.owner = anchor
        token.attrSet("id", self._anchor(token, anchor))
        self.entries.append(Entry(anchor, heading))

    def _list(self, token: Token) -> None:
        owner = f"{self.lists[-1][0]}-{self.counts[-1]}" if self.lists else self.owner or PREAMBLE
        self.seen[owner] += 1
        if self.seen[owner] > 1:
            owner = f"{owner}-list{self.seen[owner]}"
        numbered = token.type == "ordered_list_open"
        self.lists.append((owner, numbered))
        self.counts.append(int(token.attrs.pop("start", 1)) - 1)
        token.attrSet("class", "items" if numbered else "points")

    def _item(self, token: Token, at: int) -> None:
        self.counts[-1] += 1
        owner, numbered = self.lists[-1]
        token.attrSet("id", self._anchor(token, f"{owner}-{self.counts[-1]}"))
        first = self.tokens[at + 2] if len(self.tokens) > at + 2 else None
        if numbered and first is not None and first.type == "inline" and first.children is not None:
            shown = f"（{self.counts[-1]}）" if len(self.lists) == 1 else f"{self.counts[-1]}."
            number = Token("html_inline", "", 0, content=f'<span class="no">{shown}</span> ')
            first.children.insert(0, number)

    def _anchor(self, token: Token, anchor: str) -> str:
        if anchor in self.anchors:
            line = 2 + (token.map[0] if token.map else 0)
            self.problems.append(
                f"{self.file} の{line}行目：同じ番号（{anchor}）が二度出てきます。番号を直してください。"
            )
        self.anchors.append(anchor)
        return anchor


def _put_summaries(tokens: list[Token], summary: Mapping[str, str]) -> None:
    """Put each line below the heading of its article, or before the preamble."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        line = summary.get(str(token.attrGet("id") or ""))
        if line and token.type in {"heading_open", "paragraph_open"}:
            note = Token("html_block", "", 0, content=f'<p class="summary">{escape(line)}</p>\n')
            tokens.insert(at + 3 if token.type == "heading_open" else at, note)


def _number(text: str) -> int:
    """Read 12 or 十二; kanji numbers up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = "".join(str(_KANJI.index(sign)) for sign in ones if sign in _KANJI)
    return (_KANJI.index(tens) if tens in _KANJI and tens else 1) * 10 * bool(ten) + int(digits or 0)
