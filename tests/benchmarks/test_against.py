"""Two checkouts side by side: what counts as slower, and how it is told."""

import against
import pytest

WORKS = ("intake", "log", "publish")


def rounds(*seconds: float) -> list[dict[str, float]]:
    return [dict.fromkeys(WORKS, 1.0) | {"intake": one} for one in seconds]


@pytest.mark.parametrize(
    ("before", "now", "slower"),
    [
        (rounds(1, 1, 1), rounds(1, 1, 1), []),
        (rounds(1, 1, 1), rounds(1.2, 1.2, 1.2), ["intake"]),
        (rounds(1, 1, 1), rounds(0.5, 0.5, 0.5), []),
        # Exactly the bound is allowed.
        (rounds(1, 1, 1), rounds(against.BOUND, against.BOUND, against.BOUND), []),
        # One bad round is chance, and so are two of which the third shows what it can do.
        (rounds(1, 1, 1), rounds(1, 9, 1), []),
        (rounds(1, 1, 1), rounds(1.2, 1.2, 1.01), []),
        # A better best does not make up for a worse middle the other way round either.
        (rounds(1.2, 1.2, 1), rounds(1.2, 1.2, 1.2), []),
    ],
)
def test_slower_is_what_is_slower_in_the_middle_and_at_its_best(before, now, slower):
    assert against.slower(before, now) == slower


def test_the_table_tells_the_ratio_of_each_round():
    lines = against.table(rounds(1, 2, 4), rounds(2, 3, 6)).splitlines()
    assert len(lines) == 2 + len(WORKS)
    assert "| intake | 2000.0 | 3000.0 | 1.50 (1.50 to 2.00) | SLOWER |" in lines
    assert sum("kept" in line for line in lines) == len(WORKS) - 1


def test_both_are_measured_in_turns_and_a_slower_work_fails(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys):
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "loads.py").touch()
    measured = []

    def one_round(checkout, mails: int) -> dict[str, float]:
        measured.append((checkout, mails))
        return rounds(2.0 if checkout == against.HOUSE else 1.0)[0]

    monkeypatch.setattr(against, "one_round", one_round)
    with pytest.raises(SystemExit) as ended:
        against.main([str(tmp_path), "--rounds", "2", "--mails", "7"])
    assert ended.value.code == 1
    assert "SLOWER" in capsys.readouterr().out
    assert measured == [(tmp_path, 7), (against.HOUSE, 7), (against.HOUSE, 7), (tmp_path, 7)]


def test_a_folder_that_is_no_checkout_is_told(tmp_path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        against.main([str(tmp_path)])
    assert "no checkout with benchmarks" in capsys.readouterr().err
