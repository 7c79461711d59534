"""Answers to the letter that asks, as mail programs and people make them."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

import papers
import samples_of_papers as sample
from letters_to_us import OURS, mail

from madoguchi.model.reading import Doubt
from madoguchi.wording import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, FORM_BEGINS, FORM_ENDS, WEEKDAYS
from scheduler.letters.asking import tell_us_more

IDENT = "<n.k1.12.tell_us_more@hellowork-toyooka.example>"
WIDE = str.maketrans("0123456789:/-", "０１２３４５６７８９：／－")
FRAME = frozenset({*FORM_BEGINS, *FORM_ENDS})
# The beginning of a label of the form, in each language, and what is written behind it.
LABELS = {
    "name": ("氏名", "名前", "Full name"),
    "seeker_number": ("求職番号", "Job-seeker number"),
    "phone": ("電話番号", "Phone number"),
    "wish 1": ("第1希望", "1st choice"),
    "wish 2": ("第2希望", "2nd choice"),
    "wish 3": ("第3希望", "3rd choice"),
}


class Letter(NamedTuple):
    """Our letter as it came."""

    subject: str
    lines: list[str]

    @property
    def form(self) -> list[str]:
        """The lines of the (first) form, its frame included."""
        first = next(at for at, line in enumerate(self.lines) if line in FORM_BEGINS)
        last = next(at for at, line in enumerate(self.lines) if line in FORM_ENDS)
        return self.lines[first : last + 1]


def letter(language: str, codes: Sequence[str]) -> Letter:
    """Return the letter that asks about these doubts."""
    request = sample.request(person=sample.person(language=language))
    doubts = [Doubt(code=code, say="確かめてください。") for code in codes]
    read = papers.read_letter(tell_us_more(sample.office(), request, doubts, sample.AS_OF, IDENT))
    body = read.get_body(("plain",))
    assert body is not None
    return Letter(str(read["Subject"]), str(body.get_content()).replace("\r\n", "\n").split("\n"))


def filled(lines: Sequence[str], values: dict[str, str]) -> list[str]:
    """Return lines with the values written into the (first) form, in place of the blanks of a date."""
    left, out = dict(values), []
    for line in lines:
        field = next((one for one in left if line.startswith(LABELS[one])), "")
        label = re.match("[^：:]*[：:] ?", line)
        out.append(label[0] + left.pop(field) if field and label else line)
    return out


def say_wide(start: datetime) -> str:
    return f"{start.month}月{start.day}日{start.hour}時{start.minute}分".translate(WIDE)


def say_afternoon(start: datetime) -> str:
    half = "半" if start.minute else ""
    return f"{start.month}月{start.day}日{'午前' if start.hour < 12 else '午後'}{start.hour % 12 or 12}時{half}"


def _p_m(start: datetime) -> str:
    return f"{start.hour % 12 or 12}:{start.minute:02} {'a.m.' if start.hour < 12 else 'p.m.'}"


def _month(start: datetime) -> str:
    return ENGLISH_MONTHS[start.month - 1]


def _weekday(start: datetime) -> str:
    return ENGLISH_WEEKDAYS[start.weekday()]


WAYS: list[Callable[[datetime], str]] = [
    lambda one: f"{one.month}月{one.day}日{one.hour}時{one.minute}分",
    lambda one: f"　{one.month}月　{one.day}日　{one.hour}時　{one.minute}分",
    lambda one: f"{one.month} 月 {one.day} 日 {one.hour} 時 {one.minute} 分",
    lambda one: f"{one.month}月{one.day}日（{WEEKDAYS[one.weekday()]}）{one.hour}：{one.minute:02}",
    lambda one: f"{one.month}月{one.day}日({WEEKDAYS[one.weekday()]}) {one.hour}:{one.minute:02}～",
    lambda one: f"{one.month}/{one.day} {one.hour}:{one.minute:02}",
    lambda one: f"{one.month}/{one.day}　{one.hour}時{one.minute or ''}{'分' if one.minute else ''}から",
    lambda one: f"{one:%Y-%m-%d %H:%M}",
    lambda one: f"{one:%Y/%m/%d %H:%M}",
    lambda one: f"令和8年{one.month}月{one.day}日 {one.hour}時{one.minute:02}分",
    lambda one: f"　月　日　時　分　{one.month}/{one.day} {one.hour}:{one.minute:02}",
    lambda one: f"{one.month}/{one.day} {one.hour}:{one.minute:02}　月　日　時　分",
    lambda one: f"{one.month}月{one.day}日　{one.hour}:{one.minute:02}　時　分",
    lambda one: f"{one.month}月{one.day}日{one.hour}時{one.minute}分でお願いします。",
    lambda one: f"{one.day} {_month(one)}, {one.hour}:{one.minute:02}",
    lambda one: f"{_month(one)} {one.day}, {_p_m(one)}",
    lambda one: f"{_weekday(one)}, {one.day} {_month(one)} {one.year}, {_p_m(one)}",
    lambda one: f"{_weekday(one)[:3]} {one.month}/{one.day} {_p_m(one).replace('.', '').replace(' ', '')}",
    lambda one: f"{_month(one)[:3]}. {one.day}th at {_p_m(one)} (Japan time)",
    lambda one: f"{one.month}/{one.day} ({_weekday(one)[:3]}) {one.hour}:{one.minute:02}",
    say_wide,
    say_afternoon,
]

_OFFICE = f"ハローワーク豊岡 <{OURS}>"
_BLOCKS = {
    "outlook": f"________________________________\nFrom: {_OFFICE}\nSent: Monday, November 30, 2026 9:00 AM\nTo: taro@mihon.example\nSubject: x\n",
    "outlook ja": f"差出人: {_OFFICE}\n送信日時: 2026年11月30日 9:00\n宛先: taro@mihon.example\n件名: x\n",
    "original": "-----元のメッセージ-----\n",
}
_INTRODUCTIONS = {
    "gmail ja": f"2026年11月30日(月) 9:00 {_OFFICE}:",
    "gmail en": f"On Mon, Nov 30, 2026 at 9:00 AM {_OFFICE} wrote:",
    "iphone": f"2026/11/30 9:00、{_OFFICE}のメール:",
    "thunderbird": f"On 2026/11/30 9:00, {_OFFICE} wrote:",
}
STYLES = [*_BLOCKS, *(f"{name} {mark}" for name in _INTRODUCTIONS for mark in ("> ", ">", "＞ "))]


def quoted(lines: Sequence[str], style: str) -> str:
    """Return a letter as a mail program quotes it."""
    if style in _BLOCKS:
        return _BLOCKS[style] + "\n" + "\n".join(lines)
    name, mark = next((one, style[len(one) + 1 :]) for one in _INTRODUCTIONS if style.startswith(one))
    return "\n".join([_INTRODUCTIONS[name], *(f"{mark}{line}" for line in lines)])


def inline(lines: Sequence[str], values: dict[str, str], style: str) -> str:
    """Return the letter quoted, the lines that were filled in without the mark that the program had put there."""
    name, mark = next((one, style[len(one) + 1 :]) for one in _INTRODUCTIONS if style.startswith(one))
    now = filled(lines, values)
    pairs = zip(lines, now, strict=True)
    return "\n".join([_INTRODUCTIONS[name], *(new if new != old else f"{mark}{old}" for old, new in pairs)])


def answer(body: str, subject: str) -> bytes:
    """Return the mail."""
    return mail(body, subject=f"Re: {subject}", name="見本 太郎")
