"""System packages: said, and never a stop, where they cannot be installed."""

from pathlib import Path

import pytest

from verktoy import system
from verktoy.system import Pakke

BORTE = Pakke("libborte-1", lambda: False)
HER = Pakke("libher-1", lambda: True)
KOMMANDO = "    sudo apt-get update && sudo apt-get install -y --no-install-recommends libborte-1\n"
RAD = f"• Mangler systempakker. Alt annet virker. På Debian og Ubuntu installeres de med:\n{KOMMANDO}"


def test_uten_lov_til_apt_vises_kommandoen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "apt", lambda: None)
    system.installer([HER, BORTE], "Alt annet virker.", tmp_path / "apt.log")
    assert capsys.readouterr().out == RAD


def test_apt_som_feiler_stopper_ikke_starten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "apt", lambda: ["false"])
    system.installer([BORTE], "Alt annet virker.", tmp_path / "apt.log")
    assert capsys.readouterr().out.endswith(RAD)


def test_apt_ropes_ikke_pa_nar_alt_er_her(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "apt", lambda: pytest.fail("apt ble spurt"))
    system.installer([HER], "", tmp_path / "apt.log")
    assert list(tmp_path.iterdir()) == []


def test_bibliotek_ser_hva_som_kan_lastes() -> None:
    assert (system.bibliotek("libc.so.6")(), system.bibliotek("libfinnesikke.so.9")()) == (True, False)
