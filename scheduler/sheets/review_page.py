"""The review list as a page 要確認.html: what waits for a person, why, and how to settle it in the list beside it."""

from collections.abc import Iterable
from typing import NamedTuple

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.item import Kind
from madoguchi.model.review import ReviewEntry
from madoguchi.sheets import REVIEW_LIST, REVIEW_PAGE
from madoguchi.wording import say_start
from scheduler.letters.facts import plain
from scheduler.sheets.page import staff_page
from scheduler.sheets.review_list import CHANNELS, MOST_SHOWN, copyable, say_doubt, say_language, say_wish

KINDS = {Kind.CHANGE: "変更", Kind.CANCELLATION: "取消", Kind.RECORD: "相談の記録", Kind.QUESTION: "ご質問"}


class _Matter(NamedTuple):
    number: str
    received: str
    channel: str
    kind: str
    name: str
    seeker_number: str
    phone: str
    email: str
    wish_text: str
    read: tuple[str, ...]
    doubts: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    note: str


def review_page(office: Office, entries: Iterable[ReviewEntry]) -> bytes:
    """Return the page, oldest entry first."""
    matters = [_matter(entry) for entry in sorted(entries, key=lambda one: one.review_id)]
    return staff_page(
        "review.html.j2",
        here=REVIEW_PAGE,
        title="要確認",
        office=office.office.name,
        matters=matters,
        table=REVIEW_LIST,
    )


def _matter(entry: ReviewEntry) -> _Matter:
    person = entry.person
    return _Matter(
        number=entry.number,
        received=say_start(local(entry.opened_at)),
        channel=CHANNELS[entry.channel],
        kind=KINDS.get(entry.kind, ""),
        name=plain(person.name),
        seeker_number=plain(person.seeker_number),
        phone=plain(person.phone),
        email=plain(person.email),
        wish_text=plain(entry.wish_text, 500),
        read=(*(say_wish(wish) for wish in entry.wishes), *say_language(person)),
        doubts=tuple(say_doubt(doubt) for doubt in entry.doubts),
        candidates=tuple((copyable(start), say_start(start)) for start in entry.candidates[:MOST_SHOWN]),
        note=plain(entry.note, 500),
    )
