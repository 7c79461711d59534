"""A pass asks the store by index alone: what it costs does not grow with what is stored (DESIGN: cost follows what is new)."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from calendar_replies import ics, reply_mail, uid_of
from offices import AS_OF, OfficeFolder, drop, empty, log, row, run
from sqlalchemy import Engine, event

from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.subscribing import add
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail
from madoguchi.store.schema import metadata

FEW_ROWS = {str(index.name) for table in metadata.sorted_tables for index in table.indexes if index.dialect_kwargs}
SMALL = {"terms_versions", "subscribers"}  # one row for each version of the terms, and for each calendar given out
ONE_ROW = re.compile(r"^SELECT max\(\w+\.\w+\)")  # the end of an index

TARO = row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")
HANAKO = row("002", "見本 花子", "28050-2", "12/3 10:00", mail="hanako@mihon.example")
JIRO = row("003", "見本 次郎", "28050-3", "12/3 10:00")
CANCEL = row("004", "見本 太郎", "28050-1", "", kind="取消", received="2026/11/30 9:40")
SABURO = row("005", "見本 三郎", "28050-4", "12/4 夕方", received="2026/11/30 9:50")


@contextmanager
def statements() -> Iterator[list[tuple[str, object]]]:
    """Collect every SELECT and UPDATE with one set of its values."""
    asked: list[tuple[str, object]] = []

    def note(*said: object) -> None:
        values = said[3][0] if said[5] else said[3]  # type: ignore[index] # executemany has many
        if str(said[2]).startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((str(said[2]), values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def walked(folder: OfficeFolder, asked: list[tuple[str, object]]) -> set[str]:
    """Return the statements that walk through all rows of the office."""
    found = set()
    with closing(sqlite3.connect(folder.database)) as connection:
        for statement, values in asked:
            if ONE_ROW.match(statement) or "sqlite_master" in statement or "alembic_version" in statement:
                continue
            for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):  # type: ignore[arg-type] # as it was asked
                if _walks(step[3]):
                    found.add(f"{step[3]}: {statement}")
    return found


def _walks(step: str) -> bool:
    if step.startswith("SCAN CONSTANT"):
        return False
    table = re.match(r"(?:SCAN|SEARCH) (\w+)", step)
    index = re.search(r"INDEX (\w+)", step)
    if table is None or table[1] in SMALL or (index and index[1] in FEW_ROWS):
        return False
    return step.startswith("SCAN") or step.endswith("(office=?)")


def test_a_pass_that_books_waits_offers_and_asks_walks_through_nothing(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8")
    start, end = text.rindex("[[counsellors]]"), text.index("[inbox]")
    folder.office_toml.write_text(text[:start] + text[end:], encoding="utf-8")
    drop(folder, "a.csv", log(TARO, HANAKO))
    run(folder)
    drop(folder, "b.csv", log(JIRO, CANCEL, SABURO))
    drop(folder, "d.eml", b"From: MAILER-DAEMON@mx.example\n\nhanako@mihon.example: user unknown")
    drop(folder, "c.eml", reply_mail(ics(uid_of(folder), "DECLINED")))
    add(folder.root, "見本の端末", WHOLE_OFFICE, Detail.NAME, AS_OF)  # names are looked up for the calendars

    def all_but_publishing(line: Line) -> None:
        line.intake()
        line.schedule()
        line.tell()

    with statements() as asked:
        report = run_stages(folder.root, AS_OF, all_but_publishing)
    assert {verdict.value for verdict, number in (report.decided or {}).items() if number} >= {
        "wait",
        "cancel",
        "offer",
    }
    assert len(asked) > 50
    assert any(statement.startswith("UPDATE replies") for statement, _ in asked), "an answer is looked at"
    assert any(statement.startswith("UPDATE bounces") for statement, _ in asked), "and so is what came back"
    assert walked(folder, asked) == set()
