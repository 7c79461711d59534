"""Bookings that calendars answer about, and who reads the answers."""

from datetime import datetime, timedelta

import samples_of_papers as sample

from intake.calendar.answers import CalendarAnswers
from intake.calendar.invited import Invited
from intake.understand import Surroundings
from madoguchi.clock import TOKYO, local
from madoguchi.config.load import load_office
from madoguchi.files import fingerprint as sha
from madoguchi.model.reply import Reply
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

PLAIN = "yoyaku@hellowork-toyooka.example"
MARKED = "yoyaku+b7-abcdefghijklmnopqrstuvwxyz@hellowork-toyooka.example"
AS_OF = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
AROUND = Surroundings(OfficeDays(load_office(shipped("examples") / "office.toml")), frozenset({PLAIN}), AS_OF)

__all__ = ["AROUND", "AS_OF", "MARKED", "PLAIN", "answers_about", "invited", "sha"]


def invited(mailbox: str, **changes: object) -> Invited:
    """Return the sample booking 7 of request M00012, invited at taro@mihon.example."""
    booking = sample.booking(organizer=mailbox, **changes)
    return Invited(booking, sample.request(), frozenset({"taro@mihon.example"}))


def answers_about(mailbox: str, *replies: Reply, start_in_minutes: int = 0, **changes: object) -> CalendarAnswers:
    """Return who judges answers about the sample booking and one other, which has an event of its own."""
    if start_in_minutes:
        changes["start"] = local(AS_OF) + timedelta(minutes=start_in_minutes)
    one = invited(mailbox, **changes)
    other = invited(PLAIN, booking_id=8, uid="0a1b2c3d4e5f60718293a4b5c6d7e8f9")
    return CalendarAnswers({7: one, 8: other}, replies, {"hellowork-toyooka.example"}, AS_OF)
