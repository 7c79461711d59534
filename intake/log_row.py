"""The person, the wishes and the doubts of one row of a phone log."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from intake.doubts import excel_damage, shown
from intake.log_cells import is_blank_form, joined
from intake.log_words import given, has_ditto, kind_of, may_be_a_wish, speaks_of_an_end, turns_a_request
from intake.particulars import (
    note_of_phone,
    read_email,
    read_language,
    read_name,
    read_phone,
    read_seeker_number,
    read_service,
    split_kana,
)
from intake.received import Received
from intake.table.read import Row
from intake.table.rows import Damage
from intake.table.wish_headers import WISHES
from intake.ticks import is_explained, read_tick
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt, Particulars

_SPOILT = re.compile(
    r"#{3,}|#(?:N/A|REF!|VALUE!|NAME\?|NUM!|DIV/0!|NULL!)|(?<![0-9A-Za-z.])[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}(?![0-9])"
)
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]")
_ALL_WISHES: Final = tuple(
    (max(rank, 1), name, f"{name}_time", f"{name}_weekday")
    for rank, name in ((rank, f"wish{rank or ''}") for rank in range(WISHES + 1))
)
_ADDRESS = re.compile(r"[^\s、,，/／;；()（）:：]+[@＠][^\s、,，/／;；()（）]+")
_MAIL_LABEL = re.compile(r"(?:E-?)?(?:mail|メール|ﾒｰﾙ)(?:アドレス)?$", re.IGNORECASE)
_BETWEEN: Final = " \u3000\n、,，/／;；()（）:："
_KANA_LINE = re.compile(r"[(（]?[ァ-ヶーぁ-ゖｦ-ﾟ・ \u3000]{2,30}[)）]?")
_LONGEST_PART: Final = 4  # letters of a surname or a given name that stands in a line of its own
_OF_A_PERSON: Final = (Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.RECORD)
_WITH_WISHES: Final = (Kind.REQUEST, Kind.CHANGE)
_READ_ELSEWHERE: Final = frozenset({"name", "seeker_number", "phone", "mobile", "contact"})  # their own doubts say more


class Seen(NamedTuple):
    """What a row says of the person.

    Attributes:
        beside: Lines for the note: what was given twice, and words where a tick is looked for.
    """

    person: Particulars
    doubts: tuple[Doubt, ...]
    beside: tuple[str, ...] = ()


def person_of(cells: Mapping[str, str]) -> Seen:
    """Read the particulars of a row."""
    doubts: list[Doubt | None] = []
    beside: list[str] = []
    name, kana = _name_and_kana(cells)
    name, doubt = read_name(name)
    doubts.append(doubt)
    number, doubt = read_seeker_number(given(cells.get("seeker_number", "")))
    doubts.append(doubt)
    phone_text, email_text = given(cells.get("phone", "")), given(cells.get("email", ""))
    for more in ("mobile", "contact"):
        if not cells.get(more):
            continue
        address, other = _address_and_number(given(cells[more]))
        beside += [f"別の連絡先：{address}"] if address and email_text else []
        beside += [f"別の連絡先：{other}"] if other and phone_text else []
        email_text, phone_text = email_text or address, phone_text or other
    phone, doubt = read_phone(phone_text)
    doubts.append(doubt)
    beside += [note] if (note := note_of_phone(phone_text)) else []
    email, doubt = read_email(email_text)
    doubts.append(doubt)
    explained = cells.get("explained", "")
    beside += [f"規約説明：{explained}"] if read_tick(explained) is None else []
    person = Particulars(
        name=name,
        kana=kana,
        seeker_number=number,
        phone=phone,
        email=email,
        companion=given(cells.get("companion", "")),
        service=read_service(cells.get("matter", "")),
        language=read_language(given(cells.get("language", ""))),
    )
    return Seen(person, tuple(filter(None, doubts)), tuple(beside))


def _name_and_kana(cells: Mapping[str, str]) -> tuple[str, str]:
    name, kana = given(cells.get("name", "")), given(cells.get("kana", ""))
    surname = cells.get("surname", "")
    if name and surname and "given_name" not in cells and not name.startswith(surname):
        name = f"{surname} {name}"  # 姓 beside a column whose header says only 名前
    if not name and "surname" in cells:
        name = " ".join(filter(None, (cells["surname"], cells.get("given_name", ""))))
    if not kana and "kana_surname" in cells:
        kana = " ".join(filter(None, (cells["kana_surname"], cells.get("kana_given_name", ""))))
    if "\n" in name:
        name, kana = _in_two_lines(name, kana)
    if not kana:
        name, kana = split_kana(name)
    return name, read_name(kana)[0] if kana else ""


def _in_two_lines(name: str, kana: str) -> tuple[str, str]:
    """Read a cell of two lines: a reading above or below the name, or 姓 above 名; else it is left as it is."""
    lines = [line.strip() for line in name.split("\n") if line.strip()]
    if len(lines) != 2:  # noqa: PLR2004 -- more is no name
        return name, kana
    readings = [bool(_KANA_LINE.fullmatch(line)) for line in lines]
    if readings.count(True) == 1 and not kana:
        said = readings.index(True)
        return lines[1 - said], lines[said].strip("()（）")
    if all(len(line) <= _LONGEST_PART and not re.search(r"\s", line) for line in lines):
        return " ".join(lines), kana
    return name, kana


def _address_and_number(text: str) -> tuple[str, str]:
    """Part a cell of a column for both: a mail address, and what is left of it, a telephone number."""
    found = _ADDRESS.search(text)
    if not found:
        return "", text
    rest = (text[: found.start()] + "\n" + text[found.end() :]).strip(_BETWEEN)
    return found[0], _MAIL_LABEL.sub("", rest).strip(_BETWEEN)


def wishes_of(cells: Mapping[str, str], near: date) -> tuple[tuple[int, str], ...]:
    """Return the wish texts of a row by rank; day, weekday and time in columns of their own are one text.

    Args:
        cells: Field -> text.
        near: The day the file came, by which serial numbers are known.
    """
    wishes = []
    for rank, name, clock_name, weekday_name in _ALL_WISHES:
        written, timed = cells.get(name), cells.get(clock_name)
        if not written and not timed:
            continue
        day, clock = _filled(written or ""), _filled(timed or "")
        weekday = cells.get(weekday_name, "") if day else ""
        if text := joined(day, weekday, clock, near) if day or clock else "":
            wishes.append((rank, text))
    if len(wishes) > 1 and _is_shared_time(cells):  # one column of times beside ranked days
        return tuple((rank, f"{text} {wishes[0][1]}") for rank, text in wishes[1:])
    return tuple(wishes)


def _filled(cell: str) -> str:
    """Return a cell, or empty text when it holds nothing but what the form has printed or なし."""
    text = given(cell)
    return "" if not text or is_blank_form(text) else text


def _is_shared_time(cells: Mapping[str, str]) -> bool:
    """Tell whether a time stands in a column of its own that does not say of which wish it is."""
    return bool(_filled(cells.get("wish_time", ""))) and not _filled(cells.get("wish", ""))


def row_doubts(
    row: Row,
    kind: Kind,
    seen: Seen,
    wishes: tuple[tuple[int, str], ...],
    received: Received,
    aside: frozenset[str] = frozenset(),
) -> list[Doubt]:
    """Return every reason to ask about a row, but what its wishes say.

    Args:
        row: The row as it stands.
        kind: What it is.
        seen: What it says of the person.
        wishes: Its wish texts by rank.
        received: When the call was taken.
        aside: Headers of unread columns that are known to say nothing of the wish.
    """
    doubts = list(seen.doubts)
    if received.doubt:
        doubts.append(received.doubt)
    if row.damage:
        doubts.append(_of_damage(row))
    doubts += _of_cells(row)
    if kind in _OF_A_PERSON:
        doubts += what_is_missing(seen.person, kind)
    if kind in _WITH_WISHES:
        doubts += _of_wishes(row.cells, kind, wishes)
        doubts += _of_unread(row, aside)
        matter = row.cells.get("matter", "")
        matter = "\n".join(cell for cell in matter.split("\n") if not kind_of(cell))
        if turns_a_request(row.cells.get("note", ""), matter):
            say = f"備考や相談内容に、申込みの内容にかかわることが書かれています（「{_remarks(row)}」）。内容を確かめてください。"
            doubts.append(Doubt(code="remark_matters", say=say))
    return doubts


def what_is_missing(person: Particulars, kind: Kind) -> list[Doubt]:
    """Return a doubt for each particular without which a request cannot be dealt with (terms, article 4)."""
    doubts = []
    if not person.name:
        doubts.append(Doubt(code="name_missing", say="氏名が書かれていません。どなたの申込みか確かめてください。"))
    if not person.seeker_number:
        doubts.append(Doubt(code="seeker_number_missing", say="求職番号が書かれていません。ご本人に確かめてください。"))
    if kind is not Kind.RECORD and not (person.phone or person.email):
        say = "電話番号もメールアドレスも書かれていません。結果をお知らせする連絡先を確かめてください。"
        doubts.append(Doubt(code="contact_missing", say=say))
    return doubts


def _remarks(row: Row) -> str:
    return shown(" ".join(filter(None, (row.cells.get("note", ""), row.cells.get("matter", "")))))


def _of_wishes(cells: Mapping[str, str], kind: Kind, wishes: tuple[tuple[int, str], ...]) -> list[Doubt]:
    ranks = [rank for rank, _ in wishes]
    if not wishes:
        what = "変更後の" if kind is Kind.CHANGE else ""
        return [Doubt(code="no_wish", say=f"{what}希望の日時が書かれていません。ご本人に確かめてください。")]
    if len(ranks) > 1 and _is_shared_time(cells):
        say = f"希望の時間の欄が一つだけで（「{shown(cells['wish_time'])}」）、どの希望の時間か分かりません。希望ごとの時間を確かめてください。"
        return [Doubt(code="time_unclear", say=say)]
    if len(set(ranks)) < len(ranks):
        say = f"「希望日時」と「第1希望」の両方に書かれています（「{shown(wishes[0][1])}」と「{shown(wishes[1][1])}」）。どちらが先か確かめてください。"
        return [Doubt(code="wish_twice", say=say)]
    return []


def _of_unread(row: Row, aside: frozenset[str]) -> list[Doubt]:
    """Ask where a column that is not read may hold a wish or its limits, or tell that the row is done with."""
    doubts = []
    for header, cell in row.rest.items():
        if not header or is_blank_form(cell):
            continue
        if speaks_of_an_end(header, cell) if header in aside else may_be_a_wish(header, cell):
            doubts.append(_column_unread(f"読み取らない列「{shown(header)}」", cell))
    language, explained = row.cells.get("language", ""), row.cells.get("explained", "")
    if language and may_be_a_wish("", language):
        doubts.append(_column_unread("言語の列", language))
    if explained and is_explained(explained) is None and may_be_a_wish("", explained):
        doubts.append(_column_unread("規約説明の列", explained))
    return doubts


def _column_unread(where: str, cell: str) -> Doubt:
    say = f"{where}に、希望にかかわることが書かれているようです（「{shown(cell)}」）。内容を確かめてください。"
    return Doubt(code="column_unread", say=say)


def _of_damage(row: Row) -> Doubt:
    says = {
        Damage.LONG: f"{row.line}行目に長すぎる欄があり、途中までしか読んでいません。元の表を確かめてください。",
        Damage.EXTRA: f"{row.line}行目に見出しのない欄があり、列がずれているおそれがあります（「{shown(row.rest.get('', ''))}」）。元の表を確かめてください。",
        Damage.CUT: f"{row.line}行目が途中で終わっています。ファイルが最後まで保存されているか確かめてください。",
    }
    return Doubt(code=f"row_{row.damage.value}", say=says[row.damage])


def _of_cells(row: Row) -> list[Doubt]:
    text = " ".join(row.cells.values())
    doubts = []
    if not (text.isprintable() and "\ufffd" not in text) and _GARBLED.search(text):
        say = f"{row.line}行目に読めない文字（外字や文字化け）があります。元の表で確かめてください。"
        doubts.append(Doubt(code="garbled_text", say=say))
    if ("#" in text or "E+" in text) and _SPOILT.search(unicodedata.normalize("NFKC", text)):
        spoilt = [cell for name, cell in row.cells.items() if name not in _READ_ELSEWHERE and _SPOILT.search(cell)]
        doubts += [excel_damage("欄の内容", cell) for cell in spoilt]
    if has_ditto(row.cells.values()):
        say = f"{row.line}行目に「同上」などの略記があります。何を指すか確かめて、略さずに書いてください。"
        doubts.append(Doubt(code="ditto", say=say))
    return doubts
