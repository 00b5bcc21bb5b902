"""An institution registers for a series (D3, D4): one number each, in the order requests arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dybdemoter import soknadsbrev
from dybdemoter.deltakere import Deltakerdata, legg_til
from dybdemoter.koen import i_koen
from dybdemoter.models import Institusjon, Kontakt, Region, Serie, Soknad
from dybdemoter.navnenokkel import navnenokkel, rent_orgnr
from dybdemoter.tilstander import las, skriv_steg

MEST_KONTAKTER = 2


@dataclass(frozen=True)
class Skjema:
    """What the form says. `typer` are some of «dogn», «dag», «poliklinisk».

    `region` is the one they say they belong to, empty where it is not asked. `samme_som` is the id of an
    application that the person has said is her own institution's; `andre_enn` those she has said are not.
    """

    institusjon: str
    typer: frozenset[str]
    navn: str
    epost: str
    arbeid_hovedmal: bool
    bindende: bool
    telefon: str = ""
    orgnr: str = ""
    region: str = ""
    malform: str = ""
    teams_problem: bool = False
    teams_kommentar: str = ""
    deler_skjerm: bool | None = None
    deltakere: Sequence[Deltakerdata] = ()
    samme_som: int | None = None
    andre_enn: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Kvittering:
    """What came of it. `ny` is whether it gave a number; else the contact has joined what was there."""

    soknad: Soknad
    kontakt: Kontakt
    ny: bool


class Stengt(Exception):
    """One cannot register: `hvorfor` is «utkast», «frist», «fordelt» or «avlyst»."""

    def __init__(self, serie: Serie, hvorfor: str) -> None:
        super().__init__(hvorfor)
        self.serie = serie
        self.hvorfor = hvorfor


class Likt(Exception):
    """Somebody must say whether it is the same institution as one of `soknader`, in the queue's order."""

    def __init__(self, soknader: list[Soknad]) -> None:
        super().__init__(", ".join(map(str, soknader)))
        self.soknader = soknader


def meld_pa(serie: Serie, data: Skjema, *, naa: datetime) -> Kvittering:
    """Register an institution, and send its receipt with its number in the queue.

    The same form twice changes nothing the second time. A colleague of the same institution joins the
    first registration as its second contact. Raises Stengt when one cannot register, ValidationError
    (field → what is wrong) for what must be mended, and Likt where the person must be asked; nothing
    has been written then.
    """
    orgnr = kontroller(serie, data)
    with i_koen(serie) as laast:
        _krev_apen(laast, naa)
        funnet = _samme(laast, data, orgnr)
        if funnet is not None:
            return _slutt_seg_til(funnet, data, naa)
        return _ny(laast, data, orgnr, naa)


def kontroller(serie: Serie, data: Skjema) -> str:
    """Return the organisation number in digits. Raises ValidationError with all that must be mended."""
    feil: dict[str, str] = {}
    if not navnenokkel(data.institusjon):
        feil["institusjon"] = _("Skriv navnet på institusjonen eller klinikken.")
    if not data.typer or not data.typer <= {"dogn", "dag", "poliklinisk"}:
        feil["typer"] = _("Velg minst ett slags tilbud.")
    if not data.arbeid_hovedmal:
        feil["arbeid_hovedmal"] = _("Møtene er for rehabilitering som har arbeid som hovedmål.")
    if not data.bindende:
        feil["bindende"] = _("Påmeldingen er bindende. Kryss av for at dere godtar det.")
    if data.region and data.region != serie.region:
        felt = {"region": serie.get_region_display(), "valgt": Region(data.region).label}
        feil["region"] = (
            _("Denne møterekken er for %(region)s. Meld dere på møterekken for %(valgt)s.") % felt
        )
    try:
        orgnr = rent_orgnr(data.orgnr)
    except ValueError:
        feil["orgnr"] = _("Organisasjonsnummeret stemmer ikke. Det har ni sifre, og kan stå tomt.")
    if feil:
        raise ValidationError(feil)
    return orgnr


def _krev_apen(serie: Serie, naa: datetime) -> None:
    if serie.tar_imot(naa):
        return
    raise Stengt(serie, "frist" if serie.status == Serie.Status.APEN else serie.status)


def _samme(serie: Serie, data: Skjema, orgnr: str) -> Soknad | None:
    """Return the living application of this institution, if there is one. Raises Likt when in doubt.

    There is no doubt where name and number agree, or name and contact; nor where both have given numbers
    and they differ.
    """
    alle = serie.soknader.levende().select_related("institusjon").prefetch_related("kontakter")
    i_tvil = []
    for soknad in alle.order_by("nummer"):
        if soknad.pk == data.samme_som:
            return las(soknad)
        if soknad.pk in data.andre_enn:
            continue
        likhet = _likhet(soknad, data, orgnr)
        if len(likhet) > 1:
            return las(soknad)
        if likhet:
            i_tvil.append(soknad)
    if i_tvil:
        raise Likt(i_tvil)
    return None


def _likhet(soknad: Soknad, data: Skjema, orgnr: str) -> set[str]:
    """Return in what a registration is like this application: «navn», «orgnr», «epost»."""
    deres = soknad.institusjon
    if orgnr and deres.orgnr and orgnr != deres.orgnr:
        return set()
    adresser = {kontakt.epost for kontakt in soknad.kontakter.all()}
    like = {
        "navn": deres.navnenokkel == navnenokkel(data.institusjon),
        "orgnr": bool(orgnr) and deres.orgnr == orgnr,
        "epost": data.epost.strip().lower() in adresser,
    }
    return {hva for hva, er_lik in like.items() if er_lik}


def _slutt_seg_til(soknad: Soknad, data: Skjema, naa: datetime) -> Kvittering:
    """Let a colleague join as the second contact; whoever is a contact already changes nothing."""
    kontakter = list(soknad.kontakter.all())
    kjent = next((k for k in kontakter if k.epost == data.epost.strip().lower()), None)
    if kjent is not None:
        return Kvittering(soknad, kjent, ny=False)
    if len(kontakter) >= MEST_KONTAKTER:
        melding = _(
            "Institusjonen er allerede meldt på, og har to kontaktpersoner. Snakk med dem, eller skriv til "
            "%(epost)s."
        )
        raise ValidationError({"epost": melding % {"epost": soknad.nettverk.epost}})
    kontakt = _ny_kontakt(soknad, data, naa)
    legg_til(soknad, data.deltakere)
    soknadsbrev.ny_kontakt(soknad, kontakt, naa=naa)
    return Kvittering(soknad, kontakt, ny=False)


def _ny(serie: Serie, data: Skjema, orgnr: str, naa: datetime) -> Kvittering:
    soknad = Soknad.objects.create(
        serie=serie,
        institusjon=_institusjon(serie, data, orgnr),
        nummer=serie.neste_nummer,
        mottatt=naa,
        bindende_godtatt=naa,
        arbeid_hovedmal=data.arbeid_hovedmal,
        teams_problem=data.teams_problem,
        teams_kommentar=data.teams_kommentar,
        deler_skjerm=data.deler_skjerm,
        **dict.fromkeys(data.typer, True),
    )
    Serie.objects.filter(pk=serie.pk).update(neste_nummer=F("neste_nummer") + 1)
    kontakt = _ny_kontakt(soknad, data, naa)
    legg_til(soknad, data.deltakere)
    skriv_steg(soknad, fra="", av=kontakt, naa=naa)
    soknadsbrev.kvittering(soknad, kontakt, naa=naa)
    return Kvittering(soknad, kontakt, ny=True)


def _ny_kontakt(soknad: Soknad, data: Skjema, naa: datetime) -> Kontakt:
    return Kontakt.objects.create(
        soknad=soknad,
        navn=data.navn.strip(),
        epost=data.epost,
        telefon=data.telefon.strip(),
        malform=data.malform,
        opprettet=naa,
    )


def _institusjon(serie: Serie, data: Skjema, orgnr: str) -> Institusjon:
    """Return the institution as the network knows it from before, else a new one.

    One that has applied here already has been said to be another.
    """
    opptatte = serie.soknader.levende().values("institusjon")
    kjente = serie.nettverk.institusjoner.filter(navnenokkel=navnenokkel(data.institusjon))
    kjente = kjente.filter(Q(orgnr=orgnr) | Q(orgnr="") if orgnr else Q()).exclude(pk__in=opptatte)
    kjent = kjente.order_by("-orgnr", "pk").first()
    if kjent is None:
        return Institusjon.objects.create(
            nettverk=serie.nettverk,
            navn=" ".join(data.institusjon.split()),
            orgnr=_ledig_orgnr(serie, data, orgnr),
            region=serie.region,
        )
    if orgnr and not kjent.orgnr and _ledig_orgnr(serie, data, orgnr):
        kjent.orgnr = orgnr
        kjent.save(update_fields=["orgnr"])
    return kjent


def _ledig_orgnr(serie: Serie, data: Skjema, orgnr: str) -> str:
    """Return the number, or nothing where one of the same name and number has said it is another."""
    nokkel = navnenokkel(data.institusjon)
    return "" if serie.nettverk.institusjoner.filter(orgnr=orgnr, navnenokkel=nokkel).exists() else orgnr
