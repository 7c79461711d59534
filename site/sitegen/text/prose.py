"""Markdown to HTML as the site needs it: anchors on headings, tables in scroll boxes, blocks of our own.

Raw HTML stays text and images are refused: a page fetches nothing but its style sheet and its icon.
Headings may name their anchor, `## 電話で申し込む {#telephone}`; a line `{{空き状況}}` alone is a block.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from madoguchi.errors import ConfigurationError
from sitegen.text.words import fill_in

_ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9-]{0,40})\}$")
_NO_ANCHOR = re.compile(r"\{#[^{}]*\}$")
_BLOCK = re.compile(r"\{\{([^{}]{1,40})\}\}")


def prose(
    text: str,
    where: tuple[str, int],
    words: Mapping[str, str],
    blocks: Mapping[str, Callable[[], Markup]],
    top: str = "",
) -> Markup:
    """Turn Markdown into HTML.

    Args:
        text: The source, with `{...}` still to be filled in.
        where: Its file and the line of the file at which it begins, for messages.
        words: What each `{name}` stands for.
        blocks: What makes the HTML that each `{{name}}` stands for.
        top: Leads from the page to the root of the site, where links of the words begin.

    Raises:
        ConfigurationError: Names that stand for nothing, and images; each with its line.
    """
    tokens, problems = read_markdown(text, where, words)
    file, first_line = where
    anchor = "title"
    seen = {anchor}
    for at, token in enumerate(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            problems += [f"{file} の{line}行目：{fault}" for fault in _faults_of_heading(token, tokens[at + 1])]
            anchor = _name_heading(token, tokens[at + 1], f"h-{line}")
            if anchor in seen:
                problems.append(f"{file} の{line}行目：目印 {{#{anchor}}} は、このページでもう使われています。")
            seen.add(anchor)
        elif token.type == "table_open":
            token.meta["labelled_by"] = anchor
        elif token.type == "inline" and (block := _BLOCK.fullmatch(token.content)):
            if block[1] not in blocks:
                problems.append(
                    f"{file} の{line}行目：{token.content} という部品はありません。{_usable(blocks, '{{%s}}')}"
                )
                continue
            token.type, token.content, token.children = "html_block", str(blocks[block[1]]()), []
            tokens[at - 1].hidden = tokens[at + 1].hidden = True
        elif token.type == "inline" and (block := _BLOCK.search(token.content)):
            problems.append(
                f"{file} の{line}行目：部品 {block[0]} は、1行に一つだけ、前後を1行ずつ空けて書いてください。"
            )
    if problems:
        raise ConfigurationError(problems)
    return render(tokens, top)


def read_markdown(text: str, where: tuple[str, int], words: Mapping[str, str]) -> tuple[list[Token], list[str]]:
    """Fill in the words and read the Markdown.

    Returns:
        The tokens, and a Japanese sentence for each fault, with its line.
    """
    file, first_line = where
    filled, unknown = fill_in(text, words)
    problems = [
        f"{file} の{first_line + line}行目：{{{name}}} という置き換えはありません。{_usable(words, '{%s}')}"
        for line, name in unknown
    ]
    tokens = _markdown().parse(filled)
    problems += [
        f"{file} の{first_line + (token.map[0] if token.map else 0)}行目：画像は使えません。文字で書いてください。"
        for token in tokens
        if any(child.type == "image" for child in token.children or ())
    ]
    return tokens, problems


def render(tokens: Sequence[Token], top: str) -> Markup:
    """Turn tokens into HTML; links to our own pages get `top` before them."""
    markdown = _markdown()
    for link in (child for token in tokens for child in token.children or () if child.type == "link_open"):
        target = str(link.attrGet("href"))
        if not target.startswith(("#", "/")) and not urlsplit(target).scheme:
            link.attrSet("href", top + target)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return Markup(html)  # noqa: S704 -- markdown-it escapes every text, and raw HTML is off


def _usable(names: Mapping[str, object], shape: str) -> str:
    return "使えるのは " + "、".join(shape % name for name in names) + " です。"


def _faults_of_heading(heading: Token, inline: Token) -> list[str]:
    faults = ["「# 」は1行目の題名だけに使います。見出しは「## 」で始めてください。"] if heading.tag == "h1" else []
    if _NO_ANCHOR.search(inline.content) and not _ANCHOR.search(inline.content):
        faults.append(
            "見出しの目印は、{#telephone} のように、英小文字で始まる英小文字、数字、ハイフンで書いてください。"
        )
    return faults


def _name_heading(heading: Token, inline: Token, otherwise: str) -> str:
    children = inline.children or []
    anchor = otherwise
    if children and children[-1].type == "text" and (named := _ANCHOR.search(children[-1].content)):
        anchor = named[1]
        children[-1].content = children[-1].content[: named.start()]
    heading.attrSet("id", anchor)
    return anchor


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    markdown.add_render_rule("th_open", _th_open)
    return markdown


def _table_open(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    return f'<section class="scroll" tabindex="0" aria-labelledby="{tokens[at].meta["labelled_by"]}"><table>\n'


def _table_close(*_: object) -> str:
    return "</table></section>\n"


def _th_open(*_: object) -> str:
    return '<th scope="col">'
