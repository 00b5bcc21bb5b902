"""The diligent of a rehearsal act by the portal's own verbs, and mend what stands in their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from moter.innkallinger import mangler
from moter.models import Innkalling, Mote, Pamelding
from nettverk.frister.regler import alle_slag
from nettverk.frister.trinn import kl_atte
from nettverk.models import Frist, Nettverk
from oversikt.simulering.flid import HANDLINGER, SERIEHANDLINGER, gjor_alt
from oversikt.simulering.gang import dagene, simuler
from oversikt.simulering.kopi import arbeidskopi
from referat.models import Referat
from tests.factories import (
    NAA,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_innkalling_levert,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
)
from tests.oversikt.krokveier import NAA as KROKVEI_NAA
from tests.oversikt.krokveier import endre, lag_krokveier

LENGE = kl_atte(date(2027, 12, 31))


@pytest.fixture
def nettverk(db: None) -> Iterator[Nettverk]:
    with time_machine.travel(NAA, tick=False):
        nettverk = lag_nettverk()
        lag_koordinator(nettverk)
        yield nettverk


def gjor(naa_dag: date) -> None:
    gjor_alt(kl_atte(naa_dag), siste=LENGE, pust=lambda: None)


def apne(mote: Mote) -> set[str]:
    return set(Frist.objects.om(mote).apne().values_list("slag", flat=True))


def test_det_er_en_handling_for_hvert_fristslag() -> None:
    assert sorted([*HANDLINGER, *SERIEHANDLINGER]) == sorted(slag.kode for slag in alle_slag())


def test_et_mote_gar_hele_veien_med_portalens_egne_verb(nettverk: Nettverk) -> None:
    gruppe = lag_gruppe(nettverk)
    leder, medlem = lag_gruppeansvarlig(gruppe), lag_medlem(gruppe)
    uten_adresse = endre(lag_medlem(gruppe, "Una Utenadresse"), epost=None)
    mote = lag_mote(gruppe, date(2026, 12, 10), arrangor=medlem)

    gjor(date(2026, 11, 24))
    mote.refresh_from_db()
    assert (mote.programkontakt, mote.programkontakt_av) == (date(2026, 11, 24), medlem)
    assert mote.innkallinger.get().status == Innkalling.Status.SENDT
    assert {(p.person, p.svart_av, p.deler) for p in Pamelding.objects.all()} == {
        (leder, leder, (True, True)),
        (medlem, medlem, (True, True)),
        (uten_adresse, medlem, (True, True)),
    }
    assert apne(mote) == {"referat", "neste_aar"}

    gjor(date(2026, 12, 11))
    referat = Referat.objects.get(mote=mote)
    assert (referat.status, referat.godkjent_av) == (Referat.Status.LEVERT, leder)
    assert referat.kopi_sendt is not None
    assert apne(mote) == set()
    neste = Mote.objects.filter(gruppe=gruppe, start__year=2027)
    assert [m.dag for m in neste] == [date(2027, 2, 10), date(2027, 5, 12), date(2027, 10, 13)]


def test_det_som_mangler_blir_utbedret(nettverk: Nettverk) -> None:
    gruppe = lag_gruppe(nettverk)
    forste = lag_medlem(gruppe, "Første Medlem")
    mote = lag_mote(
        gruppe, date(2026, 12, 10), program=False, form=Mote.Form.BEGGE, sted="",
        pamelding_frist=date(2026, 11, 1),
    )  # fmt: skip
    gjor(date(2026, 11, 24))
    mote.refresh_from_db()
    assert mangler(mote, date(2026, 11, 24)) == []
    assert (mote.arrangor, mote.gruppe.gruppeansvarlig(mote.dag)) == (forste, forste)
    assert mote.pamelding_frist == date(2026, 11, 24)
    assert apne(mote) == {"referat", "neste_aar"}


def test_en_innkalling_som_ikke_lenger_stemmer_gar_i_retur_og_kommer_igjen(nettverk: Nettverk) -> None:
    gruppe = lag_gruppe(nettverk)
    lag_gruppeansvarlig(gruppe)
    mote = lag_mote(gruppe, date(2026, 12, 10), arrangor=lag_medlem(gruppe))
    lag_innkalling_levert(mote)
    Mote.objects.filter(pk=mote.pk).update(sted="Et annet sted")
    gjor(date(2026, 11, 24))
    assert [innkalling.status for innkalling in mote.innkallinger.all()] == ["returnert", "sendt"]


def test_der_ingen_kan_handle_star_fristene_apne_og_andres_gar_sin_gang(nettverk: Nettverk) -> None:
    ingens = lag_mote(lag_gruppe(lag_nettverk()), date(2026, 12, 10))
    uten_sekretariat = lag_gruppe(lag_nettverk())
    lag_gruppeansvarlig(uten_sekretariat)
    egen = lag_mote(uten_sekretariat, date(2026, 12, 10))
    uten_medlemmer = lag_mote(lag_gruppe(nettverk), date(2026, 12, 10))
    gjor(date(2026, 11, 24))
    assert apne(ingens) == {"programkontakt", "innkalling", "pamelding", "referat", "neste_aar"}
    assert apne(egen) == {"referat", "neste_aar"}
    # Nobody is there to answer, so nobody's answer ends it; the meeting's start does.
    assert apne(uten_medlemmer) == {"pamelding", "referat", "neste_aar"}


def test_det_ingen_ville_fatt_vite_for_siste_dag_far_ligge(nettverk: Nettverk) -> None:
    gruppe = lag_gruppe(nettverk)
    lag_gruppeansvarlig(gruppe)
    naer, fjern = lag_mote(gruppe, date(2026, 12, 10)), lag_mote(gruppe, date(2027, 11, 11))
    gjor_alt(kl_atte(date(2026, 11, 24)), siste=kl_atte(date(2026, 12, 31)), pust=lambda: None)
    assert apne(naer) == {"referat", "neste_aar"}
    assert apne(fjern) == {"programkontakt", "innkalling", "pamelding", "referat", "neste_aar"}


@pytest.mark.treg
def test_pa_alle_krokveier_kommer_bare_listene(db: None) -> None:
    dager = dagene(date(2026, 11, 19), date(2027, 12, 31))
    with time_machine.travel(KROKVEI_NAA, tick=False):
        lag_krokveier()
        with arbeidskopi():
            kom = [
                (linje.slag, linje.trinn, linje.rolle)
                for mailer in simuler(dager, flittig=True)
                for mail in mailer
                for linje in mail.linjer
            ]
            nye = Frist.objects.filter(gjort__gte=KROKVEI_NAA)
            gjort = set(nye.values_list("slag", flat=True))
    assert set(kom) == {("pamelding", 1, "arrangor"), ("pamelding", 1, "gruppeansvarlig")}
    assert gjort == set(HANDLINGER)
