"""Ctrl-C between the steps of a rehearsal, so that none of them is in the middle of anything."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def avbrudd_mellom_stegene() -> Iterator[Callable[[], None]]:
    """Give a function that raises KeyboardInterrupt once somebody has pressed Ctrl-C.

    An interrupt in the middle of things may be swallowed: SQLite's own functions turn it into an error of
    the query, and the engine goes on after errors. The second Ctrl-C does not wait.
    """
    bedt = threading.Event()

    def merk(nummer: int, ramme: FrameType | None) -> None:
        bedt.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def pust() -> None:
        if bedt.is_set():
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield pust
        return
    forrige = signal.signal(signal.SIGINT, merk)
    try:
        yield pust
    finally:
        signal.signal(signal.SIGINT, forrige)
