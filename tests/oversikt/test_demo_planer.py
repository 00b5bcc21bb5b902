"""The demo data's meetings show the same states on any date. Nothing here needs a database."""

from datetime import date, timedelta

import pytest

from oversikt.demo.hendelser import kl
from oversikt.demo.planer import Plan, gruppens_planer
from oversikt.demo.steder import OMRADER
from oversikt.demo.tilfeller import TILFELLER


def spesielle(idag: date) -> dict[str, Plan]:
    """The special meetings as they would be planned on this day."""
    planer = (
        plan
        for plass, omrade in enumerate(OMRADER)
        for plan in gruppens_planer(omrade.navn, plass, kl(idag, 12))
    )
    return {plan.gruppe: plan for plan in planer if plan.tilfelle}


@pytest.mark.parametrize("idag", [date(2026, 1, 1) + timedelta(days=23 * n) for n in range(32)], ids=str)
def test_demo_har_de_samme_tilstandene_uansett_dato(idag: date) -> None:
    planer = spesielle(idag)
    forfall = {navn: plan.dag - timedelta(days=14) for navn, plan in planer.items()}
    naa = kl(idag, 12)
    assert sorted(planer) == sorted(tilfelle.gruppe for tilfelle in TILFELLER)
    assert all((plan.dag < idag) == (plan.tilfelle.avstand < 0) for plan in planer.values() if plan.tilfelle)
    assert planer["Åsane"].dag + timedelta(days=14) < idag
    assert planer["Ytrebygda"].hendelser.fram_til(naa).utkast is not None
    assert planer["Laksevåg"].hendelser.fram_til(naa).referat_levert is not None
    assert forfall["Kvam"] < idag <= forfall["Bjørnafjorden"]
    assert planer["Austevoll"].dag - timedelta(days=7) < idag
    assert planer["Årstad"].hendelser.fram_til(naa).sendt is not None


def test_planene_er_de_samme_hver_gang() -> None:
    assert gruppens_planer("Voss", 17, kl(date(2026, 11, 23), 10)) == gruppens_planer(
        "Voss", 17, kl(date(2026, 11, 23), 10)
    )
