"""What a server's FETCH answers say (RFC 9051 section 7.5.2): pure, and never at a loss.

imaplib gives each answer as records: a line that ends in the length of a literal together with that literal, any
number of times, and the rest of the last line. An answer that is not exactly of the expected shape says nothing;
its mail is asked for again, alone. So one answer that is garbled harms no other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

Record = bytes | tuple[bytes, bytes]

MOST_UID: Final = 2**32 - 1

_LITERAL = re.compile(rb"\{[0-9]{1,10}\}\Z")
_VALUE = rb'(?:[0-9A-Za-z]{1,20}|"(?:[^"\\]|\\.)*"|\([^()"]{0,2000}\)|\x00[0-9]{1,3})'
_ITEM = rb"[A-Za-z0-9.\-]{1,30}(?:\[\])?(?:<[0-9]{1,10}>)? " + _VALUE
_ANSWER = re.compile(rb"[0-9]{1,10} \((" + _ITEM + rb"(?: " + _ITEM + rb"){0,11})\)")
_UID = re.compile(rb"(?:^| )UID ([0-9]{1,10})(?= |$)", re.IGNORECASE)
_SIZE = re.compile(rb"(?:^| )RFC822\.SIZE ([0-9]{1,15})(?= |$)", re.IGNORECASE)
_BODY = re.compile(rb"(?:^| )BODY\[\](?:<[0-9]{1,10}>)? (\x00[0-9]{1,3}|NIL|\"(?:[^\"\\]|\\.)*\")", re.IGNORECASE)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


def told_in(records: Iterable[Record | None]) -> tuple[dict[int, bytes], dict[int, int]]:
    """Return the bodies and the sizes that answers tell, each by UID; see `bodies_in` and `sizes_in`."""
    bodies: dict[int, bytes] = {}
    sizes: dict[int, int] = {}
    torn: set[int] = set()
    for uid, said, literals in _answers(records):
        if found := _SIZE.search(said):
            sizes[uid] = max(int(found[1]), sizes.get(uid, 0))
        if found := _BODY.search(said):
            body = _string(found[1], literals)
            if bodies.setdefault(uid, body) != body:
                torn.add(uid)
    return {uid: body for uid, body in bodies.items() if uid not in torn}, sizes


def bodies_in(records: Iterable[Record | None]) -> dict[int, bytes]:
    """Return the bodies that answers to `BODY.PEEK[]`, whole or a portion, hold, by UID.

    Of a UID that comes twice with other bytes none is believed.
    """
    return told_in(records)[0]


def sizes_in(records: Iterable[Record | None]) -> dict[int, int]:
    """Return the sizes that answers to `RFC822.SIZE` tell, by UID; of two for one UID the greater."""
    return told_in(records)[1]


def uids_in(records: Iterable[bytes | None]) -> list[int]:
    """Return the UIDs that SEARCH answers list, each once, in their order; what is no UID is left out."""
    numbers = {int(word) for line in records if line for word in line.split() if word.isdigit() and len(word) <= 10}  # noqa: PLR2004 -- digits of 2**32
    return sorted(number for number in numbers if 0 < number <= MOST_UID)


def in_sets(sets: Iterable[bytes], uids: Iterable[int]) -> set[int]:
    """Return which UIDs stand in sets such as `3,7:9` (RFC 9051 section 9, sequence-set)."""
    ranges = [tuple(map(int, one.split(b":"))) for whole in sets for one in whole.split(b",") if _is_range(one)]
    return {uid for uid in uids if any(min(one) <= uid <= max(one) for one in ranges)}


def uid_set(uids: Iterable[int]) -> str:
    """Write UIDs as a set, neighbours as a range."""
    ranges: list[list[int]] = []
    for uid in sorted(uids):
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in ranges)


def _answers(records: Iterable[Record | None]) -> Iterator[tuple[int, bytes, Mapping[bytes, bytes]]]:
    """Yield UID, items and literals of each answer of the right shape; a mark stands where a literal stood."""
    line, literals = b"", dict[bytes, bytes]()
    for record in records:
        if isinstance(record, tuple):
            mark = b"\x00%d" % len(literals)
            literals[mark] = record[1]
            line += _LITERAL.sub(mark, record[0].replace(b"\x00", b"?"))
            continue
        line += (record or b"").replace(b"\x00", b"?")
        found = _ANSWER.fullmatch(line)
        uid = _UID.search(found[1]) if found else None
        if found and uid and 0 < int(uid[1]) <= MOST_UID:
            yield int(uid[1]), found[1], literals
        line, literals = b"", {}


def _string(said: bytes, literals: Mapping[bytes, bytes]) -> bytes:
    if said.startswith(b"\x00"):
        return literals.get(said, b"")
    return _ESCAPED.sub(rb"\1", said[1:-1]) if said.startswith(b'"') else b""


def _is_range(text: bytes) -> bool:
    return bool(re.fullmatch(rb"[0-9]{1,10}(?::[0-9]{1,10})?", text))
