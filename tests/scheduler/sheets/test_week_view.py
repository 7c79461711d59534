from datetime import date, datetime, time

import papers
import pytest
import samples_of_requests as make
from samples_of_staff_pages import DAYS, OFFICE, TODAY, visit

from madoguchi.config.counsellors import Absence
from madoguchi.config.openings import Closure
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.openings import Period
from scheduler.openings import OfficeDays
from scheduler.sheets.week_view import Cell, Week, week_view, weeks

MONDAY, THURSDAY, FRIDAY = 0, 3, 4
FREE, NONE = Cell("free", "空き"), Cell("none")


def cell(week: Week, column: int, start: str, counsellor: str) -> Cell:
    """Return a cell by its day, its start and whose it is."""
    begins = ""
    for row in week.rows:
        begins = row.start if row.rows else begins
        if (begins, row.counsellor) == (start, counsellor):
            return row.cells[column]
    raise KeyError(start, counsellor)


@pytest.mark.parametrize(
    ("column", "start", "counsellor", "expected", "why"),
    [
        (THURSDAY, "14:30", "相談員A", Cell("booked", "見本 太郎", "M00012　Zoom"), "a visit to come"),
        (FRIDAY, "10:00", "相談員B", Cell("booked", "見本 花子", "M00013　電話"), "by telephone"),
        (MONDAY, "09:30", "相談員A", Cell("ended", "（名前なし）", "M00012　Zoom　連絡なし"), "a visit that was"),
        (MONDAY, "10:00", "相談員A", NONE, "a free time of a day that is over"),
        (THURSDAY, "09:30", "相談員A", FREE, "today is free as a whole"),
        (FRIDAY, "14:30", "相談員A", Cell("held", "ご案内中", "M00012"), "offered to the waiting list"),
        (FRIDAY, "14:30", "相談員B", FREE, "the other counsellor is free all the same"),
    ],
)
def test_a_cell_says_what_the_time_is(column: int, start: str, counsellor: str, expected: Cell, why: str) -> None:
    visits = [
        visit(3),
        visit(4, 10, 0, request_id=13, name="見本 花子", counsellor="b", medium=Medium.TELEPHONE),
        visit(1, name="", state=BookingState.NO_SHOW)._replace(start=datetime(2026, 11, 30, 9, 30)),
    ]
    offer = papers.OFFER.model_copy(update={"start": datetime(2026, 12, 4, 14, 30)})
    week, _ = weeks(OFFICE, DAYS, TODAY, visits, [offer])
    assert cell(week, column, start, counsellor) == expected, why


def test_closed_days_and_hours_are_named_in_the_head_and_empty_below() -> None:
    training = Closure(on=date(2026, 12, 4), hours=(Period(opens=time(9, 30), closes=time(10, 30)),), say="職員研修")
    office = make.office(closures=[Closure(on=TODAY, say="停電"), training])
    week, _ = weeks(office, OfficeDays(office), TODAY, [], [])
    assert [column.note for column in week.columns] == ["", "", "", "停電", "09:30から10:30まで職員研修"]
    assert [column.is_today for column in week.columns] == [False, False, False, True, False]
    assert cell(week, THURSDAY, "10:00", "相談員A") == NONE
    assert cell(week, FRIDAY, "10:00", "相談員A") == NONE
    assert cell(week, FRIDAY, "14:00", "相談員A") == FREE


def test_who_is_away_is_no_free_seat() -> None:
    office = make.office(absences=[Absence(on=date(2026, 12, 4))])
    week, _ = weeks(office, OfficeDays(office), TODAY, [], [])
    assert cell(week, FRIDAY, "10:00", "相談員A") == Cell("away", "不在")
    assert cell(week, FRIDAY, "10:00", "相談員B") == FREE


def test_no_visit_is_left_out_whatever_has_changed_since() -> None:
    on_saturday = visit(5, 11, 15)
    gone = visit(4, counsellor="gone")
    week, _ = weeks(OFFICE, DAYS, TODAY, [on_saturday, gone], [])
    assert cell(week, 5, "11:15", "相談員A").say == "見本 太郎", "a day and a start that are never open"
    assert cell(week, FRIDAY, "14:30", "gone").say == "見本 太郎", "a counsellor who works here no more"
    assert week.booked == 2


def test_a_longer_visit_takes_the_next_start_too() -> None:
    week, _ = weeks(OFFICE, DAYS, TODAY, [visit(4, 9, 30, minutes=40)], [])
    assert cell(week, FRIDAY, "10:00", "相談員A") == NONE
    assert cell(week, FRIDAY, "10:30", "相談員A") == FREE


def test_this_week_and_the_next_are_there_and_later_ones_with_bookings() -> None:
    found = weeks(OFFICE, DAYS, TODAY, [visit(22)], [])
    assert [week.say for week in found] == [
        "11月30日（月）から12月6日（日）まで",
        "12月7日（月）から12月13日（日）まで",
        "12月21日（月）から12月27日（日）まで",
    ]
    assert [week.booked for week in found] == [0, 0, 1]
    assert found[1].free == 7 * 5 * 2


def test_a_week_without_an_opening_is_said() -> None:
    shut = make.office(closures=[Closure(on=date(2026, 11, 30), until=date(2026, 12, 13), say="改修")])
    html = week_view(shut, OfficeDays(shut), TODAY, [], []).decode()
    assert html.count("この週に枠はありません。") == 2


def test_a_name_is_escaped() -> None:
    html = week_view(OFFICE, DAYS, TODAY, [visit(3, name="<b>見本")], []).decode()
    assert "&lt;b&gt;見本" in html
    assert "<b>" not in html
