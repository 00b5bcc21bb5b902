"""Attendance of the operating group, part by part, and of guests at part 2 (L8, L15)."""

from datetime import date

import pytest
from django.test import Client

from moter.models import Gjest, Innsjekk, Pamelding
from nettverk.models import Driftsrepresentant, Person
from referat import levering, skriving
from referat.innhold import referatinnhold
from referat.models import Gjesteoppmote, Referat
from tests.factories import lag_person, lag_referat
from tests.referat.conftest import ETTER
from tests.referat.skjemahjelp import apnet, referatet, skriveside
from tests.verden import Verden


@pytest.fixture
def randi(holdt: Verden) -> Person:
    """The operating group's representative, who has not answered."""
    person = lag_person("Randi Sæterdal")
    Driftsrepresentant.objects.create(gruppe=holdt.gruppe, person=person, fra=date(2024, 1, 1))
    return person


def gjest(verden: Verden, navn: str, status: str = "pameldt") -> Gjest:
    return Gjest.objects.create(
        mote=verden.mote, status=status, navn=navn, arbeidssted="Haus sykeheim",
        epost=f"{navn.split()[0]}@helse.example", opprettet=ETTER,
    )  # fmt: skip


def lever(verden: Verden, referat: Referat) -> Referat:
    return levering.lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=ETTER)


def test_driftsgruppen_star_for_seg_og_maa_fylles_ut(holdt: Verden, randi: Person) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert [(r.person, r.del1, r.del2) for r in referat.oppmote.driftsgruppen()] == [(randi, "", "")]
    assert randi in {rad.person for rad in skriving.mangler(referat)}
    assert randi not in {rad.person for rad in referat.oppmote.medlemmer()}


def test_driftsgruppens_svar_fylles_inn(holdt: Verden, randi: Person) -> None:
    Pamelding.objects.create(
        mote=holdt.mote, person=randi, del1=False, del2=True, svart=ETTER, svart_av=randi
    )
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert [(r.del1, r.del2) for r in referat.oppmote.driftsgruppen()] == [("fravar", "deltok")]


def test_den_som_har_sagt_jeg_er_her_star_som_deltaker(holdt: Verden, randi: Person) -> None:
    venter = gjest(holdt, "Vera Venter", "venter")
    gjest(holdt, "Anna Annen", "venter")
    for felt in ({"person": randi}, {"gjest": venter}):
        Innsjekk.objects.create(mote=holdt.mote, tid=holdt.mote.start, **felt)
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert [(r.del1, r.del2) for r in referat.oppmote.driftsgruppen()] == [("deltok", "deltok")]
    assert [g.navn for g in referat.gjester.all()] == ["Vera Venter"]


def test_et_medlem_som_ogsa_er_i_driftsgruppen_star_en_gang(holdt: Verden) -> None:
    Driftsrepresentant.objects.create(gruppe=holdt.gruppe, person=holdt.medlem, fra=date(2024, 1, 1))
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert (referat.oppmote.count(), referat.oppmote.driftsgruppen().count()) == (3, 0)


def test_der_gruppen_har_del_1_for_seg_sporres_det_ikke(etter: Verden, randi: Person, client: Client) -> None:
    etter.gruppe.drift_i_del1 = False
    etter.gruppe.save()
    data = apnet(client, etter)
    rad = referatet(etter).oppmote.driftsgruppen().get()
    assert (f"del1_{rad.pk}" in data, f"del2_{rad.pk}" in data) == (False, True)
    client.post(skriveside(etter), data)
    referat = referatet(etter)
    assert skriving.mangler(referat) == []
    assert referatinnhold(lever(etter, referat))["drift"]["deltok"][0]["del"] == ""


def test_dokumentet_lister_driftsgruppen_og_gjestene_for_seg(holdt: Verden, randi: Person) -> None:
    gjest(holdt, "Kari Kollega")
    gjest(holdt, "Vera Venter", "venter")
    referat = lag_referat(holdt.mote, naa=ETTER)
    innhold = referatinnhold(lever(holdt, referat))
    assert [p["navn"] for p in innhold["drift"]["deltok"]] == ["Randi Sæterdal"]
    assert "Randi Sæterdal" not in [p["navn"] for p in innhold["deltok"]]
    assert [(g["navn"], g["arbeidssted"]) for g in innhold["gjester"]] == [("Kari Kollega", "Haus sykeheim")]


def test_en_gjest_som_ikke_kom_star_ikke_i_dokumentet(etter: Verden, client: Client) -> None:
    for navn in ("Kari Kollega", "Ola Overlege"):
        gjest(etter, navn)
    data = apnet(client, etter)
    borte = Gjesteoppmote.objects.get(navn="Ola Overlege")
    del data[f"g{borte.pk}"]
    client.post(skriveside(etter), data)
    innhold = referatinnhold(lever(etter, referatet(etter)))
    assert [g["navn"] for g in innhold["gjester"]] == ["Kari Kollega"]


def test_en_som_ikke_var_pameldt_fores_inn_og_kan_rettes_og_fjernes(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    nye = {"h0_navn": "Uanmeldt Olsen", "h0_sted": "Legevakten", "h1_navn": "Feil Ført"}
    client.post(skriveside(etter), data | nye)
    ole, feil = Gjesteoppmote.objects.get(navn="Uanmeldt Olsen"), Gjesteoppmote.objects.get(navn="Feil Ført")
    data = apnet(client, etter)
    client.post(skriveside(etter), data | {f"g{ole.pk}_navn": "Ole Olsen", f"g{feil.pk}_navn": ""})
    assert [(g.navn, g.arbeidssted) for g in Gjesteoppmote.objects.all()] == [("Ole Olsen", "Legevakten")]


def test_en_gjest_den_andre_forte_inn_blir_staende_i_min_konflikt(etter: Verden, client: Client) -> None:
    min_, din = apnet(client, etter), apnet(client, etter)
    client.post(skriveside(etter), din | {"h0_navn": "Din Gjest"})
    svar = client.post(skriveside(etter), min_ | {"h0_navn": "Min Gjest"})
    navn = [en.navn.value() for en in svar.context["skjema"].uanmeldte_gjester]
    assert (svar.status_code, [n for n in navn if n]) == (409, ["Din Gjest", "Min Gjest"])
