"""Every letter with sample data, to be looked at: nobody's name, nobody's address (pure)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import count
from typing import Final, NamedTuple

from pydantic import SecretStr

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking, BookingState, By, Medium
from madoguchi.model.item import Channel, Kind
from madoguchi.model.offer import Offer
from madoguchi.model.reading import Doubt, Particulars, Wish
from madoguchi.model.request import BookingRequest, Consent
from madoguchi.model.terms import TermsVersion
from scheduler.calendar.event import mail_domain
from scheduler.letters import asking, letters, receipt, refusal, terms, waiting
from scheduler.letters.mime import message_id
from scheduler.new_terms import News

# The language a person names, by the name of the sample.
SAMPLE_LANGUAGES: Final[Mapping[str, str]] = {"ja": "", "easy": "やさしい日本語", "en": "英語", "other": "ベトナム語"}
_NUMBER: Final = 12
_DAYS_AHEAD: Final = 3
_MEETING: Final = Meeting(id="000 0000 0000", url=SecretStr("https://zoom.example/j/00000000000"))


class Sample(NamedTuple):
    """A finished letter and what it is called in Japanese."""

    name: str
    title: str
    mail: bytes


def samples(office: Office, as_of: datetime, language: str) -> Iterator[Sample]:
    """Yield each kind of letter.

    Args:
        office: Who writes.
        as_of: The Date of the letters (aware); the sample visit lies some days behind it.
        language: As a person names it (`Particulars.language`).
    """
    start = _start(office, as_of)
    request, booking = _request(start, as_of, language), _booking(office, start, as_of)
    before = start - timedelta(days=1)
    by_phone = booking.model_copy(update={"medium": Medium.TELEPHONE})
    cancelled = booking.model_copy(update={"state": BookingState.CANCELLED, "changed_by": By.OFFICE})

    def ident(kind: str) -> str:
        return message_id(mail_domain(office), booking.uid, 0, kind)

    told = office, booking, request, _MEETING, as_of
    yield Sample("confirmation", "日時が決まった", letters.confirmation(*told, ident("confirmation")))
    yield Sample("moved", "日時が変わった", letters.moved(*told, ident("moved"), before))
    yield Sample("counsellor", "担当が替わった", letters.same_time("counsellor", *told, ident("counsellor")))
    by_telephone = letters.same_time("telephone", office, by_phone, request, _MEETING, as_of, ident("to_telephone"))
    yield Sample("telephone", "電話での相談に替わった", by_telephone)
    yield Sample("reminder", "日が近づいた", letters.reminder(*told, ident("reminder")))
    gone = office, cancelled, request, as_of, ident("cancellation")
    yield Sample("cancellation", "取り消した（ご本人の申し出）", letters.cancellation(*gone))
    yield Sample("cancellation_by_office", "取り消した（当所の都合）", letters.cancellation(*gone, "システムの更新"))
    yield Sample(
        "uninvited", "送り先が変わった", letters.uninvited(office, booking, request, as_of, ident("uninvited"))
    )
    asked = asking.tell_us_more(office, request, _doubts(start), as_of, ident("tell_us_more"))
    yield Sample("tell_us_more", "たずねる", asked)
    yield Sample("waiting", "空き待ちになった", waiting.waiting(office, request, as_of, ident("waiting")))
    taken_back = waiting.waiting(office, request, as_of, ident("waiting"), start)
    yield Sample("offer_gone", "ご案内した枠が取れなくなった", taken_back)
    offer = Offer(
        offer_id=1, request_id=_NUMBER, counsellor=booking.counsellor, start=start, minutes=booking.minutes,
        made_at=as_of, until=as_of + timedelta(hours=office.booking.offer_hours),
    )  # fmt: skip
    yield Sample("offer", "空いた枠を案内する", waiting.offered(office, offer, request, ident("offer")))
    why = "ハローワークへの求職の登録が確かめられないため"
    yield Sample("refusal", "お断りする", refusal.refusal(office, request, why, as_of, ident("refusal")))
    in_force = start.date()
    news = News(TermsVersion(version=f"{in_force}", effective_on=in_force, sha256="0" * 64, text=""))
    yield Sample("new_terms", "規約が新しくなる", terms.new_terms(office, request, [news], as_of, ident("new_terms")))
    received = receipt.receipt(office, request.person.email, language, "K00012", as_of, ident("receipt"))
    yield Sample("receipt", "メールを受け取った", received)


def _start(office: Office, as_of: datetime) -> datetime:
    """Return the last start of a day of the usual week, some days ahead."""
    first = local(as_of).date() + timedelta(days=_DAYS_AHEAD)
    for ahead in count() if any(office.openings.periods(day) for day in range(7)) else ():
        day = first + timedelta(days=ahead)
        if periods := office.openings.periods(day.weekday()):
            closes = datetime.combine(day, periods[-1].closes)
            return max(closes - timedelta(minutes=office.booking.every), datetime.combine(day, periods[-1].opens))
    return datetime.combine(first, time(14, 30))  # an office that opens on special days alone


def _request(start: datetime, as_of: datetime, language: str) -> BookingRequest:
    person = Particulars(
        name="見本 太郎",
        kana="ミホン タロウ",
        seeker_number="28070-1234567",
        phone="090-0000-0000",
        email="taro@mihon.example",
        language=language,
    )
    return BookingRequest(
        request_id=_NUMBER,
        kind=Kind.REQUEST,
        channel=Channel.MAIL,
        received_at=as_of,
        person=person,
        name_key="見本太郎",
        wishes=(Wish(rank=1, text="", slots=(start,)),),
        consent=Consent(version="2020-11-20", sha256="0" * 64),
    )


def _booking(office: Office, start: datetime, as_of: datetime) -> Booking:
    return Booking(
        booking_id=7,
        request_id=_NUMBER,
        uid="0" * 32,
        seeker_number="28070-1234567",
        counsellor=office.counsellors[0].id,
        start=start,
        minutes=office.booking.minutes,
        changed_at=as_of,
    )


def _doubts(start: datetime) -> tuple[Doubt, ...]:
    hour = start.hour % 12 or 12
    return (
        Doubt(
            code="ambiguous_hour",
            say=f"「{hour}時」が午前か午後か分かりません。確かめてください。",
            choices=(f"午前{hour}時", f"午後{hour}時"),
        ),
        Doubt(code="phone_odd", say="電話番号「0000」の形が正しくないようです。ご本人に確かめてください。"),
    )
