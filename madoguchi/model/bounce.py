"""A mail of ours that came back (RFC 3464, and the free forms of carriers)."""

from datetime import datetime

from madoguchi.model.frozen import Frozen


class BounceReport(Frozen):
    """What one bounce says; every word of it is the sender's claim.

    Attributes:
        message_ids: Of the letter that came back, each with its angle brackets; empty where none stands in it, or
            where a server on the way has given our letter another.
        mailboxes: Where the bounce itself was sent to; one of ours may carry a mark.
        recipients: The addresses that were not reached.
        status: Enhanced status code (RFC 3463, `5.1.1`); made from the words where none is given, empty where no
            words tell.
        lasting: A later letter to that address will come back too (no such user or host), not merely this one.
        delayed: It has not failed yet: the server goes on trying.
        say: Why it came back, one Japanese sentence for staff without the address.
    """

    message_ids: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = ""
    lasting: bool = False
    delayed: bool = False
    say: str = ""


class Bounce(Frozen):
    """A bounce that was tied to a letter.

    Attributes:
        item_id: The mail that told of it.
        notice_id: The letter.
        recipient: The address it went to; the store keeps it casefolded.
        lasting: A later letter to that address will come back too.
        to_call: The person is still to be called about what the letter said.
    """

    bounce_id: int
    item_id: int
    notice_id: int
    recipient: str
    status: str
    lasting: bool
    say: str
    received_at: datetime
    to_call: bool = True
