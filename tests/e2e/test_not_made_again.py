"""A pass with nothing new makes no page; whatever a page is made of makes it anew."""

from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, empty, run

from madoguchi.cli import building
from madoguchi.config.folder import OfficeFolder


class MadeAgain(Exception):
    pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfficeFolder:
    """Return an office whose site is there; making it again fails."""
    office = empty(tmp_path / "o")
    run(office)

    def made(*_: object) -> None:
        raise MadeAgain

    monkeypatch.setattr(building, "site_files", made)
    return office


def test_nothing_new_makes_nothing(folder: OfficeFolder) -> None:
    run(folder)
    published = run(folder, AS_OF + timedelta(hours=1)).published
    assert published
    assert not published.changed
    assert "index.html" in published.unchanged


def test_the_next_day_is_made_anew(folder: OfficeFolder) -> None:
    with pytest.raises(MadeAgain):
        run(folder, AS_OF + timedelta(days=1))


def test_words_of_the_office_are_made_anew(folder: OfficeFolder) -> None:
    (folder.content / "flow.md").write_text("# 流れ\n> 要約\n", encoding="utf-8")
    with pytest.raises(MadeAgain):
        run(folder)


def test_a_setting_is_made_anew(folder: OfficeFolder) -> None:
    text = folder.office_toml.read_text(encoding="utf-8")
    folder.office_toml.write_text(text.replace("0796-00-0000", "0796-00-0001"), encoding="utf-8")
    with pytest.raises(MadeAgain):
        run(folder)


def test_a_page_that_somebody_damaged_is_made_anew(folder: OfficeFolder) -> None:
    (folder.public / "current" / "index.html").write_bytes(b"")
    with pytest.raises(MadeAgain):
        run(folder)
