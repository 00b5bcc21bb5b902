"""The sweep: find deadlines to tell of, write who is told, queue one mail per person (F2 to F4)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from nettverk import klokke
from nettverk.frister.melding import SLAG
from nettverk.frister.regler import Fristslag, Mottaker, fristslag
from nettverk.frister.trinn import Steg, neste_moment, neste_morgen, uteglemte
from nettverk.models.epost import Epost
from nettverk.models.frist import Frist, Varsel
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Person
from nettverk.posthode import en_linje
from nettverk.utboks.feil import ordlyd
from nettverk.utboks.ko import ny_epost

logger = logging.getLogger(__name__)
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
class _Post:
    """The lines of one receiver in one run."""

    mottaker: Mottaker
    varsler: list[Varsel] = field(default_factory=list)


def kjor(naa: datetime) -> Kjoring:
    """Tell of everything due at `naa` (aware UTC) or before it. Two runs tell nothing twice.

    A network where something is wrong is rolled back whole and tried again by the next run; the
    others are told.
    """
    kjoring = Kjoring()
    for nettverk_id in Frist.objects.forfalte(naa).order_by().values_list("nettverk", flat=True).distinct():
        try:
            kjoring += _kjor_nettverk(nettverk_id, naa)
        except Exception:
            logger.exception("Network %s could not be told; the next run tries again", nettverk_id)
    return kjoring


@transaction.atomic
def _kjor_nettverk(nettverk_id: int, naa: datetime) -> Kjoring:
    """One network's run; its row is locked, so that two runs cannot split one person's mail in two.

    The lock leaves the row's key alone: whoever writes mails or deadlines of the network goes on.
    """
    nettverk = Nettverk.objects.select_for_update(no_key=True).get(pk=nettverk_id)
    kjoring, poster = Kjoring(), dict[Adressat, _Post]()
    for frist in Frist.objects.forfalte(naa).filter(nettverk=nettverk).prefetch_related("gjelder"):
        kjoring.frister += 1
        for mottaker, varsel in _ta(frist, naa):
            poster.setdefault(_adressat(mottaker), _Post(mottaker)).varsler.append(varsel)
    for post in poster.values():
        kjoring.varsler += len(post.varsler)
        kjoring.epost += _legg_i_ko(nettverk, post, naa)
    return kjoring


def _adressat(mottaker: Mottaker) -> Adressat:
    return mottaker.adresse.lower(), mottaker.person.pk if mottaker.person else None


def _ta(frist: Frist, naa: datetime) -> list[tuple[Mottaker, Varsel]]:
    """Claim one deadline and write its lines. Trouble with one never holds up the others."""
    try:
        with transaction.atomic():
            return list(_fortell(frist, naa))
    except Exception:
        logger.exception("Deadline %s could not be told; it is tried again in the morning", frist.pk)
        Frist.objects.filter(pk=frist.pk).update(neste_varsel=neste_morgen(naa))
        return []


def _fortell(frist: Frist, naa: datetime) -> Iterator[tuple[Mottaker, Varsel]]:
    """The lines of the steps that are due now, one per person whatever roles she has (F4)."""
    if frist.gjelder is None:
        frist.bortfall(naa=naa)
        return
    slag, steg = fristslag(frist.slag), frist.steg()
    na = uteglemte(steg, frist.fortalt_til, naa)
    if na and not slag.handler.kan_varsles(frist, naa):
        _krev(frist, naa, neste=neste_morgen(naa), fortalt_til=frist.fortalt_til)
        return
    if not _krev(frist, naa, neste=neste_moment(steg, naa, naa), fortalt_til=naa):
        return
    for mottaker, ett in _mottakere(frist, slag, na, naa):
        varsel, ny = Varsel.objects.get_or_create(
            frist=frist,
            forfall=frist.forfall,
            trinn=ett.trinn,
            mottaker=mottaker.adresse,
            person=mottaker.person,
            defaults={"rolle": ett.rolle, "opprettet": naa},
        )
        if ny:
            yield mottaker, varsel


def _krev(frist: Frist, naa: datetime, *, neste: datetime | None, fortalt_til: datetime | None) -> bool:
    """Claim by conditional update: False when another run or a verb has changed it since it was read."""
    som_lest = Frist.objects.forfalte(naa).filter(pk=frist.pk, neste_varsel=frist.neste_varsel)
    return bool(som_lest.update(neste_varsel=neste, fortalt_til=fortalt_til))


def _mottakere(
    frist: Frist, slag: Fristslag, steg: list[Steg], naa: datetime
) -> Iterator[tuple[Mottaker, Steg]]:
    """Who is told which step; who has two roles is told as the one who must act."""
    sett: set[Adressat] = set()
    for ett in sorted(steg, key=lambda e: list(slag.roller()).index(e.rolle)):
        for mottaker in slag.handler.mottakere(frist, ett.rolle, klokke.dag(naa)):
            if mottaker.adresse and _adressat(mottaker) not in sett:
                sett.add(_adressat(mottaker))
                yield mottaker, ett


def _legg_i_ko(nettverk: Nettverk, post: _Post, naa: datetime) -> int:
    """Queue the receiver's mail; what it says is composed when it is sent. Returns mails queued."""
    til, person = post.mottaker, post.mottaker.person
    epost = _ny_epost(
        nokkel=f"{SLAG}:{post.varsler[0].pk}",
        slag=SLAG,
        nettverk=nettverk,
        til=til.adresse,
        til_navn=til.navn,
        malform=til.malform or nettverk.malform_for(person),
        person=person,
        naa=naa,
    )
    if epost is None:
        return 0
    Varsel.objects.filter(pk__in=[varsel.pk for varsel in post.varsler]).update(epost=epost)
    if epost.status == Epost.Status.FEILET:
        return 0
    _erstatt_eldre(epost, person)
    return 1


def _ny_epost(**felter: Any) -> Epost | None:
    """As `ny_epost`; to an address no mail can be sent to, a row that says so: the outbox shows it."""
    try:
        return ny_epost(**felter)
    except ValueError as feil:
        logger.exception("No reminder can be sent to person %s", getattr(felter["person"], "pk", None))
        felter |= {"til": en_linje(felter["til"]), "svar_til": ""}
        return ny_epost(**felter, status=Epost.Status.FEILET, feil=ordlyd(feil))


def _erstatt_eldre(ny: Epost, person: Person | None) -> None:
    """F2: «a reminder that could not be delivered is replaced by the next, not added to it»."""
    eldre = Epost.objects.filter(
        slag=SLAG, nettverk=ny.nettverk, person=person, til=ny.til, status=Epost.Status.KO
    ).exclude(pk=ny.pk)
    for epost in eldre.select_for_update():
        if Epost.objects.filter(pk=epost.pk, status=Epost.Status.KO).update(status=Epost.Status.BORTFALT):
            epost.varsler.update(epost=ny)
