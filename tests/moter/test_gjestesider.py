"""The pages of guests: the organiser's list, the open invitation, the guest's own (L13, X1, X13)."""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys
from moter.gjesteliste import inviter, sett_maks
from moter.gjesteskjema import delt_opp
from moter.models import Gjest
from nettverk.models import Epost
from tests.conftest import Klient
from tests.factories import NAA, lag_gjest, lag_gjestenokkel
from tests.verden import Verden

NONCE = re.compile(r'nonce="[^"]*"')
SKJEMA = {
    "navn": "Gro Gjest", "epost": "gro@helse.example", "arbeidssted": "Ulset", "yrke": "", "lunsj": "ja",
    "mat": "vegetar", "nettside": "",
}  # fmt: skip


def apen(verden: Verden) -> str:
    return reverse("gjest_apen", args=(verden.mote.gjestekode,))


def min_side(gjest: Gjest) -> str:
    return reverse("gjest_min", args=(lag_gjestenokkel(gjest),))


def invitert(verden: Verden) -> Gjest:
    return inviter(verden.mote, ["gro@helse.example"], hilsen="", av=verden.arrangor, naa=NAA).nye[0]


def test_kollegaen_melder_seg_pa_uten_innlogging(verden: Verden, client: Client) -> None:
    svar = client.post(apen(verden), SKJEMA, follow=True)
    assert svar.redirect_chain == [(reverse("gjest_takk", args=(verden.mote.gjestekode,)), 302)]
    assert "Vi har sendt e-post til gro@helse.example." in svar.content.decode()
    assert [(g.navn, g.status, g.mat) for g in Gjest.objects.all()] == [("Gro Gjest", "pameldt", "vegetar")]


def test_svaret_er_det_samme_om_adressen_er_kjent_eller_ikke(verden: Verden, client: Client) -> None:
    svar = [client.post(apen(verden), SKJEMA, follow=True) for _gang in range(2)]
    sider = [s.content.decode().replace(str(s.context["csrf_token"]), "") for s in svar]
    assert svar[0].redirect_chain == svar[1].redirect_chain
    assert NONCE.sub("", sider[0]) == NONCE.sub("", sider[1])


def test_er_det_fullt_sier_siden_at_arrangoren_ma_si_ja(verden: Verden, client: Client) -> None:
    sett_maks(verden.mote, 0, naa=NAA)
    assert "Alle plassene er tatt." in client.get(apen(verden)).content.decode()
    svar = client.post(apen(verden), SKJEMA, follow=True)
    assert "Arrangøren må si ja først" in svar.content.decode()


def test_feil_star_ved_feltet_og_det_skrevne_blir_staende(verden: Verden, client: Client) -> None:
    svar = client.post(apen(verden), SKJEMA | {"epost": "gro@", "lunsj": ""})
    assert (svar.status_code, set(svar.context["skjema"].errors)) == (422, {"epost", "lunsj"})
    assert 'value="gro@"' in svar.content.decode()
    assert not Gjest.objects.exists()


def test_et_program_som_fyller_ut_alt_far_takk_og_ingenting_skjer(verden: Verden, client: Client) -> None:
    svar = client.post(apen(verden), SKJEMA | {"nettside": "https://spam.example"})
    assert (svar.status_code, Gjest.objects.count(), Epost.objects.count()) == (302, 0, 0)


def test_for_mange_pameldinger_fra_samme_sted_blir_bremset(verden: Verden, client: Client) -> None:
    svar = [client.post(apen(verden), {"navn": ""}).status_code for _gang in range(21)]
    assert svar == [422] * 20 + [429]


def test_avlyst_mote_tar_ikke_imot_pamelding(verden: Verden, client: Client) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    side = client.get(apen(verden)).content.decode()
    assert ("Møtet er avlyst." in side, "<form" in side.partition("<main")[2].partition("</main")[0]) == (
        True,
        False,
    )
    assert client.post(apen(verden), SKJEMA).status_code == 422


def test_invitert_melder_seg_pa_med_lenken_i_e_posten(verden: Verden, client: Client) -> None:
    gjest = invitert(verden)
    url = min_side(gjest)
    client.get(url)
    gjest.refresh_from_db()
    assert gjest.status == "invitert"
    svar = client.post(url, SKJEMA, follow=True)
    assert "Du er påmeldt" in svar.content.decode()
    assert [(g.epost, g.status) for g in Gjest.objects.all()] == [("gro@helse.example", "pameldt")]


def test_en_leders_navn_og_arbeidssted_er_fylt_ut(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    side = klient.get(reverse("gjester_ledere", args=(verden.mote.pk,))).content.decode()
    assert ("1 leder får e-post" in side, verden.naermeste_leder.adresse in side) == (True, True)
    klient.post(reverse("gjester_ledere", args=(verden.mote.pk,)), {"hilsen": "Velkommen"})
    skjema = client_for(None).get(min_side(Gjest.objects.get())).context["skjema"]
    assert (skjema["navn"].value(), skjema["lunsj"].value()) == ("Nils Nærmesteleder", None)


def test_gjest_melder_seg_av_og_angrer(verden: Verden, client: Client) -> None:
    gjest = lag_gjest(verden.mote)
    nokkel = lag_gjestenokkel(gjest)
    av = client.post(reverse("gjest_avmeld", args=(nokkel,)), follow=True)
    assert "Du er meldt av" in av.content.decode()
    pa = client.post(reverse("gjest_angre", args=(nokkel,)), follow=True)
    assert "Du er påmeldt" in pa.content.decode()


def test_gjest_endrer_svaret(verden: Verden, client: Client) -> None:
    gjest = lag_gjest(verden.mote, mat="vegetar")
    url = min_side(gjest)
    assert client.get(f"{url}?endre=1").context["skjema"]["mat"].value() == "vegetar"
    client.post(url, SKJEMA | {"lunsj": "nei"})
    gjest.refresh_from_db()
    assert (gjest.lunsj, gjest.mat, gjest.arbeidssted) == (False, "", "Ulset")


def test_etter_fristen_spor_endringen_ikke_om_mat(verden: Verden, client: Client) -> None:
    gjest = lag_gjest(verden.mote, mat="vegetar")
    url = min_side(gjest)
    with time_machine.travel("2026-12-04T09:00+01:00", tick=False):
        skjema = client.get(f"{url}?endre=1").context["skjema"]
        client.post(url, {"navn": "Gro G", "arbeidssted": "Ulset", "yrke": ""})
    gjest.refresh_from_db()
    assert (list(skjema.fields), gjest.navn, gjest.mat) == (
        ["navn", "arbeidssted", "yrke"],
        "Gro G",
        "vegetar",
    )


def test_leder_melder_pa_en_kollega_fra_sin_side(verden: Verden, client: Client) -> None:
    leder = lag_gjest(verden.mote)
    url = reverse("gjest_kolleger", args=(lag_gjestenokkel(leder),))
    side = client.post(url, {"navn": "Kai", "epost": "kai@helse.example", "lunsj": "ja"}, follow=True)
    kollega = Gjest.objects.get(navn="Kai")
    assert (kollega.meldt_pa_av, kollega.arbeidssted) == (leder, leder.arbeidssted)
    assert "Du har meldt på" in side.content.decode()


def test_gode_adresser_inviteres_selv_om_en_er_feil(verden: Verden, client_for: Klient) -> None:
    lag_gjest(verden.mote, "fra.for@helse.example")
    url = reverse("gjester", args=(verden.mote.pk,))
    tekst = "Anna <anna@helse.example>; bo@helse\nbo@helse.example, fra.for@helse.example"
    svar = client_for(verden.arrangor).post(url, {"adresser": tekst, "hilsen": "Hei"})
    side = svar.content.decode()
    assert (svar.status_code, svar.context["skjema"]["adresser"].value()) == (422, "bo@helse")
    assert "Dette er ikke e-postadresser: «bo@helse»." in svar.context["skjema"].errors["adresser"]
    assert "2 invitasjoner er sendt." in side
    assert "Står på listen fra før, og fikk ingen ny e-post: fra.for@helse.example." in side
    inviterte = Gjest.objects.filter(status="invitert").values_list("epost", flat=True)
    assert set(inviterte) == {"anna@helse.example", "bo@helse.example"}


@pytest.mark.parametrize(
    ("tekst", "adresser"),
    [
        ("a@x.no b@x.no,c@x.no;d@x.no\r\ne@x.no", ["a@x.no", "b@x.no", "c@x.no", "d@x.no", "e@x.no"]),
        ("Kari Bø <kari@x.no>, 'ola@x.no'", ["kari@x.no", "ola@x.no"]),
        ("mailto:kari@x.no.", ["kari@x.no"]),
        (" ,; \n", []),
    ],
)
def test_adresser_limes_inn_slik_de_star(tekst: str, adresser: list[str]) -> None:
    assert delt_opp(tekst) == adresser


@pytest.mark.parametrize("tekst", ["", "ikke en adresse"])
def test_ingen_gode_adresser_er_en_feil(verden: Verden, client_for: Klient, tekst: str) -> None:
    svar = client_for(verden.arrangor).post(reverse("gjester", args=(verden.mote.pk,)), {"adresser": tekst})
    assert (svar.status_code, list(svar.context["skjema"].errors), Gjest.objects.count()) == (
        422,
        ["adresser"],
        0,
    )


def test_for_mange_adresser_star_igjen_i_feltet(verden: Verden, client_for: Klient) -> None:
    tekst = " ".join(f"g{nr}@helse.example" for nr in range(61))
    svar = client_for(verden.arrangor).post(reverse("gjester", args=(verden.mote.pk,)), {"adresser": tekst})
    assert (svar.status_code, svar.context["skjema"]["adresser"].value(), Gjest.objects.count()) == (
        422,
        tekst,
        0,
    )


def test_arrangoren_sier_ja_og_nei_og_angrer(verden: Verden, client_for: Klient) -> None:
    sett_maks(verden.mote, 0, naa=NAA)
    gjest, klient = lag_gjest(verden.mote), client_for(verden.arrangor)
    sett = []
    for handling in ("nei", "ja", "nei", "ja"):
        klient.post(reverse(f"gjester_{handling}", args=(verden.mote.pk, gjest.pk)))
        gjest.refresh_from_db()
        sett.append(gjest.status)
    assert sett == ["avslatt", "pameldt", "avslatt", "pameldt"]


def test_en_gjest_hos_andre_er_som_om_hun_ikke_fantes(verden: Verden, client_for: Klient) -> None:
    fremmed = lag_gjest(verden.fremmed_mote)
    klient = client_for(verden.arrangor)
    for side in ("gjester_ja", "gjester_nei", "gjester_send"):
        svar = klient.post(reverse(side, args=(verden.mote.pk, fremmed.pk)))
        assert (side, svar.status_code) == (side, 404)


def test_ny_lenke_stopper_den_gamle_men_ikke_gjestens_egen(verden: Verden, client_for: Klient) -> None:
    gammel, egen = apen(verden), min_side(lag_gjest(verden.mote))
    url = reverse("gjester_ny_lenke", args=(verden.mote.pk,))
    klient = client_for(verden.arrangor)
    klient.get(url)
    assert client_for(None).get(gammel).status_code == 200
    klient.post(url)
    verden.mote.refresh_from_db()
    svar = [client_for(None).get(sti).status_code for sti in (gammel, apen(verden), egen)]
    assert svar == [404, 200, 200]


def test_maks_star_i_feltet_og_kan_tas_bort(verden: Verden, client_for: Klient) -> None:
    klient, url = client_for(verden.arrangor), reverse("gjester_maks", args=(verden.mote.pk,))
    sett = []
    for maks in ("12", "-1", ""):
        status = klient.post(url, {"maks": maks}).status_code
        verden.mote.refresh_from_db()
        sett.append((status, verden.mote.gjestemaks))
    assert sett == [(302, 12), (422, 12), (302, None)]


def test_send_pa_nytt_gir_en_ny_lenke(verden: Verden, client_for: Klient) -> None:
    gjest = invitert(verden)
    client_for(verden.arrangor).post(reverse("gjester_send", args=(verden.mote.pk, gjest.pk)))
    lenker = [
        next(iter(epost.hemmeligheter.values())) for epost in Epost.objects.filter(slag="gjesteinvitasjon")
    ]
    assert (len(lenker), len(set(lenker))) == (2, 2)


def test_siden_spor_like_mye_for_en_gjest_som_for_tre(verden: Verden, client_for: Klient) -> None:
    klient, url = client_for(verden.arrangor), reverse("gjester", args=(verden.mote.pk,))
    forste = lag_gjest(verden.mote)
    antall = []
    for epost in ("", "b@helse.example", "c@helse.example"):
        if epost:
            gjest = lag_gjest(verden.mote, epost)
            gjest.meldt_pa_av = forste
            gjest.save()
        klient.get(url)
        with CaptureQueriesContext(connection) as fanget:
            klient.get(url)
        antall.append(len(fanget))
    assert antall == [antall[0]] * 3


def test_deltakersiden_teller_gjestene_med(verden: Verden, client_for: Klient) -> None:
    lag_gjest(verden.mote, mat="vegetar")
    lag_gjest(verden.mote, "uten@helse.example", navn="Uno Uten", lunsj=False)
    side = client_for(verden.arrangor).get(reverse("deltakere", args=(verden.mote.pk,))).content.decode()
    assert "0 kommer til del 1 og 2 til del 2. 1 spiser lunsj." in side
    assert ("<span>vegetar</span>" in side, "Uno Uten" in side) == (True, True)


def test_siden_er_pa_gjestens_malform(verden: Verden, client: Client) -> None:
    gjest = lag_gjest(verden.mote)
    gjest.malform = "nn"
    gjest.save()
    assert client.get(min_side(gjest)).headers["Content-Language"] == "nn"
