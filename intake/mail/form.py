"""Labelled bodies: the office's own mail template, web forms and what people make of them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from intake.log_words import may_be_a_wish
from intake.mail import labels
from intake.mail.english_times import in_japanese
from intake.mail.labels import (
    ANYWHERE,
    FAMILY_KANA,
    FAMILY_NAME,
    GIVEN_KANA,
    GIVEN_NAME,
    OTHER,
    WISH_DAY,
    WISH_TIME,
    may_begin,
    meaning,
)
from intake.particulars import split_kana
from madoguchi.model.frozen import Frozen

MAX_LINES = 2000
MAX_LINE = 2000
_BULLET = re.compile(
    r"[\s　]*[■□●○◆◇・▼▽◎★☆*＊▪►]{0,3}[\s　]*(?:[\(（]?[0-9０-９]{1,2}[\)）.．、][\s　]*(?![0-9０-９]))?"
)
_BRACKETED = re.compile(r"[【［\[〔〈《「＜]([^】］\]〕〉》」＞\n]{1,40})[】］\]〕〉》」＞][\s　]*[:：=＝]?")
_LEADING = frozenset(" \t　■□●○◆◇・▼▽◎★☆*＊▪►(（0123456789０１２３４５６７８９")
_OPENING = "【［[〔〈《「＜"
_MAY_HOLD = re.compile("[:：=＝【［\\[]|(?:希望|番号)は")
_SEPARATED = re.compile(r"([^:：=＝\t\n]{1,40}?)[\s　]*[:：=＝\t]")
_IN_ROUND = re.compile(r"([^（()）\n]{1,30})[（(]([^（()）\n]{0,100})[)）][\s　]*$")
_SPACED = re.compile(r"([^\s　]{1,20})[\s　]+(?=\S)")
_ATTACHED = re.compile(
    r"((?:求職者?番号|求職No\.?|電話番号|携帯番号|TEL|℡|第[0-9０-９一二三四五](?:希望|候補)日?時?))(?:は|が)?[、,]?(?=[^\s　:：（(])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s　、,，。/／|｜;；]+$")

_PLACEHOLDER = re.compile(
    r"[\s　○〇◯●△▲□_＿…・.。、*＊]*"
    r"|[（(][^（()）]{0,60}(?:記入|入力|記載|お書き|例[:：)）])[^（()）]{0,60}[)）]|[（(]例[^（()）]{0,80}[)）]"
    r"|(?:(?:令和|20)?[\s　○〇＿_]*年)?[\s　○〇＿_]*月[\s　○〇＿_]*日?[\s　○〇＿_]*(?:[（(][\s　○〇]*曜?日?[\s　]*[)）])?[\s　]*(?:午前・?/?午後)?"
    r"[\s　○〇＿_]*(?:時[\s　○〇＿_]*(?:分|半)?)?[\s　]*(?:から|～|〜|頃)?[\s　○〇＿_時分]*"
)
_WEEKDAYS_ONLY = re.compile(r"[月日](?:曜日?)?")
_NOTHING = re.compile(
    r"(?:特に)?(?:なし|無し|無|ありません|いません|おりません|不要|[-－ー―−])。?(?:です。?)?|none|no|n/a", re.IGNORECASE
)
_UNFILLED_END = re.compile(
    r"(?<![0-9０-９半一二三四五六七八九十])[\s　]*(?:(?<=[\s　])|(?<=[時日)）]))(?:時[\s　]+分|時分|時[\s　]*分|分)[\s　]*$"
)
# The blanks of the form left standing before what was written behind them.
_UNFILLED_BEGIN = re.compile(r"^[\s　]*月[\s　]+日[\s　]+時[\s　]+分[\s　]*(?=\S)")
_ALL_BLANK_END = re.compile(r"(?<=\S)[\s　]+月[\s　]+日[\s　]+時[\s　]+分[\s　]*$")
_MINUTES_GIVEN = re.compile(r"[0-9０-９半一二三四五六七八九十][\s　]*分[\s　]*$")
_CLOSING = re.compile(
    r"[\s　]*(?:以上|(?:どうぞ|何卒|では)?、?(?:よろしく|宜しく)|お手数|ご確認|ありがとう|[-－―─━=＝_＿*＊~～]{3,}|-- ?$)"
)
_POLITE = re.compile(r"[\s　]*(?:です|になります|でございます)?。?$")
# A number with a sentence behind it: 求職番号は28050-1です。電話は…, 求職番号28050-1 TEL …
_NUMBER_FIRST = re.compile(
    r"[ 　]*([0-9０-９]{5}[ 　]?[-‐‑‒–—―−ー－ｰ─━][ 　]?[0-9０-９]{1,8}|[0-9０-９]{9,13}|[0-9]\.[0-9]+E\+[0-9]{1,3})(?![0-9０-９])(?:です|でございます|になります)?[ 　、,。]*(?P<more>.*)$"
)
_SENTENCE_BEHIND = re.compile(
    r"(.{1,60}?)(?:(?:です|でございます|になります|となります)[。、, 　]*|。[ 　]*)(?P<more>.+)$"
)
_KANA_VALUE = re.compile(r"[ァ-ヶーぁ-ん゛゜ｦ-ﾟ\s　・]{2,40}")


class Form(Frozen):
    """What a labelled body says, as written.

    Attributes:
        wishes: (label, text) in written order; a time under a label of its own is joined to its day.
        rest: The lines under no label.
    """

    name: str = ""
    kana: str = ""
    seeker_number: str = ""
    phone: str = ""
    email: str = ""
    companion: str = ""
    service: str = ""
    language: str = ""
    wishes: tuple[tuple[str, str], ...] = ()
    rest: str = ""

    @property
    def is_labelled(self) -> bool:
        """Tell whether any label was found with a value."""
        return bool(self.name or self.seeker_number or self.phone or self.wishes or self.kana)


def _is_empty(value: str) -> bool:
    """Tell whether a value is blank or still the template's own; a weekday alone (月) is a value."""
    if _WEEKDAYS_ONLY.fullmatch(value):
        return False
    return _PLACEHOLDER.fullmatch(value) is not None


def _cells(line: str) -> list[str]:
    """Cut a line before every further label on it."""
    if len(line) > MAX_LINE or not _MAY_HOLD.search(line):
        return [line]
    cuts = [found.start() for found in ANYWHERE.finditer(line) if found.start()]
    cuts = [cut for cut in cuts if _BETWEEN.search(line, max(cut - 4, 0), cut) and not _BULLET.fullmatch(line, 0, cut)]
    ends = [*cuts, len(line)]
    cells = [line[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    return [*(_BETWEEN.sub("", cell) for cell in cells[:-1]), cells[-1]]


def _labelled(line: str) -> tuple[str, str, str] | None:
    """Part a line into meaning, label and value; None when no known label begins it."""
    first = line[:1]
    if first in _LEADING or first.isspace():
        bullet = _BULLET.match(line)
        line = line[bullet.end() :] if bullet else line
        first = line[:1]
    if first not in _OPENING and not may_begin(first):
        return None
    return _label_of(line)


def _label_of(bare: str) -> tuple[str, str, str] | None:
    """Part a line without bullet, whose first letter a label may have."""
    if not bare:
        return None
    for pattern in (_BRACKETED, _SEPARATED, _SPACED, _ATTACHED):
        found = pattern.match(bare)
        if found and (field_name := meaning(found[1])):
            if pattern is _SPACED and field_name in {GIVEN_NAME, FAMILY_NAME, "service", "contact"}:
                continue
            return field_name, found[1].strip(), bare[found.end() :].strip().lstrip("|｜").strip()
    found = _IN_ROUND.match(bare)
    if found and (field_name := meaning(found[1])):
        return field_name, found[1].strip(), found[2].strip()
    alone = bare.strip()
    if field_name := meaning(alone):
        return field_name, alone, ""
    return None


def _fits(field_name: str, line: str) -> bool:
    """Tell whether an unlabelled line can be the value of the empty label above it."""
    digits = sum(letter.isdigit() for letter in line)
    if field_name in {"seeker_number", "phone"}:
        return digits >= 6 and len(line) <= MAX_LINE  # noqa: PLR2004 -- shortest number there is
    if field_name == "email":
        return "@" in line
    return digits == 0 and len(line.strip()) <= 24 and not re.search("[。、]|です|ます", line)  # noqa: PLR2004 -- a long name


def _without_sentence(field_name: str, value: str) -> tuple[str, str]:
    """Part a value and what is said behind it on the same line."""
    found = _NUMBER_FIRST.match(value) if field_name == "seeker_number" else None
    found = found or _SENTENCE_BEHIND.match(value)
    if not found or len(value) > MAX_LINE:
        return _POLITE.sub("", value), ""
    return found[1], found["more"]


@dataclass(slots=True)
class _Reader:
    """Collects labelled values line by line."""

    values: dict[str, str] = field(default_factory=dict)
    wishes: list[tuple[str, str, str]] = field(default_factory=list)  # meaning, label, text
    rest: list[str] = field(default_factory=list)
    _open: str = ""  # the label whose value may go on

    def take(self, line: str) -> None:
        """Take one line; one with a single separator that a label begins holds no other label."""
        if not line:
            self._unlabelled(line)
            return
        separators = len(_MAY_HOLD.findall(line))
        if separators <= 1:
            only = _labelled(line)
            if only:
                self._label(*only)
                return
            if not separators:
                self._unlabelled(line)
                return
        for cell in _cells(line):
            found = _labelled(cell)
            if found:
                self._label(*found)
            else:
                self._unlabelled(cell)

    def _label(self, field_name: str, label: str, value: str) -> None:
        if field_name in {WISH_DAY, WISH_TIME}:
            named, value = labels.rank_of_letter(label), in_japanese(_UNFILLED_BEGIN.sub("", value))
            self.wishes.append((field_name, named, "" if _is_empty(value) else value))
            self._open = field_name if value or named == label else ""  # ours is filled in on its own line
            return
        if field_name == "contact":
            field_name = "email" if "@" in value else "phone"
        if field_name == "kana_or_name":
            field_name = "kana" if _KANA_VALUE.fullmatch(value) else "name"
        if field_name == "language" and may_be_a_wish("", value):  # 英語（午後のみ）
            self.rest.append(f"{label}：{value}")
            self._open = ""
            return
        more = ""
        if field_name in {"seeker_number", "phone", "email", "name"}:
            value, more = _without_sentence(field_name, value)
        if _is_empty(value) or (field_name in {"companion", "language"} and _NOTHING.fullmatch(value)):
            self._open = "" if self.values.get(field_name) else field_name
            return
        if not self.values.get(field_name):
            self.values[field_name] = value
        elif self.values[field_name] != value:
            self.rest.append(f"{label}：{value}")
        self._open = ""
        if more:
            self.take(more)

    def _unlabelled(self, line: str) -> None:
        """Take a line without label: it goes on with the value above, or stands for itself."""
        if not line.strip():
            if not (self.wishes and self._open in {WISH_DAY, WISH_TIME} and not self.wishes[-1][2]):
                self._open = self._open if self._open in labels.FIELDS else ""
            self.rest.append("")
        elif not self._open or _CLOSING.match(line) or OTHER.match(line):
            self._open = ""
            self.rest.append(line)
        elif self._open in {WISH_DAY, WISH_TIME}:
            kind, label, text = self.wishes[-1]
            self.wishes[-1] = (kind, label, f"{text}\n{line.strip()}".strip())
        elif self._open != "companion" and _fits(self._open, line):
            self.values[self._open] = line.strip()
            self._open = ""
        else:
            self._open = ""
            self.rest.append(line)


def _without_blanks(text: str) -> str:
    """Return what was written, without the blanks of the form that were left standing behind it."""
    return text.strip() if _MINUTES_GIVEN.search(text) else _UNFILLED_END.sub("", _ALL_BLANK_END.sub("", text)).strip()


def _joined(wishes: list[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    """Join a time to the day written before it, and leave out what was not filled in."""
    out: list[tuple[str, str, bool]] = []
    for kind, label, text in wishes:
        value = _without_blanks(text)
        if not value or _NOTHING.fullmatch(value):
            continue
        if kind == WISH_TIME and out and not out[-1][2]:
            out[-1] = (out[-1][0], f"{out[-1][1]} {value}", True)
        else:
            out.append((label, value, kind == WISH_TIME))
    return tuple((label, text) for label, text, _ in out)


def _names(values: dict[str, str]) -> tuple[str, str]:
    """Return name and kana, put together from their parts or taken apart (見本 太郎（ミホン タロウ）)."""
    name = values.get("name", "") or " ".join(filter(None, (values.get(FAMILY_NAME), values.get(GIVEN_NAME))))
    kana = values.get("kana", "") or " ".join(filter(None, (values.get(FAMILY_KANA), values.get(GIVEN_KANA))))
    name, beside = split_kana(name)
    return name, kana or beside


@lru_cache(maxsize=4)
def read_form(text: str) -> Form:
    """Read a labelled body.

    Args:
        text: The new part of a mail.

    Returns:
        The values as written; empty where a label is missing, left blank or still holds the
        template's own words. The first value of a label counts, others stay in `rest`.
    """
    reader = _Reader()
    for line in text.split("\n")[:MAX_LINES]:
        reader.take(line)
    name, kana = _names(reader.values)
    given = ("seeker_number", "phone", "email", "companion", "service", "language")
    plain = {key: reader.values.get(key, "") for key in given}
    return Form(name=name, kana=kana, wishes=_joined(reader.wishes), rest="\n".join(reader.rest).strip("\n"), **plain)
