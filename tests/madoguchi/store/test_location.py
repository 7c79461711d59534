from pathlib import Path

import pytest

from madoguchi.store.location import is_network_share

LOCAL = "/dev/sda1 / ext4 rw 0 0\n"


@pytest.mark.parametrize(
    ("mounts", "folder", "is_share", "why"),
    [
        (LOCAL, "/srv/office", False, "a disk"),
        (LOCAL + "nas:/a /srv nfs4 rw 0 0\n", "/srv/office", True, "below a share"),
        (LOCAL + "nas:/a /srv/office cifs rw 0 0\n", "/srv/office", True, "the share itself"),
        (LOCAL + "nas:/a /srv/off nfs rw 0 0\n", "/srv/office", False, "only the beginning of the name"),
        (LOCAL + "nas:/a /srv nfs rw 0 0\n/dev/sdb /srv/office ext4 rw 0 0\n", "/srv/office", False, "a disk within"),
        (LOCAL + "/dev/sdb /srv ext4 rw 0 0\nnas:/a /srv/office smb3 rw 0 0\n", "/srv/office", True, "a share within"),
        (LOCAL + "nas:/a /srv ext4 rw 0 0\nnas:/a /srv nfs rw 0 0\n", "/srv/office", True, "mounted over, the last"),
        (LOCAL + "nas:/a /srv/my\\040office fuse.sshfs rw 0 0\n", "/srv/my office", True, "a blank in the name"),
        ("nas:/root / nfs rw 0 0\n", "/srv/office", True, "all of it on a share"),
        ("garbage\n\n", "/srv/office", False, "nothing that can be read"),
        ("", "/srv/office", False, "a system that does not tell"),
    ],
)
def test_a_share_is_told_from_a_disk(mounts: str, folder: str, is_share: bool, why: str) -> None:  # noqa: FBT001 -- a column of the table
    assert is_network_share(Path(folder), mounts) is is_share, why


def test_a_link_is_followed_to_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "share")
    mounts = f"{LOCAL}nas:/a {tmp_path / 'share'} nfs rw 0 0\n"
    assert is_network_share(link, mounts)


def test_the_system_is_asked_when_nothing_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "nas:/a / nfs rw 0 0\n")
    assert is_network_share(tmp_path)


def test_a_system_without_a_list_of_mounts_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", away)
    assert not is_network_share(tmp_path)


def test_windows_is_asked_in_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("madoguchi.store.location.sys.platform", "win32")
    monkeypatch.setattr("madoguchi.store.location._is_remote_drive", lambda folder: folder == tmp_path)
    assert is_network_share(tmp_path)
