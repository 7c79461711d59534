"""Logs of imagined offices, whole: see tests/intake/logs and `log_cases`."""

import csv
import io

import pytest
from log_cases import ARRIVED, REFUSED, LogCase, log_cases, told
from workbooks import xlsx

from intake.log_layout import log_layout
from intake.phone_log import read_log
from intake.table.layouts import LOG
from intake.understand import Surroundings, read_row
from madoguchi.config.load import load_office
from madoguchi.config.log import LogColumns
from madoguchi.errors import UnreadableInput
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

CASES = log_cases()
AROUND = Surroundings(OfficeDays(load_office(shipped("examples") / "office.toml")), frozenset(), ARRIVED)


def read(case: LogCase, raw: bytes | None = None) -> tuple[str, ...]:
    """Return what is read of a log, in the words of the cases."""
    try:
        log = read_log(raw or case.raw, ARRIVED, case.layout)
    except UnreadableInput as refused:
        return (f"{REFUSED}{refused}",)
    return tuple(told(read_row(row, AROUND)) for row in log.rows)


def test_there_are_logs_of_every_shape() -> None:
    assert len(CASES) >= 40
    assert all(case.expected for case in CASES)
    assert {case.encoding for case in CASES} >= {"utf-8", "utf-8-sig", "cp932", "utf-16"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_row_is_read_as_a_clerk_would(case: LogCase) -> None:
    said = read(case)
    if case.expected[0].startswith(REFUSED):
        assert len(said) == 1, case.why
        assert said[0].startswith(REFUSED), case.why
        assert case.expected[0].removeprefix(REFUSED) in said[0], case.why
    else:
        assert said == case.expected, case.why


def test_an_office_that_has_named_nothing_has_the_plain_layout() -> None:
    assert log_layout(LogColumns()) is LOG


def as_workbook(case: LogCase) -> bytes:
    """Write a log as the workbook it may have been saved from: every cell is text."""
    delimiter = max("\t;,", key=case.text.split("\n")[0].count)
    return xlsx(list(csv.reader(io.StringIO(case.text), delimiter=delimiter)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_workbook_gives_the_same_rows(case: LogCase) -> None:
    """Only the lines differ: in a workbook a row is a line, however many breaks its cells hold."""
    said = read(case, as_workbook(case))
    assert [one.partition(" ")[2] for one in said] == [one.partition(" ")[2] for one in read(case)], case.why
