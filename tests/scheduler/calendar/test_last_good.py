"""What is new in a feed is linted, and what was good before is not linted again."""

from datetime import datetime, timedelta

import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendar import last_good as checking
from scheduler.calendar.feed import staff_event, staff_feed
from scheduler.calendar.last_good import findings_beside
from scheduler.calendar.lint import findings

OFFICE = sample.office()
DAY = sample.AS_OF.date()


def event(number: int) -> bytes:
    start = datetime(2026, 12, 3, 9) + timedelta(minutes=30 * number)
    return staff_event(sample.booking(uid=f"u{number}", start=start), OFFICE)


def feed(*events: bytes, day: int = 0) -> bytes:
    return staff_feed(OFFICE, None, events, DAY + timedelta(days=day))


GOOD = [event(number) for number in range(5)]
LONG = GOOD[1].replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80)
BROKEN = {
    "a line that is too long": LONG,
    "a line end that is none": GOOD[1].replace(b"TRANSP:OPAQUE\r\n", b"TRANSP:OPAQUE\n"),
    "no UID": GOOD[1].replace(b"UID:", b"X-ID:"),
    "another event's UID": GOOD[1].replace(b"UID:u1@", b"UID:u0@"),
    "no event at all": b"BEGIN:VEVENT\nbroken",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_found_whatever_stood_there_before(fault: str) -> None:
    broken = feed(GOOD[0], BROKEN[fault], GOOD[2])
    for before in (b"", feed(), feed(*GOOD), feed(GOOD[0], GOOD[2]), feed(*GOOD, day=-1), b"\x00"):
        assert findings_beside(broken, before) == findings(broken) != ()


@given(st.sets(st.sampled_from(GOOD)), st.sets(st.sampled_from(GOOD)), st.integers(-1, 0))
def test_a_good_feed_may_replace_any_other(events: set[bytes], before: set[bytes], day: int) -> None:
    assert findings_beside(feed(*events), feed(*before, day=day)) == ()


@given(st.lists(st.sampled_from([*GOOD, *BROKEN.values()]), max_size=5), st.sets(st.sampled_from(GOOD)))
def test_it_is_as_if_the_whole_were_linted(events: list[bytes], before: set[bytes]) -> None:
    raw = feed(*events)
    assert findings_beside(raw, feed(*before)) == findings(raw)


def test_only_what_is_new_on_that_day_is_linted(monkeypatch: pytest.MonkeyPatch) -> None:
    linted: list[bytes] = []
    monkeypatch.setattr(checking, "findings", lambda raw: linted.append(raw) or ())
    whole = feed(*GOOD)
    for new, before in ((whole, feed(*GOOD[:4])), (feed(*GOOD[:2]), whole), (whole, feed(*GOOD, day=-1))):
        assert findings_beside(new, before) == ()
    assert linted == [feed(GOOD[4]), whole]
