"""Every calendar that leaves an office, by letter or as a feed, is taken by every judge."""

from collections import defaultdict
from datetime import timedelta

import papers
import pytest
from judges.panel import complaints
from judges.readback import Told, read
from offices import AS_OF, OfficeFolder, query, run, sample

from intake.commands import Act, Command
from madoguchi.cli.carried_out import carried_out
from madoguchi.model.booking import Medium

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    """Run the sample day; then staff move, cancel and book by hand."""
    folder = sample(tmp_path_factory.mktemp("calendars") / "office")
    run(folder)
    by_mail = query(folder, "SELECT request_id FROM outbox WHERE kind = 'confirmation' AND means = 'mail' ORDER BY 1")
    numbers = [int(str(number)) for (number,) in by_mail]
    commands = (
        {"act": Act.CHANGE, "number": numbers[0], "start": "2026-12-15T14:00", "why": "会議のため"},
        {"act": Act.CHANGE, "number": numbers[1], "start": "2026-12-15T14:30", "why": "会議のため"},
        {"act": Act.CHANGE, "number": numbers[0], "start": "2026-12-16T14:00", "why": "会議のため"},
        {"act": Act.CANCEL, "number": numbers[1]},
    )
    for hours, command in enumerate(commands, 1):
        carried_out(folder.root, Command.model_validate(command), AS_OF + hours * HOUR)
    return folder


@pytest.fixture(scope="module")
def mailed(office: OfficeFolder) -> list[bytes]:
    """Return the calendar of each letter in the order of writing."""
    letters = query(office, "SELECT mail FROM outbox WHERE means = 'mail' ORDER BY notice_id")
    both = [papers.calendars(bytes(mail)) for (mail,) in letters if isinstance(mail, bytes)]
    assert all(first[1] == second[1] for first, second in filter(None, both))
    return [copies[0][1] for copies in both if copies]


def test_every_feed_is_good(office: OfficeFolder) -> None:
    feeds = sorted(path for path in office.root.rglob("*.ics") if path.is_file())
    assert len(feeds) >= 3
    assert {path.relative_to(office.root).as_posix(): complaints(path.read_bytes()) for path in feeds} == {
        path.relative_to(office.root).as_posix(): [] for path in feeds
    }


def test_every_calendar_in_a_letter_is_good(mailed: list[bytes]) -> None:
    assert len(mailed) >= 8
    assert [complaints(raw) for raw in mailed] == [[]] * len(mailed)


def test_what_somebody_is_told_of_one_booking_is_newer_each_time(mailed: list[bytes]) -> None:
    """A client takes an update only with a higher SEQUENCE, or the same and a later DTSTAMP (RFC 5546 section 2.1.5)."""
    told = _lives(mailed)
    for life in told.values():
        marks = [(one.sequence, one.stamp) for one in life]
        assert marks == sorted(set(marks)), life[0].uid
        assert life[0].method == "REQUEST"
    assert sorted(map(len, told.values()))[-2:] == [3, 3]


def test_the_last_word_on_each_booking_is_what_the_store_says(office: OfficeFolder, mailed: list[bytes]) -> None:
    found = query(office, "SELECT uid, state, start, medium FROM bookings")
    stored = {f"{uid}@hellowork-toyooka.example": (state, start, medium) for uid, state, start, medium in found}
    for (uid, _), life in _lives(mailed).items():
        state, start, medium = stored[uid]
        last = life[-1]
        assert (last.method == "CANCEL") is (state == "cancelled")
        assert f"{last.start + 9 * HOUR:%Y-%m-%dT%H:%M}" == start
        assert last.summary.startswith("電話" if medium == Medium.TELEPHONE else "オンライン")


def _lives(mailed: list[bytes]) -> dict[tuple[str, str], list[Told]]:
    """Return what each person was told of each booking, in order."""
    lives = defaultdict(list)
    for raw in mailed:
        (told,) = read(raw)
        ((address, _),) = told.attendees
        lives[told.uid, address].append(told)
    return lives
