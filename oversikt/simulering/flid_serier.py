"""What the diligent do about regional series: answer, vote, choose, and say who comes."""

from __future__ import annotations

from datetime import datetime

from dybdemoter import plasser, problemstillinger
from dybdemoter.deltakere import Deltakerdata, sett_for_mote, uten_deltakere
from dybdemoter.models import Problemstilling, Serie, Seriemote
from nettverk.models import Person
from oversikt.simulering.utbedring import Ikke


def svar_soknadene(serie: Serie, naa: datetime) -> None:
    """The advisers take the proposal, and answer everybody (D5, D6)."""
    valgt = [en.nummer for en in plasser.forslag(serie).valgt]
    av = _radgiver(serie)
    plasser.bestem(serie, valgt, med_fa=True, av=av, naa=naa)
    plasser.gi_svar(serie, av=av, naa=naa)


def stem(mote: Seriemote, naa: datetime) -> None:
    """Each institution votes, the first for what it proposes itself (D10)."""
    for soknad in mote.serie.soknader.med_plass().exclude(stemmer__mote=mote).for_frister():
        valget = Problemstilling.objects.a_stemme_over(mote).first()
        if valget is None:
            valget = problemstillinger.foresla(soknad, "Når er nok nok?", mote=mote, naa=naa)
        problemstillinger.stem(soknad, valget, mote, naa=naa)


def velg(mote: Seriemote, naa: datetime) -> None:
    """The advisers choose what most have voted for (D10)."""
    stilling = problemstillinger.stilling(mote)
    if not stilling:
        raise Ikke("nothing has been proposed")
    problemstillinger.velg(mote, stilling[0], av=_radgiver(mote.serie), naa=naa)


def meld_deltakere(mote: Seriemote, naa: datetime) -> None:
    """An institution that has named nobody says who comes (D9)."""
    for soknad in uten_deltakere(mote):
        sett_for_mote(soknad, mote, [Deltakerdata("Den som er på jobb")], naa=naa)


def _radgiver(serie: Serie) -> Person:
    radgiver = serie.radgivere.first()
    if radgiver is None:
        raise Ikke("the series has no adviser")
    return radgiver
