"""Putting a mail in the outbox, in the transaction of the change that causes it (X10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from nettverk.hemmelig import plassholder
from nettverk.models.epost import Epost, Vedlegg
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Malform, Person
from nettverk.posthode import avsender, en_linje, krev_en_linje
from nettverk.utboks.gjengivelse import Emne, gjengi
from nettverk.vekking import vekk

if TYPE_CHECKING:
    from nettverk.models.dokument import Dokument


@dataclass(frozen=True)
class Vedleggsdata:
    """An attachment to be: bytes, or a document whose PDF is taken when the mail is sent."""

    navn: str
    mime: str = "application/pdf"
    innhold: bytes | None = None
    dokument: Dokument | None = None


def legg_i_ko(
    *,
    nokkel: str,
    slag: str,
    nettverk: Nettverk | None,
    til: str,
    til_navn: str,
    mal: str,
    emne: Emne,
    naa: datetime,
    kontekst: Mapping[str, object] | None = None,
    malform: str = "",
    vedlegg: Iterable[Vedleggsdata] = (),
    hemmeligheter: Mapping[str, str] | None = None,
    person: Person | None = None,
    gjelder: models.Model | None = None,
    svar_til: str | None = None,
    hast: bool = False,
) -> Epost | None:
    """Queue one mail to one address; call it inside the transaction of the change that causes it.

    Returns None, and queues nothing, when `nokkel` has been used before or `til` is empty. Each of
    `hemmeligheter` (name -> secret) is in the templates under its name, and masked wherever mail is
    shown. `malform` empty means the person's, else the network's. `hast` goes before the others.
    Raises BadHeaderError for an address with a line break.
    """
    if not til or Epost.objects.filter(nokkel=nokkel).exists():
        return None
    malform = malform or _malform(nettverk, person)
    skjult = {navn: plassholder(navn) for navn in hemmeligheter or {}}
    svar_til = svar_til if svar_til is not None else nettverk.epost if nettverk else ""
    alt = {"svar_til": svar_til, **(kontekst or {}), **skjult}
    innhold = gjengi(mal, alt, emne=emne, nettverk=nettverk, til_navn=til_navn, malform=malform)
    return ny_epost(
        nokkel=nokkel,
        slag=slag,
        nettverk=nettverk,
        til=til,
        til_navn=til_navn,
        malform=malform,
        naa=naa,
        person=person,
        vedlegg=vedlegg,
        gjelder=gjelder,
        svar_til=svar_til,
        hast=hast,
        emne=innhold.emne[:255],
        tekst=innhold.tekst,
        html=innhold.html,
        hemmeligheter={skjult[navn]: verdi for navn, verdi in (hemmeligheter or {}).items()},
    )


def ny_epost(
    *,
    nokkel: str,
    nettverk: Nettverk | None,
    til: str,
    til_navn: str,
    naa: datetime,
    svar_til: str | None = None,
    vedlegg: Iterable[Vedleggsdata] = (),
    **felter: Any,
) -> Epost | None:
    """Write the row and its attachments; None when the key exists. `felter` are other fields of Epost.

    Without a text, the mail is composed when it is sent.
    """
    felter |= {
        "nettverk": nettverk,
        "til": krev_en_linje(til),
        "til_navn": en_linje(til_navn)[:200],
        "fra": avsender(nettverk.sekretariat if nettverk else ""),
        "svar_til": krev_en_linje(svar_til if svar_til is not None else nettverk.epost if nettverk else ""),
        "neste_forsok": naa,
        "opprettet": naa,
    }
    filer = list(vedlegg)
    with transaction.atomic():
        epost, ny = Epost.objects.get_or_create(nokkel=nokkel, defaults=felter)
        if not ny:
            return None
        Vedlegg.objects.bulk_create(
            Vedlegg(epost=epost, dokument=ett.dokument, navn=ett.navn, mime=ett.mime, innhold=ett.innhold)
            for ett in filer
        )
        if any(ett.dokument for ett in filer):
            vekk("lag_dokumenter")
        vekk("lever_epost")
    return epost


def _malform(nettverk: Nettverk | None, person: Person | None) -> str:
    """The receiver's language: the person's choice, else the network's, else bokmål."""
    if nettverk is not None:
        return nettverk.malform_for(person)
    return (person.malform if person else "") or Malform.NB
