"""Makes all of it, or nothing, in an empty portal."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import translation

from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Kompetansepunkt, Nettverk
from oversikt.demo import ekte, frister
from oversikt.demo.dybdemoter import lag_dybdemoter
from oversikt.demo.folk import KLB, Gruppefolk, lag_nettverk
from oversikt.demo.innkallinger import lag_innkallinger, lag_pameldinger
from oversikt.demo.moter import Bygd, lag_moter
from oversikt.demo.planer import gruppens_planer
from oversikt.demo.referater import lag_referater
from oversikt.demo.skoleferier import lag_skoleferier

Framdrift = Callable[[str], None]


class IkkeTom(Exception):
    """The portal has networks of its own; invented people do not belong among them."""


def finnes() -> bool:
    """Whether the demo data is here already."""
    return Nettverk.objects.filter(slug=KLB).exists()


@transaction.atomic
def bygg(naa: datetime, si: Framdrift) -> None:
    """Make the demo data as of this UTC moment, telling what is being made.

    Raises IkkeTom where other networks exist.
    """
    if Nettverk.objects.exists():
        raise IkkeTom
    with translation.override("nb"):
        si("personer og grupper")
        grupper, andre = lag_nettverk(lokal_dag(naa))
        lag_skoleferier(lokal_dag(naa))
        si("møter og programmer")
        bygde = _moter(grupper, andre, naa)
        si("dybdemøter")
        lag_dybdemoter(andre.gruppe.nettverk, naa)
        _hendelser(bygde, naa, si)


def _moter(grupper: list[Gruppefolk], andre: Gruppefolk, naa: datetime) -> list[Bygd]:
    kompetanse = list(Kompetansepunkt.objects.order_by("pk"))
    bygde = []
    for plass, folk in enumerate(grupper):
        bygde += lag_moter(folk, gruppens_planer(folk.gruppe.navn, plass, naa), kompetanse, naa)
    return bygde + lag_moter(andre, gruppens_planer(andre.gruppe.navn, 0, naa), [], naa)


def _hendelser(bygde: list[Bygd], naa: datetime, si: Framdrift) -> None:
    si("innkallinger og svar")
    lag_innkallinger(bygde, naa)
    svar = lag_pameldinger(bygde, naa)
    si("referater")
    referater = lag_referater(bygde, svar, naa)
    si("frister og e-post")
    frister.lag_frister(bygde, svar, naa)
    ekte.kjor_verbene(bygde, referater, naa)
    frister.fortell(Frist.objects.all(), naa)
