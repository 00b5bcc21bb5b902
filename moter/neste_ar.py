"""The duty to agree on next year's meetings, which rests on the year's last one (L7).

«Tid og sted for neste års nettverksmøter avtales på årets siste nettverksmøte.»
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from moter.models import IkkeAvtalt, Mote
from nettverk.frister.oppsett import grense
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Gruppe
from nettverk.tilstand import Tilstand, tilstand

NESTE_AAR = "neste_aar"
MOTER_I_ARET = 3  # L1


@dataclass(frozen=True)
class NesteAr:
    """How many of next year's meetings are agreed on, and how it is with the deadline.

    `ikke_avtalt` is the last time somebody said that they are not agreed on.
    """

    ar: int
    planlagt: int
    tilstand: Tilstand
    ikke_avtalt: IkkeAvtalt | None
    av: int = MOTER_I_ARET


def motet_med_plikten(gruppe: Gruppe, ar: int) -> Mote | None:
    """Return the meeting at which the year after `ar` is to be agreed on, or None where there is none.

    That is the last one not cancelled. If one after it was cancelled when no other was left ahead,
    the duty rests on that one instead. Nobody has it where the group ends before the year after.
    """
    if gruppe.slutt is not None and gruppe.slutt.year <= ar:
        return None
    arets = list(Mote.objects.i_aret(ar).filter(gruppe=gruppe))
    siste = next((mote for mote in reversed(arets) if not mote.er_avlyst), None)
    foreldrelos = [
        mote
        for mote in arets
        if mote.avlyst and (siste is None or (mote.start > siste.start and siste.slutt <= mote.avlyst))
    ]
    return max(foreldrelos, key=lambda mote: mote.avlyst or mote.start, default=siste)


def forfall(mote: Mote) -> date | None:
    """Return when the group's dates are due, if this is the meeting with the duty.

    Counted from the meeting, or from the day it was cancelled.
    """
    if motet_med_plikten(mote.gruppe, mote.dag.year) != mote:
        return None
    fra = lokal_dag(mote.avlyst) if mote.avlyst else mote.dag
    return fra + timedelta(days=grense(mote.gruppe.nettverk, NESTE_AAR, "dager"))


def planlagte(gruppe: Gruppe, ar: int) -> int:
    """Return how many meetings the group has agreed on in this year."""
    return Mote.objects.i_aret(ar).filter(gruppe=gruppe, avlyst=None).count()


def status(mote: Mote, naa: datetime) -> NesteAr | None:
    """Return how far the group has come, if the duty rests on this meeting and is not done."""
    frist = mote.frister.apne().filter(slag=NESTE_AAR).first()
    if frist is None:
        return None
    ar = mote.dag.year + 1
    siste = mote.ikke_avtalt.select_related("av").last()
    return NesteAr(ar, planlagte(mote.gruppe, ar), tilstand(frist, naa), siste)


def oppdater(gruppe: Gruppe, ar: int, *, naa: datetime) -> None:
    """Let the duty rest on the right meeting of `ar`, and end it when the next year is agreed on.

    To be called when a meeting of the group has been planned, moved or cancelled, for its year
    and for the year before.
    """
    plikten = motet_med_plikten(gruppe, ar)
    arets = Frist.objects.filter(mote__gruppe=gruppe, mote__start__year=ar, slag=NESTE_AAR)
    for frist in arets.apne():
        if frist.gjelder != plikten:
            frist.bortfall(naa=naa)
    if plikten is None:
        return
    due = forfall(plikten)
    assert due is not None
    frist = Frist.objects.sett(plikten, NESTE_AAR, due, naa=naa, nettverk=gruppe.nettverk)
    if planlagte(gruppe, ar + 1) >= MOTER_I_ARET:
        frist.fullfor(naa=naa)
