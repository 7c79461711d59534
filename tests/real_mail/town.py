"""A day's mail of a whole town, made from a seed: what people, calendars, robots, servers and spammers send an office.

Every line ends in CRLF and no byte is NUL, so that a mailbox gives back exactly what was delivered. Everyone in it is
plainly a sample.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import NamedTuple

from calendar_replies import ics, reply_mail
from mails import OFFICE, person, sample_mails, say_wish
from real_mail.broken import broken_mail

OVERSIZED_BYTES = 120_000


class TownMail(NamedTuple):
    """One mail, and what it was made as."""

    kind: str
    raw: bytes


class _Day(NamedTuple):
    """What a mail is made with: its number, its time, chance, and somebody who has written before."""

    number: int
    at: datetime
    random: Random
    known: int
    wish: str


def town(count: int, as_of: datetime, starts: Sequence[datetime], seed: int = 1) -> Iterator[TownMail]:
    """Yield so many mails of the day before `as_of`, the first of each kind early, one of them oversized."""
    random = Random(seed)  # noqa: S311 -- sample data, the same in every run
    requests = sample_mails(count, as_of, starts, seed)
    kinds = ["request", *_MAKERS, "duplicate"]
    weights = [30, *(weight for weight, _ in _MAKERS.values()), 4]
    sent: list[TownMail] = []
    asked = 0
    for number in range(count):
        kind = kinds[number] if number < len(kinds) else random.choices(kinds, weights)[0]
        at = as_of - timedelta(seconds=count - number)
        day = _Day(number, at, random, random.randrange(max(asked, 1)), say_wish(random.choice(starts), 0))
        if number == count // 2:
            kind, raw = "oversized", _oversized(day)
        elif kind == "duplicate":
            raw = random.choice(sent).raw
        elif kind == "request":
            raw, asked = next(requests), asked + 1
        else:
            raw = _MAKERS[kind][1](day)
        sent.append(TownMail(kind, raw))
        yield sent[-1]


def _mail(day: _Day, subject: str, body: str, *more: str, sender: str = "") -> bytes:
    """Return a plain mail, in UTF-8 as most write it or in ISO-2022-JP as old programs do."""
    charset = day.random.choice(("utf-8", "utf-8", "iso-2022-jp"))
    coded = b64encode(subject.encode(charset)).decode()
    head = (
        f"Message-ID: <town.{day.number}@mihon.example>",
        f"Date: {format_datetime(day.at)}",
        f"From: {sender or f'<{person(day.known)[3]}>'}",
        f"To: {OFFICE}",
        f"Subject: =?{charset}?B?{coded}?=",
        *more,
    )
    if not any(line.startswith("Content-Type") for line in more):
        head = (*head, "MIME-Version: 1.0", f"Content-Type: text/plain; charset={charset}")
    return "\r\n".join((*head, "", "")).encode() + body.replace("\n", "\r\n").encode(charset)


def _signed(day: _Day, text: str) -> str:
    name, number, phone, _ = person(day.known)
    return f"氏名：{name.replace('髙', '高')}\n求職番号：{number}\n電話番号：{phone}\n{text}\n"


def _change(day: _Day) -> bytes:
    return _mail(day, "予約の変更", _signed(day, f"ご予約の日時を変更してください。\n第1希望：{day.wish}"))


def _cancellation(day: _Day) -> bytes:
    return _mail(day, "予約の取消", _signed(day, "都合が悪くなりましたので、予約をキャンセルします。"))


def _question(day: _Day) -> bytes:
    return _mail(day, "質問", f"オンライン相談には何を用意すればよいでしょうか。（その{day.number}）\n")


def _thanks(day: _Day) -> bytes:
    return _mail(day, "お礼", f"先日はありがとうございました。（その{day.number}）\n")


def _answer(day: _Day) -> bytes:
    body = f"第1希望は{day.wish}でお願いします。\n\n> ご希望の日時をお知らせください。\n"
    return _mail(day, "Re: 予約について", _signed(day, body), f"In-Reply-To: <letter.{day.number}@mihon.example>")


def _calendar_reply(day: _Day) -> bytes:
    said = day.random.choice(("ACCEPTED", "DECLINED", "TENTATIVE"))
    address = person(day.known)[3]
    calendar = ics(f"{day.known:032x}@hellowork-toyooka.example", said, attendee=address)
    return reply_mail(calendar, sender=address, ident=f"town.{day.number}", date=format_datetime(day.at))


def _auto_reply(day: _Day) -> bytes:
    return _mail(day, "自動返信：不在", "ただいま留守にしております。\n", "Auto-Submitted: auto-replied")


def _list(day: _Day) -> bytes:
    more = ("List-Id: <oshirase.mihon.example>", "Precedence: bulk")
    return _mail(
        day, "[oshirase] 今月のお知らせ", f"第{day.number}号です。\n", *more, sender="<oshirase@mihon.example>"
    )


def _bounce(day: _Day) -> bytes:
    mark = f"report-{day.number}"
    body = (
        f"--{mark}\nContent-Type: text/plain; charset=us-ascii\n\nThe mail could not be delivered.\n"
        f"--{mark}\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.mihon.example\n\n"
        f"Final-Recipient: rfc822; {person(day.known)[3]}\nAction: failed\nStatus: 5.1.1\n"
        f"--{mark}\nContent-Type: text/rfc822-headers\n\nMessage-ID: <letter.{day.number}@mihon.example>\n--{mark}--\n"
    )
    typed = f'Content-Type: multipart/report; report-type=delivery-status; boundary="{mark}"'
    more = ("Return-Path: <>", "MIME-Version: 1.0", typed)
    return _mail(day, "Undelivered Mail Returned to Sender", body, *more, sender="<MAILER-DAEMON@mx.mihon.example>")


def _free_bounce(day: _Day) -> bytes:
    body = (
        f"次のあて先へのメールはお届けできませんでした。\n{person(day.known)[3]}\n550 User unknown\n（{day.number}）\n"
    )
    more = ("Return-Path: <>",)
    return _mail(day, "送信できませんでした", body, *more, sender="<postmaster@keitai.example>")


def _spam(day: _Day) -> bytes:
    body = f"当選おめでとうございます。\nhttp://spam.example/{day.number}\n"
    return _mail(day, "当選のお知らせ", body, "X-Spam-Flag: YES", sender=f"<s{day.number}@spam.example>")


def _own(day: _Day) -> bytes:
    return _mail(day, "転送テスト", f"予約用メールの試験です。（{day.number}）\n", sender=f"<{OFFICE}>")


def _empty(day: _Day) -> bytes:
    return _mail(day, "", " \n")


def _unreadable(day: _Day) -> bytes:
    noise = bytes(byte | 0x80 for byte in day.random.randbytes(300))
    head = f"Message-ID: <town.{day.number}@mihon.example>\r\nFrom: <{person(day.known)[3]}>\r\nSubject: x\r\n\r\n"
    return head.encode() + noise.replace(b"\r", b"x") + b"\r\n"


def _broken(day: _Day) -> bytes:
    return broken_mail(day.number, person(day.known)[3])


def _oversized(day: _Day) -> bytes:
    photo = b64encode(day.random.randbytes(OVERSIZED_BYTES)).decode()
    lines = "\n".join(photo[place : place + 76] for place in range(0, len(photo), 76))
    body = (
        "--m\nContent-Type: text/plain; charset=us-ascii\n\nphoto\n"
        f"--m\nContent-Type: image/jpeg; name=x.jpg\nContent-Transfer-Encoding: base64\n\n{lines}\n--m--\n"
    )
    return _mail(day, "写真", body, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=m")


_MAKERS: dict[str, tuple[int, Callable[[_Day], bytes]]] = {
    "change": (6, _change),
    "cancellation": (5, _cancellation),
    "question": (6, _question),
    "thanks": (3, _thanks),
    "answer": (6, _answer),
    "calendar_reply": (7, _calendar_reply),
    "auto_reply": (6, _auto_reply),
    "list": (5, _list),
    "bounce": (5, _bounce),
    "free_bounce": (2, _free_bounce),
    "spam": (6, _spam),
    "own": (2, _own),
    "empty": (2, _empty),
    "unreadable": (2, _unreadable),
    "broken": (5, _broken),
}
