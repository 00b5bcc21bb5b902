"""How mails about a series are put together. Each goes into the outbox in the transaction that causes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dybdemoter.adresser import serie_url, styring_url
from dybdemoter.lenker import institusjonslenke
from dybdemoter.models import Serie, Seriemote
from dybdemoter.roller import Deres, radgivere
from nettverk.sprak import dato_lang, tidsrom
from nettverk.utboks import Vedleggsdata, legg_i_ko
from nettverk.utboks.slag import registrer_slag

if TYPE_CHECKING:
    from nettverk.frister.regler import Mottaker

KVITTERING, NY_KONTAKT = "dybde_kvittering", "dybde_ny_kontakt"
PLASS, VENTELISTE, NEI = "dybde_plass", "dybde_venteliste", "dybde_nei"
TILBUD, TILBUD_UTE, TRUKKET = "dybde_tilbud", "dybde_tilbud_ute", "dybde_trukket"
FLYTTET, AVLYST, UTSATT = "dybde_flyttet", "dybde_avlyst", "dybde_utsatt"
TEMA, SAVNET, TIL_RADGIVER = "dybde_tema", "dybde_savnet", "dybde_til_radgiver"


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            KVITTERING: gettext_lazy("Kvittering for påmelding til dybdemøter"),
            NY_KONTAKT: gettext_lazy("Ny kontaktperson i dybdemøter"),
            PLASS: gettext_lazy("Plass i dybdemøter"),
            VENTELISTE: gettext_lazy("Venteliste til dybdemøter"),
            NEI: gettext_lazy("Ikke plass i dybdemøter"),
            TILBUD: gettext_lazy("Tilbud om ledig plass i dybdemøter"),
            TILBUD_UTE: gettext_lazy("Tilbudet om plass i dybdemøter er utløpt"),
            TRUKKET: gettext_lazy("Trukket fra dybdemøter"),
            FLYTTET: gettext_lazy("Dybdemøte er flyttet"),
            AVLYST: gettext_lazy("Dybdemøte er avlyst"),
            UTSATT: gettext_lazy("Ny påmeldingsfrist for dybdemøter"),
            TEMA: gettext_lazy("Problemstilling til dybdemøte"),
            SAVNET: gettext_lazy("Savnet på dybdemøte"),
            TIL_RADGIVER: gettext_lazy("Om dybdemøter, til rådgiverne"),
        }
    )


@dataclass(frozen=True)
class Innhold:
    """What a mail says, in the active language. `knapp` is the words of its one link."""

    overskrift: str
    avsnitt: tuple[str, ...] = ()
    punkter: tuple[str, ...] = ()
    knapp: str = ""
    etter: tuple[str, ...] = ()


Tekst = Callable[[], Innhold]  # called in the receiver's language


def send(
    til: Deres,
    serie: Serie,
    *,
    slag: str,
    nokkel: str,
    emne: Callable[[], str],
    tekst: Tekst,
    gjelder: Model,
    naa: datetime,
    vedlegg: Iterable[Vedleggsdata] = (),
    auto: bool = True,
) -> None:
    """Queue one mail to an institution's receiver: a contact gets her link, others the public page.

    `nokkel` tells one event from another; the receiver is added to it.
    """
    mottaker = til.mottaker
    legg_i_ko(
        nokkel=f"{slag}:{nokkel}:{mottaker.adresse}",
        slag=slag,
        nettverk=serie.nettverk,
        til=mottaker.adresse,
        til_navn=mottaker.navn,
        malform=mottaker.malform,
        mal="epost/dybdebrev",
        emne=emne,
        kontekst={"brev": tekst, "url": serie_url(serie)},
        hemmeligheter={"lenke": institusjonslenke(til.kontakt)} if til.kontakt else {},
        vedlegg=vedlegg,
        gjelder=gjelder,
        auto=auto,
        naa=naa,
    )


def til_radgiverne(
    serie: Serie,
    *,
    nokkel: str,
    emne: Callable[[], str],
    tekst: Tekst,
    gjelder: Model,
    naa: datetime,
    slag: str = TIL_RADGIVER,
    vedlegg: Callable[[Mottaker], Iterable[Vedleggsdata]] = lambda _mottaker: (),
) -> None:
    """Queue one mail to each adviser, with the address of the page where they run the series."""
    for mottaker in radgivere(serie):
        legg_i_ko(
            nokkel=f"{slag}:{nokkel}:{mottaker.adresse}",
            slag=slag,
            nettverk=serie.nettverk,
            til=mottaker.adresse,
            til_navn=mottaker.navn,
            person=mottaker.person,
            malform=mottaker.malform,
            mal="epost/dybdebrev",
            emne=emne,
            kontekst={"brev": tekst, "url": styring_url(serie)},
            vedlegg=vedlegg(mottaker),
            gjelder=gjelder,
            naa=naa,
        )


def serienavn(serie: Serie) -> str:
    """«dybdemøter i Region Vest, 2027», as a subject names it, in the active language."""
    felt = {"region": serie.get_region_display(), "sesong": serie.sesong}
    return _("dybdemøter i %(region)s, %(sesong)s") % felt


def motetid(mote: Seriemote) -> str:
    """«tirsdag 12. januar 2027 kl. 09.00–11.30»."""
    return f"{dato_lang(mote.start)} {tidsrom(mote.start, mote.slutt)}"


def motelinjer(serie: Serie, *, med_lenke: bool) -> tuple[str, ...]:
    """Return the meetings that stand, a line each; with the Teams link for those who may see it."""
    return tuple(
        f"{motetid(mote)} {mote.teams_lenke}".strip() if med_lenke else motetid(mote)
        for mote in serie.gjeldende_moter()
    )
