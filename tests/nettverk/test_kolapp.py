"""The queue: slips in the order of arrival, and nobody who is gone holds up the rest (D4)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from nettverk import klokke, kolapp
from nettverk.kolapp import KolappMiddleware, Lapp, i_ko, i_tur, mottatt
from nettverk.urls import urlpatterns as alle
from nettverk.webtjener import FORSPRANG, kom, underveis

ROT = Path(__file__).resolve().parent.parent.parent
TALMODIGHET = 20.0
STREKT = 0.05  # seconds in which somebody who may go on, would have


def for_(sekunder: float) -> datetime:
    return klokke.naa() - timedelta(seconds=sekunder)


def ligger_igjen() -> list[str]:
    return sorted(navn for navn in os.listdir(kolapp.MAPPE) if not navn.startswith("."))


@contextmanager
def venter(lapp: Lapp, etter: Callable[[], object] = lambda: None) -> Iterator[threading.Thread]:
    """Somebody waits with this slip, does `etter` when it is her turn, and delivers it."""

    def gjor() -> None:
        lapp.vent()
        etter()
        lapp.lever()

    trad = threading.Thread(target=gjor, daemon=True)
    trad.start()
    yield trad
    trad.join(TALMODIGHET)
    assert not trad.is_alive()


def star(trad: threading.Thread) -> bool:
    trad.join(STREKT)
    return trad.is_alive()


def test_lappene_gjelder_i_den_rekkefolgen_en_kom_ikke_den_de_ble_tatt_i() -> None:
    rekkefolge = list[str]()
    forst = Lapp(for_(3))
    sist, midt = Lapp(for_(1)), Lapp(for_(2))
    with venter(sist, lambda: rekkefolge.append("sist")), venter(midt, lambda: rekkefolge.append("midt")):
        rekkefolge.append("først")
        forst.lever()

    assert rekkefolge == ["først", "midt", "sist"]
    assert ligger_igjen() == []


def test_den_som_kom_for_og_er_sen_pa_veien_ventes_det_pa() -> None:
    sen, rask = for_(0.02), for_(0)
    underveis.meld(sen)
    rekkefolge = list[str]()
    with venter(Lapp(rask), lambda: rekkefolge.append("rask")):
        lapp = Lapp(sen)
        underveis.framme(sen)
        lapp.vent()
        rekkefolge.append("sen")
        lapp.lever()

    assert rekkefolge == ["sen", "rask"]


def test_en_forbindelse_det_ikke_sendes_noe_pa_ventes_det_ikke_lenge_pa() -> None:
    ledig = for_(5)
    underveis.meld(ledig)
    fra = time.monotonic()
    lapp = Lapp(klokke.naa())
    lapp.vent()
    lapp.lever()
    underveis.framme(ledig)

    assert time.monotonic() - fra < FORSPRANG.total_seconds()


def test_den_som_gar_uten_a_vente_pa_tur_slipper_ingen_forbi() -> None:
    i_tur_na, gar, venter_fortsatt = Lapp(for_(3)), Lapp(for_(2)), Lapp(for_(1))
    with venter(venter_fortsatt) as trad:
        gar.lever()
        assert star(trad)
        i_tur_na.lever()


def test_en_prosess_som_drepes_holder_ingen() -> None:
    linje = (
        "import django, sys, time; django.setup(); from nettverk.kolapp import Lapp; "
        "from datetime import datetime; lapp = Lapp(datetime.fromisoformat(sys.argv[1])); "
        "print('tatt', flush=True); time.sleep(60)"
    )
    miljo = {
        **os.environ,
        "DATAMAPPE": str(kolapp.MAPPE.parent),
        "DJANGO_SETTINGS_MODULE": "tests.innstillinger",
    }
    kommando = [sys.executable, "-c", linje, for_(5).isoformat()]
    with subprocess.Popen(kommando, cwd=ROT, env=miljo, stdout=subprocess.PIPE, text=True) as annen:
        assert annen.stdout is not None
        assert annen.stdout.readline() == "tatt\n"
        with venter(Lapp(klokke.naa())) as trad:
            assert star(trad)
            annen.kill()

    assert ligger_igjen() == []


def test_en_lapp_som_er_utlopt_holder_ingen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kolapp, "GYLDIG_I", STREKT)
    henger = Lapp(for_(1))
    neste = Lapp(klokke.naa())
    neste.vent()
    neste.lever()

    assert henger.levert
    henger.lever()


@pytest.mark.django_db(transaction=True)
def test_i_tur_lar_en_slippe_til_av_gangen_ogsa_nar_noe_gar_galt() -> None:
    with pytest.raises(ZeroDivisionError), i_tur("prøve"):
        assert connection.in_atomic_block
        assert len(ligger_igjen()) == 1
        with i_tur("prøve"), i_tur("noe annet"):
            assert len(ligger_igjen()) == 1
        raise ZeroDivisionError

    assert ligger_igjen() == []
    with i_tur("prøve"):
        pass


@pytest.mark.django_db
def test_den_som_alt_er_i_en_transaksjon_venter_ikke_i_koen() -> None:
    foran = Lapp(klokke.naa())
    with i_tur("prøve"):
        assert ligger_igjen() == [foran.navn]
    foran.lever()


# --- The middleware -----------------------------------------------------------------------------


@i_ko
def merket(request: HttpRequest) -> HttpResponse:
    assert request.POST.get("feil") is None
    return HttpResponse(f"{len(ligger_igjen())} {mottatt():%Y}")


def vanlig(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(ligger_igjen())}")


urlpatterns = [path("merket/", merket), path("vanlig/", vanlig), *alle]
prove = override_settings(ROOT_URLCONF=__name__)


@prove
@pytest.mark.django_db
def test_bare_det_som_sendes_til_en_merket_side_far_lapp() -> None:
    client = Client()
    svar = [client.post("/merket/"), client.get("/merket/"), client.post("/vanlig/"), client.post("/borte/")]

    assert [s.content.split()[:1] for s in svar[:3]] == [[b"1"], [b"0"], [b"0"]]
    assert svar[3].status_code == 404
    assert ligger_igjen() == []


@prove
@pytest.mark.django_db
def test_lappen_leveres_nar_siden_feiler() -> None:
    svar = Client(raise_request_exception=False).post("/merket/", {"feil": "ja"})

    assert svar.status_code == 500
    assert ligger_igjen() == []


@prove
@pytest.mark.django_db
def test_et_for_stort_skjema_far_ingen_lapp() -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        svar = Client().post("/merket/", "a" * 200, content_type="text/plain")

    assert svar.status_code == 400
    assert ligger_igjen() == []


class _Borte(BytesIO):
    """A client that has gone before all of the form was sent."""

    def seekable(self) -> bool:
        return False

    def read(self, *_: Any) -> bytes:
        raise OSError


@prove
def test_den_som_la_pa_for_alt_var_sendt_far_ingen_lapp() -> None:
    request = RequestFactory().post("/merket/", {"a": "b"})
    request._stream = _Borte()
    svar = KolappMiddleware(lambda _: HttpResponse(" ".join(ligger_igjen())))(request)

    assert svar.content == b""
    with pytest.raises(RawPostDataException):
        _ = request.body


@prove
@pytest.mark.parametrize(("siden", "straks"), [(0.2, True), (5.0, False)])
def test_den_som_sender_sent_kom_da_hun_sendte(siden: float, straks: bool) -> None:
    da = for_(siden)
    token, plass = kom.set(da), list[datetime]()

    def side(request: HttpRequest) -> HttpResponse:
        plass.append(mottatt())
        return HttpResponse()

    try:
        KolappMiddleware(side)(RequestFactory().post("/merket/"))
    finally:
        kom.reset(token)

    assert (plass == [da]) is straks
    assert da <= plass[0] <= klokke.naa()
