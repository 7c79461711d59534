"""An office folder to measure on: as `madoguchi init` makes it, with as many counsellors as the load needs."""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from madoguchi.cli.office_folder import make_office
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.store.engine import open_store
from scheduler.openings import OfficeDays

AS_OF = datetime(2026, 6, 1, 9, 0, tzinfo=TOKYO)  # a Monday with few holidays before it
_DEMAND = 0.5  # of all open slots, so that nearly every wish finds a place


def new_office(root: Path, load: int) -> OfficeFolder:
    """Make an office that can serve `load` requests, its store made and its inbox empty."""
    folder = make_office(root)
    text = folder.office_toml.read_text(encoding="utf-8")
    head, _, rest = text.partition("[[counsellors]]")
    tail = rest[rest.index("[inbox]") :]
    needed = max(2, round(load / _DEMAND / len(open_starts(folder))) + 1)
    staff = "".join(f'[[counsellors]]\nid = "c{one}"\nname = "相談員C{one}"\n\n' for one in range(needed))
    folder.office_toml.write_text(head + staff + tail, encoding="utf-8")
    with closing(open_store(folder.database, load_office(folder.office_toml).office.id)):
        return folder


def open_starts(folder: OfficeFolder) -> list[datetime]:
    """Return every start that can be booked on `AS_OF`."""
    office = load_office(folder.office_toml)
    days = OfficeDays(office)
    coming = (AS_OF.date() + timedelta(days=ahead) for ahead in range(1, office.booking.horizon_days + 1))
    return [slot.start for day in coming for slot in days.day(day).slots]


def drop_mails(folder: OfficeFolder, mails: Iterable[bytes], first: int = 0) -> None:
    """Put mails into the inbox."""
    for number, raw in enumerate(mails, first):
        (folder.inbox / f"{number:07d}.eml").write_bytes(raw)
