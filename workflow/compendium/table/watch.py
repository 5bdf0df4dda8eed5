"""A watch over queries: what takes too long is interrupted, or ends with the process.

One thread watches all queries of a process. A timer for each would take longer to start than most queries run.
"""

import atexit
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

EVERY = 0.1  # seconds between two looks
IDLE = 5  # looks without a query, after which the thread ends


class _Watch:
    """The queries that run, with the time at which each is interrupted and the one at which its process ends."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.running: dict[object, tuple[float, float, duckdb.DuckDBPyConnection, str]] = {}
        self.thread: threading.Thread | None = None
        self.over = threading.Event()

    def add(self, query: object, seconds: float, last: float, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        now = time.monotonic()
        with self.lock:
            self.running[query] = (now + seconds, now + last, connection, text)
            if self.thread is None:
                self.thread = threading.Thread(target=self.look, daemon=True)
                self.thread.start()

    def remove(self, query: object) -> None:
        with self.lock:
            del self.running[query]

    def look(self) -> None:
        idle = 0
        while not self.over.wait(EVERY):
            with self.lock:
                idle = 0 if self.running else idle + 1
                if idle > IDLE:
                    self.thread = None
                    return
                self.end()

    def end(self) -> None:
        """End what is due. Not a part of `look`, whose thread would keep the last connection."""
        now = time.monotonic()
        for until, last, connection, text in self.running.values():
            if now > last:
                _end(text)
            if now > until:
                connection.interrupt()

    def stop(self) -> None:
        """Let the thread go before the process ends, which else would take down what it looks at."""
        self.over.set()
        if (thread := self.thread) is not None:
            thread.join()


_watch = _Watch()
atexit.register(_watch.stop)
os.register_at_fork(after_in_child=_watch.__init__)  # a fork has no other thread, and perhaps a lock that one held


@contextmanager
def over(connection: duckdb.DuckDBPyConnection, text: str, seconds: float, last: float) -> Iterator[None]:
    """Interrupt a query after some seconds. What does not look up, as one that joins ever longer texts, ends at last."""
    query = object()
    _watch.add(query, seconds, last, connection, text)
    try:
        yield
    finally:
        _watch.remove(query)


def _end(text: str) -> None:
    print(f"A query takes too long, and cannot be interrupted: {text}", file=sys.stderr, flush=True)
    os._exit(1)
