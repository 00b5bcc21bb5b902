"""Two who write the programme at once, and one who may not read part 1 (L10)."""

from __future__ import annotations

import pytest

from moter.models import Medlemsnotat, Mote
from tests.moter.programside import (
    LUNSJ,
    MUNNSTELL,
    SIST,
    VELKOMMEN,
    Klient,
    apne,
    felter,
    pk,
    programmet,
    url,
)
from tests.verden import Verden


def test_den_andre_ser_hva_den_forste_lagret_og_mister_ingenting(verden: Verden, client_for: Klient) -> None:
    forst, annen, mote = client_for(verden.gruppeansvarlig), client_for(verden.arrangor), verden.mote
    lunsj, sist = pk(mote, "Lunsj"), pk(mote, "Siden sist")
    felt = apne(annen, mote)
    forst.post(url(mote), apne(forst, mote) | {f"tittel_{lunsj}": "Suppe", f"ansvarlig_{sist}": "Lise"})

    mitt = felt | {f"tittel_{lunsj}": "Grøt", f"varighet_{lunsj}": "30", "tittel_ny": "Sang"}
    svar = annen.post(url(mote), mitt)

    skjema, side = svar.context["skjema"], svar.content.decode()
    assert svar.status_code == 409
    assert "Lise Leder lagret kl. 09.00, mens du skrev." in side
    assert "Lagret av den andre: «Suppe»" in side
    vist = {n: skjema[n].value() for n in (f"tittel_{lunsj}", f"varighet_{lunsj}", "tittel_ny")}
    assert vist == {f"tittel_{lunsj}": "Grøt", f"varighet_{lunsj}": "30", "tittel_ny": "Sang"}
    assert skjema[f"ansvarlig_{sist}"].value() == "Lise"
    assert [p.tittel for p in mote.programposter.all()][2] == "Suppe"

    annen.post(url(mote), felter(skjema))
    assert [p.tittel for p in mote.programposter.all()] == [
        "Velkommen", "Siden sist", "Grøt", "Munnstell i livets siste fase", "Sang",
    ]  # fmt: skip
    assert mote.programposter.get(pk=sist).ansvarlig == "Lise"


def test_et_punkt_som_er_tatt_ut_imens_nevnes_med_det_som_var_skrevet(
    verden: Verden, client_for: Klient
) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    lunsj = pk(mote, "Lunsj")
    felt = apne(klient, mote) | {f"ansvarlig_{lunsj}": "Kantina"}
    client_for(verden.gruppeansvarlig).post(url(mote, "program_slett", lunsj))
    svar = klient.post(url(mote), felt)
    assert (svar.status_code, svar.context["tatt_ut"]) == (409, ["Lunsj / Kantina"])


def test_den_som_ikke_har_skrevet_noe_far_bare_se_det_nye(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    felt = apne(klient, mote) | {"gjor": f"opp {pk(mote, 'Lunsj')}"}
    client_for(verden.gruppeansvarlig).post(url(mote), felt)
    svar = klient.post(url(mote), felt, follow=True)
    assert [str(m) for m in svar.context["messages"]] == [
        "Programmet er endret av en annen imens. Her er det slik det er nå."
    ]
    assert programmet(mote)[1] == ("10.00", 45, "Lunsj")


@pytest.mark.parametrize("tull", ["", "[]", "{", '{"x": 1}', '{"1": {"start": null}}'])
def test_et_skjema_som_ikke_sier_hva_det_bygger_pa_lagrer_ingenting(
    verden: Verden, client_for: Klient, tull: str
) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    nye = {"utgangspunkt": tull, f"tittel_{pk(mote, 'Lunsj')}": "Grøt"}
    assert klient.post(url(mote), apne(klient, mote) | nye).status_code in {302, 409}
    assert programmet(mote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]


@pytest.fixture
def vertsmote(verden: Verden) -> Mote:
    """Organised by a contact of the workplace, who sees part 1 as a span of time (L6, L10)."""
    return verden.vertsmote


def test_den_som_ikke_er_medlem_ser_del_1_som_en_blokk(
    verden: Verden, vertsmote: Mote, client_for: Klient
) -> None:
    side = client_for(verden.kontakt).get(url(vertsmote))
    tekst = side.content.decode()
    assert ("Siden sist" in tekst, "Ta med egne eksempler" in tekst) == (False, False)
    assert [r.rader == [] for r in side.context["skjema"].grupper()] == [False, True, False, False, False]
    assert "1" not in dict(side.context["skjema"].fields["motedel_ny"].choices)


def test_den_som_ikke_er_medlem_kan_ikke_rore_del_1(
    verden: Verden, vertsmote: Mote, client_for: Klient
) -> None:
    klient, sist = client_for(verden.kontakt), pk(vertsmote, "Siden sist")
    felt = apne(klient, vertsmote)
    nye = {f"tittel_{sist}": "Kapret", f"start_{sist}": "09:45", f"varighet_{sist}": "5"}
    klient.post(url(vertsmote), felt | nye)
    klient.post(url(vertsmote), apne(klient, vertsmote) | {"gjor": f"opp {sist}"})
    klient.post(url(vertsmote), apne(klient, vertsmote) | {"gjor": f"slett {sist}"})
    assert klient.get(url(vertsmote, "program_slett", sist)).status_code == 404
    assert klient.post(url(vertsmote, "program_slett", sist)).status_code == 404
    assert programmet(vertsmote) == [VELKOMMEN, SIST, LUNSJ, MUNNSTELL]
    assert Medlemsnotat.objects.get(post=sist).tekst == "Ta med egne eksempler"


def test_del_1_star_stille_nar_det_foran_forlenges(
    verden: Verden, vertsmote: Mote, client_for: Klient
) -> None:
    klient, velkommen = client_for(verden.kontakt), pk(vertsmote, "Velkommen")
    klient.post(url(vertsmote), apne(klient, vertsmote) | {f"varighet_{velkommen}": "60"})
    assert programmet(vertsmote) == [("09.00", 60, "Velkommen"), SIST, LUNSJ, MUNNSTELL]
    svar = klient.post(url(vertsmote), apne(klient, vertsmote) | {f"varighet_{velkommen}": "65"})
    assert svar.context["skjema"].errors[f"start_{velkommen}"] == [
        "«Del 1: Erfaringsutveksling» begynner 10.00, før «Velkommen» er ferdig 10.05."
    ]
    assert "Siden sist" not in svar.content.decode()


def test_et_punkt_flyttes_forbi_del_1_bare_der_det_er_plass(
    verden: Verden, vertsmote: Mote, client_for: Klient
) -> None:
    klient, lunsj = client_for(verden.kontakt), pk(vertsmote, "Lunsj")
    svar = klient.post(url(vertsmote), apne(klient, vertsmote) | {"gjor": f"opp {lunsj}"}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Det er ikke plass til «Lunsj» der."]
    klient.post(url(vertsmote), apne(klient, vertsmote) | {f"varighet_{lunsj}": "30"})
    klient.post(url(vertsmote), apne(klient, vertsmote) | {"gjor": f"opp {lunsj}"})
    assert programmet(vertsmote)[:3] == [VELKOMMEN, ("09.30", 30, "Lunsj"), SIST]


def test_en_konflikt_roper_ikke_del_1(verden: Verden, vertsmote: Mote, client_for: Klient) -> None:
    klient, leder = client_for(verden.kontakt), client_for(verden.gruppeansvarlig)
    lunsj, sist = pk(vertsmote, "Lunsj"), pk(vertsmote, "Siden sist")
    felt = apne(klient, vertsmote) | {f"tittel_{lunsj}": "Grøt"}
    leder.post(url(vertsmote), apne(leder, vertsmote) | {f"tittel_{sist}": "Tiurleik"})
    assert klient.post(url(vertsmote), felt).status_code == 302  # what she cannot see is no conflict of hers
    felt = apne(klient, vertsmote) | {f"tittel_{lunsj}": "Suppe"}
    leder.post(url(vertsmote), apne(leder, vertsmote) | {f"varighet_{sist}": "100"})
    svar = klient.post(url(vertsmote), felt)
    assert (svar.status_code, "Tiurleik" in svar.content.decode()) == (409, False)
