"""How a text and a log are explained: steps, columns and rows in a terminal of 80 columns, and in JSON."""

import json
import sys
from pathlib import Path

import pytest
from log_cases import ARRIVED, REFUSED, LogCase, log_cases
from offices import empty
from rich.cells import cell_len

from intake.reading.reader import ReadingSteps
from intake.table.draft import Source
from madoguchi.cli import app
from madoguchi.cli.explain_log import SOURCES
from madoguchi.cli.explain_text import steps_in_words
from madoguchi.errors import Exit
from madoguchi.model.item import Outcome
from madoguchi.model.reading import WishReading

RECEIVED = f"{ARRIVED:%Y-%m-%dT%H:%M}"
TERMINAL = 80


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(TERMINAL))
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Explain as the shell does and return the exit code."""
    monkeypatch.setattr(sys, "argv", ["madoguchi", "explain", *words, "--received", RECEIVED])
    try:
        app.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def dropped(case: LogCase, folder: Path) -> list[str]:
    """Write a case as a file, and its office where it has one; return the words of the command."""
    path = folder / f"{case.name}.csv"
    path.write_bytes(case.raw)
    if not case.columns:
        return [str(path)]
    office = empty(folder / "o")
    text = office.office_toml.read_text(encoding="utf-8")
    office.office_toml.write_text(f"{text}\n[log.columns]\n{case.columns}\n", encoding="utf-8")
    return [str(path), "--office", str(office.root)]


@pytest.mark.parametrize("case", log_cases(), ids=lambda case: case.name)
def test_every_log_is_explained(
    case: LogCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = dropped(case, tmp_path)
    ending = call(monkeypatch, *words)
    shown = capsys.readouterr()
    if case.expected[0].startswith(REFUSED):
        assert ending == Exit.NEEDS_PERSON
        assert case.expected[0].removeprefix(REFUSED) in shown.err
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        return
    assert ending == Exit.DONE
    assert max(map(cell_len, shown.out.splitlines())) <= TERMINAL
    assert call(monkeypatch, *words, "--json") == Exit.DONE
    answer = json.loads(capsys.readouterr().out)
    assert {"encoding", "columns", "rows"} <= answer.keys()
    lines = [int(one.split(" ", 1)[0]) for one in case.expected]
    kinds = [one.split(" ")[1] for one in case.expected]
    assert [(row["line"], row["kind"]) for row in answer["rows"]] == list(zip(lines, kinds, strict=True))
    for row in answer["rows"]:
        assert row.keys() >= {"line", "kind", "request", "ask", "doubts", "wishes", "outcome"}
        assert (row["outcome"] == Outcome.REQUEST) == (row["kind"] == "request" and not row["ask"])
    assert set(answer["columns"]) == {one["field"] for one in answer["mapping"]}


def named(folder: Path, name: str) -> list[str]:
    case = next(one for one in log_cases() if one.name == name)
    return dropped(case, folder)


@pytest.mark.parametrize(
    ("name", "shown", "why"),
    [
        ("曜日の列", " B  | 曜日     | 受付日の曜日 | 左隣の列", "a column read by its neighbour"),
        ("番号が求職番号", " B  | 番号     | 求職番号     | 列の中身", "a column read by its cells"),
        ("日付_過去なら受付", " A  | 日付     | 受付日時     | ほかの列との兼ね合い", "a column that was left over"),
        ("氏名が二つ_設定", " B  | 氏名     | 氏名         | office.toml", "a column that the office has named"),
        ("希望職種の列", " F  | 希望職種 | －           | 読みません（希望とかかわりのない列）", "known, not read"),
        ("状況の列", " F  | 予約入力 | －           | 読みません（希望にかかわる言葉", "not known, not read"),
        ("設定は別の受付簿のもの", "    | 面談日   | －           | office.toml にありますが", "not there"),
        ("セル内の改行", " C  | 求職 番号 | 求職番号", "a header in two lines"),
        ("タブ区切り", "文字コード：UTF-16", "the encoding"),
        ("つぶれた列", "？", "a doubt"),
        ("集計の行", "| 対象外", "what becomes of a row"),
        ("集計の行", "あわせて 7 行：予約の申込 1件、対象外 6件", "the sum"),
    ],
)
def test_the_columns_are_shown_as_they_were_found(
    name: str,
    shown: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert call(monkeypatch, *named(tmp_path, name)) == Exit.DONE
    assert shown in capsys.readouterr().out, why


def test_what_people_wrote_is_no_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("氏名,希望日時,[/x]\r\n[bold]見本,12/1 14:30,:smile:\r\n".encode())
    assert call(monkeypatch, str(path)) == Exit.DONE
    out = capsys.readouterr().out
    assert "[/x]" in out
    assert "[bold]見本" in out


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("dsn-no-such-user", "bounce", ("種類：不達の知らせ", "taro@mihon.example（5.1.1）宛先のアドレスが見つからず")),
        ("dsn-delayed", "auto_reply", ("種類：自動返信", "まだ送り続けられています")),
    ],
)
def test_a_letter_that_came_back_is_explained(
    name: str,
    kind: str,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path(__file__).parents[1] / "corpus" / "machines" / f"{name}.eml"
    assert call(monkeypatch, str(path)) == Exit.DONE
    shown = "".join(capsys.readouterr().out.split("\n"))
    assert all(word in shown for word in words)
    assert call(monkeypatch, str(path), "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["bounce"]["recipients"]) == (kind, ["taro@mihon.example"])


def test_a_text_is_explained_step_by_step(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "TEL 0796-00-0000\n①12/1(火) 14:30 ②12/2 午後") == Exit.DONE
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(map(cell_len, lines)) <= TERMINAL
    assert lines[0] == "希望の区切り：TEL 0796-00-0000 ／ 12/1(火) 14:30 ／ 12/2 午後"
    assert lines[1] == "伏せたもの　：TEL 0796-00-0000"
    assert lines[2].startswith("語　　　　　：〓 ／ 12/1 ／ (火) ／ 14:30")
    assert lines[3] == "句　　　　　：日「12/1(火)」 ／ 時刻「14:30」 ／ 日「12/2」 ／"
    assert "第1希望　　 ：2026年12月1日（火）午後2時30分" in lines
    assert "第2希望　　 ：2026年12月2日（水）午後2時・2時30分・3時・3時30分" in lines


def test_days_beyond_the_third_are_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "12/7から12/11の午前") == Exit.DONE
    assert "ほか2日" in capsys.readouterr().out


class MoreSteps(ReadingSteps):
    """Steps of a later version of the reading."""

    exclusions: tuple[str, ...] = ()
    brand_new: tuple[str, ...] = ()
    count: int = 0


def test_steps_that_are_not_known_yet_are_shown_too() -> None:
    steps = MoreSteps(
        sections=("a",), masked=("〓〓",), clauses=("not: 火曜",), brand_new=("x", ""), count=3, reading=WishReading()
    )
    assert steps_in_words(steps) == [
        "希望の区切り：a",
        "伏せたもの：〓",
        "文の役割：都合が悪い「火曜」",
        "brand_new：x",
    ]


@pytest.mark.parametrize("source", Source)
def test_every_way_of_finding_a_column_has_its_words(source: Source) -> None:
    assert SOURCES[source]
