"""A kill -9 at any place of a run, then a run: nothing lost, nothing twice, byte for byte the same (promise 6)."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, contents, dump, rows, run, sample
from postgres import Cluster

KILLED = Path(__file__).with_name("killed.py")
TENTHS = range(1, 11)


def _run_and_kill(root: Path, place: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(KILLED), str(root), AS_OF.isoformat(), str(place)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[OfficeFolder, OfficeFolder, int]:
    """Return the office as it was, as a run without a kill leaves it, and how many places a run has."""
    root = tmp_path_factory.mktemp("unharmed")
    before, after = sample(root / "before"), OfficeFolder(root / "after")
    shutil.copytree(before.root, after.root)
    counted = _run_and_kill(after.root, 0)
    assert counted.returncode == 0, counted.stderr
    return before, after, int(counted.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
@pytest.mark.parametrize("tenth", TENTHS)
def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, unharmed: tuple[OfficeFolder, OfficeFolder, int], tenth: int
) -> None:
    before, after, places = unharmed
    assert places > 50
    office = OfficeFolder(tmp_path / "office")
    shutil.copytree(before.root, office.root)
    killed = _run_and_kill(office.root, max(1, places * tenth // 11))
    assert killed.returncode == -signal.SIGKILL
    run(office)
    assert dump(office) == dump(after)
    assert contents(office.root) == contents(after.root)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
@pytest.mark.parametrize("third", [1, 2, 3])
def test_a_kill_leaves_no_trace_in_a_served_store(
    tmp_path: Path,
    unharmed: tuple[OfficeFolder, OfficeFolder, int],
    cluster: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    third: int,
) -> None:
    before, after, places = unharmed
    office, database = OfficeFolder(tmp_path / "office"), cluster.new_database()
    shutil.copytree(before.root, office.root)
    monkeypatch.setenv(
        "MADOGUCHI_STORE_URL", database.set(drivername="postgresql").render_as_string(hide_password=False)
    )
    assert _run_and_kill(office.root, places * third // 5).returncode == -signal.SIGKILL
    run(office)
    assert contents(office.root) == contents(after.root)
    assert rows(database) == rows(after.database)
