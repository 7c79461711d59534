"""Part what is new in a mail from what it quotes, in the styles of Japanese mail programs.

Lines are judged one by one: a marked line is quoted, a line that introduces a quotation goes with
it, and below a heading such as 元のメッセージ or an unmarked block of 差出人/送信日時 everything is
old. Signatures stay: they may hold the only telephone number.
"""

import re

_MARKED = re.compile(r"[ \t　]{0,4}(?:[>＞≫»]|[A-Za-z0-9_.-]{1,10}>(?=[ >]))")
_HEADING = re.compile(
    r"[ \t　>＞]{0,9}(?:[-‐―─━=＝_*＊~]{2,40}[ \t　]{0,4})"
    r"(?:(?:[^\n]{0,20}?)(?:元の?(?:メッセージ|メール)|転送(?:された|する)?(?:メッセージ|メール)|転送)"
    r"|(?:original|forwarded|reply)\s{0,2}(?:message|mail)|forwarded by)",
    re.IGNORECASE,
)
_BARE_HEADING = re.compile(
    r"[ \t　]{0,4}(?:begin forwarded message|original message|元のメッセージ|転送されたメッセージ|以下、?転送)[ \t　]{0,4}[:：]?[ \t　]{0,4}$",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(r"[ \t　*]{0,4}(?:差出人|送信者|送信元|発信者|from)[ \t　*]{0,4}[:：]", re.IGNORECASE)
_HEADER_LINE = re.compile(
    r"[ \t　*]{0,4}(?:差出人|送信者|送信元|送信日時|送信日|日時|日付|受信日時|宛先|件名|題名|返信先|cc|bcc|from|sent|date|to|subject|reply-to)[ \t　*]{0,4}[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t　]{0,4}[_＿\-=―─━]{10,}[ \t　]{0,4}$")
_DATE = r"(?:\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s\d{4})"
# Strong: introduces a quotation even when its lines are not marked.
_SAID = re.compile(
    r"(?:のメール|のメッセージ|からのメール|のメールに(?:て|は)|が?(?:は|さんは|が)?書きました|wrote|writes|schrieb)[ \t　]{0,4}[:：]$"
    rf"|{_DATE}[^\n]{{0,160}}<[^<>\s]{{1,120}}@[^<>\s]{{1,120}}>[ \t　]{{0,4}}[:：]$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"(?:書きました。?|wrote|writes|メール|メッセージ|@[^\s<>]{1,120}>?)$", re.IGNORECASE)
_HAS_DATE = re.compile(_DATE, re.IGNORECASE)
# Without any of these in a text no line of it is quoted: most mails are spared the rest.
_SIGNS = (
    ">", "＞", "≫", "»", "元のメ", "元メ", "転送", "書きました", "のメール", "のメッセージ", "差出人", "送信", "発信者"
)  # fmt: skip
_ENGLISH_SIGNS = ("original", "forwarded", "reply m", "wrote", "writes", "schrieb", "from")
_MOST = 400  # characters of a line that introduces a quotation
_BLOCK_LINES = 5


def _may_quote(text: str) -> bool:
    if any(sign in text for sign in _SIGNS):
        return True
    if "r" not in text and "R" not in text:  # it stands in every English sign
        return False
    folded = text.lower()
    return any(sign in folded for sign in _ENGLISH_SIGNS)


def _is_marked(line: str) -> bool:
    return _MARKED.match(line) is not None


def _is_block(lines: list[str], at: int) -> bool:
    """Tell whether an unmarked header block (差出人, 送信日時, 宛先) begins here."""
    if not _FROM_LINE.match(lines[at]):
        return False
    following = lines[at + 1 : at + _BLOCK_LINES]
    return any(_HEADER_LINE.match(line) and not _FROM_LINE.match(line) for line in following)


def _ends_in_colon(line: str) -> bool:
    return line.endswith((":", "："))


def _said(lines: list[str], at: int) -> int:
    """Return how many lines from here introduce a quotation strongly (it may be folded over two); 0 for none."""
    line = lines[at]
    if _ends_in_colon(line):
        return int(len(line) <= _MOST and _SAID.search(line) is not None)
    if at + 1 == len(lines) or not _ends_in_colon(lines[at + 1]) or _is_marked(lines[at + 1]):
        return 0
    joined = f"{line} {lines[at + 1]}"
    if len(joined) > _MOST or not _HAS_DATE.search(line):
        return 0
    return 2 if _SAID.search(joined) else 0


def _cut_at(lines: list[str]) -> int:
    """Return the first line below which everything is old."""
    for at, line in enumerate(lines):
        if len(line) > _MOST or _is_marked(line):
            continue
        if _HEADING.match(line) or _BARE_HEADING.match(line) or _is_block(lines, at):
            return at
        size = _said(lines, at)
        if size and not _marked_follows(lines, at + size):
            return at
    return len(lines)


def _marked_follows(lines: list[str], at: int) -> bool:
    """Tell whether the next line that is not blank is a marked one."""
    for line in lines[at : at + 4]:
        if line:
            return _is_marked(line)
    return False


def _introductions(lines: list[str], at: int) -> int:
    """Return how many lines from here lead into marked lines and belong to them."""
    size = _said(lines, at)
    if size and _marked_follows(lines, at + size):
        return size
    line = lines[at]
    if line and len(line) <= _MOST and _marked_follows(lines, at + 1) and _introduces(line):
        return 1
    return 0


def _introduces(line: str) -> bool:
    """Tell whether a line before marked lines speaks of them: a date or an address, or a colon after one."""
    return _HAS_DATE.search(line) is not None and (_ends_in_colon(line) or _WRITTEN.search(line) is not None)


def _trim(lines: list[str]) -> str:
    """Join lines; runs of blank ones become one."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n")


def split_quotes(text: str) -> tuple[str, str]:
    """Part a mail's text into what is new and what is quoted or forwarded.

    Args:
        text: The text, one newline per line.

    Returns:
        The new lines and the cut ones, each in their order. Answers between or below quoted lines
        stay new; lines below an unmarked heading are old, whoever wrote them.
    """
    if not _may_quote(text):
        return _trim([line.rstrip() for line in text.split("\n")]), ""
    lines = [line.rstrip() for line in text.split("\n")]
    end = _cut_at(lines)
    new: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < end:
        size = 1 if _is_marked(lines[at]) else _introductions(lines, at)
        if size:
            quoted += lines[at : at + size]
            at += size
            continue
        new.append(lines[at])
        at += 1
    while end < len(lines) and new and (_RULE.match(new[-1]) or not new[-1]):
        quoted.append(new.pop())
    return _trim(new), _trim([*quoted, *lines[end:]])
