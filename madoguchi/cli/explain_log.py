"""How a phone log would be read: its columns and where they came from, and what would become of each row."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from intake.endings import outcome_of
from intake.phone_log import Log
from intake.table.draft import Source
from intake.table.layouts import LOG
from intake.understand import Surroundings, read_row
from madoguchi.cli.looks import WORDS
from madoguchi.cli.show import console, new_table
from madoguchi.model.item import Kind, Outcome
from madoguchi.model.reading import Reading

SOURCES = {
    Source.WORDS: "見出しの言葉",
    Source.LEFT_OVER: "ほかの列との兼ね合い",
    Source.BESIDE: "左隣の列",
    Source.CELLS: "列の中身",
    Source.OFFICE: "office.toml",
}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（BOM付き）",
    "cp932": "Shift_JIS（CP932）",
    "euc-jp": "EUC-JP",
    "iso-2022-jp": "JIS（ISO-2022-JP）",
    "utf-16-le": "UTF-16（Unicode テキスト）",
    "utf-16-be": "UTF-16（ビッグエンディアン）",
}
_BOOKS = {"xlsx": "Excel ブック（.xlsx）", "xls": "Excel ブック（.xls）", "ods": "OpenDocument の表（.ods）"}
_UNREAD = "読みません（希望にかかわる言葉があれば確認に回します）"
_ASIDE = "読みません（希望とかかわりのない列）"
_ABSENT = "office.toml にありますが、この受付簿にはありません"


def explain_log(log: Log, around: Surroundings, row: Callable[[Reading], dict[str, Any]]) -> dict[str, Any]:
    """Return how a log would be read.

    Args:
        log: The log.
        around: What a reading needs to know of the office.
        row: Returns what is told of a reading (DESIGN section 8).
    """
    heading = log.heading
    readings = [read_row(one, around) for one in log.rows]
    return {
        "encoding": log.encoding,
        "columns": dict(log.columns),
        "mapping": [
            {
                "columns": [at + 1 for at in heading.places[name]],
                "header": log.columns[name],
                "field": name,
                "from": heading.sources[name].value,
            }
            for name in sorted(heading.places, key=lambda name: heading.places[name])
        ],
        "unread": [
            {"columns": [at + 1], "header": header, "aside": header in heading.aside}
            for at, header in sorted(heading.others.items())
        ],
        "absent": list(heading.absent),
        "rows": [{**row(reading), "outcome": outcome_of(reading).value} for reading in readings],
    }


def show_log(answer: dict[str, Any], kinds: dict[Kind, str], say_wish: Callable[[dict[str, Any]], str]) -> None:
    """Print how a log would be read, as two tables."""
    out = console()
    encoding = answer["encoding"]
    out.print(f"ファイルの形：{_BOOKS[encoding]}" if encoding in _BOOKS else f"文字コード：{_ENCODINGS[encoding]}")
    columns = new_table("列", "見出し", "読み取る項目", "決め方")
    for one in sorted([*answer["mapping"], *answer["unread"]], key=lambda one: one["columns"]):
        columns.add_row(_letters(one["columns"]), _one_line(one["header"]), *_meaning(one))
    for header in answer["absent"]:
        columns.add_row("", header, "－", _ABSENT)
    out.print(columns, soft_wrap=False)
    out.print()
    rows = new_table("行", "種類", "どなた", "読み取り（？は要確認）", "取り扱い")
    rows.columns[0].justify = "right"
    rows.columns[3].ratio = 1
    for one in answer["rows"]:
        said = [say_wish(wish) for wish in one["wishes"]] + [f"？{doubt['say']}" for doubt in one["doubts"]]
        rows.add_row(
            str(one["line"]),
            kinds[Kind(one["kind"])],
            _who(one["request"]),
            "\n".join(said),
            WORDS[Outcome(one["outcome"])],
        )
    rows.expand = any(one["wishes"] or one["doubts"] for one in answer["rows"])
    out.print(rows, soft_wrap=False)
    counts = Counter(one["outcome"] for one in answer["rows"])
    total = "、".join(f"{WORDS[outcome]} {counts[outcome]}件" for outcome in Outcome if counts[outcome])
    out.print(f"あわせて {len(answer['rows'])} 行" + (f"：{total}" if total else ""))


def _meaning(column: dict[str, Any]) -> tuple[str, str]:
    if "field" in column:
        return LOG.fields[column["field"]][0], SOURCES[Source(column["from"])]
    return "－", _ASIDE if column["aside"] else _UNREAD


def _letters(columns: list[int]) -> str:
    """Name columns as spreadsheets do: 1 is A, 27 is AA."""
    return "、".join((chr(64 + (at - 1) // 26) if at > 26 else "") + chr(65 + (at - 1) % 26) for at in columns)  # noqa: PLR2004 -- letters


def _who(person: dict[str, str]) -> str:
    return "\n".join(filter(None, (person["name"], person["seeker_number"], person["phone"], person["email"])))


def _one_line(header: str) -> str:
    return " ".join(header.split())
