"""What has been told to whom about some deadlines, and what will be, before it is (F5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nettverk.frister.regler import fristslag
from nettverk.frister.trinn import uteglemte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Varsel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEDLEM = "medlem"  # who holds this role is counted, not named

Navn = Callable[[Frist], "StrOrPromise"]  # what a deadline is called in these lists


@dataclass(frozen=True)
class Varsellinje:
    """One telling: when (UTC moment), about what, and whom; members are counted, not named.

    `status` is the mail's (`Epost.Status`). Of a mail that is no longer kept, it was accepted.
    """

    nar: datetime
    hva: "StrOrPromise"
    hvem: str
    status: str = Epost.Status.SENDT

    @property
    def merknad(self) -> str:
        """How it is with the mail in words, where it has not been delivered."""
        return "" if self.status == Epost.Status.SENDT else str(Epost.Status(self.status).label)


def slagets_navn(frist: Frist) -> "StrOrPromise":
    """Return the name of the deadline's kind: enough where the lists are of one matter."""
    return fristslag(frist.slag).navn


def fortalt(frister: Iterable[Frist], navn: Navn = slagets_navn) -> list[Varsellinje]:
    """Return what has been told about these deadlines, the latest first."""
    kjente = {frist.pk: frist for frist in frister}
    varsler = (
        Varsel.objects.filter(frist__in=kjente).select_related("person", "epost").order_by("-opprettet", "pk")
    )
    medlemmer: Counter[tuple[datetime, str, str]] = Counter()
    linjer = []
    for varsel in varsler:
        status = varsel.epost.status if varsel.epost else Epost.Status.SENDT
        hva = _hva(kjente[varsel.frist_id], varsel.rolle, navn)
        if varsel.rolle == MEDLEM:
            medlemmer[varsel.opprettet, str(hva), status] += 1
        else:
            hvem = varsel.person.navn if varsel.person else varsel.mottaker
            linjer.append(Varsellinje(varsel.opprettet, hva, hvem, status))
    linjer += [
        Varsellinje(nar, hva, _antall(antall), status) for (nar, hva, status), antall in medlemmer.items()
    ]
    return _samlet(sorted(linjer, key=lambda linje: linje.nar, reverse=True))


def _hva(frist: Frist, rolle: str, navn: Navn) -> "StrOrPromise":
    """Return what it is about; the lists are not a reminder."""
    return _("Liste over påmeldte") if rolle in fristslag(frist.slag).uansett else navn(frist)


def _samlet(linjer: list[Varsellinje]) -> list[Varsellinje]:
    """Put those who are told the same at the same moment on one line, each once whatever roles she has."""
    like = groupby(linjer, key=lambda linje: (linje.nar, str(linje.hva), linje.status))
    return [
        Varsellinje(nar, hva, ", ".join(dict.fromkeys(linje.hvem for linje in gruppe)), status)
        for (nar, hva, status), gruppe in like
    ]


def planlagt(frister: Iterable[Frist], naa: datetime, navn: Navn = slagets_navn) -> list[Varsellinje]:
    """Return what will be told from this moment on if nothing is done, the next first.

    The deadlines are living ones. Who it will be is said as things stand: a duty that is done, and an
    answer, take lines away.
    """
    linjer = [linje for frist in frister for linje in _planlagt(frist, naa, navn)]
    return _samlet(sorted((linje for linje in linjer if linje.hvem), key=lambda linje: linje.nar))


def _planlagt(frist: Frist, naa: datetime, navn: Navn) -> Iterator[Varsellinje]:
    """Yield the lines of one deadline: what a run should have told already, the latest only, and the rest."""
    alle = frist.steg()
    for steg in (*uteglemte(alle, frist.fortalt_til, naa), *(ett for ett in alle if ett.nar > naa)):
        nar = max(steg.nar, naa)
        yield Varsellinje(nar, _hva(frist, steg.rolle, navn), _hvem(frist, steg.rolle, nar))


def _hvem(frist: Frist, rolle: str, nar: datetime) -> str:
    mottakere = fristslag(frist.slag).handler.mottakere(frist, rolle, lokal_dag(nar))
    if rolle == MEDLEM:
        return _antall(len(mottakere)) if mottakere else ""
    return ", ".join(mottaker.navn for mottaker in mottakere)


def _antall(antall: int) -> str:
    return ngettext("%(antall)d medlem", "%(antall)d medlemmer", antall) % {"antall": antall}
