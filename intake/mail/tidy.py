"""What is taken out of every decoded text: controls, invisible marks, private-use characters."""

import re

from intake.charset.letters import UNSEEN, compose_kana

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
# A carrier's emoji is ornament; what a person registered as a character of their own (外字), or an
# emoji beside a digit (the key caps 1 to 0), may be part of a name or a time.
_PRIVATE_THAT_MATTERS = re.compile(
    "[\ue000-\ue233]|(?<=[0-9０-９])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[0-9０-９:：月日時])"
)


def tidy(text: str) -> tuple[str, bool]:
    """Make line ends newlines, take out what cannot be seen, and compose kana.

    Returns:
        The text, and whether a private-use character was dropped that may have carried meaning.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if text.replace("\n", "").replace("　", "").isprintable():  # no control, nothing unseen, no private character
        return compose_kana(text), False
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    lost = False
    if _PRIVATE.search(text):
        lost = bool(_PRIVATE_THAT_MATTERS.search(text))
        text = _PRIVATE.sub("", text)
    return compose_kana(text), lost


def ascii_of(data: bytes) -> str:
    """Return what is left of bytes when only ASCII letters count; for fields that hold no others, or that nobody can read."""
    text = data.decode("ascii", "ignore")
    return text if text.isprintable() else tidy(text)[0]


def one_line(text: str) -> str:
    """Take line ends and tabs out of a header value, whoever put them there, and the blanks at its ends."""
    if "\n" in text:
        text = text.replace("\n", "")
    return text.replace("\t", " ").strip()
