"""The queue: who came first is served first, whatever the load (D4).

A view that gives out numbers is marked `@i_ko`. Its POSTs take a slip the moment they have arrived, that is,
when all of the request has been read; `i_tur` lets them through in the order of their slips, one at a time,
each in a transaction. Without slips they change places: SQLite's lock is not fair, and neither are threads
on their way through sessions, CSRF and forms.

A slip is a file in `kolapper/` under DATAMAPPE that its process holds locked. Who waits, waits for the locks
of those before; the kernel lets go of a dead process's. What the slips give is the order, for all processes
of one machine. That numbers neither repeat nor have gaps is the database's doing: SQLite's only writer, and
PostgreSQL's advisory lock. With web servers on several machines each machine keeps its own order, and the
machines meet in PostgreSQL's queue, with one request each at a time.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from nettverk import klokke
from nettverk.webtjener import kom, underveis

Side = Callable[..., HttpResponse]

MAPPE: Path = settings.DATAMAPPE / "kolapper"
# Seconds a slip is good for: as long as SQLite waits for a writer. Only a thread that hangs needs more.
GYLDIG_I = 20.0
# From when a request's first byte is here until all of it has been read, also on a busy machine. Who
# opens a connection early and sends late, comes when she sends.
STRAKS = timedelta(seconds=1)

_lopenummer = count(1)


class Lapp:
    """One place in the queue until `lever`. `tid` is when one came, in UTC, and what the order is by."""

    def __init__(self, tid: datetime) -> None:
        self.tid = tid
        self.navn = f"{tid:%Y%m%d%H%M%S%f}-{os.getpid()}-{next(_lopenummer)}"
        MAPPE.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Locked before anybody sees it: a slip that is not locked belongs to nobody.
        usett = MAPPE / f".{self.navn}"
        self._fil = os.open(usett, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        fcntl.flock(self._fil, fcntl.LOCK_EX)
        usett.rename(MAPPE / self.navn)
        self.levert = False
        self._en_gang = threading.Lock()
        self._utlop = threading.Timer(GYLDIG_I, self.lever)
        self._utlop.daemon = True
        self._utlop.start()

    def vent(self) -> None:
        """Wait until all who came before have delivered their slips."""
        underveis.vent_pa_dem_for(self.tid)
        while foran := [navn for navn in os.listdir(MAPPE) if navn[0] != "." and navn < self.navn]:
            _vent_pa(MAPPE / max(foran))

    def lever(self) -> None:
        """Let the next through. May be done more than once, by any thread."""
        with self._en_gang:
            if self.levert:
                return
            self.levert = True
            self._utlop.cancel()
            (MAPPE / self.navn).unlink(missing_ok=True)
            os.close(self._fil)


def _vent_pa(lapp: Path) -> None:
    try:
        fil = os.open(lapp, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(fil, fcntl.LOCK_SH)
    finally:
        os.close(fil)
    # There still if its process died.
    lapp.unlink(missing_ok=True)


_lappen: ContextVar[Lapp | None] = ContextVar("lapp", default=None)


@contextmanager
def i_tur(navn: str) -> Iterator[None]:
    """Do this in a transaction, alone among those who give the same `navn`, in the order they came.

    The order is that of the requests where the view is marked `@i_ko`, else that of the calls. Who is in a
    transaction already has no turn to wait for: on SQLite nobody else can be writing, and on PostgreSQL she
    stands in line for the lock. The lock is let go when the outermost transaction ends.
    """
    with _koen(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as peker:
                peker.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [navn])
        yield


@contextmanager
def _koen() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
        return
    lapp = _lappen.get()
    if lapp is None or lapp.levert:
        lapp = Lapp(klokke.naa())
    try:
        lapp.vent()
        yield
    finally:
        lapp.lever()


def i_ko(side: Side) -> Side:
    """Mark a view whose POSTs are to be served in the order they arrive. Stands outermost."""
    side.i_ko = True  # type: ignore[attr-defined]
    return side


def mottatt() -> datetime:
    """When the request being answered arrived, in UTC; now, where it has no slip.

    Whose number is lower has the earlier moment.
    """
    lapp = _lappen.get()
    return lapp.tid if lapp is not None else klokke.naa()


class KolappMiddleware:
    """Give the POSTs of a page marked `@i_ko` a slip, before anything else that takes time is done.

    The body is read first: who sends it slowly, or never, keeps nobody waiting. Django's limit to the size
    of a request applies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a slip in hand, and deliver it whatever happens."""
        lapp = _ta_lapp(request)
        underveis.framme(kom.get())
        if lapp is None:
            return self.get_response(request)
        token = _lappen.set(lapp)
        try:
            return self.get_response(request)
        finally:
            _lappen.reset(token)
            lapp.lever()


def _ta_lapp(request: HttpRequest) -> Lapp | None:
    if request.method == "POST" and _er_i_ko(request) and _er_lest(request):
        return Lapp(_ankomst())
    return None


def _ankomst() -> datetime:
    """When the request came to the web server, in UTC; now, if it came slowly."""
    naa, da = klokke.naa(), kom.get()
    return da if da is not None and naa - da < STRAKS else naa


def _er_i_ko(request: HttpRequest) -> bool:
    try:
        return hasattr(resolve(request.path_info).func, "i_ko")
    except Resolver404:
        return False


def _er_lest(request: HttpRequest) -> bool:
    """Whether all of the body has come. Raises RequestDataTooBig."""
    try:
        return request.body is not None
    except UnreadablePostError:
        return False
