from pathlib import Path

from madoguchi.config.folder import OfficeFolder


def test_everything_personal_lies_below_private_and_nothing_public_does() -> None:
    folder = OfficeFolder(Path("office"))
    personal = (folder.database, folder.archive, folder.outbox, folder.staff, folder.feeds, folder.secrets, folder.lock)
    assert all(path.is_relative_to(folder.private) for path in personal)
    assert len(set(personal)) == len(personal)
    others = (folder.public, folder.subscribed, folder.inbox, folder.content, folder.office_toml)
    assert all(path.parent == folder.root for path in others)
