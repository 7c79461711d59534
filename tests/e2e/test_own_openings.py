"""An office with closed hours, a special day and a counsellor of few hours: the same in every paper of a run."""

import re
from pathlib import Path

from offices import OfficeFolder, bookings, drop, empty, log, query, row, run
from written_offices import person

OPENINGS = """closures = [{ on = 2026-12-03, hours = ["9:30-11:00"], say = "職員研修" }]
special = [{ on = 2026-12-06, hours = ["10:00-10:30"], counsellors = ["a"], say = "休日相談会" }]
"""
PEOPLE = person("a") + person("b", 'hours = { thu = ["14:00-15:00"] }')
ROWS = (
    row("001", "見本 太郎", "28050-1", "12/3 10:00"),  # in closed hours
    row("002", "見本 花子", "28050-2", "12/6 10:00"),  # on the special day, where a alone is
    row("003", "見本 次郎", "28050-3", "12/6 10:00"),  # so it is full
    row("004", "見本 三郎", "28050-4", "12/3 15:00"),  # b has gone home
    row("005", "見本 四郎", "28050-5", "12/3 15:00"),  # so this is full, too
    row("006", "見本 五郎", "28050-6", "12/3 14:00"),
    row("007", "見本 六郎", "28050-7", "12/3 14:00"),  # b is there
)


def _write(folder: OfficeFolder) -> None:
    head, _, rest = folder.office_toml.read_text(encoding="utf-8").partition("[[counsellors]]")
    head = re.sub(r"^(closures|special) = .*\n", "", head, flags=re.MULTILINE)
    tail = rest.partition("[inbox]")[2]
    folder.office_toml.write_text(f"{head}{OPENINGS}{PEOPLE}[inbox]{tail}", encoding="utf-8")


def test_a_run_keeps_to_what_the_office_has_written(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    _write(folder)
    drop(folder, "a.csv", log(*ROWS))
    run(folder)
    booked = bookings(folder)
    assert {(start, counsellor) for _, start, counsellor in booked} == {
        ("2026-12-03T14:00", "a"),
        ("2026-12-03T14:00", "b"),
        ("2026-12-03T15:00", "a"),
        ("2026-12-06T10:00", "a"),
    }
    assert {number for number, _, _ in booked} == {"28050-2", "28050-4", "28050-6", "28050-7"}
    assert query(folder, "SELECT name FROM requests WHERE state = 'waiting' ORDER BY name") == [
        ("見本 四郎",),
        ("見本 次郎",),
    ]
    waiting = (folder.staff / "要確認.csv").read_text(encoding="utf-8-sig")
    assert "12月3日（木）の「10:00」は、職員研修のため休みの時間です" in waiting
    assert [name for name in ("太郎", "花子", "次郎", "三郎", "四郎", "五郎", "六郎") if f"見本 {name}" in waiting] == [
        "太郎",
    ]

    page = (folder.public / "current" / "slots.html").read_text(encoding="utf-8")
    assert "12月6日（日）" in page
    thursday = page.partition("12月3日（木）")[2].partition("</tr>")[0]
    assert re.findall(r"<b>([\d:]+)</b>", thursday) == ["14:00", "14:30", "15:00", "15:30"]
