"""Pin the requirements: read requirements*.in, write requirements*.txt from what is installed here.

Run by `make krav` in the environment whose versions are to be kept.
"""

import re
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROT = Path(__file__).resolve().parent.parent


def lest(fil: Path) -> list[Requirement]:
    """The requirements in `fil`, without comments."""
    linjer = (re.sub(r"#.*", "", linje).strip() for linje in fil.read_text().splitlines())
    return [Requirement(linje) for linje in linjer if linje]


def gjelder(krav: Requirement, tillegg: set[str]) -> bool:
    """Whether `krav` counts on this platform with these extras."""
    return krav.marker is None or any(krav.marker.evaluate({"extra": e}) for e in tillegg | {""})


def lukning(direkte: list[Requirement]) -> dict[str, str]:
    """Name to pinned line for `direkte` and everything they need.

    Raises PackageNotFoundError when something is not installed.
    """
    linjer: dict[str, str] = {}
    sett: set[tuple[str, frozenset[str]]] = set()
    ko = list(direkte)
    while ko:
        krav = ko.pop()
        navn = canonicalize_name(krav.name)
        if (navn, frozenset(krav.extras)) in sett:
            continue
        sett.add((navn, frozenset(krav.extras)))
        pakke = distribution(navn)
        linjer[navn] = f"{pakke.metadata['Name']}=={pakke.version}"
        under = (Requirement(tekst) for tekst in pakke.requires or [])
        ko.extend(u for u in under if gjelder(u, set(krav.extras)))
    return linjer


def skriv(fil: Path, hode: str, linjer: dict[str, str]) -> None:
    """Write the pinned lines to `fil`, sorted, below the line `hode`."""
    fil.write_text("\n".join([hode, *(linjer[navn] for navn in sorted(linjer))]) + "\n")
    sys.stdout.write(f"{fil.name}: {len(linjer)} pakker\n")


def main() -> None:
    """Write both files; what the portal itself needs is not repeated in the second."""
    drift = lukning(lest(ROT / "requirements.in"))
    utvikling = lukning(lest(ROT / "requirements-dev.in"))
    ekstra = {navn: linje for navn, linje in utvikling.items() if navn not in drift}
    skriv(ROT / "requirements.txt", "# Made by `make krav` from requirements.in", drift)
    hode = "# Made by `make krav` from requirements-dev.in\n-r requirements.txt"
    skriv(ROT / "requirements-dev.txt", hode, ekstra)


if __name__ == "__main__":
    main()
