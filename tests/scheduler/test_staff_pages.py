"""The pages of the staff as the stage that tells writes them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask
from stores import at

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.notice import Means
from madoguchi.model.reading import Doubt
from madoguchi.sheets import CONTENTS_PAGE, FIGURES_PAGE, REVIEW_PAGE, TELEPHONE_PAGE, WEEK_PAGE
from madoguchi.store import reviews
from madoguchi.store.decisions import add_decisions
from madoguchi.store.engine import Store
from scheduler import tell as stage
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.tell import tell
from scheduler.told import Told

TWO = make.office(counsellors=2)
TOMORROW = AS_OF + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path / "private")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(tmp_path)


def write(store: Store, folder: OfficeFolder, as_of: datetime = AS_OF, office: Office = TWO) -> Told:
    return tell(store, folder, Desk(office, sample.secrets(), as_of), OfficeDays(office))


def page(folder: OfficeFolder, name: str) -> str:
    return (folder.staff / name).read_text(encoding="utf-8")


def book(store: Store, number: int, start: datetime, as_of: datetime = AS_OF) -> None:
    with store.writing() as t:
        stores.put_booking(t, booking_id=number, request_id=number, uid=f"uid{number}", start=start)
        decided = Decision(request_id=number, verdict=Verdict.BOOK, decided_at=as_of, booking_id=number, reasons=())
        add_decisions(t, [decided])


def test_what_is_booked_and_what_waits_stands_on_its_page(store: Store, folder: OfficeFolder) -> None:
    book(store, 1, at(1))
    with store.writing() as t:
        stores.put_request(t, ask(2, at(3), state="needs_review"))
        doubts = (Doubt(code="phone_odd", say="電話番号を確かめてください。"),)
        reviews.open_reviews(t, [reviews.NewReview(2, 2, sample.person(), "原文", doubts, ask=False)], AS_OF)
        stores.put_notice(t, means=Means.TELEPHONE, mail=b"", message_id="", to="090-0000-0000")
    write(store, folder)
    assert "M00001　Zoom" in page(folder, WEEK_PAGE)
    assert "電話番号を確かめてください。" in page(folder, REVIEW_PAGE)
    assert "予約が決まりました。" in page(folder, TELEPHONE_PAGE)
    assert page(folder, CONTENTS_PAGE).count('<p class="count"><strong>1</strong>') == 3, "a visit, a matter, a call"
    write(store, folder, TOMORROW)
    assert "職員の確認に回ったものは1件です。" in page(folder, FIGURES_PAGE)


@pytest.mark.parametrize(
    ("later", "pages"),
    [
        (AS_OF + timedelta(hours=8), set()),
        # the new day stands in its head, in the week, and moves the window of the figures
        (TOMORROW, {CONTENTS_PAGE, WEEK_PAGE, FIGURES_PAGE}),
    ],
)
def test_a_page_is_written_when_it_is_another(
    store: Store, folder: OfficeFolder, later: datetime, pages: set[str]
) -> None:
    book(store, 1, at(3))
    write(store, folder)
    everything = {CONTENTS_PAGE, WEEK_PAGE, FIGURES_PAGE, REVIEW_PAGE, TELEPHONE_PAGE}
    before = {name: (folder.staff / name).stat().st_mtime_ns for name in everything}
    write(store, folder, later)
    assert {name for name in everything if (folder.staff / name).stat().st_mtime_ns != before[name]} == pages


def test_figures_are_counted_only_when_one_may_have_changed(
    store: Store, folder: OfficeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[datetime] = []
    facts = stage._facts
    monkeypatch.setattr(stage, "_facts", lambda *given: (counted.append(given[1].until), facts(*given))[1])
    times = []
    for change in (
        lambda: write(store, folder),
        lambda: write(store, folder, AS_OF + timedelta(hours=3)),
        lambda: (book(store, 1, at(3)), write(store, folder)),
        lambda: write(store, folder, office=make.office(counsellors=1)),
        lambda: write(store, folder, TOMORROW),
        lambda: ((folder.staff / FIGURES_PAGE).unlink(), write(store, folder, TOMORROW)),
    ):
        before = len(counted)
        change()
        times.append(len(counted) - before)
    assert times == [1, 0, 1, 1, 1, 1], "first, later that day, booked, other settings, next day, page taken away"


def test_a_page_held_open_is_told_and_written_the_next_time(
    store: Store, folder: OfficeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.suffix == ".html":
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    assert set(write(store, folder).held) >= {CONTENTS_PAGE, WEEK_PAGE, FIGURES_PAGE, REVIEW_PAGE, TELEPHONE_PAGE}
    monkeypatch.undo()
    assert write(store, folder).held == []
    assert "<svg" not in page(folder, FIGURES_PAGE), "nothing has been yet"
