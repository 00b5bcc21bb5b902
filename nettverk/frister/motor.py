"""The sweep: find deadlines to tell of, write who is told, queue one mail per person (F2 to F4).

A network's run reads first and writes last: who is told of what is worked out before its one short
transaction, since on SQLite that holds the writer's lock. The transaction claims the rows as they
were read; what another run or a verb has changed meanwhile is left to the next run.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import transaction

from nettverk import klokke
from nettverk.frister.melding import SLAG
from nettverk.frister.regler import Fristslag, Mottaker, fristslag, saker
from nettverk.frister.trinn import Steg, neste_moment, neste_morgen, uteglemte
from nettverk.models.epost import Epost
from nettverk.models.frist import Frist, Varsel
from nettverk.models.organisasjon import Nettverk
from nettverk.posthode import en_linje
from nettverk.utboks.feil import ordlyd
from nettverk.utboks.ko import epostfelter
from nettverk.vekking import vekk

logger = logging.getLogger(__name__)
Lest = tuple[datetime | None, date, date, datetime | None]
Adressat = tuple[str, int | None]  # address and person: a ward's shared mailbox serves several


@dataclass
class Kjoring:
    """What one run did: deadlines taken up, lines told, mails queued."""

    frister: int = 0
    varsler: int = 0
    epost: int = 0

    def __add__(self, annen: Kjoring) -> Kjoring:
        """Both together."""
        return Kjoring(self.frister + annen.frister, self.varsler + annen.varsler, self.epost + annen.epost)


@dataclass
class _Plan:
    """What is to become of one deadline: when to tell next, and the lines of now."""

    frist: Frist
    lest: Lest
    neste: datetime | None
    fortalt_til: datetime | None
    linjer: list[tuple[Mottaker, Varsel]] = field(default_factory=list)


def kjor(naa: datetime) -> Kjoring:
    """Tell of everything due at `naa` (aware UTC) or before it. Two runs tell nothing twice.

    A network where something is wrong is rolled back whole and tried again by the next run; the
    others are told.
    """
    kjoring = Kjoring()
    # Distinct here rather than in the database, which would walk the whole index of networks for it.
    for nettverk_id in sorted(set(Frist.objects.forfalte(naa).order_by().values_list("nettverk", flat=True))):
        try:
            kjoring += _kjor_nettverk(nettverk_id, naa)
        except Exception:
            logger.exception("Network %s could not be told; the next run tries again", nettverk_id)
    return kjoring


def _kjor_nettverk(nettverk_id: int, naa: datetime) -> Kjoring:
    nettverk = Nettverk.objects.get(pk=nettverk_id)
    forfalte = Frist.objects.forfalte(naa).filter(nettverk=nettverk)
    frister = list(forfalte.prefetch_related(GenericPrefetch("gjelder", saker)))
    for frist in frister:
        frist.nettverk = nettverk
    fortalt = _fortalt(nettverk, naa)
    return _skriv(nettverk, [_plan(frist, fortalt[frist.pk], naa) for frist in frister], naa)


Linje = tuple[object, int, str, int | None]  # due date, step, address, person


def _fortalt(nettverk: Nettverk, naa: datetime) -> dict[int, set[Linje]]:
    """The lines each due deadline has had: one moved away and back repeats none of them."""
    funnet: dict[int, set[Linje]] = defaultdict(set)
    varsler = Varsel.objects.filter(
        frist__in=Frist.objects.forfalte(naa).filter(nettverk=nettverk).order_by()
    )
    for frist, *linje in varsler.values_list("frist", "forfall", "trinn", "mottaker", "person"):
        funnet[frist].add(tuple(linje))  # type: ignore[arg-type]
    return funnet


def _plan(frist: Frist, fortalt: set[Linje], naa: datetime) -> _Plan:
    """Work out one deadline. Trouble with one never holds up the others."""
    lest = _lest(frist)
    try:
        steg = frist.steg()
        plan = _Plan(frist, lest, neste_moment(steg, naa, naa), naa)
        for mottaker, ett in _mottakere(frist, uteglemte(steg, frist.fortalt_til, naa), naa):
            person_id = mottaker.person.pk if mottaker.person else None
            if (frist.forfall, ett.trinn, mottaker.adresse, person_id) not in fortalt:
                plan.linjer.append((mottaker, _varsel(frist, mottaker, ett, naa)))
    except Exception:
        logger.exception("Deadline %s could not be told; it is tried again in the morning", frist.pk)
        return _Plan(frist, lest, neste_morgen(naa), frist.fortalt_til)
    return plan


def _lest(frist: Frist) -> Lest:
    """What a plan rests on; a verb that changes any of it meanwhile makes the plan void."""
    return frist.neste_varsel, frist.forfall, frist.fodt, frist.gjort


def _varsel(frist: Frist, mottaker: Mottaker, steg: Steg, naa: datetime) -> Varsel:
    return Varsel(
        frist=frist,
        forfall=frist.forfall,
        trinn=steg.trinn,
        rolle=steg.rolle,
        mottaker=mottaker.adresse,
        person=mottaker.person,
        opprettet=naa,
    )


def _mottakere(frist: Frist, steg: list[Steg], naa: datetime) -> Iterator[tuple[Mottaker, Steg]]:
    """Who is told which step; who has two roles is told as the one who must act (F4).

    After a stop, the window may have closed since the step was due: nobody is told then.
    """
    slag: Fristslag = fristslag(frist.slag)
    rekkefolge = list(slag.roller())
    sett: set[Adressat] = set()
    apne = (ett for ett in steg if not slag.handler.vindu(frist, ett.rolle).stengt(naa))
    for ett in sorted(apne, key=lambda e: rekkefolge.index(e.rolle)):
        for mottaker in slag.handler.mottakere(frist, ett.rolle, klokke.dag(naa)):
            if mottaker.adresse and _adressat(mottaker) not in sett:
                sett.add(_adressat(mottaker))
                yield mottaker, ett


def _adressat(mottaker: Mottaker) -> Adressat:
    return mottaker.adresse.lower(), mottaker.person.pk if mottaker.person else None


@transaction.atomic
def _skriv(nettverk: Nettverk, planer: list[_Plan], naa: datetime) -> Kjoring:
    """Claim the deadlines and write their lines and mails.

    The network's row is locked, so that two runs cannot split one person's mail in two; the lock
    leaves the row's key alone: whoever writes mails or deadlines of the network goes on.
    """
    Nettverk.objects.select_for_update(no_key=True).get(pk=nettverk.pk)
    krevd = _krev(nettverk, planer, naa)
    poster: dict[Adressat, list[tuple[Mottaker, Varsel]]] = defaultdict(list)
    for plan in krevd:
        for mottaker, varsel in plan.linjer:
            poster[_adressat(mottaker)].append((mottaker, varsel))
    kjoring = Kjoring(frister=len(krevd))
    eposter = Epost.objects.bulk_create(_epost(nettverk, *post[0], naa) for post in poster.values())
    for epost, post in zip(eposter, poster.values(), strict=True):
        kjoring.epost += epost.status == Epost.Status.KO
        for _mottaker, varsel in post:
            varsel.epost = epost
    kjoring.varsler = len(Varsel.objects.bulk_create(v for post in poster.values() for _m, v in post))
    _erstatt_eldre(nettverk, eposter)
    if eposter:
        vekk("lever_epost")
    return kjoring


def _krev(nettverk: Nettverk, planer: list[_Plan], naa: datetime) -> list[_Plan]:
    """Claim the rows that nobody has changed since they were read, and set when to tell next.

    Many are told next at the same moment, so there are far fewer statements than rows.
    """
    forfalte = Frist.objects.forfalte(naa).filter(nettverk=nettverk).order_by("pk").select_for_update()
    som_na = {frist.pk: _lest(frist) for frist in forfalte}
    krevd = [plan for plan in planer if som_na.get(plan.frist.pk) == plan.lest]
    bortfalt = [plan.frist.pk for plan in krevd if plan.frist.gjelder is None]
    Frist.objects.filter(pk__in=bortfalt).update(bortfalt=naa)
    like: dict[tuple[datetime | None, datetime | None], list[int]] = defaultdict(list)
    for plan in krevd:
        like[plan.neste, plan.fortalt_til].append(plan.frist.pk)
    for (neste, fortalt_til), rader in like.items():
        Frist.objects.filter(pk__in=rader).update(neste_varsel=neste, fortalt_til=fortalt_til)
    return krevd


def _epost(nettverk: Nettverk, til: Mottaker, forste: Varsel, naa: datetime) -> Epost:
    """The receiver's mail, named by its first line; what it says is composed when it is sent.

    To an address no mail can be sent to, a row that says so: the outbox shows it.
    """
    hvem = f"{forste.person_id}:{sha256(til.adresse.encode()).hexdigest()[:16]}"
    felter: dict[str, Any] = {
        "slag": SLAG,
        "nettverk": nettverk,
        "til": til.adresse,
        "til_navn": til.navn,
        "malform": til.malform or nettverk.malform_for(til.person),
        "person": til.person,
        "naa": naa,
    }
    try:
        rad = epostfelter(**felter)
    except ValueError as feil:
        logger.exception("No reminder can be sent to person %s", forste.person_id)
        rettet = felter | {"til": en_linje(til.adresse), "svar_til": ""}
        rad = epostfelter(**rettet) | {
            "status": Epost.Status.FEILET,
            "neste_forsok": None,
            "feil": ordlyd(feil),
        }
    return Epost(nokkel=f"{SLAG}:{forste.frist_id}:{forste.forfall}:{forste.trinn}:{hvem}", **rad)


def _erstatt_eldre(nettverk: Nettverk, eposter: list[Epost]) -> None:
    """F2: «a reminder that could not be delivered is replaced by the next, not added to it»."""
    nye = {(ny.til.lower(), ny.person_id): ny for ny in eposter if ny.status == Epost.Status.KO}
    i_ko = Epost.objects.filter(status=Epost.Status.KO)
    for epost in i_ko.filter(slag=SLAG, nettverk=nettverk).select_for_update() if nye else ():
        ny = nye.get((epost.til.lower(), epost.person_id), epost)
        if ny != epost and i_ko.filter(pk=epost.pk).update(status=Epost.Status.BORTFALT, neste_forsok=None):
            epost.varsler.update(epost=ny)
