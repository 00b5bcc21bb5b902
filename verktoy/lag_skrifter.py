"""Make the PDFs' two fonts from npm's `inter-ui`: `python verktoy/lag_skrifter.py`.

Run by hand when the version changes; needs npm and the development requirements. Ready-made
Latin subsets lack Sami and Polish letters, and a whole Inter is eight times as large. The
result, two TTF files of about 85 kB and the licence (OFL-1.1), lies in
nettverk/dokumenter/skrifter/ and is part of the repository.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import main as pyftsubset

PAKKE = "inter-ui@4.1.1"
SKRIFTER = Path(__file__).resolve().parent.parent / "nettverk" / "dokumenter" / "skrifter"
SNITT = ("Inter-Regular", "Inter-SemiBold")
TEGN = (
    "U+0020-007E,U+00A0-024F,U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,"
    "U+20AC,U+2190-2193,U+2212,U+2713"
)
TREKK = "kern,liga,calt,ccmp,locl,mark,mkmk,tnum,case"


def pakk_ut(mappe: Path) -> Path:
    """Fetch the package with npm into `mappe` and return the folder of its files."""
    svar = subprocess.run(
        ["npm", "pack", "--silent", PAKKE], cwd=mappe, check=True, capture_output=True, text=True
    )
    with tarfile.open(mappe / svar.stdout.split()[-1]) as arkiv:
        arkiv.extractall(mappe, filter="data")
    return mappe / "package"


def lag_snitt(kilde: Path, mal: Path) -> None:
    """Write the letters and features that Norwegian, Sami and European names need."""
    pyftsubset(
        [
            str(kilde),
            "--flavor=none",
            f"--unicodes={TEGN}",
            f"--layout-features={TREKK}",
            f"--output-file={mal}",
        ]
    )


def main() -> None:
    """Fetch, subset, and lay the licence and the version beside the fonts."""
    SKRIFTER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as midlertidig:
        pakke = pakk_ut(Path(midlertidig))
        for snitt in SNITT:
            lag_snitt(pakke / "web" / f"{snitt}.woff2", SKRIFTER / f"{snitt}.ttf")
        (SKRIFTER / "LICENSE").write_bytes((pakke / "LICENSE.txt").read_bytes())
    (SKRIFTER / "VERSION").write_text(f"{PAKKE}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
