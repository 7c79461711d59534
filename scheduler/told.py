"""What the stage that tells has done, and its writing of files that others may hold open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from madoguchi.files import write_if_changed
from madoguchi.sheets import remove_sheet
from scheduler.calendar.lint import Finding


@dataclass(slots=True)
class Told:
    """What the stage has done.

    Attributes:
        by_server: Whether letters go to a mail server, and not into files for a person to send.
        handed_over: Letters.
        waiting: Letters that have not left and wait for the mail server.
        held_back: Letters that wait for staff to release them.
        refused: Letters refused for good; each became a telephone task.
        written: Files written.
        held: Names of files that another program holds open.
        faulty: The first finding in each feed that broke a rule of calendars, by file name; the last good file stays.
    """

    by_server: bool = False
    handed_over: int = 0
    waiting: int = 0
    held_back: int = 0
    refused: int = 0
    written: int = 0
    held: list[str] = field(default_factory=list)
    faulty: dict[str, Finding] = field(default_factory=dict)

    def faults(self) -> list[str]:
        """Say which calendars could not be renewed, and by what they were found wrong."""
        return [
            f"カレンダー「{name}」に誤りが見つかったため、前のものを残しました。"
            f"保守の担当者に知らせてください。（{first.place}：{first.say}）"
            for name, first in self.faulty.items()
        ]

    def write(
        self, path: Path, content: bytes, writer: Callable[[Path, bytes], bool] = write_if_changed, name: str = ""
    ) -> None:
        """Write a file of the staff unless it is unchanged; a file held open stays for the next run.

        Args:
            path: Where.
            content: The whole file.
            writer: Returns whether it wrote anything.
            name: What people are told instead of the file's name.
        """
        try:
            self.written += writer(path, content)
        except PermissionError:
            self.held.append(name or path.name)

    def remove(self, path: Path, remover: Callable[[Path], None] = remove_sheet, name: str = "") -> None:
        """Take a file away; one held open, or filled in by staff and not yet taken, stays for the next run."""
        try:
            remover(path)
        except PermissionError:
            self.held.append(name or path.name)
