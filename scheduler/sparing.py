"""Who may be written to without anybody having decided it: receipts and questions, so that no two robots talk.

RFC 3834 section 2 asks automatic responders to limit what one address gets. A robot that marks its mails as automatic
is known by that; one that does not is stopped here.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from madoguchi.config.office import Office
from madoguchi.store.engine import Transaction
from madoguchi.store.sending import automatic_letters_since
from scheduler.notices import Desk

AN_HOUR: Final = 1  # letters to one address
A_DAY: Final = 5


class Sparing:
    """Counts the automatic letters of each address, those of this run included."""

    def __init__(self, own: Iterable[str], in_an_hour: dict[str, int], in_a_day: dict[str, int]) -> None:
        self._own = {_plain(address) for address in own}
        self._in_an_hour, self._in_a_day = _folded(in_an_hour), _folded(in_a_day)

    def may_write(self, address: str) -> bool:
        """Tell whether an automatic letter to that address may be written, and count it when it may.

        None goes to nobody, to a mailbox of our own, or to an address that has had its share.
        """
        one = address.casefold()
        if not address or _plain(address) in self._own:
            return False
        if self._in_an_hour[one] >= AN_HOUR or self._in_a_day[one] >= A_DAY:
            return False
        self._in_an_hour[one] += 1
        self._in_a_day[one] += 1
        return True


def sparing(transaction: Transaction, addresses: Iterable[str], desk: Desk) -> Sparing:
    """Return what these addresses have had already."""
    asked = set(addresses)
    return Sparing(
        own_addresses(desk.office),
        automatic_letters_since(transaction, asked, desk.as_of - timedelta(hours=1)),
        automatic_letters_since(transaction, asked, desk.as_of - timedelta(days=1)),
    )


def own_addresses(office: Office) -> set[str]:
    """Return the mailboxes that are the office's own, without marks."""
    users = [server.user for server in (office.imap, office.smtp) if server]
    return {office.office.mail, *(user for user in users if "@" in user)}


def _plain(address: str) -> str:
    """Return an address without the mark behind a plus sign (RFC 5233)."""
    name, _, domain = address.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _folded(letters: dict[str, int]) -> Counter[str]:
    """Return them by address in small letters; two forms of one address have the same letters."""
    counted = Counter[str]()
    for address, number in letters.items():
        counted[address.casefold()] = max(number, counted[address.casefold()])
    return counted
