import runpy
import sys

import pytest

from madoguchi import __version__


def test_the_package_runs_as_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["madoguchi", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("madoguchi", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"madoguchi {__version__}\n"
