"""Who came (D9): an institution with nobody there is followed up, never excluded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dybdemoter import brev
from dybdemoter.models import Deltaker, Oppmote, Serie, Seriemote, Soknad
from dybdemoter.roller import kontakter
from nettverk.models import Person
from nettverk.sprak import dato_dag


@dataclass(frozen=True)
class Fram:
    """What is recorded of one institution: whether anybody was there, and which of those expected (ids)."""

    mott: bool
    deltakere: Collection[int] = ()
    merknad: str = ""


@transaction.atomic
def registrer(mote: Seriemote, fram: Mapping[int, Fram], *, av: Person, naa: datetime) -> list[Oppmote]:
    """Record a meeting's attendance, application id → what was seen; again is a correction.

    Whoever had nobody there gets one mail, the first time. Raises ValidationError for a meeting that has
    not begun or was cancelled, and for an institution that does not take part.
    """
    if mote.er_avlyst or naa < mote.start:
        raise ValidationError(_("Oppmøte føres når møtet har begynt."))
    soknader = {en.pk: en for en in _med_i(mote)}
    if not fram.keys() <= soknader.keys():
        raise ValidationError(_("En av institusjonene er ikke med i møterekken."))
    return [_registrer(mote, soknader[pk], sett, av, naa) for pk, sett in fram.items()]


def _med_i(mote: Seriemote) -> list[Soknad]:
    """Return the institutions with a place, and those whose attendance at this meeting stands already."""
    alle = mote.serie.soknader.for_frister()
    return list((alle.med_plass() | alle.filter(oppmote__mote=mote)).distinct())


def _registrer(mote: Seriemote, soknad: Soknad, sett: Fram, av: Person, naa: datetime) -> Oppmote:
    der = Deltaker.objects.filter(soknad=soknad, pk__in=sett.deltakere)
    felt = {
        "mott": sett.mott or der.exists(),
        "registrert": naa,
        "registrert_av": av,
        "merknad": sett.merknad,
    }
    oppmote, _ny = Oppmote.objects.update_or_create(mote=mote, soknad=soknad, defaults=felt)
    oppmote.deltakere.set(der)
    if not oppmote.mott:
        _savnet(oppmote, naa)
    return oppmote


def ma_folges_opp(serie: Serie) -> list[Oppmote]:
    """Return the institutions that nobody came from and nobody has talked with yet, oldest meeting first."""
    rader = Oppmote.objects.filter(mote__serie=serie, mott=False, fulgt_opp=None)
    return list(rader.select_related("mote", "soknad__institusjon").order_by("mote__start", "soknad__nummer"))


def folg_opp(oppmote: Oppmote, merknad: str = "", *, av: Person, naa: datetime) -> Oppmote:
    """Note that somebody has talked with an institution that was missed. No reason need be given."""
    oppmote.fulgt_opp, oppmote.fulgt_opp_av = naa, av
    oppmote.merknad = merknad.strip() or oppmote.merknad
    oppmote.save(update_fields=["fulgt_opp", "fulgt_opp_av", "merknad"])
    return oppmote


def _savnet(oppmote: Oppmote, naa: datetime) -> None:
    mote, soknad = oppmote.mote, oppmote.soknad

    def tekst() -> brev.Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "dag": dato_dag(mote.dag)}
        return brev.Innhold(
            _("Vi savnet dere på dybdemøtet"),
            (
                _("Ingen fra %(institusjon)s var med på møtet %(dag)s.") % felt,
                _("Dere har fortsatt plass. Kan minst én av dere komme på det neste?"),
                _("Er det noe som gjør det vanskelig, for eksempel Teams? Svar på denne e-posten."),
            ),
            punkter=tuple(brev.motetid(en) for en in mote.serie.gjeldende_moter() if en.start > naa),
            knapp=_("Se møterekken"),
        )

    for deres in kontakter(soknad):
        brev.send(
            deres,
            mote.serie,
            slag=brev.SAVNET,
            nokkel=str(oppmote.pk),
            emne=lambda: _("Vi savnet dere på dybdemøtet %(dag)s") % {"dag": dato_dag(mote.dag)},
            tekst=tekst,
            gjelder=mote,
            naa=naa,
        )
