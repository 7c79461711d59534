"""A log that stops in the middle of a row waits, but not for ever."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.sources import growing
from intake.sources.found import INBOX, STAFF, Found
from intake.sources.growing import patience, waits_for_its_end
from madoguchi.model.item import Form

AS_OF = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)
HALF = "氏名,求職番号,希望日時\r\n見本 太郎,123".encode()
WHOLE = "氏名,求職番号,希望日時\r\n見本 太郎,12345-1,12/3\r\n".encode()


@pytest.mark.parametrize(
    ("raw", "age", "rest", "source", "form", "waits", "why"),
    [
        (HALF, 11, 10, INBOX, Form.LOG, True, "it has rested, but it is half a row"),
        (HALF, 299, 10, INBOX, Form.LOG, True, "30 rests"),
        (HALF, 300, 10, INBOX, Form.LOG, False, "it stays as it is: staff are asked"),
        (HALF, -5, 10, INBOX, Form.LOG, True, "a clock a little ahead"),
        (HALF, 0, 0, INBOX, Form.LOG, False, "an office that waits for nothing"),
        (WHOLE, 11, 10, INBOX, Form.LOG, False, "whole"),
        (HALF, 11, 10, INBOX, Form.MAIL, False, "a mail has no rows"),
        (HALF, 11, 10, STAFF, Form.LOG, False, "a list that staff have saved"),
    ],
)
def test_waiting(raw, age, rest, source, form, waits, why):
    found = Found(source, "a.csv", Path("a.csv"), form, len(raw), AS_OF.timestamp() - age)
    assert waits_for_its_end(found, raw, AS_OF, rest) is waits, why


@pytest.mark.parametrize(("rest", "seconds"), [(0, 0), (10, 300), (60, 660), (3600, 4200)])
def test_patience_follows_the_rest_that_the_office_has_set(rest, seconds):
    assert patience(rest).total_seconds() == seconds


def test_a_defect_in_looking_at_a_file_leaves_the_others_alone(monkeypatch):
    def broken(_raw: bytes) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(growing, "is_half_written", broken)
    found = Found(INBOX, "a.csv", Path("a.csv"), Form.LOG, len(HALF), AS_OF.timestamp())
    assert not waits_for_its_end(found, HALF, AS_OF, 10)
