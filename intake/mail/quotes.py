"""Part what is new in a mail from what it quotes, in the styles of the mail programs that people in Japan use.

Lines are judged one by one: a marked line is quoted, a line that introduces a quotation goes with
it, and below a heading such as 元のメッセージ or an unmarked block of 差出人/送信日時 everything is
old. Signatures stay: they may hold the only telephone number.
"""

from typing import NamedTuple

from intake.mail import quote_marks as marks

_MOST = 400  # characters of a line that introduces a quotation
_FOLDS = 3  # lines over which one may be broken
_BLOCK_LINES = 5
_TO_A_PERSON = ("様", "さま", "殿", "様、", "さま、", "殿、", "様,")
_GREETING_LINES = 2  # within which a sender addresses the office
_BLANKS = 4  # lines between an introduction and what it introduces
_ENDS_OF_SENTENCES = ("。", "．", "！", "!", "す", "い", "ん")


class Split(NamedTuple):
    """A mail's text in two.

    Attributes:
        new: What the sender wrote now.
        quoted: What was cut away, with the lines that introduce it.
        said: What was cut away, without them: the words of the earlier mails.
    """

    new: str
    quoted: str
    said: str


def _is_marked(line: str) -> bool:
    return marks.MARKED.match(line) is not None


def _is_block(lines: list[str], at: int) -> bool:
    """Tell whether an unmarked header block (差出人, 送信日時, 宛先) begins here."""
    if not marks.HEADER_LINE.match(lines[at]):
        return False
    following = lines[at : at + _BLOCK_LINES]
    if marks.FROM_LINE.match(lines[at]):
        return any(marks.HEADER_LINE.match(line) and not marks.FROM_LINE.match(line) for line in following)
    if not all(marks.HEADER_LINE.match(line) for line in following[:3]) or len(following) < 3:  # noqa: PLR2004 -- a form may have 件名 and 日時
        return False
    return any(map(marks.FROM_LINE.match, following)) and any(map(marks.SENT_LINE.match, following))


def _ends_in_colon(line: str) -> bool:
    return line.endswith((":", "："))


def _said(lines: list[str], at: int) -> int:
    """Return how many lines from here introduce a quotation, marked or not (it may be folded); 0 for none."""
    for size in range(1, min(_FOLDS, len(lines) - at) + 1):
        last = lines[at + size - 1]
        if size > 1 and (not last or _is_marked(last) or not _may_go_on(lines[at + size - 2], first=size == 2)):  # noqa: PLR2004 -- the second line follows the first
            return 0
        if _ends_in_colon(last):
            joined = " ".join(lines[at : at + size])
            return size if len(joined) <= _MOST and _introduces_surely(joined) else 0
    return 0


def _may_go_on(line: str, *, first: bool) -> bool:
    """Tell whether a line can be the beginning of an introduction; it names the time, and is no sentence."""
    if line.endswith(_ENDS_OF_SENTENCES) or len(line) > _MOST:
        return False
    return not first or marks.HAS_YEAR.search(line) is not None


def _introduces_surely(line: str) -> bool:
    """Tell whether a line that ends in a colon names the one who wrote: with the time or an address."""
    year = marks.HAS_YEAR.search(line)
    if marks.SAID.search(line):
        return year is not None or marks.HAS_ADDRESS.search(line) is not None
    return year is not None and marks.SAID_WITH_ADDRESS.search(line) is not None


def _introduces(line: str) -> bool:
    """Tell whether a line before marked lines speaks of them."""
    if _ends_in_colon(line):
        return any(sign.search(line) for sign in (marks.SAID, marks.HAS_YEAR, marks.HAS_ADDRESS))
    return marks.HAS_YEAR.search(line) is not None and marks.SAID_WITHOUT_COLON.search(line) is not None


def _cut_at(lines: list[str]) -> int:
    """Return the first line below which everything is old."""
    for at, line in enumerate(lines):
        if not line or len(line) > _MOST or _is_marked(line):
            continue
        if marks.HEADING.match(line) or marks.BARE_HEADING.match(line) or _is_block(lines, at):
            return at
        size = _said(lines, at)
        if size and not _marked_follows(lines, at + size):
            return at
    return len(lines)


def _marked_follows(lines: list[str], at: int) -> bool:
    """Tell whether the next line that is not blank is a marked one, with any sign that marks."""
    for line in lines[at : at + _BLANKS]:
        if line:
            return _is_marked(line) or marks.MARKED_ONLY_BELOW.match(line) is not None
    return False


def _introductions(lines: list[str], at: int) -> int:
    """Return how many lines from here lead into marked lines and belong to them."""
    size = _said(lines, at)
    if size and _marked_follows(lines, at + size):
        return size
    line = lines[at]
    return int(bool(line) and len(line) <= _MOST and _marked_follows(lines, at + 1) and _introduces(line))


def _trim(lines: list[str]) -> str:
    """Join lines; runs of blank ones become one."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n")


def _words(line: str) -> str:
    """Return the words of a quoted line; none when it only says who wrote, when and to whom."""
    bare = line.lstrip(">＞≫»|｜│┃ \t　")
    if len(bare) > _MOST:
        return bare
    if marks.HEADER_LINE.match(bare) or (_ends_in_colon(bare) and _introduces_surely(bare)):
        return ""
    return bare


def split_quotes(text: str) -> Split:
    """Part a mail's text into what is new and what is quoted or forwarded.

    Args:
        text: The text, one newline per line.

    Returns:
        The new lines and the cut ones, each in their order. Answers between or below quoted lines
        stay new; lines below an unmarked heading are old, whoever wrote them.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if not marks.SIGN.search(text):
        return Split(_trim(lines), "", "")
    end = _cut_at(lines)
    new: list[str] = []
    quoted: list[str] = []
    said: list[str] = []
    at = 0
    below = False  # whether an introduction was the last thing that was no marked line
    while at < end:
        line = lines[at]
        size = 0
        if _is_marked(line) or (below and (not line or marks.MARKED_ONLY_BELOW.match(line))):
            size = 1
            said.append(_words(line))
        elif size := _introductions(lines, at):
            below = True
        if size:
            quoted += lines[at : at + size]
        else:
            below = False
            new.append(line)
        at += size or 1
    while end < len(lines) and new and (marks.RULE.match(new[-1]) or not new[-1]):
        quoted.append(new.pop())
    said += _after(lines[end:])
    return Split(_trim(new), _trim([*quoted, *lines[end:]]), _trim(said))


def copied_letter(text: str) -> tuple[str, str]:
    """Part a new text at a letter that was copied into it without any mark.

    Returns:
        What stands above and below the line that begins a letter to the sender: one that only addresses somebody
        (見本様), when it is not among the first of the mail, or in which the office introduces itself. Both empty
        when there is none.
    """
    lines = text.split("\n")
    begun = 0  # lines that are no blank
    for at, line in enumerate(lines):
        if (begun >= _GREETING_LINES and line.endswith(_TO_A_PERSON) and marks.SALUTATION.match(line)) or (
            "です" in line[:_MOST] and marks.OFFICE_SPEAKS.match(line)
        ):
            return "\n".join(lines[:at]), "\n".join(lines[at + 1 :])
        begun += bool(line.strip())
    return "", ""


def _after(lines: list[str]) -> list[str]:
    """Return the words below the line from which everything is old."""
    size = _said(lines, 0) if lines else 0
    return [_words(line) for line in lines[max(size, 1) :]]
