"""How a stage says how far it is, without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Called after each step that is safely stored."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` steps of a stage are stored."""


def silent(stage: str, done: int, total: int) -> None:
    """Say nothing."""
    del stage, done, total
