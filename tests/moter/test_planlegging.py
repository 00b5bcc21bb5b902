"""Planning a group's meetings by the verbs: all of them or nothing, and nothing twice (L5, L7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from moter import planlegging
from moter.models import Arrangorskifte, IkkeAvtalt, Mote
from moter.neste_ar import NESTE_AAR, planlagte
from moter.planlegging import AlleredePlanlagt, Motetid, planlegg_aret, si_ikke_avtalt
from nettverk.models import Epost, Frist, Gruppe, Person
from tests.factories import (
    FEMTEN,
    NAA,
    lag_medlem,
    lag_mote,
    lokal,
)
from tests.verden import Verden

DAGER = (date(2027, 2, 17), date(2027, 5, 26), date(2027, 10, 20))


def tid(dag: date, arrangor: Person | None = None, **felt: Any) -> Motetid:
    return Motetid(start=lokal(dag), slutt=lokal(dag, FEMTEN), arrangor=arrangor, **felt)


def kjente(gruppe: Gruppe) -> set[int]:
    return set(gruppe.moter.values_list("pk", flat=True))


def planlegg(verden: Verden, *tider: Motetid, naa: datetime = NAA) -> list[Mote]:
    gruppe = verden.gruppe
    planlagt = planlegg_aret(gruppe, tider, kjente=kjente(gruppe), av=verden.gruppeansvarlig, naa=naa)
    return planlagt.moter


def neste_ars(gruppe: Gruppe) -> list[tuple[date, Person | None]]:
    return [(mote.dag, mote.arrangor) for mote in Mote.objects.i_aret(2027).filter(gruppe=gruppe)]


@pytest.fixture
def holdt_av(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[date], Person]]:
    """What was handed over to be sent as «Hold av dagen»: the days, and by whom."""
    sendt: list[tuple[list[date], Person]] = []

    def send(moter: list[Mote], *, av: Person, naa: datetime) -> int:
        sendt.append(([mote.dag for mote in moter], av))
        return 3

    monkeypatch.setattr(planlegging, "send_hold_av", send)
    return sendt


def test_aret_planlegges_med_frister_arrangorer_og_en_samlet_beskjed(
    verden: Verden, holdt_av: list[tuple[list[date], Person]]
) -> None:
    """Given in any order; the day is agreed on, so the duty is done."""
    Epost.objects.all().delete()
    hvem = (verden.gruppeansvarlig, verden.medlem, verden.arrangor)
    tider = [tid(dag, person) for dag, person in zip(DAGER, hvem, strict=True)]
    planlagt = planlegg_aret(
        verden.gruppe, tider[::-1], kjente=kjente(verden.gruppe), av=verden.gruppeansvarlig, naa=NAA
    )

    assert neste_ars(verden.gruppe) == list(zip(DAGER, hvem, strict=True))
    assert (planlagt.fortalt, [mote.dag for mote in planlagt.moter]) == (3, list(DAGER))
    assert holdt_av == [(list(DAGER), verden.gruppeansvarlig)]
    arrangorbrev = Epost.objects.filter(slag="arrangor").order_by("pk")
    assert [epost.person for epost in arrangorbrev] == list(hvem)
    assert "Send innkallingen til KLB: onsdag 3. februar 2027" in arrangorbrev[0].tekst
    slag = {"innkalling", "pamelding", "programkontakt", "referat"}
    assert set(planlagt.moter[0].frister.apne().values_list("slag", flat=True)) == slag
    frist = Frist.objects.get(slag=NESTE_AAR, object_id=verden.vertsmote.pk)
    assert frist.gjort == NAA


def test_arbeidsstedet_huskes_og_begrunnelsen_kreves_utenom_turen(verden: Verden) -> None:
    sist = lag_medlem(verden.gruppe, "Nina Ny", fra=date(2027, 1, 1))
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        planlegg(verden, tid(DAGER[1], verden.medlem), tid(DAGER[0], sist))
    assert neste_ars(verden.gruppe) == []

    moter = planlegg(verden, tid(DAGER[1], verden.medlem), tid(DAGER[0], sist, grunn="Har lokale"))
    sted = verden.gruppe.medlemskap.get(person=verden.medlem).arbeidssted
    assert [mote.arrangorsted for mote in moter] == [None, sted]
    assert Arrangorskifte.objects.get(person=sist).grunn == "Har lokale"


@pytest.mark.parametrize(
    ("tider", "ord_"),
    [
        ([tid(DAGER[0]), tid(DAGER[0])], "Gruppen har allerede et møte onsdag 17. februar"),
        ([tid(date(2026, 12, 10))], "Gruppen har allerede et møte torsdag 10. desember"),
        ([tid(date(2026, 11, 20))], "fram i tid"),
        ([Motetid(start=lokal(DAGER[0], FEMTEN), slutt=lokal(DAGER[0]))], "slutte etter"),
        ([Motetid(start=lokal(DAGER[0]), slutt=lokal(DAGER[1]))], "samme dag som det begynner"),
    ],
)
def test_det_som_ikke_gar_skriver_ingenting(verden: Verden, tider: list[Motetid], ord_: str) -> None:
    with pytest.raises(ValidationError, match=ord_):
        planlegg(verden, tid(DAGER[2]), *tider)
    assert neste_ars(verden.gruppe) == []


def test_to_ganger_gir_ingenting_to_ganger(verden: Verden) -> None:
    gamle = kjente(verden.gruppe)
    planlegg(verden, tid(DAGER[0], verden.medlem), tid(DAGER[1]))
    antall = Epost.objects.count()
    with pytest.raises(AlleredePlanlagt):
        planlegg_aret(verden.gruppe, [tid(DAGER[1])], kjente=gamle, av=verden.gruppeansvarlig, naa=NAA)
    assert (planlagte(verden.gruppe, 2027), Epost.objects.count()) == (2, antall)


def test_planlagt_av_en_annen_imens_ma_ses_pa_forst(verden: Verden) -> None:
    gamle = kjente(verden.gruppe)
    lag_mote(verden.gruppe, date(2027, 3, 10))
    with pytest.raises(ValidationError, match="Noen har planlagt et møte"):
        planlegg_aret(verden.gruppe, [tid(DAGER[1])], kjente=gamle, av=verden.gruppeansvarlig, naa=NAA)
    assert planlagte(verden.gruppe, 2027) == 1


def test_ikke_avtalt_noteres_en_gang_om_dagen_og_lar_fristen_sta(verden: Verden) -> None:
    forst = si_ikke_avtalt(verden.vertsmote, av=verden.medlem, naa=NAA)
    assert si_ikke_avtalt(verden.vertsmote, av=verden.medlem, naa=NAA + timedelta(hours=1)) == forst
    si_ikke_avtalt(verden.vertsmote, av=verden.gruppeansvarlig, naa=NAA)
    assert [(en.av, en.skjedde) for en in IkkeAvtalt.objects.all()] == [
        (verden.medlem, NAA), (verden.gruppeansvarlig, NAA),
    ]  # fmt: skip
    assert Frist.objects.apne().filter(slag=NESTE_AAR, object_id=verden.vertsmote.pk).exists()

    planlegg(verden, *(tid(dag) for dag in DAGER))
    with pytest.raises(ValidationError, match="allerede planlagt"):
        si_ikke_avtalt(verden.vertsmote, av=verden.medlem, naa=NAA)
