"""make run: the port, the lock on the data, and children that leave nothing behind."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from verktoy import miljo, start
from verktoy.prosesser import Barn, stopp
from verktoy.skjerm import StegFeilet, kjor

SOV = [sys.executable, "-c", "import time; time.sleep(60)"]
MED_BARNEBARN = [
    sys.executable,
    "-c",
    """
import pathlib, subprocess, sys, time
barn = subprocess.Popen(["sleep", "60"])
pathlib.Path(sys.argv[1]).write_text(str(barn.pid))
time.sleep(60)
""",
]


def finnes(pid: int) -> bool:
    """Whether the process is there and not just waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("verdi", ["abc", "0", "70000", "-1"])
def test_port_som_ikke_er_en_port_avvises(verdi: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", verdi)
    with pytest.raises(StegFeilet, match=f"^PORT={verdi} er ikke et portnummer. Prøv: PORT=8001 make run$"):
        start.les_port()


def test_opptatt_port_sies_med_hva_man_kan_gjore(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as tjener:
        port = tjener.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(StegFeilet) as feil:
            start.les_port()
    assert str(feil.value) == (
        f"Kan ikke bruke port {port} (Address already in use). Prøv: PORT={port + 1} make run"
    )


def test_to_portaler_pa_samme_data_avvises(tmp_path: Path) -> None:
    with start.alene(tmp_path), pytest.raises(StegFeilet) as feil, start.alene(tmp_path):
        pass
    assert str(feil.value) == f"Portalen kjører allerede på {tmp_path}. Stopp den først."


def test_stopp_tar_med_barnebarn(tmp_path: Path) -> None:
    fil = tmp_path / "pid"
    barn = Barn("Prøve", [*MED_BARNEBARN, str(fil)], dict(os.environ), tmp_path)
    while not (fil.exists() and fil.read_text().strip()):
        time.sleep(0.02)
    barnebarn = int(fil.read_text())
    barn.prosess.kill()
    stopp([barn])
    assert (finnes(barn.prosess.pid), finnes(barnebarn)) == (False, False)


def test_barn_som_dor_startes_igjen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    barn = Barn("Prøve", SOV, dict(os.environ), tmp_path)
    forste = barn.prosess.pid
    barn.prosess.kill()
    barn.prosess.wait()
    barn.pass_pa()
    andre = barn.prosess.pid
    stopp([barn])
    assert capsys.readouterr().out == "• Prøve stoppet (kode -9) og startes igjen.\n"
    assert forste != andre


def test_barn_som_aldri_lever_gis_opp(tmp_path: Path) -> None:
    barn = Barn("Prøve", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ), tmp_path)
    with pytest.raises(StegFeilet, match=r"^Prøve stopper stadig \(kode 3\), se over\.$"):
        for _ in range(6):
            barn.prosess.wait()
            barn.pass_pa()


def test_steg_som_feiler_viser_slutten_av_loggen(tmp_path: Path) -> None:
    logg = tmp_path / "logg" / "steg.log"
    with pytest.raises(StegFeilet) as feil:
        kjor([sys.executable, "-c", "print('hvorfor'); raise SystemExit(2)"], logg)
    assert str(feil.value).splitlines()[2:] == ["hvorfor", "", f"Hele loggen: {logg}"]


def test_avtrykket_skifter_med_pakkelisten(tmp_path: Path) -> None:
    krav = tmp_path / "requirements.txt"
    krav.write_text("Django==5.2\n")
    forste = miljo.avtrykk([krav])
    krav.write_text("Django==5.3\n")
    assert forste != miljo.avtrykk([krav])
