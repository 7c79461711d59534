"""When a call was taken."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.received import read_received
from madoguchi.clock import TOKYO

ARRIVED = datetime(2026, 12, 4, 10, 0, tzinfo=TOKYO)  # a Friday


@pytest.mark.parametrize(
    ("text", "at", "day", "why"),
    [
        ("2026/12/3 9:05", "2026-12-03T09:05", "2026-12-03", "Excel's own form"),
        ("2026-12-03 09:05:33", "2026-12-03T09:05", "2026-12-03", "seconds"),
        ("2026-12-03T09:05:00+09:00", "2026-12-03T09:05", "2026-12-03", "ISO 8601"),
        ("2026年12月3日(木) 午前9時5分", "2026-12-03T09:05", "2026-12-03", "written out"),
        ("2026年12月3日15:30", "2026-12-03T15:30", "2026-12-03", "no space"),
        ("令和8年12月3日（木）午後3時半", "2026-12-03T15:30", "2026-12-03", "Japanese year"),
        ("㋿8年12月3日 9時", "2026-12-03T09:00", "2026-12-03", "the era as one sign"),
        ("Ｒ８．１２．３ ９：０５", "2026-12-03T09:05", "2026-12-03", "full width"),
        ("8.12.3 9:05", "2026-12-03T09:05", "2026-12-03", "a bare year that only 令和 fits"),
        ("26/12/3 9:05", "2026-12-03T09:05", "2026-12-03", "a short western year"),
        ("12/3 9:05", "2026-12-03T09:05", "--12-03", "no year"),
        ("2026/12/3 9:05:33 午前 GMT+9", "2026-12-03T09:05", "2026-12-03", "a web form's time stamp"),
        ("2026/12/3 3:20:00 午後 GMT+9", "2026-12-03T15:20", "2026-12-03", "the half behind the time"),
        ("12/3 3:20 PM", "2026-12-03T15:20", "--12-03", "PM"),
        ("12月3日", "2026-12-03T12:00", "--12-03", "no time counts as noon"),
        ("2026/12/3 0:00", "2026-12-03T12:00", "2026-12-03", "Excel's date shown with a time"),
        ("令和8年12月3日 0:00", "2026-12-03T12:00", "2026-12-03", "the same"),
        ("2026/12/4", "2026-12-04T10:00", "2026-12-04", "today without a time is not later than now"),
        ("12/4", "2026-12-04T10:00", "--12-04", "the same without a year"),
        ("9:05", "2026-12-04T09:05", "", "a time alone is of the day the file came"),
        ("20261203", "2026-12-03T12:00", "2026-12-03", "compact"),
        ("46359.60417", "2026-12-03T14:30", "2026-12-03", "Excel's serial number"),
        ("46359", "2026-12-03T12:00", "2026-12-03", "the same, a day"),
        ("7/1 9:00", "2026-07-01T09:00", "--07-01", "half a year back"),
    ],
)
def test_received_is_read(text, at, day, why):
    read = read_received(text, ARRIVED)
    assert (read.at, read.day, read.doubt) == (datetime.fromisoformat(at).replace(tzinfo=TOKYO), day, None), why


def test_without_a_year_december_read_in_january_is_last_year():
    assert read_received("12/28 9:05", datetime(2027, 1, 4, 9, 0, tzinfo=TOKYO)).at.year == 2026


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("", "received_unknown", "nothing"),
        ("きのう", "received_unknown", "words"),
        ("2026/13/3", "received_unknown", "no such month"),
        ("2026/11/31 9:00", "received_unknown", "no such day"),
        ("2026/12/3 25:00", "received_unknown", "no such time"),
        ("11/31", "received_unknown", "no such day without a year"),
        ("平成8.12.3 x", "received_unknown", "something left over"),
        ("12/3(金) 9:05", "received_unknown", "the weekday is another"),
        ("4/1 9:00", "received_unknown", "eight months back or four ahead"),
        ("########", "received_unknown", "Excel's narrow column"),
        ("1" * 100, "received_unknown", "too long"),
        ("2026/12/5 9:00", "received_later", "tomorrow"),
        ("12/5 9:00", "received_later", "tomorrow without a year"),
        ("2026/12/4 10:01", "received_later", "a minute ahead"),
        ("11:00", "received_later", "later today"),
    ],
)
def test_doubtful_is_the_arrival(text, code, why):
    read = read_received(text, ARRIVED)
    assert (read.at, read.doubt.code) == (ARRIVED, code), why
    assert read.doubt.say.endswith("。")


@given(st.text(st.sampled_from("0123456789/:-.年月日時分半午前後令和R元( )木金TE+"), max_size=24))
def test_never_later_than_the_arrival(text):
    assert read_received(text, ARRIVED).at <= ARRIVED
