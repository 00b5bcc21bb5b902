"""The way in to a digital meeting: one link for all, and part 1's own for those it is for (L9, L10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from moter.digitalt import motelenker, motelenker_for_arrangor
from moter.innkallinger import paminnelser
from moter.kalender import motefil
from moter.models import Mote
from nettverk.models import Driftsrepresentant, Epost, Person
from tests.factories import MEDLEM_FRA, NAA, lag_innkalling_sendt, lag_medlem, lag_person, lag_svarlenke
from tests.verden import Verden

Klient = Callable[[Person | None], Client]
APEN, DEL1 = "https://video.example/apen", "https://video.example/del1"


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """A meeting that can be followed from afar, with a link of its own to part 1."""
    verden.mote.form, verden.mote.digital_lenke, verden.mote.digital_lenke_del1 = "begge", APEN, DEL1
    verden.mote.save()
    return verden.mote


@pytest.mark.parametrize(
    ("form", "apen", "egen", "del1", "ventet"),
    [
        ("digital", APEN, DEL1, True, [DEL1, APEN]),
        ("digital", APEN, DEL1, False, [APEN]),
        ("begge", APEN, "", True, [APEN]),
        ("begge", APEN, "", False, []),  # who has it, would be let in to part 1
        ("digital", "", DEL1, True, [DEL1]),
        ("digital", "", DEL1, False, []),
        ("digital", "", "", True, []),
        ("fysisk", APEN, DEL1, True, []),
    ],
)
def test_hvem_som_far_hvilken_lenke(form: str, apen: str, egen: str, del1: bool, ventet: list[str]) -> None:
    mote = Mote(form=form, digital_lenke=apen, digital_lenke_del1=egen)
    assert [lenke.adresse for lenke in motelenker(mote, del1=del1)] == ventet


@pytest.mark.parametrize(("form", "ventet"), [("digital", [APEN]), ("fysisk", [])])
def test_arrangoren_ser_lenken_hun_selv_har_lagt_inn(form: str, ventet: list[str]) -> None:
    mote = Mote(form=form, digital_lenke=APEN)
    assert [lenke.adresse for lenke in motelenker_for_arrangor(mote, del1=False)] == ventet


def viste(klient: Client, sti: str) -> set[str]:
    side = klient.get(sti).content.decode().replace("\r\n ", "")
    return {lenke for lenke in (APEN, DEL1) if lenke in side}


@pytest.mark.parametrize(
    ("hvem", "ventet"),
    [
        ("medlem", {APEN, DEL1}),
        ("arrangor", {APEN, DEL1}),
        ("koordinator", {APEN}),
        ("driftsansvarlig", {APEN}),
    ],
)
def test_motets_side_viser_del_1_bare_for_dem_den_er_for(
    verden: Verden, mote: Mote, client_for: Klient, hvem: str, ventet: set[str]
) -> None:
    assert viste(client_for(getattr(verden, hvem)), mote.get_absolute_url()) == ventet


@pytest.mark.parametrize(("slipper_inn", "ventet"), [(True, {APEN, DEL1}), (False, {APEN})])
def test_driftsgruppen_far_lenken_til_del_1_der_den_slipper_inn(
    verden: Verden, mote: Mote, client_for: Klient, slipper_inn: bool, ventet: set[str]
) -> None:
    drift = lag_person("Dag Drift")
    Driftsrepresentant.objects.create(gruppe=mote.gruppe, person=drift, fra=MEDLEM_FRA)
    mote.gruppe.drift_i_del1 = slipper_inn
    mote.gruppe.save()
    assert viste(client_for(drift), mote.get_absolute_url()) == ventet
    assert viste(client_for(drift), reverse("mote_kalender", args=(mote.pk,))) == ventet


def test_arrangor_som_ikke_er_medlem_verken_ser_eller_endrer_lenken_til_del_1(
    verden: Verden, client_for: Klient
) -> None:
    mote = verden.vertsmote
    Mote.objects.filter(pk=mote.pk).update(form="begge", digital_lenke=APEN, digital_lenke_del1=DEL1)
    klient, url = client_for(verden.kontakt), reverse("mote_detaljer", args=(mote.pk,))
    side = klient.get(url)
    skjema = side.context["skjema"]
    assert ("digital_lenke_del1" in skjema.fields, DEL1 in side.content.decode()) == (False, False)
    felt = {f.html_name: str(f.value() or "") for f in skjema}
    klient.post(url, felt | {"digital_lenke_del1": "https://video.example/kapret", "praktisk": "Parkering"})
    mote.refresh_from_db()
    assert (mote.digital_lenke_del1, mote.praktisk) == (DEL1, "Parkering")
    assert viste(klient, mote.get_absolute_url()) == {APEN}


def test_medlemmet_som_arrangerer_setter_lenken_og_kalenderen_folger(
    verden: Verden, client_for: Klient
) -> None:
    klient, url = client_for(verden.arrangor), reverse("mote_detaljer", args=(verden.mote.pk,))
    felt = {f.html_name: str(f.value() or "") for f in klient.get(url).context["skjema"]}
    klient.post(url, felt | {"digital_lenke_del1": DEL1})
    na = Mote.objects.get(pk=verden.mote.pk)
    assert (na.digital_lenke_del1, na.sekvens) == (DEL1, verden.mote.sekvens + 1)


def test_svarsiden_og_innkallingen_har_begge_lenkene_med_ord(
    verden: Verden, mote: Mote, client_for: Klient
) -> None:
    delt = lag_person("Turid Turnus", epost=None, delt_epost="avdeling@helse.example")
    lag_medlem(verden.gruppe, delt)
    lag_innkalling_sendt(mote)
    _lenke, nokkel = lag_svarlenke(mote, verden.medlem)
    client_for(None).post(reverse("svar", args=(nokkel,)), {"svar": "ja", "deler": ["1", "2"]})
    assert viste(client_for(None), reverse("svar", args=(nokkel,))) == {APEN, DEL1}
    brev = {str(b.til): b for b in Epost.objects.filter(slag="innkalling")}
    siden = f"http://127.0.0.1:8000{mote.get_absolute_url()}"
    assert (
        f"Del 1, bare for medlemmer: {siden}\nDel 2 og felles: {APEN}" in brev[str(verden.medlem.epost)].tekst
    )
    til_avdelingen = brev["avdeling@helse.example"]
    filer = b"".join(bytes(v.innhold or b"") for v in til_avdelingen.vedlegg.all()).decode()
    assert [lenke in til_avdelingen.tekst for lenke in (APEN, DEL1)] == [True, False]
    assert [lenke in til_avdelingen.html for lenke in (APEN, DEL1)] == [True, False]
    assert [lenke in filer.replace("\r\n ", "") for lenke in (APEN, DEL1)] == [True, False]


@pytest.mark.parametrize("hvem", ["koordinator", "driftsansvarlig"])
def test_lenken_til_del_1_star_ikke_i_utboksen_der_klb_leser_medlemmenes_e_post(
    verden: Verden, mote: Mote, client_for: Klient, settings: Any, hvem: str
) -> None:
    """Nor in the calendar file: they administer without being let in to part 1 (L10)."""
    settings.INNEBYGD = False
    lag_innkalling_sendt(mote)
    epost = Epost.objects.get(slag="innkalling", person=verden.medlem)
    kalender = epost.vedlegg.get(mime="text/calendar")
    klient = client_for(getattr(verden, hvem))
    assert viste(klient, reverse("epost", args=(epost.pk,))) == {APEN}
    assert viste(klient, reverse("vedlegg", args=(kalender.pk,))) == {APEN}


def test_kalenderfilen_sier_med_ord_hvilken_lenke_som_er_hvilken(mote: Mote) -> None:
    fil = motefil(mote, "nn", for_medlem=True, naa=NAA).decode().replace("\r\n ", "")
    assert [lenke in fil for lenke in (APEN, DEL1)] == [True, True]
    mote.form = "digital"
    assert "LOCATION:Digitalt" in motefil(mote, "nb", for_medlem=True, naa=NAA).decode()


def test_lenken_til_del_1_star_ikke_i_registeret(verden: Verden, mote: Mote, client_for: Klient) -> None:
    """Coordinators administer without being let in to part 1."""
    klient = client_for(verden.koordinator)
    for side in ("change", "history"):
        assert viste(klient, reverse(f"admin:moter_mote_{side}", args=(mote.pk,))) - {APEN} == set()


def test_en_egen_lenke_til_del_1_foreslas_bare_for_dem_som_kan_sette_den(mote: Mote) -> None:
    tekst = "Legg inn egen lenke til del 1"
    assert [m.tekst for m in paminnelser(mote, leser_del1=True) if m.tekst == tekst] == []
    mote.digital_lenke_del1 = ""
    assert [m.tekst for m in paminnelser(mote, leser_del1=True) if m.tekst == tekst] == [tekst]
    assert [m.tekst for m in paminnelser(mote, leser_del1=False) if m.tekst == tekst] == []
