"""Sample mails as job seekers, their programs and their servers send them; everyone in them is plainly a sample."""

from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime

from madoguchi.cli.sample_log import SampleDays, jp, md, wrong_weekday

_OFFICE = "yoyaku@hellowork-toyooka.example"
_FORM = "氏名：{name}\nフリガナ：{kana}\n求職番号：{number}\n電話番号：{phone}\n"


def sample_mails(as_of: datetime, days: SampleDays) -> dict[str, bytes]:
    """Return mails as job seekers, their programs and their servers send them, by file name."""
    d = days.open

    def form(name: str, kana: str, number: int, *wishes: str) -> str:
        head = _FORM.format(name=name, kana=kana, number=f"28050-2000{number:02d}", phone=f"090-0000-10{number:02d}")
        return head + "".join(f"第{rank}希望：{wish}\n" for rank, wish in enumerate(wishes, 1))

    def mail(number: int, name: str, body: str, **more: str) -> bytes:
        return _mail(as_of - timedelta(minutes=200 - number), number, name, body, **more)

    html = "".join(f"<p>{line}</p>" for line in form("見本 万里", "ミホン マリ", 4, f"{jp(d[3])}午後2時").splitlines())
    towa = _FORM.format(name="見本 十和", kana="ミホン トワ", number="28050-100011", phone="090-0000-0011")
    return {
        "メール01_JIS.eml": mail(
            1,
            "見本 一美",
            "お世話になっております。\n" + form("見本 一美", "ミホン カズミ", 1, f"{jp(d[2])}10時", f"{jp(d[3])}10時"),
            charset="iso-2022-jp",
        ),
        "メール02_シフトJIS.eml": mail(
            2,
            "髙見本 二葉",
            form("髙見本 二葉", "タカミホン フタバ", 2, f"{md(d[1])} 15:30"),
            charset="cp932",
            label="Shift_JIS",
        ),
        "メール03_UTF-8.eml": mail(3, "見本 三津", form("見本 三津", "ミホン ミツ", 3, f"{jp(d[4])}午前")),
        "メール04_HTMLだけ.eml": mail(4, "見本 万里", f"<html><body>{html}</body></html>", kind="html"),
        "メール05_自動返信.eml": mail(
            5,
            "見本 五月",
            "ただいま不在にしております。",
            subject="自動返信：不在のお知らせ",
            extra="Auto-Submitted: auto-replied\r\n",
        ),
        "メール06_不達.eml": _bounce(as_of),
        "メール07_質問.eml": mail(
            7, "見本 七緒", "オンライン相談ではカメラは必要でしょうか。教えてください。", subject="質問"
        ),
        "メール08_お礼.eml": mail(8, "見本 八雲", "先日はありがとうございました。", subject="お礼"),
        "メール09_電話と同じ申込.eml": mail(
            9, "見本 十和", towa + f"第1希望：{jp(d[4])}14時\n", address="towa@mihon.example"
        ),
        "メール10_曜日ちがい.eml": mail(
            10,
            "見本 十八",
            form("見本 十八", "ミホン トヤ", 10, f"{d[3].month}月{d[3].day}日（{wrong_weekday(d[3])}）14時"),
        ),
        "メール11_取消の申し出.eml": mail(
            11,
            "見本 十一",
            "予約をキャンセルしたいです。\n"
            + _FORM.format(name="見本 十一", kana="ミホン トイチ", number="28050-200011", phone="090-0000-1011"),
            subject="キャンセルのお願い",
        ),
    }


def _mail(at: datetime, number: int, name: str, body: str, **more: str) -> bytes:
    charset = more.get("charset", "utf-8")
    address = more.get("address", f"sample{number:02d}@mihon.example")
    head = (
        f"From: {Header(name, 'utf-8').encode()} <{address}>\r\n"
        f"To: {_OFFICE}\r\n"
        f"Date: {format_datetime(at)}\r\n"
        f"Message-ID: <sample{number:02d}.{at:%Y%m%d}@mihon.example>\r\n"
        f"Subject: {Header(more.get('subject', 'オンライン職業相談の予約'), 'utf-8').encode()}\r\n"
        "MIME-Version: 1.0\r\n"
        f"{more.get('extra', '')}"
        f"Content-Type: text/{more.get('kind', 'plain')}; charset={more.get('label', charset)}\r\n"
        f"Content-Transfer-Encoding: {'7bit' if charset == 'iso-2022-jp' else '8bit'}\r\n\r\n"
    )
    return head.encode("ascii") + body.replace("\n", "\r\n").encode(charset)


def _bounce(as_of: datetime) -> bytes:
    """Return a delivery report (RFC 3464) about a letter to an address that does not exist."""
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.example\r\nTo: {_OFFICE}\r\nDate: {format_datetime(as_of)}\r\n"
        f"Message-ID: <bounce06.{as_of:%Y%m%d}@mail.example>\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nThe mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        "Final-Recipient: rfc822; nobody@mihon.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    ).encode("ascii")
