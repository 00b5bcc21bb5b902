"""The coordinator's overview and the member's page: right heaps, same cost for one row as for three."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys
from moter.opprydding import avslutt_frister
from nettverk.models import Person
from oversikt.arsoversikt import Arsoversikt, arsoversikt
from tests.factories import NAA, lag_innkalling_levert, lag_innkalling_sendt, lag_mote, lag_svar, lokal
from tests.nettverk.byggere import i_ko
from tests.nettverk.vaktverktoy import i_gang
from tests.verden import Verden

Klient = Callable[[Person | None], Client]


def bunker(oversikt: Arsoversikt) -> dict[str, list[tuple[str, str]]]:
    return {
        navn: [(mal.mote.gruppe.navn, mal.celle.slag) for mal in getattr(oversikt, navn)]
        for navn in ("din_tur", "for_sent", "denne_uka")
    }


def test_hver_sak_star_i_en_bunke(verden: Verden) -> None:
    lag_innkalling_levert(verden.mote)
    oversikt = bunker(arsoversikt(verden.nettverk, 2026, NAA))
    assert oversikt == {
        "din_tur": [("Åsane", "utsending")],
        "for_sent": [
            ("Åsane", "programkontakt"),
            ("Øygarden", "programkontakt"),
            ("Åsane", "programkontakt"),
        ],
        "denne_uka": [("Øygarden", "innkalling")],
    }


def test_oversikten_har_bare_eget_nettverk(verden: Verden) -> None:
    moter = {linje.mote for linje in arsoversikt(verden.annet_nettverk, 2026, NAA).linjer}
    assert moter == {verden.fremmed_mote}


def test_pamelding_er_ingens_skyld_for_innkallingen_er_ute(verden: Verden) -> None:
    etter_fristen = verden.mote.lokal_start.replace(day=5)
    slag = {mal.celle.slag for mal in arsoversikt(verden.nettverk, 2026, etter_fristen).for_sent}
    assert slag == {"programkontakt", "innkalling"}

    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)
    saker = arsoversikt(verden.nettverk, 2026, etter_fristen).for_sent
    [pamelding] = [mal.celle for mal in saker if mal.celle.slag == "pamelding"]
    assert pamelding.tilstand is not None
    assert (pamelding.tilstand.ord, pamelding.hvem) == ("2 mangler svar", "2 medlemmer")


def test_svar_fra_en_som_har_sluttet_teller_ikke(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    for medlem in (verden.medlem, verden.arrangor):
        lag_svar(verden.mote, medlem)
    verden.gruppe.medlemskap.filter(person=verden.medlem).update(til=date(2026, 12, 1))
    linjer = arsoversikt(verden.nettverk, 2026, verden.mote.lokal_start.replace(day=5)).linjer
    [linje] = [linje for linje in linjer if linje.mote == verden.mote]
    [pamelding] = [celle for celle in linje.celler if celle.slag == "pamelding"]
    assert pamelding.hvem == "1 medlem"


def test_den_som_ikke_svarte_star_der_nar_motet_har_vaert(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    avslutt_frister(verden.mote.start)
    linjer = arsoversikt(verden.nettverk, 2026, verden.mote.slutt).linjer
    [linje] = [linje for linje in linjer if linje.mote == verden.mote]
    ord_ = {celle.slag: celle.tilstand.ord for celle in linje.celler if celle.tilstand}
    assert (ord_["pamelding"], ord_["programkontakt"]) == ("3 svarte ikke", "Ikke gjort")


def test_ingen_svarte_ikke_pa_det_de_ikke_fikk(verden: Verden) -> None:
    avslutt_frister(verden.mote.start)
    linjer = arsoversikt(verden.nettverk, 2026, verden.mote.slutt).linjer
    [linje] = [linje for linje in linjer if linje.mote == verden.mote]
    assert "pamelding" not in {celle.slag for celle in linje.celler if celle.tilstand}


def test_mote_hos_sekretariatet_har_eget_filter(verden: Verden, client_for: Klient) -> None:
    mote = lag_mote(verden.gruppe, date(2027, 2, 25), arrangor=verden.arrangor)
    lag_innkalling_levert(mote)
    side = client_for(verden.koordinator).get(reverse("oversikt") + "?ar=2027&tilstand=info")
    assert [linje.mote for linje in side.context["linjer"]] == [mote]


def test_avlyst_mote_er_stille_og_teller_ikke(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    oversikt = arsoversikt(verden.nettverk, 2026, NAA)
    [linje] = [linje for linje in oversikt.linjer if linje.mote == verden.mote]
    assert (linje.farge, [celle.tilstand for celle in linje.celler]) == ("neutral", [None] * 6)
    assert oversikt.planlagt == 2


def test_neste_ars_moter_som_ikke_er_avtalt_star_hos_gruppeansvarlig(verden: Verden) -> None:
    naa = lokal(date(2027, 1, 4))
    oversikt = arsoversikt(verden.nettverk, 2026, naa)
    saker = [mal for mal in oversikt.for_sent if mal.celle.slag == "neste_aar"]
    # Åsane's duty rests on 17 December, Øygarden's on the 10th; the first is due on 31 December.
    assert [(mal.mote, mal.celle.hvem, mal.celle.tilstand.ord) for mal in saker if mal.celle.tilstand] == [
        (verden.nabomote, "Berit Bøe", "11 dager over"),
        (verden.vertsmote, "Lise Leder", "4 dager over"),
    ]
    avlys(verden.vertsmote, av=verden.kontakt, naa=lokal(date(2026, 12, 16)))
    oversikt = arsoversikt(verden.nettverk, 2026, naa)
    linjen = next(linje for linje in oversikt.linjer if linje.mote == verden.vertsmote)
    assert (linjen.farge, linjen.neste_ar and linjen.neste_ar.hvem) == ("danger", "Lise Leder")


def test_det_verste_star_forst(verden: Verden) -> None:
    lag_mote(verden.gruppe, date(2026, 11, 30), arrangor=verden.arrangor)
    farger = [linje.farge for linje in arsoversikt(verden.nettverk, 2026, NAA).linjer]
    assert farger == sorted(farger, key=["danger", "warning", "info", "accent", "success", "neutral"].index)


def test_gruppe_med_faerre_enn_tre_moter_meldes(verden: Verden) -> None:
    lag_mote(verden.gruppe, date(2026, 5, 12), arrangor=verden.arrangor)
    assert arsoversikt(verden.nettverk, 2026, NAA).faerre_enn_tre == [verden.nabogruppe]


def antall_sporringer(client: Client, sti: str) -> int:
    with CaptureQueriesContext(connection) as sporringer:
        assert client.get(sti).status_code == 200
    return len(sporringer)


@pytest.mark.parametrize(("hvem", "side"), [("koordinator", "oversikt"), ("medlem", "min_side")])
def test_siden_spor_like_mye_for_tre_moter_til(
    verden: Verden, client_for: Klient, hvem: str, side: str
) -> None:
    client = client_for(getattr(verden, hvem))
    sti = reverse(side)
    client.get(sti)
    for_ = antall_sporringer(client, sti)
    for maned in (1, 2, 3):
        lag_mote(verden.gruppe, date(2027, maned, 14), arrangor=verden.arrangor)
        lag_mote(verden.gruppe, date(2026, 12, 14 + maned), arrangor=verden.arrangor)
    assert antall_sporringer(client, sti) == for_


def test_deltakerlisten_spor_like_mye_for_flere_svar(verden: Verden, client_for: Klient) -> None:
    lag_innkalling_sendt(verden.mote)
    client = client_for(verden.arrangor)
    sti = reverse("deltakere", args=(verden.mote.pk,))
    lag_svar(verden.mote, verden.medlem)
    client.get(sti)
    for_ = antall_sporringer(client, sti)
    lag_svar(verden.mote, verden.arrangor)
    lag_svar(verden.mote, verden.gruppeansvarlig, del1=False, del2=False)
    assert antall_sporringer(client, sti) == for_


@pytest.mark.parametrize("sporsmal", ["?ar=tull", "?ar=99999999999", "?tilstand=ukjent", "?ar=1850"])
def test_oversikten_taler_rare_adresser(verden: Verden, client_for: Klient, sporsmal: str) -> None:
    assert client_for(verden.koordinator).get(reverse("oversikt") + sporsmal).status_code == 200


def test_oversikten_over_et_tomt_ar_sier_det(verden: Verden, client_for: Klient) -> None:
    side = client_for(verden.koordinator).get(reverse("oversikt") + "?ar=2031").content.decode()
    assert "Ingen møter er planlagt i 2031." in side


def om_portalen(client: Client) -> list[str]:
    """What the overview warns of at its top; or the calm words at its bottom. Each links to more."""
    side = client.get(reverse("oversikt")).content.decode()
    return re.findall(r">([^<]+)(?:</strong>)? <a href=\"/slik-star-det-til/", side)


@pytest.mark.parametrize(
    ("tegn", "timer", "status", "ventet"),
    [
        ({}, 0, "ko", ["E-post og påminnelser går som de skal."]),
        ({"arbeider": 6}, 0, "ko", ["Portalen står stille: e-post og påminnelser kan bli liggende."]),
        ({}, 1, "ko", ["E-post blir liggende."]),
        ({}, 0, "feilet", ["1 e-post er ikke levert."]),
        (
            {"klokke": 6, "arbeider": 6},
            0,
            "feilet",
            ["Portalen står stille: e-post og påminnelser kan bli liggende.", "1 e-post er ikke levert."],
        ),
    ],
)
def test_oversikten_advarer_om_det_som_star(
    verden: Verden, client_for: Klient, tegn: dict[str, int], timer: int, status: str, ventet: list[str]
) -> None:
    """In her own network; what is wrong in the other is not told."""
    i_gang(NAA, **tegn)
    i_ko(NAA - timedelta(hours=timer), nettverk=verden.nettverk, status=status)
    i_ko(NAA, nettverk=verden.annet_nettverk, status="feilet")
    assert om_portalen(client_for(verden.koordinator)) == ventet


def test_oversikten_spor_like_mye_om_det_som_star(verden: Verden, client_for: Klient) -> None:
    client, sti = client_for(verden.koordinator), reverse("oversikt")
    client.get(sti)
    for_ = antall_sporringer(client, sti)
    i_gang(NAA, arbeider=6)
    for nr in range(4):
        i_ko(NAA - timedelta(hours=nr), nettverk=verden.nettverk, status=("ko", "feilet")[nr % 2])
    assert antall_sporringer(client, sti) == for_
