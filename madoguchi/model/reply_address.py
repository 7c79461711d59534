"""The mailbox of one booking: our own with a mark behind a plus sign (subaddressing, RFC 5233).

What comes back to it, an answer or a bounce, belongs to that booking whoever claims to have written it: only who
has read our letter knows the mark.
"""

import base64
import hashlib
import hmac
import re
from typing import Final

LONGEST_MAILBOX: Final = 26  # octets before the `@`, so that the mark fits into the 64 of RFC 5321 section 4.5.3.1.1

_OCTETS = 16  # of the mark: 128 bits
_MARKED = re.compile(r"[!-~]{1,64}\+b([0-9]{1,9})-([a-z2-7]{26})@[!-~]{1,255}", re.IGNORECASE)


def reply_address(mailbox: str, booking_id: int, uid: str, key: bytes) -> str:
    """Return the mailbox that a booking's answers come to: `yoyaku+b7-….@`; without a key the plain one."""
    if not key:
        return mailbox
    name, _, domain = mailbox.rpartition("@")
    digest = hmac.new(key, f"{booking_id}/{uid}".encode(), hashlib.sha256).digest()[:_OCTETS]
    mark = base64.b32encode(digest).decode().rstrip("=").lower()
    return f"{name}+b{booking_id}-{mark}@{domain}"


def booking_named(address: str) -> int | None:
    """Return the booking that an address names; whether its mark is right is seen when compared with the booking's."""
    found = _MARKED.fullmatch(address)
    return int(found[1]) if found else None


def is_same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are the same, in a time that tells nothing; mail servers may change their case."""
    return hmac.compare_digest(one.casefold().encode(), other.casefold().encode())
