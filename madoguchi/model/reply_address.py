"""The mailbox of one booking or letter: our own with a mark behind a plus sign (subaddressing, RFC 5233).

What comes back to it belongs to that booking or letter whoever claims to have written it: only who has got our letter
knows the mark. A booking's mailbox is written in its letters; a letter's own is its return path (RFC 5321 section
4.4), where the mail systems on its way send it back to.
"""

import base64
import hashlib
import hmac
import re
from typing import Final

LONGEST_MAILBOX: Final = 26  # octets before the `@`, so that the mark fits into the 64 of RFC 5321 section 4.5.3.1.1

_OCTETS = 16  # of the mark: 128 bits
_MARKED = re.compile(r"[!-~]{1,64}\+([bn])([0-9]{1,9})-[a-z2-7]{26}@[!-~]{1,255}", re.IGNORECASE)


def reply_address(mailbox: str, booking_id: int, uid: str, key: bytes) -> str:
    """Return the mailbox that a booking's answers come to: `yoyaku+b7-….@`; without a key the plain one."""
    if not key:
        return mailbox
    return _marked(mailbox, f"b{booking_id}", f"{booking_id}/{uid}", key)


def return_path(mailbox: str, notice_id: int, message_id: str, key: bytes) -> str:
    """Return the mailbox that one letter comes back to: `yoyaku+n12-….@`; without a key the plain one."""
    if not key:
        return mailbox
    return _marked(mailbox, f"n{notice_id}", f"n{notice_id}/{message_id}", key)


def booking_named(address: str) -> int | None:
    """Return the booking that an address names; whether its mark is right is seen when compared with the booking's."""
    return _named(address, "b")


def letter_named(address: str) -> int | None:
    """Return the notice that an address names; whether its mark is right is seen when compared with `return_path`."""
    return _named(address, "n")


def is_same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are the same, in a time that tells nothing; mail servers may change their case."""
    return hmac.compare_digest(one.casefold().encode(), other.casefold().encode())


def _marked(mailbox: str, tag: str, secret: str, key: bytes) -> str:
    name, _, domain = mailbox.rpartition("@")
    digest = hmac.new(key, secret.encode(), hashlib.sha256).digest()[:_OCTETS]
    mark = base64.b32encode(digest).decode().rstrip("=").lower()
    return f"{name}+{tag}-{mark}@{domain}"


def _named(address: str, what: str) -> int | None:
    found = _MARKED.fullmatch(address)
    return int(found[2]) if found and found[1].lower() == what else None
