"""The innkalling's frozen documents: one per audience and language."""

from datetime import datetime

from moter.innhold import innkallingsinnhold
from moter.models import Innkalling
from nettverk.dokumenter.filer import filnavn
from nettverk.models import Dokument
from nettverk.utboks import Vedleggsdata

Malgruppe = Dokument.Malgruppe


def frys_innkalling(innkalling: Innkalling, *, naa: datetime) -> Dokument:
    """Keep what is said now, for both audiences; return the one KLB and the group get."""
    malform = innkalling.mote.gruppe.nettverk.malform
    dokumenter = {
        malgruppe: _frys(innkalling, malgruppe, malform, naa)
        for malgruppe in (Malgruppe.GRUPPE, Malgruppe.APEN)
    }
    return dokumenter[Malgruppe.GRUPPE]


def _frys(innkalling: Innkalling, malgruppe: str, malform: str, naa: datetime) -> Dokument:
    mote = innkalling.mote
    return Dokument.objects.frys(
        gjelder=innkalling,
        nettverk=mote.gruppe.nettverk,
        slag=Dokument.Slag.INNKALLING,
        malgruppe=malgruppe,
        malform=malform,
        versjon=innkalling.versjon,
        innhold=innkallingsinnhold(mote, malgruppe),
        filnavn=filnavn("innkalling", mote.gruppe.navn, mote.dag.isoformat()),
        naa=naa,
    )


def innkalling_i_malform(innkalling: Innkalling, malgruppe: str, malform: str, *, naa: datetime) -> Dokument:
    """Return the frozen document in a language; a new language words the same frozen content."""
    return i_malform(frosset_innkalling(innkalling, malgruppe), malform, naa=naa)


def frosset_innkalling(innkalling: Innkalling, malgruppe: str) -> Dokument:
    """Return what the innkalling says to this audience, in the language it was frozen in."""
    dokumenter = innkalling.dokumenter.filter(malgruppe=malgruppe, versjon=innkalling.versjon)
    frosset: Dokument = dokumenter.earliest("pk")
    return frosset


def innkallingsvedlegg(
    innkalling: Innkalling, malgruppe: str, malform: str, *, naa: datetime
) -> list[Vedleggsdata]:
    """Return the innkalling as an attachment for this audience.

    One that came as a file may hold part 1, and is for the group only.
    """
    fil = innkalling.fil
    if fil is None:
        dokument = innkalling_i_malform(innkalling, malgruppe, malform, naa=naa)
        return [Vedleggsdata(navn=dokument.filnavn, dokument=dokument)]
    if malgruppe != Malgruppe.GRUPPE:
        return []
    return [Vedleggsdata(navn=fil.navn, mime=fil.mime, fil=fil)]


def i_malform(dokument: Dokument, malform: str, *, naa: datetime) -> Dokument:
    """Return the same frozen content as a document in this language («nb» or «nn»)."""
    if dokument.malform == malform:
        return dokument
    assert dokument.gjelder is not None
    return Dokument.objects.frys(
        gjelder=dokument.gjelder,
        nettverk=dokument.nettverk,
        slag=dokument.slag,
        malgruppe=dokument.malgruppe,
        malform=malform,
        versjon=dokument.versjon,
        innhold=dokument.innhold,
        filnavn=dokument.filnavn,
        naa=naa,
    )
