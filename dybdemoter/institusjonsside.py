"""What an institution's page says: where it stands, in words, and what to do next (D4 to D10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dybdemoter.deltakere import hint
from dybdemoter.forfall import forfall_svar, stemmefrist
from dybdemoter.models import Deltaker, Problemstilling, Serie, Seriemote, Soknad, Soknadssteg, Stemme
from nettverk.klokke import dag as lokal_dag
from nettverk.sprak import dato_dag, dato_kort
from nettverk.tilstand import Tilstand

T = Soknad.Tilstand


@dataclass(frozen=True)
class Gjoremal:
    """One thing to do: in words, where, and how urgent it is."""

    hva: str
    url: str
    knapp: str
    tilstand: Tilstand


@dataclass(frozen=True)
class Motelinje:
    """One meeting as the institution sees it: who comes, and what is discussed.

    `tema` is what was chosen; `stemt` what they have voted for. `stemmefrist` is the last day, inclusive.
    """

    mote: Seriemote
    naa: datetime
    med_plass: bool
    ventet: tuple[Deltaker, ...]
    tema: Problemstilling | None
    stemt: Problemstilling | None

    @property
    def er_over(self) -> bool:
        """Whether it has ended."""
        return self.naa >= self.mote.slutt

    @property
    def har_begynt(self) -> bool:
        """Whether it has begun: who comes can be named until then."""
        return self.naa >= self.mote.start

    @property
    def stemmefrist(self) -> object:
        """The last day to vote."""
        return stemmefrist(self.mote)

    @property
    def kan_foresla(self) -> bool:
        """Whether its topic is still to be chosen."""
        return self.med_plass and not (self.mote.er_avlyst or self.har_begynt or self.tema)

    @property
    def kan_stemme(self) -> bool:
        """Whether votes are still counted."""
        return self.kan_foresla and lokal_dag(self.naa) <= stemmefrist(self.mote)


class Institusjonsbilde:
    """An application as its contact reads it at the UTC moment `naa`."""

    def __init__(self, soknad: Soknad, naa: datetime) -> None:
        self.soknad = soknad
        self.serie: Serie = soknad.serie
        self.naa = naa

    @cached_property
    def stilling(self) -> str:
        """The state as it is now: an offer whose time is up has run out, whether or not it is swept yet."""
        soknad = self.soknad
        if soknad.tilstand == T.TILBUD and soknad.tilbudet_er_ute(self.naa):
            return str(T.UTLOPT)
        if self.serie.er_avlyst and soknad.er_levende:
            return "avlyst"
        return str(soknad.tilstand)

    @property
    def er_over(self) -> bool:
        """Whether the last meeting is over."""
        moter = self.serie.gjeldende_moter()
        return bool(moter) and self.naa >= moter[-1].slutt

    @property
    def med_plass(self) -> bool:
        """Whether they have a place in a series that is held."""
        return self.stilling == T.PLASS

    @property
    def kan_endre(self) -> bool:
        """Whether there is still something to tell: participants, Teams, to withdraw."""
        return self.stilling in T.values and self.stilling in self.soknad.LEVENDE and not self.er_over

    @property
    def kan_melde_pa_igjen(self) -> bool:
        """Whether who has withdrawn can register anew."""
        return self.serie.tar_imot(self.naa)

    @cached_property
    def tilstand(self) -> Tilstand:
        """Where they stand, in colour, shape and a few words."""
        nr = {"nummer": self.soknad.nummer, "plass": self.nummer_pa_ventelisten}
        valg = {
            T.MOTTATT: ("accent", "kommer", _("Nr. %(nummer)d i køen, ikke svart ennå") % nr, True),
            T.PLASS: ("success", "gjort", _("Dere har plass"), True),
            T.VENTER: ("accent", "kommer", _("Nr. %(plass)d på ventelisten") % nr, True),
            T.TILBUD: ("warning", "snart", _("Dere har fått tilbud om plass"), True),
            T.TAKKET_NEI: ("neutral", "avlyst", _("Dere har takket nei"), False),
            T.UTLOPT: ("neutral", "avlyst", _("Tilbudet er utløpt"), False),
            T.TRUKKET: ("neutral", "avlyst", _("Trukket fra møterekken"), False),
            T.AVVIST: ("neutral", "avlyst", _("Dere får ikke plass"), False),
            "avlyst": ("neutral", "avlyst", _("Møterekken er avlyst"), False),
        }
        return Tilstand(*valg[self.stilling])

    @cached_property
    def nummer_pa_ventelisten(self) -> int:
        """How many wait before them, and themselves. There is one queue."""
        venter = self.serie.soknader.filter(tilstand=T.VENTER, nummer__lte=self.soknad.nummer)
        return venter.count()

    @property
    def svarfrist(self) -> object:
        """The local date by which they have an answer."""
        return forfall_svar(self.serie)

    @property
    def svaret_er_sent(self) -> bool:
        """Whether the answer should have come."""
        senest = forfall_svar(self.serie)
        return senest is not None and lokal_dag(self.naa) > senest

    @cached_property
    def steg(self) -> list[Soknadssteg]:
        """What has happened, newest first."""
        return list(self.soknad.steg.select_related("av").order_by("-tid", "-pk"))

    @property
    def siste_steg(self) -> Soknadssteg | None:
        """The step that brought them where they are."""
        return self.steg[0] if self.steg else None

    @cached_property
    def deltakere(self) -> list[Deltaker]:
        """Who is named, for every meeting or for one."""
        return list(self.soknad.deltakere.all())

    @property
    def faste(self) -> list[Deltaker]:
        """Who is expected at every meeting."""
        return [en for en in self.deltakere if en.mote_id is None]

    @property
    def hint(self) -> str:
        """What is recommended, where this many are not."""
        return hint(len(self.faste)) if self.kan_endre else ""

    @cached_property
    def moter(self) -> list[Motelinje]:
        """All the meetings, in order of time, the cancelled ones too."""
        stemmer = Stemme.objects.filter(soknad=self.soknad).select_related("problemstilling")
        stemt = {stemme.mote_id: stemme.problemstilling for stemme in stemmer}
        alle = self.serie.moter.select_related("serie__nettverk", "valg__problemstilling").order_by(
            "start", "pk"
        )
        return [self._linje(mote, stemt.get(mote.pk)) for mote in alle]

    def _linje(self, mote: Seriemote, stemt: Problemstilling | None) -> Motelinje:
        valg = getattr(mote, "valg", None)
        return Motelinje(
            mote,
            self.naa,
            self.med_plass,
            tuple(en for en in self.deltakere if en.mote_id in (None, mote.pk)),
            valg.problemstilling if valg else None,
            stemt,
        )

    @property
    def neste(self) -> Motelinje | None:
        """The next meeting that is held."""
        return next((en for en in self.moter if not en.er_over and not en.mote.er_avlyst), None)

    @cached_property
    def gjoremal(self) -> list[Gjoremal]:
        """What they are asked to do now, the most urgent first. The offer stands for itself."""
        if not self.kan_endre:
            return []
        return [*self._stemmer(), *self._navn()]

    def _stemmer(self) -> list[Gjoremal]:
        apne = [en for en in self.moter if en.kan_stemme and not en.stemt]
        return [self._stem(en) for en in apne if en == self.neste or self._er_snart(en)]

    def _er_snart(self, linje: Motelinje) -> bool:
        return (stemmefrist(linje.mote) - lokal_dag(self.naa)).days <= 14

    def _stem(self, linje: Motelinje) -> Gjoremal:
        senest = stemmefrist(linje.mote)
        igjen = (senest - lokal_dag(self.naa)).days
        farge, merke = ("warning", "snart") if igjen <= 7 else ("accent", "kommer")
        return Gjoremal(
            _("Stem over problemstilling til møtet %(dato)s") % {"dato": dato_dag(linje.mote.dag)},
            reverse("institusjon_mote", args=(self.soknad.pk, linje.mote.pk)),
            _("Les og stem"),
            Tilstand(farge, merke, _("Innen %(dato)s") % {"dato": dato_kort(senest)}, igjen <= 7),
        )

    def _navn(self) -> list[Gjoremal]:
        if self.faste:
            return []
        return [
            Gjoremal(
                _("Skriv hvem som deltar: to til tre, de samme hver gang"),
                reverse("institusjon_deltakere", args=(self.soknad.pk,)),
                _("Skriv deltakere"),
                Tilstand("accent", "du", _("Din tur")),
            )
        ]
