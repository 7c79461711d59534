"""The commands as a clerk calls them: what they say and how they end."""

import io
import json
import sys
from pathlib import Path

import pytest
from command_line import call
from offices import drop, empty, log, row, sample

from madoguchi.cli.line import Report
from madoguchi.cli.show import show_outcome
from madoguchi.errors import Exit
from scheduler.told import Told

AS_OF = "2026-11-30T10:00"


def test_a_run_with_doubts_ends_in_65_and_says_where_to_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sample(tmp_path / "o")
    assert call("run", str(folder.root), "--as-of", AS_OF) == Exit.NEEDS_PERSON
    assert "要確認.csv" in capsys.readouterr().out
    assert call("run", str(folder.root), "--as-of", AS_OF) == Exit.DONE


def test_a_run_tells_other_programs_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    assert call("run", str(folder.root), "--as-of", AS_OF, "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["as_of"] == "2026-11-30T10:00:00+09:00"
    assert told["schedule"]["book"] == 1
    assert told["needs_person"] == 0


def test_the_stages_alone_do_what_a_run_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    for stage in ("intake", "schedule", "tell", "publish"):
        assert call(stage, str(folder.root), "--as-of", AS_OF) == Exit.DONE
    assert (folder.public / "current" / "index.html").is_file()
    assert "予約を決めました" in capsys.readouterr().out
    assert call("retry", str(folder.root), "--as-of", AS_OF) == Exit.DONE


def test_looking_changes_nothing_and_speaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = sample(tmp_path / "o")
    assert call("status", str(folder.root)) == Exit.CONFIGURATION
    assert "madoguchi run" in capsys.readouterr().err
    call("run", str(folder.root), "--as-of", AS_OF)
    assert call("status", str(folder.root)) == Exit.DONE
    assert "private/outbox/" in capsys.readouterr().out.replace("\n", "")
    assert call("status", str(folder.root), "--json") == Exit.DONE
    assert json.loads(capsys.readouterr().out)["smtp"] is False
    assert call("ledger", str(folder.root)) == Exit.DONE
    assert call("ledger", str(folder.root), "--json") == Exit.DONE
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["closes"] is True


def test_a_second_run_at_once_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from madoguchi.store.lock import one_run

    folder = empty(tmp_path / "o")
    with one_run(folder.lock):
        assert call("run", str(folder.root)) == Exit.TRY_LATER
    assert "ほかの処理が動いています" in capsys.readouterr().err


def test_faults_of_the_configuration_are_told_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8")
    folder.office_toml.write_text(text.replace("minutes = 30 ", "minutes = 1 ").replace('"a"', '"A"'), encoding="utf-8")
    assert call("run", str(folder.root)) == Exit.CONFIGURATION
    told = capsys.readouterr().err
    assert "booking.minutes" in told
    assert "counsellors.1番目.id" in told


def test_no_office_and_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("run", str(tmp_path)) == Exit.CONFIGURATION
    assert "madoguchi init" in capsys.readouterr().err
    assert call("run", "--as-of", "あした") == Exit.USAGE
    assert call("nothing") == Exit.USAGE
    assert call("explain") == Exit.USAGE
    assert call("--version") == Exit.DONE


def test_init_makes_an_office_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("init", str(tmp_path / "o")) == Exit.DONE
    assert (tmp_path / "o" / "private").stat().st_mode & 0o077 == 0
    assert (tmp_path / "o" / "電話受付簿.csv").is_file()
    assert call("init", str(tmp_path / "o")) == Exit.CONFIGURATION
    assert "すでに事業所があります" in capsys.readouterr().err


def test_demo_runs_and_runs_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("demo", str(tmp_path / "d"), "--no-serve", "--as-of", AS_OF) == Exit.DONE
    assert "電話受付簿 2行目" in capsys.readouterr().out
    assert call("demo", str(tmp_path / "d"), "--no-serve", "--as-of", AS_OF) == Exit.DONE
    assert "もう一度" in capsys.readouterr().out


def test_explain_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", "12/3(木) 14:30", "--received", AS_OF) == Exit.DONE
    assert "2026年12月3日（木）午後2時30分" in capsys.readouterr().out
    assert call("explain", "12/3(金) 14:30", "--received", AS_OF, "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["ask"] is True
    assert told["doubts"][0]["code"] == "weekday_mismatch"


def test_explain_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "受付簿.csv"
    path.write_bytes(log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    assert call("explain", str(path), "--received", AS_OF, "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["encoding"] == "cp932"
    assert told["columns"]["name"] == "氏名"
    assert told["rows"][0]["line"] == 2
    assert told["rows"][0]["wishes"][0]["slots"] == ["2026-12-03T10:00"]
    assert call("explain", str(path), "--received", AS_OF) == Exit.DONE
    assert "見本 太郎" in capsys.readouterr().out
    mail = tmp_path / "m.eml"
    mail.write_bytes("From: 見本 <a@mihon.example>\nSubject: 予約\n\n氏名：見本 太郎\n第1希望：12月3日10時\n".encode())
    assert call("explain", str(mail), "--received", AS_OF, "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["from"]["address"] == "a@mihon.example"
    assert told["request"]["name"] == "見本 太郎"
    assert call("explain", str(mail), "--received", AS_OF) == Exit.DONE


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"PK\x03\x04"), ("b.xlsx", b"PK\x03\x04"), ("none.eml", None)])
def test_a_file_that_needs_a_person_ends_in_65(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert call("explain", str(tmp_path / name)) == Exit.NEEDS_PERSON
    assert capsys.readouterr().err.count("\n") == 1


def test_batch_answers_each_line_and_tells_bad_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = '{"id": 1, "received": "2026-11-30T09:00:00+09:00", "text": "12/3 10:00"}\n\n{"id": 2}\nnothing\n[]\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert call("explain", "--batch") == Exit.NEEDS_PERSON
    told = capsys.readouterr()
    assert json.loads(told.out) == {
        "id": 1,
        "ask": False,
        "doubts": [],
        "wishes": [{"rank": 1, "text": "12/3 10:00", "slots": ["2026-12-03T10:00"]}],
    }
    assert told.err.count("行目") == 3


def test_a_taken_port_and_a_disk_that_refuses_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    from madoguchi.cli import line

    folder = empty(tmp_path / "o")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert call("serve", str(folder.root), "--port", str(taken.getsockname()[1])) == Exit.TRY_LATER
    assert "ほかのプログラム" in capsys.readouterr().err

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "x.csv"))

    monkeypatch.setattr(line, "take", full)
    assert call("run", str(folder.root)) == Exit.TRY_LATER
    assert "空き容量" in capsys.readouterr().err


@pytest.mark.parametrize(("by_server", "said"), [(True, "送信したお知らせメール"), (False, "用意したお知らせメール")])
def test_letters_are_sent_or_only_made_ready(capsys: pytest.CaptureFixture[str], *, by_server: bool, said: str) -> None:
    show_outcome(Report(told=Told(by_server=by_server, handed_over=3)))
    assert said in capsys.readouterr().out
