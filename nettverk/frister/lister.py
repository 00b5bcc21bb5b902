"""Lists in the reminder mail: given at the deadline to the roles that get them «in any case» (F2, L4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nettverk import klokke
from nettverk.frister.regler import Fristslag, Liste, MedLister, Mottaker
from nettverk.hemmelig import Gjemme
from nettverk.models.frist import Frist, Varsel


def lister_for(varsel: Varsel, slag: Fristslag, naa: datetime, gjemme: Gjemme) -> list[Liste]:
    """The lists that go with this told line, as things stand; none where the receiver is to have none.

    Secret rows become placeholders, and lie in `gjemme` until the mail is sent.
    """
    frist = varsel.frist
    if not isinstance(slag.handler, MedLister) or frist.bortfalt or frist.forfall != varsel.forfall:
        return []
    mottaker = _mottaker(varsel, slag, naa)
    if mottaker is None or not _er_tid(varsel, slag):
        return []
    lister = slag.handler.lister(frist, mottaker, klokke.dag(naa))
    return [_skjult(liste, gjemme) if liste.hemmelig else liste for liste in lister]


def _mottaker(varsel: Varsel, slag: Fristslag, naa: datetime) -> Mottaker | None:
    """The receiver, if she holds one of the roles that get lists."""
    for rolle in sorted(slag.uansett):
        for mottaker in slag.handler.mottakere(varsel.frist, rolle, klokke.dag(naa)):
            if (mottaker.adresse, mottaker.person) == (varsel.mottaker, varsel.person):
                return mottaker
    return None


def _er_tid(varsel: Varsel, slag: Fristslag) -> bool:
    """Whether the line was told on or after the day of the lists, and is the first that was.

    Who must answer and gets a list has one line for both, also when both are late (F4).
    """
    if varsel.rolle in slag.uansett:
        return True
    frist: Frist = varsel.frist
    dager = [ett.nar for ett in frist.steg() if ett.rolle in slag.uansett and ett.nar <= varsel.opprettet]
    if not dager:
        return False
    samme = frist.varsler.filter(forfall=varsel.forfall, mottaker=varsel.mottaker, person=varsel.person)
    return not samme.filter(opprettet__gte=min(dager), opprettet__lt=varsel.opprettet).exists()


def _skjult(liste: Liste, gjemme: Gjemme) -> Liste:
    return replace(liste, rader=[gjemme.gjem("liste", rad) for rad in liste.rader])
