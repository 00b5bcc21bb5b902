"""Attendance per institution, and following up those that nobody came from (D9)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from dybdemoter.deltakere import Deltakerdata, legg_til
from dybdemoter.models import Oppmote, Serie, Seriemote
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import eposter, lag_fordelt, lag_serie
from tests.dybdemoter.skjemahjelp import innhold
from tests.dybdemoter.styringshjelp import ETTER_FORSTE, side, som_radgiver, sporringer, til

pytestmark = pytest.mark.django_db


@pytest.fixture
def serie() -> Serie:
    serie = lag_fordelt(lag_serie(plasser=2), antall=2)
    for soknad in serie.soknader.all():
        legg_til(soknad, [Deltakerdata("Ola"), Deltakerdata("Kari")])
    return serie


@pytest.fixture
def mote(serie: Serie) -> Seriemote:
    return serie.moter.get(nummer=1)


@pytest.fixture
def klient(client_for: Klient, serie: Serie) -> Iterator[Client]:
    with time_machine.travel(ETTER_FORSTE, tick=False):
        yield som_radgiver(client_for, serie)


def for_oppmote(serie: Serie) -> dict[str, object]:
    """Ola from the first institution came, nobody from the second."""
    en, to = serie.soknader.order_by("nummer")
    der = en.deltakere.get(navn="Ola").pk
    return {f"mott-{en.pk}": "ja", f"der-{en.pk}": [der], f"mott-{to.pk}": "nei",
            f"der-{to.pk}": [to.deltakere.get(navn="Ola").pk]}  # fmt: skip


def test_ingenting_er_valgt_og_alle_ventede_er_krysset(klient: Client, serie: Serie, mote: Seriemote) -> None:
    rader = klient.get(side("oppmote", serie, mote.pk)).context["rader"]
    assert [(rad.valgt, len(rad.der)) for rad in rader] == [("", 2), ("", 2)]


def test_oppmotet_fores_per_institusjon_med_hvem_som_kom(
    klient: Client, serie: Serie, mote: Seriemote
) -> None:
    svar = klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    fort = [(en.mott, [der.navn for der in en.deltakere.all()]) for en in Oppmote.objects.all()]
    assert (til(svar), fort) == (side("oppmoter", serie), [(True, ["Ola"]), (False, [])])
    assert len(eposter("dybde_savnet")) == 1
    assert "1 av 2 møtte" in innhold(klient.get(side("oppmoter", serie)))


def test_den_som_ikke_er_valgt_blir_staende(klient: Client, serie: Serie, mote: Seriemote) -> None:
    en = serie.soknader.get(nummer=1)
    klient.post(side("oppmote", serie, mote.pk), {f"mott-{en.pk}": "ja", "mott-999": "nei"})
    assert [rad.soknad_id for rad in Oppmote.objects.all()] == [en.pk]


def test_for_motet_kan_ingenting_fores(client_for: Klient, serie: Serie, mote: Seriemote) -> None:
    with time_machine.travel("2027-01-12T08:59+01:00", tick=False):
        klient = som_radgiver(client_for, serie)
        siden = klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
        tekst = innhold(klient.get(side("oppmote", serie, mote.pk)))
    assert (siden.status_code, Oppmote.objects.count()) == (422, 0)
    assert "Oppmøte føres når møtet har begynt." in innhold(siden)
    assert "Disse er ventet" in tekst


def test_den_som_ingen_kom_fra_folges_opp_med_en_merknad(
    klient: Client, serie: Serie, mote: Seriemote
) -> None:
    klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    rad = Oppmote.objects.get(mott=False)
    assert [en for en, _skjema in klient.get(side("oppmoter", serie)).context["folges_opp"]] == [rad]
    klient.post(side("fulgt_opp", serie, rad.pk), {"merknad": "Glemte møtet."})
    siden = klient.get(side("oppmoter", serie))
    assert (siden.context["folges_opp"], siden.context["fulgt_opp"]) == ([], [rad])
    assert "Glemte møtet." in innhold(siden)


def test_en_retting_av_oppmotet_beholder_merknaden(klient: Client, serie: Serie, mote: Seriemote) -> None:
    klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    rad = Oppmote.objects.get(mott=False)
    klient.post(side("fulgt_opp", serie, rad.pk), {"merknad": "Glemte møtet."})
    klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    rad.refresh_from_db()
    assert (rad.merknad, len(eposter("dybde_savnet"))) == ("Glemte møtet.", 1)


def test_for_lang_merknad_er_en_feil_ved_feltet(klient: Client, serie: Serie, mote: Seriemote) -> None:
    klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    rad = Oppmote.objects.get(mott=False)
    siden = klient.post(side("fulgt_opp", serie, rad.pk), {"merknad": "a" * 501})
    assert (siden.status_code, list(siden.context["skjema"].errors)) == (422, ["merknad"])


def test_en_annen_rekkes_oppmote_er_ikke_der(klient: Client, serie: Serie, mote: Seriemote) -> None:
    klient.post(side("oppmote", serie, mote.pk), for_oppmote(serie))
    annen = lag_serie(serie.nettverk, region="nord", naa=serie.opprettet.replace(year=2026, month=11, day=20))
    rad = Oppmote.objects.get(mott=False)
    assert klient.post(side("fulgt_opp", annen, rad.pk)).status_code == 404
    assert klient.get(side("oppmote", annen, mote.pk)).status_code == 404


def test_listen_spor_like_mye_for_en_som_for_tre(client_for: Klient) -> None:
    antall = []
    for mengde, region in ((1, "vest"), (3, "nord")):
        serie = lag_fordelt(lag_serie(plasser=mengde, region=region), antall=mengde)
        mote = serie.moter.get(nummer=1)
        with time_machine.travel(ETTER_FORSTE, tick=False):
            klient = som_radgiver(client_for, serie)
            data = {f"mott-{en.pk}": "nei" for en in serie.soknader.all()}
            klient.post(side("oppmote", serie, mote.pk), data)
            urler = (side("oppmoter", serie), side("oppmote", serie, mote.pk))
            antall.append([sporringer(klient, url) for url in urler])
    assert antall == [antall[0]] * 2
