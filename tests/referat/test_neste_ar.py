"""The minutes of the year's last meeting say when the next are, or that it is not agreed on (L7)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from moter.models import Mote
from moter.planlegging import si_ikke_avtalt
from nettverk.dokumenter.visning import kropp
from nettverk.models import Dokument
from tests.conftest import Klient
from tests.factories import lag_mote, lag_referat, lag_referat_levert
from tests.verden import Verden

ETTER = datetime(2026, 12, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def siste(verden: Verden) -> Mote:
    """The year's last meeting, which has been; a member writes the minutes."""
    verden.vertsmote.referent = verden.medlem
    verden.vertsmote.save()
    return verden.vertsmote


def det_sendte(mote: Mote) -> tuple[dict[str, object] | None, str]:
    """What the delivered minutes have of next year, and their text."""
    referat = lag_referat_levert(mote, naa=ETTER)
    [dokument] = Dokument.objects.filter(object_id=referat.pk, slag="referat")
    return dokument.innhold["neste_ar"], kropp(dokument)


def test_siste_referat_lister_neste_ars_moter(verden: Verden, siste: Mote) -> None:
    lag_mote(verden.gruppe, date(2027, 2, 17), arrangor=verden.medlem)
    lag_mote(verden.gruppe, date(2027, 10, 20), form="digital")
    innhold, tekst = det_sendte(siste)
    assert innhold is not None
    assert (innhold["ar"], innhold["mangler"], len(innhold["moter"])) == (2027, 1, 2)  # type: ignore[arg-type]
    assert "<h2>Møtene i 2027</h2>" in tekst
    assert (
        "Onsdag 17. februar 2027 kl.\N{NO-BREAK SPACE}09.00–15.00. "
        "Ågotnes helsesenter, Ågotnesvegen 1. Arrangør: Mari Medlem."
    ) in tekst
    assert "Digitalt møte. Arrangør er ikke bestemt." in tekst
    assert "1 møte er ikke avtalt." in tekst


def test_siste_referat_sier_ikke_avtalt(siste: Mote) -> None:
    innhold, tekst = det_sendte(siste)
    assert innhold == {"ar": 2027, "moter": [], "mangler": 3}
    assert "<p>Ikke avtalt.</p>" in tekst


def test_arets_andre_referater_sier_ingenting_om_det(verden: Verden) -> None:
    innhold, tekst = det_sendte(verden.mote)
    assert (innhold, "Møtene i 2027" in tekst) == (None, False)


def test_skrivesiden_minner_om_det_uten_a_stanse(verden: Verden, siste: Mote, client_for: Klient) -> None:
    """The reminder goes when it is said, and stands as a note; who writes may plan from there."""
    minner = "Årets siste referat skal ha datoene for neste år"
    lag_referat(siste, naa=ETTER)
    sider = [reverse(navn, args=(siste.pk,)) for navn in ("referat_skriv", "referat_se_over")]

    def sier() -> list[bool]:
        klient = client_for(verden.gruppeansvarlig)
        return [minner in klient.get(side).content.decode() for side in sider]

    with time_machine.travel(ETTER, tick=False):
        assert sier() == [True, True]
        si_ikke_avtalt(siste, av=verden.medlem, naa=ETTER)
        assert sier() == [False, False]
        innhold = client_for(verden.medlem).get(sider[0]).content.decode()
        assert "«Ikke avtalt ennå», notert av Mari Medlem fredag 18. desember." in innhold
        planlegg = reverse("neste_ar", args=(siste.pk,)) + "?fra=referat"
        assert f'href="{planlegg}"' in innhold
        svar = client_for(verden.medlem).post(planlegg, {"steg": "ikke_avtalt"})
        assert svar.headers["Location"] == sider[0]


def test_den_som_skriver_uten_a_vaere_medlem_far_ikke_lenken(
    verden: Verden, siste: Mote, client_for: Klient
) -> None:
    lag_referat(siste, naa=ETTER)
    with time_machine.travel(ETTER, tick=False):
        svar = client_for(verden.kontakt).get(reverse("referat_skriv", args=(siste.pk,)))
    assert (svar.status_code, svar.context["planlegger_aret"]) == (200, False)
    assert reverse("neste_ar", args=(siste.pk,)) not in svar.content.decode()
