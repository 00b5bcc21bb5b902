"""The meetings themselves: time, place, roles and programme."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from moter.models import Medlemsnotat, Mote, Programpost
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Kompetansepunkt, Medlemskap, Person
from oversikt.demo import temaer
from oversikt.demo.folk import Gruppefolk
from oversikt.demo.hendelser import Hendelser, kl
from oversikt.demo.planer import PERIODER, Plan
from oversikt.demo.program import Punkt, Roller, notater, poster, punkter, varighet
from oversikt.demo.steder import ROM

Form = Mote.Form
FORMER = (Form.FYSISK, Form.BEGGE, Form.DIGITAL)


@dataclass
class Bygd:
    """A meeting that has been made, with its people and what has happened to it by now."""

    plan: Plan
    mote: Mote
    koordinator: Person
    medlemskap: list[Medlemskap]
    hendelser: Hendelser
    poster: list[Programpost]
    driftsgruppen: list[Person]

    def ekte(self, hva: str) -> bool:
        """Whether the portal's own verbs take care of its «innkalling» or its «referat»."""
        return self.plan.tilfelle is not None and self.plan.tilfelle.ekte == hva

    def rng(self, hva: str) -> Random:
        """Return coincidences for one purpose, the same every time."""
        return Random(f"{self.plan.kime} {hva}")


def lag_moter(
    folk: Gruppefolk, planer: list[Plan], kompetanse: list[Kompetansepunkt], naa: datetime
) -> list[Bygd]:
    """Make a group's meetings with their programmes, as they are at this UTC moment."""
    bygde = [_bygg(folk, plan, kompetanse, naa) for plan in planer]
    Mote.objects.bulk_create(bygd.mote for bygd in bygde)
    Programpost.objects.bulk_create(post for bygd in bygde for post in bygd.poster)
    Medlemsnotat.objects.bulk_create(
        notat for bygd in bygde for notat in notater(bygd.poster, bygd.rng("notater"))
    )
    return bygde


def _bygg(folk: Gruppefolk, plan: Plan, kompetanse: list[Kompetansepunkt], naa: datetime) -> Bygd:
    rng = Random(plan.kime)
    hendelser = plan.hendelser.fram_til(naa)
    medlemskap, roller = folk.aktive(plan.dag), _roller(folk, plan)
    siste = plan.nummer == len(PERIODER) - 1
    punkt, dagen = punkter(roller, rng, neste_ar=plan.dag.year + 1 if siste else None)
    mote = _mote(folk, plan, roller, dagen, rng)
    _noter(mote, plan, hendelser, roller)
    program = _hvor_langt(plan, hendelser)
    if program == "helt" and kompetanse:
        mote.kompetansepunkt = kompetanse[punkt]
    rader = [] if program == "tomt" else poster(mote, dagen, uten_del2=program == "bare del 1")
    return Bygd(plan, mote, folk.koordinator, medlemskap, hendelser, rader, folk.driftsgruppen)


def _roller(folk: Gruppefolk, plan: Plan) -> Roller:
    """Let the organiser's turn go round, and let somebody else write the minutes."""
    kan = folk.kan_arrangere(plan.dag)
    tur = plan.dag.year * len(PERIODER) + plan.nummer
    return Roller(folk.medlemskap[0], kan[tur % len(kan)], kan[(tur + 2) % len(kan)])


def _mote(folk: Gruppefolk, plan: Plan, roller: Roller, dagen: list[Punkt], rng: Random) -> Mote:
    """Return the meeting, at the organiser's workplace or now and then on the net."""
    start = kl(plan.dag, *rng.choice(((9, 0), (9, 30), (10, 0))))
    form = rng.choices(FORMER, (18, 2, 1))[0] if plan.tilfelle is None else Form.FYSISK
    sted = roller.arrangor.arbeidssted
    fysisk = form != Form.DIGITAL and sted is not None
    return Mote(
        gruppe=folk.gruppe,
        start=start,
        slutt=start + varighet(dagen),
        form=form,
        sted=f"{sted.navn}, {rng.choice(ROM)}" if sted and fysisk else "",
        adresse=sted.adresse if sted and fysisk else "",
        digital_lenke="" if form == Form.FYSISK else "https://video.example.org/nettverksmote",
        arrangor=roller.arrangor.person,
        arrangorsted=sted,
        referent=roller.referent.person,
        praktisk=temaer.PRAKTISK if form == Form.FYSISK else "",
        pamelding_frist=plan.dag - timedelta(days=7),
    )


def _noter(mote: Mote, plan: Plan, hendelser: Hendelser, roller: Roller) -> None:
    """Write on the meeting what has happened to it."""
    if hendelser.programkontakt:
        mote.programkontakt = lokal_dag(hendelser.programkontakt)
        mote.programkontakt_av = roller.arrangor.person
    flyttet = plan.tilfelle is not None and plan.tilfelle.flyttet
    mote.avlyst = hendelser.avlyst
    mote.sekvens = 1 if flyttet or hendelser.avlyst else 0


def _hvor_langt(plan: Plan, hendelser: Hendelser) -> str:
    """Return how much of the programme is written: «tomt», «bare del 1» or «helt»."""
    if plan.tilfelle is not None:
        return plan.tilfelle.program
    if hendelser.levert:
        return "helt"
    return "bare del 1" if hendelser.programkontakt else "tomt"
