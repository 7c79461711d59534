"""The samples that keep `madoguchi watch` running: systemd reads its own, and the task of Windows says what it should."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from madoguchi.paths import shipped

UNIT, TASK = shipped("examples") / "madoguchi.service", shipped("examples") / "madoguchi-task.xml"
SPACE = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
SYSTEMD = shutil.which("systemd-analyze")


def _verified(text: str, folder: Path) -> str:
    """Return what systemd finds wrong in a unit whose program is there."""
    unit = folder / "madoguchi.service"
    unit.write_text(text.replace("/opt/madoguchi/.venv/bin/madoguchi", sys.executable), encoding="utf-8")
    done = subprocess.run(
        [str(SYSTEMD), "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    return "" if not (done.returncode or done.stderr) else f"{done.returncode} {done.stderr}"


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_its_unit(tmp_path: Path) -> None:
    text = UNIT.read_text(encoding="utf-8")
    assert _verified(text, tmp_path) == ""
    assert "ProtektSystem" in _verified(text.replace("ProtectSystem", "ProtektSystem"), tmp_path), "it reads every key"


def test_the_unit_starts_again_what_fell_and_opens_one_folder_alone() -> None:
    said = dict(
        line.split("=", 1) for line in UNIT.read_text(encoding="utf-8").splitlines() if "=" in line and line[0] != "#"
    )
    assert said["ExecStart"].endswith("madoguchi watch /srv/office")
    assert (said["Restart"], said["ProtectSystem"]) == ("on-failure", "strict")
    assert said["ReadWritePaths"] == "/srv/office"
    assert said["User"] == "madoguchi"
    assert said["CapabilityBoundingSet"] == ""


def _of_task(path: str) -> str:
    found = ET.parse(TASK).getroot().find("/".join(f"t:{name}" for name in path.split("/")), SPACE)  # noqa: S314 -- our own file
    assert found is not None, path
    return found.text or ""


SETTINGS = [
    ("Actions/Exec/Arguments", r"watch C:\office", "what is started"),
    ("Settings/ExecutionTimeLimit", "PT0S", "else Windows ends a task after three days"),
    ("Settings/MultipleInstancesPolicy", "IgnoreNew", "one that runs is left alone"),
    ("Settings/DisallowStartIfOnBatteries", "false", "a notebook counts too"),
    ("Settings/StopIfGoingOnBatteries", "false", "and stays"),
    ("Settings/RunOnlyIfIdle", "false", "however busy the machine is"),
    ("Triggers/TimeTrigger/Repetition/Interval", "PT5M", "it starts again after any end"),
    ("Triggers/BootTrigger/Enabled", "true", "and with the machine"),
    ("Principals/Principal/UserId", "S-1-5-19", "LOCAL SERVICE, which may do little"),
    ("Principals/Principal/RunLevel", "LeastPrivilege", "and no more"),
]


@pytest.mark.parametrize(("path", "expected", "why"), SETTINGS, ids=[one[-1] for one in SETTINGS])
def test_the_task_says_what_it_should(path: str, expected: str, why: str) -> None:
    assert _of_task(path) == expected, why


def test_the_task_can_be_read_by_windows() -> None:
    raw = TASK.read_bytes()
    assert raw.isascii(), "schtasks takes UTF-16 or plain letters"
    root = ET.fromstring(raw)  # noqa: S314 -- our own file
    names = [child.tag.partition("}")[2] for child in root]
    assert names == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert root.get("version") == "1.2"
    (principal,) = root.findall("t:Principals/t:Principal", SPACE)
    (actions,) = root.findall("t:Actions", SPACE)
    assert principal.get("id") == actions.get("Context")
