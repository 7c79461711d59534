"""The numbers of a simulated year, added up from the store when it is over."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles

from madoguchi.clock import TOKYO
from madoguchi.model.openings import OpenDays

_NINTH_DECILE = -1  # of quantiles(n=10)
_FEWEST_FOR_DECILES = 5


@dataclass(frozen=True, slots=True)
class Week:
    """One week from Monday.

    Attributes:
        occupancy: Bookings that stood, as a share of all starts of all counsellors on duty; None in a closed week.
        wait: Median of days from receipt to visit, of the visits of the week; None without visits.
        long_wait: Ninth decile of the same.
    """

    begins: date
    occupancy: float | None
    wait: float | None
    long_wait: float | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its visits (absences without word included), and what did not come about."""

    begins: date
    visits: int
    no_shows: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the picture and the table show."""

    weeks: list[Week]
    months: list[Month]
    totals: dict[str, int]


def figures(store: sqlite3.Connection, days: OpenDays, first: date, last: date) -> Figures:
    """Add up the days from the first to the last.

    Args:
        store: Of the office.
        days: Its openings as they came to be in the end, absences and closures included.
        first: The first day.
        last: The last day; of its week only the days that were lived count.
    """
    return Figures(list(_weeks(store, days, first, last)), list(_months(store, last)), _totals(store))


def _weeks(store: sqlite3.Connection, days: OpenDays, first: date, last: date) -> Iterator[Week]:
    booked: Counter[date] = Counter()
    waits: defaultdict[date, list[float]] = defaultdict(list)
    for start, received_at in store.execute(
        "SELECT b.start, r.received_at FROM bookings b JOIN requests r USING (office, request_id)"
        " WHERE b.state != 'cancelled' ORDER BY b.booking_id"
    ):
        begins = datetime.fromisoformat(start)
        if begins.date() <= last:
            booked[_monday(begins.date())] += 1
            waited = begins.replace(tzinfo=TOKYO) - datetime.fromisoformat(received_at)
            waits[_monday(begins.date())].append(waited / timedelta(days=1))
    week = _monday(first)
    while week <= last:
        lived = [week + timedelta(days=one) for one in range(7) if first < week + timedelta(days=one) <= last]
        capacity = sum(len(slot.counsellors) for day in lived for slot in days.day(day).slots)
        share = booked[week] / capacity if capacity else None
        waited_days = waits[week]
        enough = len(waited_days) >= _FEWEST_FOR_DECILES
        yield Week(
            begins=week,
            occupancy=share,
            wait=median(waited_days) if enough else None,
            long_wait=quantiles(waited_days, n=10)[_NINTH_DECILE] if enough else None,
        )
        week += timedelta(days=7)


def _months(store: sqlite3.Connection, last: date) -> Iterator[Month]:
    for month, visits, no_shows, cancelled in store.execute(
        "SELECT substr(start, 1, 7), count(*) FILTER (WHERE state != 'cancelled'),"
        " count(*) FILTER (WHERE state = 'no_show'), count(*) FILTER (WHERE state = 'cancelled')"
        " FROM bookings WHERE start < ? GROUP BY 1 ORDER BY 1",
        (f"{last + timedelta(days=1)}",),
    ):
        yield Month(date.fromisoformat(f"{month}-01"), visits, no_shows, cancelled)


def _totals(store: sqlite3.Connection) -> dict[str, int]:
    def count(sql: str) -> int:
        return int(store.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])  # noqa: S608 -- our own words

    ranks: Counter[int] = Counter()
    by_staff = 0
    for (reasons,) in store.execute("SELECT reasons FROM decisions WHERE verdict = 'book'"):
        said = json.loads(reasons)
        if any(reason["rule"] == "by_staff" for reason in said):
            by_staff += 1
        else:
            ranks.update(reason["rank"] for reason in said if reason["rule"] == "chosen")
    return {
        "申込": count("requests WHERE kind = 'request'"),
        "第1希望で決まった予約": ranks[1],
        "第2希望で決まった予約": ranks[2],
        "第3希望で決まった予約": ranks[3],
        "職員が決めた予約": by_staff,
        "空き待ちになった申込": count("decisions WHERE verdict = 'wait'"),
        "空き枠の案内": count("offers"),
        "案内から決まった予約": count("offers WHERE state = 'taken'"),
        "職員の確認に回ったもの": count("reviews"),
        "変更": count("decisions WHERE verdict = 'move'"),
        "取消": count("bookings WHERE state = 'cancelled'"),
        "取下げ・お断り": count("requests WHERE state IN ('withdrawn', 'refused')"),
        "実施": count("bookings WHERE state = 'completed'"),
        "連絡なしの欠席": count("bookings WHERE state = 'no_show'"),
        "お知らせメール": count("outbox WHERE means = 'mail'"),
        "電話連絡": count("outbox WHERE means = 'telephone'"),
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
