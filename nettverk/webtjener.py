"""The web server's worker: gunicorn's own threads, that note when each request came (D4).

Threads that start together pass each other on their way to the page. The one thread that accepts does not,
so the moment is noted there.
"""

import threading
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from nettverk import klokke

# In UTC; None where the server is another one.
kom: ContextVar[datetime | None] = ContextVar("kom", default=None)
# So long does one wait for a request that came before and has not got as far as to a slip. On a busy machine
# its thread may be late; a browser's spare connection, on which nothing is sent, is not waited for longer.
FORSPRANG = timedelta(seconds=0.25)


class Underveis:
    """The requests of this process that have come, and not yet shown whether they want a slip."""

    def __init__(self) -> None:
        self._tider: set[datetime] = set()
        self._endret = threading.Condition()

    def meld(self, tid: datetime) -> None:
        """One came at this UTC moment."""
        with self._endret:
            self._tider.add(tid)

    def framme(self, tid: datetime | None) -> None:
        """She has her slip, or wants none. May be said more than once."""
        with self._endret:
            self._tider.discard(tid)
            self._endret.notify_all()

    def vent_pa_dem_for(self, tid: datetime) -> None:
        """Wait for those who came just before this UTC moment."""

        def er_framme() -> bool:
            tidligst = klokke.naa() - FORSPRANG
            return not any(tidligst < den < tid for den in self._tider)

        with self._endret:
            self._endret.wait_for(er_framme, FORSPRANG.total_seconds())


underveis = Underveis()


class Arbeider(ThreadWorker):
    """Accepts a connection only when a thread is free for it.

    What waits, then waits in the kernel's queue, which is one for all processes and in order; a process that
    accepts more than it can serve keeps them while those who came later pass through the next process.
    """

    @property
    def worker_connections(self) -> int:
        """How many connections it may have now: those that are idle, and one for each thread."""
        ledige = len(self.keepalived_conns) + len(self.pending_conns)
        return min(self._mest, ledige + int(self.cfg.threads))

    @worker_connections.setter
    def worker_connections(self, mest: int) -> None:
        self._mest = mest

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection with something to read to the threads."""
        conn.kom = klokke.naa()
        underveis.meld(conn.kom)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Answer in a thread."""
        token = kom.set(conn.kom)
        try:
            return super().handle(conn)
        finally:
            kom.reset(token)
            underveis.framme(conn.kom)
