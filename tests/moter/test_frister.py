"""When members are reminded to answer, and who gets the lists (F2)."""

from datetime import UTC, date, datetime
from itertools import takewhile

import pytest
from pytest_django import Settings

from moter.gjesteliste import sett_maks
from moter.models import Mote
from moter.opprydding import avslutt_frister
from nettverk.frister.motor import kjor
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.models import Epost, Frist, Varsel
from nettverk.utboks.levering import lever
from tests.factories import NAA, lag_gjest, lag_innkalling_sendt, lag_mote, lag_svar
from tests.verden import Verden


def kl_atte(dag: int) -> datetime:
    return datetime(2026, 12, dag, 7, 0, tzinfo=UTC)


def roller(verden: Verden) -> set[str]:
    varsler = Varsel.objects.filter(frist__in=verden.mote.frister.filter(slag="pamelding"))
    return set(varsler.values_list("rolle", flat=True))


@pytest.mark.parametrize("sendt", [2, 3])
def test_medlemmer_far_to_dager_i_fred_ogsa_nar_innkallingen_er_sen(verden: Verden, sendt: int) -> None:
    ut = datetime(2026, 12, sendt, 9, 0, tzinfo=UTC)
    lag_innkalling_sendt(verden.mote, naa=ut)
    for har_svart in (verden.arrangor, verden.gruppeansvarlig):
        lag_svar(verden.mote, har_svart, naa=ut)
    for dag in range(sendt, 7):
        kjor(kl_atte(dag))
    assert roller(verden) == {"arrangor", "gruppeansvarlig"}
    kjor(kl_atte(7))  # a Monday
    assert roller(verden) == {"medlem", "arrangor", "gruppeansvarlig"}


def test_listene_gar_selv_om_innkallingen_aldri_ble_sendt(verden: Verden) -> None:
    for dag in (1, 2, 3, 4, 5, 7):
        kjor(kl_atte(dag))
    assert roller(verden) == {"arrangor", "gruppeansvarlig"}
    assert verden.mote.pamelding_frist == date(2026, 12, 3)


def listene(verden: Verden, *, fra: int = 2) -> dict[str, str]:
    """Receiver → text of the mails of the day after the deadline. The sweep runs from day `fra` on."""
    for dag in range(fra, 5):
        kjor(kl_atte(dag))
        lever(kl_atte(dag))
    dagens = Epost.objects.filter(slag="varsel", opprettet=kl_atte(4))
    return {epost.til: epost.vist_tekst for epost in dagens}


SAK = "* Påmeldingsfristen er over: Åsane, torsdag 10. desember"


def avsnitt(tekst: str, sak: str = SAK) -> list[str]:
    """What the mail says of the lists, from the matter's title to the next one or the mail's end."""
    linjer = [linje.strip() for linje in tekst.splitlines() if linje.strip()]
    fra = linjer.index(sak)
    return list(takewhile(lambda linje: not linje.startswith(("* ", "--")), linjer[fra + 1 :]))


def test_listene_sier_hvem_som_kommer_og_hvem_som_ikke_har_svart(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.arrangor, mat="glutenfritt")
    lag_svar(verden.mote, verden.gruppeansvarlig, del1=False, mat="uten nøtter")
    fikk = listene(verden)
    url = f"http://127.0.0.1:8000/moter/{verden.mote.pk}/deltakere/"
    assert avsnitt(fikk[str(verden.arrangor.epost)]) == [
        "Frist torsdag 3. desember.",
        url,
        "2 kommer: 1 i del 1, 2 i del 2",
        "- Arne Arrangør",
        "- Lise Leder, bare del 2",
        "Matbehov",
        "- glutenfritt",
        "- uten nøtter",
    ]
    assert avsnitt(fikk[str(verden.gruppeansvarlig.epost)]) == [
        "Frist torsdag 3. desember.",
        url,
        "Har ikke svart",
        "- Mari Medlem",
    ]


def test_listen_teller_gjestene_som_kommer(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.arrangor, del2=False)
    lag_gjest(verden.mote, mat="vegetar")
    lag_gjest(verden.mote, "uten@helse.example", navn="Uno Uten", lunsj=False)
    sett_maks(verden.mote, 2, naa=NAA)
    lag_gjest(verden.mote, "venter@helse.example", navn="Vera Venter", mat="uten nøtter")
    assert avsnitt(listene(verden)[str(verden.arrangor.epost)])[2:] == [
        "3 kommer: 1 i del 1, 2 i del 2",
        "- Arne Arrangør, bare del 1",
        "Gjester på del 2",
        "- Gro Gjest",
        "- Uno Uten",
        "Lunsj",
        "- 2 til lunsj",
        "Matbehov",
        "- vegetar",
    ]


def test_listene_gar_ogsa_nar_alle_har_svart(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    for person in (verden.arrangor, verden.gruppeansvarlig, verden.medlem):
        lag_svar(verden.mote, person, del1=False, del2=False)
    assert Frist.objects.om(verden.mote).get(slag="pamelding").gjort == NAA
    fikk = listene(verden)
    assert avsnitt(fikk[str(verden.arrangor.epost)])[-1] == "0 kommer: 0 i del 1, 0 i del 2"
    assert avsnitt(fikk[str(verden.gruppeansvarlig.epost)])[-1] == "- Alle har svart."
    assert Frist.objects.om(verden.mote).get(slag="pamelding").neste_varsel is None


def test_den_som_bade_arrangerer_og_leder_far_begge_listene_i_en_linje(verden: Verden) -> None:
    verden.mote.arrangor = verden.gruppeansvarlig
    verden.mote.save()
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)
    fikk = listene(verden)
    assert avsnitt(fikk[str(verden.gruppeansvarlig.epost)])[2:] == [
        "1 kommer: 1 i del 1, 1 i del 2",
        "- Mari Medlem",
        "Har ikke svart",
        "- Arne Arrangør",
        "- Lise Leder",
    ]
    frist = Frist.objects.om(verden.mote).get(slag="pamelding")
    assert [varsel.rolle for varsel in frist.varsler.filter(trinn=1)] == ["arrangor"]


def test_den_som_selv_ikke_har_svart_far_listen_i_samme_linje_nar_begge_deler_er_forsinket(
    verden: Verden,
) -> None:
    lag_innkalling_sendt(verden.mote)
    fikk = listene(verden, fra=4)[str(verden.arrangor.epost)]
    assert avsnitt(fikk, "* Påmelding til nettverksmøtet: Åsane, torsdag 10. desember")[2:] == [
        "0 kommer: 0 i del 1, 0 i del 2"
    ]
    assert SAK not in fikk
    kjor(kl_atte(7))
    frist = Frist.objects.om(verden.mote).get(slag="pamelding")
    assert frist.varsler.filter(mottaker=verden.arrangor.epost).count() == 1


def test_matbehov_blir_ikke_liggende_i_e_posten_og_gar_ikke_til_en_delt_postkasse(
    verden: Verden, settings: Settings
) -> None:
    settings.INNEBYGD = False
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem, mat="glutenfritt")
    fikk = listene(verden)[str(verden.arrangor.epost)]
    assert avsnitt(fikk)[-2:] == ["Matbehov", "- [slettet da den ble sendt]"]
    assert "glutenfritt" not in str(list(Epost.objects.values("emne", "tekst", "html", "hemmeligheter")))


def test_gjestenes_navn_blir_ikke_liggende_i_e_posten(verden: Verden, settings: Settings) -> None:
    settings.INNEBYGD = False
    lag_innkalling_sendt(verden.mote)
    lag_gjest(verden.mote)
    fikk = listene(verden)[str(verden.arrangor.epost)]
    assert "- [slettet da den ble sendt]" in avsnitt(fikk)
    til_arrangoren = Epost.objects.filter(til=verden.arrangor.epost)
    assert "Gro Gjest" not in str(list(til_arrangoren.values("emne", "tekst", "html", "hemmeligheter")))


def test_delt_postkasse_far_vite_at_noen_har_matbehov_ikke_hva(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem, mat="glutenfritt")
    verden.arrangor.epost, verden.arrangor.delt_epost = None, "avdeling@helse.example"
    verden.arrangor.save()
    fikk = listene(verden)["avdeling@helse.example"]
    assert avsnitt(fikk)[-1] == "- 1 har matbehov. Se listen i portalen."


def test_ingen_lister_etter_at_motet_har_begynt(verden: Verden) -> None:
    verden.mote.pamelding_frist = verden.mote.dag
    verden.mote.save()
    oppdater_frister(verden.mote, verden.nettverk, naa=NAA)
    for dag in range(1, 15):
        avslutt_frister(kl_atte(dag))
        kjor(kl_atte(dag))
    assert roller(verden) == set()


def test_ingen_minnes_om_et_mote_som_har_begynt_selv_om_ingen_har_ryddet(verden: Verden) -> None:
    """The sweep that ends deadlines may be late; the steps know the meeting themselves."""
    lag_mote(verden.gruppe, date(2026, 12, 2), arrangor=verden.arrangor, naa=kl_atte(1))
    for dag in range(1, 15):
        kjor(kl_atte(dag))
    for varsel in Varsel.objects.exclude(frist__slag__in=("referat", "neste_aar")):
        mote = varsel.frist.gjelder
        assert isinstance(mote, Mote)
        assert varsel.opprettet < mote.start
