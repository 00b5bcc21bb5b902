"""What is to be followed up: kept per item, in the document, and carried into the next meeting (L15)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from moter.models import Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
from referat import levering, skriving
from referat.innhold import referatinnhold
from referat.models import Oppfolging, Referat
from referat.oppfolging import Oppfolginger, apne_i_gruppen
from tests.factories import lag_mote, lag_referat
from tests.referat.conftest import ETTER
from tests.referat.skjemahjelp import apnet, referatet, skriveside
from tests.verden import Verden

NESTE = datetime(2027, 2, 5, 9, 0, tzinfo=UTC)


def avtal(referat: Referat, motedel: str, hva: str, **felt: object) -> Oppfolging:
    sak = referat.saker.filter(motedel=motedel).first()
    return Oppfolging.objects.create(referat=referat, sak=sak, motedel=motedel, hva=hva, **felt)


@pytest.fixture
def avtalt(holdt: Verden) -> Referat:
    """Sent minutes, with one thing to follow up from each part and one that is done already."""
    referat = lag_referat(holdt.mote, naa=ETTER)
    avtal(referat, Motedel.DEL2, "Sende malen", hvem_navn="Mari Medlem", frist=date(2027, 1, 15))
    avtal(referat, Motedel.DEL1, "Snakke sammen to og to")
    avtal(referat, Motedel.FELLES, "Takke for lunsjen", status=Oppfolging.Status.GJORT)
    return levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER)


def neste_referat(verden: Verden) -> Referat:
    mote = lag_mote(verden.gruppe, date(2027, 2, 4), arrangor=verden.arrangor)
    return skriving.hent_eller_start(mote, naa=NESTE)


def test_skjemaet_lagrer_hva_hvem_og_nar(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    sak = referatet(etter).saker.get(motedel=Motedel.DEL2)
    ny = {f"n{sak.pk}_0_hva": "Sende malen", f"n{sak.pk}_0_hvem": "mari medlem"}
    client.post(skriveside(etter), data | ny | {f"n{sak.pk}_0_frist": "2027-01-15"})
    [en] = Oppfolging.objects.all()
    assert (en.sak, en.motedel, en.hva, en.hvem, en.frist) == (
        sak, "2", "Sende malen", etter.medlem, date(2027, 1, 15),
    )  # fmt: skip


def test_fri_tekst_som_hvem_peker_pa_ingen(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    sak = referatet(etter).saker.get(motedel=Motedel.DEL2)
    client.post(skriveside(etter), data | {f"n{sak.pk}_0_hva": "Ringe", f"n{sak.pk}_0_hvem": "Alle som kan"})
    assert [(en.hvem, en.hvem_navn) for en in Oppfolging.objects.all()] == [(None, "Alle som kan")]


def test_en_tomt_rad_blir_borte_og_en_ny_kan_legges_til(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    gammel = avtal(referatet(etter), Motedel.DEL2, "Sende malen")
    data = apnet(client, etter)
    client.post(
        skriveside(etter),
        data | {f"o{gammel.sak_id}_{gammel.pk}_hva": "", f"n{gammel.sak_id}_1_hva": "Noe annet"},
    )
    assert [en.hva for en in Oppfolging.objects.all()] == ["Noe annet"]


def test_en_halv_rad_nektes_med_det_som_er_skrevet(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    sak = referatet(etter).saker.get(motedel=Motedel.DEL2)
    svar = client.post(skriveside(etter), data | {f"n{sak.pk}_0_hvem": "Mari Medlem"})
    skjema = svar.context["skjema"]
    assert (svar.status_code, set(skjema.errors)) == (422, {f"n{sak.pk}_0_hva"})
    assert (skjema[f"n{sak.pk}_0_hvem"].value(), Oppfolging.objects.count()) == ("Mari Medlem", 0)


def test_samme_skjema_to_ganger_gir_en_rad(etter: Verden, client: Client) -> None:
    data = apnet(client, etter)
    sak = referatet(etter).saker.get(motedel=Motedel.DEL2)
    for _gang in range(2):
        svar = client.post(skriveside(etter), data | {f"n{sak.pk}_0_hva": "Sende malen"})
    assert (svar.status_code, Oppfolging.objects.count()) == (302, 1)


def test_konflikt_mister_verken_ny_rad_eller_rad_den_andre_har_tatt_bort(
    etter: Verden, client: Client
) -> None:
    apnet(client, etter)
    rad = avtal(referatet(etter), Motedel.DEL2, "Sende malen")
    min_, din = apnet(client, etter), apnet(client, etter)
    client.post(skriveside(etter), din | {f"o{rad.sak_id}_{rad.pk}_hva": "", "oppsummering": "Din"})
    nye = {f"o{rad.sak_id}_{rad.pk}_hva": "Sende malen til alle", f"n{rad.sak_id}_0_hva": "Noe nytt"}
    svar = client.post(skriveside(etter), min_ | nye)
    skjema = svar.context["skjema"]
    [sak] = [r for r in skjema.del2_rader if r.sak.pk == rad.sak_id]
    assert svar.status_code == 409
    assert [en.hva.value() for en in sak.oppfolginger] == ["Noe nytt", "Sende malen til alle"]
    assert skjema["oppsummering"].value() == "Din"


def test_dokumentet_har_den_apne_delens_og_ikke_del_1(avtalt: Referat) -> None:
    innhold = Dokument.objects.get(slag="referat").innhold
    funnet = [en for sak in innhold["saker"] for en in sak["oppfolging"]]
    assert {en["hva"]: (en["navn"], en["frist"]) for en in funnet} == {
        "Sende malen": ("Mari Medlem", "2027-01-15"),
        "Takke for lunsjen": ("", ""),
    }
    assert "to og to" not in str(innhold)


def test_et_dokument_med_oppfolging_fra_del_1_fryses_ikke(avtalt: Referat) -> None:
    dokument = Dokument.objects.get(slag="referat")
    innhold = dokument.innhold | {"fra_forrige": [{"del": "1", "hva": "Snakke sammen"}]}
    with pytest.raises(ValueError, match="part 1"):
        Dokument.objects.frys(
            gjelder=avtalt, slag="referat", malgruppe="apen", malform="nb", versjon=9, innhold=innhold,
            nettverk=dokument.nettverk, filnavn="x.pdf", naa=ETTER,
        )  # fmt: skip


def test_det_apne_kommer_med_til_neste_mote_en_gang(holdt: Verden, avtalt: Referat) -> None:
    neste = neste_referat(holdt)
    skriving.hent_eller_start(neste.mote, naa=NESTE)
    assert [(en.hva, en.motedel, en.frist, en.sak) for en in neste.oppfolginger.all()] == [
        ("Sende malen", "2", date(2027, 1, 15), None),
        ("Snakke sammen to og to", "1", None, None),
    ]


def test_et_sent_referat_fra_forrige_mote_kommer_ogsa_med(holdt: Verden) -> None:
    forrige = lag_referat(holdt.mote, naa=ETTER)
    avtal(forrige, Motedel.DEL2, "Sende malen")
    neste = neste_referat(holdt)
    assert neste.oppfolginger.count() == 0
    levering.lever(forrige, av=holdt.gruppeansvarlig, godkjent=True, naa=NESTE)
    skriving.hent_eller_start(neste.mote, naa=NESTE)
    assert [en.hva for en in neste.oppfolginger.all()] == ["Sende malen"]


def test_en_annen_gruppes_oppfolging_kommer_ikke_med(holdt: Verden, avtalt: Referat) -> None:
    mote = lag_mote(holdt.nabogruppe, date(2027, 2, 4), arrangor=holdt.nabo)
    assert skriving.hent_eller_start(mote, naa=NESTE).oppfolginger.count() == 0


def test_gjort_star_i_dokumentet_og_folger_ikke_videre(holdt: Verden, avtalt: Referat) -> None:
    neste = lag_referat(neste_referat(holdt).mote, naa=NESTE)
    apen, intern = neste.oppfolginger.all()
    svar = {apen.pk: ("gjort", "Sendt i januar"), intern.pk: ("apen", "")}
    tekster = skriving.Tekster("", {}, {}, {}, oppfolginger=Oppfolginger(fra_forrige=svar))
    skriving.lagre(neste, tekster, utgave=neste.utgave, av=holdt.arrangor, naa=NESTE)
    neste.refresh_from_db()
    levert = levering.lever(neste, av=holdt.gruppeansvarlig, godkjent=True, naa=NESTE)
    [linje] = referatinnhold(levert)["fra_forrige"]
    assert (linje["hva"], linje["gjort"], linje["kommentar"]) == ("Sende malen", True, "Sendt i januar")
    tredje = lag_mote(holdt.gruppe, date(2027, 5, 4), arrangor=holdt.arrangor)
    senere = skriving.hent_eller_start(tredje, naa=NESTE + timedelta(days=90))
    assert [en.hva for en in senere.oppfolginger.all()] == ["Snakke sammen to og to"]


def test_gruppens_liste_er_det_apne_fra_det_som_star(holdt: Verden, avtalt: Referat) -> None:
    """What is carried into a draft is listed once; a coordinator reads nothing of part 1."""
    lag_referat(neste_referat(holdt).mote, naa=NESTE)

    def liste(person: object) -> list[str]:
        innsyn = Innsyn(dag=NESTE.date(), person=person)  # type: ignore[arg-type]
        return [en.hva for en in apne_i_gruppen(holdt.gruppe, innsyn)]

    assert liste(holdt.medlem) == ["Sende malen", "Snakke sammen to og to"]
    assert (liste(holdt.koordinator), liste(holdt.nabo)) == (["Sende malen"], [])


def test_gruppesiden_viser_hva_som_skal_folges_opp(holdt: Verden, avtalt: Referat, client: Client) -> None:
    client.force_login(holdt.medlem)
    side = client.get(f"/grupper/{holdt.gruppe.pk}/").content.decode()
    assert [side.count(tekst) for tekst in ("Å følge opp", "Sende malen", "Takke for lunsjen")] == [1, 1, 0]


def test_en_som_ikke_er_medlem_skriver_ikke_oppfolging_i_del_1(etter: Verden, client: Client) -> None:
    etter.mote.referent = etter.kontakt
    etter.mote.save()
    data = apnet(client, etter, "kontakt")
    sak = referatet(etter).saker.get(motedel=Motedel.DEL1)
    client.post(skriveside(etter), data | {f"n{sak.pk}_0_hva": "Smugskrevet"})
    assert Oppfolging.objects.count() == 0
