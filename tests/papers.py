"""Every letter, calendar and sheet of the sample booking, as the golden files keep them."""

import email
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import samples_of_papers as sample
from samples_of_offers import offer

from madoguchi.config.openings import Closure
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.item import Channel
from madoguchi.model.notice import Means, Notice, NoticeKind
from madoguchi.model.openings import Period
from madoguchi.model.reading import Doubt, Wish
from madoguchi.model.review import ReviewEntry
from madoguchi.model.subscriber import Detail
from madoguchi.model.terms import TermsVersion
from scheduler.calendar.feed import staff_event, staff_feed, with_title
from scheduler.calendar.invitation import cancel_ics, request_ics, uninvite_ics
from scheduler.calendar.public_feeds import closed_feed, free_feed
from scheduler.closed_days import closed_days
from scheduler.letters import asking, letters, refusal, spoken, terms, waiting
from scheduler.letters.mime import message_id
from scheduler.letters.samples import SAMPLE_LANGUAGES, samples
from scheduler.new_terms import News
from scheduler.openings import OfficeDays
from scheduler.sheets.day_sheet import DayEntry, day_sheet_csv, day_sheet_html
from scheduler.sheets.review_list import review_list
from scheduler.sheets.telephone_list import telephone_list, telephone_tasks
from scheduler.sheets.waiting_list import waiting_list_csv

GOLDEN = Path(__file__).parent / "golden" / "papers"
DOMAIN = "hellowork-toyooka.example"
WHY = "臨時の休み（システム更新）"
REFUSED = "ハローワークへの求職の登録がないため"
BEFORE = datetime(2026, 12, 2, 10, 0)
OFFER = offer(5, 12, datetime(2026, 12, 3, 14, 30))
PASSED = offer(4, 12, BEFORE, state="lapsed")
DOUBTS = (
    Doubt(
        code="weekday_mismatch",
        say="12月3日（水）は木曜日です。12月2日（水）か12月3日（木）か、確かめてください。",
        choices=("12月2日（水）", "12月3日（木）"),
    ),
    Doubt(code="phone_odd", say="電話番号「0000」の形が正しくないようです。ご本人に確かめてください。"),
)


NEWS = (News(TermsVersion(version="2026-12-10", effective_on=date(2026, 12, 10), sha256="0" * 64, text="# 規約\n")),)
LATER = TermsVersion(version="2026-12-14", effective_on=date(2026, 12, 14), sha256="1" * 64, text="# 規約\n")


def papers() -> dict[str, bytes]:
    """Return file name -> bytes."""
    return dict((*_calendars(), *_letters(), *_other_languages(), *_spoken(), *_sheets()))


def read_letter(raw: bytes) -> EmailMessage:
    """Parse a letter the slow and sure way."""
    letter = email.message_from_bytes(raw, policy=SMTP)
    assert isinstance(letter, EmailMessage)
    return letter


def calendars(raw: bytes) -> list[tuple[str, bytes]]:
    """Return Content-Type and bytes of each calendar that a letter carries, in order."""
    parts = (part for part in read_letter(raw).walk() if part.get_content_subtype() in {"calendar", "ics"})
    return [(str(part["Content-Type"]), part.get_payload(decode=True)) for part in parts]


def _calendars() -> Iterator[tuple[str, bytes]]:
    office, booking, person = sample.office(), sample.booking(), sample.person()
    yield "request.ics", request_ics(office, booking, person, sample.meeting())
    by_telephone = sample.booking(medium=Medium.TELEPHONE)
    yield "request_by_telephone.ics", request_ics(office, by_telephone, person, sample.meeting())
    cancelled = sample.booking(state=BookingState.CANCELLED, sequence=1)
    yield "cancel.ics", cancel_ics(office, cancelled, person)
    yield "uninvite.ics", uninvite_ics(office, sample.booking(sequence=1), person)
    fragments = [staff_event(booking, office), staff_event(by_telephone.model_copy(update={"uid": "second"}), office)]
    today = sample.AS_OF.date()
    yield "staff_feed.ics", staff_feed(office, office.counsellors[0], fragments, today)
    yield "staff_feed_empty.ics", staff_feed(office, office.counsellors[0], [], today)
    titled = [with_title(one, "相談員A：", " 見本 太郎 様") for one in fragments]
    yield "office_feed.ics", staff_feed(office, None, titled, today, Detail.NAME)
    yield "free_feed.ics", free_feed(office, sample.free_days(), today)
    training = Closure(on=date(2026, 12, 2), hours=(Period(opens=time(9, 30), closes=time(10, 30)),), say="職員研修")
    closing = office.model_copy(update={"openings": office.openings.model_copy(update={"closures": (training,)})})
    closed = closed_days(closing, OfficeDays(closing), today, today + timedelta(days=60))
    yield "closed_feed.ics", closed_feed(closing, closed, today)


def _letters() -> Iterator[tuple[str, bytes]]:
    office, booking, request, meeting = sample.office(), sample.booking(), sample.request(), sample.meeting()
    again = sample.booking(sequence=1)
    by_telephone = sample.booking(sequence=1, medium=Medium.TELEPHONE)
    cancelled = sample.booking(sequence=2, state=BookingState.CANCELLED)
    mails = {
        "confirmation": letters.confirmation(
            office, booking, request, meeting, sample.AS_OF, _id(booking.uid, 0, "confirmation")
        ),
        "moved": letters.moved(office, again, request, meeting, sample.AS_OF, _id(booking.uid, 1, "moved"), BEFORE),
        "cancellation": letters.cancellation(
            office, cancelled, request, sample.AS_OF, _id(booking.uid, 2, "cancellation")
        ),
        "counsellor": letters.same_time(
            "counsellor", office, again, request, meeting, sample.AS_OF, _id(booking.uid, 1, "counsellor")
        ),
        "telephone": letters.same_time(
            "telephone", office, by_telephone, request, meeting, sample.AS_OF, _id(booking.uid, 1, "to_telephone")
        ),
        "reminder": letters.reminder(office, booking, request, meeting, sample.AS_OF, _id(booking.uid, 0, "reminder")),
        "refusal": refusal.refusal(office, request, REFUSED, sample.AS_OF, _id("r6", 12, "refusal")),
        "cancellation_by_office": letters.cancellation(
            office, cancelled, request, sample.AS_OF, _id(booking.uid, 2, "cancellation"), WHY
        ),
        "uninvited": letters.uninvited(office, again, request, sample.AS_OF, _id(booking.uid, 1, "uninvited")),
        "tell_us_more": asking.tell_us_more(office, request, DOUBTS, sample.AS_OF, _id("m00012", 0, "tell_us_more")),
        "waiting": waiting.waiting(office, request, sample.AS_OF, _id("w3", 12, "waiting")),
        "offer_gone": waiting.waiting(office, request, sample.AS_OF, _id("w4", 12, "waiting"), BEFORE),
        "offer": waiting.offered(office, OFFER, request, _id("o5", 12, "offer")),
    }
    mails["new_terms"] = terms.new_terms(
        office, request, NEWS, sample.AS_OF, _id(f"{booking.uid}.2026-12-10.00000000", 0, "new_terms")
    )
    for name, raw in mails.items():
        yield f"{name}.eml", raw
        letter = read_letter(raw)
        for kind in ("plain", "html"):
            body = letter.get_body((kind,))
            assert body is not None
            yield f"{name}.{kind}.txt", body.get_payload(decode=True)


def _other_languages() -> Iterator[tuple[str, bytes]]:
    """Yield the words of every letter in easy Japanese and in English, and one letter in both."""
    for tag in ("easy", "en"):
        for one in samples(sample.office(), sample.AS_OF, SAMPLE_LANGUAGES[tag]):
            yield f"{one.name}.{tag}.txt", plain_text(one.mail)
    both = next(samples(sample.office(), sample.AS_OF, SAMPLE_LANGUAGES["other"]))
    yield "confirmation.two_languages.eml", both.mail


def plain_text(raw: bytes) -> bytes:
    """Return the plain text of a letter."""
    body = read_letter(raw).get_body(("plain",))
    assert body is not None
    decoded = body.get_payload(decode=True)
    assert isinstance(decoded, bytes)
    return decoded


def _spoken() -> Iterator[tuple[str, bytes]]:
    office, booking, request = sample.office(), sample.booking(), sample.request()
    lines = (
        spoken.say_confirmation(office, booking, request),
        spoken.say_moved(office, booking, request, BEFORE),
        spoken.say_same_time("counsellor", office, booking, request),
        spoken.say_same_time("telephone", office, booking, request),
        spoken.say_reminder(office, booking, request),
        refusal.say_refusal(request, REFUSED),
        spoken.say_cancellation(office, booking, request),
        spoken.say_cancellation(office, booking, request, WHY),
        asking.say_tell_us_more(office, request, DOUBTS),
        waiting.say_waiting(office, request),
        waiting.say_waiting(office, request, BEFORE),
        waiting.say_offer(OFFER, request),
    )
    yield "spoken.txt", ("\n".join(lines) + "\n").encode()
    of_terms = (
        spoken.say_new_terms(office, request, NEWS, sample.AS_OF),
        spoken.say_new_terms(office, request, (*NEWS, News(LATER, corrected=True)), sample.AS_OF),
    )
    yield "spoken_new_terms.txt", ("\n".join(of_terms) + "\n").encode()


def _sheets() -> Iterator[tuple[str, bytes]]:
    office, secrets, day = sample.office(), sample.secrets(), date(2026, 12, 3)
    entries = (
        DayEntry(sample.booking(), sample.person(companion="手話通訳の方 1名")),
        DayEntry(
            sample.booking(booking_id=8, request_id=13, start=datetime(2026, 12, 3, 10, 0), medium=Medium.TELEPHONE),
            sample.person(name="見本 花子", kana="ミホン ハナコ"),
        ),
    )
    forgotten = (DayEntry(sample.booking(booking_id=5, request_id=9, start=BEFORE), sample.person()),)
    yield "day_sheet.csv", day_sheet_csv(office, secrets, day, entries, forgotten)
    yield "day_sheet.html", day_sheet_html(office, secrets, day, entries, sample.AS_OF, forgotten)
    yield "review_list.csv", review_list([review_entry()])
    yield "waiting_list.csv", waiting_list_csv([sample.request(state="offered")], {12: [PASSED, OFFER]})
    yield "telephone_list.csv", telephone_list(telephone_tasks([task()], {7: datetime(2026, 12, 3, 14, 30)}))


def review_entry() -> ReviewEntry:
    return ReviewEntry(
        review_id=12,
        opened_at=sample.AS_OF,
        channel=Channel.MAIL,
        person=sample.person(),
        wish_text='12月3日（水）14時30分\n=HYPERLINK("http://evil.example")',
        wishes=(Wish(rank=1, text="12月3日（水）14時30分", slots=(datetime(2026, 12, 3, 14, 30),)),),
        doubts=DOUBTS,
        candidates=(datetime(2026, 12, 2, 14, 30), datetime(2026, 12, 3, 14, 30)),
    )


def task() -> Notice:
    return Notice(
        notice_id=12,
        kind=NoticeKind.CONFIRMATION,
        means=Means.TELEPHONE,
        request_id=12,
        booking_id=7,
        name="見本 太郎",
        to="090-0000-0000",
        say=spoken.say_confirmation(sample.office(), sample.booking(), sample.request()),
        created_at=sample.AS_OF,
    )


def _id(uid: str, sequence: int, kind: str) -> str:
    return message_id(DOMAIN, uid, sequence, kind)
