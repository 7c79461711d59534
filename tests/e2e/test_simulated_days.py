"""Eight working days around a year end, made from a seed: the laws hold each day, and each law can fail."""

import dataclasses
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

import offices
import pytest
from year.figures import figures
from year.laws import LawBroken, Scene, check
from year.laws_of_the_calendars import LAWS_OF_THE_CALENDARS
from year.laws_of_the_files import LAWS_OF_THE_FILES
from year.laws_of_the_store import LAWS_OF_THE_STORE
from year.picture import picture
from year.simulation import PASSCODE, Plan, Simulation

from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder

PLAN = Plan(seed=2, first=date(2026, 12, 24), days=16, requests=24, counsellors=2)
WORKED = ["2026-12-24", "2026-12-25", "2026-12-28", *(f"2027-01-0{day}" for day in range(4, 9))]
LAWS = LAWS_OF_THE_STORE + LAWS_OF_THE_FILES + LAWS_OF_THE_CALENDARS


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Simulation, list[date]]:
    simulation = Simulation(tmp_path_factory.mktemp("lived") / "office", PLAN)
    return simulation, list(simulation.run())


def test_every_day_ends_lawfully(lived: tuple[Simulation, list[date]]) -> None:
    simulation, days = lived
    assert [str(day) for day in days] == WORKED
    states = dict(offices.query(simulation.folder, "SELECT state, count(*) FROM bookings GROUP BY 1"))
    assert states.keys() >= {"confirmed", "completed", "cancelled"}
    kinds = {kind for (kind,) in offices.query(simulation.folder, "SELECT DISTINCT kind FROM requests")}
    assert kinds == {"request", "change", "cancellation", "record"}


def test_the_same_seed_gives_the_same_bytes(lived: tuple[Simulation, list[date]], tmp_path: Path) -> None:
    simulation, _ = lived
    again = Simulation(tmp_path / "office", PLAN)
    assert len(list(again.run())) == len(WORKED)
    assert offices.contents(again.folder.root) == offices.contents(simulation.folder.root)
    assert offices.dump(again.folder) == offices.dump(simulation.folder)


def test_another_seed_is_another_story(lived: tuple[Simulation, list[date]], tmp_path: Path) -> None:
    simulation, _ = lived
    other = Simulation(tmp_path / "office", dataclasses.replace(PLAN, seed=3, days=1))
    next(other.run())
    name = f"private/staff/予約票_{WORKED[1]}.csv"
    assert (other.folder.root / name).exists()
    assert offices.contents(other.folder.root) != offices.contents(simulation.folder.root)


def test_the_picture_tells_the_days(lived: tuple[Simulation, list[date]]) -> None:
    simulation, days = lived
    with closing(sqlite3.connect(simulation.folder.database)) as store:
        found = figures(store, simulation.days, PLAN.first, days[-1])
    assert [str(week.begins) for week in found.weeks] == ["2026-12-21", "2026-12-28", "2027-01-04"]
    shares = [week.occupancy for week in found.weeks if week.occupancy is not None]
    assert len(shares) == len(found.weeks)
    assert sum(shares) > max(shares) > 0.3
    assert max(shares) <= 1
    assert found.totals["申込"] >= found.totals["第1希望で決まった予約"] > 0
    drawn = picture(found, "見本")
    assert drawn.startswith("<svg")
    assert "年末年始" in drawn
    assert drawn == picture(found, "見本")


# Each law notices when it is broken: what is done to a copy of the office, and which law must speak.


def _sql(statement: str) -> Callable[[OfficeFolder], None]:
    """Do something to the first live booking to come (`:id`), to its request (`:request`), or to others."""

    def do(folder: OfficeFolder) -> None:
        with closing(sqlite3.connect(folder.database)) as store:
            ident, request = store.execute(
                "SELECT booking_id, request_id FROM bookings WHERE state = 'confirmed' AND start > '2027-01-09' ORDER BY 1"
            ).fetchone()
            assert store.execute(statement, {"id": ident, "request": request}).rowcount > 0
            store.commit()

    return do


def _append(name: str, said: str) -> Callable[[OfficeFolder], None]:
    def do(folder: OfficeFolder) -> None:
        path = next(folder.root.glob(name))
        path.write_bytes(path.read_bytes() + said.encode())

    return do


def _again(kind: str) -> Callable[[OfficeFolder], None]:
    """Lay a letter into the outbox once more, under a later number."""

    def do(folder: OfficeFolder) -> None:
        letter = next(folder.outbox.glob(f"*-{kind}.eml"))
        letter.with_name(f"99999-{kind}.eml").write_bytes(letter.read_bytes())

    return do


def _remove(name: str) -> Callable[[OfficeFolder], None]:
    return lambda folder: next(folder.root.glob(name)).unlink()


_COLUMNS = "counsellor, minutes, medium, sequence, changed_at, event, changed_by, why"
_COPY = (
    f"INSERT INTO bookings (office, booking_id, request_id, uid, state, seeker_number, start, {_COLUMNS})"  # noqa: S608 -- our own words
    " SELECT office, 9999, request_id, 'another', state, {number}, {start}, "
    f"{_COLUMNS} FROM bookings WHERE booking_id = :id"
)
BREACHES = [
    (
        "no_counsellor_is_in_two_places",
        _sql(_COPY.format(number="'28050-9'", start="substr(start, 1, 14) || '05'")),
    ),
    ("nobody_has_two_bookings", _sql(_COPY.format(number="seeker_number", start="'2027-03-05T10:00'"))),
    ("every_booking_lies_in_an_opening", _sql("UPDATE bookings SET start = '2027-01-16T10:00' WHERE booking_id = :id")),
    ("every_change_of_a_booking_is_told", _sql("DELETE FROM outbox WHERE booking_id = :id")),
    ("every_letter_lies_in_the_outbox", _remove("private/outbox/*.eml")),
    ("every_request_is_in_one_stage", _sql("UPDATE requests SET state = 'received' WHERE request_id = :request")),
    ("nobody_in_review_is_forgotten", _sql("UPDATE requests SET state = 'needs_review' WHERE request_id = :request")),
    ("every_offer_has_one_who_waits", _sql("UPDATE requests SET state = 'offered' WHERE request_id = :request")),
    ("everybody_who_waits_knows", _sql("DELETE FROM outbox WHERE kind = 'waiting'")),
    (
        "everybody_knows_the_terms",
        _sql("UPDATE requests SET terms_version = '2019-01-01' WHERE request_id = :request"),
    ),
    (
        "no_offer_outlives_its_time",
        _sql(
            "INSERT INTO offers (office, offer_id, request_id, counsellor, start, minutes, made_at, until, by_telephone, state)"
            " SELECT office, 9999, request_id, counsellor, '2027-03-05T10:00', 30, changed_at, '2026-12-24T00:00:00+00:00', 0, 'open'"
            " FROM bookings WHERE booking_id = :id"
        ),
    ),
    ("nothing_personal_is_public", _append("public/current/index.html", "28050-100001")),
    ("the_passcode_is_nowhere", _append("private/staff/電話連絡.csv", PASSCODE)),
    ("every_feed_tells_what_is_booked", _sql("UPDATE bookings SET uid = 'another' WHERE booking_id = :id")),
    ("every_log_is_answered", _remove("結果_電話受付簿_2027-01-08.csv")),
    ("every_calendar_keeps_the_rules", _append("private/feeds/office.ics", "BEGIN:VEVENT")),
    ("every_invitation_is_newer_than_the_last", _again("confirmation")),
]


@pytest.fixture
def scene(lived: tuple[Simulation, list[date]], tmp_path: Path) -> Iterator[Scene]:
    """Yield a copy of the office as it stands in the end."""
    simulation, days = lived
    root = tmp_path / "copy"
    shutil.copytree(simulation.folder.root, root, symlinks=True)
    folder = OfficeFolder(root)
    with closing(sqlite3.connect(folder.database)) as store:
        whole = simulation.scene(store, datetime.combine(days[-1], time(17, 10), TOKYO))
        yield dataclasses.replace(whole, folder=folder, looked_at=set(), told={})


def test_a_lawful_office_breaks_no_law(scene: Scene) -> None:
    check(scene, LAWS, PLAN.seed)


@pytest.mark.parametrize(("law", "breach"), BREACHES, ids=[law for law, _ in BREACHES])
def test_a_breach_is_seen(scene: Scene, law: str, breach: Callable[[OfficeFolder], None]) -> None:
    breach(scene.folder)
    with pytest.raises(LawBroken, match=rf"^seed 2, 2027-01-08 17:10: .*\b{law}: "):
        check(scene, LAWS, PLAN.seed)


def test_every_law_is_broken_once() -> None:
    assert [law for law, _ in BREACHES] == [law.__name__ for law in LAWS]
