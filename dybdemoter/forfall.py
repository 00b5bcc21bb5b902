"""When each duty of a series is due (requirements, part F). Local dates, inclusive."""

from datetime import date, timedelta

from dybdemoter.deltakere import uten_deltakere
from dybdemoter.models import Serie, Seriemote
from nettverk.frister.oppsett import grense

SVAR, STEMME, PROBLEMSTILLING, DELTAKERE = "svar", "stemme", "problemstilling", "deltakere"
IKKE_I_GANG = (Serie.Status.UTKAST, Serie.Status.AVLYST)


def forfall_svar(serie: Serie) -> date | None:
    """«Du får svar på om du har fått plass senest to dager etter at påmeldingsfristen har gått ut.»"""
    if serie.pamelding_frist is None or serie.status in IKKE_I_GANG:
        return None
    return serie.pamelding_frist + timedelta(days=grense(serie.nettverk, SVAR, "dager"))


def forfall_stemme(mote: Seriemote) -> date | None:
    """«Votes close 10 days before» (D10); None before the places are given, and of no meeting."""
    return stemmefrist(mote) if _skal_holdes(mote) else None


def stemmefrist(mote: Seriemote) -> date:
    """Return the last day to vote for a meeting, inclusive."""
    return mote.dag - timedelta(days=grense(mote.nettverk, STEMME, "dager"))


def forfall_problemstilling(mote: Seriemote) -> date | None:
    """«Advisers may merge and make the final choice, no later than 7 days before» (D10)."""
    if not _skal_holdes(mote):
        return None
    return mote.dag - timedelta(days=grense(mote.nettverk, PROBLEMSTILLING, "dager"))


def forfall_deltakere(mote: Seriemote) -> date | None:
    """Two days before, «where none are named»; None where every institution has named somebody."""
    if not _skal_holdes(mote) or not uten_deltakere(mote):
        return None
    return mote.dag - timedelta(days=grense(mote.nettverk, DELTAKERE, "dager"))


def _skal_holdes(mote: Seriemote) -> bool:
    return mote.serie.status == Serie.Status.FORDELT and not mote.er_avlyst
