"""Mails that no person wrote: what their headers tell, and which of them no machine may answer (RFC 3834)."""

import re
from collections.abc import Collection
from typing import Final

from intake.mail import words_of_intent as words
from intake.mail.calendars import ANSWERS
from intake.mail.mail import Mail
from madoguchi.model.item import Kind

_DAEMON = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail-?deamon|microsoftexchange[0-9a-f]{16,40})(?:[@+]|$)",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(r"(?:no|do-?not|never)[-_.]?reply|bounces?[+@-]", re.IGNORECASE)
_DAEMON_NAME = re.compile(
    r"mail (?:delivery|system|administrator)|delivery sub-?system|postmaster|mailer-daemon|system administrator|internet mail delivery"
    r"|microsoft outlook|m-filter|(?:メール)?(?:配信|配送)(?:システム|サブシステム|エラー)|メールシステム|システム管理者",
    re.IGNORECASE,
)
# The first words of programmes that write no other mark into their reports.
_REPORTS = re.compile(
    r"\s*(?:hi\. this is the (?:qmail-send program|.{1,80} mail server)|this is (?:the mail system at host|a delivery status notification|the mail delivery (?:agent|subsystem))"
    r"|this message was created automatically by mail delivery software|message from .{1,80}\.\n+unable to deliver)",
    re.IGNORECASE,
)
_BY_ITSELF: Final = frozenset({"auto_reply", "auto-reply"})
_TO_MANY: Final = frozenset({"bulk", "list", "junk"})
_NOT_AUTO: Final = frozenset({"", "no"})


def kind_by_headers(mail: Mail, folded_subject: str, own_addresses: Collection[str]) -> Kind | None:
    """Judge by what the headers say; None when a person seems to have written.

    Args:
        mail: The mail as read.
        folded_subject: Its subject, widths and case folded.
        own_addresses: The office's mail addresses.
    """
    traits = mail.traits
    if any(part.method in ANSWERS for part in mail.calendars):
        return Kind.CALENDAR_REPLY
    if traits.ours:
        return Kind.OWN
    if _is_bounce(mail, folded_subject):
        return Kind.BOUNCE
    if _is_from_us(mail, own_addresses):
        return Kind.OWN
    return _of_others(mail, folded_subject, own_addresses)


def _of_others(mail: Mail, folded_subject: str, own_addresses: Collection[str]) -> Kind | None:
    if _is_automatic(mail) or words.AUTO_SUBJECT.match(folded_subject):
        return Kind.AUTO_REPLY
    if _goes_to_many(mail, own_addresses):
        return Kind.LIST
    return Kind.SPAM if mail.traits.spam else None


def is_silent(mail: Mail, own_addresses: Collection[str]) -> bool:
    """Tell whether no machine may answer a mail: a machine or a list sent it, or it asks for silence."""
    traits = mail.traits
    return (
        traits.mute
        or traits.ours
        or traits.spam
        or traits.failed_recipients
        or _is_automatic(mail)
        or _is_from_us(mail, own_addresses)
        or _goes_to_many(mail, own_addresses)
    )


def _is_automatic(mail: Mail) -> bool:
    traits = mail.traits
    return (
        traits.auto_submitted not in _NOT_AUTO
        or traits.answers_itself
        or traits.null_return
        or traits.precedence in _BY_ITSELF
        or bool(traits.report)
    )


def _is_from_us(mail: Mail, own_addresses: Collection[str]) -> bool:
    return mail.sender.address.casefold() in {address.casefold() for address in own_addresses}


def _goes_to_many(mail: Mail, own_addresses: Collection[str]) -> bool:
    """Tell whether a mail came over a list; one that is our own mailbox, kept as a group, has people behind it."""
    lists = mail.traits.lists
    if any(f"mailto:{own}" in lists or own.replace("@", ".") in lists for own in map(str.casefold, own_addresses)):
        return False
    return bool(lists) or mail.traits.precedence in _TO_MANY


def _is_bounce(mail: Mail, folded_subject: str) -> bool:
    """Tell whether a machine reports that a mail did not arrive, or not yet, or that it did."""
    traits, sender = mail.traits, mail.sender
    if traits.failed_recipients or traits.report in {"delivery-status", "report"}:
        return True
    if _DAEMON.match(sender.address or sender.name):
        return True
    if words.BOUNCE_SUBJECT.match(folded_subject) is None:
        return False
    return (
        traits.null_return
        or traits.auto_submitted not in _NOT_AUTO
        or not sender.address
        or _NO_REPLY.match(sender.address) is not None
        or _DAEMON_NAME.search(sender.name) is not None
        or _REPORTS.match(mail.text) is not None
    )
