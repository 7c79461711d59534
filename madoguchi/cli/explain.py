"""How something would be read, touching nothing."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from intake.form import form_of
from intake.log_layout import log_layout
from intake.mail.form import read_form
from intake.mail.message import read_mail
from intake.phone_log import read_log
from intake.reading.reader import explain_steps, read_wishes
from intake.understand import Surroundings, person_of, read_message
from madoguchi.cli.explain_log import explain_log, show_log
from madoguchi.cli.explain_text import show_steps, steps_in_words, wishes_and_doubts
from madoguchi.cli.show import console
from madoguchi.clock import parse_as_of
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.errors import Exit, UnreadableInput
from madoguchi.files import fingerprint
from madoguchi.model.item import Form, Kind
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish
from madoguchi.model.reply import SAY_ANSWER, Answer
from madoguchi.paths import shipped
from madoguchi.store.columns import start_text
from madoguchi.wording import say_date, say_time
from scheduler.openings import OfficeDays

_DAYS_SHOWN = 3  # enough to judge by
_SUFFIXES = {".csv", ".tsv", ".txt", ".eml", ".xlsx", ".xlsm", ".xls", ".ods"}
KINDS = {
    Kind.REQUEST: "予約の申込",
    Kind.CHANGE: "変更",
    Kind.CANCELLATION: "取消",
    Kind.RECORD: "相談の記録",
    Kind.QUESTION: "問い合わせ",
    Kind.THANKS: "お礼・連絡",
    Kind.ANSWER: "おたずねへの返事",
    Kind.CALENDAR_REPLY: "カレンダーの返事",
    Kind.AUTO_REPLY: "自動返信",
    Kind.BOUNCE: "不達の知らせ",
    Kind.LIST: "配信メール",
    Kind.SPAM: "迷惑メール",
    Kind.OWN: "当所からのお知らせメール",
    Kind.MEMO: "覚え書き",
    Kind.EMPTY: "内容なし",
    Kind.UNREADABLE: "読み取り不能",
    Kind.REFUSAL: "お断り",
}


def explain(what: str, received: datetime, office_dir: Path | None, *, json_wanted: bool) -> None:
    """Show how a text or a file would be read.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    office = _office(office_dir)
    path = Path(what)
    if path.suffix.lower() in _SUFFIXES:
        answer = _explain_file(path, received, office)
    else:
        answer = _explain_text(what, received, OfficeDays(office))
    if json_wanted:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        _show(answer)


def explain_batch(lines: BinaryIO, office_dir: Path | None, now: datetime) -> Exit:
    """Read wishes from JSON lines `{"id", "received", "text"}` and answer each in a line of its own.

    Args:
        lines: Standard input.
        office_dir: An office folder; the shipped sample when None.
        now: Received time of lines that give none.

    Returns:
        NEEDS_PERSON when a line was no such JSON; the others are answered all the same.
    """
    days = OfficeDays(_office(office_dir))
    ending = Exit.DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            received = parse_as_of(asked["received"]) if asked.get("received") else now
            read = read_wishes(str(asked["text"]), received, days)
            answer = {"id": asked.get("id"), **_wishes(read.wishes, read.doubts)}
        except (ValueError, KeyError, TypeError, AttributeError):
            sys.stderr.write(f'{number}行目は {{"id", "received", "text"}} の形の JSON ではありません。\n')
            ending = Exit.NEEDS_PERSON
            continue
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return ending


def _office(office_dir: Path | None) -> Office:
    return load_office(OfficeFolder(office_dir).office_toml if office_dir else shipped("examples") / "office.toml")


def _explain_text(text: str, received: datetime, days: OfficeDays) -> dict[str, Any]:
    steps = explain_steps(text, received, days)
    return {**_wishes(steps.reading.wishes, steps.reading.doubts), "steps": steps_in_words(steps)}


def _explain_file(path: Path, received: datetime, office: Office) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path.name} を開けません。場所と名前、権限を確かめてください。") from error
    form = form_of(raw, path.name)
    own = frozenset({office.office.mail.casefold()})
    layout = log_layout(office.log.columns)
    around = Surroundings(
        OfficeDays(office), own, received, layout, office.booking.terms_first, office.inbox.authserv_id
    )
    if form is Form.MAIL:
        return _explain_mail(raw, around)
    if form is Form.LOG:
        return explain_log(read_log(raw, received, around.log), around, _explain_row)
    raise UnreadableInput(
        f"{path.name} は電話受付簿（.csv、.xlsx、.xls、.ods）でも保存したメール（.eml）でもないため、読み取れません。"
    )


def _explain_mail(raw: bytes, around: Surroundings) -> dict[str, Any]:
    mail = read_mail(raw)
    person, _ = person_of(mail, read_form(mail.text))
    reading = read_message(raw, fingerprint(raw), around)
    if reading.kind is Kind.UNREADABLE:
        raise UnreadableInput(reading.doubts[0].say if reading.doubts else "本文を読み取れないメールです。")
    return {
        "kind": reading.kind.value,
        "from": {"name": mail.sender.name, "address": mail.sender.address},
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "text": mail.text,
        "attachments": list(mail.attachments),
        "calendar": reading.calendar and reading.calendar.model_dump(mode="json"),
        "bounce": reading.bounce and reading.bounce.model_dump(mode="json"),
        "request": _person(person),
        **_wishes(reading.wishes, reading.doubts),
    }


def _explain_row(reading: Reading) -> dict[str, Any]:
    return {
        "line": reading.line,
        "kind": reading.kind.value,
        "request": _person(reading.person),
        "explained": reading.explained,
        **_wishes(reading.wishes, reading.doubts),
    }


def _person(person: Particulars) -> dict[str, str]:
    return person.model_dump(mode="json")


def _wishes(wishes: Iterable[Wish], doubts: Iterable[Doubt]) -> dict[str, Any]:
    asked = [{"code": doubt.code, "say": doubt.say, "choices": list(doubt.choices)} for doubt in doubts]
    return {
        "ask": bool(asked),
        "doubts": asked,
        "wishes": [
            {"rank": wish.rank, "text": wish.text, "slots": [start_text(start) for start in wish.slots]}
            for wish in wishes
        ],
    }


def _show(answer: dict[str, Any]) -> None:
    if "rows" in answer:
        show_log(answer, KINDS, _say_wish)
        return
    out = console()
    told = {**answer, "kind": _say_kind(answer)}
    for title, key in (("種類", "kind"), ("件名", "subject"), ("日時", "date"), ("本文", "text")):
        if told.get(key):
            out.print(f"{title}：{told[key]}", markup=False)
    if "from" in answer:
        out.print(f"差出人：{answer['from']['name']} <{answer['from']['address']}>", markup=False)
    if any((answer.get("request") or {}).values()):
        particulars = [text for key, text in answer["request"].items() if text and key != "service"]
        out.print("読み取った方：" + "、".join(particulars), markup=False)
    if answer.get("calendar"):
        out.print(f"カレンダーの返事：{_say_answers(answer['calendar'])}", markup=False)
    if answer.get("bounce"):
        out.print(f"不達の知らせ：{_say_bounce(answer['bounce'])}", markup=False)
    wishes = [_say_wish(wish) for wish in answer["wishes"]]
    show_steps(answer.get("steps", ()), wishes_and_doubts(wishes, answer["doubts"]))


def _say_answers(calendar: dict[str, Any]) -> str:
    """Return `taro@mihon.example 承諾`, one for each attendee."""
    answers = ((one["addresses"][0], one["answer"]) for one in calendar["attendees"])
    said = (f"{address} {SAY_ANSWER[Answer(given)] if given else '承諾でも辞退でもない'}" for address, given in answers)
    return "、".join(said) or "読み取れません"


def _say_bounce(bounce: dict[str, Any]) -> str:
    """Return `taro@mihon.example（5.1.1）宛先のアドレスが…`."""
    status = f"（{bounce['status']}）" if bounce["status"] else ""
    return f"{'、'.join(bounce['recipients'])}{status}{bounce['say'] or 'まだ送り続けられています。'}"


def _say_kind(read: dict[str, Any]) -> str:
    return KINDS[Kind(read["kind"])] if "kind" in read else ""


def _say_wish(wish: dict[str, Any]) -> str:
    slots = [datetime.fromisoformat(slot) for slot in wish["slots"]]
    days = [(day, list(starts)) for day, starts in groupby(slots, key=datetime.date)]
    said = "、".join(say_date(day) + _say_times(starts) for day, starts in days[:_DAYS_SHOWN])
    more = f" ほか{len(days) - _DAYS_SHOWN}日" if len(days) > _DAYS_SHOWN else ""
    return f"第{wish['rank']}希望：{said}{more}"


def _say_times(starts: Iterable[datetime]) -> str:
    """Return `午前10時・10時30分・午後2時`."""
    said, half = [], ""
    for start in starts:
        time = say_time(start.time())
        said.append(time.removeprefix(half) if half else time)
        half = time[:2]
    return "・".join(said)
