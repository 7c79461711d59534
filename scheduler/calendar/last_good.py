"""What is wrong with a feed that is to replace the last good one, at a cost that follows what is new in it (pure)."""

import re

from scheduler.calendar.lint import Finding, findings

_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
_UID = re.compile(rb"\r\nUID:([^\r]*(?:\r\n [^\r]*)*)")


def findings_beside(feed: bytes, last_good: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a feed of `scheduler.calendar.feed`; empty when it is good.

    Where the calendar says the same of itself as the last good one, only the events that are not in that one are
    linted: the rules are about the calendar, about each event by itself, and about UIDs that stand twice. The
    calendar names the day, so the first feed of each day is linted whole, whatever has become of the file.

    Args:
        feed: To be written.
        last_good: What was linted before; empty when there is nothing.
    """
    return () if _is_good_beside(feed, last_good) else findings(feed)


def _is_good_beside(feed: bytes, last_good: bytes) -> bool:
    about, *events = feed.removesuffix(_END).split(_BEGIN)
    known_about, *known = last_good.removesuffix(_END).split(_BEGIN)
    uids = _UID.findall(feed)
    if about != known_about or len(set(uids)) != len(uids):
        return False
    new = sorted(set(events).difference(known))
    return not new or not findings(b"".join((about, *(_BEGIN + event for event in new), _END)))
