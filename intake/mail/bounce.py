"""From a mail that a mail server wrote to what it says of ours: not arrived, not yet, or arrived (RFC 3464).

Servers that write no fields for machines are read by their words. All of it is the sender's claim: whoever ties it to
a letter has to look whether it is one of ours.
"""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from intake.mail.bounce_parts import Carried, Fields, carried_by, groups_in, is_of_recipient
from intake.mail.bounce_words import folded, is_delayed, say_why, told_by
from intake.mail.mail import Mail
from madoguchi.model.bounce import BounceReport

_MOST_NAMED: Final = 20  # recipients, and ids
_ADDRESS = re.compile(
    r'(?:"([^"\s@]{1,64})"|([\w.!#$%&\'*+/=?^`{|}~-]{1,64}))@([A-Za-z0-9][A-Za-z0-9.-]{0,250}[A-Za-z0-9])', re.ASCII
)
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_ID_LINE = re.compile(
    r"^[> \t|]{0,8}(?:x-original-)?message-id[ \t]*:\s{0,4}(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE
)
_PLUS_MARK = re.compile(r"\+n[0-9]{1,9}-[a-z2-7]{26}@", re.IGNORECASE)
# Below such a line stands the letter that came back, whose words say nothing of the reason.
_COPY = re.compile(
    r"^[-=_*> \t]{0,40}(?:below this line is a copy of|(?:this is|here is|the following is|included is) a copy of|a copy of (?:the|your) (?:original )?message|(?:the )?(?:headers? of the )?(?:original|unsent|returned) (?:message|mail)(?: (?:headers?|follows?|text|was))?|message header"
    r"|return-path:|received:|mime-version:|original[- ]message|(?:元の|送信された|送信した|お送りになった)(?:メッセージ|メール)(?:の内容)?[ \t]*[:：]?[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_SERVERS = re.compile(r"(?:mailer-?daemon|postmaster|mail-?daemon|no-?reply|abuse|hostmaster)[+@]", re.IGNORECASE)


class Fate(StrEnum):
    """What a report says of a letter, the worst first."""

    FAILED = "failed"
    DELAYED = "delayed"
    ARRIVED = "arrived"

    @property
    def say(self) -> str:
        """One sentence; empty for what failed, which has its own."""
        return _SAY_FATE.get(self, "")


_SAY_FATE: Final = {
    Fate.DELAYED: "届くのが遅れているだけで、まだ送り続けられています。届かなければ、あらためて知らせが来ます。",
    Fate.ARRIVED: "届いたという知らせです。",
}


# The Action field (RFC 3464 section 2.3.3); where it is left out, the class of the status tells.
_ACTIONS: Final = {
    Fate.FAILED: frozenset({"failed", "failure"}),
    Fate.DELAYED: frozenset({"delayed"}),
    Fate.ARRIVED: frozenset({"delivered", "relayed", "expanded"}),
}
_CLASSES: Final = {"5": Fate.FAILED, "4": Fate.DELAYED, "2": Fate.ARRIVED}


class Read(NamedTuple):
    """A bounce as it was read."""

    fate: Fate
    report: BounceReport


def read_bounce(raw: bytes, mail: Mail, own_addresses: Collection[str]) -> Read:
    """Read what a mail server reports.

    Args:
        raw: The mail as it came.
        mail: The same, as `read_mail` reads it.
        own_addresses: Of the office; they are none that a letter failed to reach.

    Returns:
        The report, with as much as the mail tells; never raises, bounded in time.
    """
    carried = carried_by(raw)
    spoken = _COPY.split(carried.text, maxsplit=1)[0]
    groups = carried.groups or tuple(group for group in groups_in(carried.text) if is_of_recipient(group))
    fate = _fate(groups, mail, folded(spoken))
    meant = [group for group in groups if _fate_of(group) in {fate, None}]
    ours = {address.casefold() for address in own_addresses}
    recipients = _recipients(meant, carried, spoken, ours)
    diagnoses = folded("\n".join(group.get("diagnostic-code", "") for group in meant))
    given = next((group["status"] for group in meant if group.get("status")), "")
    told = told_by(given, f"{diagnoses}\n{folded(spoken)}" if diagnoses else folded(spoken))
    domain = min(ours, default="").rpartition("@")[2]
    return Read(
        fate,
        BounceReport(
            message_ids=_message_ids(mail, carried, domain),
            mailboxes=(*carried.mailboxes, *_marked(carried.text))[:_MOST_NAMED],
            recipients=recipients,
            status=told.status,
            lasting=told.lasting and fate is Fate.FAILED,
            delayed=fate is Fate.DELAYED,
            say=say_why(told.status, recipients, domain) if fate is Fate.FAILED else "",
        ),
    )


def _fate_of(group: Fields) -> Fate | None:
    """Tell what became of one recipient; None where the fields leave it out."""
    action = group.get("action", "").partition("(")[0].strip().lower()
    named = next((fate for fate, actions in _ACTIONS.items() if action in actions), None)
    return named or _CLASSES.get(group.get("status", "").strip()[:1])


def _fate(groups: Collection[Fields], mail: Mail, words: str) -> Fate:
    """Tell what became of the letter; one recipient who was not reached is enough."""
    told = {_fate_of(group) for group in groups}
    if named := next((fate for fate in Fate if fate in told), None):
        return named
    return Fate.DELAYED if is_delayed(folded(mail.subject), words) else Fate.FAILED


def _recipients(groups: Iterable[Fields], carried: Carried, spoken: str, ours: Collection[str]) -> tuple[str, ...]:
    """Return who was not reached: as fields say it, or else whom the words name."""
    named = [address for group in groups for address in _of_group(group)]
    named = named or _addresses(carried.failed) or _addresses(spoken)
    strangers = (one for one in named if one.casefold() not in ours and not _SERVERS.match(one))
    return tuple(dict.fromkeys(strangers))[:_MOST_NAMED]


def _of_group(group: Fields) -> list[str]:
    final, original = group.get("final-recipient", ""), group.get("original-recipient", "")
    plain = _XTEXT.sub(lambda found: chr(int(found[1], 16)), original)  # RFC 3461 section 4
    return _addresses(f"{original} {plain} {final}")


def _addresses(text: str) -> list[str]:
    return [f"{quoted or local}@{domain}" for quoted, local, domain in _ADDRESS.findall(text)]


def _message_ids(mail: Mail, carried: Carried, domain: str) -> tuple[str, ...]:
    """Return the ids of the mails that came back, or else those that the report says it answers.

    A letter with our own field and a foreign id is ours all the same: some services give every mail an id of their own.
    """
    returned = carried.message_ids or tuple(_ID_LINE.findall(carried.text))
    answered = (mail.in_reply_to, *mail.references[-1:])
    named = [one for one in returned or answered if one and not (carried.ours and not one.endswith(f"@{domain}>"))]
    return tuple(dict.fromkeys(named))[:_MOST_NAMED]


def _marked(text: str) -> list[str]:
    """Return the mailboxes of ours in a text that carry the mark of a letter: its Return-Path stands in the copy."""
    return [address for address in _addresses(text) if _PLUS_MARK.search(address)] if _PLUS_MARK.search(text) else []
