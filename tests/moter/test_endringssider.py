"""Moving and cancelling in the browser: a form, a look at who is told what, and then once (L17)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from moter.endring import avlys, flytt
from moter.models import Gjest, Mote
from nettverk.models import Epost
from tests.conftest import Klient
from tests.factories import FEMTEN, NAA, lag_innkalling_sendt, lag_medlem, lag_person, lokal
from tests.verden import Verden

NY = {
    "dato": "2026-12-17",
    "fra": "09:00",
    "til": "15:00",
    "sted": "Rådhuset",
    "adresse": "",
    "melding": "Glatt føre",
}

BEKREFTET = {"bekreftet": "ja"}


def post(klient: Client, navn: str, mote: Mote, felt: dict[str, str] | None = None) -> Any:
    return klient.post(reverse(navn, args=(mote.pk,)), {"sett": mote.sekvens} | (felt or {}))


def test_flytting_vises_for_noe_skjer(verden: Verden, client_for: Klient) -> None:
    lag_medlem(verden.gruppe, lag_person("Unni Uten", epost=None))
    Gjest.objects.create(
        mote=verden.mote, epost="gry@gjest.example", navn="Gry Gjest", status="pameldt", opprettet=NAA
    )
    svar = post(client_for(verden.gruppeansvarlig), "mote_flytt", verden.mote, NY)

    side = svar.content.decode()
    assert svar.status_code == 200
    assert [(navn, len(m)) for navn, m in svar.context["grupper"]] == [
        ("Medlemmer", 3), ("Gjester", 1), ("Sekretariatet", 1),
    ]  # fmt: skip
    assert [brev.emne for _hvem, brev in svar.context["utgaver"]] == [
        "FLYTTET: Åsane, torsdag 17. desember"
    ] * 2
    assert "Lise Leder skriver: «Glatt føre»" in side
    assert "Unni Uten" in side
    assert not Epost.objects.exists()
    assert Mote.objects.get(pk=verden.mote.pk).dag == date(2026, 12, 10)


def test_flytting_bekreftet_gjor_det_en_gang(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    svar = post(klient, "mote_flytt", verden.mote, NY | BEKREFTET)
    assert svar.headers["Location"] == reverse("mote_beskjed", args=(verden.mote.pk,))
    sendt = Epost.objects.count()

    igjen = klient.post(
        reverse("mote_flytt", args=(verden.mote.pk,)), NY | {"sett": 0, "bekreftet": "ja"}, follow=True
    )
    assert [str(m) for m in igjen.context["messages"]][-1] == (
        "Møtet er allerede flyttet dit, og alle har fått beskjed."
    )
    assert Epost.objects.count() == sendt
    assert Mote.objects.get(pk=verden.mote.pk).sekvens == 1


def test_den_som_sa_et_annet_tidspunkt_far_se_det_nye_forst(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.gruppeansvarlig)
    dag = date(2026, 12, 15)
    start, slutt = lokal(dag), lokal(dag, FEMTEN)
    flytt(verden.mote, start=start, slutt=slutt, sted="X", adresse="", av=verden.koordinator, naa=NAA)
    Epost.objects.all().delete()

    for navn, felt in (("mote_flytt", NY), ("mote_avlys", {})):
        svar = klient.post(reverse(navn, args=(verden.mote.pk,)), {**felt, "sett": 0, "bekreftet": "ja"})
        assert svar.status_code == 422
        assert "Nå er det tirsdag 15. desember 2026" in svar.content.decode()
        assert 'name="sett" value="1"' in svar.content.decode()
    assert not Epost.objects.exists()


def test_det_som_ikke_gar_sies_for_bekreftelsen(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    mote = verden.mote
    samme = {"dato": "2026-12-10", "fra": "09:00", "til": "15:00", "sted": mote.sted, "adresse": mote.adresse}
    prover = (
        (samme, "Tid og sted er som før"),
        (NY | {"til": "10:00"}, "Programmet får ikke plass"),
        (NY | {"til": "08:00"}, "Møtet må slutte etter at det begynner"),
        (NY | {"dato": "2026-11-20"}, "Tidspunktet er allerede passert"),
        (NY | {"melding": "x" * 301}, "300"),
    )
    for felt, ord_ in prover:
        svar = post(klient, "mote_flytt", mote, felt)
        assert (svar.status_code, ord_ in svar.content.decode()) == (422, True), ord_


def test_avlysning_i_to_trinn_og_kvittering_med_telefoner(verden: Verden, client_for: Klient) -> None:
    lag_medlem(verden.gruppe, lag_person("Unni Uten", epost=None, telefon="+47 900 00 000"))
    klient = client_for(verden.gruppeansvarlig)
    svar = post(klient, "mote_avlys", verden.mote, {"melding": "Storm"})
    assert not Mote.objects.get(pk=verden.mote.pk).er_avlyst
    assert [brev.emne for _hvem, brev in svar.context["utgaver"]] == ["AVLYST: Åsane, torsdag 10. desember"]

    side = klient.post(
        reverse("mote_avlys", args=(verden.mote.pk,)),
        {"melding": "Storm", "sett": 0, "bekreftet": "ja"},
        follow=True,
    ).content.decode()
    assert 'href="tel:+4790000000"' in side
    assert 'href="sms:+4790000000"' in side


def test_koordinator_ser_hvem_som_mangler_adresse_men_ikke_telefonen(
    verden: Verden, client_for: Klient
) -> None:
    lag_medlem(verden.gruppe, lag_person("Unni Uten", epost=None, telefon="900 00 000"))
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    side = (
        client_for(verden.koordinator).get(reverse("mote_beskjed", args=(verden.mote.pk,))).content.decode()
    )
    assert ("Unni Uten" in side, "900 00 000" in side) == (True, False)


def test_like_for_motet_star_alle_telefoner(verden: Verden, client_for: Klient) -> None:
    verden.medlem.telefon = "911 11 111"
    verden.medlem.save()
    morgenen = datetime(2026, 12, 10, 6, tzinfo=UTC)
    avlys(verden.mote, av=verden.gruppeansvarlig, naa=NAA)
    url = reverse("mote_beskjed", args=(verden.mote.pk,))
    klient = client_for(verden.gruppeansvarlig)
    assert "911 11 111" not in klient.get(url).content.decode()
    with time_machine.travel(morgenen, tick=False):
        assert 'href="tel:91111111"' in client_for(verden.gruppeansvarlig).get(url).content.decode()


def test_kvitteringen_gjelder_siste_beskjed_og_den_som_ikke_kom_fram(
    verden: Verden, client_for: Klient
) -> None:
    lag_innkalling_sendt(verden.mote)
    klient = client_for(verden.gruppeansvarlig)
    assert klient.get(reverse("mote_beskjed", args=(verden.mote.pk,))).status_code == 302
    avlys(verden.mote, av=verden.gruppeansvarlig, naa=NAA)
    Epost.objects.filter(slag="avlyst", person=verden.medlem).update(status="feilet")
    svar = klient.get(reverse("mote_beskjed", args=(verden.mote.pk,)))
    assert {e.slag for e in svar.context["leveringer"].epost} == {"avlyst"}
    assert [rad.person for rad in svar.context["ma_ringes"]] == [verden.medlem]


def test_avlysning_nevner_ikke_del_1_for_en_kontakt(verden: Verden, client_for: Klient) -> None:
    svar = post(client_for(verden.kontakt), "mote_avlys", verden.vertsmote)
    assert "Siden sist" not in svar.content.decode()


def test_endre_forst_har_det_som_var_skrevet(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    for navn, felt in (("mote_flytt", NY), ("mote_avlys", {"melding": "Glatt føre"})):
        svar = post(klient, navn, verden.mote, felt | {"endre": "ja"})
        verdier = {navn: svar.context["skjema"][navn].value() for navn in felt}
        assert (svar.status_code, verdier) == (200, felt)
    assert not Epost.objects.exists()
