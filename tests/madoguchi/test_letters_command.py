"""`madoguchi letters` writes every letter to be looked at, and sends nothing."""

import re
from pathlib import Path

from typer.testing import CliRunner

from madoguchi.cli.app import app

AT = ("--as-of", "2026-11-30T09:00")


def test_every_letter_is_written_and_linked(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["letters", str(tmp_path / "out"), *AT])
    assert done.exit_code == 0, done.output
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall('href="([^"]+)"', index))
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert linked == written - {"index.html"}
    assert len(written) > 150
    assert str(tmp_path / "out" / "index.html") in done.output.replace("\n", "")


def test_the_same_moment_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        CliRunner().invoke(app, ["letters", str(tmp_path / name), *AT])
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_an_office_of_its_own_speaks_for_itself(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["init", str(tmp_path / "office")]).exit_code == 0
    settings = tmp_path / "office" / "office.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("ハローワーク豊岡", "ハローワーク見本"), encoding="utf-8"
    )
    done = CliRunner().invoke(app, ["letters", str(tmp_path / "out"), "--office", str(tmp_path / "office"), *AT])
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "confirmation_ja.txt").read_text(encoding="utf-8")
    assert "ハローワーク見本です。" in text
    assert "12月3日（木）午後3時30分" in text
