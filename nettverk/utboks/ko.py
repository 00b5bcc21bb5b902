"""Putting a mail in the outbox, in the transaction of the change that causes it (X10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import translation

from nettverk.hemmelig import Gjemme, Hemmelighet
from nettverk.models.epost import Epost, Vedlegg
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Malform, Person
from nettverk.posthode import avsender, en_linje, krev_en_linje, mailto
from nettverk.utboks.gjengivelse import Emne, gjengi
from nettverk.vekking import vekk

if TYPE_CHECKING:
    from nettverk.models.dokument import Dokument
    from nettverk.models.fil import Fil

AVMELDING_MAKS = 100  # characters of the subject: encoded, a header line may have 998 bytes (RFC 5322)


@dataclass(frozen=True)
class Vedleggsdata:
    """An attachment to be: bytes, or a document or an uploaded file, taken when the mail is sent."""

    navn: str
    mime: str = "application/pdf"
    innhold: bytes | None = None
    dokument: Dokument | None = None
    fil: Fil | None = None


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
    hemmeligheter: Mapping[str, Hemmelighet] | None = None,
    person: Person | None = None,
    gjelder: models.Model | None = None,
    svar_til: str | None = None,
    hast: bool = False,
    auto: bool = True,
    avmelding: Emne | None = None,
) -> Epost | None:
    """Queue one mail to one address; call it inside the transaction of the change that causes it.

    Returns None, and queues nothing, when `nokkel` has been used before or `til` is empty. Each of
    `hemmeligheter` (name -> secret, or personal link) is in the templates under its name, and masked
    wherever mail is shown. `malform` empty means the person's, else the network's. `hast` goes before
    the others.

    `auto` is for what the machine sends by itself, and asks other machines not to answer: reminders,
    receipts, automatic notices. Mail that a person caused by pressing a button is not: whoever is away
    may say so. `avmelding` is the subject of the mail to the network by which the receiver says no to
    more, a link in the mail's foot and List-Unsubscribe: for people outside it who can rightly do that,
    never for members' duties. Raises BadHeaderError for an address with a line break.
    """
    if not til or Epost.objects.filter(nokkel=nokkel).exists():
        return None
    malform = malform or _malform(nettverk, person)
    gjemme = Gjemme()
    skjult = {navn: gjemme.gjem(navn, verdi) for navn, verdi in (hemmeligheter or {}).items()}
    svar_til = svar_til if svar_til is not None else nettverk.epost if nettverk else ""
    nei_takk = _avmelding(avmelding, malform)
    nei_adresse = mailto(nettverk.epost, nei_takk) if nettverk is not None and nei_takk else ""
    alt = {
        "svar_til": svar_til,
        "avmelding": nei_takk if nei_adresse else "",
        "avmelding_adresse": nei_adresse,
        **(kontekst or {}),
        **skjult,
    }
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
        auto=auto,
        avmelding=nei_adresse,
        emne=innhold.emne[:255],
        tekst=innhold.tekst,
        html=innhold.html,
        hemmeligheter=gjemme.hemmeligheter,
        lenker=gjemme.lenker,
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
    rad = epostfelter(nettverk=nettverk, til=til, til_navn=til_navn, naa=naa, svar_til=svar_til, **felter)
    filer = list(vedlegg)
    with transaction.atomic():
        epost, ny = Epost.objects.get_or_create(nokkel=nokkel, defaults=rad)
        if not ny:
            return None
        Vedlegg.objects.bulk_create(
            Vedlegg(
                epost=epost,
                dokument=ett.dokument,
                fil=ett.fil,
                navn=en_linje(ett.navn),
                mime=ett.mime,
                innhold=ett.innhold,
            )
            for ett in filer
        )
        if any(ett.dokument for ett in filer):
            vekk("lag_dokumenter")
        vekk("lever_epost")
    return epost


def epostfelter(
    *,
    nettverk: Nettverk | None,
    til: str,
    til_navn: str,
    naa: datetime,
    svar_til: str | None = None,
    **felter: Any,
) -> dict[str, Any]:
    """The fields of a mail to be queued at `naa`. Raises BadHeaderError for an address with a line break."""
    felter = {"adresseslag": _adresseslag(til, felter.get("person"), nettverk)} | felter
    return felter | {
        "nettverk": nettverk,
        "til": krev_en_linje(til),
        "til_navn": en_linje(til_navn)[:200],
        "fra": avsender(nettverk.sekretariat if nettverk else ""),
        "svar_til": krev_en_linje(svar_til if svar_til is not None else nettverk.epost if nettverk else ""),
        "neste_forsok": naa,
        "opprettet": naa,
    }


def _malform(nettverk: Nettverk | None, person: Person | None) -> str:
    """The receiver's language: the person's choice, else the network's, else bokmål."""
    if nettverk is not None:
        return nettverk.malform_for(person)
    return (person.malform if person else "") or Malform.NB


def _adresseslag(til: str, person: Person | None, nettverk: Nettverk | None) -> str:
    """Whose address it is. What callers write for a person follows from whether she has her own."""
    if person is not None:
        return Epost.Adresseslag.EGEN if person.har_egen_epost else Epost.Adresseslag.DELT
    er_nettverket = nettverk is not None and til == nettverk.epost
    return Epost.Adresseslag.NETTVERK if er_nettverket else Epost.Adresseslag.ANNEN


def _avmelding(emne: Emne | None, malform: str) -> str:
    """The words by which one says no, in the receiver's language."""
    if emne is None:
        return ""
    with translation.override(malform):
        return en_linje(emne() if callable(emne) else emne)[:AVMELDING_MAKS]
