"""The pages on which meetings are planned: for whom, what is proposed, and what is refused (L1, L5, L7)."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from moter.models import IkkeAvtalt, Mote
from moter.neste_ar import NESTE_AAR, planlagte
from nettverk.models import Epost, Frist
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_gruppe,
    lag_medlem,
    lag_mote,
    lag_skoleferie,
    lokal,
)
from tests.moter.test_planlegging import DAGER, neste_ars, planlegg, tid
from tests.verden import Verden


def adresse(verden: Verden) -> str:
    return reverse("neste_ar", args=(verden.vertsmote.pk,))


def skjema(klient: Client, url: str) -> dict[str, str]:
    """What the form has in it when it is opened, as a browser would send it."""
    sett = klient.get(url).context["sett"]
    felt = {
        f"{prefiks}-{navn}": str(verdi)
        for prefiks, navn, verdi in (
            ("mote", "TOTAL_FORMS", len(sett.forms)), ("mote", "INITIAL_FORMS", len(sett.forms)),
        )
    }  # fmt: skip
    for ett in sett.forms:
        for navn in ett.fields:
            verdi = ett[navn].value()
            verdi = f"{verdi:%H:%M}" if isinstance(verdi, time) else verdi
            if verdi not in (None, False, ""):
                felt[ett.add_prefix(navn)] = str(verdi)
    return felt | {"kjente": klient.get(url).context["kjente"]}


def test_siden_foreslar_tre_moter_etter_tur(verden: Verden, client_for: Klient) -> None:
    """10 and 17 December are this year's; each organiser is found as if the meetings before were planned."""
    lag_mote(verden.gruppe, date(2026, 5, 20), naa=lokal(date(2026, 1, 5)), arrangor=verden.medlem)
    felt = skjema(client_for(verden.gruppeansvarlig), adresse(verden))
    assert [felt[f"mote-{nr}-dato"] for nr in range(3)] == ["2027-05-26", "2027-11-18", "2027-12-16"]
    assert [int(felt[f"mote-{nr}-arrangor"]) for nr in range(3)] == [
        verden.gruppeansvarlig.pk, verden.medlem.pk, verden.arrangor.pk,
    ]  # fmt: skip
    assert (felt["mote-0-fra"], felt["mote-0-til"]) == ("09:00", "15:00")


def test_fra_forslag_til_planlagt(verden: Verden, client_for: Klient) -> None:
    """Looking over writes nothing; planning does, and the group's page says so."""
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden))
    sett_over = klient.post(adresse(verden), felt | {"steg": "se_over"})
    assert (sett_over.status_code, planlagte(verden.gruppe, 2027)) == (200, 0)
    skjulte = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', sett_over.content.decode()))
    assert {navn: verdi for navn, verdi in skjulte.items() if navn in felt} == felt

    svar = klient.post(adresse(verden), skjulte | {"steg": "lagre"})
    assert svar.headers["Location"] == reverse("gruppe", args=(verden.gruppe.pk,))
    assert [str(dag) for dag, _ in neste_ars(verden.gruppe)] == [felt[f"mote-{nr}-dato"] for nr in range(3)]
    assert Epost.objects.filter(slag="arrangor").count() == 3

    pa_nytt = klient.post(adresse(verden), skjulte | {"steg": "lagre"}, follow=True)
    assert "Møtene er allerede planlagt." in pa_nytt.content.decode()
    assert planlagte(verden.gruppe, 2027) == 3


def test_stedet_er_arrangorens_naar_ingen_har_skrevet_noe(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.koordinator)
    felt = skjema(klient, adresse(verden))
    felt |= {"mote-0-arrangor": str(verden.medlem.pk), "mote-1-sted": "Rådhuset", "mote-1-arrangor": ""}
    felt |= {"mote-2-form": "digital", "mote-2-arrangor": "", "steg": "lagre"}
    klient.post(adresse(verden), felt)
    moter = Mote.objects.i_aret(2027).filter(gruppe=verden.gruppe)
    assert [(mote.sted, mote.form) for mote in moter] == [
        ("Ulset sykehjem", "fysisk"), ("Rådhuset", "fysisk"), ("", "digital"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("endring", "felt", "ord_"),
    [
        ({"mote-1-dato": "{0}"}, "dato", "To møter kan ikke være samme dag."),
        ({"mote-1-dato": "2026-12-30"}, "dato", "Datoen må være mellom 1. januar 2027 og 31. desember 2027."),
        ({"mote-1-dato": "2028-01-03"}, "dato", "Datoen må være mellom 1. januar 2027 og 31. desember 2027."),
        ({"mote-1-dato": "2026-11-23"}, "dato", "Datoen må være etter i dag."),
        ({"mote-1-dato": "2027-03-10"}, "dato", "Gruppen har allerede et møte denne dagen."),
        ({"mote-1-dato": "snart"}, "dato", "Skriv en gyldig dato"),
        ({"mote-1-til": "09:00"}, "til", "Møtet må slutte etter at det begynner."),
        (
            {"mote-1-arrangor": "{ny}"},
            "grunn",
            "Skriv hvorfor",
        ),
        ({"mote-1-arrangor": "{nabo}"}, "arrangor", "Velg et av alternativene."),
    ],
)
def test_feil_star_ved_feltet_og_det_skrevne_star(
    verden: Verden, client_for: Klient, endring: dict[str, str], felt: str, ord_: str
) -> None:
    lag_mote(verden.gruppe, date(2027, 3, 10))
    lag_medlem(verden.gruppe, "Else Eldre")
    ny = lag_medlem(verden.gruppe, "Nina Ny", fra=date(2027, 1, 1))
    klient = client_for(verden.gruppeansvarlig)
    sendt = skjema(klient, adresse(verden))
    verdier = {"ny": ny.pk, "nabo": verden.nabo.pk}
    sendt |= {navn: verdi.format(sendt["mote-0-dato"], **verdier) for navn, verdi in endring.items()}
    svar = klient.post(adresse(verden), sendt | {"steg": "lagre"})
    sett = svar.context["sett"]
    assert (svar.status_code, list(sett.forms[1].errors), planlagte(verden.gruppe, 2027)) == (422, [felt], 1)
    assert sett.forms[1].errors[felt][0].startswith(ord_)
    assert sett.forms[0].errors == {}
    assert {navn: sett.forms[1][navn.removeprefix("mote-1-")].value() for navn in endring} == {
        navn: sendt[navn] for navn in endring
    }


def test_den_som_er_i_permisjon_pa_motedagen_kan_ikke_velges(verden: Verden, client_for: Klient) -> None:
    borte = lag_medlem(verden.gruppe, "Pia Permisjon", permisjon_fra=date(2027, 1, 1))
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden)) | {"mote-0-arrangor": str(borte.pk), "mote-0-grunn": "Hun vil"}
    svar = klient.post(adresse(verden), felt | {"steg": "lagre"})
    assert "Bare den som er aktivt medlem på møtedagen" in svar.content.decode()
    assert planlagte(verden.gruppe, 2027) == 0


def test_noen_kan_vaere_ikke_avtalt_og_resten_planlegges(verden: Verden, client_for: Klient) -> None:
    """Ticked, or without a date; what else stands in such a row is left alone."""
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden))
    felt |= {"mote-0-ikke_avtalt": "on", "mote-0-til": "tull", "mote-2-dato": "", "steg": "lagre"}
    assert klient.post(adresse(verden), felt).status_code == 302
    assert [str(dag) for dag, _ in neste_ars(verden.gruppe)] == [felt["mote-1-dato"]]
    assert Frist.objects.apne().filter(slag=NESTE_AAR, object_id=verden.vertsmote.pk).exists()


def test_knappen_ikke_avtalt_noterer_hvem_og_nar(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.gruppeansvarlig)
    svar = klient.post(adresse(verden), {"steg": "ikke_avtalt"}, follow=True)
    assert [(en.mote, en.av, en.skjedde) for en in IkkeAvtalt.objects.all()] == [
        (verden.vertsmote, verden.gruppeansvarlig, NAA)
    ]
    innhold = svar.content.decode()
    assert "Notert: møtene i 2027 er ikke avtalt ennå." in innhold
    assert "«Ikke avtalt ennå», notert av Lise Leder mandag 23. november." in innhold


def test_uten_en_eneste_dato_sporres_det_pa_nytt(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden)) | {f"mote-{nr}-dato": "" for nr in range(3)}
    svar = klient.post(adresse(verden), felt | {"steg": "lagre"})
    assert (svar.status_code, IkkeAvtalt.objects.count()) == (422, 0)
    assert "Skriv minst én dato" in svar.content.decode()


@pytest.mark.parametrize(("steg", "antall"), [("flere", 4), ("endre", 3)])
def test_det_skrevne_star_nar_en_vil_ha_flere_eller_endre(
    verden: Verden, client_for: Klient, steg: str, antall: int
) -> None:
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden)) | {"mote-0-sted": "Rådhuset", "mote-1-dato": "snart"}
    sett = klient.post(adresse(verden), felt | {"steg": steg}).context["sett"]
    assert [len(sett.forms), sett.forms[0]["sted"].value(), sett.forms[1]["dato"].value()] == [
        antall, "Rådhuset", "snart",
    ]  # fmt: skip
    assert not sett.is_bound


def test_et_fjerde_mote_er_ekstra(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden))
    felt |= {
        "mote-TOTAL_FORMS": "4",
        "mote-3-dato": "2027-08-25",
        "mote-3-fra": "09:00",
        "mote-3-til": "12:00",
    }
    klient.post(adresse(verden), felt | {"mote-3-form": "digital", "steg": "lagre"})
    assert planlagte(verden.gruppe, 2027) == 4


def test_skjult_felt_med_tull_er_ikke_en_feil_i_portalen(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden)) | {"kjente": "x,²,-1,99999999999999999999"}
    svar = klient.post(adresse(verden), felt | {"steg": "lagre"})
    assert (svar.status_code, planlagte(verden.gruppe, 2027)) == (422, 0)
    for tull in ({"steg": "flere"}, {"mote-TOTAL_FORMS": "²", "steg": "endre"}, {"mote-0-arrangor": "²"}):
        assert klient.post(adresse(verden), tull).status_code in {200, 422}


def test_bare_koordinatoren_ser_navnene_pa_dem_som_skal_to_steder(verden: Verden, client_for: Klient) -> None:
    """The date is the one proposed: moved there afterwards, since the proposal would avoid it."""
    dag = skjema(client_for(verden.koordinator), adresse(verden))["mote-0-dato"]
    lag_medlem(verden.nabogruppe, verden.medlem)
    lag_mote(verden.nabogruppe, date.fromisoformat(dag))
    varsler = {}
    for hvem in (verden.koordinator, verden.gruppeansvarlig):
        klient = client_for(hvem)
        felt = skjema(klient, adresse(verden)) | {"mote-0-dato": dag, "steg": "se_over"}
        varsler[hvem] = klient.post(adresse(verden), felt).context["rader"][0].varsler
    assert varsler == {
        verden.koordinator: ["Skal også på møte i Øygarden denne dagen: Mari Medlem."],
        verden.gruppeansvarlig: ["1 av medlemmene skal også på møte i Øygarden denne dagen."],
    }


def test_et_varsel_stanser_ingenting(verden: Verden, client_for: Klient) -> None:
    verden.gruppe.fylke = "vestland"
    verden.gruppe.save()
    lag_skoleferie(verden.nettverk)
    klient = client_for(verden.gruppeansvarlig)
    felt = skjema(klient, adresse(verden)) | {"mote-0-dato": "2027-03-03"}
    innhold = klient.post(adresse(verden), felt | {"steg": "endre"}).content.decode()
    assert "Skoleferie i Vestland: Vinterferien." in innhold
    klient.post(adresse(verden), felt | {"steg": "lagre"})
    assert date(2027, 3, 3) in [dag for dag, _ in neste_ars(verden.gruppe)]


def test_nar_alt_er_planlagt_sies_det(verden: Verden, client_for: Klient) -> None:
    planlegg(verden, *(tid(dag) for dag in DAGER))
    innhold = client_for(verden.gruppeansvarlig).get(adresse(verden)).content.decode()
    assert "Alle tre møtene i 2027 er planlagt." in innhold
    assert reverse("nytt_mote", args=(verden.gruppe.pk,)) in innhold


def test_en_gruppe_uten_medlemmer_kan_planlegges(verden: Verden, client_for: Klient) -> None:
    tom = lag_gruppe(verden.nettverk, "Tom")
    klient, url = client_for(verden.koordinator), reverse("nytt_mote", args=(tom.pk,))
    innhold = klient.get(url).content.decode()
    assert "Ingen i gruppen kan være arrangør denne dagen." in innhold
    assert klient.post(url, skjema(klient, url) | {"steg": "lagre"}).status_code == 302
    assert tom.moter.get().arrangor is None


def test_ett_mote_planlegges_etter_en_avlysning(verden: Verden, client_for: Klient) -> None:
    """The year's third, if there is a good day left for it; here next year's first."""
    klient, url = client_for(verden.gruppeansvarlig), reverse("nytt_mote", args=(verden.gruppe.pk,))
    felt = skjema(klient, url)
    assert (felt["mote-TOTAL_FORMS"], felt["mote-0-dato"]) == ("1", "2027-02-17")
    svar = klient.post(url, felt | {"mote-0-dato": "2027-01-20", "steg": "lagre"})
    assert svar.headers["Location"] == reverse("gruppe", args=(verden.gruppe.pk,))
    assert [dag for dag, _ in neste_ars(verden.gruppe)] == [date(2027, 1, 20)]


def test_ett_mote_ma_ha_en_dato_og_gruppen_ma_finnes_da(verden: Verden, client_for: Klient) -> None:
    klient, url = client_for(verden.gruppeansvarlig), reverse("nytt_mote", args=(verden.gruppe.pk,))
    felt = skjema(klient, url)
    uten = klient.post(url, felt | {"mote-0-dato": "", "steg": "lagre"})
    assert (uten.status_code, list(uten.context["sett"].forms[0].errors)) == (422, ["dato"])
    verden.gruppe.slutt = date(2026, 12, 31)
    verden.gruppe.save()
    sent = klient.post(url, felt | {"mote-0-dato": "2027-01-20", "steg": "lagre"})
    assert sent.context["sett"].forms[0].errors["dato"] == ["Gruppen er avsluttet 31. desember 2026."]
