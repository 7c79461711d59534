"""`madoguchi why`: the story of one request, loaded and shown."""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from madoguchi.cli.looks import looking
from madoguchi.cli.show import console
from madoguchi.cli.story import Line, Matter, tell
from madoguchi.config.office import Office
from madoguchi.errors import Exit
from madoguchi.model.request import reference_of
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.bounces import bounces_of_notices
from madoguchi.store.decisions import decisions_of
from madoguchi.store.engine import Transaction
from madoguchi.store.offers import offers_of
from madoguchi.store.outbox import notices_of
from madoguchi.store.replies import replies_to
from madoguchi.store.requests import requests_about, requests_by_id
from madoguchi.store.reviews import open_doubts

_REFERENCE = re.compile(r"M?-?0*([0-9]{1,9})", re.IGNORECASE)
_INDENT = 2  # columns a step
_NEVER_FIRST = frozenset("。、）」・／")


def number_of(reference: str) -> int | None:
    """Return the request number that is written M00012, 12 or Ｍ００１２; None for anything else."""
    found = _REFERENCE.fullmatch(unicodedata.normalize("NFKC", reference).strip())
    return int(found[1]) if found else None


def show_why(root: Path, number: int, *, json_wanted: bool) -> Exit:
    """Tell the story of a request; NEEDS_PERSON when there is none of that number."""
    with looking(root) as (office, _, transaction):
        matter = load_matter(transaction, number)
    if matter is None:
        sys.stderr.write(f"受付番号 {reference_of(number)} の申込は見つかりません。番号を確かめてください。\n")
        return Exit.NEEDS_PERSON
    if json_wanted:
        sys.stdout.write(json.dumps(as_json(matter), ensure_ascii=False) + "\n")
        return Exit.DONE
    out = console()
    for line in tell(matter, lambda counsellor: _name(office, counsellor)):
        for folded in fold(line, out.width):
            out.print(folded)
    return Exit.DONE


def load_matter(transaction: Transaction, number: int) -> Matter | None:
    """Load everything about a request by its number; None when there is none."""
    request = requests_by_id(transaction, [number]).get(number)
    if request is None:
        return None
    about = {one.request_id for one in requests_about(transaction, [number])}
    booking_ids = {one.booking_id for one in decisions_of(transaction, [number]) if one.booking_id is not None}
    decisions = decisions_of(transaction, [number, *about], booking_ids)
    bookings = bookings_by_id(transaction, booking_ids)
    spoken = about | {one.request_id for one in decisions} | {one.request_id for one in bookings.values()}
    notices = notices_of(transaction, [number], booking_ids)
    return Matter(
        request=request,
        others=requests_by_id(transaction, spoken - {number}),
        decisions=decisions,
        bookings=[bookings[booking_id] for booking_id in sorted(bookings)],
        replies=replies_to(transaction, booking_ids),
        offers=offers_of(transaction, [number]).get(number, []),
        notices=notices,
        doubts=open_doubts(transaction, [number]).get(number, ()),
        bounces=bounces_of_notices(transaction, [notice.notice_id for notice in notices]),
    )


def as_json(matter: Matter) -> dict[str, Any]:
    """Return the story for other programs, without names too."""
    request = matter.request
    return {
        "reference": request.reference,
        "state": request.state,
        "stage": matter.stage,
        "kind": request.kind,
        "channel": request.channel,
        "received_at": request.received_at.isoformat(),
        "terms": request.consent.version if request.consent else None,
        "concerns": request.concerns,
        "wishes": [
            {"rank": wish.rank, "slots": [slot.isoformat(timespec="minutes") for slot in wish.slots]}
            for wish in request.wishes
        ],
        "to_check": matter.to_check(),
        "decisions": [
            {
                "at": one.decided_at.isoformat(),
                "request": reference_of(one.request_id),
                "verdict": one.verdict,
                "reasons": [
                    {"rank": reason.rank, "rule": reason.rule, "say": say}
                    for reason, say in zip(one.reasons, matter.reasons(one), strict=True)
                ],
            }
            for one in matter.decisions
        ],
        "bookings": [
            one.model_dump(mode="json", exclude={"uid", "seeker_number", "request_id"})
            | {"why": matter.nameless(one.why)}
            for one in matter.bookings
        ],
        "replies": [
            one.model_dump(mode="json", exclude={"attendee", "item_id", "to_call"}) | {"counts": matter.counts(one)}
            for one in matter.replies
        ],
        "offers": [one.model_dump(mode="json", exclude={"request_id"}) for one in matter.offers],
        "notices": [
            {
                "at": one.created_at.isoformat(),
                "kind": one.kind,
                "means": one.means,
                "state": one.state,
                "came_back": matter.came_back(one),
            }
            for one in matter.notices
        ],
    }


def fold(line: Line, width: int) -> Iterator[str]:
    """Yield a line in pieces no wider than the terminal, where Japanese signs take two columns.

    No piece begins with a closing mark: the sign before it goes along.
    """
    margin = " " * (line.indent * _INDENT)
    piece, used = "", len(margin)
    for sign in line.say:
        wide = _columns(sign)
        if piece and used + wide > width:
            kept = len(piece)
            while kept > 1 and (sign if kept == len(piece) else piece[kept]) in _NEVER_FIRST:
                kept -= 1
            yield margin + piece[:kept]
            piece = piece[kept:]
            used = len(margin) + sum(map(_columns, piece))
        piece, used = piece + sign, used + wide
    yield margin + piece


def _columns(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def _name(office: Office, counsellor_id: str) -> str:
    counsellor = office.counsellor(counsellor_id)
    return counsellor.name if counsellor else counsellor_id
