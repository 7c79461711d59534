"""Which of our letters a mail answers: by the number in its subject, in the address it was sent to, or in its thread."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from intake.mail.mail import Mail

_MOST: Final = 1_000  # characters of a subject looked at
_IN_SUBJECT = re.compile(r"(?<![A-Za-z0-9])[Mm]([0-9]{5,9})(?![0-9])")
_PLUS = re.compile(r"(.{1,64})\+r([0-9]{1,9})(?:-[A-Za-z0-9]{1,32})?@(.{1,255})")
_IN_THREAD = re.compile(r"<n\.[kow][0-9]{1,12}\.([0-9]{1,9})\.(?:tell_us_more|offer|waiting)@([^<>@]{1,255})>")


def answered_request(mail: Mail, own_addresses: Collection[str]) -> int | None:
    """Return the number of the request whose letter a mail answers.

    Args:
        mail: The mail as read.
        own_addresses: Addresses that our letters come from.

    Returns:
        The number in the subject (受付番号 M00012), in an address of ours (`yoyaku+r12-xxxx@`, RFC 5233) or in the
        letter it replies to; None where none stands there, or where they disagree. All of them are the sender's
        claim: whoever joins has to look whose request it is.
    """
    subject = unicodedata.normalize("NFKC", mail.subject[:_MOST])
    named = {int(number) for number in _IN_SUBJECT.findall(subject)}
    named |= {int(number) for number in _plus_numbers(mail, own_addresses)}
    if not named:
        named = {int(number) for number in _thread_numbers(mail, own_addresses)}
    return named.pop() if len(named) == 1 else None


def _plus_numbers(mail: Mail, own_addresses: Collection[str]) -> list[str]:
    ours = {address.casefold() for address in own_addresses}
    found = (_PLUS.fullmatch(one.address) for one in mail.to if "+" in one.address)
    return [one[2] for one in found if one and f"{one[1]}@{one[3]}".casefold() in ours]


def _thread_numbers(mail: Mail, own_addresses: Collection[str]) -> list[str]:
    domains = {address.rpartition("@")[2].casefold() for address in own_addresses}
    found = _IN_THREAD.fullmatch(mail.in_reply_to)
    return [found[1]] if found and found[2].casefold() in domains else []
