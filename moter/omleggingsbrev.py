"""The mails when groups are merged, split or ended: one to each, and one if it is undone (L18)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.kalender import kalendervedlegg
from moter.models import Mote
from moter.omleggingsplan import Plan, planlagte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Gruppe, Omlegging, Person
from nettverk.omlegging import fra_og_med
from nettverk.utboks import legg_i_ko
from nettverk.utboks.slag import registrer_slag


class Som(Enum):
    """What the change is to somebody, and by what name the preview calls them."""

    OVER = gettext_lazy("Går over")
    DER = gettext_lazy("Er der fra før")
    BLIR = gettext_lazy("Blir igjen")
    SLUTTER = gettext_lazy("Medlemmer")
    DRIFT = gettext_lazy("Driftsgruppen")


@dataclass(frozen=True)
class Fortelles:
    """One who is to be told, reachable or not."""

    person: Person
    som: Som


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag({"gruppeendring": gettext_lazy("Gruppen er endret")})


def mottakere(plan: Plan) -> list[Fortelles]:
    """Return everybody in the groups, also who has no address; nobody twice."""
    funnet: dict[int, Fortelles] = {}
    for person, som in _berorte(plan):
        funnet.setdefault(person.pk, Fortelles(person, som))
    return list(funnet.values())


def _berorte(plan: Plan) -> Iterator[tuple[Person, Som]]:
    over = Som.SLUTTER if plan.til is None else Som.OVER
    yield from ((m.person, over) for m, _rolle in plan.over)
    yield from ((m.person, Som.BLIR) for m in plan.blir)
    if plan.til is not None and plan.til.pk is not None:
        yield from ((m.person, Som.DER) for m in fra_og_med(plan.til, plan.fra))
    yield from ((rep.person, Som.DRIFT) for rep in plan.driftsgruppen)


def fortell(omlegging: Omlegging, plan: Plan, fortelles: Iterable[Fortelles], *, naa: datetime) -> None:
    """Tell each what the change is to her, who leads, and which meetings come; new ones as calendar files."""
    gruppe, til, fra = omlegging.gruppe, omlegging.til, omlegging.fra
    der = planlagte(til, fra) if til else []
    nye = {Som.OVER: der, Som.DER: [mote for mote in der if mote in plan.med]}
    moter = {Som.OVER: der, Som.DER: der, Som.BLIR: planlagte(gruppe, fra)}
    for en in fortelles:
        hennes = {Som.BLIR: gruppe, Som.DRIFT: None}.get(en.som, til)
        _send(
            en.person,
            omlegging,
            nokkel=f"omlegging:{omlegging.pk}:{en.person.pk}",
            mal="epost/gruppeendring",
            kontekst={
                "som": en.som.name,
                "hennes": hennes,
                "leder": hennes.gruppeansvarlig(fra) if hennes else None,
                "moter": moter.get(en.som, []),
                "kommer": sorted(m.person.navn for m in plan.kommer),
                "gar": _gar(plan, en),
            },
            nye=nye.get(en.som, []),
            naa=naa,
        )


def _gar(plan: Plan, en: Fortelles) -> list[Mote]:
    """Return the meetings she would have come to, and that another group now holds."""
    if en.som is Som.BLIR:
        return plan.med
    if plan.til is not None and plan.blir and en.som is Som.OVER:
        return [mote for mote in plan.moter if mote not in plan.med]
    return []


def berorte(omlegging: Omlegging) -> list[Person]:
    """Return those whom the change concerns while it stands, each once."""
    grupper: list[Gruppe] = [*filter(None, [omlegging.til]), omlegging.gruppe]
    personer = [m.person for gruppe in grupper for m in fra_og_med(gruppe, omlegging.fra)]
    sluttet = omlegging.gruppe.medlemskap.filter(pk__in=omlegging.spor["til"]).select_related("person")
    drift = Driftsrepresentant.objects.filter(pk__in=omlegging.spor["drift_til"]).select_related("person")
    return list(dict.fromkeys([*personer, *(m.person for m in sluttet), *(rep.person for rep in drift)]))


def fortell_angret(omlegging: Omlegging, personer: Collection[Person], *, naa: datetime) -> None:
    """Tell the same people that it does not happen after all."""
    for person in personer:
        _send(
            person,
            omlegging,
            nokkel=f"omlegging-angret:{omlegging.pk}:{person.pk}",
            mal="epost/gruppeendring_angret",
            kontekst={},
            naa=naa,
        )


def emne(omlegging: Omlegging) -> str:
    """Return the subject, in the active language."""
    felt = {"gruppe": omlegging.gruppe.navn, "til": omlegging.til.navn if omlegging.til else ""}
    ord_ = {
        Omlegging.Slag.SAMMENSLAING: _("%(gruppe)s går opp i %(til)s"),
        Omlegging.Slag.DELING: _("%(gruppe)s deles: %(til)s blir egen gruppe"),
        Omlegging.Slag.SLUTT: _("%(gruppe)s avsluttes"),
    }[Omlegging.Slag(omlegging.slag)] % felt
    return _("Likevel ikke: %(emne)s") % {"emne": ord_} if omlegging.angret else ord_


def _send(
    person: Person,
    omlegging: Omlegging,
    *,
    nokkel: str,
    mal: str,
    kontekst: dict[str, Any],
    nye: Iterable[Mote] = (),
    naa: datetime,
) -> None:
    nettverk = omlegging.gruppe.nettverk
    mottaker = roller.som_mottaker(person, nettverk)

    def hennes_emne() -> str:
        if person.har_egen_epost:
            return emne(omlegging)
        return _("%(emne)s (til %(navn)s)") % {"emne": emne(omlegging), "navn": person.navn}

    legg_i_ko(
        nokkel=nokkel,
        slag="gruppeendring",
        nettverk=nettverk,
        til=mottaker.adresse,
        til_navn=mottaker.navn,
        person=person,
        malform=mottaker.malform,
        mal=mal,
        emne=hennes_emne,
        kontekst={
            "omlegging": omlegging,
            "gruppe": omlegging.gruppe,
            "til": omlegging.til,
            "overskrift": lambda: emne(omlegging),
            "i_gang": omlegging.fra <= lokal_dag(naa),
            **kontekst,
        },
        vedlegg=[
            kalendervedlegg(
                mote,
                mottaker.malform,
                for_medlem=person.har_egen_epost,
                naa=naa,
                navn=f"nettverksmote-{mote.dag.isoformat()}.ics",
            )
            for mote in nye
        ],
        gjelder=omlegging.gruppe,
        auto=False,
        naa=naa,
    )
