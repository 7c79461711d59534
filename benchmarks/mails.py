"""Mails as job seekers send them, made from a seed; everyone in them is plainly a sample.

A third each of what Japanese offices receive, unless other shapes are asked for: ISO-2022-JP from old mail programs,
CP932 that calls itself Shift_JIS, and UTF-8 multipart/alternative in base64 from telephones and web mail. Each has the
headers that servers add on the way, the labels of the office's template, and wishes spread evenly over the open times.
"""

from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from random import Random

from madoguchi.wording import WEEKDAYS

OFFICE = "yoyaku@hellowork-toyooka.example"

_FAMILY = ("見本", "髙見本", "例示", "試見本", "見本山", "見本川")
_GIVEN = ("太郎", "花子", "次郎", "一美", "三津", "万里", "千里", "十和", "百合", "七海")
_POLITE = (
    "いつもお世話になっております。先日は窓口で丁寧にご案内くださり、誠にありがとうございました。",
    "その節にお話のありましたオンラインでの職業相談を、ぜひ利用させていただきたく存じます。",
    "パソコンにはカメラとマイクが付いており、静かな部屋で落ち着いて話ができる見込みです。",
    "これまでは製造の現場で働いてまいりましたが、事務の仕事も含めて広く考えております。",
    "履歴書と職務経歴書は手元に用意してありますので、必要でしたらお申し付けください。",
    "不慣れな点も多く、お手数をおかけいたしますが、どうぞよろしくお願い申し上げます。",
)
_SUBJECTS = ("オンライン職業相談の予約", "予約のお願い", "オンライン相談を申し込みます")


class Shape(StrEnum):
    """How a mail is written down."""

    JIS = "jis"
    CP932 = "cp932"
    ALTERNATIVE = "alternative"
    HTML = "html"


EVERYDAY = (Shape.JIS, Shape.CP932, Shape.ALTERNATIVE)
_WRITTEN = {Shape.JIS: ("iso-2022-jp", "ISO-2022-JP", "7bit"), Shape.CP932: ("cp932", "Shift_JIS", "8bit")}


def person(number: int) -> tuple[str, str, str, str]:
    """Return name, job-seeker number, telephone and address of sample person `number`."""
    name = f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[number // len(_FAMILY) % len(_GIVEN)]}"
    return (
        name,
        f"28050-{300000 + number}",
        f"090-{number // 10_000:04d}-{number % 10_000:04d}",
        f"m{number}@mihon.example",
    )


def say_wish(start: datetime, style: int) -> str:
    """Write a start as people do, in one of four ways."""
    day = f"{start.month}月{start.day}日（{WEEKDAYS[start.weekday()]}）"
    clock = f"{start.hour}時{start.minute or ''}{'分' if start.minute else ''}"
    match style % 4:
        case 0:
            return f"{day}{clock}"
        case 1:
            return f"{start.month}/{start.day}({WEEKDAYS[start.weekday()]}) {start:%H:%M}"
        case 2:
            return f"令和{start.year - 2018}年{start.month}月{start.day}日 {clock}"
        case _:
            half = "午前" if start.hour < 12 else "午後"
            return f"{day}{half}"


def sample_mails(
    count: int, as_of: datetime, starts: Sequence[datetime], seed: int = 1, shapes: Sequence[Shape] = EVERYDAY
) -> Iterator[bytes]:
    """Yield mails of the last day before `as_of`, each with two wishes among these starts, the shapes in turns."""
    random = Random(seed)  # noqa: S311 -- sample data, the same in every run
    for number in range(count):
        shape = shapes[number % len(shapes)]
        yield _mail(number, shape, as_of - timedelta(seconds=count - number), random, starts)


def name_in(shape: Shape, number: int) -> str:
    """Return the name of sample person `number` as a mail of that shape can write it: JIS has no 髙."""
    name = person(number)[0]
    return name.replace("髙", "高") if shape is Shape.JIS else name


def _mail(number: int, shape: Shape, at: datetime, random: Random, starts: Sequence[datetime]) -> bytes:
    address = person(number)[-1]
    subject = random.choice(_SUBJECTS)
    body = _body(number, random, starts)
    charset, label, transfer = _WRITTEN.get(shape, ("utf-8", "UTF-8", "base64"))
    head = _received(number, at, random) + "".join(
        f"{field}: {value}\r\n"
        for field, value in (
            ("Message-ID", f"<bench.{number}.{at:%Y%m%d%H%M%S}@mihon.example>"),
            ("Date", format_datetime(at)),
            ("From", f"{_word(name_in(shape, number), charset, label)} <{address}>"),
            ("To", OFFICE),
            ("Subject", _word(subject, charset, label)),
            ("MIME-Version", "1.0"),
            ("X-Mailer", "Mihon Mailer 1.0"),
        )
    )
    if shape is Shape.ALTERNATIVE:
        return head.encode("ascii") + _alternative(body, number)
    if shape is Shape.HTML:
        return (head + _part("html", _html(body))).encode("ascii")
    typed = f"Content-Type: text/plain; charset={label}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    text = body.replace("髙", "高") if shape is Shape.JIS else body
    return (head + typed).encode("ascii") + text.replace("\n", "\r\n").encode(charset)


def _body(number: int, random: Random, starts: Sequence[datetime]) -> str:
    name, seeker, phone, _ = person(number)
    wishes = random.sample(starts, 2)
    polite = "\n".join(random.choice(_POLITE) for _ in range(14))
    return (
        f"ハローワーク豊岡 ご担当者様\n\n{_POLITE[0]}\n{_POLITE[1]}\n\n"
        f"氏名：{name}\nフリガナ：ミホン サンプル\n求職番号：{seeker}\n電話番号：{phone}\n"
        f"第1希望：{say_wish(wishes[0], number // 3)}\n第2希望：{say_wish(wishes[1], 0)}\n\n"
        f"{polite}\n{_POLITE[-1]}\n\n-- \n{name}\n{phone}\n"
    )


def _received(number: int, at: datetime, random: Random) -> str:
    """Return what three servers write on the way, and a signature (RFC 6376) as long as they are."""
    hops = "".join(
        f"Received: from relay{hop}.mihon.example (relay{hop}.mihon.example [192.0.2.{hop + 1}])\r\n"
        f"\tby mx{hop}.mail.example (Postfix) with ESMTPS id {random.getrandbits(64):016X}\r\n"
        f"\tfor <{OFFICE}>; {format_datetime(at)}\r\n"
        for hop in range(3)
    )
    signature = "\r\n\t".join(b64encode(random.randbytes(48)).decode() for _ in range(5))
    return (
        f"Return-Path: <m{number}@mihon.example>\r\n{hops}"
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mihon.example; s=sample;\r\n"
        f"\th=from:to:subject:date:message-id:mime-version; bh=c2FtcGxl;\r\n\tb={signature}\r\n"
    )


def _word(text: str, charset: str, label: str) -> str:
    return f"=?{label}?B?{b64encode(text.encode(charset)).decode()}?="


def _alternative(body: str, number: int) -> bytes:
    mark = f"----=_Part_{number:08d}"
    parts = "".join(f"--{mark}\r\n{_part(kind, text)}" for kind, text in (("plain", body), ("html", _html(body))))
    return f'Content-Type: multipart/alternative; boundary="{mark}"\r\n\r\n{parts}--{mark}--\r\n'.encode()


def _html(body: str) -> str:
    return "<html><body>" + "".join(f"<div>{line or '<br>'}</div>\n" for line in body.split("\n")) + "</body></html>"


def _part(kind: str, text: str) -> str:
    return f"Content-Type: text/{kind}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encodebytes(
        text.replace("\n", "\r\n").encode()
    ).decode().replace("\n", "\r\n")
