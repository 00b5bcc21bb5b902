"""The programme as one viewer may write it: her items, and part 1 as blocks where it is closed to her."""

from dataclasses import dataclass
from functools import cached_property

from moter.dagslinje import Dagslinje, dagslinje
from moter.models import Mote, Motedel, Programpost
from moter.program import Bolk, bolker, minutter, ramme
from moter.programtider import Rekke, Tid, sortert
from nettverk.innsyn import Innsyn

FELT = ("start", "varighet", "motedel", "tittel", "ansvarlig", "beskrivelse", "bare_for_gruppen")
MOTET = "mote"

# What a form begins from, as text: each item's fields by its key, and what is the meeting's own.
Utgave = dict[str, dict[str, str]]


@dataclass
class Tavle:
    """The programme as one viewer may write it. Part 1 is a fixed block to who may not read it (L10)."""

    mote: Mote
    bolker: list[Bolk]
    leser_del1: bool

    def er_blokk(self, bolk: Bolk) -> bool:
        """Whether it is to be seen as a span of time only."""
        return bolk.motedel == Motedel.DEL1 and not self.leser_del1

    @cached_property
    def poster(self) -> dict[str, Programpost]:
        """The items that may be changed, by their keys, in the order of the day."""
        return {str(p.pk): p for bolk in self.bolker if not self.er_blokk(bolk) for p in bolk.poster}

    @cached_property
    def rekke(self) -> Rekke:
        """The whole day's times, with blocks."""
        ut: Rekke = []
        for nr, bolk in enumerate(self.bolker):
            if self.er_blokk(bolk):
                start = minutter(bolk.start)
                ut.append(Tid(f"blokk{nr}", start, minutter(bolk.slutt) - start, fast=True))
            else:
                ut += [Tid(str(p.pk), minutter(p.start), p.varighet) for p in bolk.poster]
        return sortert(ut)

    @property
    def titler(self) -> dict[str, str]:
        """What each item is called in a message; a block by the part's name."""
        egne = {nokkel: post.tittel for nokkel, post in self.poster.items()}
        return {t.nokkel: egne.get(t.nokkel, str(Motedel.DEL1.label)) for t in self.rekke}

    @property
    def deler(self) -> dict[str, str]:
        """Which part each key belongs to."""
        return {
            t.nokkel: self.poster[t.nokkel].motedel if t.nokkel in self.poster else Motedel.DEL1
            for t in self.rekke
        }

    @property
    def linje(self) -> Dagslinje:
        """The day as one line."""
        return dagslinje(self.mote, self.bolker)

    def utgave(self) -> Utgave:
        """Return what stands here now, as text, to be compared with when a form comes back."""
        fra, til = ramme(self.mote)
        ut = {t.nokkel: {"start": str(t.start), "varighet": str(t.varighet)} for t in self.rekke if t.fast}
        ut |= {nokkel: self.skrevet(post) for nokkel, post in self.poster.items()}
        tema = str(self.mote.kompetansepunkt_id or "")
        return ut | {MOTET: {"ramme": f"{fra}-{til}", "kompetansepunkt": tema}}

    def skrevet(self, post: Programpost) -> dict[str, str]:
        """Return an item's fields as the form writes them."""
        felt = {navn: getattr(post, navn) for navn in FELT if navn != "bare_for_gruppen" or self.leser_del1}
        return {navn: f"{v:%H:%M}" if navn == "start" else str(v) for navn, v in felt.items()}


def les(mote: Mote, innsyn: Innsyn) -> Tavle:
    """Return the programme as the viewer may write it."""
    leser_del1 = Mote.objects.med_apen_del1(innsyn).filter(pk=mote.pk).exists()
    return Tavle(mote, bolker(mote, innsyn), leser_del1)
