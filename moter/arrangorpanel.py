"""What the meeting's page says and offers about who organises it (L5, L6)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from moter.bytte import kan_sporre
from moter.models import Arrangorbytte, Mote
from nettverk.innsyn import Innsyn
from nettverk.sprak import ringbart


@dataclass(frozen=True)
class Arrangorpanel:
    """What this viewer may do, the contact's phone if she may have it, and swaps that wait for an answer."""

    kan_bytte: bool
    kan_overta: bool
    kan_trekke: bool
    telefon: str
    sporsmal: list[Arrangorbytte]
    har_spurt: bool

    @property
    def nummer(self) -> str:
        """The number as a link needs it."""
        return ringbart(self.telefon)


def arrangorpanel(mote: Mote, innsyn: Innsyn, naa: datetime) -> Arrangorpanel | None:
    """Return it for the meeting's page; None where there is nothing to do or know for this viewer."""
    if mote.er_avlyst or mote.start <= naa:
        return None
    moter = Mote.objects.filter(pk=mote.pk)
    styrer, fordeler = moter.forvaltet_av(innsyn).exists(), moter.fordelt_av(innsyn).exists()
    sporsmal = ventende_bytter(mote, innsyn, naa)
    if not styrer and not sporsmal:
        return None
    kan_bytte = kan_sporre(mote, innsyn.person, naa)
    return Arrangorpanel(
        kan_bytte=kan_bytte,
        kan_overta=mote.arrangor is not None and (fordeler or kan_bytte),
        kan_trekke=styrer,
        telefon=mote.arrangor.telefon if mote.arrangor and mote.overtatt_for_id and fordeler else "",
        sporsmal=sporsmal,
        har_spurt=any(bytte.mote_id == mote.pk and bytte.spurt_av == innsyn.person for bytte in sporsmal),
    )


def ventende_bytter(mote: Mote, innsyn: Innsyn, naa: datetime) -> list[Arrangorbytte]:
    """Return the swaps of this meeting, for or against it, that the viewer has a part in and that wait."""
    om_motet = Q(mote=mote) | Q(mot_mote=mote)
    egne = Arrangorbytte.objects.synlig_for(innsyn).apne().filter(om_motet).med_alt()
    return [bytte for bytte in egne if bytte.venter(naa)]
