"""What is wrong with a calendar that parsers let pass and clients punish.

One line that a client cannot parse empties a whole subscribed feed without a word, so a calendar is
checked before it replaces the last good file and before it goes into a letter. The rules lie in
`scheduler.calendar.rules`, each with its RFC section; `docs/linter.md` lists them.
"""

from scheduler.calendar.rules.codes import Finding, Findings
from scheduler.calendar.rules.components import Shapes, check_components
from scheduler.calendar.rules.methods import check_method
from scheduler.calendar.rules.ours import check_ours
from scheduler.calendar.rules.physical import begins, content_lines
from scheduler.calendar.rules.tree import Tree

__all__ = ["Finding", "findings"]


def findings(raw: bytes, *, foreign: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong with a calendar, in the order of its lines; empty when it is good.

    Any octets are taken, time grows with their number only, and each defect is told at most ten times.

    Args:
        raw: A whole calendar: an invitation, a cancellation, a reply or a feed.
        foreign: Leave out what the RFCs allow and only we forbid (`codes.HOUSE`), for calendars of others.
    """
    found = Findings(foreign=foreign)
    lines, physical = content_lines(raw, found)
    if not lines and not found.any:
        found.add(-1, "not-calendar")
    if lines:
        tree = Tree(found)
        tree.read(lines)
        shapes = Shapes()
        check_components(tree, shapes, found)
        calendars = [one for one in tree.root.parts if one.name == "VCALENDAR"]
        for calendar in calendars:
            if calendar.is_whole:
                check_method(calendar, shapes, found)
                check_ours(calendar, shapes, found)
        for calendar in calendars[1:]:
            found.add(calendar.at, "two-calendars")
    return found.numbered(begins(physical)) if found.any else ()
