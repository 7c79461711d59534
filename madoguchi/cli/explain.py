"""How something would be read, touching nothing."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from intake.form import form_of
from intake.mail.form import read_form
from intake.mail.message import read_mail
from intake.phone_log import Log, read_log
from intake.reading.reader import ReadingSteps, explain_steps, read_wishes
from intake.understand import Surroundings, person_of, read_message, read_row
from madoguchi.cli.show import console, new_table
from madoguchi.clock import parse_as_of
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.errors import Exit, UnreadableInput
from madoguchi.files import fingerprint
from madoguchi.model.item import Form, Kind
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish
from madoguchi.paths import shipped
from madoguchi.store.columns import start_text
from madoguchi.wording import say_moment
from scheduler.openings import OfficeDays

KINDS = {
    Kind.REQUEST: "予約",
    Kind.CHANGE: "変更",
    Kind.CANCELLATION: "取消",
    Kind.RECORD: "記録",
    Kind.QUESTION: "質問",
    Kind.THANKS: "お礼",
    Kind.ANSWER: "返事",
    Kind.CALENDAR_REPLY: "カレンダーの返事",
    Kind.AUTO_REPLY: "自動返信",
    Kind.BOUNCE: "不達の知らせ",
    Kind.LIST: "メーリングリスト",
    Kind.SPAM: "迷惑メール",
    Kind.OWN: "こちらからのメール",
    Kind.MEMO: "集計や見出しの行",
    Kind.EMPTY: "空",
    Kind.UNREADABLE: "読み取り不能",
}
_SUFFIXES = {".csv", ".eml", ".xlsx", ".xls"}


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
    Kind.OWN: "当所からの手紙",
    Kind.MEMO: "覚え書き",
    Kind.EMPTY: "内容なし",
    Kind.UNREADABLE: "読み取り不能",
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
    return {**_wishes(steps.reading.wishes, steps.reading.doubts), "steps": _steps(steps)}


def _steps(steps: ReadingSteps) -> list[str]:
    named = (("順位", steps.sections), ("伏せた後", steps.masked), ("語", steps.tokens), ("句", steps.phrases))
    return [f"{name}：{' ／ '.join(values)}" for name, values in named if values]


def _explain_file(path: Path, received: datetime, office: Office) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path.name} を開けません。場所と名前、権限を確かめてください。") from error
    form = form_of(raw, path.name)
    around = Surroundings(OfficeDays(office), frozenset({office.office.mail.casefold()}), received)
    if form is Form.MAIL:
        return _explain_mail(raw, around)
    if form is Form.LOG:
        return _explain_log(read_log(raw, received), around)
    raise UnreadableInput(
        f"{path.name} は電話受付簿（.csv）でも保存したメール（.eml）でもないため、読み取れません。"
        "Excel のファイルは「CSV UTF-8（コンマ区切り）」で保存し直してください。"
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
        "request": _person(person),
        **_wishes(reading.wishes, reading.doubts),
    }


def _explain_log(log: Log, around: Surroundings) -> dict[str, Any]:
    return {
        "encoding": log.encoding,
        "columns": dict(log.columns),
        "rows": [_explain_row(read_row(row, around)) for row in log.rows],
    }


def _explain_row(reading: Reading) -> dict[str, Any]:
    return {
        "line": reading.line,
        "kind": reading.kind.value,
        "request": _person(reading.person),
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
    out = console()
    told = {**answer, "kind": _say_kind(answer)}
    for title, key in (
        ("文字コード", "encoding"),
        ("種類", "kind"),
        ("件名", "subject"),
        ("日時", "date"),
        ("本文", "text"),
    ):
        if told.get(key):
            out.print(f"{title}：{told[key]}", markup=False)
    if "from" in answer:
        out.print(f"差出人：{answer['from']['name']} <{answer['from']['address']}>", markup=False)
    if answer.get("columns"):
        out.print("読み取る見出し：" + "、".join(answer["columns"].values()), markup=False)
    if "rows" in answer:
        _show_rows(answer["rows"])
        return
    if any((answer.get("request") or {}).values()):
        particulars = [text for key, text in answer["request"].items() if text and key != "service"]
        out.print("読み取った方：" + "、".join(particulars), markup=False)
    for wish in answer["wishes"]:
        out.print(_say_wish(wish), markup=False)
    for doubt in answer["doubts"]:
        choices = f"（{'、'.join(doubt['choices'])}）" if doubt["choices"] else ""
        out.print(f"確かめること：{doubt['say']}{choices}", markup=False)


def _show_rows(rows: list[dict[str, Any]]) -> None:
    table = new_table("行", "種類", "氏名", "希望", "確かめること")
    for row in rows:
        table.add_row(
            str(row["line"]),
            _say_kind(row),
            row["request"]["name"],
            "\n".join(_say_wish(wish) for wish in row["wishes"]),
            "\n".join(doubt["say"] for doubt in row["doubts"]),
        )
    console().print(table)


def _say_kind(read: dict[str, Any]) -> str:
    return KINDS[Kind(read["kind"])] if "kind" in read else ""


def _say_wish(wish: dict[str, Any]) -> str:
    slots = [say_moment(datetime.fromisoformat(slot)) for slot in wish["slots"]]
    more = f" ほか{len(slots) - 3}枠" if len(slots) > 3 else ""  # noqa: PLR2004 -- three are enough to judge by
    return f"第{wish['rank']}希望：" + "、".join(slots[:3]) + more
