"""make nullstill: the portal's own data goes, everything else stays."""

from pathlib import Path

import pytest

from verktoy.nullstill import nullstill
from verktoy.skjerm import StegFeilet
from verktoy.start import alene


def test_nullstill_sletter_bare_portalens_egne_data(tmp_path: Path) -> None:
    for navn in ("portal.sqlite3", "portal.sqlite3-wal", "hemmelig", "demo-ferdig", "mitt.txt"):
        (tmp_path / navn).touch()
    for mappe in ("ko/oppgaver", "filer/3f"):
        (tmp_path / mappe).mkdir(parents=True)
    (tmp_path / "filer/3f/vedlegg").touch()
    nullstill(tmp_path)
    assert sorted(sti.name for sti in tmp_path.iterdir()) == ["laas", "mitt.txt"]


def test_nullstill_nekter_mens_portalen_kjorer(tmp_path: Path) -> None:
    database = tmp_path / "portal.sqlite3"
    database.touch()
    with alene(tmp_path), pytest.raises(StegFeilet, match=r"^Portalen kjører allerede på"):
        nullstill(tmp_path)
    assert database.exists()
