"""Hvor lang tid et år av demonettverket tar å prøve: `python bench/simuler.py [--naa 2026-11-23]`.

Databasen lages i en midlertidig mappe og slettes etterpå. Løftet er under ett minutt, både når ingen
gjør noe og når alle gjør sitt; slutter med 1 når det ikke holder.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nettverk.settings")

LOFTE = 60  # seconds


def main() -> int:
    """Make the demo network, rehearse the year after it both ways, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--naa", type=date.fromisoformat, default=date(2026, 11, 23), help="demodataenes dag")
    naa = parser.parse_args().naa
    mappe = tempfile.mkdtemp(prefix="bench-simuler-")
    os.environ |= {"NETTVERK_MODUS": "innebygd", "DATAMAPPE": mappe}
    os.environ.pop("DATABASE_URL", None)
    try:
        tider = _mal(naa)
    finally:
        shutil.rmtree(mappe)
    return 1 if max(tider) > LOFTE else 0


def _mal(naa: date) -> list[float]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo", naa=f"{naa}T10:00", stdout=StringIO(), stderr=StringIO())
    print(f"Demonettverket, et år fra {naa + timedelta(days=1)}. Løftet er under {LOFTE} s.\n")
    print(f"{'':20}{'sekunder':>10}{'prosessor':>11}   siste linje")
    tider = []
    for navn, flittig in (("ingen gjør noe", False), ("alle er flittige", True)):
        ut, for_, begynte = StringIO(), _prosessortid(), time.perf_counter()
        fra = (naa + timedelta(days=1)).isoformat()
        call_command("simuler", fra=fra, flittig=flittig, json=True, stdout=ut, stderr=StringIO())
        tider.append(time.perf_counter() - begynte)
        siste = ut.getvalue().splitlines()[-1]
        print(f"{navn:20}{tider[-1]:>10.1f}{_prosessortid() - for_:>11.1f}   {siste}")
    return tider


def _prosessortid() -> float:
    brukt = resource.getrusage(resource.RUSAGE_SELF)
    return brukt.ru_utime + brukt.ru_stime


if __name__ == "__main__":
    sys.exit(main())
