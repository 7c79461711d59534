from samples_of_requests import booked
from stores import at

from madoguchi.model.openings import Slot
from scheduler.diary import Diary

SLOT = Slot(start=at(3), counsellors=("a", "b"))


def test_a_booking_takes_its_counsellor_and_gives_back() -> None:
    mine = booked(1, at(3))
    diary = Diary([mine])
    assert diary.free(SLOT, at(3, 15, 0)) == ("b",)
    assert diary.loads["a", at(3).date()] == 1
    diary.release(mine)
    assert diary.free(SLOT, at(3, 15, 0)) == ("a", "b")
    assert diary.loads["a", at(3).date()] == 0


def test_what_ends_when_another_begins_does_not_touch_it() -> None:
    diary = Diary([booked(1, at(3, 14, 0)), booked(2, at(3, 15, 0))])
    assert diary.free(SLOT, at(3, 15, 0)) == ("a", "b")
    diary.take(booked(3, at(3, 14, 59)))
    assert diary.free(SLOT, at(3, 15, 0)) == ("b",)
