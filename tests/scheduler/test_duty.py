"""Who is on duty at a start, and for whom."""

from datetime import date

import pytest
from written_offices import person, written

from madoguchi.config.counsellors import Counsellor
from madoguchi.model.reading import Service
from scheduler.openings import open_day

MONDAY, TUESDAY = date(2027, 1, 18), date(2027, 1, 19)
ALL_DAY = "09:30 10:00 10:30 14:00 14:30 15:00 15:30"


def times(*lines: str, on: date = MONDAY) -> str:
    """Return the starts at which counsellor a is offered."""
    office = written(counsellors=person("a", *lines) + person("b"))
    return " ".join(f"{slot.start:%H:%M}" for slot in open_day(office, on).slots if "a" in slot.counsellors)


@pytest.mark.parametrize(
    ("line", "monday", "tuesday", "why"),
    [
        ("", ALL_DAY, ALL_DAY, "as long as the office is open"),
        ('on_duty = ["mon"]', ALL_DAY, "", "one weekday"),
        ('hours = { mon = ["9:30-12:00"] }', "09:30 10:00 10:30", ALL_DAY, "the mornings of one weekday"),
        ('hours = { mon = ["8:30-10:15"] }', "09:30", ALL_DAY, "a session that would outlast the duty is not offered"),
        ('hours = { mon = ["9:45-14:30"] }', "10:00 10:30 14:00", ALL_DAY, "nor one that begins before it"),
        ('hours = { mon = ["9:30-10:00", "15:30-16:00"] }', "09:30 15:30", ALL_DAY, "twice a day"),
        ('hours = { mon = ["9:30-9:45", "9:45-10:00"] }', "", ALL_DAY, "no session goes on over a break"),
        ('hours = { mon = ["6:00-7:00"] }', "", ALL_DAY, "never while the office is open"),
        ("absences = [{ on = 2027-01-18 }]", "", ALL_DAY, "away for the day"),
        ("absences = [{ on = 2027-01-18, until = 2027-01-19 }]", "", "", "away for two"),
        (
            'absences = [{ on = 2027-01-18, hours = ["13:00-15:00"] }]',
            "09:30 10:00 10:30 15:00 15:30",
            ALL_DAY,
            "away for some hours",
        ),
        (
            'absences = [{ on = 2027-01-18, until = 2027-01-19, hours = ["10:15-10:20"] }]',
            "09:30 10:30 14:00 14:30 15:00 15:30",
            "09:30 10:30 14:00 14:30 15:00 15:30",
            "five minutes of two days",
        ),
    ],
)
def test_a_counsellor_is_there_for_the_whole_session(line: str, monday: str, tuesday: str, why: str) -> None:
    assert (times(line), times(line, on=TUESDAY)) == (monday, tuesday), why


def test_a_start_without_anybody_stays_with_no_room() -> None:
    office = written(counsellors=person("a", 'hours = { mon = ["14:00-16:00"] }'))
    assert [len(slot.counsellors) for slot in open_day(office, MONDAY).slots] == [0, 0, 0, 1, 1, 1, 1]


def _counsellor(**given: object) -> Counsellor:
    return Counsellor.model_validate({"id": "a", "name": "相談員A"} | given)


@pytest.mark.parametrize(
    ("given", "service", "language", "can", "why"),
    [
        ({}, Service.COUNSELLING, "", True, "nothing is limited, nothing wished"),
        ({}, Service.MOCK_INTERVIEW, "", True, "no specialities are all of them"),
        ({"specialities": ("mock_interview",)}, Service.MOCK_INTERVIEW, "", True, "the one speciality"),
        ({"specialities": ("mock_interview",)}, Service.COUNSELLING, "", False, "takes mock interviews only"),
        ({"specialities": ("placement", "counselling")}, Service.COUNSELLING, "", True, "one of two"),
        ({}, Service.COUNSELLING, "英語", False, "speaks Japanese alone"),
        ({}, Service.COUNSELLING, "日本語", True, "which everybody does"),
        ({}, Service.COUNSELLING, "Japanese or English", True, "as the English form of the site is filled in"),
        ({"languages": ("英語", "中国語")}, Service.COUNSELLING, "中国語", True, "the second language"),
        ({"languages": ("英語",)}, Service.COUNSELLING, "手話", False, "another one"),
        (
            {"languages": ("English",)},
            Service.COUNSELLING,
            " ＥＮＧＬＩＳＨ",
            True,
            "widths and capitals do not matter",
        ),
        ({"languages": ("英語",)}, Service.COUNSELLING, "", True, "a language more is no limit"),
        (
            {"languages": ("英語",), "specialities": ("placement",)},
            Service.COUNSELLING,
            "英語",
            False,
            "both must fit",
        ),
    ],
)
def test_whom_a_counsellor_can_serve(
    given: dict[str, object],
    service: Service,
    language: str,
    can: bool,  # noqa: FBT001 -- a column of the table
    why: str,
) -> None:
    assert _counsellor(**given).can_serve(service, language) is can, why
