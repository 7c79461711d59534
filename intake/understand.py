"""From one row or one mail to a reading: the pure heart of the intake stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.beside import may_touch, without_apologies
from intake.calendar.attached import with_attached
from intake.calendar.judge import foretell
from intake.calendar.said import hear
from intake.doubts import another_person, maybe_withdrawn, question_too, shown
from intake.log_row import what_is_missing
from intake.mail.bounce import Fate, read_bounce
from intake.mail.form import Form, read_form
from intake.mail.machines import is_silent
from intake.mail.mail import Mail
from intake.mail.message import read_mail
from intake.mail.reference import answered_request
from intake.name_key import match_key
from intake.offer_reply import judged, with_offered_time
from intake.person.companion import companion_in
from intake.person.in_mail import answerer_of, without_own, writer_of
from intake.person.others import another_persons
from intake.phone_log import LogRow
from intake.reading.reader import read_wishes
from intake.second_thoughts import asked_beside, taken_back
from intake.table.layouts import LOG, Layout
from intake.ticks import explained_in
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Channel, Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish, WishReading
from madoguchi.wording import say_moment

_SHOWN_TEXT = 500  # characters of a mail that staff see in the review list
_NO_WISH = "none"
_ONLY_STAFF = frozenset(
    {"remark_matters", "column_unread", "terms_unexplained"}
)  # the row says it: asking the person again is of no use
_LONG_ON_THE_WAY = timedelta(days=1)

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


def read_row(row: LogRow, around: Surroundings) -> Reading:
    """Read one row of the phone log."""
    doubts = list(row.doubts)
    wishes: tuple[Wish, ...] = ()
    if row.kind in {Kind.REQUEST, Kind.CHANGE}:
        read = read_ranked(row.wish_texts, row.received_at, around.days)
        wishes = read.wishes
        doubts += [doubt for doubt in read.doubts if not (doubt.code == _NO_WISH and not row.wish_texts)]
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


def read_ranked(texts: Sequence[tuple[int, str]], received_at: datetime, days: OpenDays) -> WishReading:
    """Read wish texts whose columns or labels rank them; ranks inside a text order its own wishes."""
    wishes: list[Wish] = []
    doubts: list[Doubt] = []
    for _, text in sorted(texts, key=lambda one: one[0]):
        read = read_wishes(text, received_at, days)
        doubts += read.doubts
        above = max((wish.rank for wish in wishes), default=0)
        wishes += [wish.model_copy(update={"rank": above + wish.rank}) for wish in read.wishes]
    return WishReading(wishes=tuple(wishes), doubts=tuple(doubts))


def read_message(raw: bytes, sha256: str, around: Surroundings) -> Reading:
    """Read one mail, whatever its bytes are."""
    mail = read_mail(raw)
    form = read_form(mail.text)
    kind, unsure = with_attached(mail, judged(mail, form, around.own_addresses))
    silent = is_silent(mail, around.own_addresses)
    received_at = min(mail.received or mail.date or around.arrived_at, around.arrived_at)
    answers = answered_request(mail, around.own_addresses) if kind is Kind.ANSWER else None
    writer = writer_of(mail, form) if answers is None else answerer_of(mail, form)
    # What an answer quotes is our letter, which repeats what was doubted.
    of_mail = [doubt for doubt in mail.doubts if answers is None or doubt.code != "quoted_dates"]
    wish_text, doubts = _wish_text(mail, form), [*of_mail, *unsure]
    wishes: tuple[Wish, ...] = ()
    say, heard, bounce = "", None, None
    if kind is Kind.BOUNCE:
        fate, bounce = read_bounce(raw, mail, around.own_addresses)
        kind, say = (kind, "") if fate is Fate.FAILED else (Kind.AUTO_REPLY, fate.say)
    if kind is Kind.REQUEST or answers is not None:
        mail, form = with_offered_time(mail, form) if answers is not None else (mail, form)
        mail, form = _without(mail, form, writer.spoken, is_answer=answers is not None)
        read = _wishes_as_written(mail, form, received_at, around.days)
        wishes = read.wishes
        doubts += [*writer.doubts, *second_thoughts(mail.text), *read.doubts]
        say = "" if doubts else "".join(writer.notes)
    if kind is Kind.REQUEST:
        doubts += what_is_missing(writer.person, kind)
    elif kind is Kind.CALENDAR_REPLY:
        heard = hear(mail, received_at)
        doubts, say = foretell(heard.answer)
        doubts += heard.doubts
        wish_text = "\n".join(filter(None, (wish_text, heard.comments)))[:_SHOWN_TEXT]
    elif kind in _BY_TELEPHONE:
        doubts.insert(0, Doubt(code=f"mail_{kind.value}", say=_BY_TELEPHONE[kind]))
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
        calendar=heard.answer if heard else None,
        bounce=bounce,
        silent=silent,
    )


def _fingerprint(mail: Mail) -> str:
    return fingerprint_of(mail.sender.address, mail.subject, mail.text, *(part.text for part in mail.calendars))


def _without(mail: Mail, form: Form, spoken: Sequence[str], *, is_answer: bool) -> tuple[Mail, Form]:
    """Take out what is no wish and looks like one: names like a time, and the subject of an answer, which is ours."""
    text, rest = mail.text, form.rest
    for words in spoken:
        text, rest = text.replace(words, ""), rest.replace(words, "")
    if is_answer:
        text, rest = without_apologies(text), without_apologies(rest)
    subject = "" if is_answer else mail.subject
    return mail.model_copy(update={"text": text, "subject": subject}), form.model_copy(update={"rest": rest})


def _wishes_as_written(mail: Mail, form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    """Read the wishes from when they were written; what was long on its way is doubted."""
    written_at = min(mail.date or received_at, received_at)
    read = wishes_in(mail, form, written_at, days)
    if received_at - written_at <= _LONG_ON_THE_WAY:
        return read
    return WishReading(wishes=read.wishes, doubts=(_late(written_at), *read.doubts))


def _waits_for_staff(doubts: Sequence[Doubt]) -> bool:
    """Tell whether a letter that asks would come amiss: the person has asked, and waits for an answer."""
    return any(doubt.code == "question_too" for doubt in doubts)


def person_of(mail: Mail, form: Form) -> tuple[Particulars, list[Doubt]]:
    """Return who writes a mail, and why that is not certain."""
    writer = writer_of(mail, form)
    return writer.person, list(writer.doubts)


def remarks_in_doubt(remarks: str, wishes: Iterable[str]) -> list[Doubt]:
    """Return what the remarks of a row leave in doubt: whether it still stands, and for whom.

    The clerk writes of 本人 as a matter of course, so the word alone says nothing here.
    """
    doubts = []
    if words := taken_back("\n".join((remarks, *wishes))):
        doubts.append(maybe_withdrawn(words))
    if words := another_persons(remarks.replace("本人", "")):
        doubts.append(another_person(words))
    return doubts


def second_thoughts(text: str) -> list[Doubt]:
    """Return the doubts that words beside a wish leave: it may be taken back, or a question waits for an answer."""
    doubts = []
    if words := taken_back(text):
        doubts.append(maybe_withdrawn(words))
    if words := asked_beside(text):
        doubts.append(question_too(words))
    return doubts


def wishes_in(mail: Mail, form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    """Read the wishes of a mail: under labels, or else in all its new words.

    Nothing is left over: dates beside the form or in the subject that the wishes do not hold are asked about.
    """
    if form.wishes:
        read = _read_labelled(form, received_at, days)
        beside = [("フォームの外", may_touch(form.rest)), ("件名", mail.subject)]
    else:
        read = read_wishes(form.rest if form.is_labelled else mail.text, received_at, days)
        beside = [("件名", mail.subject)]
    doubts = list(read.doubts)
    named = {start for wish in read.wishes for start in wish.slots}
    for where, text in beside:
        other = read_wishes(text, received_at, days) if text.strip() else WishReading()
        starts = {start for wish in other.wishes for start in wish.slots}
        speaks = starts or any(doubt.code != _NO_WISH for doubt in other.doubts)
        if speaks and not (starts and starts >= named and not other.doubts):
            say = f"{where}にも日時や条件らしい言葉があります（「{shown(text)}」）。希望と合わせて確かめてください。"
            doubts.append(Doubt(code="words_beside", say=say))
    return WishReading(wishes=read.wishes, doubts=tuple(doubts))


def _read_labelled(form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    if len(form.wishes) == 1:
        return read_wishes(form.wishes[0][1], received_at, days)
    ranked = "\n".join(f"{label}：{text}" for label, text in form.wishes)
    read = read_wishes(ranked, received_at, days)
    if len({wish.rank for wish in read.wishes}) >= len(form.wishes) or read.doubts:
        return read
    # Labels that carry no rank of their own (希望日時 twice): in written order they would be a guess.
    say = "希望の順番が分かりません。どれを先にご希望か確かめてください。"
    return WishReading(wishes=read.wishes, doubts=(Doubt(code="rank_unclear", say=say),))


def _late(written_at: datetime) -> Doubt:
    say = f"メールの日付（{say_moment(written_at)}）と届いた日時が一日以上違います。希望の日を確かめてください。"
    return Doubt(code="long_on_the_way", say=say)


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
