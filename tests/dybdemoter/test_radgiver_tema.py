"""Topics: votes counted, proposals merged, the final choice, and what was settled in a meeting (D10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from dybdemoter.models import Problemstilling, Serie, Seriemote, Valg
from dybdemoter.problemstillinger import foresla, stem
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import eposter, lag_fordelt, lag_serie
from tests.dybdemoter.skjemahjelp import innhold
from tests.dybdemoter.styringshjelp import feil, side, som_radgiver, sporringer

pytestmark = pytest.mark.django_db
TORSDAG = datetime(2026, 12, 31, 8, 0, tzinfo=UTC)  # votes for the first meeting close on 2 January


@pytest.fixture
def serie() -> Serie:
    return lag_fordelt(lag_serie(plasser=3), antall=3)


@pytest.fixture
def mote(serie: Serie) -> Seriemote:
    return serie.moter.get(nummer=1)


@pytest.fixture
def smerte(serie: Serie) -> Problemstilling:
    return foresla(serie.soknader.get(nummer=1), "Smerte og arbeid", naa=TORSDAG)


@pytest.fixture
def sovn(serie: Serie, mote: Seriemote) -> Problemstilling:
    """It has the only vote."""
    en = foresla(serie.soknader.get(nummer=2), "Søvn", egen_praksis=True, naa=TORSDAG)
    stem(serie.soknader.get(nummer=2), en, mote, naa=TORSDAG)
    return en


@pytest.fixture
def klient(client_for: Klient, serie: Serie) -> Iterator[Client]:
    with time_machine.travel(TORSDAG, tick=False):
        yield som_radgiver(client_for, serie)


def test_uten_forslag_sier_siden_det(klient: Client, serie: Serie, mote: Seriemote) -> None:
    siden = innhold(klient.get(side("temaer", serie)))
    assert ("0 av 3 har stemt" in siden, "Ingen har foreslått noe ennå." in siden) == (True, True)
    assert "Ingen har foreslått noe til dette møtet" in innhold(klient.get(side("tema", serie, mote.pk)))


def test_siden_viser_stemmene_og_hvem_som_mangler(
    klient: Client, serie: Serie, mote: Seriemote, smerte: Problemstilling, sovn: Problemstilling
) -> None:
    siden = klient.get(side("tema", serie, mote.pk))
    navn = {en.nummer: en.institusjon.navn for en in serie.soknader.select_related("institusjon")}
    assert siden.context["stilling"] == [(sovn, [navn[2]]), (smerte, [])]
    assert [en.nummer for en in siden.context["mangler"]] == [1, 3]
    assert "Velg senest tirsdag 5. januar 2027:" in innhold(siden)
    assert "1 av 3 har stemt" in innhold(klient.get(side("temaer", serie)))


def test_valget_kunngjores(klient: Client, serie: Serie, mote: Seriemote, sovn: Problemstilling) -> None:
    klient.post(side("tema", serie, mote.pk), {"problemstilling": sovn.pk})
    assert (Valg.objects.get().problemstilling, len(eposter("dybde_tema"))) == (sovn, 3)
    siden = innhold(klient.get(side("tema", serie, mote.pk)))
    assert "Dette skal møtet handle om Søvn Kunngjort torsdag 31. desember 2026 kl. 09.00" in siden
    assert "Avstemningen ble stengt da problemstillingen ble valgt. 1 har stemt." in siden


def test_samme_valg_en_gang_til_sender_ingenting(
    klient: Client, serie: Serie, mote: Seriemote, sovn: Problemstilling
) -> None:
    for _trykk in range(2):
        klient.post(side("tema", serie, mote.pk), {"problemstilling": sovn.pk})
    assert len(eposter("dybde_tema")) == 3


def test_en_med_faerre_stemmer_krever_grunn(
    klient: Client, serie: Serie, mote: Seriemote, smerte: Problemstilling, sovn: Problemstilling
) -> None:
    siden = klient.post(side("tema", serie, mote.pk), {"problemstilling": smerte.pk})
    hva = "En annen har flere stemmer. Skriv hvorfor du velger denne."
    assert (feil(siden), Valg.objects.count()) == ({"grunn": [hva]}, 0)
    klient.post(side("tema", serie, mote.pk), {"problemstilling": smerte.pk, "grunn": "Flere ba om det."})
    assert Valg.objects.get().grunn == "Flere ba om det."


@pytest.mark.parametrize(
    ("verdi", "hva"),
    [("", "Velg en problemstilling."), ("999", "Den kan ikke lenger velges. Velg en av disse.")],
)
def test_et_umulig_valg_er_en_feil_ved_feltet(
    klient: Client, serie: Serie, mote: Seriemote, sovn: Problemstilling, verdi: str, hva: str
) -> None:
    siden = klient.post(side("tema", serie, mote.pk), {"problemstilling": verdi})
    assert feil(siden) == {"problemstilling": [hva]}


def test_en_som_er_avtalt_i_et_mote_legges_inn(klient: Client, serie: Serie, mote: Seriemote) -> None:
    assert feil(klient.post(side("avtalt", serie, mote.pk), {"tekst": " "}), "avtalt") == {
        "tekst": ["Skriv problemstillingen."]
    }
    klient.post(side("avtalt", serie, mote.pk), {"tekst": "Overgangen til arbeid"})
    valg = Valg.objects.get()
    assert (valg.problemstilling.tekst, valg.avtalt_i_mote) == ("Overgangen til arbeid", True)
    assert "Avtalt i et møte" in innhold(klient.get(side("tema", serie, mote.pk)))


def test_etter_motet_kan_ingen_velges(
    client_for: Klient, serie: Serie, mote: Seriemote, sovn: Problemstilling
) -> None:
    with time_machine.travel(mote.slutt, tick=False):
        klient = som_radgiver(client_for, serie)
        siden = klient.post(side("tema", serie, mote.pk), {"problemstilling": sovn.pk})
        assert klient.get(side("tema", serie, mote.pk)).context["kan_velge"] is False
    assert (siden.status_code, Valg.objects.count()) == (422, 0)


def test_to_slas_sammen_og_stemmen_folger_med(
    klient: Client, serie: Serie, mote: Seriemote, smerte: Problemstilling, sovn: Problemstilling
) -> None:
    url = side("sla_sammen", serie)
    siden = klient.get(url, {"tema": [smerte.pk, sovn.pk]})
    assert (siden.status_code, list(siden.context["valgte"])) == (200, [smerte, sovn])
    siden = klient.post(url, {"tema": [smerte.pk, sovn.pk]})
    assert feil(siden) == {"inn_i": ["Velg hvilken som skal stå."]}
    klient.post(url, {"tema": [smerte.pk, sovn.pk], "inn_i": smerte.pk})
    sovn.refresh_from_db()
    assert (sovn.slatt_sammen_i, smerte.stemmer.count()) == (smerte, 1)
    assert "Slått sammen med «Søvn»" in innhold(klient.get(side("temaer", serie)))


@pytest.mark.parametrize("antall", [0, 1])
def test_faerre_enn_to_kan_ikke_slas_sammen(
    klient: Client, serie: Serie, smerte: Problemstilling, antall: int
) -> None:
    siden = klient.get(side("sla_sammen", serie), {"tema": [smerte.pk][:antall]})
    assert feil(siden) == {"tema": ["Kryss av for to eller flere."], "inn_i": ["Velg hvilken som skal stå."]}
    assert "Kryss av for to eller flere." in innhold(siden)


def test_en_som_er_valgt_kan_ikke_slas_sammen_med_en_annen(
    klient: Client, serie: Serie, mote: Seriemote, smerte: Problemstilling, sovn: Problemstilling
) -> None:
    klient.post(side("tema", serie, mote.pk), {"problemstilling": sovn.pk})
    siden = klient.post(side("sla_sammen", serie), {"tema": [smerte.pk, sovn.pk], "inn_i": smerte.pk})
    assert "En problemstilling som er valgt, kan ikke slås sammen med en annen." in innhold(siden)
    assert siden.status_code == 422


def test_sidene_spor_like_mye_for_en_som_for_tre(klient: Client, serie: Serie, mote: Seriemote) -> None:
    antall = []
    for nummer in (1, 2, 3):
        soknad = serie.soknader.get(nummer=nummer)
        stem(soknad, foresla(soknad, f"Tema {nummer}", naa=TORSDAG), mote, naa=TORSDAG)
        urler = (side("temaer", serie), side("tema", serie, mote.pk))
        antall.append([sporringer(klient, url) for url in urler])
    assert antall == [antall[0]] * 3
