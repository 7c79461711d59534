"""What is attached to a mail that a person wrote: an event of another's calendar, or what only Outlook can open."""

from typing import Final

from intake.calendar.entries import moment_of, read_entries
from intake.doubts import shown
from intake.mail.kind import Judgement
from intake.mail.mail import Mail
from madoguchi.clock import local
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt
from madoguchi.wording import say_moment

_OF_OUTLOOK: Final = "winmail.dat"  # TNEF (MS-OXTNEF): an answer of a calendar can be in it
_OUTLOOKS_OWN = Doubt(
    code="winmail_attached",
    say="Outlook 独自の形式の添付（winmail.dat）が付いていて、中身を読めません。カレンダーの返事や書類が入っていることがあります。差出人に用件を確かめてください。",
)
_WRITTEN: Final = frozenset(
    {Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.QUESTION, Kind.ANSWER, Kind.THANKS, Kind.EMPTY}
)
_OF_ORGANIZERS: Final = frozenset({"REQUEST", "CANCEL", "PUBLISH"})  # an absence note may send ours back
# Kinds that nobody would look at.
_UNSEEN: Final = frozenset({Kind.THANKS, Kind.EMPTY, Kind.AUTO_REPLY})


def with_attached(mail: Mail, judged: Judgement) -> Judgement:
    """Return what kind of mail it is in view of what is attached: staff look at every event and at what nobody can read.

    A request is whole without what Outlook adds, for its words stand in the mail.
    """
    doubts = []
    events = [part for part in mail.calendars if judged.kind in _WRITTEN or part.method not in _OF_ORGANIZERS]
    if events and judged.kind in _WRITTEN | _UNSEEN:
        doubts.append(_event_attached(mail))
    if judged.kind in _UNSEEN | _WRITTEN - {Kind.REQUEST} and _OF_OUTLOOK in (
        name.lower() for name in mail.attachments
    ):
        doubts.append(_OUTLOOKS_OWN)
    if not doubts:
        return judged
    return Judgement(Kind.QUESTION if judged.kind in _UNSEEN else judged.kind, (*judged.doubts, *doubts))


def _event_attached(mail: Mail) -> Doubt:
    read = [read_entries(part.text) for part in mail.calendars]
    starts = [(line, one) for one in read for entry in one.entries for line in entry.lines.get("DTSTART", ())]
    moment = moment_of(starts[0][0], starts[0][1].offsets) if starts else None
    titles = [line.text for one in read for entry in one.entries for line in entry.lines.get("SUMMARY", ())]
    what = "、".join(filter(None, (shown(titles[0]) if titles else "", say_moment(local(moment)) if moment else "")))
    say = f"カレンダーの予定{f'（{what}）' if what else ''}が付いたメールです。こちらでは予定に加えていません。用件を確かめてください。"
    return Doubt(code="calendar_attached", say=say)
