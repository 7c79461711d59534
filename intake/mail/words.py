"""Header text: encoded words (RFC 2047) and raw bytes as Japanese mailers really send them."""

import binascii
import re

from intake.mail.charset import Decoded, Trouble, decode, family
from intake.mail.tidy import one_line

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_CUT_WORD = re.compile(r"=\?[\w.:*-]{1,60}\?[bBqQ]\?")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


def raw_text(value: bytes) -> Decoded:
    """Read a header value that may hold raw CP932, JIS, EUC or UTF-8; encoded words stay as they are.

    Reading the raw bytes first makes every bracket, quote and comma that is left a true one:
    inside JIS and CP932 characters the same bytes mean something else.
    """
    if value.isascii():
        text = value.decode("ascii")
        if text.isprintable():
            return Decoded(text.strip())
    read = decode(value)
    return read._replace(text=one_line(read.text))


def _bytes_of(encoding: str, text: str) -> bytes:
    """Undo the B or Q encoding of one word; padding may be missing."""
    if encoding in "bB":
        letters = _NOT_BASE64.sub("", text)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    return binascii.a2b_qp(text.encode("utf-8", "ignore"), header=True)


def _runs(text: str) -> list[tuple[str, bytes] | str]:
    """Cut into plain stretches and runs of words; neighbours of one charset are joined as bytes."""
    runs: list[tuple[str, bytes] | str] = []
    at = 0
    for found in _WORD.finditer(text):
        between = text[at : found.start()]
        at = found.end()
        label = found[1].partition("*")[0]
        data = _bytes_of(found[2], found[3])
        last = runs[-1] if runs else ""
        if between.strip():
            runs.append(between)
        elif isinstance(last, tuple) and family(last[0]) == family(label):
            runs[-1] = (label, last[1] + data)
            continue
        elif between and not isinstance(last, tuple):
            runs.append(between)
        runs.append((label, data))
    if at < len(text):
        runs.append(text[at:])
    return runs


def decode_words(text: str) -> Decoded:
    """Decode the encoded words of a header text.

    Words that follow each other in one charset are joined as bytes before they are decoded: a
    character or an escape sequence may be cut in two between them.

    Returns:
        One line of text. A word that cannot be read is left out and told as trouble.
    """
    if "=?" not in text:
        return Decoded(one_line(text))
    out: list[str] = []
    trouble = Trouble.NONE
    for run in _runs(text):
        if isinstance(run, str):
            out.append(run)
            if "=?" in run and _CUT_WORD.search(run):
                trouble = trouble or Trouble.GARBLED  # a word without its end
            continue
        read = decode(run[1], run[0])
        out.append(read.text)
        trouble = trouble or read.trouble
    return Decoded(one_line("".join(out)), trouble)


def decode_header(value: bytes) -> Decoded:
    """Read an unstructured header field such as the subject."""
    raw = raw_text(value)
    read = decode_words(raw.text)
    return Decoded(read.text, raw.trouble or read.trouble)
