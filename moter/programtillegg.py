"""What is put into the programme by one click: lunch, and the item on next year's meetings (L7)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Mote, Motedel, Programpost
from moter.neste_ar import MOTER_I_ARET, motet_med_plikten, planlagte
from moter.program import LUNSJ_VARER, NESTE_AR_VARER, neste_ar_tittel, nevner_aret, ramme
from moter.programskriving import Punkt, les_laast, sett_tider, skriv
from moter.programtavle import Tavle
from moter.programtider import NY, Tid, brudd, sett_inn
from nettverk.innsyn import Innsyn
from nettverk.models import Person


class IkkePlass(ValidationError):
    """There is no room; something must be made shorter first."""


class Tillegg(models.TextChoices):
    """What is put into the programme by one click."""

    LUNSJ = "lunsj", gettext_lazy("Lunsj")
    NESTE_AR = "neste_ar", gettext_lazy("Neste års møter")


@transaction.atomic
def legg_til(mote: Mote, hva: Tillegg, *, innsyn: Innsyn, av: Person | None) -> Programpost:
    """Put in lunch, or next year's meetings, where they belong; what comes after gives way.

    Raises ValidationError where it stands there already, and IkkePlass where there is no room.
    """
    tavle = les_laast(mote, innsyn)
    punkt = forslag_til(tavle, hva)
    if _star_der(tavle.mote, hva):
        raise ValidationError(_("«%(tittel)s» står allerede i programmet.") % {"tittel": punkt.tittel})
    rekke = sett_inn(tavle.rekke, Tid(NY, punkt.start, punkt.varighet))
    fra, til = ramme(tavle.mote)
    if brudd(rekke, fra, til):
        raise IkkePlass(
            _("Det er ikke plass til «%(tittel)s» på %(minutter)d minutter. Kort ned noe, og lagre.")
            % {"tittel": punkt.tittel, "minutter": punkt.varighet}
        )
    sett_tider(tavle, rekke, av)
    post = Programpost(mote=tavle.mote)
    skriv(post, punkt, av)
    return post


def _star_der(mote: Mote, hva: Tillegg) -> bool:
    poster = mote.programposter.all()
    if hva == Tillegg.LUNSJ:
        return any(post.er_lunsj for post in poster)
    return nevner_aret(poster, mote.dag.year + 1)


def forslag_til(tavle: Tavle, hva: Tillegg) -> Punkt:
    """Return the item as it would be: lunch before part 2, next year's meetings right after part 1.

    Both are «felles». Where the parts are missing, lunch is in the middle and the other at the end.
    """
    lunsj = hva == Tillegg.LUNSJ
    varighet = LUNSJ_VARER if lunsj else NESTE_AR_VARER
    tittel = _("Lunsj") if lunsj else neste_ar_tittel(tavle.mote.dag.year + 1)
    start = _plass_til(tavle, etter_felles=lunsj)
    return Punkt(start, varighet, Motedel.FELLES, tittel)


def _plass_til(tavle: Tavle, *, etter_felles: bool) -> int:
    fra, til = ramme(tavle.mote)
    rekke, deler = tavle.rekke, tavle.deler
    if not rekke:
        return (fra + til) // 10 * 5 if etter_felles else fra
    del1 = [nr for nr, tid in enumerate(rekke) if deler[tid.nokkel] == Motedel.DEL1]
    plass = del1[-1] + 1 if del1 else 0 if etter_felles else len(rekke)
    if etter_felles:
        del2 = (nr for nr in range(plass, len(rekke)) if deler[rekke[nr].nokkel] == Motedel.DEL2)
        plass = next(del2, len(rekke))
    return rekke[plass - 1].slutt if plass else fra


def neste_ar_avtales_i(mote: Mote) -> int | None:
    """Return the year whose meetings are to be agreed on in this one, or None.

    «Tid og sted for neste års møter avtales på årets siste møte.» None where they are agreed on already.
    """
    ar = mote.dag.year + 1
    if mote.er_avlyst or motet_med_plikten(mote.gruppe, mote.dag.year) != mote:
        return None
    return ar if planlagte(mote.gruppe, ar) < MOTER_I_ARET else None


def neste_ar_mangler(mote: Mote) -> int | None:
    """Return that year where a programme has been begun and says nothing of it; pointed out, never a stop."""
    ar = neste_ar_avtales_i(mote)
    poster = list(mote.programposter.all()) if ar else []
    return ar if ar and poster and not nevner_aret(poster, ar) else None
