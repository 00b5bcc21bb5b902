"""Planning, moving and cancelling (L17)."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.endring import avlys, flytt, lagre_detaljer, noter_programkontakt
from moter.models import Mote, Pamelding
from moter.opprydding import avslutt_frister
from moter.roller import mottakere
from nettverk.innsyn import Innsyn
from nettverk.models import Epost, Frist
from tests.factories import NAA, lag_innkalling_sendt, lag_medlem, lag_mote, lag_person, lag_svar, lokal
from tests.verden import Verden


def frister(mote: Mote) -> dict[str, date]:
    return dict(Frist.objects.om(mote).apne().values_list("slag", "forfall"))


def test_planlagt_mote_far_alle_frister_etter_rutinen(verden: Verden) -> None:
    assert frister(verden.mote) == {
        "programkontakt": date(2026, 10, 10),
        "innkalling": date(2026, 11, 26),
        "pamelding": date(2026, 12, 3),
        "referat": date(2026, 12, 24),
    }


def flytt_en_uke(verden: Verden, **felt: object) -> int:
    standard = {
        "start": lokal(date(2026, 12, 17), time(10)),
        "slutt": lokal(date(2026, 12, 17), time(16)),
        "sted": verden.mote.sted,
        "adresse": verden.mote.adresse,
        "av": verden.arrangor,
        "naa": NAA,
    }
    return flytt(verden.mote, **standard | felt)  # type: ignore[arg-type]


def test_flytting_tar_med_frister_program_paameldinger_og_lenker(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)
    flytt_en_uke(verden)

    mote = Mote.objects.get(pk=verden.mote.pk)
    assert (mote.dag, mote.pamelding_frist, mote.sekvens) == (date(2026, 12, 17), date(2026, 12, 10), 1)
    assert mote.programposter.first().start == time(10)  # type: ignore[union-attr]
    assert frister(mote)["referat"] == date(2026, 12, 31)
    assert Pamelding.objects.get().deler == (True, True)
    assert set(mote.lenker.values_list("utloper", flat=True)) == {mote.slutt}


def test_flytting_gir_en_mail_per_adresse_med_ny_kalenderfil(verden: Verden) -> None:
    antall = flytt_en_uke(verden)
    mail = Epost.objects.filter(slag="flyttet")
    medlemmer = {m.person.epost for m in verden.mote.medlemmer()}
    assert set(mail.values_list("til", flat=True)) == medlemmer | {verden.nettverk.epost}
    assert antall == mail.count()
    assert all(en.emne.startswith("FLYTTET: ") for en in mail)
    fil = bytes(mail[0].vedlegg.get().innhold or b"").decode()
    assert "SEQUENCE:1" in fil
    assert "DTSTART;TZID=Europe/Oslo:20261217T100000" in fil


def test_flytting_narmere_setter_ingen_frist_i_fortiden(verden: Verden) -> None:
    dag = date(2026, 11, 26)
    flytt_en_uke(verden, start=lokal(dag, time(9)), slutt=lokal(dag, time(15)))
    assert Mote.objects.get(pk=verden.mote.pk).pamelding_frist == date(2026, 11, 23)


def test_flytting_til_timer_programmet_ikke_far_plass_i_nektes(verden: Verden) -> None:
    dag = date(2026, 12, 17)
    with pytest.raises(ValidationError, match="får ikke plass"):
        flytt_en_uke(verden, start=lokal(dag, time(9)), slutt=lokal(dag, time(10)))
    assert Mote.objects.get(pk=verden.mote.pk).dag == date(2026, 12, 10)


def test_flytting_uten_endring_nektes(verden: Verden) -> None:
    with pytest.raises(ValidationError, match="Ingenting er endret"):
        flytt_en_uke(verden, start=verden.mote.start, slutt=verden.mote.slutt)


def test_avlysning_ender_frister_og_forteller_alle_en_gang(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    Epost.objects.all().delete()
    avlys(verden.mote, av=verden.koordinator, naa=NAA)

    assert not Frist.objects.om(verden.mote).apne().exists()
    mail = Epost.objects.all()
    assert {en.slag for en in mail} == {"avlyst"}
    assert len({en.til for en in mail}) == len(mail) == verden.mote.medlemmer().count() + 1
    fil = bytes(mail[0].vedlegg.get().innhold or b"").decode()
    assert "METHOD:CANCEL" in fil
    assert "STATUS:CANCELLED" in fil
    with pytest.raises(ValidationError, match="allerede avlyst"):
        avlys(verden.mote, av=verden.koordinator, naa=NAA)


def test_mote_som_er_over_kan_ikke_avlyses(verden: Verden) -> None:
    with pytest.raises(ValidationError, match="over"):
        avlys(verden.mote, av=verden.arrangor, naa=verden.mote.slutt)


def test_pameldingen_avsluttes_nar_motet_begynner(verden: Verden) -> None:
    for medlemskap in verden.mote.medlemmer():
        Pamelding.objects.create(
            mote=verden.mote, person=medlemskap.person, del1=True, del2=True, svart=NAA,
            svart_av=medlemskap.person,
        )  # fmt: skip
    assert avslutt_frister(verden.mote.start - timedelta(minutes=1)) == 0
    avslutt_frister(verden.mote.start)
    assert Frist.objects.om(verden.mote).get(slag="pamelding").gjort == verden.mote.start


def test_det_som_aldri_ble_gjort_faller_bort_nar_motet_begynner(verden: Verden) -> None:
    avslutt_frister(verden.mote.start)
    frister_na = Frist.objects.om(verden.mote)
    assert set(frister_na.apne().values_list("slag", flat=True)) == {"referat"}
    assert not frister_na.filter(gjort__isnull=False).exists()


def test_programkontakt_teller_fra_dagen_den_skjedde_og_kan_rettes(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2027, 1, 22), arrangor=verden.arrangor)
    frist = Frist.objects.om(mote).filter(slag="programkontakt")
    noter_programkontakt(mote, dag=date(2026, 11, 20), av=verden.arrangor, naa=NAA)
    assert not frist.get().gjort_sent
    noter_programkontakt(mote, dag=date(2026, 11, 23), av=verden.arrangor, naa=NAA)
    assert frist.get().gjort_sent


def test_detaljer_lest_for_avlysningen_vekker_ikke_motet(verden: Verden) -> None:
    lest_for = Mote.objects.get(pk=verden.mote.pk)
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    lest_for.sted = "Et annet sted"
    with pytest.raises(ValidationError, match="avlyst"):
        lagre_detaljer(lest_for, ["sted"], naa=NAA)
    assert Mote.objects.get(pk=verden.mote.pk).er_avlyst


def test_detaljer_etter_motet_vekker_ingen_frister(verden: Verden) -> None:
    avslutt_frister(verden.mote.slutt)
    verden.mote.praktisk = "Takk for sist"
    lagre_detaljer(verden.mote, ["praktisk"], naa=verden.mote.slutt)
    apne = Frist.objects.om(verden.mote).apne()
    assert set(apne.values_list("slag", flat=True)) == {"referat"}


def test_arrangor_som_har_forlatt_gruppen_mister_oppdraget_og_posten(verden: Verden) -> None:
    Mote.objects.filter(pk=verden.mote.pk).update(opprettet=NAA - timedelta(days=60))
    verden.gruppe.medlemskap.filter(person=verden.arrangor).update(til=date(2026, 11, 1))
    mote, dag = Mote.objects.get(pk=verden.mote.pk), date(2026, 11, 23)
    assert not Mote.objects.synlig_for(Innsyn(dag=dag, person=verden.arrangor)).exists()
    assert [m.person for m in mottakere(mote, "arrangor", dag)] == [verden.gruppeansvarlig]
    avlys(mote, av=verden.koordinator, naa=NAA)
    assert not Epost.objects.filter(til=verden.arrangor.epost).exists()


def test_kontakt_som_en_gang_var_medlem_beholder_oppdraget(verden: Verden) -> None:
    lag_medlem(verden.gruppe, verden.kontakt, fra=date(2020, 1, 1), til=date(2022, 1, 1))
    innsyn = Innsyn(dag=date(2026, 11, 23), person=verden.kontakt)
    assert list(Mote.objects.styrt_av(innsyn)) == [verden.vertsmote]


def test_nytt_sted_gir_ny_sekvens_i_kalenderen(verden: Verden) -> None:
    verden.mote.sted = "Et annet sted"
    lagre_detaljer(verden.mote, ["sted", "praktisk"], naa=NAA)
    assert Mote.objects.get(pk=verden.mote.pk).sekvens == 1


def test_flytting_forteller_ogsa_den_som_slutter_for_den_nye_dagen(verden: Verden) -> None:
    slutter = lag_medlem(verden.gruppe, "Siri Slutter", til=date(2026, 12, 12))
    flytt_en_uke(verden)
    assert Epost.objects.filter(slag="flyttet", til=slutter.epost).count() == 1


def test_flytting_forteller_hver_i_delt_postkasse_med_navn(verden: Verden) -> None:
    for navn in ("Turid Turnus", "Vilde Vakt"):
        lag_medlem(verden.gruppe, lag_person(navn, epost=None, delt_epost="avdeling@helse.example"))
    flytt_en_uke(verden)
    emner = Epost.objects.filter(til="avdeling@helse.example").values_list("emne", flat=True)
    assert sorted(emner) == [
        "FLYTTET: Åsane, torsdag 17. desember (til Turid Turnus)",
        "FLYTTET: Åsane, torsdag 17. desember (til Vilde Vakt)",
    ]


def test_flytting_for_innkallingen_ber_ingen_om_svar(verden: Verden) -> None:
    flytt_en_uke(verden)
    assert not any(mail.hemmeligheter for mail in Epost.objects.all())


def test_flytting_gir_medlemmer_en_lenke_til_svaret(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    Epost.objects.all().delete()
    flytt_en_uke(verden)
    med_lenke = {mail.til for mail in Epost.objects.all() if mail.hemmeligheter}
    assert med_lenke == {m.person.epost for m in verden.mote.medlemmer()}
