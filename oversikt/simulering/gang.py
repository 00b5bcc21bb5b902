"""The days one after the other, as the portal meets them, and the reminders that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nettverk.frister.melding import SLAG
from nettverk.frister.motor import kjor
from nettverk.frister.trinn import kl_atte
from nettverk.models import Epost, Varsel
from nettverk.opprydding import rydd
from oversikt.simulering.flid import Pust, gjor_alt

ENTIME = timedelta(hours=1)
Arbeid = Callable[[datetime], object]


@dataclass(frozen=True, order=True)
class Linje:
    """One line of a reminder: kind and step of a deadline, its due date, the receiver's role, the matter."""

    forfall: date
    slag: str
    trinn: int
    rolle: str
    gjelder: str


@dataclass(frozen=True, order=True)
class Mail:
    """One reminder mail, on the local day it goes."""

    dato: date
    til: str
    linjer: tuple[Linje, ...]


def dagene(fra: date, til: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [fra + timedelta(days=nummer) for nummer in range((til - fra).days + 1)]


def simuler(
    dager: Sequence[date],
    *,
    flittig: bool = False,
    fei: Arbeid = kjor,
    pust: Pust = lambda: None,
) -> Iterator[list[Mail]]:
    """Run the daily run of each local day, in time order, and yield its mails.

    For use in a copy only (`arbeidskopi`): everything is written as the portal would. With `flittig`
    everybody acts before the run as soon as they can; else nobody ever acts. `fei` is the sweep, and
    `pust` is called often, so that whoever waits can be told, or stop it by raising.
    """
    siste = kl_atte(dager[-1])
    _tom_koen()
    for dag in dager:
        naa = kl_atte(dag)
        if flittig:
            rydd(naa - ENTIME)
            gjor_alt(naa - ENTIME, siste=siste, pust=pust)
        rydd(naa)
        fei(naa)
        pust()
        yield _tom_koen(dag)


def _tom_koen(dag: date | None = None) -> list[Mail]:
    """What the run queued, and let it be sent: the next run must not take it for undelivered."""
    i_ko = Epost.objects.filter(slag=SLAG, status=Epost.Status.KO)
    mailer = sorted(_mailer(dag, i_ko)) if dag else []
    i_ko.update(status=Epost.Status.SENDT)
    return mailer


def _mailer(dag: date, i_ko: Iterable[Epost]) -> Iterator[Mail]:
    linjer: dict[int, list[Linje]] = {epost.pk: [] for epost in i_ko}
    varsler = Varsel.objects.filter(epost__in=linjer).select_related("frist__content_type")
    for varsel in varsler.order_by():
        assert varsel.epost_id is not None
        linjer[varsel.epost_id].append(_linje(varsel))
    return (Mail(dag, epost.til, tuple(sorted(linjer[epost.pk]))) for epost in i_ko)


def _linje(varsel: Varsel) -> Linje:
    frist = varsel.frist
    gjelder = f"{frist.content_type.model}:{frist.object_id}"
    return Linje(varsel.forfall, frist.slag, varsel.trinn, varsel.rolle, gjelder)
