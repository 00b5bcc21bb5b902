"""What a workplace's contact, who need have no login, is sent about her meeting (L6): links that open it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.conf import settings

from moter.endring import avlys, flytt, lagre_detaljer
from moter.innkallinger import lever, returner, send_ut
from moter.models import Mote
from moter.overtakelse import Kontakt, overta
from moter.retting import rett
from nettverk.frister.motor import kjor
from nettverk.models import Epost, Person
from nettverk.utboks.levering import lever as lever_post
from tests.factories import NAA, lag_gjest, lag_innkalling_sendt, lag_svar, lokal
from tests.verden import Verden

SENERE = NAA + timedelta(minutes=5)
INNLOGGET = re.compile(re.escape(settings.PORTAL_URL) + r"/(?!\s|$|\"|vert/)[^\s\"<]*")


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """Arne's meeting, which a workplace has taken over, with a contact who reads a shared mailbox."""
    overta(verden.mote, Kontakt("Tora", "Tveit", verden.nettverk.epost), av=verden.koordinator, naa=NAA)
    return hent(verden)


def hent(verden: Verden) -> Mote:
    return Mote.objects.get(pk=verden.mote.pk)


def kontakt(mote: Mote) -> Person:
    assert mote.arrangor is not None
    return mote.arrangor


def brev(mote: Mote) -> list[Epost]:
    return list(Epost.objects.filter(person=kontakt(mote)).order_by("pk"))


def lenker_med_innlogging(epost: Epost) -> list[str]:
    """Addresses of pages that ask for a login, in the mail and in its calendar file."""
    filer = [(v.innhold and bytes(v.innhold).decode()) or "" for v in epost.vedlegg.all()]
    return [treff for tekst in (epost.tekst, epost.html, *filer) for treff in INNLOGGET.findall(tekst)]


def test_alt_hun_far_om_innkalling_svar_gjester_og_endringer_kan_apnes_uten_innlogging(
    verden: Verden, mote: Mote
) -> None:
    returner(lever(mote, av=kontakt(mote), naa=NAA), av=verden.koordinator, kommentar="Feil dato", naa=NAA)
    send_ut(lever(hent(verden), av=kontakt(mote), naa=SENERE), av=verden.koordinator, naa=SENERE)
    sent = lokal(hent(verden).dag - timedelta(days=2), time(12))
    lag_svar(hent(verden), verden.medlem, naa=sent)
    lag_gjest(hent(verden), naa=sent)
    endret = hent(verden)
    endret.praktisk = "Ta med pc"
    lagre_detaljer(endret, ["praktisk"], naa=sent)
    rett(hent(verden), av=verden.gruppeansvarlig, naa=sent, fortell=True)
    nytt = hent(verden)
    flytt(
        nytt, start=nytt.start + timedelta(days=1), slutt=nytt.slutt + timedelta(days=1), sted=nytt.sted,
        adresse=nytt.adresse, av=verden.gruppeansvarlig, naa=sent,
    )  # fmt: skip
    avlys(hent(verden), av=verden.gruppeansvarlig, naa=sent)

    sendt = brev(mote)
    assert [epost.slag for epost in sendt] == [
        "vert", "innkalling_retur", "sen_pamelding", "gjest_til_arrangor", "innkalling_rettet", "flyttet",
        "avlyst",
    ]  # fmt: skip
    assert {epost.slag: lenker_med_innlogging(epost) for epost in sendt} == {e.slag: [] for e in sendt}
    med_egen_lenke = ["vert", "innkalling_retur", "sen_pamelding", "gjest_til_arrangor"]
    assert [epost.slag for epost in sendt if len(epost.lenker) == 1] == med_egen_lenke


def test_listen_ved_fristen_har_lenken_hennes(verden: Verden, mote: Mote) -> None:
    lag_innkalling_sendt(mote)
    lag_svar(hent(verden), verden.medlem)
    Epost.objects.all().delete()
    etter: datetime = lokal(hent(verden).dag - timedelta(days=6), time(8))
    kjor(etter)
    lever_post(etter)
    [liste] = brev(mote)
    assert "1 kommer: 1 i del 1, 1 i del 2" in liste.tekst
    linjer = liste.varsler.values("frist").distinct().count()
    assert (lenker_med_innlogging(liste), len(liste.lenker)) == ([], linjer)


def test_en_arrangor_som_er_medlem_kommer_til_siden_med_innlogging(verden: Verden) -> None:
    returner(
        lever(verden.mote, av=verden.arrangor, naa=NAA), av=verden.koordinator, kommentar="Feil", naa=NAA
    )
    epost = Epost.objects.get(slag="innkalling_retur")
    assert (epost.lenker, settings.PORTAL_URL + verden.mote.get_absolute_url() in epost.tekst) == ({}, True)
