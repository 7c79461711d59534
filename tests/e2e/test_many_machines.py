"""Several machines do the work of one office on one PostgreSQL store, each with a folder and an inbox of its own."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, rows, run, sample
from postgres import Cluster
from sqlalchemy import URL, text

from madoguchi.cli.looks import looking
from madoguchi.errors import Exit
from madoguchi.model.item import Outcome
from madoguchi.store.engine import opened
from madoguchi.store.ledger import read_ledger

ROOT = Path(__file__).parents[2]
MACHINES = 3


@pytest.fixture
def database(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> URL:
    """Return an empty database that every machine is told of."""
    url = cluster.new_database()
    monkeypatch.setenv("MADOGUCHI_STORE_URL", url.set(drivername="postgresql").render_as_string(hide_password=False))
    return url


def _start(folder: OfficeFolder) -> subprocess.Popen[str]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "site")))
    command = [sys.executable, "-m", "madoguchi", "run", str(folder.root), "--as-of", AS_OF.isoformat()]
    env = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _machines(root: Path) -> list[OfficeFolder]:
    """Give each machine the same phone log and every third of the mails."""
    whole = sample(root / "0")
    folders = [whole]
    for number in range(1, MACHINES):
        folders.append(OfficeFolder(root / str(number)))
        shutil.copytree(whole.root, folders[-1].root)
    for number, folder in enumerate(folders):
        for place, mail in enumerate(sorted(folder.inbox.glob("*.eml"))):
            if place % MACHINES != number:
                mail.unlink()
    return folders


def _rows(url: URL, sql: str) -> list[tuple[object, ...]]:
    with opened(url, "toyooka") as store, store.reading() as t:
        return [tuple(row) for row in t.run(text(sql))]


def _outcomes(folder: OfficeFolder) -> dict[Outcome, int]:
    with looking(folder.root) as (_, _, transaction):
        book = read_ledger(transaction)
    assert book.closes
    return book.total()


def test_machines_at_the_same_time_do_everything_once(tmp_path: Path, database: URL) -> None:
    folders = _machines(tmp_path)
    started = [_start(folder) for folder in folders]
    ended = [(one.communicate(timeout=120), one.returncode) for one in started]
    allowed = {Exit.DONE, Exit.NEEDS_PERSON, Exit.TRY_LATER}
    assert [(said, code) for said, code in ended if code not in allowed] == []
    for folder in folders:  # whoever was told to try later does
        run(folder)
    assert not any(folder.database.exists() for folder in folders)

    letters = Counter(path.name for folder in folders for path in folder.outbox.glob("*.eml"))
    assert letters
    assert set(letters.values()) == {1}
    sent = _rows(database, "SELECT count(*), count(DISTINCT message_id) FROM outbox WHERE state = 'handed_over'")
    assert sent == [(len(letters), len(letters))]
    undecided = _rows(database, "SELECT count(*) FROM requests WHERE state = 'received'")
    assert undecided == [(0,)]
    decided = _rows(database, "SELECT request_id FROM decisions GROUP BY request_id HAVING count(*) > 1")
    assert decided == []
    assert _rows(database, "SELECT count(*) FROM arrivals") == [(12,)], "one log and eleven mails"
    assert sum(_outcomes(folders[0]).values()) == 29


def test_one_machine_with_a_server_ends_as_one_with_a_file(
    tmp_path: Path, database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same input, byte for byte the same lists, letters, calendars and pages."""
    served = sample(tmp_path / "served")
    alone = OfficeFolder(tmp_path / "alone")
    shutil.copytree(served.root, alone.root)
    run(served)
    monkeypatch.delenv("MADOGUCHI_STORE_URL")
    run(alone)
    assert rows(database) == rows(alone.database)

    def output(folder: OfficeFolder) -> dict[str, bytes]:
        files = [path for path in folder.root.rglob("*") if path.is_file() and path.suffix != ".db"]
        return {str(path.relative_to(folder.root)): path.read_bytes() for path in files}

    assert output(served) == output(alone)
    assert any(name.endswith(".eml") for name in output(served))
