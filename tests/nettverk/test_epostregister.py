"""The register of mails as a coordinator uses it: what did not arrive, why, and sending it again (X10)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nettverk.models import Dokument, Epost, Nettverk, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_gruppe, lag_koordinator, lag_nettverk, lag_person
from tests.nettverk.byggere import i_ko

LISTE = "/admin/nettverk/epost/"
DOKUMENTER = "/admin/nettverk/dokument/"
pytestmark = pytest.mark.usefixtures("naa")


@pytest.fixture
def nettverk(db: None) -> Nettverk:
    return lag_nettverk()


@pytest.fixture
def koordinator(nettverk: Nettverk, client_for: Klient) -> Client:
    return client_for(lag_koordinator(nettverk))


def _brev(nettverk: Nettverk, status: str, navn: str = "Åse Bø", **felt: Any) -> Epost:
    person = lag_person(navn)
    standard = {"person": person, "til": person.adresse, "til_navn": navn, "emne": f"Til {navn}"}
    epost = i_ko(NAA, nettverk=nettverk, **{**standard, **felt})
    Epost.objects.filter(pk=epost.pk).update(
        status=status, sendt_naa=None if status in {"ko", "feilet"} else NAA,
        feil="550 5.1.1 User unknown" if status == "feilet" else "",
    )  # fmt: skip
    epost.refresh_from_db()
    return epost


def _gjor(klient: Client, handling: str, *eposter: Epost, **felt: str) -> Any:
    return klient.post(
        LISTE, {"action": handling, "_selected_action": [epost.pk for epost in eposter], **felt}, follow=True
    )


def _meldinger(svar: Any) -> list[str]:
    return [str(melding) for melding in get_messages(svar.wsgi_request)] or [
        str(melding) for melding in svar.context["messages"]
    ]


def _vist(klient: Client, **sok: str) -> list[str]:
    liste = klient.get(LISTE, sok).context["cl"].result_list
    return sorted(epost.til_navn for epost in liste)


# --- The list --------------------------------------------------------------------------------


def test_listen_viser_hva_som_ikke_kom_fram_og_hvorfor(koordinator: Client, nettverk: Nettverk) -> None:
    _brev(nettverk, "feilet", "Feilet")
    _brev(nettverk, "retur", "Retur")
    _brev(nettverk, "sendt", "Sendt")
    _brev(nettverk, "ko", "Venter")
    forside = koordinator.get(LISTE).content.decode()
    assert '<a href="?levering=ikke-levert">2 e-poster kom ikke fram</a>' in forside
    assert "550 5.1.1 User unknown" in forside
    assert {valg: _vist(koordinator, levering=valg) for valg in ("ikke-levert", "venter", "tatt-imot")} == {
        "ikke-levert": ["Feilet", "Retur"],
        "venter": ["Venter"],
        "tatt-imot": ["Sendt"],
    }


def test_listen_sier_det_nar_alt_er_vel(koordinator: Client, nettverk: Nettverk) -> None:
    _brev(nettverk, "sendt")
    assert "All e-post er sendt, eller venter på tur." in koordinator.get(LISTE).content.decode()


def test_det_som_er_sendt_pa_nytt_er_ikke_lenger_noe_a_ta_seg_av(
    koordinator: Client, nettverk: Nettverk
) -> None:
    epost = _brev(nettverk, "feilet")
    _gjor(koordinator, "send_pa_nytt", epost, bekreftet="ja")
    assert [_vist(koordinator, levering=valg) for valg in ("ikke-levert", "pa-nytt", "venter")] == [
        [],
        ["Åse Bø"],
        ["Åse Bø"],
    ]


def test_filteret_navngir_slagene_i_ord(koordinator: Client, nettverk: Nettverk) -> None:
    _brev(nettverk, "sendt", "Leder", slag="lederkopi")
    _brev(nettverk, "sendt", "Medlem", slag="innkalling")
    assert "Kopi av referat til leder" in koordinator.get(LISTE).content.decode()
    assert _vist(koordinator, slag="lederkopi") == ["Leder"]


def test_listen_spor_like_mye_for_flere(koordinator: Client, nettverk: Nettverk) -> None:
    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            assert koordinator.get(LISTE).status_code == 200
        return len(sporringer)

    _brev(nettverk, "feilet")
    koordinator.get(LISTE)
    for_ = antall()
    for status in ("feilet", "retur", "sendt"):
        _brev(nettverk, status)
    assert antall() == for_


def test_siden_til_en_epost_har_knappen_som_passer(koordinator: Client, nettverk: Nettverk) -> None:
    knapper = {}
    for status in ("ko", "sendt", "feilet", "retur", "bortfalt"):
        side = koordinator.get(f"{LISTE}{_brev(nettverk, status).pk}/change/").content.decode()
        handlinger = ("send_pa_nytt", "merk_retur", "angre_retur")
        knapper[status] = [h for h in handlinger if f'name="action" value="{h}">' in side]
    assert knapper == {
        "ko": [],
        "sendt": ["send_pa_nytt", "merk_retur"],
        "feilet": ["send_pa_nytt"],
        "retur": ["send_pa_nytt", "angre_retur"],
        "bortfalt": [],
    }


# --- Sending again ---------------------------------------------------------------------------


def test_send_pa_nytt_viser_forst_hvem_som_far_hva(koordinator: Client, nettverk: Nettverk) -> None:
    rett, ko = _brev(nettverk, "feilet", "Åse Bø"), _brev(nettverk, "ko", "Kåre Kø")
    Person.objects.filter(fornavn="Åse").update(epost="ny@helse.example")
    side = _gjor(koordinator, "send_pa_nytt", rett, ko)
    tekst = side.content.decode()
    assert [utkast.epost for utkast in side.context["sendes"]] == [rett]
    assert side.context["nektes"] == [(ko, "Den ligger fortsatt i kø, og blir sendt.")]
    assert "ny@helse.example" in tekst
    assert f"gikk før til {rett.til}" in tekst
    assert f'name="_selected_action" value="{ko.pk}"' not in tekst
    assert Epost.objects.count() == 2


def test_send_pa_nytt_bekreftet_sender_og_sier_hvor_mange_og_hvorfor_ikke(
    koordinator: Client, nettverk: Nettverk
) -> None:
    en, to, ko = (_brev(nettverk, s, n) for s, n in (("feilet", "A"), ("retur", "B"), ("ko", "C")))
    svar = _gjor(koordinator, "send_pa_nytt", en, to, ko, bekreftet="ja")
    assert _meldinger(svar) == [
        "2 e-poster er lagt i kø på nytt, og går straks.",
        "1 ikke sendt (C): Den ligger fortsatt i kø, og blir sendt.",
    ]
    nye = Epost.objects.filter(sendt_pa_nytt_fra__isnull=False)
    assert set(nye.values_list("sendt_pa_nytt_fra", "status")) == {(en.pk, "ko"), (to.pk, "ko")}


def test_begge_utgaver_viser_til_hverandre(koordinator: Client, nettverk: Nettverk) -> None:
    gammel = _brev(nettverk, "feilet")
    _gjor(koordinator, "send_pa_nytt", gammel, bekreftet="ja")
    ny = Epost.objects.get(sendt_pa_nytt_fra=gammel)
    sider = [koordinator.get(f"{LISTE}{pk}/change/").content.decode() for pk in (gammel.pk, ny.pk)]
    assert f'<a href="{LISTE}{ny.pk}/change/">Sendt på nytt som denne</a> (i kø)' in sider[0]
    assert f'<a href="{LISTE}{gammel.pk}/change/">Er selv en ny utgave av denne</a> (ikke levert)' in sider[1]


@pytest.mark.parametrize("handling", ["send_pa_nytt", "merk_retur", "angre_retur"])
def test_ingen_gjor_noe_med_et_annet_nettverks_epost(
    koordinator: Client, nettverk: Nettverk, client_for: Klient, handling: str
) -> None:
    status = "retur" if handling == "angre_retur" else "sendt"
    fremmed = _brev(lag_nettverk(), status)
    for klient in (koordinator, client_for(lag_person())):
        klient.post(LISTE, {"action": handling, "_selected_action": [fremmed.pk], "bekreftet": "ja"})
    assert list(Epost.objects.values_list("pk", "status")) == [(fremmed.pk, status)]


def test_epost_kan_verken_skrives_endres_eller_slettes(koordinator: Client, nettverk: Nettverk) -> None:
    epost = _brev(nettverk, "feilet")
    for sti in ("add/", f"{epost.pk}/change/", f"{epost.pk}/delete/"):
        assert koordinator.post(LISTE + sti, {"emne": "Kapret", "post": "yes"}).status_code == 403
    _gjor(koordinator, "delete_selected", epost, post="yes")
    assert Epost.objects.get().emne == "Til Åse Bø"


# --- Bounces ---------------------------------------------------------------------------------


def test_retur_merkes_og_angres(koordinator: Client, nettverk: Nettverk) -> None:
    sendt, ko = _brev(nettverk, "sendt"), _brev(nettverk, "ko")
    assert _meldinger(_gjor(koordinator, "merk_retur", sendt, ko)) == [
        "1 e-post er merket som kommet i retur.",
        "Bare e-post som e-posttjeneren har tatt imot, kan komme i retur.",
    ]
    assert dict(Epost.objects.values_list("pk", "status")) == {sendt.pk: "retur", ko.pk: "ko"}
    assert _meldinger(_gjor(koordinator, "angre_retur", sendt)) == [
        "1 e-post er ikke lenger merket som kommet i retur."
    ]
    assert Epost.objects.get(pk=sendt.pk).status == "sendt"


# --- Documents -------------------------------------------------------------------------------


def _dokument(nettverk: Nettverk, status: str) -> Dokument:
    dokument = Dokument.objects.frys(
        gjelder=lag_gruppe(nettverk),
        slag="innkalling",
        malgruppe="gruppe",
        malform="nb",
        versjon=1,
        innhold={"praktisk": "Tiurleik"},
        nettverk=nettverk,
        filnavn=f"innkalling-{status}.pdf",
        naa=NAA,
    )
    Dokument.objects.filter(pk=dokument.pk).update(pdf_status=status, pdf_feil="For stor")
    return dokument


def test_pdf_lages_pa_nytt_bare_der_den_mangler(koordinator: Client, nettverk: Nettverk) -> None:
    annet = _dokument(lag_nettverk(), "feilet")
    egne = [_dokument(nettverk, status) for status in ("feilet", "umulig", "klar")]
    svar = koordinator.post(
        DOKUMENTER,
        {"action": "lag_pa_nytt", "_selected_action": [dok.pk for dok in (*egne, annet)]},
        follow=True,
    )
    assert _meldinger(svar) == [
        "2 PDF-er lages på nytt. Det tar vanligvis under ett minutt.",
        "1 dokument har PDF eller venter på den, og er som det var.",
    ]
    assert list(Dokument.objects.order_by("pk").values_list("pdf_status", flat=True)) == [
        "feilet",
        "venter",
        "venter",
        "klar",
    ]


def test_dokumentregisteret_sier_hvorfor_pdf_en_mangler_og_ikke_hva_som_star_der(
    koordinator: Client, nettverk: Nettverk
) -> None:
    dokument = _dokument(nettverk, "feilet")
    sti = reverse("admin:nettverk_dokument_change", args=(dokument.pk,))
    sider = koordinator.get(DOKUMENTER).content.decode() + koordinator.get(sti).content.decode()
    assert ("For stor" in sider, "kunne ikke lages" in sider, "Tiurleik" in sider) == (True, True, False)
