"""The deadlines of a series, as requirements part F has them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dybdemoter.forfall import (
    DELTAKERE,
    PROBLEMSTILLING,
    STEMME,
    SVAR,
    forfall_deltakere,
    forfall_problemstilling,
    forfall_stemme,
    forfall_svar,
)
from dybdemoter.fristhandlere import Deltakerfrist, Problemstillingsfrist, Stemmefrist, Svarfrist
from dybdemoter.models import Serie, Seriemote
from dybdemoter.roller import KONTAKTPERSON, KOORDINATOR, RADGIVER
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.frister.regler import Fristslag, Grense, Grenser, krev, registrer, saker


def sett_motefrister(serie: Serie, *, naa: datetime) -> None:
    """Set the deadlines of the meetings that have not begun, as when the places have been given."""
    for mote in Seriemote.objects.for_frister().filter(serie=serie, start__gt=naa):
        oppdater_frister(mote, serie.nettverk, naa=naa)


def _i_rekkefolge(grenser: Mapping[str, Grenser]) -> Iterator[tuple[str, str, str]]:
    """Refuse limits by which a topic would have to be chosen before the votes are in."""
    stemme = grenser[STEMME]["dager"]
    if grenser[PROBLEMSTILLING]["dager"] > stemme:
        feil = _("Må ikke være flere enn fristen for å stemme, som er %(dager)d dager før møtet.")
        yield PROBLEMSTILLING, "dager", feil % {"dager": stemme}


def registrer_frister() -> None:
    """Declare the table: due when, who must act, when to remind, and to whom it is passed on."""
    saker.append(Serie.objects.for_frister())
    saker.append(Seriemote.objects.for_frister())
    krev(_i_rekkefolge)
    registrer(
        Fristslag(
            SVAR,
            plass=8,
            navn=_("Svar til dem som har søkt om dybdemøter"),
            modell=Serie,
            forfall=forfall_svar,
            grenser=(Grense("dager", _("dager etter påmeldingsfristen"), 2, mest=60),),
            ansvarlig=RADGIVER,
            paminn=(-1, 0),
            eskaler={KOORDINATOR: (1,)},
            handler=Svarfrist(),
        )
    )
    registrer(
        Fristslag(
            STEMME,
            plass=9,
            navn=_("Stemme over problemstilling"),
            modell=Seriemote,
            forfall=forfall_stemme,
            grenser=(Grense("dager", _("dager før dybdemøtet"), 10, mest=60),),
            ansvarlig=KONTAKTPERSON,
            paminn=(-3,),
            handler=Stemmefrist(),
        )
    )
    registrer(
        Fristslag(
            PROBLEMSTILLING,
            plass=10,
            navn=_("Problemstilling valgt"),
            modell=Seriemote,
            forfall=forfall_problemstilling,
            grenser=(Grense("dager", _("dager før dybdemøtet"), 7, mest=60),),
            ansvarlig=RADGIVER,
            paminn=(-3, 0),
            handler=Problemstillingsfrist(),
        )
    )
    registrer(
        Fristslag(
            DELTAKERE,
            plass=11,
            navn=_("Deltakere, der ingen er meldt"),
            modell=Seriemote,
            forfall=forfall_deltakere,
            grenser=(Grense("dager", _("dager før dybdemøtet"), 2, mest=60),),
            ansvarlig=KONTAKTPERSON,
            paminn=(-5,),
            eskaler={RADGIVER: (1,)},
            handler=Deltakerfrist(),
        )
    )
