"""Run an office on a disk that is full, give it a little more room, and again, until a pass ends well.

Usage: unshare --map-root-user --mount python full_disk.py OFFICE DISK AS_OF

The disk (a tmpfs) is seen by this process alone. The office is copied onto it, and at the end back into its place; what
is printed is how many passes failed, by the error they ended in.
"""

import json
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from datetime import datetime
from pathlib import Path

from madoguchi.cli.line import run_stages
from madoguchi.errors import TryLater

_STEP, _GROWTH = 48 * 1024, 1.1
_MOST_STEPS = 400
_ENOUGH = 300 * 1024 * 1024


def main(office: Path, disk: Path, as_of: datetime) -> None:
    size = sum(path.stat().st_size + 4096 for path in office.rglob("*")) + _STEP
    _mount(disk, size)
    shutil.copytree(office, disk, dirs_exist_ok=True)
    failed: Counter[str] = Counter()
    for _ in range(_MOST_STEPS):
        try:
            run_stages(disk, as_of, lambda line: line.run())
            break
        except (TryLater, OSError) as error:
            failed[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001 -- counted: the test says which may come
            failed[f"{type(error).__name__}: {error!s:.200}"] += 1
            sys.stderr.write(traceback.format_exc())
        size = int(size * _GROWTH)
        _mount(disk, size, "remount,")
    _mount(disk, _ENOUGH, "remount,")  # what is fetched in portions wants much to spare
    run_stages(disk, as_of, lambda line: line.run())
    shutil.rmtree(office)
    shutil.copytree(disk, office)
    sys.stdout.write(json.dumps(failed))


def _mount(disk: Path, size: int, how: str = "") -> None:
    command = ["mount", "-t", "tmpfs", "-o", f"{how}size={size}", "tmpfs", str(disk)]
    subprocess.run(command, check=True, timeout=30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
