"""The programmes of the invented meetings: two parts, with what is common round them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from moter.models import Medlemsnotat, Mote, Motedel, Programpost
from nettverk.klokke import OSLO
from nettverk.models import Medlemskap
from oversikt.demo import temaer


@dataclass(frozen=True)
class Punkt:
    """An item before its place in the day is known. `varighet` is in minutes."""

    motedel: Motedel
    varighet: int
    tittel: str
    ansvarlig: str = ""
    beskrivelse: str = ""


@dataclass(frozen=True)
class Roller:
    """Who does what in a meeting."""

    leder: Medlemskap
    arrangor: Medlemskap
    referent: Medlemskap


def punkter(roller: Roller, rng: Random, *, neste_ar: int | None) -> tuple[int, list[Punkt]]:
    """Return the day's items, and the place of its theme in the competence plan.

    With `neste_ar`, the group agrees on that year's meetings (L7).
    """
    leder, arrangor = roller.leder.person.navn, roller.arrangor.person.navn
    punkt, tema, om = rng.choice(temaer.FAG)
    _annet, ovelse, om_ovelsen = rng.choice([fag for fag in temaer.FAG if fag[0] != punkt])
    dagen = [
        Punkt(Motedel.FELLES, 15, "Velkommen", arrangor),
        Punkt(Motedel.DEL1, rng.choice((30, 45)), "Siden sist: runde rundt bordet", leder),
        Punkt(Motedel.DEL1, 45, rng.choice(temaer.ERFARING), roller.referent.person.navn),
    ]
    if neste_ar:
        dagen.append(Punkt(Motedel.DEL1, 20, f"Møtene i {neste_ar}", leder))
    sted = roller.arrangor.arbeidssted
    dagen += [
        Punkt(Motedel.FELLES, 45, "Lunsj"),
        Punkt(Motedel.DEL2, 15, f"Om {sted.navn}" if sted else "Om arbeidsstedet", arrangor),
        Punkt(Motedel.DEL2, rng.choice((45, 60)), tema, rng.choice(temaer.INNLEDERE), om),
        Punkt(Motedel.DEL2, 15, "Pause"),
        Punkt(Motedel.DEL2, 45, ovelse, rng.choice(temaer.INNLEDERE), om_ovelsen),
        Punkt(Motedel.FELLES, 15, "Oppsummering og vel hjem", arrangor),
    ]
    return punkt, dagen


def varighet(dagen: list[Punkt]) -> timedelta:
    """Return how long the items take together."""
    return timedelta(minutes=sum(punkt.varighet for punkt in dagen))


def poster(mote: Mote, dagen: list[Punkt], *, uten_del2: bool) -> list[Programpost]:
    """Return the items as unsaved rows, one after the other from the meeting's start."""
    rader, begynner = [], mote.start.astimezone(OSLO)
    for punkt in dagen:
        if not (uten_del2 and punkt.motedel == Motedel.DEL2):
            rader.append(_post(mote, punkt, begynner))
        begynner += timedelta(minutes=punkt.varighet)
    return rader


def _post(mote: Mote, punkt: Punkt, begynner: datetime) -> Programpost:
    return Programpost(
        mote=mote,
        motedel=punkt.motedel,
        start=begynner.time(),
        varighet=punkt.varighet,
        tittel=punkt.tittel,
        ansvarlig=punkt.ansvarlig,
        beskrivelse=punkt.beskrivelse,
    )


def notater(rader: list[Programpost], rng: Random) -> list[Medlemsnotat]:
    """Return what the members tell each other about the first items of part 1."""
    del1 = [rad for rad in rader if rad.motedel == Motedel.DEL1][: rng.randint(0, 2)]
    tekster = rng.sample(temaer.MEDLEMSNOTATER, len(del1))
    return [Medlemsnotat(post=rad, tekst=tekst) for rad, tekst in zip(del1, tekster, strict=True)]
