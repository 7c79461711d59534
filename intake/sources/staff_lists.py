"""The lists of the staff, when they have been filled in where they lie instead of dropped into the inbox."""

from pathlib import Path

from intake.sources.found import STAFF, Found
from madoguchi.errors import TryLater
from madoguchi.model.item import Form
from madoguchi.sheets import edited


def list_edited(staff: Path) -> tuple[Found, ...]:
    """List what staff have written into the lists since they were written.

    Raises:
        TryLater: A list is held by another program.
    """
    try:
        return tuple(
            Found(STAFF, path.name, path, Form.LOG, path.stat().st_size, path.stat().st_mtime) for path in edited(staff)
        )
    except OSError as error:
        raise TryLater("要確認.csv か電話連絡.csv が開かれています。閉じてからもう一度実行してください。") from error
