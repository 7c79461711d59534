"""Mails that break programs, as Japanese offices get them, each with the words that its writer would miss.

Everyone in them is plainly a sample.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from mails import OFFICE, Shape, name_in, person, sample_mails

NAME = "髙見本 花子"
WISH = "①6月10日（水）10時"
_WISHES = f"{WISH} ②6月11日（木）14時"
_FIRM = "㈱見本"
_ROW_13 = {"①": b"\x2d\x21", "②": b"\x2d\x22", "㈱": b"\x2d\x6a"}  # NEC's, which ISO-2022-JP does not have
_TAKEN_BY_ALL = (Shape.JIS, Shape.ALTERNATIVE, Shape.HTML)


class Sent(NamedTuple):
    """A mail that was sent to the office.

    Attributes:
        kind: What is special about it; empty for an ordinary one.
        message_id: With its angle brackets.
        words: What has to be found in what a program keeps of it.
    """

    kind: str
    raw: bytes
    message_id: str
    words: tuple[str, ...]


def good_mails(count: int, as_of: datetime, starts: Sequence[datetime]) -> list[Sent]:
    """Return ordinary mails in turns of ISO-2022-JP, UTF-8 with HTML beside it, and UTF-8 in HTML alone."""
    raws = sample_mails(count, as_of, starts, shapes=_TAKEN_BY_ALL)
    return [_good(number, raw, _TAKEN_BY_ALL[number % len(_TAKEN_BY_ALL)]) for number, raw in enumerate(raws)]


def bad_mails(count: int) -> list[Sent]:
    """Return as many bad mails, the kinds in turns."""
    kinds = tuple(KINDS)
    return [bad_mail(kinds[number % len(kinds)], number) for number in range(count)]


def bad_mail(kind: str, number: int = 0) -> Sent:
    """Return one mail of that kind."""
    return Sent(kind, KINDS[kind](number), _message_id(number), WORDS.get(kind, (NAME, WISH, _FIRM)))


def with_bad(good: Sequence[Sent], every: int) -> Iterator[Sent]:
    """Yield the mails with each so many-th replaced by a bad one."""
    bad = iter(bad_mails(len(good) // every))
    for place, mail in enumerate(good, 1):
        yield mail if place % every else next(bad)


def _good(number: int, raw: bytes, shape: Shape) -> Sent:
    found = re.search(rb"^Message-ID: (\S+)", raw, re.MULTILINE)
    return Sent("", raw, found[1].decode() if found else "", (name_in(shape, number), person(number)[1]))


def _message_id(number: int) -> str:
    return f"<bad.{number}@mihon.example>"


def _text(number: int, name: str = NAME, more: str = "") -> str:
    return (
        f"氏名：{name}\r\n求職番号：28050-{700000 + number}\r\n電話番号：090-0000-{number:04d}\r\n"
        f"希望日時：{_WISHES}\r\n\r\n{_FIRM}の求人について相談したいです。{more}\r\n"
    )


def _mail(number: int, body: bytes, typed: str, transfer: str = "8bit", **other: str) -> bytes:
    """Return a mail; `other` replaces the sender, the recipient or the subject."""
    address = f"bad{number}@mihon.example"
    given = {"sender": f"Mihon Hanako <{address}>", "to": OFFICE, "subject": "yoyaku"} | other
    head = (
        f"Return-Path: <{address}>\r\nMessage-ID: {_message_id(number)}\r\nDate: Mon, 01 Jun 2026 08:00:00 +0900\r\n"
        f"From: {given['sender']}\r\nTo: {given['to']}\r\nSubject: {given['subject']}\r\nMIME-Version: 1.0\r\n"
    )
    typed = f"Content-Type: {typed}\r\nContent-Transfer-Encoding: {transfer}\r\n" if typed else ""
    return f"{head}{typed}\r\n".encode() + body


def _in_base64(number: int, charset: str, encoding: str, cut: int = 0, **other: str) -> bytes:
    coded = b64encode(_text(number).encode(encoding))
    return _mail(number, coded[: len(coded) - cut] + b"\r\n", f"text/plain; charset={charset}", "base64", **other)


def _jis(text: str) -> bytes:
    """Encode as mail programs on Windows do, with NEC's row 13."""
    pieces = re.split(f"([{''.join(_ROW_13)}])", text)
    return b"".join(
        b"\x1b$B" + _ROW_13[piece] + b"\x1b(B" if piece in _ROW_13 else piece.encode("iso-2022-jp") for piece in pieces
    )


def _utf8(number: int, **other: str) -> bytes:
    return _in_base64(number, "utf-8", "utf-8", **other)


_PLAIN_UTF8 = "text/plain; charset=utf-8"
KINDS: Mapping[str, Callable[[int], bytes]] = MappingProxyType({
    "Shift_JIS in 8 bits": lambda n: _mail(n, _text(n).encode("cp932"), "text/plain; charset=Shift_JIS"),
    "the same without a label": lambda n: _mail(n, _text(n).encode("cp932"), ""),
    "Shift_JIS in base64 with ①㈱髙": lambda n: _in_base64(n, "Shift_JIS", "cp932"),
    "ISO-2022-JP with ①㈱": lambda n: _mail(
        n, _jis(_text(n, "見本 花子")), "text/plain; charset=ISO-2022-JP", "7bit"
    ),
    "UTF-8 in 8 bits": lambda n: _mail(n, _text(n).encode(), _PLAIN_UTF8),
    "the same with a backslash (¥)": lambda n: _mail(n, _text(n, more="時給\\1,200").encode(), _PLAIN_UTF8),
    "an unknown charset": lambda n: _in_base64(n, "x-mihon", "cp932"),
    "base64 cut off": lambda n: _in_base64(n, "utf-8", "utf-8", cut=3),
    "20,000 ( in To": lambda n: _utf8(n, to="(" * 20_000 + OFFICE),
    "CR LF encoded in a name": lambda n: _utf8(n, sender=_crlf_in_name(n)),
    "a Subject of 100,000 letters": lambda n: _utf8(n, subject="a " * 50_000),
    "a Subject with an unknown charset": lambda n: _utf8(n, subject="=?x-mihon?B?gqCCooKk?="),
})  # fmt: skip
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "ISO-2022-JP with ①㈱": ("見本 花子", WISH, _FIRM),
    "the same with a backslash (¥)": (NAME, WISH, _FIRM, "\\1,200"),
    "a Subject with an unknown charset": (NAME, WISH, _FIRM, "あいう"),
})  # fmt: skip


def _crlf_in_name(number: int) -> str:
    hidden = b64encode("見本 花子\r\nBcc: other@mihon.example".encode()).decode()
    return f"=?utf-8?B?{hidden}?= <bad{number}@mihon.example>"
