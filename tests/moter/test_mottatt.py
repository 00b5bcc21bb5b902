"""An innkalling received as Word or PDF: registered, sent to the group, read by the group (L12)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from moter.innkallinger import er_endret_siden, send_ut
from moter.maler import mal
from moter.models import Innkalling, Mote, Programpost
from moter.mottatt import motta
from nettverk.filer import TYPER, Opplasting
from nettverk.models import Driftsrepresentant, Epost, Frist
from nettverk.utboks.mime import bygg
from tests.conftest import Klient
from tests.factories import NAA, lag_innkalling_sendt, lag_medlem, lag_mote, lag_person, lag_svarlenke
from tests.verden import Verden

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
I_DAG = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _filmappe(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opplasting(navn: str = "Innkalling Åsane.pdf", innhold: bytes = PDF) -> Opplasting:
    return Opplasting(SimpleUploadedFile(navn, innhold), TYPER[Path(navn).suffix])


@pytest.fixture
def tomt(verden: Verden) -> Mote:
    """A meeting the portal knows no programme of."""
    Programpost.objects.filter(mote=verden.mote).delete()
    return Mote.objects.get(pk=verden.mote.pk)


@pytest.mark.parametrize("dag", [date(2026, 11, 20), I_DAG])
def test_mottatt_fil_oppfyller_fristen_den_dagen_den_kom(tomt: Mote, verden: Verden, dag: date) -> None:
    innkalling = motta(tomt, opplasting(), dag=dag, av=verden.koordinator, naa=NAA)
    frist = Frist.objects.om(tomt).get(slag="innkalling")
    assert (innkalling.etter_fristen, frist.gjort_sent) == (False, False)
    assert frist.gjort is not None
    assert frist.gjort.date() == dag
    assert Frist.objects.om(tomt).apne().filter(slag="utsending").exists()
    assert not Epost.objects.exists()


def test_den_som_kom_for_sent_er_merket_slik(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 3), arrangor=verden.arrangor)
    assert (
        motta(mote, opplasting(), dag=date(2026, 11, 19), av=verden.koordinator, naa=NAA).etter_fristen
        is False
    )
    annet = lag_mote(verden.gruppe, date(2026, 12, 4), arrangor=verden.arrangor)
    assert (
        motta(annet, opplasting(), dag=date(2026, 11, 21), av=verden.koordinator, naa=NAA).etter_fristen
        is True
    )


def test_dager_som_ikke_har_vaert_og_moter_som_har_en_innkalling_nektes(tomt: Mote, verden: Verden) -> None:
    with pytest.raises(ValidationError, match="etter i dag"):
        motta(tomt, opplasting(), dag=date(2026, 11, 24), av=verden.koordinator, naa=NAA)
    motta(tomt, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="ligger hos KLB"):
        motta(tomt, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA)
    lag_innkalling_sendt(verden.vertsmote)
    with pytest.raises(ValidationError, match="allerede sendt til gruppen"):
        motta(verden.vertsmote, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA)


@pytest.mark.parametrize(
    ("navn", "innhold"), [("Innkalling på Ås.pdf", PDF), ("innkalling.docx", b"PK\x03\x04x")]
)
def test_filen_sendes_til_gruppen_som_den_er(tomt: Mote, verden: Verden, navn: str, innhold: bytes) -> None:
    delt = lag_medlem(verden.gruppe, lag_person("Turid Turnus", epost=None, delt_epost="a@helse.example"))
    innkalling = motta(tomt, opplasting(navn, innhold), dag=I_DAG, av=verden.koordinator, naa=NAA)
    assert send_ut(innkalling, av=verden.koordinator, naa=NAA) == tomt.medlemmer().count()

    vedlegg = {e.person: [v.navn for v in e.vedlegg.all()] for e in Epost.objects.filter(slag="innkalling")}
    assert vedlegg.pop(delt) == ["nettverksmote.ics"]
    assert set(map(tuple, vedlegg.values())) == {("nettverksmote.ics", navn)}
    epost = next(e for e in Epost.objects.ta_etter_tur(lambda: NAA) if e.person == verden.medlem)
    *_for, fil = bygg(epost).message().walk()
    assert (fil.get_content_type(), fil.get_payload(decode=True)) == (TYPER[Path(navn).suffix], innhold)


def test_flyttes_motet_for_utsending_ma_den_i_retur(tomt: Mote, verden: Verden) -> None:
    innkalling = motta(tomt, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA)
    Programpost.objects.create(mote=tomt, motedel="2", start="13:00", varighet=60, tittel="Nytt")
    assert not er_endret_siden(Innkalling.objects.get(pk=innkalling.pk))
    Mote.objects.filter(pk=tomt.pk).update(sted="Et annet sted")
    with pytest.raises(ValidationError, match="Returner den"):
        send_ut(Innkalling.objects.get(pk=innkalling.pk), av=verden.koordinator, naa=NAA)


def test_bare_de_innkallingen_er_for_far_filen(tomt: Mote, verden: Verden, client_for: Klient) -> None:
    drift = lag_person("Dag Drift")
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=drift, fra=date(2026, 1, 1))
    Mote.objects.filter(pk=tomt.pk).update(referent=verden.kontakt)
    innkalling = motta(tomt, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA)
    url = reverse("innkalling_fil", args=(tomt.pk,))
    assert client_for(verden.medlem).get(url).status_code == 404
    send_ut(innkalling, av=verden.koordinator, naa=NAA)

    roller = (verden.medlem, verden.koordinator, drift, verden.kontakt, verden.nabo, verden.annen_koordinator)
    assert [client_for(p).get(url).status_code for p in roller] == [200, 200, 200, 404, 404, 404]
    verden.gruppe.drift_i_del1 = False
    verden.gruppe.save()
    assert client_for(drift).get(url).status_code == 404
    sider = {
        p: client_for(p).get(reverse("innkalling", args=(tomt.pk,))).content.decode() for p in roller[:4]
    }
    assert ["Last ned" in side for side in sider.values()] == [True, True, False, False]
    assert "Filen er for gruppens medlemmer" in sider[verden.kontakt]


def test_filen_apnes_med_egen_lenke_men_ikke_fra_en_delt_postkasse(
    tomt: Mote, verden: Verden, client_for: Klient
) -> None:
    delt = lag_medlem(verden.gruppe, lag_person("Turid Turnus", epost=None, delt_epost="a@helse.example"))
    send_ut(
        motta(tomt, opplasting(), dag=I_DAG, av=verden.koordinator, naa=NAA), av=verden.koordinator, naa=NAA
    )
    klient = client_for(None)
    nokler = [lag_svarlenke(tomt, person)[1] for person in (verden.medlem, delt)]
    svar = [klient.get(reverse("svar_innkalling_fil", args=(nokkel,))) for nokkel in nokler]
    assert [en.status_code for en in svar] == [200, 404]
    assert b"".join(svar[0]) == PDF
    sider = [klient.get(reverse("svar_innkalling", args=(n,))).content.decode() for n in nokler]
    assert ["Last ned Innkalling" in side for side in sider] == [True, False]
    assert klient.get(reverse("svar_pdf", args=(nokler[0],))).status_code == 302


def test_koordinator_registrerer_fra_motesiden(tomt: Mote, verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.koordinator)
    url = reverse("innkalling_mottatt", args=(tomt.pk,))
    assert url in klient.get(tomt.get_absolute_url()).content.decode()
    for navn, innhold, dag, ord_ in (
        ("virus.exe", PDF, "2026-11-20", "kan ikke lastes opp"),
        ("innkalling.pdf", PDF, "2026-11-24", "etter i dag"),
    ):
        svar = klient.post(url, {"fil": SimpleUploadedFile(navn, innhold), "dag": dag})
        assert (svar.status_code, ord_ in svar.content.decode()) == (422, True)
    utfylt = mal(verden.nettverk, "innkalling", "nb")
    svar = klient.post(
        url, {"fil": SimpleUploadedFile("innkalling.docx", utfylt), "dag": "2026-11-20"}, follow=True
    )
    side = svar.content.decode()
    assert "Mottatt som fil fredag 20. november, registrert av Kari Koordinator." in side
    assert "Send til gruppen" in side
    assert "Last ned innkalling.docx" in side
    assert url not in klient.get(tomt.get_absolute_url()).content.decode()
