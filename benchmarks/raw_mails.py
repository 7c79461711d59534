"""Raw mails with a field whose right value is known, read by our reader and by the standard library's `policy.default`.

The standard library gets the benefit of every doubt: its HTML is made text by our own converter, its text is right
with or without what it quotes, a date without a zone may be Japan's or UTC; an exception, and a U+FFFD in what it gives,
count as asked, for a caller can notice both.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

from scoring import Verdict

from intake.mail.html_text import html_to_text
from intake.mail.message import read_mail
from intake.mail.quotes import split_quotes
from madoguchi.clock import TOKYO

FIELDS = ("body", "subject", "from", "file", "date")
_HEADERS = ("Message-ID", "Date", "From", "Subject")


class RawMail(NamedTuple):
    """A raw mail and the right value of one of its fields."""

    raw: bytes
    field: str
    expected: Any


def load_mails(lines: Path) -> list[RawMail]:
    """Read `file`, `field` and `expected` of each JSON line.

    The mails lie where `file` says, from the lines on, or anywhere in the folder of the lines. A line about another
    field is left out: the standard library has no word for it.
    """
    by_name = {path.name: path for path in sorted(lines.parent.rglob("*.eml"))}
    given = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines() if line.strip()]
    mails = []
    for one in given:
        if one.get("field") in FIELDS:
            path = lines.parent / one["file"]
            raw = (path if path.is_file() else by_name[path.name]).read_bytes()
            mails.append(RawMail(raw, one["field"], one["expected"]))
    return mails


def judge_ours(mail: RawMail) -> Verdict:
    """Read with our reader, and judge."""
    read = read_mail(mail.raw)
    found: dict[str, Callable[[], object]] = {
        "body": lambda: read.text,
        "subject": lambda: read.subject,
        "from": lambda: [read.sender.name, read.sender.address],
        "file": lambda: next(iter(read.attachments), None),
        "date": lambda: read.date,
    }
    if _same(mail, found[mail.field]()):
        return Verdict.RIGHT
    return Verdict.ASKED if read.doubts else Verdict.WRONG


def judge_default(mail: RawMail) -> Verdict:
    """Read with `policy.default`, and judge."""
    try:
        found = _default_values(message_from_bytes(mail.raw, policy=policy.default), mail.field)
    except Exception:  # noqa: BLE001 -- whatever it raises, its caller sees it
        return Verdict.ASKED
    if any(_same(mail, value) for value in found):
        return Verdict.RIGHT
    if any("\ufffd" in str(value) for value in found):
        return Verdict.ASKED
    return Verdict.MISSED if found[0] in (None, "", ["", ""]) else Verdict.WRONG


def read_ours(mail: RawMail) -> object:
    """Do what is timed: read the whole mail."""
    return read_mail(mail.raw)


def read_default(mail: RawMail) -> None:
    """Do what is timed: parse, and take four headers and the text, as far as they can be had."""
    message = message_from_bytes(mail.raw, policy=policy.default)
    for name in _HEADERS:
        with suppress(Exception):
            str(message[name])
    with suppress(Exception):
        body = message.get_body(("plain", "html"))
        if body is not None:
            body.get_content()


def _default_values(message: EmailMessage, field: str) -> list[object]:
    """Return the value of a field, and others that would pass for it."""
    match field:
        case "body":
            part = message.get_body(("plain", "html"))
            text = "" if part is None else part.get_content()
            text = html_to_text(text).text if part is not None and part.get_content_subtype() == "html" else text
            return [text, split_quotes(text)[0]]
        case "subject":
            return [str(message["subject"] or "")]
        case "from":
            boxes = message["from"].addresses if message["from"] else ()
            return [[boxes[0].display_name, boxes[0].addr_spec] if boxes else ["", ""]]
        case "file":
            return [next((part.get_filename() for part in message.iter_attachments()), None)]
        case _:
            return [message["date"].datetime if message["date"] else None]


def _same(mail: RawMail, found: object) -> bool:
    if isinstance(found, datetime):
        meant = [found] if found.tzinfo else [found.replace(tzinfo=zone) for zone in (TOKYO, UTC)]
        return isinstance(mail.expected, str) and datetime.fromisoformat(mail.expected) in meant
    if isinstance(found, str) and isinstance(mail.expected, str):
        return _trimmed(found) == _trimmed(mail.expected)
    return bool(found == mail.expected)


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
