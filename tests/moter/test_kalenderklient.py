"""What a calendar program makes of the files: khal, which was written by others, as the judge (X6)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest

from moter.endring import avlys, flytt
from moter.kalenderstrom import strom
from moter.models import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Epost
from tests.factories import NAA, lag_gjest, lag_innkalling_sendt, lag_mote, lokal
from tests.verden import Verden

KHAL = shutil.which("khal") or str(Path(sys.executable).with_name("khal"))
OPPSETT = """
[calendars]
[[kal]]
path = {mappe}/kal
type = calendar
[locale]
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {mappe}/khal.db
[default]
default_calendar = kal
"""
FORMAT = "{start-date} {start-time}-{end-time} {cancelled}{title}"


class Khal:
    """A calendar of its own, in a folder."""

    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe
        (mappe / "kal").mkdir()
        (mappe / "oppsett").write_text(OPPSETT.format(mappe=mappe))

    def _kjor(self, *ord_: str) -> str:
        kommando = [KHAL, "-c", str(self.mappe / "oppsett"), *ord_]
        miljo = {"HOME": str(self.mappe), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        svar = subprocess.run(kommando, capture_output=True, text=True, check=False, timeout=60, env=miljo)
        assert svar.returncode == 0, svar.stderr
        return svar.stdout

    def legg_inn(self, innhold: bytes) -> None:
        """Open the file, as the owner of the calendar does."""
        fil = self.mappe / "fil.ics"
        fil.write_bytes(innhold)
        self._kjor("import", "--batch", "-a", "kal", str(fil))

    def viser(self) -> list[str]:
        """What stands in December 2026 and January 2027."""
        linjer = self._kjor("list", "--day-format", "", "--format", FORMAT, "2026-12-01", "60d").splitlines()
        return [linje for linje in linjer if linje.strip()]


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    return Khal(tmp_path)


def fil_i(slag: str, til: str | None) -> bytes:
    """The calendar file in the mail of this kind."""
    [fil] = Epost.objects.get(slag=slag, til=til).vedlegg.filter(mime="text/calendar")
    return bytes(fil.innhold or b"")


def flytt_en_uke(verden: Verden) -> None:
    dag = date(2026, 12, 17)
    flytt(
        verden.mote, start=lokal(dag, time(10)), slutt=lokal(dag, time(16)), sted="Rådhuset", adresse="",
        av=verden.arrangor, naa=NAA,
    )  # fmt: skip


def test_khal_viser_motet_der_det_er_nar_det_lages_flyttes_og_avlyses(verden: Verden, khal: Khal) -> None:
    lag_innkalling_sendt(verden.mote)
    khal.legg_inn(fil_i("innkalling", verden.medlem.epost))
    assert khal.viser() == ["2026-12-10 09:00-15:00 Nettverksmøte i Åsane"]

    flytt_en_uke(verden)
    khal.legg_inn(fil_i("flyttet", verden.medlem.epost))
    assert khal.viser() == ["2026-12-17 10:00-16:00 Nettverksmøte i Åsane"]

    avlys(Mote.objects.get(pk=verden.mote.pk), av=verden.arrangor, naa=NAA)
    khal.legg_inn(fil_i("avlyst", verden.medlem.epost))
    assert khal.viser() == ["2026-12-17 10:00-16:00 CANCELLED AVLYST: Nettverksmøte i Åsane"]


def test_khal_viser_gjesten_sin_del_av_motet(verden: Verden, khal: Khal) -> None:
    """From lunch, as a guest comes."""
    epost = lag_gjest(verden.mote).epost
    khal.legg_inn(fil_i("gjest_pameldt", epost))
    assert khal.viser() == ["2026-12-10 12:00-14:30 Faglig påfyll, nettverksmøte i Åsane"]

    flytt_en_uke(verden)
    khal.legg_inn(fil_i("flyttet", epost))
    assert khal.viser() == ["2026-12-17 13:00-15:30 Faglig påfyll, nettverksmøte i Åsane"]

    avlys(Mote.objects.get(pk=verden.mote.pk), av=verden.arrangor, naa=NAA)
    khal.legg_inn(fil_i("avlyst", epost))
    assert khal.viser() == ["2026-12-17 13:00-15:30 CANCELLED AVLYST: Faglig påfyll, nettverksmøte i Åsane"]


@pytest.mark.parametrize("dag", [date(2026, 12, 15), date(2027, 1, 12)])
def test_khal_leser_abonnementet(verden: Verden, khal: Khal, dag: date) -> None:
    lag_mote(verden.gruppe, dag)
    avlys(verden.vertsmote, av=verden.koordinator, naa=NAA)
    innsyn = Innsyn(dag=date(2026, 11, 23), person=verden.medlem)
    khal.legg_inn(strom(verden.medlem, innsyn, "nb", NAA)[0])
    assert khal.viser() == sorted(
        [
            "2026-12-10 09:00-15:00 Nettverksmøte i Åsane",
            f"{dag} 09:00-15:00 Nettverksmøte i Åsane",
            "2026-12-17 09:00-15:00 CANCELLED AVLYST: Nettverksmøte i Åsane",
        ]
    )
