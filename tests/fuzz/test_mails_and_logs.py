"""What fuzzing has found stays found, and the rules it holds the readers to can be broken."""

from random import Random

import pytest
from fuzz import mails_and_logs
from fuzz.mails_and_logs import FINDS, LOG, MAIL, BrokenRuleError, Watch, check, fuzz, mutated, seeds
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.mail.mail import Mail

POOL = list(seeds())


def test_the_seeds_are_mails_and_logs():
    assert {find[:1] for find in POOL} == {MAIL, LOG}
    assert len(POOL) > 150


@pytest.mark.parametrize("path", sorted(FINDS.glob("*.bin")), ids=lambda path: path.stem)
def test_a_find_breaks_no_rule_any_more(path):
    check(path.read_bytes())


@settings(max_examples=60)
@given(st.sampled_from(POOL), st.sampled_from(POOL), st.integers(0, 2**32))
def test_a_damaged_input_breaks_no_rule(find, other, seed):
    check(mutated(find, other, Random(seed)))  # noqa: S311 -- the same damage for the same seed


@pytest.mark.parametrize(
    "mail",
    [Mail(text="1\x00"), Mail(subject="\ud800"), Mail(subject="a\nb"), Mail(text="x" * 9_999), Mail(text="\ufffd")],
)
def test_a_reader_that_breaks_a_rule_is_seen_and_its_input_kept_once(mail, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(mails_and_logs, "read_mail", lambda _: mail)
    with pytest.raises(BrokenRuleError):
        check(MAIL + b"x")
    watch = Watch(tmp_path / "finds")
    watch.see(MAIL + b"x")
    watch.see(MAIL + b"y")
    assert [path.read_bytes() for path in watch.kept.values()] == [MAIL + b"x"]
    assert watch.tried == 2
    assert "BrokenRuleError" in capsys.readouterr().out


def test_fuzzing_ends_by_the_clock(tmp_path):
    ticks = iter(range(0, 1000, 20))
    watch = Watch(tmp_path)
    fuzz(watch, minutes=1, seed=3, clock=lambda: next(ticks))
    assert watch.tried == 2
