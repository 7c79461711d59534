"""From the iCalendar objects of a mail to what its calendar answers (RFC 5546 section 3.2.3), pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from intake.calendar.entries import Entries, Entry, Line, moment_of, read_entries
from intake.calendar.own_words import comments, description, own_words
from intake.mail.calendars import ANSWERS
from intake.mail.form import read_form
from intake.mail.mail import Mail
from intake.offer_reply import says_only
from madoguchi.clock import local
from madoguchi.model.reading import Doubt
from madoguchi.model.reply import Answer, Attendee, CalendarAnswer
from madoguchi.wording import say_moment

_ANSWERS: Final = {answer.value.upper(): answer for answer in Answer}
_CLOCKS_DIFFER: Final = timedelta(days=1)
_MAILTO = re.compile(r".*mailto:\s*(?:%3C|<)?([^<>\s?]{1,320})", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>:]{1,64}@[^\s<>:]{1,255}")
# How Exchange keeps the UID of another program inside its own (MS-OXCICAL section 2.1.3.1.1.20.26).
_OF_EXCHANGE = re.compile(r"040000008200E00074C5B7101A82E008[0-9A-F]{32,72}7643616C2D55696401000000((?:[0-9A-F]{2}){1,300}?)00", re.IGNORECASE)  # fmt: skip
_OUTSIDE_TEXT: Final = frozenset({"versions_differ", "quoted_dates", "copied_dates", "only_quoted", "only_attachments"})

_BROKEN = "カレンダーの返事が壊れていて、承諾か辞退か読み取れません"
_TWO = "一つのメールに、違う内容のカレンダーの返事が入っています"
_REPEATED = "くり返しの予定の一回についての、カレンダーの返事です"
_NO_EVENT = "予定への出欠ではない、カレンダーの返事です"
_ASKS: Final = {
    "REFRESH": "カレンダーから、予定の最新の内容をもう一度送ってほしいとの求めがありました",
    "DELEGATE": "カレンダーから、ほかの方に代わってもらうとの知らせがありました",
    "ADD": "カレンダーから、予定の日を加えるとの知らせがありました",
    "DECLINECOUNTER": "カレンダーから、日時の提案を断るとの知らせがありました",
}
_WORDS = Doubt(
    code="calendar_words",
    say="カレンダーの返事に、ご本人の言葉が添えられています。内容を確かめてください。",
)


class Heard(NamedTuple):
    """What the calendar of a mail says.

    Attributes:
        doubts: About the mail itself, and what else the person wrote there.
        comments: What the person wrote into the calendar's own fields.
    """

    answer: CalendarAnswer
    doubts: tuple[Doubt, ...]
    comments: str


def hear(mail: Mail, received_at: datetime) -> Heard:
    """Read what the calendar of a mail answers; the mail holds one that does.

    Args:
        mail: As read.
        received_at: Stands in for a missing DTSTAMP, and for one of a clock that runs days ahead (aware).
    """
    parts = [part for part in mail.calendars if part.method in ANSWERS]
    read = [(part, read_entries(part.text)) for part in parts]
    entries = [entry for _, one in read for entry in one.entries]
    whole = [(part.method, one) for part, one in read if one.whole and not part.broken]
    asks = _asks(whole, entries, {part.method for part in mail.calendars if part.method})
    told = [entry for _, one in whole for entry in one.entries] or entries
    first = told[0] if told else Entry("VEVENT")
    answer = CalendarAnswer(
        uid=_uid(first.value("UID")),
        attendees=_attendees(told),
        sequence=_sequence(first),
        stamp=max((_stamp(entry, received_at) for entry in told), default=_utc(received_at)),
        mailboxes=(*mail.mailboxes, *_organizers(told)),
        asks=asks,
    )
    written = comments(entries)
    if not mail.text.strip() and (words := description(told)):
        written.append(words)
    doubts = [doubt for doubt in mail.doubts if doubt.code not in _OUTSIDE_TEXT]
    if written or _says_more(mail, entries, _only_answer(answer)):
        doubts.append(_WORDS)
    return Heard(answer, tuple(doubts), "\n".join(written))


def _only_answer(answer: CalendarAnswer) -> Answer | None:
    given = {attendee.answer for attendee in answer.attendees}
    return given.pop() if len(given) == 1 else None


def _says_more(mail: Mail, entries: Sequence[Entry], answer: Answer | None) -> bool:
    """Tell whether the mail holds words of the person beyond courtesy."""
    words = own_words(mail.text, entries, answer)
    return bool(words) and not says_only(mail.model_copy(update={"text": words}), read_form(words), yes=False)


def _asks(whole: Sequence[tuple[str, Entries]], entries: Sequence[Entry], methods: set[str]) -> str:
    """Say why it is no plain answer; empty when it is one."""
    if not whole:
        return _BROKEN
    told = [entry for _, one in whole for entry in one.entries]
    if len(methods) > 1 or len({_mark(entry) for entry in told}) > 1 or _contradicts(entries, told):
        return _TWO
    method, calendar = whole[0]
    if method == "COUNTER":
        return f"カレンダーから、別の日時の提案がありました（{_proposed(calendar)}）"
    if method in _ASKS:
        return _ASKS[method]
    if any(entry.kind != "VEVENT" for entry in told):
        return _NO_EVENT
    return _REPEATED if any("RECURRENCE-ID" in entry.lines for entry in told) else ""


def _mark(entry: Entry) -> tuple[object, ...]:
    """Return what two copies of one answer have in common."""
    return (entry.kind, entry.value("UID"), _sequence(entry), _attendees([entry]), entry.value("RECURRENCE-ID"))


def _contradicts(entries: Iterable[Entry], told: Iterable[Entry]) -> bool:
    """Tell whether a damaged copy holds an answer that the whole one does not."""
    known = set(_attendees(told))
    return not set(_attendees(entries)) <= known


def _proposed(calendar: Entries) -> str:
    starts = [line for entry in calendar.entries for line in entry.lines.get("DTSTART", ())]
    moment = moment_of(starts[0], calendar.offsets) if starts else None
    return say_moment(local(moment)) if moment else "日時は元のメールで確かめてください"


def _uid(written: str) -> str:
    found = _OF_EXCHANGE.fullmatch(written)
    return bytes.fromhex(found[1]).decode("ascii", "ignore") if found else written


def _sequence(entry: Entry) -> int | None:
    written = entry.value("SEQUENCE")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None  # noqa: PLR2004 -- no booking changes a billion times


def _stamp(entry: Entry, received_at: datetime) -> str:
    """Return when the answer was given; a stamp without a zone is taken for the UTC that it must be in."""
    lines = entry.lines.get("DTSTAMP", ())
    line = lines[0] if lines else Line({}, "")
    moment = moment_of(line, {}) or moment_of(line._replace(value=f"{line.value.strip()}Z"), {})
    known = moment is not None and moment <= received_at + _CLOCKS_DIFFER
    return _utc(moment if known and moment else received_at)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _attendees(entries: Iterable[Entry]) -> tuple[Attendee, ...]:
    found = (_attendee(line) for entry in entries for line in entry.lines.get("ATTENDEE", ()))
    return tuple(dict.fromkeys(one for one in found if one.addresses))


def _attendee(line: Line) -> Attendee:
    named = (address_in(text) for text in (line.value, line.params.get("EMAIL", ""), line.params.get("SENT-BY", "")))
    delegated = "DELEGATED-FROM" in line.params or "DELEGATED-TO" in line.params
    status = line.params.get("PARTSTAT", "").strip().upper()
    return Attendee(
        addresses=tuple(dict.fromkeys(address for address in named if address)),
        answer=None if delegated else _ANSWERS.get(status),
    )


def _organizers(entries: Iterable[Entry]) -> tuple[str, ...]:
    found = (address_in(line.value) for entry in entries for line in entry.lines.get("ORGANIZER", ()))
    return tuple(dict.fromkeys(address for address in found if address))


def address_in(text: str) -> str:
    """Return the mail address of a CAL-ADDRESS in lower case, with or without `mailto:`; empty when there is none."""
    found = _MAILTO.match(text)
    plain = (found[1] if found else text.strip()).replace("%40", "@").replace("%2B", "+").replace("%2b", "+")
    return plain.lower() if _ADDRESS.fullmatch(plain) else ""
