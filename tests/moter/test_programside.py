"""The page where the whole programme is written: saved together, moved, and as long as it is."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moter import innkallinger
from moter.models import Medlemsnotat, Mote, Programpost
from moter.programtavle import les
from nettverk.innsyn import Innsyn
from nettverk.personnummer import MELDING
from tests.factories import lag_innkalling_sendt, lag_kompetansepunkt, lag_mote
from tests.moter.programside import (
    IDAG,
    LUNSJ,
    MUNNSTELL,
    SIST,
    VELKOMMEN,
    Klient,
    apne,
    pk,
    programmet,
    url,
)
from tests.verden import Verden


def test_ingenting_endret_lagrer_ingenting(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    for_ = Programpost.history.count()
    svar = klient.post(url(verden.mote), apne(klient, verden.mote), follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Ingenting var endret."]
    assert Programpost.history.count() == for_


def test_et_punkt_forlenges_og_resten_folger(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    nye = {f"varighet_{pk(mote, 'Siden sist')}": "130", f"tittel_{pk(mote, 'Lunsj')}": "Lunsj i kantina"}
    svar = klient.post(url(mote), apne(klient, mote) | nye, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Programmet er lagret."]
    assert programmet(mote) == [
        VELKOMMEN,
        ("10.00", 130, "Siden sist"),
        ("12.10", 45, "Lunsj i kantina"),
        MUNNSTELL,
    ]
    assert Programpost.history.latest("history_date").history_user == verden.arrangor


def test_ledig_tid_tar_det_som_blir_lenger(verden: Verden, client_for: Klient) -> None:
    """The last item ends with the meeting; a browser lets it stay, and sends it as it was."""
    klient, mote = client_for(verden.arrangor), verden.mote
    munnstell = mote.programposter.get(tittel=MUNNSTELL[2])
    munnstell.start, munnstell.varighet = time(13, 30), 90
    munnstell.save()
    svar = klient.post(url(mote), apne(klient, mote) | {f"varighet_{pk(mote, 'Lunsj')}": "60"}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Programmet er lagret."]
    assert programmet(mote) == [VELKOMMEN, SIST, ("12.00", 60, "Lunsj"), ("13.30", *MUNNSTELL[1:])]


def test_uten_avkryssing_star_tidene_som_de_er_skrevet(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    felt = apne(klient, mote) | {f"varighet_{pk(mote, 'Siden sist')}": "110"}
    del felt["folg"]
    klient.post(url(mote), felt)
    assert programmet(mote) == [VELKOMMEN, ("10.00", 110, "Siden sist"), LUNSJ, MUNNSTELL]


@pytest.mark.parametrize(
    ("felt", "verdi", "feil"),
    [
        ("start_{munnstell}", "13:45", "«Munnstell i livets siste fase» er fra 13.45 til 15.15, men møtet"
         " varer fra 09.00 til 15.00."),
        ("start_{velkommen}", "08.30", "«Velkommen» er fra 08.30 til 09.00, men møtet varer fra 09.00 til"
         " 15.00."),
        ("start_{lunsj}", "11:15", "«Lunsj» begynner 11.15, før «Siden sist» er ferdig 11.30."),
        ("start_{lunsj}", "kl. tolv", "Skriv et gyldig klokkeslett, for eksempel 09:30."),
        ("varighet_{lunsj}", "0", "Verdien må være større enn eller lik 5."),
        ("tittel_{lunsj}", "", "Feltet må fylles ut."),
        ("tittel_{lunsj}", "Om 01819010001", str(MELDING)),
        ("bare_for_gruppen_{sist}", "Om 01819010001", str(MELDING)),
        ("beskrivelse_{sist}", "Røpet", "Skriv det i «Bare for gruppen» når punktet er i del 1."),
        ("bare_for_gruppen_{lunsj}", "Feil", "Skriv det i «Kort beskrivelse» når punktet ikke er i del 1."),
    ],
)  # fmt: skip
def test_det_som_ikke_gar_sies_ved_feltet_og_det_skrevne_star(
    verden: Verden, client_for: Klient, felt: str, verdi: str, feil: str
) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    titler = {"velkommen": "Velkommen", "sist": "Siden sist", "lunsj": "Lunsj"}
    nokler = {navn: pk(mote, tittel) for navn, tittel in titler.items()}
    navn = felt.format(munnstell=pk(mote, "Munnstell i livets siste fase"), **nokler)
    svar = klient.post(url(mote), apne(klient, mote) | {navn: verdi})
    skjema = svar.context["skjema"]
    assert (svar.status_code, skjema[navn].value()) == (422, verdi)
    assert skjema.errors[navn][0] == feil
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]


def test_tider_som_folger_ut_av_motet_lagrer_ingenting(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    felt = f"varighet_{pk(mote, 'Velkommen')}"
    svar = klient.post(url(mote), apne(klient, mote) | {felt: "150"})
    siste = pk(mote, "Munnstell i livets siste fase")
    assert svar.context["skjema"].errors == {
        f"start_{siste}": [
            "«Munnstell i livets siste fase» er fra 13.45 til 15.15, men møtet varer fra 09.00 til 15.00."
        ],
        "__all__": [
            "Ingenting er lagret. Tidene som er feil, er slik de blir når punktene etter følger med."
        ],
    }
    assert svar.context["skjema"][felt].value() == "150"
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]


def test_bare_det_forste_som_varer_for_lenge_er_feil(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    svar = klient.post(url(mote), apne(klient, mote) | {f"varighet_{pk(mote, 'Siden sist')}": "330"})
    assert set(svar.context["skjema"].errors) == {f"start_{pk(mote, 'Siden sist')}", "__all__"}


def test_et_nytt_punkt_settes_inn_og_de_neste_viker(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    lunsj = pk(mote, "Lunsj")
    svar = klient.post(url(mote), apne(klient, mote) | {"gjor": f"inn {lunsj}"})
    assert svar.headers["Location"] == f"{url(mote)}?etter={lunsj}#id_tittel_ny"
    felt = apne(klient, mote, f"?etter={lunsj}")
    assert (felt["start_ny"], felt["motedel_ny"]) == ("12:45", "2")
    klient.post(url(mote), felt | {"tittel_ny": "Tur", "varighet_ny": "20"})
    assert programmet(mote)[2:] == [
        LUNSJ,
        ("12.45", 20, "Tur"),
        ("13.05", 90, "Munnstell i livets siste fase"),
    ]


def test_et_nytt_punkt_folger_det_det_skulle_sta_etter(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    felt = apne(klient, mote, f"?etter={pk(mote, 'Velkommen')}")
    nye = {"tittel_ny": "Sang", "varighet_ny": "10", f"varighet_{pk(mote, 'Velkommen')}": "20"}
    klient.post(url(mote), felt | nye)
    assert programmet(mote)[:3] == [
        ("09.00", 20, "Velkommen"),
        ("09.20", 10, "Sang"),
        SIST,
    ]


def test_et_nytt_punkt_uten_navn_er_ikke_et_punkt(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    klient.post(url(mote), apne(klient, mote) | {"varighet_ny": "20"})
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]
    svar = klient.post(url(mote), apne(klient, mote) | {"ansvarlig_ny": "Åse"})
    assert svar.context["skjema"].errors == {"tittel_ny": ["Feltet må fylles ut."]}


def test_en_knapp_lagrer_forst_det_som_er_skrevet(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    lunsj = pk(mote, "Lunsj")
    felt = apne(klient, mote) | {f"ansvarlig_{lunsj}": "Kantina", "gjor": f"opp {lunsj}"}
    svar = klient.post(url(mote), felt)
    assert svar.headers["Location"] == f"{url(mote)}#opp{lunsj}"
    assert programmet(mote) == [
        VELKOMMEN,
        ("10.00", 45, "Lunsj"),
        ("11.15", 90, "Siden sist"),
        MUNNSTELL,
    ]
    assert mote.programposter.get(pk=lunsj).ansvarlig == "Kantina"


def test_knappen_bringer_fokus_til_den_som_er_igjen(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    sist = pk(mote, "Siden sist")
    svar = klient.post(url(mote), apne(klient, mote) | {"gjor": f"opp {sist}"})
    assert svar.headers["Location"] == f"{url(mote)}#ned{sist}"
    assert f'id="ned{sist}"' in klient.get(url(mote)).content.decode()


@pytest.mark.parametrize("gjor", ["opp 999999", "opp", "ned x", "tull", "inn", "slett x"])
def test_en_knapp_som_ikke_finnes_gjor_ingenting(verden: Verden, client_for: Klient, gjor: str) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    svar = klient.post(url(mote), apne(klient, mote) | {"gjor": gjor})
    assert (svar.status_code, svar.headers["Location"]) == (302, url(mote))
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]


@pytest.mark.parametrize(("lukk", "munnstell"), [({}, "13.00"), ({"lukk": "1"}, "12.15")])
def test_a_ta_ut_et_punkt_sporres_om(
    verden: Verden, client_for: Klient, lukk: dict[str, str], munnstell: str
) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    lunsj = pk(mote, "Lunsj")
    svar = klient.post(url(mote), apne(klient, mote) | {"gjor": f"slett {lunsj}"})
    assert svar.headers["Location"] == url(mote, "program_slett", lunsj)
    assert mote.programposter.filter(pk=lunsj).exists()
    svar = klient.post(svar.headers["Location"], lukk, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["«Lunsj» er tatt ut av programmet."]
    assert programmet(mote) == [VELKOMMEN, SIST, (munnstell, 90, "Munnstell i livets siste fase")]


def test_medlemsnotatet_skrives_for_del_1(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.medlem), verden.mote
    assert klient.get(url(mote)).status_code == 404
    klient, sist = client_for(verden.arrangor), pk(mote, "Siden sist")
    klient.post(url(mote), apne(klient, mote) | {f"bare_for_gruppen_{sist}": "Ta med mappen"})
    assert Medlemsnotat.objects.get(post=sist).tekst == "Ta med mappen"
    klient.post(url(mote), apne(klient, mote) | {f"bare_for_gruppen_{sist}": ""})
    assert not Medlemsnotat.objects.filter(post=sist).exists()


def test_temaet_velges_her(verden: Verden, client_for: Klient) -> None:
    tema, mote = lag_kompetansepunkt(verden.nettverk), verden.mote
    fremmed = lag_kompetansepunkt(verden.annet_nettverk, "Et annet nettverks")
    klient = client_for(verden.arrangor)
    svar = klient.post(url(mote), apne(klient, mote) | {"kompetansepunkt": str(fremmed.pk)})
    assert list(svar.context["skjema"].errors) == ["kompetansepunkt"]
    klient.post(url(mote), apne(klient, mote) | {"kompetansepunkt": str(tema.pk)})
    mote.refresh_from_db()
    assert mote.kompetansepunkt == tema


def test_et_endret_program_er_endret_siden_innkallingen(verden: Verden, client_for: Klient) -> None:
    innkalling = lag_innkalling_sendt(verden.mote)
    klient, mote = client_for(verden.arrangor), verden.mote
    assert not innkallinger.er_endret_siden(innkalling)
    klient.post(url(mote), apne(klient, mote) | {"gjor": f"opp {pk(mote, 'Lunsj')}"})
    assert innkallinger.er_endret_siden(innkalling)


def test_et_avlyst_motes_program_kan_ikke_endres(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    felt = apne(klient, mote) | {f"tittel_{pk(mote, 'Lunsj')}": "Middag"}
    Mote.objects.filter(pk=mote.pk).update(avlyst=mote.start)
    svar = klient.post(url(mote), felt, follow=True)
    assert svar.redirect_chain == [(mote.get_absolute_url(), 302)]
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]


def med_punkter(verden: Verden, antall: int) -> Mote:
    mote = lag_mote(verden.gruppe, date(2026, 12, 18), arrangor=verden.arrangor, program=False)
    for nr in range(antall):
        Programpost.objects.create(
            mote=mote, motedel="1" if nr % 5 == 0 else "2", start=time(9 + nr // 6, nr % 6 * 10), varighet=10,
            tittel=f"Punkt {nr}",
        )  # fmt: skip
    return mote


def test_siden_sporr_like_mange_ganger_for_3_og_25_punkter(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    antall = []
    lag_mote(verden.gruppe, date(2026, 12, 28), program=False)
    for mote in (med_punkter(verden, 3), med_punkter(verden, 25)):
        klient.get(url(mote))
        with CaptureQueriesContext(connection) as fanget:
            klient.get(url(mote))
        antall.append(len(fanget))
    assert antall[0] == antall[1]


def test_25_punkter_lagres_samlet_og_bare_det_endrede_skrives(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), med_punkter(verden, 25)
    for_ = Programpost.history.count()
    siste = pk(mote, "Punkt 24")
    klient.post(url(mote), apne(klient, mote) | {f"varighet_{siste}": "30"})
    assert Programpost.history.count() == for_ + 1
    forste = pk(mote, "Punkt 0")
    klient.post(url(mote), apne(klient, mote) | {f"varighet_{forste}": "15"})
    assert [p.start for p in mote.programposter.all()][:3] == [time(9), time(9, 15), time(9, 25)]
    assert Programpost.history.count() == for_ + 1 + 25


def test_tavlen_har_bare_de_punktene_en_kan_endre(verden: Verden) -> None:
    egne = les(verden.vertsmote, Innsyn(dag=IDAG, person=verden.kontakt))
    medlems = les(verden.vertsmote, Innsyn(dag=IDAG, person=verden.gruppeansvarlig))
    assert [p.tittel for p in egne.poster.values()] == [
        "Velkommen", "Lunsj", "Munnstell i livets siste fase",
    ]  # fmt: skip
    assert [p.tittel for p in medlems.poster.values()][1] == "Siden sist"
