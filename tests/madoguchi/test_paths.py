from pathlib import Path

import pytest

from madoguchi import paths


@pytest.mark.parametrize("name", ["templates", "site/content", "site/assets", "examples"])
def test_what_ships_with_the_program_is_there(name: str) -> None:
    assert list(paths.shipped(name).iterdir())


def test_a_wheel_carries_it_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "madoguchi" / "examples"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "madoguchi" / "paths.py"))
    assert paths.shipped("examples") == inside
    assert paths.shipped("templates") == tmp_path / "templates"
