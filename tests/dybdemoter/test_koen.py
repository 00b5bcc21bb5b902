"""The queue over applications, answers, withdrawals, offers and time, in any order (D4 to D8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dybdemoter import plasser, soknadsbrev
from dybdemoter.models import Serie, Soknad, Soknadssteg
from dybdemoter.pamelding import Stengt, meld_pa
from dybdemoter.plasser import TilbudUtlopt
from nettverk.klokke import OSLO
from tests.dybdemoter.fabrikk import lag_serie, radgiver, skjema

START = datetime(2026, 12, 15, 9, 0, tzinfo=OSLO)
FRIST = date(2026, 12, 16)
FORSTE = datetime(2027, 1, 12, 9, 0, tzinfo=OSLO)
OVER = {"trukket", "avvist", "takket_nei", "utlopt"}
typer = st.sets(st.sampled_from(("dogn", "dag", "poliklinisk")), min_size=1).map(" ".join)


class Koen(RuleBasedStateMachine):
    """One series, as its institutions, its advisers and the clock may treat it."""

    def __init__(self) -> None:
        super().__init__()
        Serie.objects.all().delete()
        self.serie = lag_serie(plasser=2, pamelding_frist=FRIST, naa=START)
        self.radgiver = radgiver(self.serie)
        self.naa = START
        self.over: set[int] = set()

    @initialize(alle=st.lists(typer, min_size=6, max_size=6), fordelt=st.sampled_from((True, True, False)))
    def begynn(self, alle: list[str], fordelt: bool) -> None:
        for slag in alle:
            self.meld_pa(slag)
        if fordelt:
            self.naa += timedelta(days=2)
            plasser.bestem(self.serie, [1, 2], grunn="de første", av=self.radgiver, naa=self.naa)
            plasser.gi_svar(self.serie, av=self.radgiver, naa=self.naa)

    def alle(self, *tilstander: str) -> list[Soknad]:
        funnet = Soknad.objects.filter(serie=self.serie).order_by("nummer")
        return list(funnet.filter(tilstand__in=tilstander) if tilstander else funnet)

    def frisk(self) -> Serie:
        return Serie.objects.get(pk=self.serie.pk)

    @rule(typer=typer)
    def meld_pa(self, typer: str) -> None:
        for_ = len(self.alle())
        i_tide = self.naa.date() <= FRIST
        try:
            soknad = meld_pa(self.serie, skjema(typer=typer), naa=self.naa).soknad
        except Stengt:
            assert not i_tide
        else:
            assert i_tide
            assert soknad.nummer == for_ + 1

    @rule(valg=st.randoms(use_true_random=False))
    def fordel_og_svar(self, valg: Any) -> None:
        mottatt = [soknad.nummer for soknad in self.alle("mottatt")]
        forslag = [en.nummer for en in plasser.forslag(self.frisk()).valgt]
        valgt = valg.choice([forslag, valg.sample(mottatt, min(2, len(mottatt)))])
        try:
            plasser.bestem(self.serie, valgt, grunn="vi", med_fa=True, av=self.radgiver, naa=self.naa)
            plasser.gi_svar(self.serie, av=self.radgiver, naa=self.naa)
        except ValidationError:
            assert not mottatt or self.naa.date() <= FRIST or self.frisk().svar_sendt
        else:
            assert sorted(valgt) == [soknad.nummer for soknad in self.alle("plass")]
            assert self.alle("mottatt") == []

    @rule(valg=st.randoms(use_true_random=False))
    @precondition(lambda self: bool(self.alle()))
    def trekk(self, valg: Any) -> None:
        soknad = valg.choice(self.alle("plass", "tilbud") or self.alle())
        try:
            plasser.trekk(soknad, grunn="kan ikke", av=None, naa=self.naa)
        except ValidationError:
            assert soknad.tilstand in OVER

    @rule()
    @precondition(lambda self: bool(self.alle("plass") and self.alle("venter")) and self.naa < FORSTE)
    def en_plass_gar_videre(self) -> None:
        plasser.trekk(self.alle("plass")[0], grunn="kan ikke", av=None, naa=self.naa)
        self.tilby()

    @rule()
    @precondition(lambda self: bool(self.alle("tilbud")))
    def tilbudet_ligger_for_lenge(self) -> None:
        self.naa += timedelta(days=9)
        self.svar_pa_tilbud(True, Random(1))

    @rule()
    @precondition(lambda self: self.frisk().svar_sendt is not None)
    def tilby(self) -> None:
        venter = [soknad.nummer for soknad in self.alle("venter")]
        ledig = 2 - len(self.alle("plass", "tilbud"))
        try:
            soknad = plasser.tilby_neste(self.serie, av=self.radgiver, naa=self.naa)
        except ValidationError:
            assert not venter or ledig == 0 or self.naa >= FORSTE
        else:
            assert (soknad.nummer, ledig > 0) == (venter[0], True)

    @rule(ja=st.booleans(), valg=st.randoms(use_true_random=False))
    @precondition(lambda self: bool(self.alle("tilbud", "utlopt", "takket_nei")))
    def svar_pa_tilbud(self, ja: bool, valg: Any) -> None:
        soknad = valg.choice(self.alle("tilbud", "utlopt", "takket_nei"))
        i_tide = soknad.tilstand == "tilbud" and not soknad.tilbudet_er_ute(self.naa)
        try:
            plasser.svar_pa_tilbud(soknad, ja=ja, av=self.radgiver, naa=self.naa)
        except (TilbudUtlopt, ValidationError):
            assert not i_tide
        else:
            assert i_tide

    @rule(timer=st.sampled_from((1, 20, 48, 24 * 5)))
    def tiden_gar(self, timer: int) -> None:
        self.naa += timedelta(hours=timer)

    @rule()
    def sveip(self) -> None:
        plasser.la_tilbud_lope_ut(self.naa)
        assert [soknad for soknad in self.alle("tilbud") if soknad.tilbudet_er_ute(self.naa)] == []

    @invariant()
    def aldri_flere_plasser_enn_det_er(self) -> None:
        assert len(self.alle("plass", "tilbud")) <= 2

    @invariant()
    def numrene_er_i_rekkefolge_uten_hull(self) -> None:
        assert [soknad.nummer for soknad in self.alle()] == list(range(1, len(self.alle()) + 1))

    @invariant()
    def ingen_blir_levende_igjen(self) -> None:
        na = {soknad.nummer for soknad in self.alle(*OVER)}
        assert self.over <= na
        self.over = na

    @invariant()
    def alle_er_svart_en_gang_eller_ingen(self) -> None:
        svar = Soknadssteg.objects.filter(soknad__serie=self.serie, fra="mottatt")
        antall = {soknad.pk: 0 for soknad in self.alle()}
        for steg in svar:
            antall[steg.soknad_id] += 1
        assert all(antall[soknad.pk] == (soknad.tilstand != "mottatt") for soknad in self.alle())
        if self.frisk().svar_sendt:
            assert self.alle("mottatt") == []

    @invariant()
    def hvert_steg_fortsetter_det_forrige(self) -> None:
        for soknad in self.alle():
            steg = [(ett.fra, ett.til) for ett in soknad.steg.order_by("pk")]
            assert [fra for fra, _til in steg] == ["", *(til for _fra, til in steg[:-1])]
            assert steg[-1][1] == soknad.tilstand

    @invariant()
    def koen_er_en(self) -> None:
        """Whoever was offered a place later in time stands later in the queue."""
        tilbudt = Soknadssteg.objects.filter(soknad__serie=self.serie, til="tilbud").order_by("pk")
        numre = [steg.soknad.nummer for steg in tilbudt.select_related("soknad")]
        assert numre == sorted(set(numre))


@pytest.fixture
def _uten_brev(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The mails have tests of their own, and take most of the time."""
    for navn in ("kvittering", "plass", "venteliste", "tilbud", "tilbudet_er_ute", "trukket", "plass_ledig"):
        monkeypatch.setattr(soknadsbrev, navn, lambda *_a, **_k: None)
    monkeypatch.setattr(plasser, "_til_radgiverne_om_svarene", lambda *_a: None)
    yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_uten_brev")
def test_koen_holder_hva_som_enn_skjer() -> None:
    run_state_machine_as_test(
        Koen,
        settings=settings(
            max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
