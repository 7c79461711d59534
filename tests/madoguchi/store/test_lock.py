import stat
import subprocess
import sys
from pathlib import Path

import pytest

from madoguchi.errors import Exit, TryLater
from madoguchi.store.lock import is_held, one_run, one_watch

_HOLD = """
import sys
from pathlib import Path
from madoguchi.store.lock import one_run
with one_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_and_the_next_one_is_not(tmp_path: Path) -> None:
    lock = tmp_path / "private" / "run.lock"
    with one_run(lock):
        with pytest.raises(TryLater, match="ほかの処理") as refused, one_run(lock):
            pytest.fail("two runs at once")
        assert refused.value.exit_code is Exit.TRY_LATER
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    with one_run(lock):
        pass


def test_a_run_that_fails_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), one_run(tmp_path / "run.lock"):
        raise ValueError("x")
    with one_run(tmp_path / "run.lock"):
        pass


def test_another_process_is_refused_until_this_one_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(TryLater), one_run(lock):
            pytest.fail("two runs at once")
        other.kill()
    with one_run(lock):
        pass


def test_a_watch_and_a_run_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    with one_watch(tmp_path / "watch.lock"), one_run(tmp_path / "run.lock"):
        assert is_held(tmp_path / "watch.lock")
        assert is_held(tmp_path / "run.lock")
    assert not is_held(tmp_path / "watch.lock")


def test_asking_whether_a_lock_is_held_makes_none(tmp_path: Path) -> None:
    assert not is_held(tmp_path / "watch.lock")
    assert list(tmp_path.iterdir()) == []
