"""A network's own limits, steps and quiet periods (F6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from moter.endring import lagre_detaljer
from moter.models import Mote
from nettverk.admin.fristfelter import les_perioder, les_trinn, periode_som_tekst, trinn_som_tekst
from nettverk.arbeidsdager import STILLE_STANDARD, Stilleperiode
from nettverk.frister.motor import kjor
from nettverk.frister.oppsett import Regel, endre, grense, regel, stille
from nettverk.frister.regler import alle_slag, fristslag
from nettverk.models import Frist, Fristoppsett, Nettverk, Varsel
from tests.conftest import Klient
from tests.factories import NAA, lag_innkalling_levert, lag_innkalling_sendt, lag_mote
from tests.verden import Verden

# --- As people write it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "trinn"),
    [
        ("−14, −7, 0", (-14, -7, 0)),
        ("-7 -14", (-14, -7)),
        ("–2;+1", (-2, 1)),
        ("0,0", (0,)),
        ("1,5", (1, 5)),
        ("", ()),
    ],
)
def test_trinn_leses_slik_folk_skriver_dem(tekst: str, trinn: tuple[int, ...]) -> None:
    assert les_trinn(tekst) == trinn


@pytest.mark.parametrize("tekst", ["en uke før", "1.5", "−121", "1 2 3 4 5 6 7 8 9 10 11", "--7"])
def test_trinn_som_ikke_kan_leses_avvises(tekst: str) -> None:
    with pytest.raises(ValidationError):
        les_trinn(tekst)


@given(st.sets(st.integers(-120, 120), max_size=10))
def test_trinn_kan_leses_tilbake(trinn: set[int]) -> None:
    assert les_trinn(trinn_som_tekst(trinn)) == tuple(sorted(trinn))


def test_perioder_kan_leses_tilbake() -> None:
    tekst = "\n".join(map(periode_som_tekst, STILLE_STANDARD))
    assert (tekst, les_perioder(tekst)) == ("1.7.–31.7.\n23.12.–1.1.\npåske", STILLE_STANDARD)


@pytest.mark.parametrize("tekst", ["juli", "31.6.–1.7.", "1.13.–2.13.", "1.7.", "1.1.–31.8."])
def test_perioder_som_ikke_kan_leses_eller_er_for_lange_avvises(tekst: str) -> None:
    with pytest.raises(ValidationError):
        les_perioder(tekst)


# --- The verb --------------------------------------------------------------------------------


def med(nettverk: Nettverk, slag: str, **nytt: Any) -> dict[str, Regel]:
    """The network's rules with something new in one kind: limits by name, or `trinn`."""
    regler = {ett.kode: regel(ett, nettverk) for ett in alle_slag()}
    trinn = nytt.pop("trinn", {})
    regler[slag] = Regel({**regler[slag].grenser, **nytt}, {**regler[slag].trinn, **trinn})
    return regler


def forfall(mote: Mote) -> dict[str, date]:
    return dict(Frist.objects.om(mote).apne().values_list("slag", "forfall"))


def test_endre_regner_ut_apne_frister_pa_nytt_i_dette_nettverket_alene(verden: Verden) -> None:
    lag_innkalling_levert(verden.vertsmote)
    for_ = forfall(verden.vertsmote), forfall(verden.fremmed_mote)
    antall = endre(verden.nettverk, med(verden.nettverk, "innkalling", dager=21), STILLE_STANDARD, naa=NAA)
    assert antall == 2
    assert forfall(verden.mote)["innkalling"] == date(2026, 11, 19)
    assert forfall(verden.nabomote)["innkalling"] == date(2026, 11, 19)
    assert (forfall(verden.vertsmote), forfall(verden.fremmed_mote)) == for_
    levert = Frist.objects.om(verden.vertsmote).get(slag="innkalling")
    assert (levert.forfall, levert.gjort) == (date(2026, 12, 3), NAA)


def test_endre_beholder_bare_avvikene(verden: Verden) -> None:
    nettverk = verden.nettverk
    eget = med(nettverk, "innkalling", dager=21, trinn={"koordinator": (2,)})
    endre(nettverk, eget, STILLE_STANDARD, naa=NAA)
    assert nettverk.fristregler == {"innkalling": {"grenser": {"dager": 21}, "trinn": {"koordinator": [2]}}}
    assert grense(nettverk, "innkalling", "retur_virkedager") == 2
    assert regel(fristslag("innkalling"), nettverk).trinn["arrangor"] == (-14, -7, -2)
    som_for = med(nettverk, "innkalling", dager=14, trinn={"koordinator": (1,)})
    endre(nettverk, som_for, STILLE_STANDARD, naa=NAA)
    nettverk.refresh_from_db()
    assert (nettverk.fristregler, nettverk.stille_perioder) == ({}, None)


def test_endre_trinn_forteller_ikke_det_som_er_fortalt_om_igjen(verden: Verden) -> None:
    slag = {"frist__mote": verden.mote, "frist__slag": "innkalling"}
    kjor(NAA)
    for_ = list(Varsel.objects.filter(**slag).values_list("trinn", flat=True))
    nye_trinn = med(verden.nettverk, "innkalling", trinn={"arrangor": (-20, -5)})
    endre(verden.nettverk, nye_trinn, STILLE_STANDARD, naa=NAA)
    kjor(NAA)
    assert list(Varsel.objects.filter(**slag).values_list("trinn", flat=True)) == for_
    frist = Frist.objects.om(verden.mote).get(slag="innkalling")
    # Five days before 26 November is a Saturday that has been; the group lead's day 0 is next.
    assert [(ett.trinn, ett.rolle) for ett in frist.steg()] == [
        (-20, "arrangor"), (-5, "arrangor"), (0, "gruppeansvarlig"), (1, "koordinator"),
    ]  # fmt: skip


def test_endre_stille_perioder_flytter_paminnelsene(verden: Verden) -> None:
    uke = Stilleperiode((11, 23), (11, 27))
    endre(verden.nettverk, med(verden.nettverk, "innkalling"), (uke,), naa=NAA)
    verden.nettverk.refresh_from_db()
    assert stille(verden.nettverk) == (uke,)
    frist = Frist.objects.om(verden.mote).get(slag="innkalling")
    assert [ett.nar.date() for ett in frist.steg() if ett.trinn >= -2] == [
        date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 30),
    ]  # fmt: skip


def test_ny_pameldingsgrense_gjelder_der_ingen_har_fatt_vite_eller_valgt_en_dato(verden: Verden) -> None:
    valgt = lag_mote(verden.gruppe, date(2027, 2, 11), arrangor=verden.arrangor)
    valgt.pamelding_frist = date(2027, 2, 1)
    lagre_detaljer(valgt, ("pamelding_frist",), naa=NAA)
    lag_innkalling_sendt(verden.mote)
    endre(verden.nettverk, med(verden.nettverk, "pamelding", dager=5), STILLE_STANDARD, naa=NAA)
    moter = (verden.mote, verden.nabomote, valgt)
    assert [forfall(mote)["pamelding"] for mote in moter] == [
        date(2026, 12, 3), date(2026, 12, 5), date(2027, 2, 1),
    ]  # fmt: skip
    verden.nabomote.refresh_from_db()
    assert verden.nabomote.pamelding_frist == date(2026, 12, 5)
    assert lag_mote(verden.gruppe, date(2027, 3, 11)).pamelding_frist == date(2027, 3, 6)


# --- The page --------------------------------------------------------------------------------


def side(nettverk: Nettverk) -> str:
    return reverse("admin:nettverk_fristoppsett_change", args=(nettverk.pk,))


def utfylt(client: Client, nettverk: Nettverk) -> dict[str, str]:
    """What the page is filled in with, as a browser posts it."""
    skjema = client.get(side(nettverk)).context["adminform"].form
    return {navn: str(skjema[navn].value()) for navn in skjema.fields}


def test_siden_viser_rutinens_tall_og_lagrer_dem_uendret(verden: Verden, client_for: Klient) -> None:
    client = client_for(verden.koordinator)
    data = utfylt(client, verden.nettverk)
    assert (data["innkalling__dager"], data["innkalling__til_arrangor"]) == ("14", "−14, −7, −2")
    assert client.post(side(verden.nettverk), data).status_code == 302
    oppsett = Fristoppsett.objects.get(pk=verden.nettverk.pk)
    assert (oppsett.fristregler, oppsett.stille_perioder) == ({}, None)


def test_siden_endrer_og_forteller_hvor_mange_frister_som_fikk_ny_dato(
    verden: Verden, client_for: Klient
) -> None:
    client = client_for(verden.koordinator)
    data = utfylt(client, verden.nettverk) | {"innkalling__dager": "21", "stille": "1.7.–31.7."}
    svar = client.post(side(verden.nettverk), data, follow=True)
    assert "3 åpne frister fikk ny dato." in [str(melding) for melding in svar.context["messages"]]
    oppsett = Fristoppsett.objects.get(pk=verden.nettverk.pk)
    assert oppsett.fristregler == {"innkalling": {"grenser": {"dager": 21}}}
    assert stille(oppsett) == (Stilleperiode((7, 1), (7, 31)),)
    assert "Innkalling til sekretariatet, Stille perioder" in svar.content.decode()


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("innkalling__dager", "0"),
        ("innkalling__dager", "9"),
        ("innkalling__dager", "999"),
        ("innkalling__til_arrangor", ""),
        ("innkalling__til_arrangor", "snart"),
        ("pamelding__dager", "10"),
        ("utsending__senest_dager", "14"),
        ("stille", "hele sommeren"),
    ],
)
def test_siden_sier_hva_som_er_galt_ved_feltet_og_beholder_det_som_ble_skrevet(
    verden: Verden, client_for: Klient, felt: str, verdi: str
) -> None:
    client = client_for(verden.koordinator)
    data = utfylt(client, verden.nettverk) | {felt: verdi}
    skjema = client.post(side(verden.nettverk), data).context["adminform"].form
    ventet = {"innkalling__dager": "utsending__senest_dager"} if verdi == "9" else {}
    assert list(skjema.errors) == [ventet.get(felt, felt)]
    assert skjema[felt].value() == verdi
    assert Nettverk.objects.get(pk=verden.nettverk.pk).fristregler == {}


def test_et_annet_nettverks_regler_er_ikke_der(verden: Verden, client_for: Klient) -> None:
    assert client_for(verden.koordinator).get(side(verden.annet_nettverk)).status_code == 302
    liste = client_for(verden.koordinator).get(reverse("admin:nettverk_fristoppsett_changelist"))
    assert [oppsett.pk for oppsett in liste.context["cl"].result_list] == [verden.nettverk.pk]
