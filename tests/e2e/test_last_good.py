"""What would harm readers never replaces the last good file."""

from pathlib import Path

import pytest
from offices import drop, empty, log, row, run

from madoguchi.cli import building, show
from madoguchi.sheets import CALENDAR_FAULTS
from scheduler import feeds


def test_a_faulty_feed_leaves_the_last_good_one_and_staff_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = empty(tmp_path / "o")
    run(folder)
    good = (folder.feeds / "a.ics").read_bytes()
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    monkeypatch.setattr(feeds, "staff_feed", lambda *_: good.replace(b"\r\n", b"\n"))
    outcome = run(folder)
    assert outcome.told is not None
    assert list(outcome.told.faulty) == ["a.ics", "b.ics", "office.ics"]
    assert (folder.feeds / "a.ics").read_bytes() == good
    assert outcome.needs_person == 3
    show.show_outcome(outcome)
    told = capsys.readouterr().out.replace("\n", "")
    assert "カレンダー「a.ics」に誤りが見つかったため、前のものを残しました。" in told
    assert "1行目：改行がCRLFではありません。" in told
    assert "要確認.csv" not in told  # nothing there is new
    word = folder.staff / CALENDAR_FAULTS
    assert word.read_text(encoding="utf-8-sig").splitlines() == outcome.told.faults()
    monkeypatch.undo()
    run(folder)
    assert not word.exists()
    first = show.as_json(outcome)["tell"]["faulty"][0]
    assert first.keys() == {"file", "line", "code", "rfc", "say"}
    assert (first["file"], first["code"], first["rfc"]) == ("a.ics", "line-end", "RFC 5545 3.1")


def test_a_faulty_public_feed_stops_the_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = empty(tmp_path / "o")
    run(folder)
    before = (folder.public / "current").resolve()
    monkeypatch.setattr(building, "free_feed", lambda *_: b"<html>")
    refusal = run(folder).refusal
    assert "free.ics" in refusal
    assert "ファイル全体：カレンダーではありません。" in refusal
    assert (folder.public / "current").resolve() == before


def test_something_personal_stops_the_publishing_and_names_only_the_number(tmp_path: Path) -> None:
    """Promise 8: a stored name in the office's own words; the message carries the id, not the name."""
    folder = empty(tmp_path / "o")
    run(folder)
    before = (folder.public / "current").resolve()
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    words = "# 個人情報の取り扱い\n\n> 個人情報の取り扱いです。\n\n見本太郎さんのご相談でも、次のように取り扱います。\n"
    (folder.content / "privacy.md").write_text(words, encoding="utf-8")
    outcome = run(folder)
    assert "privacy.html" in outcome.refusal
    assert "M00001" in outcome.refusal
    assert "見本" not in outcome.refusal
    assert outcome.needs_person == 1
    assert (folder.public / "current").resolve() == before
