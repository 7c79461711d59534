"""The day sheet: whom to call when, with what to say; as a page to print and as a table.

The only place where a passcode may stand (promise 9): it is private and is read out on the telephone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.booking import NO_WORD_AFTER, Booking, BookingState, Medium
from madoguchi.model.reading import Particulars
from madoguchi.model.reply import SAY_ANSWER, Answer
from madoguchi.sheets import DAY_SHEET
from madoguchi.speech.standard import SERVICES
from madoguchi.spreadsheet import write_table
from madoguchi.wording import say_date, say_moment, say_time
from scheduler.calendar.event import reference
from scheduler.letters.facts import CALL_BEFORE, plain
from scheduler.records import DEVICE, LINE, WISH
from scheduler.sheets.page import staff_page

# Each with the reasons of which one is ticked; `scheduler.records` reads these words.
OUTCOMES = (
    ("実施", ()),
    ("電話に切替", (LINE, DEVICE, WISH)),
    ("途中で終了", (LINE, DEVICE, WISH)),
    ("連絡なし", ()),
    ("中止", ()),
)
MOST_UNRECORDED = 100  # visits of earlier days on one sheet; the next ones follow when these are recorded

HEADER = (
    "電話する時刻",
    "日付",
    "開始",
    "終了",
    "相談員",
    "氏名",
    "フリガナ",
    "電話番号",
    "求職番号",
    "受付番号",
    "内容",
    "同席",
    "方法",
    "ミーティングIDとパスコード",
    "伝えること",
    "連絡がないとき",
    f"結果（{'・'.join(outcome for outcome, _ in OUTCOMES)}）",
    f"切替や途中終了の理由（{LINE}・{DEVICE}・{WISH}）",
    "次回の予約（2026-12-17 14:00 の形）",
    "メモ",
)
_TO_FILL_IN = ("", "", "", "")
UNRECORDED = "記録のない相談"


_DECLINED = "★カレンダーから「辞退」の返事が届いています。予約はそのままです。予定どおりでよいか確かめてください。"
_EXPLAIN = "★規約の説明がまだです。ご説明して、ご同意を確かめてください。"


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One booking of the day and whose it is.

    Attributes:
        explained: The terms were explained when it was taken (`Consent.explained`).
        answer: What the person's calendar answers to the newest invitation; None where it has not.
    """

    booking: Booking
    person: Particulars
    explained: bool | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the day sheet, in words."""

    call_at: str
    day: str
    start: str
    end: str
    counsellor: str
    name: str
    kana: str
    phone: str
    seeker_number: str
    reference: str
    service: str
    companion: str
    by_telephone: bool
    answer: str
    meeting_id: str
    passcode: str
    script: str
    silence: str


def day_sheet_csv(
    office: Office, secrets: Secrets, day: date, entries: Iterable[DayEntry], unrecorded: Iterable[DayEntry] = ()
) -> bytes:
    """Return the day's calls as a table in order of time, and below them the visits that nobody has recorded."""
    below = (_row_of_unrecorded(_call(office, Secrets(), entry)) for entry in unrecorded)
    return write_table(HEADER, (*(_row(call) for call in calls(office, secrets, day, entries)), *below))


def day_sheet_html(
    office: Office,
    secrets: Secrets,
    day: date,
    entries: Iterable[DayEntry],
    as_of: datetime,
    unrecorded: Sequence[DayEntry] = (),
) -> bytes:
    """Return the day's calls as a page to print on A4.

    Args:
        office: Names the office and its counsellors.
        secrets: Gives meeting ids and passcodes.
        day: Bookings of other days are left out, cancelled ones too.
        entries: The bookings.
        as_of: Since when the sheet has stood as it is (aware).
        unrecorded: Visits of earlier days without a record, in order; without passcode, for nobody is called.
    """
    return staff_page(
        "day_sheet.html.j2",
        title=f"{say_date(day)} 相談の予定",
        office=office.office.name,
        as_of=say_moment(local(as_of)),
        calls=calls(office, secrets, day, entries),
        outcomes=OUTCOMES,
        unrecorded=[_call(office, Secrets(), entry) for entry in unrecorded],
        heading=UNRECORDED,
        table=f"{DAY_SHEET}{day}.csv",
    )


def calls(office: Office, secrets: Secrets, day: date, entries: Iterable[DayEntry]) -> tuple[Call, ...]:
    """Return the calls of a day in order of time and counsellor."""
    order = {counsellor.id: place for place, counsellor in enumerate(office.counsellors)}
    todays = (
        one for one in entries if one.booking.start.date() == day and one.booking.state is not BookingState.CANCELLED
    )
    ordered = sorted(
        todays,
        key=lambda one: (one.booking.start, order.get(one.booking.counsellor, len(order)), one.booking.booking_id),
    )
    return tuple(_call(office, secrets, entry) for entry in ordered)


def _call(office: Office, secrets: Secrets, entry: DayEntry) -> Call:
    booking, person = entry.booking, entry.person
    by_telephone = booking.medium is Medium.TELEPHONE
    counsellor = office.counsellor(booking.counsellor)
    meeting = secrets.meeting(booking.counsellor)
    given_up_at = f"{booking.start + NO_WORD_AFTER:%H:%M}"
    return Call(
        call_at=f"{booking.start if by_telephone else booking.start - CALL_BEFORE:%H:%M}",
        day=say_date(booking.start.date()),
        start=f"{booking.start:%H:%M}",
        end=f"{booking.end:%H:%M}",
        counsellor=counsellor.name if counsellor else booking.counsellor,
        name=plain(person.name, 40),
        kana=plain(person.kana, 40),
        phone=plain(person.phone, 40),
        seeker_number=plain(person.seeker_number, 40),
        reference=reference(booking),
        service=SERVICES[person.service] + _language(person),
        companion=plain(person.companion, 60),
        by_telephone=by_telephone,
        answer=f"（{SAY_ANSWER[entry.answer]}の返事）" if entry.answer else "",
        meeting_id="" if by_telephone else plain(meeting.id, 40),
        passcode="" if by_telephone else plain(meeting.passcode.get_secret_value(), 40),
        script=_script(office, booking, person)
        + (_EXPLAIN if entry.explained is False else "")
        + (_DECLINED if entry.answer is Answer.DECLINED else ""),
        silence=f"{given_up_at} までに連絡がなければキャンセル扱い（規約第4条）",
    )


def _script(office: Office, booking: Booking, person: Particulars) -> str:
    name = plain(person.name, 40)
    who = f"{name}様でいらっしゃいますか。" if name else "ご予約の方でいらっしゃいますか。"
    begins = say_time(booking.start.time())
    if booking.medium is Medium.TELEPHONE:
        matter = f"{begins}からの職業相談のお時間です。まわりに人のいない場所でお話しできますか。録音はできません。"
    else:
        matter = (
            f"{begins}からのオンライン職業相談のご準備をお願いします。"
            "ミーティングIDとパスコードを申し上げますので、Zoomに入力してください。"
            "つながるまで、このお電話は切らずにお待ちください。"
            "まわりに人のいない場所でお願いします。録画や録音はできません。"
        )
    return f"「{office.office.name}です。{who}」（ご本人と確かめてから）「{matter}」"


def _language(person: Particulars) -> str:
    language = plain(person.language, 40)
    return f"（希望言語：{language}）" if language else ""


def _row(call: Call) -> tuple[str, ...]:
    joining = f"ID {call.meeting_id or '（未登録）'} ／ パスコード {call.passcode or '（未登録）'}"
    return (
        call.call_at,
        call.day,
        call.start,
        call.end,
        call.counsellor,
        call.name,
        call.kana,
        call.phone or "（番号なし）",
        call.seeker_number,
        call.reference,
        call.service,
        call.companion,
        ("電話" if call.by_telephone else "Zoom") + call.answer,
        "" if call.by_telephone else joining,
        call.script,
        call.silence,
        *_TO_FILL_IN,
    )


def _row_of_unrecorded(call: Call) -> tuple[str, ...]:
    """Return a row to record a visit of an earlier day: whose it was, and nothing to say on the telephone."""
    row = list(_row(call))
    row[HEADER.index("電話する時刻")] = UNRECORDED
    for column in ("ミーティングIDとパスコード", "伝えること", "連絡がないとき"):
        row[HEADER.index(column)] = ""
    return tuple(row)
