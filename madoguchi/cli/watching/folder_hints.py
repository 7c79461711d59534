"""What the file system announces of new files: a hint to look, never more.

Nothing is heard from other machines on a share, so there the folder is compared with itself every few seconds; and a
watcher that was made anew has missed what came before, so `watch` looks by the clock all the same.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

from watchfiles import Change, watch

from intake.sources.drop_folder import could_be_taken
from madoguchi.backoff import pause
from madoguchi.errors import MadoguchiError
from madoguchi.store.location import is_network_share

_STEP: Final = 250  # milliseconds between two looks at `stop`
_RENEWED: Final = 300_000  # milliseconds; a folder that was taken away and made anew is found again
_COMPARED: Final = 3_000  # milliseconds between two looks at a share
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 300.0  # seconds after a watcher that failed


def counts(change: Change, path: str) -> bool:
    """Tell whether a change may bring something: a file that goes, or is nobody's, does not."""
    return change is not Change.deleted and could_be_taken(Path(path).name)


@dataclass(frozen=True, slots=True)
class FolderHints:
    """Listens to folders.

    Attributes:
        places: Returns the folders as they are set now; one that is missing is left out.
        file_came: Called when something was added or written there.
        stop: Ends the listening within a second.
        chance: For the spread of the pauses; see `madoguchi.backoff`.
        matters: Which changes count, by their kind and path.
        recursive: Whether the folders inside are listened to as well.
    """

    places: Callable[[], Sequence[Path]]
    file_came: Callable[[], None]
    stop: Event
    chance: Callable[[], float] = random.random
    matters: Callable[[Change, str], bool] = counts
    recursive: bool = False

    def listen(self) -> None:
        """Listen until `stop` is set; what cannot be watched is compared, and tried again where that fails too."""
        failures = 0
        while not self.stop.is_set():
            try:
                self._listen(compare=bool(failures))
                failures = 0
            except (MadoguchiError, OSError, RuntimeError):  # the last: watchfiles' own
                failures += 1
                self.stop.wait(pause(failures, _FIRST_PAUSE, _LONGEST_PAUSE, self.chance()))

    def _listen(self, *, compare: bool) -> None:
        """Listen until nothing has come for a while, so that the folders are looked up anew now and then."""
        places = [place for place in self.places() if place.is_dir()]
        if not places:
            self.stop.wait(_RENEWED / 1000)
            return
        for changes in watch(
            *places,
            watch_filter=self.matters,
            step=_STEP,
            stop_event=self.stop,
            rust_timeout=_RENEWED,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=True if compare or any(map(is_network_share, places)) else None,
            poll_delay_ms=_COMPARED,
            recursive=self.recursive,
        ):
            if not changes:
                return
            self.file_came()
