"""The innkalling's way from the organiser by KLB to the group (L12)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter import frister, innkallinger
from moter.endring import avlys
from moter.models import Innkalling, Mote, Motedel
from nettverk.klokke import dag
from nettverk.models import Dokument, Epost, Frist
from tests.factories import (
    NAA,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
    lag_person,
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
        assert [v.mime for v in en.vedlegg.all()] == ["text/calendar; method=PUBLISH", "application/pdf"]
        assert len(en.hemmeligheter) == 1
        [lenken] = en.hemmeligheter.values()
        assert lenken not in en.tekst + en.html
    assert (innkalling.status, frist(verden.mote, "utsending").gjort) == ("sendt", NAA)


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
    assert (mail.til, mail.emne[:18]) == ("avdeling@helse.example", "Til Turid Turnus. ")
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


def test_utsendingsfrist_er_to_virkedager_men_senest_ti_dager_for_motet(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 4), arrangor=verden.arrangor)
    assert frister.forfall_utsending(mote, dag(NAA)) == date(2026, 11, 24)
    assert frister.forfall_utsending(mote, date(2026, 11, 30)) == date(2026, 11, 30)
