"""The four kinds of deadline on the engine (part F)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dybdemoter.deltakere import Deltakerdata, sett_faste
from dybdemoter.endring import avlys_serie
from dybdemoter.models import Serie
from dybdemoter.plasser import trekk
from dybdemoter.problemstillinger import foresla, stem
from nettverk.frister.melding import sett_sammen
from nettverk.frister.motor import kjor
from nettverk.models import Epost, Frist, Varsel
from tests.dybdemoter.fabrikk import SVARES, lag_fordelt, lag_serie, lag_soknad
from tests.factories import NAA, lokal

pytestmark = pytest.mark.django_db


def fortalt(slag: str) -> list[tuple[date, str, str]]:
    """What has been told of a kind: day, role, receiver."""
    rader = Varsel.objects.filter(frist__slag=slag).order_by("opprettet", "pk")
    return [(rad.opprettet.date(), rad.rolle, rad.mottaker) for rad in rader]


def kjor_til(siste: date) -> None:
    """The daily run, every time there is something to tell, until the end of a day."""
    while True:
        neste = Frist.objects.filter(neste_varsel__lt=lokal(siste).replace(hour=23)).order_by("neste_varsel")
        forste = neste.first()
        if forste is None:
            return
        assert isinstance(forste.neste_varsel, datetime)
        kjor(forste.neste_varsel)


def adresser(serie: Serie, *numre: int) -> list[str]:
    soknader = serie.soknader.filter(nummer__in=numre).order_by("nummer")
    return [kontakt.epost for soknad in soknader for kontakt in soknad.kontakter.all()]


def test_svarfristen_minner_radgiverne_etter_at_fristen_er_ute_og_sa_koordinatoren() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    kjor_til(date(2026, 12, 31))
    radgivere = [en.epost for en in serie.radgivere.all()]

    assert [(dag, rolle) for dag, rolle, _til in fortalt("svar")] == [
        (date(2026, 12, 17), "radgiver"),
        (date(2026, 12, 17), "radgiver"),
        (date(2026, 12, 18), "radgiver"),
        (date(2026, 12, 18), "radgiver"),
        (date(2026, 12, 21), "koordinator"),
    ]
    assert {til for _dag, _rolle, til in fortalt("svar")} == {*radgivere, serie.nettverk.epost}


def test_svarfristen_minner_ingen_for_fristen_er_ute() -> None:
    """Friday's deadline is answered by Sunday; both reminders would else go on the Friday.

    They become one on the Monday, when it is late and the secretariat is told too.
    """
    serie = lag_serie(pamelding_frist=date(2026, 12, 11))
    lag_soknad(serie)
    kjor_til(date(2026, 12, 14))

    assert {(dag, rolle) for dag, rolle, _til in fortalt("svar")} == {
        (date(2026, 12, 14), "radgiver"),
        (date(2026, 12, 14), "koordinator"),
    }


def test_motefristene_settes_nar_svarene_er_sendt() -> None:
    serie = lag_serie()
    mote = serie.moter.get(nummer=2)
    assert not Frist.objects.om(mote).exists()
    lag_fordelt(serie)

    assert {frist.slag: frist.forfall for frist in Frist.objects.om(mote)} == {
        "stemme": date(2027, 1, 30),
        "problemstilling": date(2027, 2, 2),
        "deltakere": date(2027, 2, 7),
    }


def test_bare_de_som_ikke_har_stemt_minnes() -> None:
    serie = lag_fordelt(lag_serie(plasser=3), antall=4)
    mote = serie.moter.get(nummer=2)
    forste = serie.soknader.get(nummer=1)
    stem(forste, foresla(forste, "Tema", naa=SVARES), mote, naa=SVARES)
    kjor_til(date(2027, 2, 1))

    andre_motes = [til for dag, _rolle, til in fortalt("stemme") if dag > date(2027, 1, 20)]
    assert andre_motes == adresser(serie, 2, 3)


def test_bare_den_som_ingen_har_meldt_minnes_og_sa_radgiverne() -> None:
    serie = lag_fordelt(lag_serie(plasser=2), antall=2)
    sett_faste(serie.soknader.get(nummer=1), [Deltakerdata("Per")], naa=SVARES)
    kjor_til(date(2027, 1, 12))
    radgivere = [en.epost for en in serie.radgivere.all()]

    assert [(rolle, til) for _dag, rolle, til in fortalt("deltakere")] == [
        ("kontaktperson", adresser(serie, 2)[0]),
        *(("radgiver", til) for til in radgivere),
    ]


def test_deltakerfristen_er_borte_nar_alle_har_meldt_noen_og_kommer_igjen() -> None:
    serie = lag_fordelt(lag_serie(plasser=1), antall=1)
    soknad = serie.soknader.get()
    sett_faste(soknad, [Deltakerdata("Per")], naa=SVARES)
    assert not Frist.objects.apne().filter(slag="deltakere").exists()
    sett_faste(soknad, [], naa=SVARES)
    assert Frist.objects.apne().filter(slag="deltakere").count() == 6


def test_den_som_har_trukket_seg_minnes_ikke() -> None:
    serie = lag_fordelt(lag_serie(plasser=2), antall=2)
    trekk(serie.soknader.get(nummer=2), grunn="x", av=None, naa=SVARES)
    kjor_til(date(2027, 1, 8))

    assert {til for _dag, rolle, til in fortalt("stemme") if rolle == "kontaktperson"} == set(
        adresser(serie, 1)
    )


def test_paminnelsen_har_kontaktens_egen_lenke() -> None:
    serie = lag_fordelt(lag_serie(plasser=1), antall=1)
    kjor_til(date(2026, 12, 30))
    epost = Epost.objects.get(slag="varsel", til=adresser(serie, 1)[0])
    assert sett_sammen(epost, lokal(date(2026, 12, 30)))

    assert (
        epost.emne
        == "Innen 2. januar: stem over hva dybdemøtet skal handle om: Region Vest, tirsdag 12. januar"
    )
    assert [nokkel.rpartition("/dybdemoter/min/")[0] != "" for nokkel in epost.hemmeligheter.values()] == [
        True
    ]


def test_en_avlyst_rekke_minner_ingen() -> None:

    serie = lag_serie()
    lag_soknad(serie)
    avlys_serie(serie, melding="For få", naa=NAA)
    kjor_til(date(2026, 12, 31))

    assert fortalt("svar") == []
