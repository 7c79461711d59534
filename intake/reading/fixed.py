"""The time that staff have fixed themselves (確定日時): exactly one start, notice and horizon set aside."""

from datetime import datetime

from intake.reading.doubts import Unsure, doubt
from intake.reading.hours import starts
from intake.reading.marks import Section
from intake.reading.sections import read_section
from intake.reading.slots import open_day
from intake.reading.values import Draft
from intake.reading.wishes import WHOLE_DAY
from madoguchi.clock import local
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt
from madoguchi.wording import say_moment

MAX_LENGTH = 100


def read_fixed_time(text: str, received_at: datetime, days: OpenDays) -> datetime | Doubt:
    """Read the one start that staff have written.

    Args:
        text: A cell such as `12/3 14:30` or `令和8年12月3日14時半`.
        received_at: When the cell was taken in (aware); the start lies after it.
        days: When the office is open.

    Returns:
        The start (wall-clock time of the office, naive), or why it cannot be taken.
    """
    if len(text) > MAX_LENGTH:
        return doubt("too_long", str(len(text)))
    section = read_section(Section(0, text), local(received_at))
    if section.doubts:
        return section.doubts[0]
    if not section.drafts:
        return doubt("none")
    try:
        return _one_start(section.drafts, text, received_at, days)
    except Unsure as unsure:
        return unsure.doubt


def _one_start(drafts: tuple[Draft, ...], text: str, received_at: datetime, days: OpenDays) -> datetime:
    spans = [span for each in drafts for span in each.spans]
    hours = [one for each in drafts for one in each.hours]
    if len(spans) > 1 or len(hours) > 1 or not spans[0].named:
        raise Unsure(doubt("several", text))
    if hours[0] == WHOLE_DAY:
        raise Unsure(doubt("no_time", text))
    found = starts(open_day(spans[0].first, days), hours[0], days.minutes)
    if len(found) > 1:
        raise Unsure(doubt("several", text))
    if found[0] <= local(received_at):
        raise Unsure(doubt("past", day=say_moment(found[0])))
    return found[0]
