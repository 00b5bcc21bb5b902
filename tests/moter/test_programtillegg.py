"""Lunch, and next year's meetings, by one click (L7)."""

from __future__ import annotations

from datetime import date, time

from moter import innkallinger
from moter.models import Programpost
from moter.programtillegg import neste_ar_mangler
from tests.factories import lag_mote
from tests.moter.programside import (
    LUNSJ,
    MUNNSTELL,
    SIST,
    VELKOMMEN,
    Klient,
    apne,
    programmet,
    url,
)
from tests.verden import Verden


def test_lunsj_legges_inn_for_del_2(verden: Verden, client_for: Klient) -> None:
    mote = verden.mote
    mote.programposter.filter(tittel="Lunsj").delete()
    klient = client_for(verden.arrangor)
    svar = klient.post(url(mote), apne(klient, mote) | {"gjor": "lunsj"}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["«Lunsj» er lagt inn i programmet."]
    assert programmet(mote) == [VELKOMMEN, SIST, ("11.30", 30, "Lunsj"), MUNNSTELL]
    assert mote.programposter.get(tittel="Lunsj").motedel == "felles"
    svar = klient.post(url(mote, "program_tillegg"), {"hva": "lunsj"}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["«Lunsj» står allerede i programmet."]


def test_neste_ar_legges_inn_etter_del_1_i_arets_siste_mote(verden: Verden, client_for: Klient) -> None:
    siste = lag_mote(verden.gruppe, date(2026, 12, 20), arrangor=verden.arrangor)
    klient = client_for(verden.arrangor)
    assert neste_ar_mangler(verden.mote) is None
    assert [m.felt for m in innkallinger.paminnelser(siste, leser_del1=True)] == ["tema", "neste_ar"]
    assert "Møtene i 2027" in klient.get(siste.get_absolute_url()).content.decode()
    klient.post(url(siste, "program_tillegg"), {"hva": "neste_ar"})
    assert programmet(siste)[:3] == [VELKOMMEN, SIST, ("11.30", 10, "Møtene i 2027")]
    assert [m.felt for m in innkallinger.paminnelser(siste, leser_del1=True)] == ["tema"]


def test_det_som_ikke_far_plass_star_klart_til_a_rettes(verden: Verden, client_for: Klient) -> None:
    mote = lag_mote(verden.nabogruppe, date(2026, 12, 20), arrangor=verden.nabo, program=False)
    Programpost.objects.create(mote=mote, motedel="2", start=time(9), varighet=360, tittel="Alt")
    klient = client_for(verden.nabo)
    svar = klient.post(url(mote, "program_tillegg"), {"hva": "neste_ar"}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == [
        "Det er ikke plass til «Møtene i 2027» på 10 minutter. Kort ned noe, og lagre."
    ]
    skjema = svar.context["skjema"]
    assert [skjema[f"{n}_ny"].value() for n in ("tittel", "varighet", "motedel")] == [
        "Møtene i 2027", "10", "felles",
    ]  # fmt: skip
    assert programmet(mote) == [("09.00", 360, "Alt")]


def test_forslaget_for_arets_siste_mote_har_neste_ar(verden: Verden, client_for: Klient) -> None:
    siste = lag_mote(verden.gruppe, date(2026, 12, 20), arrangor=verden.arrangor, program=False)
    client_for(verden.arrangor).post(url(siste, "program_forslag"))
    assert [p.tittel for p in siste.programposter.filter(motedel="felles")] == [
        "Velkommen", "Møtene i 2027", "Lunsj",
    ]  # fmt: skip


def test_ukjent_tillegg_gjor_ingenting(verden: Verden, client_for: Klient) -> None:
    svar = client_for(verden.arrangor).post(url(verden.mote, "program_tillegg"), {"hva": "kake"})
    assert (svar.status_code, programmet(verden.mote)) == (302, [VELKOMMEN, SIST, LUNSJ, MUNNSTELL])
