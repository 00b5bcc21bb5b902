"""What a representative of the operating group opens (L8): part 1's titles when the group lets her in,
never what is «Bare for gruppen»; nothing of part 1 when the group has chosen otherwise (L10).
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from moter.ettersending import send_til_nye
from nettverk.innsyn import Innsyn
from nettverk.models import Epost, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_driftsrepresentant, lag_svarlenke
from tests.tilgang.adresser import alle_adresser
from tests.tilgang.motegang import TITLER, Motegang
from tests.tilgang.test_adresser import prov, rader
from tests.tilgang.test_del1 import Funn, funn, funn_i, sider

pytestmark = pytest.mark.django_db

# As tabell.py, for one role; what is not here is 404 (or 405, for what is only pressed).
GET = """
                      repr.
gruppe                404
mote                  200
mote_detaljer         404
mote_varsler          200
deltakere             302
mote_kalender         200
mote_flytt            404
mote_avlys            404
mote_svar             200
mote_svar_for         404
mote_svar_opplysninger 404
arrangor_trekk        404
program               404
innkalling            200
innkalling_pdf        200
referat               200
referat_pdf           200
referat_skriv         404
oversikt              404
opplysninger          404
min_side              200
"""


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    settings.INNEBYGD = False


@pytest.fixture
def drift(gang: Motegang) -> Person:
    return lag_driftsrepresentant(gang.verden.gruppe)


@pytest.fixture
def bare_del2(gang: Motegang) -> None:
    gang.verden.gruppe.drift_i_del1 = False
    gang.verden.gruppe.save()


def test_apnet_av_representanten(
    gang: Motegang, drift: Person, client_for: Klient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Motegang, "roller", {"representant": drift})
    ventet = rader(GET)

    fikk, skrev = prov(gang, client_for, "representant", "get", ventet)
    assert fikk == {navn: rad[0] for navn, rad in ventet.items()}
    assert skrev == {}


def test_slippes_hun_inn_i_del_1_ser_hun_titlene_og_ikke_mer(
    gang: Motegang, drift: Person, client_for: Klient
) -> None:
    fikk = funn(client_for(drift), sider(gang))
    assert fikk == {"mote": set(TITLER), "innkalling": set(TITLER), "mote_svar": {TITLER[0]}}


@pytest.mark.usefixtures("bare_del2")
def test_ellers_ser_hun_ingenting_av_del_1(gang: Motegang, drift: Person, client_for: Klient) -> None:
    assert funn(client_for(drift), sider(gang)) == {}


@pytest.mark.parametrize(
    ("til", "ventet"),
    [
        ("egen", {"svar": {TITLER[0]}, "svar_innkalling": set(TITLER)}),
        ("delt", {}),
    ],
)
def test_lenken_apner_det_samme_og_en_delt_postkasse_ingenting(
    gang: Motegang, drift: Person, client_for: Klient, til: str, ventet: Funn
) -> None:
    if til == "delt":
        drift.epost, drift.delt_epost = None, "drift@helse.example"
        drift.save()
    nokkel = lag_svarlenke(gang.innkalt, drift)[1]
    adresser = [
        (navn, adresse.url({"nokkel": nokkel}))
        for navn, adresse in alle_adresser().items()
        if adresse.parametre == {"nokkel"}
    ]
    assert funn(client_for(None), adresser) == ventet


@pytest.mark.parametrize("med_del1", [True, False])
def test_brevet_og_dokumentet_har_titlene_bare_naar_hun_slippes_inn(
    gang: Motegang, drift: Person, med_del1: bool
) -> None:
    gang.verden.gruppe.drift_i_del1 = med_del1
    gang.verden.gruppe.save()
    send_til_nye(NAA)

    for brev in Epost.objects.filter(slag="innkalling", person=drift):
        dokument = brev.vedlegg.get(dokument__isnull=False).dokument
        assert dokument is not None
        ics = bytes(brev.vedlegg.get(mime="text/calendar").innhold or b"").decode()
        assert funn_i(json.dumps(dokument.innhold)) == (set(TITLER) if med_del1 else set())
        assert funn_i("\n".join((brev.emne, brev.tekst, brev.html, ics))) == set()
    assert Epost.objects.filter(slag="innkalling", person=drift).exists()


@pytest.mark.usefixtures("bare_del2")
def test_lenken_til_et_digitalt_mote_star_ikke_i_kalenderen_hennes(
    gang: Motegang, drift: Person, client_for: Klient
) -> None:
    mote = gang.innkalt
    mote.form, mote.digital_lenke = mote.Form.BEGGE, "https://video.example/hemmelig"
    mote.save()
    har = []
    for person in (gang.verden.medlem, drift):
        fil = client_for(person).get(reverse("mote_kalender", args=(mote.pk,)))
        har.append(b"hemmelig" in fil.content.replace(b"\r\n ", b""))  # lines are folded
    assert har == [True, False]


def test_oppdraget_slutter_med_dagen_det_varer_til(gang: Motegang) -> None:
    borte = lag_driftsrepresentant(gang.verden.gruppe, "Ole Over", til=NAA.date().replace(day=22))
    innsyn = Innsyn(dag=NAA.date(), person=borte)
    assert not type(gang.innkalt).objects.synlig_for(innsyn).exists()
