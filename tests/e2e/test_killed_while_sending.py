"""A kill -9 while letters are sent: each arrives, and one at most twice, then with the same bytes (promise 6)."""

import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from mail_server import ScriptedServer, serving
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row

from madoguchi.cli.line import Line, run_stages

KILLED = Path(__file__).with_name("killed.py")
LETTERS = 4
KILLS = 8


def _office_with_letters(root: Path, port: int) -> OfficeFolder:
    folder = empty(root)
    with folder.office_toml.open("a", encoding="utf-8") as settings:
        settings.write(f'\n[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n')
    hours = ("9:30", "10:00", "14:00", "14:30")
    people = [
        row(
            f"{at}",
            "見本 太郎",
            f"28050-{at}",
            f"12/3 {hour}",
            mail=f"taro{at}@mihon.example",
            phone=f"090-0000-000{at}",
        )
        for at, hour in enumerate(hours)
    ]
    drop(folder, "a.csv", log(*people))

    def before_sending(line: Line) -> None:
        line.intake()
        line.schedule()

    run_stages(folder.root, AS_OF, before_sending)
    return folder


def _send(root: Path, place: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(KILLED), str(root), AS_OF.isoformat(), str(place), "tell"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
def test_a_kill_repeats_one_letter_at_most_and_with_the_same_bytes(tmp_path: Path) -> None:
    server = ScriptedServer()
    repeated = 0
    with serving(server) as port:
        before = _office_with_letters(tmp_path / "before", port)
        shutil.copytree(before.root, tmp_path / "counted")
        places = int(_send(tmp_path / "counted", 0).stdout)
        assert len(server.taken) == LETTERS
        assert places > KILLS
        for kill in range(1, KILLS + 1):
            server.taken.clear()
            office = OfficeFolder(tmp_path / f"office{kill}")
            shutil.copytree(before.root, office.root)
            assert _send(office.root, places * kill // (KILLS + 1)).returncode == -signal.SIGKILL
            run_stages(office.root, AS_OF, Line.tell)
            arrived = Counter(content for _, _, content in server.taken)
            assert len(arrived) == LETTERS, "each has arrived, and a repeat has the same bytes"
            assert arrived.total() <= LETTERS + 1, "one is repeated at most"
            repeated += arrived.total() - LETTERS
            assert query(office, "SELECT DISTINCT state, handed_over_at IS NULL FROM outbox") == [("handed_over", 0)]
    assert repeated < KILLS, "a kill that comes before the server has the letter repeats none"
