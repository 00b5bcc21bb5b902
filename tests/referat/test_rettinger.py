"""A correction is a new version, sent again; until then what was sent stands (L15)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from moter.models import Motedel
from nettverk.models import Dokument, Epost, Frist
from referat import levering, retting, skriving
from referat.historikk import versjoner
from referat.models import Gruppenotat, Oppfolging, Referat, Retting
from referat.retting import endringer
from tests.factories import lag_referat_levert
from tests.referat.conftest import ETTER
from tests.verden import Verden

SENERE = ETTER + timedelta(days=20)
HVA = "Innlederens navn er rettet."


@pytest.fixture
def sendt(etter: Verden) -> Referat:
    """Version 1: approved, sent to KLB, and by KLB to managers and group."""
    referat = lag_referat_levert(etter.mote, naa=ETTER)
    levering.send_kopier(referat, av=etter.koordinator, naa=ETTER)
    referat.refresh_from_db()
    return referat


def rett(referat: Referat, verden: Verden, *, tekst: str = "Åse Bø innledet.") -> Referat:
    retting.apne(referat, hva=HVA, av=verden.medlem, naa=SENERE)
    referat.refresh_from_db()
    sak = referat.saker.get(motedel=Motedel.DEL2)
    tekster = skriving.Tekster(referat.oppsummering, {sak.pk: tekst}, {}, {}, rettet=HVA)
    return skriving.lagre(referat, tekster, utgave=referat.utgave, av=verden.medlem, naa=SENERE)


def godkjenn(referat: Referat, verden: Verden) -> Referat:
    return levering.lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=SENERE)


def test_versjon_1_star_til_versjon_2_er_godkjent(etter: Verden, sendt: Referat, client: Client) -> None:
    rett(sendt, etter)
    client.force_login(etter.koordinator)
    url = reverse("referat", args=(etter.mote.pk,))
    for_ = client.get(url).content.decode()
    godkjenn(sendt, etter)
    side = client.get(url).content.decode()
    assert ["Åse Bø innledet." in s for s in (for_, side)] == [False, True]
    assert [HVA in s for s in (for_, side)] == [False, True]
    gammel = client.get(reverse("referat_versjon", args=(etter.mote.pk, 1))).content.decode()
    assert ("Åse Bø innledet." in gammel, "tidligere versjon" in gammel) == (False, True)


def test_dokumentet_sier_hva_som_er_rettet_og_lister_versjonene(etter: Verden, sendt: Referat) -> None:
    godkjenn(rett(sendt, etter), etter)
    forste, andre = Dokument.objects.filter(slag="referat").order_by("versjon")
    assert (forste.versjon, andre.versjon, andre.innhold["versjon"]) == (1, 2, 2)
    assert andre.innhold["rettet"] == {
        "hva": HVA,
        "endret": [{"hva": "sak", "tittel": "Munnstell i livets siste fase"}],
    }
    assert [(v["nr"], v.get("rettet", "")) for v in andre.innhold["versjoner"]] == [(1, ""), (2, HVA)]
    assert forste.innhold["rettet"] is None


def test_rettingen_gar_til_klb_og_kopiene_sendes_pa_nytt(etter: Verden, sendt: Referat) -> None:
    Epost.objects.all().delete()
    frist = Frist.objects.om(etter.mote).get(slag="lederkopi")
    levert = godkjenn(rett(sendt, etter), etter)
    frist.refresh_from_db()
    # Thursday 31 December: five working days on, past the first of January.
    assert (frist.gjort, frist.forfall, levert.kopi_sendt) == (None, date(2027, 1, 8), None)
    assert Frist.objects.om(etter.mote).get(slag="referat").gjort == ETTER
    levering.send_kopier(levert, av=etter.koordinator, naa=SENERE)
    emner = dict(Epost.objects.values_list("slag", "emne"))
    assert {slag: emne.split(":")[0] for slag, emne in emner.items()} == {
        "referat_klb": "Rettet referat",
        "lederkopi": "Til orientering",
        "referat": "Rettet referat fra nettverksmøte i Åsane, torsdag 10. desember",
    }
    assert "rettet referat" in emner["lederkopi"]
    assert [HVA in e.tekst for e in Epost.objects.all()] == [True] * Epost.objects.count()
    assert {v.dokument.versjon for e in Epost.objects.all() for v in e.vedlegg.all() if v.dokument} == {2}


def test_klb_kan_sende_det_som_star_mens_det_rettes(etter: Verden) -> None:
    referat = lag_referat_levert(etter.mote, naa=ETTER)
    rett(referat, etter)
    Epost.objects.all().delete()
    levering.send_kopier(referat, av=etter.koordinator, naa=SENERE)
    kopi = Epost.objects.get(slag="lederkopi")
    [versjon] = kopi.vedlegg.values_list("dokument__versjon", flat=True)
    assert ("rettet" in kopi.emne, versjon) == (False, 1)


def test_en_retting_godkjennes_alltid(etter: Verden, sendt: Referat) -> None:
    referat = rett(sendt, etter)
    with pytest.raises(ValidationError, match="Gruppeansvarlig godkjenner rettingen"):
        levering.lever(referat, av=etter.medlem, godkjent=False, naa=SENERE)
    assert Referat.objects.get(pk=referat.pk).rettes


def test_en_avbrutt_retting_etterlater_alt_som_for(etter: Verden, sendt: Referat) -> None:
    sak1, sak2 = sendt.saker.get(motedel="1"), sendt.saker.get(motedel="2")
    slettes = Oppfolging.objects.create(referat=sendt, sak=sak2, motedel="2", hva="Stod der")
    for_ = retting._grunnlag(sendt)
    referat = rett(sendt, etter)
    Gruppenotat.objects.filter(sak=sak1).delete()
    slettes.delete()
    Oppfolging.objects.create(referat=referat, sak=sak1, motedel="1", hva="Ny")
    referat.oppmote.update(del1="borte")
    retting.avbryt(referat, av=etter.medlem, naa=SENERE)
    referat.refresh_from_db()
    assert (referat.er_last, referat.versjon, retting._grunnlag(referat)) == (True, 1, for_)
    ett = Retting.objects.get()
    assert (ett.utfall, ett.grunnlag) == ("avbrutt", {})


def test_en_ny_retting_etter_en_avbrutt_er_ogsa_versjon_2(etter: Verden, sendt: Referat) -> None:
    retting.avbryt(rett(sendt, etter), av=etter.medlem, naa=SENERE)
    godkjenn(rett(sendt, etter), etter)
    assert [v.nr for v in versjoner(sendt)] == [2, 1]


def test_bare_en_retting_om_gangen(etter: Verden, sendt: Referat) -> None:
    rett(sendt, etter)
    with pytest.raises(ValidationError, match="allerede åpent"):
        retting.apne(sendt, hva="Mer", av=etter.gruppeansvarlig, naa=SENERE)


def test_uten_endring_i_det_som_sendes_blir_det_ingen_ny_versjon(etter: Verden, sendt: Referat) -> None:
    sak = sendt.saker.get(motedel=Motedel.DEL2)
    referat = rett(sendt, etter, tekst=sak.tekst)
    Gruppenotat.objects.filter(sak__referat=referat).update(tekst="Rettet for oss")
    Epost.objects.all().delete()
    with pytest.raises(ValidationError, match="Ingenting i det som sendes er endret"):
        godkjenn(referat, etter)
    levering.las_uten_sending(referat, utgave=referat.utgave, av=etter.gruppeansvarlig, naa=SENERE)
    referat.refresh_from_db()
    assert (referat.er_last, referat.versjon, Epost.objects.count()) == (True, 1, 0)
    assert Gruppenotat.objects.get().tekst == "Rettet for oss"


def test_det_som_sendes_lases_ikke_uten_a_sendes(etter: Verden, sendt: Referat) -> None:
    referat = rett(sendt, etter)
    with pytest.raises(ValidationError, match="Da må rettingen sendes"):
        levering.las_uten_sending(referat, utgave=referat.utgave, av=etter.gruppeansvarlig, naa=SENERE)
    assert Referat.objects.get(pk=referat.pk).rettes


def test_gruppen_leser_det_som_stod_mens_det_rettes(etter: Verden, sendt: Referat, client: Client) -> None:
    rett(sendt, etter)
    Gruppenotat.objects.filter(sak__referat=sendt).update(tekst="Halvferdig")
    client.force_login(etter.medlem)
    side = client.get(reverse("referat", args=(etter.mote.pk,))).content.decode()
    assert ("Bare vi leser dette" in side, "Halvferdig" in side) == (True, False)


def test_hva_som_er_rettet_ma_sies(etter: Verden, sendt: Referat, client: Client) -> None:
    client.force_login(etter.gruppeansvarlig)
    svar = client.post(reverse("referat_rett", args=(etter.mote.pk,)), {"hva": " "})
    assert (svar.status_code, set(svar.context["skjema"].errors)) == (422, {"hva"})
    assert Referat.objects.get(pk=sendt.pk).er_last


def test_hele_veien_i_nettleseren(etter: Verden, sendt: Referat, client: Client) -> None:
    client.force_login(etter.gruppeansvarlig)
    pk = (etter.mote.pk,)
    client.post(reverse("referat_rett", args=pk), {"hva": HVA})
    skjema = client.get(reverse("referat_skriv", args=pk)).context["skjema"]
    data = {navn: skjema[navn].value() or "" for navn in skjema.fields}
    svar = client.post(reverse("referat_skriv", args=pk), data | {"oppsummering": "Nytt", "se_over": "1"})
    assert svar.headers["Location"] == reverse("referat_se_over", args=pk)
    assert HVA in client.get(svar.headers["Location"]).content.decode()
    utgave = Referat.objects.get(pk=sendt.pk).utgave
    client.post(reverse("referat_lever", args=pk), {"utgave": utgave})
    assert Dokument.objects.get(slag="referat", versjon=2).innhold["oppsummering"] == "Nytt"


saker = st.lists(
    st.builds(
        lambda tittel, tekst, nr: {"tittel": tittel, "tekst": tekst, "nummer": nr, "del": "2"},
        st.sampled_from("ABC"), st.sampled_from(("x", "y")), st.integers(1, 9),
    )
)  # fmt: skip


@given(saker, saker)
def test_endringer_er_tomt_nar_bare_numrene_er_andre(forrige: list[dict], ny: list[dict]) -> None:  # type: ignore[type-arg]
    funnet = endringer({"saker": forrige}, {"saker": ny})
    tekster = [{t: [s["tekst"] for s in liste if s["tittel"] == t] for t in "ABC"} for liste in (forrige, ny)]
    assert {en["tittel"] for en in funnet} == {t for t in "ABC" if tekster[0][t] != tekster[1][t]}


def test_historikken_viser_versjoner_mottakere_og_lagringer(
    etter: Verden, sendt: Referat, client: Client
) -> None:
    godkjenn(rett(sendt, etter), etter)
    sider = {}
    for hvem in ("koordinator", "gruppeansvarlig", "medlem"):
        client.force_login(getattr(etter, hvem))
        side = client.get(reverse("referat", args=(etter.mote.pk,))).content.decode()
        sider[hvem] = ("2 versjoner er sendt" in side, "Kopi til lederne: i kø" in side, "Lagret " in side)
    assert sider == {
        "koordinator": (True, True, True),
        "gruppeansvarlig": (True, True, True),
        "medlem": (False, False, False),
    }
