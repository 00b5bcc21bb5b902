"""`make nullstill`: delete the demo data, so that the next `make run` starts afresh."""

import shutil
import sys
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))

from verktoy.skjerm import StegFeilet, avslutt, si  # noqa: E402
from verktoy.start import DATA, alene  # noqa: E402

# Only what the portal itself has put there.
EGNE = ("portal.sqlite3*", "hemmelig", "demo-ferdig", "ko", "tmp", "filer")


def nullstill(data: Path) -> None:
    """Delete the portal's own files in `data`. Raises StegFeilet while the portal runs."""
    with alene(data):
        for monster in EGNE:
            for sti in data.glob(monster):
                if sti.is_dir():
                    shutil.rmtree(sti)
                else:
                    sti.unlink()
    si(f"Dataene i {data} er slettet.")


if __name__ == "__main__":
    try:
        nullstill(DATA)
    except StegFeilet as feil:
        sys.exit(avslutt(feil))
