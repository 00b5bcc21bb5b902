"""Correcting minutes that are sent (L15): «A correction is a new version, sent again».

While a correction is open, the version before it stands. How everything was is kept with the
correction (`grunnlag`), so that it can be given up, and so that members go on reading what stood.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _

from moter.innhold import Innhold
from moter.models import Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from referat.models import Gjesteoppmote, Gruppenotat, Oppfolging, Oppmote, Referat, Referatsak, Retting

Grunnlag = dict[str, Any]
# What the document has of each matter, as it names them where they have been corrected.
FELTER = {
    "opplysninger": ("start", "slutt", "sted", "adresse", "arrangor", "gruppeansvarlig", "referent"),
    "oppmote": ("deltok", "fravaer", "drift", "gjester"),
    "fra_forrige": ("fra_forrige",),
    "neste_ar": ("neste_ar",),
    "oppsummering": ("oppsummering",),
}


@dataclass(frozen=True)
class BareForGruppen:
    """What of the minutes is for the group alone, as it stands."""

    notater: list[Gruppenotat]
    oppfolginger: list[Oppfolging]

    def __bool__(self) -> bool:
        return bool(self.notater or self.oppfolginger)


@transaction.atomic
def apne(referat: Referat, *, hva: str, av: Person, naa: datetime) -> Retting:
    """Open the minutes for correction as the next version; `hva` tells what is being corrected.

    Raises ValidationError unless they are sent and locked.
    """
    referat = Referat.objects.select_for_update(of=("self",)).get(pk=referat.pk)
    if not referat.er_last:
        raise ValidationError(_("Referatet er allerede åpent."))
    referat.status = Referat.Status.UTKAST
    referat.versjon += 1
    referat.utgave += 1
    referat.save()
    return Retting.objects.create(
        referat=referat, versjon=referat.versjon, hva=hva, apnet=naa, apnet_av=av, grunnlag=_grunnlag(referat)
    )


@transaction.atomic
def avbryt(referat: Referat, *, av: Person, naa: datetime) -> None:
    """Give the correction up: everything is as it stood before, and locked again.

    Raises ValidationError when none is open.
    """
    referat, retting = med_apen_retting(referat)
    _tilbake(referat, retting.grunnlag)
    las_igjen(referat)
    avslutt(retting, Retting.Utfall.AVBRUTT, av=av, naa=naa)


def avslutt(retting: Retting, utfall: str, *, av: Person, naa: datetime) -> None:
    """End a correction; what stood before it is needed no more."""
    retting.utfall, retting.avsluttet, retting.avsluttet_av = utfall, naa, av
    retting.grunnlag = {}
    retting.save()


def apen(referat: Referat) -> Retting | None:
    """Return the correction that is being written, if there is one."""
    return referat.rettinger.apne().select_related("apnet_av").first()


def er_endret(referat: Referat, retting: Retting) -> bool:
    """Whether anything at all is other than it was, also what is for the group alone."""
    return bool(_grunnlag(referat) != retting.grunnlag)


def bare_for_gruppen(referat: Referat, innsyn: Innsyn) -> BareForGruppen:
    """Return what is «Bare for gruppen» as it stands; nothing for who may not read part 1 (L10)."""
    notater = Gruppenotat.objects.synlig_for(innsyn).filter(sak__referat=referat)
    oppfolginger = Oppfolging.objects.synlig_for(innsyn).filter(referat=referat, motedel=Motedel.DEL1)
    if not referat.rettes:
        return BareForGruppen(list(notater.select_related("sak").order_by("sak")), list(oppfolginger))
    retting = Retting.objects.med_grunnlag_for(innsyn).apne().filter(referat=referat).first()
    stod = list(_rader(retting.grunnlag)) if retting else []
    return BareForGruppen(
        [rad for rad in stod if isinstance(rad, Gruppenotat)],
        [rad for rad in stod if isinstance(rad, Oppfolging) and rad.motedel == Motedel.DEL1],
    )


def endringer(forrige: Innhold, ny: Innhold) -> list[Innhold]:
    """Return what two versions differ in, as the document words it: what of it, and which item.

    Compared is what was sent with what is about to be, so nothing of part 1 can be among it.
    """
    funnet = [
        {"hva": navn}
        for navn, felter in FELTER.items()
        if any(_vist(forrige.get(felt)) != _vist(ny.get(felt)) for felt in felter)
    ]
    gamle, nye = _saker(forrige), _saker(ny)
    titler = dict.fromkeys([*gamle, *nye])
    return funnet + [{"hva": "sak", "tittel": t} for t in titler if gamle.get(t) != nye.get(t)]


def _vist(verdi: Any) -> Any:
    """Return what the document shows of a field: of a person not her address, which may be another by now."""
    if isinstance(verdi, dict):
        return {felt: under for felt, under in verdi.items() if felt != "epost"}
    return verdi


def _saker(innhold: Innhold) -> dict[str, list[Innhold]]:
    """Return the items by title, without their numbers: one that has moved has not changed."""
    saker: dict[str, list[Innhold]] = {}
    for sak in innhold["saker"]:
        uten_nummer = {felt: verdi for felt, verdi in sak.items() if felt != "nummer"}
        saker.setdefault(sak["tittel"], []).append(uten_nummer)
    return saker


def med_apen_retting(referat: Referat) -> tuple[Referat, Retting]:
    """Return the minutes, locked to the end of the transaction, and the correction that is open.

    Raises ValidationError when none is.
    """
    referat = Referat.objects.select_for_update(of=("self",)).get(pk=referat.pk)
    retting = apen(referat)
    if retting is None:
        raise ValidationError(_("Referatet blir ikke rettet nå."))
    return referat, retting


def las_igjen(referat: Referat) -> None:
    """Lock the minutes again as the version that was sent."""
    referat.status = Referat.Status.LEVERT
    referat.versjon -= 1
    referat.utgave += 1
    referat.save()


def _sett_av_rader(referat: Referat) -> tuple["models.QuerySet[Any]", ...]:
    """Return all that is written in the minutes, table by table, what is pointed to before what points."""
    return (
        Referatsak.objects.filter(referat=referat),
        Gruppenotat.objects.filter(sak__referat=referat),
        Oppmote.objects.filter(referat=referat),
        Gjesteoppmote.objects.filter(referat=referat),
        Oppfolging.objects.filter(referat=referat),
    )


def _grunnlag(referat: Referat) -> Grunnlag:
    """Return all that is written in the minutes, as plain data."""
    rader = [rad for sett in _sett_av_rader(referat) for rad in sett.order_by("pk")]
    data = {"oppsummering": referat.oppsummering, "rader": serializers.serialize("python", rader)}
    kopi: Grunnlag = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return kopi


def _rader(grunnlag: Grunnlag) -> Iterable[models.Model]:
    return (
        rad.object for rad in serializers.deserialize("python", grunnlag["rader"], ignorenonexistent=True)
    )


def _tilbake(referat: Referat, grunnlag: Grunnlag) -> None:
    """Write everything back as it was: rows that have come since go, those that went come again."""
    referat.oppsummering = grunnlag["oppsummering"]
    rader = list(_rader(grunnlag))
    for sett in _sett_av_rader(referat):
        sett.exclude(pk__in=[rad.pk for rad in rader if isinstance(rad, sett.model)]).delete()
    for rad in rader:
        rad.save()
