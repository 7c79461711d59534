"""Making a new office folder."""

import os
from pathlib import Path

from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import ConfigurationError
from madoguchi.paths import shipped

LOG_TEMPLATE = "電話受付簿.csv"


def make_office(root: Path) -> OfficeFolder:
    """Make the folders of an office with a commented configuration and the template of the log.

    Raises:
        ConfigurationError: There is an office already.
    """
    folder = OfficeFolder(root)
    if folder.office_toml.exists():
        raise ConfigurationError([f"{root} にはすでに事業所があります。別のフォルダー名にしてください。"])
    for place in (folder.inbox, folder.content / "terms", folder.public, folder.staff, folder.feeds, folder.outbox):
        place.mkdir(parents=True, exist_ok=True)
    folder.private.chmod(0o700)
    examples = shipped("examples")
    folder.office_toml.write_bytes((examples / "office.toml").read_bytes())
    with os.fdopen(os.open(folder.secrets, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write((examples / "secrets.toml").read_bytes())
    (root / LOG_TEMPLATE).write_bytes((examples / LOG_TEMPLATE).read_bytes())
    return folder
