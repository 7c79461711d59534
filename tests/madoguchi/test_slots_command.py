"""`madoguchi slots`: a week as a table that a clerk understands."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from offices import OfficeFolder, drop, empty, log, row

from madoguchi.cli import app
from madoguchi.errors import Exit

AS_OF = "2026-11-30T10:00"  # a Monday
TRAINING = (
    'closures = [{ on = 2026-12-02, hours = ["9:30-10:30"], say = "職員研修" }, { on = 2026-12-04, say = "引っ越し" }]'
)
SUNDAY = 'special = [{ on = 2026-12-06, hours = ["10:00-11:00"], counsellors = ["a"], say = "休日相談会" }]'


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["madoguchi", *words])
    monkeypatch.setenv("COLUMNS", "80")
    try:
        app.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


class Shown:
    """What a call shows, and the cells of its table."""

    def __init__(self, text: str) -> None:
        self.lines = [line.rstrip() for line in text.splitlines()]
        cells = [[cell.strip() for cell in line.split("|")] for line in self.lines if "|" in line]
        self.heads = list(zip(*cells[:2], strict=True)) if cells else []
        self.rows = {one[0]: one[1:] for one in cells[2:]}


Show = Callable[..., Shown]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Show:
    def shown(folder: OfficeFolder, *more: str) -> Shown:
        capsys.readouterr()
        assert call(monkeypatch, "slots", str(folder.root), "--as-of", AS_OF, *more) == Exit.DONE
        return Shown(capsys.readouterr().out)

    return shown


def office(root: Path, *openings: str) -> OfficeFolder:
    folder = empty(root)
    text = folder.office_toml.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith(("closures", "special")))
    folder.office_toml.write_text(
        kept.replace("year_end_from", "\n".join((*openings, "year_end_from"))), encoding="utf-8"
    )
    return folder


def booked(folder: OfficeFolder, monkeypatch: pytest.MonkeyPatch, *wishes: str) -> None:
    people = zip(("太郎", "花子", "次郎"), wishes, strict=True)
    rows = [row(f"{n:03}", f"見本 {name}", f"28050-{n}", wish) for n, (name, wish) in enumerate(people, 1)]
    drop(folder, "a.csv", log(*rows))
    assert call(monkeypatch, "run", str(folder.root), "--as-of", AS_OF) == Exit.DONE


def test_a_week_is_a_table_of_what_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Show) -> None:
    folder = office(tmp_path / "o")
    booked(folder, monkeypatch, "12/1 14:00", "12/3 10:00", "12/3 10:00")
    shown = show(folder)
    assert shown.lines[0] == "2026年11月30日（月）からの週　空き／定員"
    assert shown.heads == [
        ("", "開始"), ("11/30", "（月）"), ("12/1", "（火）"), ("12/2", "（水）"), ("12/3", "（木）"), ("12/4", "（金）"),
    ]  # fmt: skip
    assert list(shown.rows) == ["9:30", "10:00", "10:30", "14:00", "14:30", "15:00", "15:30"]
    assert shown.rows["9:30"] == ["終了", "2／2", "2／2", "2／2", "2／2"]
    assert shown.rows["10:00"] == ["終了", "2／2", "2／2", "満", "2／2"]
    assert shown.rows["14:00"] == ["締切", "1／2", "2／2", "2／2", "2／2"]
    assert "「締切」は、予約の期限を過ぎた枠です。" in shown.lines


def test_before_the_first_run_the_room_alone_is_shown(tmp_path: Path, show: Show) -> None:
    folder = office(tmp_path / "o")
    shown = show(folder)
    assert shown.lines[0].endswith("定員（まだ一度も実行していません）")
    assert shown.rows["10:00"] == ["終了", "2", "2", "2", "2"]
    assert not folder.database.exists()


def test_what_is_closed_is_said_once_below(tmp_path: Path, show: Show) -> None:
    shown = show(office(tmp_path / "o", TRAINING, SUNDAY))
    assert [day for day, _ in shown.heads] == ["", "11/30", "12/1", "12/2", "12/3", "12/4", "12/5", "12/6"]
    assert shown.rows["10:00"] == ["終了", "2", "休", "2", "休", "休", "1"]
    assert shown.rows["10:30"] == ["締切", "2", "2", "2", "休", "休", "1"]
    assert shown.rows["15:30"] == ["締切", "2", "2", "2", "休", "休", ""]
    assert shown.lines[-5:] == [
        "12月4日（金）は休みです（引っ越し）。",
        "12月5日（土）は休みです。",
        "12月2日（水）の午前9時30分から午前10時30分までは休みです（職員研修）。",
        "12月6日（日）は特別に開きます（休日相談会）。",
        "「締切」は、予約の期限を過ぎた枠です。",
    ]


@pytest.mark.parametrize("day", ["2026-12-28", "2026-12-31", "2027-01-03"])
def test_a_week_is_named_by_any_of_its_days(tmp_path: Path, show: Show, day: str) -> None:
    shown = show(office(tmp_path / "o"), "--week", day)
    assert shown.lines[0].startswith("2026年12月28日（月）からの週")
    assert shown.rows["9:30"] == ["2", "休", "休", "休", "休"]
    assert shown.lines[-1] == "12月29日（火）から1月1日（金）までは休みです（年末年始）。"


@pytest.mark.parametrize(
    ("week", "row", "line", "why"),
    [
        ("2027-02-01", ["受付前"] * 5, "「受付前」は、予約を受け始めていない枠です。", "behind the horizon"),
        ("2026-11-17", ["終了"] * 5, "", "a week that is over"),
        ("2028-01-05", None, "1月3日（月）は休みです（年末年始）。", "a year whose holidays nobody knows"),
    ],
)
def test_other_weeks(tmp_path: Path, show: Show, week: str, row: list[str] | None, line: str, why: str) -> None:
    shown = show(office(tmp_path / "o"), "--week", week)
    assert shown.rows.get("9:30") == row, why
    assert not line or line in shown.lines, why
    if row is None:
        assert "この週は、相談できる日がありません。" in shown.lines
        assert "1月4日（火）から1月7日（金）までは休みです（2028年の祝日がまだ公表されていない日）。" in "".join(
            shown.lines
        )


def test_a_start_without_a_counsellor_is_told_apart(tmp_path: Path, show: Show) -> None:
    folder = office(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8").replace('"mon", "tue", "wed", "thu", "fri"', '"mon", "thu"')
    folder.office_toml.write_text(text, encoding="utf-8")
    shown = show(folder)
    assert shown.rows["10:00"] == ["終了", "不在", "不在", "2", "不在"]
    assert "「不在」は、担当の相談員がいない枠です。" in shown.lines


def test_the_widest_week_fits_a_terminal_of_80_columns(tmp_path: Path, show: Show) -> None:
    folder = office(tmp_path / "o", SUNDAY)
    text = folder.office_toml.read_text(encoding="utf-8")
    head, _, rest = text.partition("[[counsellors]]")
    people = "".join(f'[[counsellors]]\nid = "a{"b" * n}"\nname = "相談員{n}"\n' for n in range(12))
    folder.office_toml.write_text(f"{head}{people}[inbox]{rest.partition('[inbox]')[2]}", encoding="utf-8")
    shown = show(folder)
    assert len(shown.heads) == 8
    widths = [sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in shown.lines]
    assert max(widths) <= 80


def test_other_programs_are_told_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office(tmp_path / "o", TRAINING, SUNDAY)
    call(monkeypatch, "slots", str(folder.root), "--as-of", AS_OF, "--json")
    assert json.loads(capsys.readouterr().out)["days"][1]["slots"][0] == {
        "start": "2026-12-01T09:30", "left": None, "capacity": 2, "state": "open",
    }  # fmt: skip
    booked(folder, monkeypatch, "12/1 9:30", "12/3 10:00", "12/3 10:00")
    capsys.readouterr()
    call(monkeypatch, "slots", str(folder.root), "--as-of", AS_OF, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["week"]) == ("2026-11-30T10:00:00+09:00", "2026-11-30")
    assert [day["closed"] for day in told["days"]] == ["", "", "", "", "引っ越し", "土曜日", ""]
    assert told["days"][6]["special"] == "休日相談会"
    assert told["days"][2]["closed_hours"] == [{"from": "09:30", "until": "10:30", "say": "職員研修"}]
    by_start = {slot["start"]: slot for day in told["days"] for slot in day["slots"]}
    assert by_start["2026-11-30T10:00"]["state"] == "past"
    assert by_start["2026-11-30T10:30"]["state"] == "too_late"
    assert by_start["2026-12-01T09:30"] == {"start": "2026-12-01T09:30", "left": 1, "capacity": 2, "state": "open"}
    assert by_start["2026-12-03T10:00"] == {"start": "2026-12-03T10:00", "left": 0, "capacity": 2, "state": "full"}
    assert "2026-12-02T10:00" not in by_start


@pytest.mark.parametrize(
    ("word", "said"),
    [("来週", "2026-12-07 のように"), ("0001-01-01", "2000年から2999年まで"), ("9999-12-31", "2000年から2999年まで")],
)
def test_a_week_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str, said: str
) -> None:
    folder = office(tmp_path / "o")
    assert call(monkeypatch, "slots", str(folder.root), "--week", word) == Exit.USAGE
    assert said in capsys.readouterr().err
    assert call(monkeypatch, "slots", str(tmp_path)) == Exit.CONFIGURATION
    assert "madoguchi init" in capsys.readouterr().err
