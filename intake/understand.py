"""From one row or one mail to a reading: the pure heart of the intake stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.calendar.attached import with_attached
from intake.calendar.judge import foretell
from intake.calendar.said import hear
from intake.doubts import shown
from intake.log_row import what_is_missing
from intake.mail.bounce import Fate, read_bounce
from intake.mail.form import Form, read_form
from intake.mail.form_of_letter import with_form
from intake.mail.machines import is_silent
from intake.mail.mail import Mail
from intake.mail.message import read_mail
from intake.mail.reference import answered_request
from intake.name_key import match_key
from intake.offer_reply import judged, with_offered_time
from intake.person.companion import companion_in
from intake.person.in_mail import answerer_of, without_own, writer_of
from intake.phone_log import LogRow
from intake.proof.asked import asked_of_booking
from intake.proof.claim import claim_of
from intake.proof.forged import doubts_of_forged
from intake.proof.proved import CARRIED_OUT
from intake.table.layouts import LOG, Layout
from intake.ticks import explained_in
from intake.wished import NO_WISH, read_ranked, remarks_in_doubt, second_thoughts, wishes_as_written, without_names
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Channel, Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish

_SHOWN_TEXT = 500  # characters of a mail that staff see in the review list
_ONLY_STAFF = frozenset(
    {"remark_matters", "column_unread", "terms_unexplained"}
)  # the row says it: asking the person again is of no use

_BY_TELEPHONE = {
    Kind.CANCELLATION: "メールでの取消の申し出のようです。ご本人に電話で確かめてから、受付簿に区分「取消」の行を書き、「取下げ」に○を書いてください。",
    Kind.CHANGE: "メールでの変更の申し出のようです。ご本人に電話で確かめてから、確定日時を書いてください。",
    Kind.QUESTION: "ご質問のメールのようです。お返事をして、済んだら「取下げ」に○を書いてください。",
    Kind.ANSWER: "こちらからのメールへのお返事です。内容を見て、確定日時を書いてください。",
    Kind.EMPTY: "本文のないメールです。差出人に用件を確かめてください。",
    Kind.UNREADABLE: "本文を読み取れないメールです。元のメールを開いて確かめてください。",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading needs to know of the office.

    Attributes:
        own_addresses: Addresses that our own letters come from.
        arrived_at: As-of time of the run that took the item (aware).
        log: The columns of the office's log.
        terms_first: A request by telephone is booked only when the terms were explained (規約説明), where the log
            has a column for it.
    """

    days: OpenDays
    own_addresses: frozenset[str]
    arrived_at: datetime
    log: Layout = LOG
    terms_first: bool = False
    authserv_id: str = ""


def read_row(row: LogRow, around: Surroundings) -> Reading:
    """Read one row of the phone log."""
    doubts = list(row.doubts)
    wishes: tuple[Wish, ...] = ()
    if row.kind in {Kind.REQUEST, Kind.CHANGE}:
        read = read_ranked(row.wish_texts, row.received_at, around.days)
        wishes = read.wishes
        doubts += [doubt for doubt in read.doubts if not (doubt.code == NO_WISH and not row.wish_texts)]
    elif row.kind is Kind.RECORD and row.wish_texts:
        doubts.append(_next_visit(row))
    said = "\n".join(filter(None, (row.note, row.matter)))
    if row.kind in {Kind.REQUEST, Kind.CHANGE} and said:
        doubts += remarks_in_doubt(said, (text for _, text in row.wish_texts))
    explained = explained_in(row.cells)
    if around.terms_first and explained is False and row.kind is Kind.REQUEST:
        doubts.append(_unexplained())
    person = row.person
    if not person.companion and said and (companion := companion_in(said)):
        person = person.model_copy(update={"companion": companion})
    known = bool(person.name) and bool(person.phone or person.email)
    return Reading(
        line=row.line,
        identity=f"row:{row.identity}",
        fingerprint=row.fingerprint,
        received_at=row.received_at,
        channel=Channel.TELEPHONE,
        kind=row.kind,
        person=person,
        name_key=match_key(person.name),
        wishes=wishes,
        wish_text=_as_written(row.wish_texts),
        note="\n".join(filter(None, (row.matter, row.note))),
        doubts=tuple(doubts),
        ask=known and row.kind in {Kind.REQUEST, Kind.CHANGE} and not _ONLY_STAFF.issuperset(d.code for d in doubts),
        explained=explained,
    )


def _unexplained() -> Doubt:
    say = (
        "規約の説明にチェックがありません。ご説明のうえ、受付簿の規約説明の欄に○を入れるか、確定日時を書いてください。"
    )
    return Doubt(code="terms_unexplained", say=say)


def read_message(raw: bytes, sha256: str, around: Surroundings) -> Reading:
    """Read one mail, whatever its bytes are."""
    mail = with_form(read_mail(raw), around.own_addresses)
    form = read_form(mail.text)
    kind, unsure = with_attached(mail, judged(mail, form, around.own_addresses))
    received_at = min(mail.received or mail.date or around.arrived_at, around.arrived_at)
    reference = answered_request(mail, around.own_addresses)
    answers = reference if kind is Kind.ANSWER else None
    writer = writer_of(mail, form) if answers is None else answerer_of(mail, form)
    # What an answer quotes is our letter, which repeats what was doubted or booked.
    replies = answers is not None or (kind in CARRIED_OUT and reference is not None)
    of_mail = [doubt for doubt in mail.doubts if not replies or doubt.code != "quoted_dates"]
    wish_text, doubts = _wish_text(mail, form), [*of_mail, *unsure]
    claim = claim_of(mail, reference, around.authserv_id)
    silent = claim.forged or is_silent(mail, around.own_addresses)
    wishes: tuple[Wish, ...] = ()
    say, heard, bounce = "", None, None
    if kind is Kind.BOUNCE:
        fate, bounce = read_bounce(raw, mail, around.own_addresses)
        kind, say = (kind, "") if fate is Fate.FAILED else (Kind.AUTO_REPLY, fate.say)
    if kind is Kind.REQUEST or answers is not None:
        mail, form = with_offered_time(mail, form) if answers is not None else (mail, form)
        mail, form = without_names(mail, form, writer.spoken, is_answer=answers is not None)
        read = wishes_as_written(mail, form, received_at, around.days)
        wishes = read.wishes
        doubts += [*writer.doubts, *second_thoughts(mail.text), *read.doubts]
        say = "" if doubts else "".join(writer.notes)
    elif kind in CARRIED_OUT:
        asked = asked_of_booking(kind, mail, form, writer, around.days, received_at, replies=replies)
        wishes, claim = asked.wishes, claim.model_copy(update={"booked": asked.booked})
        doubts += asked.doubts
    if kind is Kind.REQUEST:
        doubts += what_is_missing(writer.person, kind)
    elif kind is Kind.CALENDAR_REPLY:
        heard = hear(mail, received_at)
        doubts, say = foretell(heard.answer)
        doubts += heard.doubts
        wish_text = "\n".join(filter(None, (wish_text, heard.comments)))[:_SHOWN_TEXT]
    elif kind in _BY_TELEPHONE:
        doubts.insert(0, Doubt(code=f"mail_{kind.value}", say=_BY_TELEPHONE[kind]))
    if claim.forged:
        doubts = [*doubts_of_forged(kind), *doubts]
    return Reading(
        identity=f"mail:{mail.message_id or sha256}",
        fingerprint=_fingerprint(mail) if mail.text else sha256,
        received_at=received_at,
        channel=Channel.MAIL,
        kind=kind,
        person=without_own(writer.person, around.own_addresses),
        name_key=match_key(writer.person.name),
        wishes=wishes,
        wish_text=wish_text,
        note="\n".join(writer.notes),
        doubts=tuple(doubts),
        say=say,
        ask=kind is Kind.REQUEST and bool(writer.person.email) and not silent and not _waits_for_staff(doubts),
        answers=answers,
        sender=mail.sender.address,
        claim=claim,
        calendar=heard.answer if heard else None,
        bounce=bounce,
        silent=silent,
    )


def _fingerprint(mail: Mail) -> str:
    return fingerprint_of(mail.sender.address, mail.subject, mail.text, *(part.text for part in mail.calendars))


def _waits_for_staff(doubts: Sequence[Doubt]) -> bool:
    """Tell whether a letter that asks would come amiss: the person has asked, and waits for an answer."""
    return any(doubt.code == "question_too" for doubt in doubts)


def person_of(mail: Mail, form: Form) -> tuple[Particulars, list[Doubt]]:
    """Return who writes a mail, and why that is not certain."""
    writer = writer_of(mail, form)
    return writer.person, list(writer.doubts)


def _next_visit(row: LogRow) -> Doubt:
    text = shown(_as_written(row.wish_texts))
    say = f"記録の行に次回の希望（「{text}」）が書かれています。区分「次回予約」の行を別に書いてください。"
    return Doubt(code="wish_in_record", say=say)


def _as_written(texts: Sequence[tuple[int, str]]) -> str:
    return "\n".join(f"第{rank}希望：{text}" for rank, text in texts)


def _wish_text(mail: Mail, form: Form) -> str:
    if form.wishes:
        return "\n".join(f"{label}：{text}" for label, text in form.wishes)[:_SHOWN_TEXT]
    return "\n".join(filter(None, (mail.subject, mail.text)))[:_SHOWN_TEXT]
