"""Minutes received as a file: registered, sent on as they are, read by whom they are for (L15, L16)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from moter.maler import mal
from moter.models import Mote
from nettverk.filer import TYPER, Opplasting
from nettverk.models import Epost, Frist
from referat.brev import REFERATLENKE
from referat.levering import send_kopier
from referat.models import Mottatt, Oppmote, Referat
from referat.mottatt import motta
from referat.skriving import hent_eller_start
from tests.conftest import Klient
from tests.factories import lag_referat, lag_referat_levert, lag_svarlenke
from tests.verden import Verden

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
ETTER = datetime(2026, 12, 28, 9, tzinfo=UTC)  # four days after the deadline of the meeting on 10 December
DAG = date(2026, 12, 22)


@pytest.fixture(autouse=True)
def _filmappe(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opplasting() -> Opplasting:
    return Opplasting(SimpleUploadedFile("Referat Åsane.pdf", PDF), TYPER[".pdf"])


def motta_det(verden: Verden, dag: date = DAG) -> Mottatt:
    return motta(verden.mote, opplasting(), dag=dag, av=verden.koordinator, naa=ETTER)


@pytest.mark.parametrize(
    ("dag", "sent"), [(DAG, False), (date(2026, 12, 24), False), (date(2026, 12, 28), True)]
)
def test_fristen_er_oppfylt_den_dagen_det_kom(verden: Verden, dag: date, sent: bool) -> None:
    mottatt = motta_det(verden, dag)
    frist = Frist.objects.om(verden.mote).get(slag="referat")
    assert frist.gjort is not None
    assert (frist.gjort.date(), frist.gjort_sent) == (dag, sent)
    assert (mottatt.referat.status, mottatt.referat.levert) == (Referat.Status.LEVERT, frist.gjort)
    assert Frist.objects.om(verden.mote).apne().filter(slag="lederkopi").exists()
    assert not Oppmote.objects.exists()


def test_dager_utenfor_og_moter_uten_plass_nektes(verden: Verden) -> None:
    for dag in (date(2026, 12, 9), date(2026, 12, 29)):
        with pytest.raises(ValidationError, match="Velg en dag"):
            motta_det(verden, dag)
    with pytest.raises(ValidationError, match="ikke holdt ennå"):
        motta(verden.mote, opplasting(), dag=DAG, av=verden.koordinator, naa=verden.mote.start)
    Mote.objects.filter(pk=verden.vertsmote.pk).update(avlyst=ETTER)
    with pytest.raises(ValidationError, match="avlyst"):
        motta(verden.vertsmote, opplasting(), dag=DAG, av=verden.koordinator, naa=ETTER)
    lag_referat_levert(verden.mote, naa=ETTER)
    with pytest.raises(ValidationError, match="allerede sendt"):
        motta_det(verden)


def test_et_urort_utkast_viker_og_et_skrevet_blir_liggende(verden: Verden) -> None:
    hent_eller_start(verden.mote, naa=ETTER)
    assert motta_det(verden).referat.oppmote.count() == 0
    skrevet = lag_referat(verden.vertsmote, naa=ETTER)
    motta(verden.vertsmote, opplasting(), dag=DAG, av=verden.koordinator, naa=ETTER)
    assert skrevet.oppmote.count() == verden.vertsmote.medlemmer().count()


def test_lederne_og_gruppen_far_filen_som_den_er(verden: Verden) -> None:
    send_kopier(motta_det(verden).referat, av=verden.koordinator, naa=ETTER)
    vedlegg = {(e.slag, e.person): [v.navn for v in e.vedlegg.all()] for e in Epost.objects.all()}
    assert set(map(tuple, vedlegg.values())) == {("Referat Åsane.pdf",)}
    assert ("lederkopi", verden.naermeste_leder) in vedlegg
    assert sum(slag == "referat" for slag, _p in vedlegg) == verden.mote.medlemmer().count()


def test_filen_leses_av_dem_referatet_er_for(verden: Verden, client_for: Klient) -> None:
    motta_det(verden)
    url, side = (reverse(navn, args=(verden.mote.pk,)) for navn in ("referat_fil", "referat"))
    roller = (verden.medlem, verden.koordinator, verden.nabo, verden.annen_koordinator)
    with time_machine.travel(ETTER, tick=False):
        assert [client_for(p).get(url).status_code for p in roller] == [200, 200, 404, 404]
        tekst = client_for(verden.koordinator).get(side).content.decode()
        assert "Last ned Referat Åsane.pdf" in tekst
        assert "Send kopiene" in tekst
        assert "Send kopiene" not in client_for(verden.medlem).get(side).content.decode()
        assert (
            client_for(verden.medlem).get(reverse("referat_pdf", args=(verden.mote.pk,))).status_code == 404
        )
        _lenke, nokkel = lag_svarlenke(
            verden.mote, verden.naermeste_leder, formal=REFERATLENKE, utloper=datetime(2027, 3, 1, tzinfo=UTC)
        )
        leder = client_for(None)
        assert b"".join(leder.get(reverse("referat_lenke_fil", args=(nokkel,)))) == PDF
        assert "Last ned" in leder.get(reverse("referat_lenke", args=(nokkel,))).content.decode()


def test_koordinator_ma_ha_sett_at_filen_er_uten_del_1(verden: Verden, client_for: Klient) -> None:
    with time_machine.travel(ETTER, tick=False):
        klient = client_for(verden.koordinator)
        url = reverse("referat_mottatt", args=(verden.mote.pk,))
        assert url in klient.get(verden.mote.get_absolute_url()).content.decode()
        filen = mal(verden.nettverk, "referat", "nn")
        svar = klient.post(url, {"fil": SimpleUploadedFile("r.docx", filen), "dag": "2026-12-22"})
        assert (svar.status_code, "Se over filen først" in svar.content.decode()) == (422, True)
        assert not Mottatt.objects.exists()
        felt = {"fil": SimpleUploadedFile("r.docx", filen), "dag": "2026-12-22", "uten_del1": "on"}
        assert "Last ned r.docx" in klient.post(url, felt, follow=True).content.decode()
        assert url not in klient.get(verden.mote.get_absolute_url()).content.decode()
