"""Mails as people write them freely, and what a run makes of them."""

import json
from email.header import Header

from offices import AS_OF, OfficeFolder, drop, query, run

OURS = "yoyaku@hellowork-toyooka.example"
NUMBER = "求職番号は28050-1です。電話は090-0000-0000です。"


def mail(
    body: str,
    *,
    sender: str = "taro@mihon.example",
    name: str = "",
    subject: str = "予約",
    to: str = OURS,
    ident: str = "1",
) -> bytes:
    """Return a plain mail of the morning of the sample day."""
    shown = f"{Header(name, 'utf-8').encode()} <{sender}>" if name else sender
    head = (
        f"From: {shown}\nTo: {to}\nDate: Mon, 30 Nov 2026 09:30:00 +0900\nMessage-ID: <{ident}@mihon.example>\n"
        f"Subject: {Header(subject, 'utf-8', maxlinelen=900).encode()}\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + body).encode()


def take(folder: OfficeFolder, body: str, **more: str) -> None:
    """Let one mail come in and run the whole line."""
    drop(folder, f"{more.get('ident', '1')}.eml", mail(body, **more))
    run(folder, AS_OF)


def doubts(folder: OfficeFolder) -> set[str]:
    """Return the codes of everything that waits for a person."""
    open_ones = query(folder, "SELECT doubts FROM reviews WHERE closed_at IS NULL")
    return {doubt["code"] for (text,) in open_ones for doubt in json.loads(str(text))}


def endings(folder: OfficeFolder) -> list[str]:
    """Return how the items ended, in the order they came."""
    return [str(outcome) for (outcome,) in query(folder, "SELECT outcome FROM items ORDER BY item_id")]


def states(folder: OfficeFolder) -> list[str]:
    """Return where the requests stand, in their order."""
    return [str(state) for (state,) in query(folder, "SELECT state FROM requests ORDER BY request_id")]


def starts(folder: OfficeFolder) -> list[str]:
    """Return the confirmed bookings."""
    found = query(folder, "SELECT start FROM bookings WHERE state = 'confirmed' ORDER BY start")
    return [str(start) for (start,) in found]
