"""What has been told to whom about a meeting, and what will be, before it is (F5)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from moter.models import Mote
from nettverk.frister.regler import fristslag
from nettverk.frister.trinn import uteglemte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Varsel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPPGAVER: dict[str, "StrOrPromise"] = {
    "programkontakt": _("Avtale om programmet"),
    "innkalling": _("Innkalling til sekretariatet"),
    "utsending": _("Innkalling ut til gruppen"),
    "pamelding": _("Påmelding"),
    "referat": _("Referat"),
    "lederkopi": _("Kopi til ledere"),
}


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
            linjer.append(Varsellinje(varsel.opprettet, OPPGAVER[varsel.frist.slag], hvem, status))
    linjer += [
        Varsellinje(nar, OPPGAVER[slag], _antall(antall), status)
        for (nar, slag, status), antall in medlemmer.items()
    ]
    return sorted(linjer, key=lambda linje: linje.nar, reverse=True)


def planlagt(mote: Mote, naa: datetime) -> list[Varsellinje]:
    """Return what will be told from this moment on if nothing is done, the next first.

    Who it will be is said as things stand: a duty that is done, and an answer, take lines away.
    """
    if mote.er_avlyst:
        return []
    frister = list(mote.frister.apne())
    for frist in frister:
        frist.gjelder = mote  # one meeting, asked of once
    linjer = [
        Varsellinje(max(steg.nar, naa), OPPGAVER[frist.slag], _hvem(frist, steg.rolle, max(steg.nar, naa)))
        for frist in frister
        for steg in (
            # What a run should have told already comes with the next one, the latest only (F2).
            *uteglemte(frist.steg(), frist.fortalt_til, naa),
            *(steg for steg in frist.steg() if steg.nar > naa),
        )
    ]
    return sorted((linje for linje in linjer if linje.hvem), key=lambda linje: linje.nar)


def _hvem(frist: Frist, rolle: str, nar: datetime) -> str:
    mottakere = fristslag(frist.slag).handler.mottakere(frist, rolle, lokal_dag(nar))
    if rolle == "medlem":
        return _antall(len(mottakere)) if mottakere else ""
    return ", ".join(mottaker.navn for mottaker in mottakere)


def _antall(antall: int) -> str:
    return ngettext("%(antall)d medlem", "%(antall)d medlemmer", antall) % {"antall": antall}
