"""A whole season at a glance: where it stands, and what its advisers are to do next, and by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dybdemoter.forfall import PROBLEMSTILLING, SVAR
from dybdemoter.models import Serie, Seriemote, Soknad
from dybdemoter.plasser import FA, OPPTAR_PLASS
from dybdemoter.serier import mangler as mangler_i
from dybdemoter.seriestand import Seriestand
from nettverk.frister.regler import fristslag
from nettverk.models import Frist
from nettverk.sprak import dato_dag, dato_lang
from nettverk.tilstand import Tilstand, din_tur, mangler, tilstand

HASTER = {"danger": 0, "warning": 1}  # what comes first; the rest as it stands

T = Soknad.Tilstand


def med_sesongen(serier: QuerySet[Serie]) -> QuerySet[Serie]:
    """Return series with all that `Sesong` reads, in a fixed number of queries."""
    moter = Seriemote.objects.select_related("valg__problemstilling").prefetch_related("frister", "oppmote")
    return serier.select_related("nettverk").prefetch_related(
        "radgivere", Prefetch("moter", moter), "soknader", "fordelinger", "frister"
    )


@dataclass(frozen=True)
class Oppgave:
    """One thing for the advisers to do: what, the button that leads to the place, and how it stands."""

    hva: str
    knapp: str
    url: str
    tilstand: Tilstand


@dataclass(frozen=True)
class Fristlinje:
    """One deadline: its name, the meeting it is of (None: of the series), and its state."""

    navn: str
    mote: Seriemote | None
    frist: Frist
    tilstand: Tilstand


@dataclass(frozen=True)
class Motelinje:
    """One meeting: its topic where chosen, its attendance in state words, and whether it can be moved."""

    mote: Seriemote
    tema: str
    oppmote: Tilstand
    kan_endres: bool


@dataclass(frozen=True)
class Sesong:
    """A series, read by `med_sesongen`, at the UTC moment `naa`."""

    serie: Serie
    naa: datetime

    @cached_property
    def stand(self) -> Seriestand:
        """The state as every reader meets it."""
        return Seriestand(self.serie, self.naa, self.antall_sokt)

    @cached_property
    def antall(self) -> Counter[str]:
        """How many applications there are in each state."""
        return Counter(soknad.tilstand for soknad in self.serie.soknader.all())

    @property
    def antall_sokt(self) -> int:
        """How many have applied, and not withdrawn or been refused."""
        return sum(self.antall[en] for en in (T.MOTTATT, T.PLASS, T.VENTER, T.TILBUD))

    @property
    def ledige(self) -> int:
        """How many places nobody has, or has been offered."""
        return self.serie.plasser - sum(self.antall[en] for en in OPPTAR_PLASS)

    @cached_property
    def oppgaver(self) -> list[Oppgave]:
        """What the advisers are to do, the most urgent first."""
        per_fase = {
            "utkast": self._planlegge,
            "apen": self._teams,
            "stengt": self._svare,
            "fordelt": self._holde,
            "ferdig": self._etterpa,
        }
        finn = per_fase.get(self.stand.fase)
        return sorted(finn() if finn else (), key=lambda en: HASTER.get(en.tilstand.farge, len(HASTER)))

    @property
    def na(self) -> str:
        """One sentence on what is going on, where there is nothing to do."""
        frist, neste = self.serie.pamelding_frist, self._neste_mote
        if self.stand.fase == "apen" and frist is not None:
            setning = _("Påmeldingen er åpen til og med %(frist)s. Alle skal ha svar innen %(svar)s.")
            svar = dato_lang(self._svarfrist.forfall) if self._svarfrist else ""
            return setning % {"frist": dato_lang(frist), "svar": svar}
        if self.stand.fase == "fordelt" and neste is not None:
            return _("Neste møte er %(dag)s.") % {"dag": dato_lang(neste.dag)}
        if self.stand.fase == "avlyst":
            return _("Møterekken er avlyst. Det er ingenting å gjøre.")
        return _("Det er ingenting å gjøre nå.")

    @property
    def _neste_mote(self) -> Seriemote | None:
        return next((mote for mote in self.serie.gjeldende_moter() if mote.start > self.naa), None)

    @cached_property
    def _svarfrist(self) -> Frist | None:
        """The duty to answer everybody, as it was read: computing it anew asks for the network's limits."""
        return next((frist for frist in self.serie.frister.all() if frist.slag == SVAR), None)

    def _til(self, navn: str, *args: int) -> str:
        return reverse(navn, args=(self.serie.pk, *args))

    def _planlegge(self) -> Iterator[Oppgave]:
        """Yield what a draft needs before anybody can register (D2)."""
        kommer = Tilstand("accent", "kommer", _("Utkast"))
        if mangler_i(self.serie, self.naa):
            hva = _("Fyll ut det som mangler, og publiser møterekken.")
            yield Oppgave(hva, _("Se hva som mangler"), self._til("styring_publiser"), kommer)
        else:
            hva = _("Alt er på plass. Publiser møterekken, så institusjonene kan melde seg på.")
            yield Oppgave(hva, _("Se over og publiser"), self._til("styring_publiser"), kommer)

    def _teams(self) -> Iterator[Oppgave]:
        """Yield the Teams links that are missing: those with a place get them with the answer (D7)."""
        uten = [en for en in self.serie.gjeldende_moter() if en.start > self.naa and not en.teams_lenke]
        if uten:
            hva = ngettext(
                "Ett møte har ingen Teams-lenke.", "%(antall)d møter har ingen Teams-lenke.", len(uten)
            ) % {"antall": len(uten)}
            ventes = Tilstand("accent", "kommer", _("Før svarene sendes"))
            nar = ventes if self.serie.svar_sendt is None else mangler()
            yield Oppgave(hva, _("Legg inn Teams-lenker"), self._til("styring_teams"), nar)

    def _svare(self) -> Iterator[Oppgave]:
        """Yield what to do when the deadline is over and nobody has an answer yet (D5, D6, D11)."""
        nar = tilstand(self._svarfrist, self.naa) if self._svarfrist is not None else mangler()
        mottatt = self.antall[T.MOTTATT]
        if mottatt < min(FA, self.serie.plasser) and not self._er_bestemt:
            hva = _("Færre enn to har meldt seg på. Kjør likevel, utvid fristen eller avlys.")
            yield Oppgave(hva, _("Bestem hva dere gjør"), self._til("styring_fordeling"), nar)
        elif self._er_bestemt:
            hva = _("Les over svarene, og send dem til alle.")
            yield Oppgave(hva, _("Se over svarene"), self._til("styring_svar"), nar)
        else:
            hva = _("Fordel plassene, og svar alle som har meldt seg på.")
            yield Oppgave(hva, _("Fordel plassene"), self._til("styring_fordeling"), nar)
        yield from self._teams()

    @property
    def _er_bestemt(self) -> bool:
        siste = max(self.serie.fordelinger.all(), key=lambda en: (en.tid, en.pk), default=None)
        mottatt = {en.nummer for en in self.serie.soknader.all() if en.tilstand == T.MOTTATT}
        return siste is not None and set(siste.valgt) <= mottatt

    def _holde(self) -> Iterator[Oppgave]:
        """Yield what to do while the meetings are held (D8 to D10)."""
        yield from self._etterpa()
        yield from self._teams()
        forste = self.serie.forste_mote
        if self.ledige > 0 and self.antall[T.VENTER] and forste is not None and self.naa < forste.start:
            hva = ngettext(
                "Én plass er ledig, og noen venter.",
                "%(antall)d plasser er ledige, og noen venter.",
                self.ledige,
            ) % {"antall": self.ledige}
            yield Oppgave(hva, _("Tilby plassen til den neste"), self._til("styring_plasser"), din_tur())
        yield from self._tema()

    def _tema(self) -> Iterator[Oppgave]:
        """Yield the first topic that is still to be chosen: they are chosen one by one."""
        for mote in self.serie.gjeldende_moter():
            frist = next((en for en in mote.frister.all() if en.slag == PROBLEMSTILLING and en.apen), None)
            if mote.start > self.naa and frist is not None:
                hva = _("Velg problemstilling til møtet %(dag)s.") % {"dag": dato_dag(mote.dag)}
                url = self._til("styring_tema", mote.pk)
                yield Oppgave(hva, _("Se forslag og stemmer"), url, tilstand(frist, self.naa))
                return

    def _etterpa(self) -> Iterator[Oppgave]:
        """Yield the attendance that is not recorded, and whom to talk with (D9)."""
        for mote in self.serie.gjeldende_moter():
            if self._mangler_oppmote(mote):
                hva = _("Før oppmøtet på møtet %(dag)s.") % {"dag": dato_dag(mote.dag)}
                yield Oppgave(hva, _("Før oppmøte"), self._til("styring_oppmote", mote.pk), mangler())
        savnet = sum(en.ma_folges_opp for mote in self.serie.moter.all() for en in mote.oppmote.all())
        if savnet:
            hva = ngettext(
                "Følg opp en institusjon som ingen møtte fra.",
                "Følg opp institusjoner som ingen møtte fra: %(antall)d ganger.",
                savnet,
            ) % {"antall": savnet}
            yield Oppgave(hva, _("Se hvem"), self._til("styring_oppmoter"), din_tur())

    def _mangler_oppmote(self, mote: Seriemote) -> bool:
        return mote.start <= self.naa and bool(self.antall[T.PLASS]) and not mote.oppmote.all()

    @cached_property
    def moter(self) -> list[Motelinje]:
        """The meetings in order of time."""
        i_gang = self.stand.fase in ("apen", "stengt", "fordelt")
        return [
            Motelinje(mote, _tema(mote), self._oppmote(mote), i_gang and self._kan_endres(mote))
            for mote in self.stand.moter
        ]

    def _kan_endres(self, mote: Seriemote) -> bool:
        return not mote.er_avlyst and mote.start > self.naa

    def _oppmote(self, mote: Seriemote) -> Tilstand:
        if mote.er_avlyst:
            return Tilstand("neutral", "avlyst", _("Avlyst"))
        if fort := list(mote.oppmote.all()):
            tall = {"motte": sum(en.mott for en in fort), "alle": max(self.antall[T.PLASS], len(fort))}
            return Tilstand("success", "gjort", _("%(motte)d av %(alle)d møtte") % tall)
        if self._mangler_oppmote(mote):
            return Tilstand("warning", "snart", _("Oppmøte er ikke ført"), fylt=True)
        return Tilstand("accent", "kommer", _("Kommer") if mote.start > self.naa else _("Holdt"))

    @cached_property
    def frister(self) -> list[Fristlinje]:
        """The open deadlines, the next first."""
        om_serien = [(frist, None) for frist in self.serie.frister.all()]
        om_motene = [(frist, mote) for mote in self.serie.gjeldende_moter() for frist in mote.frister.all()]
        linjer = [
            Fristlinje(str(fristslag(frist.slag).navn), mote, frist, tilstand(frist, self.naa))
            for frist, mote in (*om_serien, *om_motene)
            if frist.apen and (mote is None or mote.start > self.naa)
        ]
        return sorted(linjer, key=lambda linje: (linje.frist.forfall, linje.frist.pk))


def _tema(mote: Seriemote) -> str:
    return mote.valg.problemstilling.tekst if hasattr(mote, "valg") else ""
