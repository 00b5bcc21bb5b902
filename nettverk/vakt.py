"""The watch: whether what the portal does by itself gets done, for a monitor and for coordinators.

All moments are aware UTC. Of mails it says how many and since when, never whose.

What counts as standing still is what should wake an operator, once the worker has been awake for half an
hour: a deadline or a mail that is due, and nobody takes up. A mail is due also while it waits for its PDF,
since making PDFs is the portal's own work. One that waits for a new attempt is not: a full mailbox may
say «later» for days, and that is its owner's trouble. But when the mail server has neither taken nor
refused anything since that mail's last attempt (it is down, its password is new), the fault is nearer
home, and the mail counts from when it was queued or, if that is later, from the server's last answer.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import Error, transaction
from django.db.models import Count, F, Min, Q

from nettverk.models.epost import Epost, EpostQuerySet
from nettverk.models.frist import Frist, FristQuerySet
from nettverk.models.livstegn import STILLHET, Livstegn

logger = logging.getLogger(__name__)

VENTETID = timedelta(minutes=30)
# Mails that were not delivered are told of for so long; then somebody has seen it, or does not care.
IKKE_LEVERT_I = timedelta(days=14)


class Dom(StrEnum):
    """What is found; the values are what /readyz says."""

    OK = "ok"
    ALDRI = "aldri"  # has never given a sign of life
    TAUS = "taus"  # has given none for more than five minutes
    VENTER = "venter"  # something has stood still for more than thirty minutes
    UKJENT = "ukjent"  # cannot be known while something else is wrong
    FEIL = "feil"


@dataclass(frozen=True)
class Funn:
    """One finding: the verdict, and the last sign of life or since when something waits."""

    dom: Dom
    siden: datetime | None = None

    @property
    def ok(self) -> bool:
        """Whether nobody need do anything."""
        return self.dom == Dom.OK

    def alder(self, naa: datetime) -> int | None:
        """Whole seconds from `siden` to `naa`; 0 for a moment to come, after the clock was set back."""
        return None if self.siden is None else max(0, int((naa - self.siden).total_seconds()))


@dataclass(frozen=True)
class Puls:
    """The signs of life there are, by name, seen at `naa`."""

    naa: datetime
    tegn: Mapping[str, Livstegn]

    def sist(self, navn: str) -> datetime | None:
        """The last sign under this name."""
        return self.tegn[navn].sist if navn in self.tegn else None

    @property
    def klokke(self) -> Funn:
        """The clock: beat, or the cron that runs `send_varsler`."""
        sist = self.sist(Livstegn.Navn.KLOKKE)
        if sist is None:
            return Funn(Dom.ALDRI)
        return Funn(Dom.TAUS if self.naa - sist > STILLHET else Dom.OK, sist)

    @property
    def arbeider(self) -> Funn:
        """The worker, which shows itself when the clock asks: of a silent clock's worker nothing is known.

        Unless it had not answered for a while already when the clock asked last.
        """
        sist, klokke = self.sist(Livstegn.Navn.ARBEIDER), self.klokke
        if sist is None:
            return Funn(Dom.ALDRI)
        if self.naa - sist <= STILLHET:
            return Funn(Dom.OK, sist)
        spurt = self.naa if klokke.ok else klokke.siden
        return Funn(Dom.TAUS if spurt and spurt - sist > STILLHET else Dom.UKJENT, sist)

    def stillstand(self, siden: datetime | None) -> Funn:
        """What to think of something that has waited since `siden`; None for nothing that waits.

        A worker that has been away is given time for what came meanwhile.
        """
        if siden is None:
            return Funn(Dom.OK)
        if Livstegn.Navn.ARBEIDER in self.tegn:
            siden = max(siden, self.tegn[Livstegn.Navn.ARBEIDER].siden)
        return Funn(Dom.VENTER if self.naa - siden > VENTETID else Dom.OK, siden)


def puls(naa: datetime) -> Puls:
    """Take the pulse, in one query."""
    return Puls(naa, {tegn.navn: tegn for tegn in Livstegn.objects.all()})


@dataclass(frozen=True)
class Post:
    """How it is with some mails: the verdict, those that wait, the oldest of them, those not delivered."""

    funn: Funn
    venter: int
    eldste: datetime | None
    ikke_levert: int


def post(epost: EpostQuerySet, puls: Puls) -> Post:
    """Look at these mails, in one query."""
    svarte = puls.sist(Livstegn.Navn.EPOSTTJENER)
    i_ko = Q(status__in=(Epost.Status.KO, Epost.Status.TATT))
    uten_svar = Q(status=Epost.Status.KO) & ~Q(feil="") & (Q(tatt_naa__gt=svarte) if svarte else Q())
    ikke_levert = Q(
        status__in=Epost.IKKE_LEVERT, sendt_pa_nytt_som=None, opprettet__gte=puls.naa - IKKE_LEVERT_I
    )
    tall = epost.uavsluttet().aggregate(
        venter=Count("pk", filter=i_ko),
        eldste=Min("opprettet", filter=i_ko),
        forfalt=Min("neste_forsok", filter=i_ko & Q(neste_forsok__lte=puls.naa)),
        hindret=Min("opprettet", filter=uten_svar),
        ikke_levert=Count("pk", filter=ikke_levert),
    )
    ventet = [tall["forfalt"]] if tall["forfalt"] else []
    if tall["hindret"]:
        ventet.append(max(tall["hindret"], svarte or tall["hindret"]))
    return Post(
        puls.stillstand(min(ventet, default=None)), tall["venter"], tall["eldste"], tall["ikke_levert"]
    )


def varsling(frister: FristQuerySet, puls: Puls) -> Funn:
    """Whether what should have been told of these deadlines has been, in one query."""
    return puls.stillstand(frister.forfalte(puls.naa).aggregate(siden=Min("neste_varsel"))["siden"])


@dataclass(frozen=True)
class Stand:
    """How it stands with the portal's own work, and with the mails and deadlines of one viewer."""

    puls: Puls
    post: Post
    varsling: Funn

    @property
    def star_stille(self) -> bool:
        """Whether nothing is done by itself now."""
        return not (self.puls.klokke.ok and self.puls.arbeider.ok)

    @property
    def blir_liggende(self) -> bool:
        """Whether mail or reminders do not get out, for whatever reason."""
        return self.star_stille or not (self.post.funn.ok and self.varsling.ok)


def stand(epost: EpostQuerySet, frister: FristQuerySet, naa: datetime) -> Stand:
    """Look at these mails and deadlines, in three queries."""
    pulsen = puls(naa)
    return Stand(pulsen, post(epost, pulsen), varsling(frister, pulsen))


def database() -> Funn:
    """Whether the database can be written to: gone, or open for reading only, it cannot.

    It is asked for an update that meets no row: refused where a real one would be, and nothing written.
    """
    try:
        with transaction.atomic():
            Livstegn.objects.filter(navn="").update(sist=F("sist"))
    except Error:
        logger.warning("The database cannot be written to", exc_info=True)
        return Funn(Dom.FEIL)
    return Funn(Dom.OK)


def alt(naa: datetime) -> dict[str, Funn]:
    """Everything a monitor should know, by name. Never raises because of the database."""
    funn = {"database": database()}
    try:
        sett = stand(Epost.objects.all(), Frist.objects.all(), naa)
    except Error:
        return funn | dict.fromkeys(("klokke", "arbeider", "epost", "varsling"), Funn(Dom.UKJENT))
    return funn | {
        "klokke": sett.puls.klokke,
        "arbeider": sett.puls.arbeider,
        "epost": sett.post.funn,
        "varsling": sett.varsling,
    }
