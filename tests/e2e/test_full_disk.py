"""A real disk that is full, at every size from nearly nothing: mail waits, letters are not told again and again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from offices import AS_OF
from real_mail.audit import audit, left_behind
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.mail_office import mail_office, open_starts
from real_mail.sink import running_sink
from real_mail.town import town

MAILS = 60
APART = ("unshare", "--map-root-user", "--mount")  # a disk of its own, that nobody else sees


@pytest.fixture(autouse=True)
def _may_mount(tmp_path: Path) -> None:
    """Skip where the system lets nobody have a disk of their own; `test_no_room.py` runs everywhere."""
    command = [*APART, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    if not shutil.which("unshare") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system lets no test have a small disk of its own")


def test_a_disk_without_room_loses_no_mail_and_repeats_no_letter(tmp_path: Path, dovecot_server: Dovecot) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with running_sink(tmp_path) as sink:
        office = mail_office(tmp_path / "office", dovecot_server.port, sink.port)
        raws = [mail.raw for mail in town(MAILS, AS_OF, open_starts(office, AS_OF))]
        for raw in raws:
            dovecot_server.deliver(OFFICE, raw)
        script = Path(__file__).with_name("full_disk.py")
        command = [*APART, sys.executable, str(script), str(office.root), str(disk), AS_OF.isoformat()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        failed = json.loads(done.stdout)
        assert set(failed) <= {"TryLater", "OSError"}
        assert sum(failed.values()) > 10
        found = audit(office, raws, sink.letters())
    assert found.faults() == {}
    assert found.letters > 5
    assert found.repeats == 0  # what leaves can also be noted
    assert left_behind(dovecot_server, raws) == (0, 0)
