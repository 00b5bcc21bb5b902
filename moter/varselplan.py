"""What has been told to whom about a meeting, and what will be, before it is (F5)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter.models import Mote
from nettverk.frister.regler import fristslag
from nettverk.frister.trinn import uteglemte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Varsel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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


def fortalt(mote: Mote) -> list[Varsellinje]:
    """Return what has been told, the latest first."""
    varsler = (
        Varsel.objects.filter(frist__in=mote.frister.all())
        .select_related("frist", "person", "epost")
        .order_by("-opprettet", "pk")
    )
    medlemmer: Counter[tuple[datetime, str, str]] = Counter()
    linjer = []
    for varsel in varsler:
        status = varsel.epost.status if varsel.epost else Epost.Status.SENDT
        if varsel.rolle == "medlem":
            medlemmer[varsel.opprettet, varsel.frist.slag, status] += 1
        else:
            hvem = varsel.person.navn if varsel.person else varsel.mottaker
            linjer.append(Varsellinje(varsel.opprettet, _hva(varsel.frist.slag, varsel.rolle), hvem, status))
    linjer += [
        Varsellinje(nar, _hva(slag, "medlem"), _antall(antall), status)
        for (nar, slag, status), antall in medlemmer.items()
    ]
    return _samlet(sorted(linjer, key=lambda linje: linje.nar, reverse=True))


def _hva(slag: str, rolle: str) -> "StrOrPromise":
    """Return what it is about; the lists are not a reminder."""
    liste = rolle in fristslag(slag).uansett
    return _("Liste over påmeldte") if liste else fristslag(slag).navn


def _samlet(linjer: list[Varsellinje]) -> list[Varsellinje]:
    """Put those who are told the same at the same moment on one line, each once whatever roles she has."""
    like = groupby(linjer, key=lambda linje: (linje.nar, str(linje.hva), linje.status))
    return [
        Varsellinje(nar, hva, ", ".join(dict.fromkeys(linje.hvem for linje in gruppe)), status)
        for (nar, hva, status), gruppe in like
    ]


def planlagt(mote: Mote, naa: datetime) -> list[Varsellinje]:
    """Return what will be told from this moment on if nothing is done, the next first.

    Who it will be is said as things stand: a duty that is done, and an answer, take lines away.
    """
    frister = list(mote.frister.levende().select_related("nettverk"))
    for frist in frister:
        frist.gjelder = mote  # one meeting, asked of once
    linjer = [linje for frist in frister for linje in _planlagt(frist, naa)]
    return _samlet(sorted((linje for linje in linjer if linje.hvem), key=lambda linje: linje.nar))


def _planlagt(frist: Frist, naa: datetime) -> Iterator[Varsellinje]:
    """Yield the lines of one deadline: what a run should have told already, the latest only, and the rest."""
    alle = frist.steg()
    for steg in (*uteglemte(alle, frist.fortalt_til, naa), *(ett for ett in alle if ett.nar > naa)):
        nar = max(steg.nar, naa)
        yield Varsellinje(nar, _hva(frist.slag, steg.rolle), _hvem(frist, steg.rolle, nar))


def _hvem(frist: Frist, rolle: str, nar: datetime) -> str:
    mottakere = fristslag(frist.slag).handler.mottakere(frist, rolle, lokal_dag(nar))
    if rolle == "medlem":
        return _antall(len(mottakere)) if mottakere else ""
    return ", ".join(mottaker.navn for mottaker in mottakere)


def _antall(antall: int) -> str:
    return ngettext("%(antall)d medlem", "%(antall)d medlemmer", antall) % {"antall": antall}
