"""What comes in: the phone log of a day as Excel saves it, and mails as .eml files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

from madoguchi.cli.sample_log import HEADER
from year.people import Person

_OFFICE = "yoyaku@hellowork-toyooka.example"
_EXPLAINED = "規約説明"


@dataclass(frozen=True, slots=True)
class Call:
    """One telephone call as the clerk notes it."""

    at: datetime
    kind: str
    person: Person
    wishes: Sequence[str] = ()
    matter: str = ""
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it arrives."""

    at: datetime
    person: Person
    subject: str
    body: str
    extra: str = ""


def phone_log(calls: Sequence[Call]) -> bytes:
    """Return the log of a day in the form of the template (CP932), in order of the calls."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\r\n")
    writer.writeheader()
    for number, call in enumerate(sorted(calls, key=lambda one: (one.at, one.person.number)), 1):
        person = call.person
        row = {
            "受付番号": f"{number:03d}",
            "受付日時": f"{call.at:%Y/%m/%d %H:%M}",
            "区分": call.kind,
            "氏名": person.name,
            "フリガナ": person.kana,
            "求職番号": person.number,
            "電話番号": person.phone,
            "メール": person.email,
            **{f"第{rank}希望": wish for rank, wish in enumerate(call.wishes, 1)},
            "相談内容": call.matter,
            _EXPLAINED: "○" if call.explained else "",
            "受付者": "受付A",
        }
        writer.writerow({column: row[column] for column in row if column in HEADER})
    return out.getvalue().encode("cp932")


def mail(letter: Letter, ident: str) -> bytes:
    """Return the raw mail; the Message-ID is made of `ident`, which no other mail has."""
    person = letter.person
    label, charset = ("Shift_JIS", "cp932") if len(letter.body) % 2 else ("utf-8", "utf-8")
    head = (
        f"From: {Header(person.name, 'utf-8').encode()} <{person.email}>\r\n"
        f"To: {_OFFICE}\r\n"
        f"Date: {format_datetime(letter.at)}\r\n"
        f"Message-ID: <{ident}@mihon.example>\r\n"
        f"Subject: {Header(letter.subject, 'utf-8').encode()}\r\n"
        f"MIME-Version: 1.0\r\n{letter.extra}"
        f"Content-Type: text/plain; charset={label}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode("ascii") + letter.body.replace("\n", "\r\n").encode(charset)


def form(person: Person, wishes: Sequence[str]) -> str:
    """Return the labelled lines that the site asks for in a mail."""
    head = f"氏名：{person.name}\nフリガナ：{person.kana}\n求職番号：{person.number}\n電話番号：{person.phone}\n"
    return head + "".join(f"第{rank}希望：{wish}\n" for rank, wish in enumerate(wishes, 1))
