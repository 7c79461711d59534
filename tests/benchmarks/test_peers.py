"""The tables of readers side by side, with a peer that is none."""

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import peers
import pytest
import side_by_side
from measure import Rounds
from naming import Day, Named
from scoring import Verdict
from side_by_side import COLUMNS, Row, markdown, measure

DOCUMENT = Path(__file__).parents[2] / "docs" / "peers.md"


class FirstOfDecember:
    """Reads every text as the 3 December."""

    def parse(self, text: str, _received: datetime) -> object:
        return text

    def read(self, text: str, _received: datetime) -> list[Named]:
        return [Named(0, len(text), Day(*date(2026, 12, 3).timetuple()[:3]))]


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "ROUNDS", 1)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    def line(text: str, ask: str, *slots: str) -> str:
        return json.dumps({"text": text, "received": "2026-11-30T09:00:00+09:00", "ask": ask, "slots": slots})

    path = tmp_path / "wishes.jsonl"
    path.write_text(
        "\n".join([line("2026年12月3日 10:00", "no", "2026-12-03T10:00"), line("12月", "must")]), encoding="utf-8"
    )
    return path


def rows_of(printed: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines() if line.startswith("|")]


@pytest.mark.usefixtures("few_rounds")
def test_a_peer_stands_beside_us(cases: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(peers, "version", lambda _: "1.0")
    peers.print_wishes(cases, {"ja-timex": FirstOfDecember()})
    printed = capsys.readouterr().out
    assert "2 wishes; 1 to be read without asking, 0 that may be asked about, 1 that must be" in printed
    assert "times as fast as ja-timex" in printed
    ours, theirs, careful = rows_of(printed)[2:]
    assert ours[:5] == ["Madoguchi", "1 (1)", "1 (1)", "0", "0"]
    assert theirs[:5] == ["ja-timex 1.0", "0 (0)", "0 (0)", "1", "1"]
    assert careful[1:] == [*theirs[1:5], "", ""]


@pytest.mark.usefixtures("few_rounds")
def test_without_peers_the_way_to_them_is_told(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(peers, "installed_peers", dict)
    (tmp_path / "a.eml").write_bytes(b"Subject: x\r\n\r\ny\r\n")
    mails = tmp_path / "mails.jsonl"
    mails.write_text('{"file": "a.eml", "field": "body", "expected": "y"}', encoding="utf-8")
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text("", encoding="utf-8")
    peers.main([str(cases), str(nothing), "--mails", str(mails), str(nothing)])
    printed = capsys.readouterr().out
    assert next(row[1:4] for row in rows_of(printed) if row[0].startswith("policy.default")) == ["1", "0", "0"]
    assert "nothing.jsonl: no wishes" in printed
    assert "nothing.jsonl: nothing about" in printed
    assert printed.endswith(f"{peers.HOW_TO_GET}\n")


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        peers.main(["nowhere.jsonl"])
    assert "no such file: nowhere.jsonl" in capsys.readouterr().err


def test_a_package_that_is_not_installed_is_no_peer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(peers, "version", _no_version)
    assert peers.installed_peers() == {}


def _no_version(name: str) -> str:
    raise peers.PackageNotFoundError(name)


def test_the_first_round_warms_up_and_the_rest_is_measured():
    done: list[str] = []
    rows = [Row(name, Counter(), lambda name=name: done.append(name)) for name in "ab"]
    rounds = measure([*rows, Row("c", Counter(), None)], rounds=2)
    assert done == ["a", "b"] * 3
    assert rounds.median("a") >= 0


def test_the_table_tells_counts_speed_and_ratio(monkeypatch: pytest.MonkeyPatch):
    seconds = iter([0.0, 0.5, 0.0, 1.0])
    monkeypatch.setattr("measure.process_time", lambda: next(seconds))
    rows = [
        Row("ours", Counter({Verdict.RIGHT: 600, Verdict.ASKED: 17}), lambda: None, {Verdict.ASKED: 9}),
        Row("theirs", Counter({Verdict.RIGHT: 600, Verdict.WRONG: 17}), lambda: None),
        Row("theirs, better", Counter({Verdict.MISSED: 617}), None),
    ]
    rounds = Rounds()
    for row in rows[:2]:
        rounds.time(row.name, lambda: None)
    assert rows_of(markdown(rows, rounds))[2:] == [
        ["ours", "600", "17 (9)", "0", "0", "1,200", "1"],
        ["theirs", "600", "0", "17", "0", "620", "2.0"],
        ["theirs, better", "0", "0", "0", "617", "", ""],
    ]


def test_the_document_shows_these_columns():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"| {' | '.join(COLUMNS)} |" in text
    assert "make peers" in text
