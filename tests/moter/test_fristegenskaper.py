"""Whatever happens to meetings, in whatever order: nobody is told too often, too late, or for nothing.

Properties of F1 to F4: any order of planning, moving, fulfilling, cancelling and time passing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from moter import endring, innkallinger
from moter.models import Mote
from moter.opprydding import avslutt_frister
from moter.svar import svar
from nettverk.frister.motor import kjor
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Person, Varsel
from nettverk.utboks.levering import lever
from referat import levering, skriving
from tests.factories import (
    FEMTEN,
    NI,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
    lag_referat,
    lokal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ETTER_MOTET = {"referat", "lederkopi", "neste_aar"}
START = lokal(date(2026, 9, 1), NI)
RO = timedelta(days=2)


@dataclass
class Verk:
    """A group whose meetings things happen to; `naa` moves forward only."""

    naa: datetime = START
    moter: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        nettverk = lag_nettverk()
        self.gruppe = lag_gruppe(nettverk)
        self.koordinator = lag_koordinator(nettverk)
        self.leder = lag_gruppeansvarlig(self.gruppe)
        self.medlemmer = [self.leder, *(lag_medlem(self.gruppe, navn) for navn in ("Mari Moe", "Åse Bø"))]

    def hend(self, hva: str, hvilket: int, dager: int) -> None:
        """Let one thing happen, if it can; a verb that refuses has changed nothing."""
        verb: dict[str, Callable[[Mote, int], object]] = {
            "flytt": self.flytt,
            "avlys": self.avlys,
            "kontakt": self.kontakt,
            "lever": self.lever,
            "returner": self.returner,
            "send": self.send,
            "svar": self.svar,
            "referat": self.referat,
        }
        if hva == "planlegg":
            dag = lokal_dag(self.naa) + timedelta(days=1 + dager)
            mote = lag_mote(self.gruppe, dag, arrangor=self.medlemmer[dager % 3], naa=self.naa)
            self.moter.append(mote.pk)
        elif hva in verb and self.moter:
            mote = Mote.objects.get(pk=self.moter[hvilket % len(self.moter)])
            try:
                verb[hva](mote, dager)
            except ValidationError as feil:
                note(f"{hva}: {feil.messages}")

    def flytt(self, mote: Mote, dager: int) -> None:
        dag = lokal_dag(self.naa) + timedelta(days=1 + dager)
        endring.flytt(
            mote, start=lokal(dag), slutt=lokal(dag, FEMTEN), sted=mote.sted, adresse=mote.adresse,
            av=self.leder, naa=self.naa,
        )  # fmt: skip

    def avlys(self, mote: Mote, dager: int) -> None:
        endring.avlys(mote, av=self.leder, naa=self.naa)

    def kontakt(self, mote: Mote, dager: int) -> None:
        endring.noter_programkontakt(mote, dag=lokal_dag(self.naa), av=self.leder, naa=self.naa)

    def lever(self, mote: Mote, dager: int) -> None:
        innkallinger.lever(mote, av=self.leder, naa=self.naa)

    def returner(self, mote: Mote, dager: int) -> None:
        siste = mote.innkallinger.last()
        if siste:
            innkallinger.returner(siste, av=self.koordinator, kommentar="Rett", naa=self.naa)

    def send(self, mote: Mote, dager: int) -> None:
        siste = mote.innkallinger.last()
        if siste:
            frist = innkallinger.foreslatt_pameldingsfrist(mote, lokal_dag(self.naa)) if dager % 2 else None
            innkallinger.send_ut(siste, av=self.koordinator, naa=self.naa, pamelding_frist=frist)

    def svar(self, mote: Mote, dager: int) -> None:
        person: Person = self.medlemmer[dager % 3]
        svar(mote, person, del1=dager % 5 > 0, del2=dager % 5 > 0, av=person, naa=self.naa)

    def referat(self, mote: Mote, dager: int) -> None:
        if not mote.er_ferdig(self.naa) or mote.er_avlyst:
            return
        if not skriving.hent_eller_start(mote, naa=self.naa).er_last:
            levering.lever(lag_referat(mote, naa=self.naa), av=self.leder, godkjent=True, naa=self.naa)

    def kjor(self) -> None:
        """Run the sweeps, and hold what was told up against what may be told."""
        if self.naa.day % 2:  # the sweep that ends deadlines may be late
            avslutt_frister(self.naa)
        for_ = set(Varsel.objects.values_list("pk", flat=True))
        kjor(self.naa)
        nye = list(Varsel.objects.exclude(pk__in=for_).select_related("frist", "epost"))
        for varsel in nye:
            self.prov(varsel)
        fikk = Counter(epost.til for epost in {varsel.epost for varsel in nye if varsel.epost})
        assert set(fikk.values()) <= {1}, "one mail per person and run"
        assert kjor(self.naa).varsler == 0, "two runs tell nothing twice"
        lever(self.naa)

    def prov(self, varsel: Varsel) -> None:
        frist = varsel.frist
        mote = frist.gjelder
        assert isinstance(mote, Mote)
        if frist.slag not in ETTER_MOTET:
            assert self.naa < mote.start, "never for a meeting that has been"
        if frist.slag != "neste_aar":
            assert not mote.er_avlyst, "never for a meeting that is off"
        assert varsel.forfall == frist.forfall
        lister = frist.slag == "pamelding" and varsel.rolle != "medlem"
        assert frist.gjort is None or lister, "never told after done"
        if varsel.rolle == "medlem":
            assert mote.innkalling_sendt is not None and self.naa >= mote.innkalling_sendt + RO


HENDELSER = st.tuples(
    st.sampled_from(
        (
            "planlegg",
            "flytt",
            "avlys",
            "kontakt",
            "lever",
            "returner",
            "send",
            "svar",
            "svar",
            "referat",
            "tid",
        )
    ),
    st.integers(0, 3),
    st.integers(0, 90),
    st.integers(0, 40),
)


class AltSomKanHende(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(HENDELSER, max_size=14))
    @example([("planlegg", 0, 0, 1)])  # a run that comes as the meeting begins, before the other sweep
    def test_ingen_fortelles_for_ofte_for_sent_eller_for_ingenting(
        self, hendelser: list[tuple[str, int, int, int]]
    ) -> None:
        verk = Verk()
        for hva, hvilket, dager, gar in [("planlegg", 0, 45, 0), *hendelser]:
            verk.hend(hva, hvilket, dager)
            verk.kjor()
            for _dag in range(min(gar, 12)):
                verk.naa += timedelta(days=max(1, gar // 12))
                verk.kjor()
        apne = Frist.objects.apne().filter(slag="neste_aar", mote__gruppe=verk.gruppe)
        assert apne.count() <= 2
        assert not Epost.objects.filter(status="feilet").exists()
