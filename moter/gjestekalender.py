"""What of the day a guest comes to, and the calendar entry of it: part 2, and nothing of part 1 (L13)."""

from datetime import datetime, time
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from moter.digitalt import motelenker
from moter.models import Mote, Motedel
from moter.program import Bolk, samlet
from nettverk.kalender import Kalenderpost, kalenderfil
from nettverk.klokke import OSLO
from nettverk.lenker import absolutt
from nettverk.utboks import Vedleggsdata


class Gjestetid(NamedTuple):
    """From when to when guests are welcome, as UTC moments; only the day of it holds until it is `kjent`."""

    start: datetime
    slutt: datetime
    kjent: bool = True


def gjestetid(mote: Mote) -> Gjestetid:
    """Return from when to when guests are welcome: part 2, and what is common beside it (lunch).

    A «velkommen» with part 1 between it and part 2 is not for them to sit and wait after. Where part 2
    has no items yet, nobody knows: some time during the meeting.
    """
    lop = _apne_lop(samlet(mote.programposter.only("mote", "motedel", "start", "varighet")))
    med_del2 = [ett for ett in lop if any(bolk.motedel == Motedel.DEL2 for bolk in ett)]
    if not med_del2:
        return Gjestetid(mote.start, mote.slutt, kjent=False)
    return Gjestetid(_moment(mote, med_del2[0][0].start), _moment(mote, med_del2[-1][-1].slutt))


def _apne_lop(bolker: list[Bolk]) -> list[list[Bolk]]:
    """Return the stretches of the day between the runs of part 1."""
    lop: list[list[Bolk]] = [[]]
    for bolk in bolker:
        if bolk.motedel == Motedel.DEL1:
            lop.append([])
        else:
            lop[-1].append(bolk)
    return lop


def _moment(mote: Mote, klokkeslett: time) -> datetime:
    return datetime.combine(mote.dag, klokkeslett, OSLO)


def timer_kommer() -> str:
    """Return what guests are told before part 2 has its hours."""
    return _("Klokkeslettene for den faglige delen kommer med programmet.")


def apen_lenke(mote: Mote) -> str:
    """Return the digital meeting's address for those who are not let in to part 1; empty where none is."""
    return next((lenke.adresse for lenke in motelenker(mote, del1=False)), "")


def gjestefil(mote: Mote, malform: str, *, med_lenke: bool = True, naa: datetime) -> bytes:
    """Return the calendar file of the open part, as an entry apart from the members'.

    `med_lenke` is whether the link to a digital meeting is in it: who is let in has it. It is an entry of
    the whole day until the hours of part 2 are known.
    """
    nettverk = mote.gruppe.nettverk
    lenke = apen_lenke(mote) if med_lenke else ""
    tid = gjestetid(mote)
    with translation.override(malform):
        tittel = _("Faglig påfyll, nettverksmøte i %(gruppe)s") % {"gruppe": mote.gruppe.navn}
        post = Kalenderpost(
            uid=f"mote-{mote.pk}-gjest@{urlsplit(settings.PORTAL_URL).hostname}",
            sekvens=mote.sekvens,
            start=tid.start,
            slutt=tid.slutt,
            hele_dagen=not tid.kjent,
            tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if mote.er_avlyst else tittel,
            sted=mote.motested or lenke,
            beskrivelse="\n".join(filter(None, (nettverk.navn, lenke, "" if tid.kjent else timer_kommer()))),
            url=absolutt(reverse("gjest_apen", args=(mote.gjestekode,))),
            avsender=nettverk.epost,
            avsender_navn=nettverk.sekretariat,
            avlyst=mote.er_avlyst,
        )
    return kalenderfil(post, naa=naa)


def gjestevedlegg(mote: Mote, malform: str, *, med_lenke: bool = True, naa: datetime) -> Vedleggsdata:
    """Return the guests' calendar file as a mail attachment."""
    innhold = gjestefil(mote, malform, med_lenke=med_lenke, naa=naa)
    return Vedleggsdata(navn="nettverksmote.ics", mime="text/calendar", innhold=innhold)
