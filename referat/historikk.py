"""What has happened to the minutes: the versions that were sent and to whom, and every save (L16, X11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from moter.innhold import Innhold
from nettverk.models import Dokument, Epost, Vedlegg
from nettverk.utboks.status import Leveringer, leveringer
from referat.models import Referat, Retting

KLB, LEDERE, GRUPPEN = "referat_klb", "lederkopi", "referat"


@dataclass(frozen=True)
class Versjon:
    """One version as it was sent, and how it went with the mails to each audience."""

    nr: int
    sendt: datetime
    av: str
    godkjent_av: str
    rettet: str
    til_klb: Leveringer
    til_ledere: Leveringer
    til_gruppen: Leveringer


@dataclass(frozen=True)
class Lagring:
    """That somebody saved, sent to approval or sent: when, who and to which state."""

    nar: datetime
    hvem: str
    status: str
    versjon: int


def versjoner(referat: Referat) -> list[Versjon]:
    """Return the versions that were sent, the last first; queries do not grow with their number."""
    per_versjon: dict[int, Dokument] = {}
    for dokument in referat.dokumenter.defer("pdf").order_by("-versjon", "pk"):
        per_versjon.setdefault(dokument.versjon, dokument)
    epost = leveringer(referat, KLB, LEDERE, GRUPPEN).epost
    med = dict(
        Vedlegg.objects.filter(epost__in=epost, dokument__isnull=False).values_list(
            "epost", "dokument__versjon"
        )
    )
    return [
        _versjon(dokument, [en for en in epost if med.get(en.pk, 1) == nr])
        for nr, dokument in per_versjon.items()
    ]


def _versjon(dokument: Dokument, epost: list[Epost]) -> Versjon:
    innhold, nr = dokument.innhold, dokument.versjon
    denne: Innhold = next((v for v in innhold["versjoner"] if v["nr"] == nr), {})

    def til(slag: str) -> Leveringer:
        return Leveringer([en for en in epost if en.slag == slag], [])

    return Versjon(
        nr=nr,
        sendt=dokument.opprettet,
        av=denne.get("av", ""),
        godkjent_av=(innhold.get("godkjent") or {}).get("navn", ""),
        rettet=denne.get("rettet", ""),
        til_klb=til(KLB),
        til_ledere=til(LEDERE),
        til_gruppen=til(GRUPPEN),
    )


def lagringer(referat: Referat) -> list[Lagring]:
    """Return every time somebody saved, sent to approval, approved or corrected; the last first."""
    return list(_lagringer(referat))


def _lagringer(referat: Referat) -> Iterator[Lagring]:
    rader = referat.history.select_related("history_user", "lagret_av")
    for rad in rader.order_by("-history_date", "-history_id"):
        hvem = rad.history_user or rad.lagret_av
        yield Lagring(rad.history_date, hvem.navn if hvem else "", rad.get_status_display(), rad.versjon)


def avbrutte(referat: Referat) -> list[Retting]:
    """Return the corrections that came to nothing that was sent."""
    ikke_sendt = (Retting.Utfall.AVBRUTT, Retting.Utfall.INTERN)
    return list(referat.rettinger.filter(utfall__in=ikke_sendt).select_related("apnet_av", "avsluttet_av"))
