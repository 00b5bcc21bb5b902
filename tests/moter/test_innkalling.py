"""The innkalling's way from the organiser by KLB to the group (L12)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from moter import frister, innkallinger
from moter.endring import avlys, lagre_detaljer
from moter.models import Innkalling, Mote, Motedel
from nettverk.models import Dokument, Epost, Frist
from tests.factories import (
    NAA,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_kompetansepunkt,
    lag_medlem,
    lag_mote,
    lag_person,
    lokal,
)
from tests.verden import Verden


def frist(mote: Mote, slag: str) -> Frist:
    return Frist.objects.om(mote).get(slag=slag)


def test_levering_fryser_begge_dokumenter_og_skriver_til_nettverkets_adresse(verden: Verden) -> None:
    innkalling = lag_innkalling_levert(verden.mote)

    assert set(innkalling.dokumenter.values_list("malgruppe", "malform")) == {
        ("gruppe", "nb"),
        ("apen", "nb"),
    }
    mail = Epost.objects.get()
    assert (mail.til, mail.slag) == (verden.nettverk.epost, "innkalling_klb")
    vedlegg = mail.vedlegg.get()
    assert vedlegg.dokument is not None
    assert vedlegg.dokument.malgruppe == "gruppe"
    assert frist(verden.mote, "innkalling").gjort == NAA
    assert frist(verden.mote, "utsending").forfall == date(2026, 11, 25)


def test_levering_to_ganger_nektes_og_skriver_ikke_mer(verden: Verden) -> None:
    lag_innkalling_levert(verden.mote)
    with pytest.raises(ValidationError, match="allerede sendt"):
        lag_innkalling_levert(verden.mote)
    assert (Innkalling.objects.count(), Epost.objects.count()) == (1, 1)


def _uten_del1(mote: Mote) -> None:
    mote.programposter.filter(motedel=Motedel.DEL1).delete()


def _uten_del2(mote: Mote) -> None:
    mote.programposter.filter(motedel=Motedel.DEL2).delete()


def _sett(**felt: object) -> object:
    return lambda mote: Mote.objects.filter(pk=mote.pk).update(**felt)


@pytest.mark.parametrize(
    ("fjern", "melding"),
    [
        (_uten_del1, "Legg inn minst ett punkt i del 1"),
        (_uten_del2, "Legg inn minst ett punkt i del 2"),
        (_sett(sted=""), "Skriv hvor møtet er"),
        (_sett(pamelding_frist=None), "Sett påmeldingsfrist"),
        (_sett(form="digital"), "Legg inn lenke til det digitale møtet"),
    ],
)
def test_levering_uten_noe_som_ma_vaere_der_nektes_med_hva(verden: Verden, fjern, melding: str) -> None:  # type: ignore[no-untyped-def]
    fjern(verden.mote)
    with pytest.raises(ValidationError) as feil:
        lag_innkalling_levert(verden.mote)
    assert feil.value.messages == [melding]
    assert not Innkalling.objects.exists()


def test_levering_med_passert_pameldingsfrist_nektes(verden: Verden) -> None:
    Mote.objects.filter(pk=verden.mote.pk).update(pamelding_frist=date(2026, 11, 22))
    with pytest.raises(ValidationError, match="som ikke er passert"):
        lag_innkalling_levert(verden.mote)


def test_digitalt_mote_kalles_inn_uten_gateadresse(verden: Verden) -> None:
    Mote.objects.filter(pk=verden.mote.pk).update(form="digital", digital_lenke="https://video.example/m")
    lag_innkalling_sendt(Mote.objects.get(pk=verden.mote.pk))
    assert "Ågotnes" not in str(list(Dokument.objects.values_list("innhold", flat=True)))
    assert not Epost.objects.filter(tekst__contains="Ågotnes").exists()


def test_levering_av_avlyst_mote_nektes(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        lag_innkalling_levert(verden.mote)


def test_levering_etter_fristen_merkes_og_stoppes_ikke(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 2), arrangor=verden.arrangor)
    innkalling = innkallinger.lever(mote, av=verden.arrangor, naa=NAA, arsak="Ferie")
    assert (innkalling.etter_fristen, innkalling.arsak) == (True, "Ferie")


def test_retur_gir_to_virkedager_og_samme_dom_over_forste_levering(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 7), arrangor=verden.arrangor)
    forste = lag_innkalling_levert(mote)
    innkallinger.returner(forste, av=verden.koordinator, kommentar="Skriv hvem som innleder", naa=NAA)

    innkalling = frist(mote, "innkalling")
    assert (innkalling.gjort, innkalling.forfall) == (None, date(2026, 11, 25))
    assert not frist(mote, "utsending").apen
    assert Epost.objects.get(slag="innkalling_retur").til == verden.arrangor.epost

    senere = NAA + timedelta(days=3)
    andre = innkallinger.lever(mote, av=verden.arrangor, naa=senere)
    assert (andre.versjon, andre.etter_fristen) == (2, False)
    assert frist(mote, "utsending").apen


def test_utsending_gir_en_mail_per_medlem_med_lenke_og_kalenderfil(verden: Verden) -> None:
    innkalling = lag_innkalling_sendt(verden.mote)

    mail = Epost.objects.filter(slag="innkalling")
    medlemmer = {m.person.epost for m in verden.mote.medlemmer()}
    assert set(mail.values_list("til", flat=True)) == medlemmer
    for en in mail:
        assert [v.mime for v in en.vedlegg.all()] == ["text/calendar", "application/pdf"]
        assert len(en.hemmeligheter) == 1
        [lenken] = en.hemmeligheter.values()
        assert lenken not in en.tekst + en.html
    assert (innkalling.status, frist(verden.mote, "utsending").gjort) == ("sendt", NAA)


def test_utsending_sier_hvordan_og_til_hvem_man_svarer(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    linjer = Epost.objects.get(slag="innkalling", person=verden.medlem).tekst.splitlines()
    assert "Svar senest: torsdag 3. desember" in linjer
    assert f"Arrangør: Arne Arrangør, {verden.arrangor.epost}" in linjer
    assert [linje[:24] for linje in linjer if "obligatorisk" in linje] == ["Møtet er obligatorisk. K"]


def test_utsending_to_ganger_nektes_og_sender_ikke_mer(verden: Verden) -> None:
    innkalling = lag_innkalling_sendt(verden.mote)
    antall = Epost.objects.count()
    with pytest.raises(ValidationError, match="ikke lenger hos KLB"):
        innkallinger.send_ut(innkalling, av=verden.koordinator, naa=NAA)
    assert Epost.objects.count() == antall


def test_utsending_til_delt_postkasse_navngir_personen_og_utelater_del1(verden: Verden) -> None:
    delt = lag_person("Turid Turnus", epost=None, delt_epost="avdeling@helse.example")
    lag_medlem(verden.gruppe, delt)
    lag_innkalling_sendt(verden.mote)
    mail = Epost.objects.get(person=delt)
    assert (mail.til, mail.emne[-18:]) == ("avdeling@helse.example", " (til Turid Turnus)"[-18:])
    dokument = mail.vedlegg.get(mime="application/pdf").dokument
    assert dokument is not None
    assert {bolk["del"] for bolk in dokument.innhold["bolker"]} == {"felles", "2"}


def test_utsending_pa_nynorsk_ordlegger_samme_innhold(verden: Verden) -> None:
    verden.medlem.malform = "nn"
    verden.medlem.save()
    lag_innkalling_sendt(verden.mote)
    dokument = Epost.objects.get(person=verden.medlem).vedlegg.get(mime="application/pdf").dokument
    assert dokument is not None
    bokmal = Dokument.objects.get(malgruppe="gruppe", malform="nb")
    assert (dokument.malform, dokument.innhold) == ("nn", bokmal.innhold)


def test_utsending_av_et_mote_som_er_endret_siden_nektes(verden: Verden) -> None:
    innkalling = lag_innkalling_levert(verden.mote)
    verden.mote.sted = "Et annet sted"
    lagre_detaljer(verden.mote, ["sted"], naa=NAA)
    with pytest.raises(ValidationError, match="endret etter at innkallingen ble levert"):
        innkallinger.send_ut(innkalling, av=verden.koordinator, naa=NAA)
    assert not Epost.objects.filter(slag="innkalling").exists()


@pytest.mark.parametrize("felt", ["arrangor", "kompetansepunkt"])
def test_utsending_med_annen_arrangor_eller_tema_nektes(verden: Verden, felt: str) -> None:
    innkalling = lag_innkalling_levert(verden.mote)
    nytt = verden.kontakt if felt == "arrangor" else lag_kompetansepunkt(verden.nettverk)
    Mote.objects.filter(pk=verden.mote.pk).update(**{felt: nytt})
    with pytest.raises(ValidationError, match="endret etter"):
        innkallinger.send_ut(innkalling, av=verden.koordinator, naa=NAA)


def test_retur_etter_avlysning_nektes(verden: Verden) -> None:
    innkalling = lag_innkalling_levert(verden.mote)
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        innkallinger.returner(innkalling, av=verden.koordinator, kommentar="Rett", naa=NAA)


def test_levering_etter_at_gruppen_har_fatt_den_nektes(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    with pytest.raises(ValidationError, match="allerede sendt til gruppen"):
        lag_innkalling_levert(verden.mote)


def test_returfristen_star_nar_arrangoren_retter_detaljene(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 7), arrangor=verden.arrangor)
    innkallinger.returner(lag_innkalling_levert(mote), av=verden.koordinator, kommentar="Rett", naa=NAA)
    mote.sted = "Et annet sted"
    lagre_detaljer(mote, ["sted"], naa=NAA)
    assert frist(mote, "innkalling").forfall == date(2026, 11, 25)


def test_den_digitale_lenken_er_for_medlemmer_med_egen_postkasse(verden: Verden) -> None:
    delt = lag_person("Turid Turnus", epost=None, delt_epost="avdeling@helse.example")
    lag_medlem(verden.gruppe, delt)
    lenke = "https://video.example/mote"
    Mote.objects.filter(pk=verden.mote.pk).update(form="begge", digital_lenke=lenke)
    lag_innkalling_sendt(Mote.objects.get(pk=verden.mote.pk))
    har_lenken = {
        mail.til for mail in Epost.objects.all()
        if lenke in mail.tekst or any(lenke.encode() in bytes(v.innhold or b"") for v in mail.vedlegg.all())
    }  # fmt: skip
    assert har_lenken == {m.person.epost for m in verden.mote.medlemmer() if m.person.epost}


def test_to_koordinatorer_sender_bare_den_versjonen_de_har_sett(verden: Verden, client: Client) -> None:
    innkallinger.returner(
        lag_innkalling_levert(verden.mote), av=verden.koordinator, kommentar="Rett", naa=NAA
    )
    lag_innkalling_levert(verden.mote)
    client.force_login(verden.koordinator)
    client.post(f"/moter/{verden.mote.pk}/innkalling/send/", {"versjon": "1"})
    assert not Innkalling.objects.filter(status="sendt").exists()
    client.post(f"/moter/{verden.mote.pk}/innkalling/send/", {"versjon": "2"})
    assert Innkalling.objects.get(status="sendt").versjon == 2


def test_utsendingsfrist_er_to_virkedager_men_senest_ti_dager_for_motet(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 4), arrangor=verden.arrangor)
    innkalling = lag_innkalling_levert(mote)
    assert frister.forfall_utsending(mote) == date(2026, 11, 24)
    innkalling.levert = lokal(date(2026, 11, 30))
    innkalling.save()
    assert frister.forfall_utsending(mote) == date(2026, 11, 30)
    innkallinger.returner(innkalling, av=verden.koordinator, kommentar="Rett tiden", naa=NAA)
    assert frister.forfall_utsending(mote) is None


@pytest.mark.parametrize(
    ("dag", "foreslatt"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), date(2026, 12, 4)),
        (date(2026, 12, 4), date(2026, 12, 9)),
        (date(2026, 12, 8), date(2026, 12, 9)),
    ],
)
def test_sen_innkalling_gir_forslag_om_senere_pameldingsfrist(
    verden: Verden, dag: date, foreslatt: date | None
) -> None:
    assert verden.mote.pamelding_frist == date(2026, 12, 3)
    assert innkallinger.foreslatt_pameldingsfrist(verden.mote, dag) == foreslatt


def test_ny_pameldingsfrist_star_i_innkallingen_som_sendes_ikke_i_den_klb_fikk(verden: Verden) -> None:
    innkalling = lag_innkalling_levert(verden.mote)
    til_klb = Epost.objects.get().vedlegg.get().dokument
    innkallinger.send_ut(innkalling, av=verden.koordinator, naa=NAA, pamelding_frist=date(2026, 12, 7))
    sendt = Epost.objects.filter(slag="innkalling").first()
    assert sendt is not None
    dokument = sendt.vedlegg.get(mime="application/pdf").dokument
    assert til_klb is not None and dokument is not None
    assert til_klb.innhold["pamelding_frist"] == "2026-12-03"
    assert dokument.innhold["pamelding_frist"] == "2026-12-07"
    assert "Svar senest: mandag 7. desember" in sendt.tekst
    assert frist(verden.mote, "pamelding").forfall == date(2026, 12, 7)
    assert innkallinger.er_endret_siden(Innkalling.objects.get()) is False


@pytest.mark.parametrize(
    ("valg", "ventet"),
    [("ny", date(2026, 12, 9)), ("som_for", date(2026, 12, 3)), ("", date(2026, 12, 3))],
)
def test_koordinatoren_velger_om_fristen_utsettes(
    verden: Verden, client: Client, valg: str, ventet: date
) -> None:
    lag_innkalling_levert(verden.mote)
    client.force_login(verden.koordinator)
    sti = f"/moter/{verden.mote.pk}/innkalling/"
    assert "Utsett til" not in client.get(sti).content.decode()
    with time_machine.travel(lokal(date(2026, 12, 4)), tick=False):
        assert "Utsett til onsdag 9. desember" in client.get(sti).content.decode()
        client.post(f"{sti}send/", {"versjon": "1", "frist": valg})
    verden.mote.refresh_from_db()
    assert verden.mote.pamelding_frist == ventet
    assert Innkalling.objects.get().status == "sendt"
