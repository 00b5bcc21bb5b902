"""Minutes from draft to the managers' copies (L15, L16)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from moter.models import Motedel
from nettverk.models import Epost, Frist
from referat import levering, skriving
from referat.innhold import referatinnhold
from referat.models import Gruppenotat, Oppmote, Referat
from referat.skriving import Konflikt, Tekster
from tests.conftest import Klient
from tests.factories import (
    lag_medlem,
    lag_person,
    lag_referat,
)
from tests.referat.conftest import ETTER
from tests.verden import Verden


def tekster(referat: Referat, **felt: object) -> Tekster:
    standard = {"oppsummering": "Temaer", "saker": {}, "gruppenotater": {}, "oppmote": {}}
    return Tekster(**standard | felt)  # type: ignore[arg-type]


def test_referatet_begynner_med_program_og_paameldinger(holdt: Verden) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert [(s.motedel, s.tittel) for s in referat.saker.all()] == [
        ("felles", "Velkommen"),
        ("1", "Siden sist"),
        ("felles", "Lunsj"),
        ("2", "Munnstell i livets siste fase"),
    ]
    oppmote = {rad.person: (rad.del1, rad.del2) for rad in referat.oppmote.all()}
    assert oppmote == {
        holdt.medlem: ("deltok", "deltok"),
        holdt.gruppeansvarlig: ("fravar", "fravar"),
        holdt.arrangor: ("", ""),
    }


def test_referatet_begynnes_bare_en_gang(holdt: Verden) -> None:
    forste = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    assert skriving.hent_eller_start(holdt.mote, naa=ETTER) == forste
    assert forste.oppmote.count() == 3


def test_to_som_lagrer_mister_ingenting(holdt: Verden) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    skriving.lagre(referat, tekster(referat, oppsummering="Min"), utgave=1, av=holdt.medlem, naa=ETTER)
    with pytest.raises(Konflikt):
        skriving.lagre(
            referat, tekster(referat, oppsummering="Din"), utgave=1, av=holdt.gruppeansvarlig, naa=ETTER
        )
    assert Referat.objects.get().oppsummering == "Min"


def test_samme_lagring_to_ganger_er_ingen_konflikt(holdt: Verden) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    [rad] = referat.oppmote.filter(person=holdt.arrangor)
    det_samme = tekster(referat, oppmote={rad.pk: ("borte", "borte")})
    skriving.lagre(referat, det_samme, utgave=1, av=holdt.medlem, naa=ETTER)
    skriving.lagre(referat, det_samme, utgave=1, av=holdt.medlem, naa=ETTER)
    assert Referat.objects.get().utgave == 2


def test_godkjenning_av_noe_annet_enn_det_en_sa_nektes(holdt: Verden) -> None:
    referat = lag_referat(holdt.mote, naa=ETTER)
    with pytest.raises(Konflikt):
        levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, utgave=1, naa=ETTER)
    assert Referat.objects.get().status == "utkast"


def test_godkjenningen_ventes_av_den_som_leder_na(holdt: Verden) -> None:
    holdt.gruppe.medlemskap.filter(person=holdt.gruppeansvarlig).update(til=date(2026, 12, 10))
    ny = lag_medlem(holdt.gruppe, "Nina Ny", rolle="gruppeansvarlig", fra=date(2026, 12, 11))
    referat = lag_referat(holdt.mote, naa=ETTER)
    skriving.send_til_godkjenning(referat, av=holdt.medlem, naa=ETTER)
    assert Epost.objects.get(slag="referat_godkjenning").til == ny.epost


def test_levering_uten_oppmote_nektes_med_navn(holdt: Verden) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    with pytest.raises(ValidationError, match="Fyll ut oppmøte for Arne Arrangør"):
        levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER)


def test_levering_laser_fryser_og_skriver_til_klb(holdt: Verden) -> None:
    referat = lag_referat(holdt.mote, naa=ETTER)
    levert = levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER)

    assert (levert.status, levert.godkjent_av) == ("levert", holdt.gruppeansvarlig)
    mail = Epost.objects.get()
    assert (mail.slag, mail.til) == ("referat_klb", holdt.nettverk.epost)
    assert Frist.objects.om(holdt.mote).get(slag="referat").gjort == ETTER
    assert Frist.objects.om(holdt.mote).get(slag="lederkopi").forfall == date(2026, 12, 18)
    with pytest.raises(ValidationError, match="låst"):
        skriving.lagre(referat, tekster(referat), utgave=levert.utgave, av=holdt.medlem, naa=ETTER)


def test_referenten_sender_uten_godkjenning_fra_fristdagen(holdt: Verden) -> None:
    referat = lag_referat(holdt.mote, naa=ETTER)
    with pytest.raises(ValidationError, match="Gruppeansvarlig godkjenner"):
        levering.lever(referat, av=holdt.medlem, godkjent=False, naa=ETTER)
    fristdag = ETTER + timedelta(days=13)
    assert levering.lever(referat, av=holdt.medlem, godkjent=False, naa=fristdag).godkjent is None


def test_innholdet_har_oppsummering_og_ikke_noe_annet_fra_del1(holdt: Verden) -> None:
    referat = lag_referat(holdt.mote, naa=ETTER, oppsummering="Vi delte erfaringer.")
    innhold = referatinnhold(levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER))
    assert innhold["oppsummering"] == "Vi delte erfaringer."
    assert {sak["del"] for sak in innhold["saker"]} == {"2", "felles"}
    assert "Siden sist" not in str(innhold)
    assert "Bare vi leser dette" not in str(innhold)


def test_innholdet_lister_deltok_og_fravar_men_ikke_borte(holdt: Verden) -> None:
    referat = skriving.hent_eller_start(holdt.mote, naa=ETTER)
    verdier = {
        holdt.medlem.pk: ("deltok", "fravar"),
        holdt.gruppeansvarlig.pk: ("fravar", "fravar"),
        holdt.arrangor.pk: ("borte", "borte"),
    }
    oppmote = {rad.pk: verdier[rad.person_id] for rad in referat.oppmote.all()}
    skriving.lagre(referat, tekster(referat, oppmote=oppmote), utgave=1, av=holdt.medlem, naa=ETTER)
    innhold = referatinnhold(levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER))
    assert [(p["navn"], p["del"]) for p in innhold["deltok"]] == [("Mari Medlem", "1")]
    assert [(p["navn"], p["del"]) for p in innhold["fravaer"]] == [("Lise Leder", ""), ("Mari Medlem", "2")]
    assert "Arne" not in str(innhold["deltok"] + innhold["fravaer"])


def test_kopi_er_en_mail_per_leder_og_en_per_medlem(holdt: Verden) -> None:
    annen_leder = lag_person("Olga Oversykepleier")
    lag_medlem(holdt.gruppe, "Ella Ekstra", naermeste_leder=annen_leder)
    referat = lag_referat(holdt.mote, naa=ETTER)
    levert = levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER)
    Epost.objects.all().delete()
    levering.send_kopier(levert, av=holdt.koordinator, naa=ETTER)

    kopier = Epost.objects.filter(slag="lederkopi")
    assert {mail.til for mail in kopier} == {holdt.naermeste_leder.epost, annen_leder.epost}
    felles = kopier.get(til=holdt.naermeste_leder.epost)
    assert "Mari Medlem" in felles.tekst
    assert "Arne Arrangør" in felles.tekst
    medlemmer = {m.person.epost for m in holdt.mote.medlemmer()}
    assert {mail.til for mail in Epost.objects.filter(slag="referat")} == medlemmer
    assert [m.person.navn for m in levering.uten_leder(levert)] == ["Lise Leder"]
    with pytest.raises(ValidationError, match="allerede sendt"):
        levering.send_kopier(levert, av=holdt.koordinator, naa=ETTER)


def skriveside(verden: Verden, client: Client, hvem: str = "medlem") -> str:
    client.force_login(getattr(verden, hvem))
    return reverse("referat_skriv", args=(verden.mote.pk,))


def skjemadata(referat: Referat, **felt: object) -> dict[str, object]:
    data: dict[str, object] = {"utgave": referat.utgave, "oppsummering": referat.oppsummering}
    for rad in referat.oppmote.all():
        data |= {f"del1_{rad.pk}": "deltok", f"del2_{rad.pk}": "deltok"}
    return data | felt


def test_den_som_er_i_permisjon_leser_referatet_men_lederen_far_ingen_kopi_for_henne(
    holdt: Verden, client_for: Klient
) -> None:
    """«On leave: no duties, reminders, turns, attendance count or manager's copies; may still read» (L18)."""
    holdt.gruppe.medlemskap.filter(person=holdt.medlem).update(permisjon_fra=date(2026, 12, 1))
    referat = lag_referat(holdt.mote, naa=ETTER)
    levert = levering.lever(referat, av=holdt.gruppeansvarlig, godkjent=True, naa=ETTER)
    levering.send_kopier(levert, av=holdt.koordinator, naa=ETTER)

    kopi = Epost.objects.get(slag="lederkopi")
    assert (kopi.til, "Arne Arrangør" in kopi.tekst, "Mari Medlem" in kopi.tekst) == (
        holdt.naermeste_leder.epost, True, False,
    )  # fmt: skip
    assert client_for(holdt.medlem).get(reverse("referat", args=(holdt.mote.pk,))).status_code == 200


def test_skrivesiden_lagrer_alt_og_viser_det_igjen(etter: Verden, client: Client) -> None:
    sti = skriveside(etter, client)
    client.get(sti)
    referat = Referat.objects.get()
    sak = referat.saker.get(motedel=Motedel.DEL1)
    client.post(sti, skjemadata(referat, oppsummering="Tema A", **{f"sak{sak.pk}": "Sagt i gruppen"}))
    side = client.get(sti).content.decode()
    assert "Tema A" in side
    assert Gruppenotat.objects.get().tekst == "Sagt i gruppen"
    assert set(Oppmote.objects.values_list("del1", flat=True)) == {"deltok"}


def test_skrivesiden_viser_konflikten_med_begges_tekst(etter: Verden, client: Client) -> None:
    sti = skriveside(etter, client)
    client.get(sti)
    data = skjemadata(Referat.objects.get())
    client.post(sti, data | {"oppsummering": "Først lagret"})
    svar = client.post(sti, data | {"oppsummering": "Skrevet samtidig"})
    side = svar.content.decode()
    assert svar.status_code == 409
    assert "mens du skrev" in side
    assert "Først lagret" in side
    assert "Skrevet samtidig" in side
    assert Referat.objects.get().oppsummering == "Først lagret"


def test_referent_som_ikke_er_medlem_far_ikke_se_eller_skrive_del1(etter: Verden, client: Client) -> None:
    etter.mote.referent = etter.kontakt
    etter.mote.save()
    sti = skriveside(etter, client, "kontakt")
    side = client.get(sti).content.decode()
    referat = Referat.objects.get()
    sak = referat.saker.get(motedel=Motedel.DEL1)
    assert "Siden sist" not in side
    client.post(sti, skjemadata(referat, **{f"sak{sak.pk}": "Smugskrevet"}))
    assert not Gruppenotat.objects.exists()


@pytest.mark.parametrize(("hvem", "status"), [("nabo", 404), ("koordinator", 404), ("medlem", 200)])
def test_skrivesiden_er_for_dem_som_skriver(etter: Verden, client: Client, hvem: str, status: int) -> None:
    assert client.get(skriveside(etter, client, hvem)).status_code == status


def test_leder_leser_referatet_med_lenken_i_mailen(etter: Verden, client: Client) -> None:
    referat = lag_referat(etter.mote, naa=ETTER)
    levert = levering.lever(referat, av=etter.gruppeansvarlig, godkjent=True, naa=ETTER)
    levering.send_kopier(levert, av=etter.koordinator, naa=ETTER)
    mail = Epost.objects.get(slag="lederkopi")
    [lenke] = mail.hemmeligheter.values()
    svar = client.get(lenke.partition("//")[2].partition("/")[2].join(["/", ""]))
    side = svar.content.decode()
    assert svar.status_code == 200
    assert "Vi delte erfaringer." in side
    assert "Bare vi leser dette" not in side
