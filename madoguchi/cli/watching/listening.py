"""Listeners in threads of their own, which hold nobody back at the end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

_LAST_WORD: Final = 3.0  # seconds the listeners have to end


@contextmanager
def listening(*listeners: Callable[[], None], stop: Event) -> Iterator[None]:
    """Have them listen while the block runs; each ends soon after `stop` is set, which the end of the block does."""
    threads = [Thread(target=listen, name="listener", daemon=True) for listen in listeners]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        until = time.monotonic() + _LAST_WORD
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
