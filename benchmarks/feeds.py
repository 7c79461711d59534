"""What a feed costs: with ten times the history behind its window, and against rendering its events anew.

Usage: python benchmarks/feeds.py [EVENTS]   (5,000 events in the window unless told otherwise; a minute)

The feed is that of a whole office with five counsellors, on SQLite; seconds are those of the CPU.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, time, timedelta
from functools import partial
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from history import add_history
from icalendar import Calendar, Event, vCalAddress
from measure import Ratio, Rounds
from offices import AS_OF, new_office

from madoguchi.clock import TOKYO, local
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.files import write_if_changed
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Particulars
from madoguchi.model.request import BookingRequest, reference_of
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail
from madoguchi.store.bookings import add_bookings
from madoguchi.store.engine import Store, open_store
from madoguchi.store.requests import add_requests
from scheduler.calendar.feed import staff_event
from scheduler.calendar.last_good import findings_beside
from scheduler.feeds import Feeds, write_feeds
from scheduler.told import Told

_TIMES_THE_HISTORY = 10
_ROUNDS = 7
_FIRST = 1_000_000  # number of the first booking in the window, behind those of the history
_COUNSELLORS = 5
_LEAST_OF_RENDERING = 20
_OURS = {
    "joined": ("looking up and joining", _LEAST_OF_RENDERING),
    "changed": ("the same, linted and written after one booking more", _LEAST_OF_RENDERING),
    "first": ("the same, linted whole as once a day", 0),
}
_EVENT = b"BEGIN:VEVENT\r\n"
_MOST_OF_HISTORY = 1.2


def bookings_in_window(office: Office, count: int) -> Iterator[Booking]:
    """Yield so many bookings of the window, every half hour of its weekdays, with each counsellor in turn."""
    today = local(AS_OF).date()
    days = [today + timedelta(days=ahead) for ahead in range(-office.feeds.days_back, office.feeds.days_ahead + 1)]
    weekdays = [datetime.combine(day, time(9)) for day in days if day.weekday() < 5]
    starts = [nine + timedelta(minutes=30 * place) for place in range(16) for nine in weekdays]
    for number in range(count):
        start = starts[number // _COUNSELLORS]
        yield Booking(
            booking_id=_FIRST + number,
            request_id=_FIRST + number,
            uid=f"f{number:031x}",
            seeker_number=f"28050-{number}",
            counsellor=f"c{number % _COUNSELLORS}",
            start=start,
            minutes=30,
            state=BookingState.CONFIRMED if start.date() >= today else BookingState.COMPLETED,
            changed_at=AS_OF - timedelta(minutes=number),
        )


def office_with(root: Path, events: int, history: int) -> OfficeFolder:
    """Make an office with so many events in the window and so many visits long ago."""
    folder = new_office(root, 1_000)
    office = load_office(folder.office_toml)
    if history:
        add_history(folder, history)
    found = list(bookings_in_window(office, events))
    with closing(open_store(folder.database, office.office.id)) as store, store.writing() as transaction:
        add_requests(transaction, [_request(one) for one in found])
        add_bookings(transaction, [(one, staff_event(one, office)) for one in found])
    return folder


def _request(booking: Booking) -> BookingRequest:
    return BookingRequest(
        request_id=booking.request_id,
        kind=Kind.REQUEST,
        channel=Channel.MAIL,
        received_at=booking.changed_at,
        person=Particulars(name="見本 太郎", seeker_number=booking.seeker_number),
        state="booked",
    )


def rendered(office: Office, bookings: list[Booking]) -> bytes:
    """Return the same feed made of the `icalendar` library's objects."""
    names = {one.id: one.name for one in office.counsellors}
    calendar = Calendar.new(method="PUBLISH", prodid="-//Madoguchi//Madoguchi//JA", name="予約")
    calendar.pop("UID", None)
    for one in bookings:
        event = Event.new(
            uid=f"{one.uid}@{office.office.mail.rpartition('@')[2]}",
            stamp=one.changed_at,
            last_modified=one.changed_at,
            start=one.start.replace(tzinfo=TOKYO),
            end=one.end.replace(tzinfo=TOKYO),
            sequence=one.sequence,
            status="CONFIRMED",
            summary=f"{names[one.counsellor]}：予約 {reference_of(one.request_id)}（ビデオ）",
            organizer=vCalAddress.new(office.office.mail, cn=office.office.name),
        )
        calendar.add_component(event)
    return calendar.to_ical()


class Measured:
    """One office that is measured: its calendars are written whole, or found unchanged."""

    def __init__(self, folder: OfficeFolder, store: Store, name: str, rounds: Rounds) -> None:
        self._folder, self._store, self._name, self._rounds = folder, store, name, rounds
        self._office = load_office(folder.office_toml)

    def one_feed(self) -> bytes:
        """Look the events up and join them."""
        with self._store.reading() as transaction:
            feeds = Feeds(transaction, self._office, local(AS_OF).date(), named=False)
            return feeds.of(WHOLE_OFFICE, Detail.NUMBER)

    def measure(self) -> int:
        """Measure one round and return how many files an unchanged pass wrote."""
        aside, feed = self._folder.private / "aside.ics", self.one_feed()
        one_less = feed[: feed.index(_EVENT)] + feed[feed.index(_EVENT, feed.index(_EVENT) + 1) :]
        for name, before in (("changed", one_less), ("first", b"")):
            aside.write_bytes(before)
            self._rounds.time(f"{self._name}, {name}", partial(self._replace, aside))
        self._rounds.time(f"{self._name}, joined", self.one_feed)
        self._pass()
        told = Told()
        self._rounds.time(f"{self._name}, unchanged", partial(self._pass, told))
        return told.written

    def _replace(self, path: Path) -> None:
        feed = self.one_feed()
        if findings_beside(feed, path.read_bytes()) or not write_if_changed(path, feed):
            raise SystemExit("the feed was not written")

    def _pass(self, told: Told | None = None) -> None:
        with self._store.reading() as transaction:
            write_feeds(transaction, self._folder, self._office, AS_OF, told or Told())


def _tell(what: str, found: Ratio, *, most: float = inf, least: float = 0) -> None:
    met = "met" if least <= found.middle <= most else "NOT MET"
    goal = f"; goal >= {least}: {met}" if least else f"; goal <= {most}: {met}" if most < inf else ""
    print(f"{what}: {found.middle:.2f} ({found.least:.2f} to {found.most:.2f}{goal})")


def main(events: int) -> None:
    """Measure and print the ratios."""
    rounds = Rounds()
    with TemporaryDirectory(prefix="madoguchi-feeds-") as place:
        few, many = (
            office_with(Path(place) / name, events, history)
            for name, history in (("few", 0), ("many", _TIMES_THE_HISTORY * events))
        )
        office = load_office(few.office_toml)
        bookings = list(bookings_in_window(office, events))
        with (
            closing(open_store(few.database, office.office.id)) as young,
            closing(open_store(many.database, office.office.id)) as old,
        ):
            both = Measured(few, young, "few", rounds), Measured(many, old, "many", rounds)
            ours, theirs = both[0].one_feed(), rendered(office, bookings)
            if not ours.count(b"BEGIN:VEVENT") == theirs.count(b"BEGIN:VEVENT") == events or ours != both[1].one_feed():
                raise SystemExit("the feeds are not of the same events")
            written = 0
            for _ in range(_ROUNDS):
                written += sum(one.measure() for one in both)
                rounds.time("icalendar", partial(rendered, office, bookings))
    names = ("few, joined", "few, changed", "few, first", "few, unchanged", "icalendar")
    told = ", ".join(f"{name.removeprefix('few, ')} {rounds.median(name) * 1e3:.0f}" for name in names)
    print(f"{events:,} events, {len(ours) / 2**20:.1f} MiB; CPU milliseconds: {told}")
    for kind in ("joined", "changed", "unchanged"):
        found = rounds.ratio(f"many, {kind}", f"few, {kind}")
        _tell(f"{kind}, {_TIMES_THE_HISTORY} times the history against none", found, most=_MOST_OF_HISTORY)
    for kind, (what, least) in _OURS.items():
        _tell(
            f"rendering with icalendar against {what}",
            rounds.ratio("icalendar", f"few, {kind}"),
            least=least,
        )
    print(f"files that unchanged passes wrote: {written} (goal 0: {'NOT MET' if written else 'met'})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
