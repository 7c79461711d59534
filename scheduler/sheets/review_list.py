"""The review list 要確認.csv: what staff settle, one row for each request that waits for a person.

Staff fill in 確定日時 (or 取下げ), 担当者 and メモ and drop the file back into the inbox.
"""

from collections.abc import Iterable
from datetime import datetime

from madoguchi.clock import local
from madoguchi.model.item import Channel
from madoguchi.model.reading import Doubt, Particulars, Wish
from madoguchi.model.review import ReviewEntry
from madoguchi.spreadsheet import write_table
from madoguchi.wording import WEEKDAYS
from scheduler.letters.facts import plain

HEADER = (
    "要確認番号",
    "受付日時",
    "経路",
    "氏名",
    "求職番号",
    "電話番号",
    "メール",
    "希望（原文）",
    "読み取り",
    "確かめること",
    "候補",
    "確定日時",
    "取下げ",
    "担当者",
    "メモ",
)

CHANNELS = {Channel.TELEPHONE: "電話", Channel.MAIL: "メール", Channel.STAFF: "窓口"}

MOST_SHOWN = 6
_SEPARATOR = " ／ "


def review_list(entries: Iterable[ReviewEntry]) -> bytes:
    """Return the review list, oldest entry first."""
    return write_table(HEADER, (_row(entry) for entry in sorted(entries, key=lambda one: one.review_id)))


def copyable(start: datetime) -> str:
    """Return a start as it can be copied into 確定日時: `2026-12-03 14:30`."""
    return f"{start:%Y-%m-%d %H:%M}"


def say_wish(wish: Wish) -> str:
    """Return a wish as it was read: `第1希望：12/3（木）14:30 ／ 12/3（木）15:00`."""
    shown = _SEPARATOR.join(_with_weekday(start) for start in wish.slots[:MOST_SHOWN])
    more = len(wish.slots) - MOST_SHOWN
    return f"第{wish.rank}希望：{shown or '枠なし'}" + (f"　ほか{more}枠" if more > 0 else "")


def say_language(person: Particulars) -> tuple[str, ...]:
    """Return the language wished for, as a line; none for Japanese."""
    return (f"希望言語：{plain(person.language, 40)}",) if person.language else ()


def say_doubt(doubt: Doubt) -> str:
    """Return why a person is asked, with what would settle it: `…確かめてください。（12月2日（水）、12月3日（木））`."""
    choices = "、".join(plain(choice, 60) for choice in doubt.choices[:MOST_SHOWN])
    return plain(doubt.say, 200) + (f"（{choices}）" if choices else "")


def _row(entry: ReviewEntry) -> tuple[str, ...]:
    person = entry.person
    return (
        entry.number,
        copyable(local(entry.opened_at)),
        CHANNELS[entry.channel],
        plain(person.name),
        plain(person.seeker_number),
        plain(person.phone),
        plain(person.email),
        plain(entry.wish_text, 500),
        "\n".join((*(say_wish(wish) for wish in entry.wishes), *say_language(person))),
        "\n".join(say_doubt(doubt) for doubt in entry.doubts),
        _SEPARATOR.join(copyable(start) for start in entry.candidates[:MOST_SHOWN]),
        "",
        "",
        "",
        plain(entry.note, 500),
    )


def _with_weekday(start: datetime) -> str:
    return f"{start.month}/{start.day}（{WEEKDAYS[start.weekday()]}）{start:%H:%M}"
