"""The personal links to a meeting: to answer, to organise for a workplace, to swap, to be a guest (X1)."""

from datetime import datetime, timedelta

from moter.models import Arrangorbytte, Gjest, Mote
from moter.models.synlighet import BYTTELENKE, GJESTELENKE, OPPDRAG_VARER, SVARLENKE, VERTSLENKE
from nettverk.lenker import Personlenke, lag_lenke, registrer_lenkeside
from nettverk.models import Person

# How long each lives after the meeting.
LEVER_ETTER = {SVARLENKE: timedelta(0), VERTSLENKE: OPPDRAG_VARER}


def svarlenke(mote: Mote, person: Person) -> Personlenke:
    """Make a link for this member to this meeting. It lives until the meeting ends."""
    return lag_lenke(person=person, formal=SVARLENKE, gjelder=mote, utloper=mote.slutt)


def vertslenke(mote: Mote, kontakt: Person) -> Personlenke:
    """Make a link with which a workplace's contact organises this meeting without login (L6)."""
    return lag_lenke(
        person=kontakt, formal=VERTSLENKE, gjelder=mote, utloper=mote.slutt + LEVER_ETTER[VERTSLENKE]
    )


def er_kontakt(mote: Mote, person: Person | None) -> bool:
    """Whether she organises the meeting for a workplace, and so need not have a login (L6)."""
    return person is not None and mote.overtatt_for_id is not None and person == mote.arrangor


def kontaktens_lenke(mote: Mote, person: Person | None) -> Personlenke | None:
    """Make a link where a contact is written to; None for anybody else, who logs in."""
    return vertslenke(mote, person) if person and er_kontakt(mote, person) else None


def byttelenke(bytte: Arrangorbytte) -> Personlenke:
    """Make a link with which she who was asked to swap answers. It lives until one of the meetings begins."""
    return lag_lenke(person=bytte.spurt, formal=BYTTELENKE, gjelder=bytte, utloper=bytte.utloper)


def la_lenkene_folge(mote: Mote) -> None:
    """Let the links to a meeting that has been moved end as the meeting now does."""
    for formal, varer in LEVER_ETTER.items():
        mote.lenker.filter(formal=formal, trukket__isnull=True).update(utloper=mote.slutt + varer)


def trekk_vertslenker(mote: Mote, *, naa: datetime) -> None:
    """Withdraw every link to organise this meeting, at this UTC moment."""
    mote.lenker.filter(formal=VERTSLENKE, trukket__isnull=True).update(trukket=naa)


def gjestelenke(gjest: Gjest) -> Personlenke:
    """Make a link for this guest to her own place, and to nothing else.

    She answers by it until the meeting ends, and has her certificate by it for as long as she is known.
    """
    return lag_lenke(person=None, formal=GJESTELENKE, gjelder=gjest, utloper=gjest.slettes, til=gjest.epost)


def forny_gjestelenker(mote: Mote) -> None:
    """Let the guests' links follow a meeting that has been moved."""
    for gjest in mote.gjester.all():
        gjest.mote = mote
        gjest.lenker.filter(trukket__isnull=True).update(utloper=gjest.slettes)


def registrer_lenker() -> None:
    """Declare which pages the links open."""
    registrer_lenkeside(SVARLENKE, "svar")
    registrer_lenkeside(VERTSLENKE, "vert")
    registrer_lenkeside(BYTTELENKE, "bytte_svar")
    registrer_lenkeside(GJESTELENKE, "gjest_min")
