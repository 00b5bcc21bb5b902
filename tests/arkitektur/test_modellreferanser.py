"""No model points upward: import-linter does not see an upward ForeignKey("moter.Mote")."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROT = Path(__file__).resolve().parent.parent.parent


def etasjer() -> dict[str, int]:
    """App to its floor, 0 at the bottom, from the contract import-linter keeps; siblings share one."""
    oppsett = tomllib.loads((ROT / "pyproject.toml").read_text())
    lag = oppsett["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        app.strip(" ()"): etasje for etasje, linje in enumerate(reversed(lag)) for app in linje.split("|")
    }


def referanser(modell: type[Model]) -> Iterator[type[Model]]:
    """The models that `modell` itself points to, by foreign key, many to many or generic relation."""
    for felt in modell._meta.get_fields():
        if not felt.auto_created and isinstance(felt.related_model, type):
            yield felt.related_model


def feil_vei(fra: type[Model], til: type[Model], etasje: dict[str, int]) -> bool:
    """Whether the reference goes upward, or across to a sibling."""
    fra_app, til_app = fra._meta.app_label, til._meta.app_label
    if fra_app not in etasje or til_app not in etasje or fra_app == til_app:
        return False
    return etasje[til_app] >= etasje[fra_app]


def test_modellreferanser_peker_bare_nedover() -> None:
    etasje = etasjer()
    oppover = [
        f"{modell._meta.label} -> {til._meta.label}"
        for modell in apps.get_models(include_auto_created=True)
        for til in referanser(modell)
        if feil_vei(modell, til, etasje)
    ]
    assert oppover == []


def test_etasjer_omfatter_portalens_apper() -> None:
    egne = {app.label for app in apps.get_app_configs() if Path(app.path).parent == ROT}
    assert set(etasjer()) == egne
