"""Answers of calendars for tests: the shape that most programs send, and what a run makes of them."""

from base64 import b64encode
from datetime import datetime

from offices import OfficeFolder, drop, query, run

OURS = "yoyaku@hellowork-toyooka.example"
TARO = "taro@mihon.example"
STAMP = "20261130T020000Z"


def ics(uid: str, partstat: str = "ACCEPTED", **more: str) -> str:
    """Return a METHOD:REPLY as Thunderbird writes it; an empty value leaves its line out."""
    attendee = more.get("attendee", TARO)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
        "VERSION:2.0",
        f"METHOD:{more.get('method', 'REPLY')}",
        "BEGIN:VEVENT",
        f"DTSTAMP:{more.get('stamp', STAMP)}",
        f"UID:{uid}",
        "SUMMARY:オンライン職業相談（ハローワーク豊岡）",
        f"ORGANIZER;CN=ハローワーク豊岡:mailto:{more.get('organizer', OURS)}",
        f"ATTENDEE;CN=見本 太郎;PARTSTAT={partstat}{more.get('params', '')}:mailto:{attendee}",
        "DTSTART;TZID=Asia/Tokyo:20261203T100000",
        f"SEQUENCE:{more.get('sequence', '0')}",
        *filter(None, [more.get("line", "")]),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(line for line in lines if line.partition(":")[2]) + "\r\n"


def reply_mail(
    calendar: str,
    *,
    text: str = "",
    sender: str = TARO,
    to: str = OURS,
    ident: str = "r1",
    date: str = "Mon, 30 Nov 2026 11:00:00 +0900",
) -> bytes:
    """Return a mail with the same answer twice, as text/calendar and as application/ics."""
    coded = b64encode(calendar.encode()).decode()
    verb = "declined" if "PARTSTAT=DECLINED" in calendar else "accepted"
    text = text or f"見本 太郎 <taro@mihon.example> has {verb} your event invitation."
    return (
        f"From: {sender}\r\nTo: {to}\r\nDate: {date}\r\nMessage-ID: <{ident}@mihon.example>\r\n"
        "Subject: Accepted: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
        "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
        f"--a\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        "--a\r\nContent-Type: text/calendar; charset=UTF-8; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{coded}\r\n--a--\r\n"
        "--m\r\nContent-Type: application/ics; name=invite.ics\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename=invite.ics\r\n\r\n{coded}\r\n--m--\r\n"
    ).encode()


def answer(folder: OfficeFolder, as_of: datetime, calendar: str, **more: str) -> tuple[str, str]:
    """Let an answer come in and run the whole line; return the outcome and the sentence of its item."""
    ident = more.get("ident", "r1")
    drop(folder, f"{ident}.eml", reply_mail(calendar, **more))
    run(folder, as_of)
    ((outcome, why),) = query(folder, "SELECT outcome, why FROM items ORDER BY item_id DESC LIMIT 1")
    return str(outcome), str(why)


def uid_of(folder: OfficeFolder, number: int = 1) -> str:
    """Return the UID that the calendar of an invited person knows a booking by."""
    ((uid,),) = query(folder, "SELECT uid FROM bookings WHERE booking_id = ?", number)
    return f"{uid}@hellowork-toyooka.example"


def mailbox_of(folder: OfficeFolder, number: int = 1) -> str:
    """Return the mailbox that a booking's answers come to."""
    ((organizer,),) = query(folder, "SELECT organizer FROM bookings WHERE booking_id = ?", number)
    return str(organizer)


def recorded(folder: OfficeFolder) -> list[tuple[object, ...]]:
    """Return the answers kept: who, what, to which invitation."""
    return query(folder, "SELECT attendee, answer, sequence FROM replies ORDER BY reply_id")


def calls(folder: OfficeFolder) -> list[tuple[object, ...]]:
    """Return the telephone tasks about refusals: how each stands and whom it calls."""
    return query(folder, "SELECT state, recipient, say FROM outbox WHERE kind = 'declined' ORDER BY notice_id")
