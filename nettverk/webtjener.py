"""The web server's worker: gunicorn's own threads, that note when each request came (D4).

Threads that start together pass each other on their way to the page. The one thread that accepts does not,
so the moment is noted there.
"""

from contextvars import ContextVar
from datetime import datetime
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from nettverk import klokke

# In UTC; None where the server is another one.
kom: ContextVar[datetime | None] = ContextVar("kom", default=None)


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
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Answer in a thread."""
        token = kom.set(conn.kom)
        try:
            return super().handle(conn)
        finally:
            kom.reset(token)
