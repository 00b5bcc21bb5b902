"""The programme: its times, its parts, and who reads what (L9, L10)."""

from datetime import date, time

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from moter.forms import ProgrampostForm
from moter.models import Mote, Motedel, Programpost
from moter.program import bolker, foreslatt_program, slutt_paa_dagen, tidsfeil
from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe
from tests.factories import lokal
from tests.verden import Verden

DAG = date(2026, 12, 10)
IDAG = date(2026, 11, 23)
VARER = "men møtet varer fra 09.00 til 15.00."


def utkast(fra: int, til: int) -> Mote:
    return Mote(gruppe=Gruppe(navn="Åsane"), start=lokal(DAG, time(fra)), slutt=lokal(DAG, time(til)), pk=1)


def post(kl: time, minutter: int, tittel: str = "Noe") -> Programpost:
    return Programpost(start=kl, varighet=minutter, tittel=tittel)


@pytest.mark.parametrize(
    ("poster", "feil"),
    [
        ([post(time(9), 60), post(time(10), 60)], []),
        ([post(time(8, 30), 60, "For tidlig")], [f"«For tidlig» er fra 08.30 til 09.30, {VARER}"]),
        ([post(time(14, 30), 45, "For lenge")], [f"«For lenge» er fra 14.30 til 15.15, {VARER}"]),
        (
            [post(time(9), 60, "En"), post(time(9, 45), 30, "To")],
            ["«To» begynner 09.45, før «En» er ferdig 10.00."],
        ),
    ],
)
def test_tidsfeil_sier_hvilket_punkt_og_hvorfor(poster: list[Programpost], feil: list[str]) -> None:
    assert tidsfeil(utkast(9, 15), poster) == feil


@given(fra=st.integers(6, 12), lengde=st.integers(2, 11))
def test_forslaget_fyller_motet_uten_hull_og_overlapp(fra: int, lengde: int) -> None:
    mote = utkast(fra, min(fra + lengde, 23))
    mote.gruppe.gruppeansvarlig = lambda dag: None  # type: ignore[method-assign]
    poster = foreslatt_program(mote)
    assert tidsfeil(mote, poster) == []
    assert sum(p.varighet for p in poster) == (mote.slutt - mote.start).total_seconds() // 60
    assert {p.motedel for p in poster} == {"1", "2", "felles"}
    assert slutt_paa_dagen(poster[-1]).time() == mote.lokal_slutt.time()


def synlige(verden: Verden, hvem: str) -> dict[str, list[str]]:
    innsyn = Innsyn(dag=IDAG, person=getattr(verden, hvem))
    return {
        bolk.motedel: [p.tittel for p in bolk.poster]
        + [p.bare_for_gruppen for p in bolk.poster if p.bare_for_gruppen]
        for bolk in bolker(verden.mote, innsyn)
    }


@pytest.mark.parametrize("hvem", ["medlem", "gruppeansvarlig", "arrangor"])
def test_medlemmer_leser_del1(verden: Verden, hvem: str) -> None:
    assert synlige(verden, hvem)["1"] == ["Siden sist", "Ta med egne eksempler"]


def test_koordinator_ser_del1_som_tidsrom(verden: Verden) -> None:
    assert synlige(verden, "koordinator") == {
        "felles": ["Lunsj"],
        "1": [],
        "2": ["Munnstell i livets siste fase"],
    }


def test_databasen_nekter_beskrivelse_av_del1(verden: Verden) -> None:
    with pytest.raises(IntegrityError):
        verden.mote.programposter.filter(motedel=Motedel.DEL1).update(beskrivelse="Røpet")


def skjema(verden: Verden, hvem: str = "arrangor", **data: object) -> ProgrampostForm:
    standard = {"motedel": "2", "start": "14:30", "varighet": 30, "tittel": "Oppsummering"}
    innsyn = Innsyn(dag=IDAG, person=getattr(verden, hvem))
    return ProgrampostForm(standard | data, instance=Programpost(mote=verden.mote), innsyn=innsyn)


def test_skjemaet_tar_imot_et_ledig_klokkeslett(verden: Verden) -> None:
    assert skjema(verden).errors == {}


def test_skjemaet_tar_imot_klokkeslett_med_punktum(verden: Verden) -> None:
    assert skjema(verden, start="14.30").errors == {}


def test_skjemaet_nekter_overlapp_ved_siden_av_feltet(verden: Verden) -> None:
    assert skjema(verden, start="14:00").errors == {
        "start": ["«Oppsummering» begynner 14.00, før «Munnstell i livets siste fase» er ferdig 14.30."]
    }


def test_skjemaet_roper_ikke_tittelen_i_del1_til_den_som_ikke_er_medlem(verden: Verden) -> None:
    verden.mote.arrangor = verden.kontakt
    verden.mote.save()
    feil = skjema(verden, "kontakt", start="10:30").errors["start"]
    assert feil == ["«Oppsummering» begynner 10.30, før «Del 1: Erfaringsutveksling» er ferdig 11.30."]


def test_skjemaet_legger_det_som_er_bare_for_gruppen_i_notatet(verden: Verden) -> None:
    ny = skjema(verden, motedel="1", start="11:30", varighet=15, bare_for_gruppen="Hemmelig")
    assert ny.is_valid(), ny.errors
    assert ny.save().medlemsnotat.tekst == "Hemmelig"


def test_skjemaet_nekter_beskrivelse_i_del1(verden: Verden) -> None:
    ny = skjema(verden, motedel="1", start="11:30", varighet=15, beskrivelse="Røpet")
    assert list(ny.errors) == ["beskrivelse"]


def test_nytt_punkt_under_annet_mote_finnes_ikke(verden: Verden, client_for) -> None:  # type: ignore[no-untyped-def]
    fremmed = verden.fremmed_mote.programposter.earliest("pk")
    sti = f"/moter/{verden.mote.pk}/program/{fremmed.pk}/"
    assert client_for(verden.arrangor).get(sti).status_code == 404


def test_nytt_punkt_foreslas_der_det_forste_hullet_er(verden: Verden, client_for) -> None:  # type: ignore[no-untyped-def]
    side = client_for(verden.arrangor).get(f"/moter/{verden.mote.pk}/program/ny/")
    assert side.context["post"].start == time(9, 30)
