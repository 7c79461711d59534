"""A Maildir is read without being touched."""

from pathlib import Path

import pytest

from intake.sources.maildir import list_maildir, unique_name, where_now
from intake.sources.reading import read_bytes
from madoguchi.errors import TryLater
from madoguchi.model.item import Form


@pytest.fixture
def maildir(tmp_path) -> Path:
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
    return tmp_path


def put(maildir: Path, name: str, raw: bytes = b"Subject: x\n\nx") -> Path:
    path = maildir / name
    path.write_bytes(raw)
    return path


def test_new_and_read_mails_are_listed_by_name(maildir):
    put(maildir, "cur/2.b.host:2,S")
    put(maildir, "new/3.c.host")
    put(maildir, "new/1.a.host")
    put(maildir, "tmp/0.z.host")
    put(maildir, "new/.hidden")
    put(maildir, "new/4.empty", b"")
    (maildir / "cur" / "folder").mkdir()
    before = sorted(path.name for path in maildir.rglob("*"))
    found = list_maildir(maildir)
    assert [one.name for one in found] == ["1.a.host", "2.b.host", "3.c.host"]
    assert {(one.source, one.form) for one in found} == {("maildir", Form.MAIL)}
    assert sorted(path.name for path in maildir.rglob("*")) == before


def test_a_mail_seen_in_both_folders_is_one(maildir):
    put(maildir, "new/1.a.host")
    put(maildir, "cur/1.a.host:2,S")
    (found,) = list_maildir(maildir)
    assert found.path.parent.name == "cur"


@pytest.mark.parametrize("name", ["1.a.host", "1.a.host:2,", "1.a.host:2,FS", "1.a.host;2,S", "1.a.host!2,S"])
def test_flags_are_no_part_of_the_name(name):
    assert unique_name(name) == "1.a.host"


def test_a_mail_whose_flags_change_is_found_again(maildir):
    path = put(maildir, "new/1.a.host", b"one")
    put(maildir, "cur/0.other:2,")
    (_, found) = list_maildir(maildir)
    path.rename(maildir / "cur" / "1.a.host:2,S")
    assert where_now(found) == maildir / "cur" / "1.a.host:2,S"
    assert read_bytes(found) == b"one"


def test_a_mail_that_is_gone_is_for_later(maildir):
    path = put(maildir, "new/1.a.host")
    (found,) = list_maildir(maildir)
    path.unlink()
    assert where_now(found) is None
    with pytest.raises(TryLater, match="見つかりません"):
        read_bytes(found)


def test_no_maildir_is_for_later(tmp_path):
    with pytest.raises(TryLater, match="開けません"):
        list_maildir(tmp_path / "none")


def test_a_mail_that_goes_while_it_is_looked_at(maildir, monkeypatch):
    class Gone:
        name, path = "1.a", "1.a"

        def stat(self, *, follow_symlinks):
            raise FileNotFoundError(follow_symlinks)

    class Entries(list):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("intake.sources.maildir.os.scandir", lambda _: Entries([Gone()]))
    assert list_maildir(maildir) == ()
