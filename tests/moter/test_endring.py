"""Planning, moving and cancelling (L17)."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.endring import avlys, flytt, noter_programkontakt
from moter.models import Mote, Pamelding
from moter.tasks import avslutt_pameldinger_ved
from nettverk.models import Epost, Frist
from tests.factories import NAA, lag_innkalling_sendt, lag_svar, lokal
from tests.verden import Verden


def frister(mote: Mote) -> dict[str, date]:
    return dict(Frist.objects.om(mote).values_list("slag", "forfall"))


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


def test_programkontakt_fullforer_fristen(verden: Verden) -> None:
    noter_programkontakt(verden.mote, dag=date(2026, 10, 1), av=verden.arrangor, naa=NAA)
    assert Frist.objects.om(verden.mote).get(slag="programkontakt").gjort == NAA


def test_pameldingen_avsluttes_nar_motet_begynner(verden: Verden) -> None:
    assert avslutt_pameldinger_ved(verden.mote.start - timedelta(minutes=1)) == 0
    assert avslutt_pameldinger_ved(verden.mote.start) == 3
    assert Frist.objects.om(verden.mote).get(slag="pamelding").gjort == verden.mote.start
