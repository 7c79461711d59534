"""The built wheel holds everything it needs: it runs from another folder, away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from offices import AS_OF

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(built),
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return next(built.glob("madoguchi-*.whl"))


def test_the_wheel_ships_words_templates_and_migrations_but_no_package_site(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "intake/stage.py",
        "madoguchi/examples/office.toml",
        "madoguchi/examples/電話受付簿.csv",
        "madoguchi/site/content/terms/2020-11-20.md",
        "madoguchi/templates/mail/easy/confirmation.j2",
        "madoguchi/templates/mail/en/letter.html.j2",
        "madoguchi/store/migrations/versions/0001_first.py",
        "scheduler/decide.py",
        "sitegen/pages.py",
    } <= names
    assert not [name for name in names if name.startswith(("site/", "tests/"))]


def test_the_demo_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    # -I would hide PYTHONPATH; -P keeps the folder one stands in off the path.
    command = [sys.executable, "-P", "-m", "madoguchi", "demo", "office", "--no-serve", "--as-of", AS_OF.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(place)}
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "office" / "public" / "current" / "terms.html").is_file()
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import sitegen; print(sitegen.__file__)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert str(place) in where.stdout
