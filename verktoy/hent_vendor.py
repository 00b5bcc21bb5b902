"""Fetch the browser's libraries from npm into static/vendor/, without a build step.

Run it by hand when a version changes: `python verktoy/hent_vendor.py`. It needs npm,
writes only inside static/vendor/, and uses whatever registry npm itself is set up with.
Lines naming a source map are removed: hashed static files refuse a map that is not there.
"""

import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
KILDEKART = re.compile(r"^.*sourceMappingURL=.*$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Pakke:
    """One npm package: where its files go, and which of them we take (source -> name here)."""

    mappe: str
    navn: str
    versjon: str
    filer: dict[str, str]


PAKKER = (
    Pakke(
        "designsystemet-css",
        "@digdir/designsystemet-css",
        "1.22.0",
        {"dist/src/index.css": "designsystemet.css"},
    ),
    Pakke(
        "designsystemet-theme",
        "@digdir/designsystemet-theme",
        "1.11.0",
        {"src/themes/designsystemet.css": "theme.css"},
    ),
    Pakke(
        "designsystemet-web",
        "@digdir/designsystemet-web",
        "1.22.0",
        {"dist/umd/index.js": "designsystemet-web.js"},
    ),
    Pakke(
        "inter",
        "@fontsource-variable/inter",
        "5.3.0",
        {
            "files/inter-latin-opsz-normal.woff2": "inter-latin-opsz-normal.woff2",
            "files/inter-latin-ext-opsz-normal.woff2": "inter-latin-ext-opsz-normal.woff2",
        },
    ),
)


def hent(pakke: Pakke, arbeidsmappe: Path) -> tarfile.TarFile:
    """The package as npm has it, checked by npm against the registry's checksum."""
    svar = subprocess.run(
        ["npm", "pack", "--silent", f"{pakke.navn}@{pakke.versjon}"],
        cwd=arbeidsmappe,
        check=True,
        capture_output=True,
        text=True,
    )
    return tarfile.open(arbeidsmappe / svar.stdout.split()[-1])


def les(arkiv: tarfile.TarFile, sti: str) -> bytes:
    """One file's bytes; KeyError when the package has no such file."""
    fil = arkiv.extractfile(f"package/{sti}")
    if fil is None:
        raise KeyError(sti)
    return fil.read()


def uten_kildekart(navn: str, innhold: bytes) -> bytes:
    """Text files without their source map line; other files as they are."""
    if not navn.endswith((".css", ".js")):
        return innhold
    return KILDEKART.sub("", innhold.decode()).rstrip().encode() + b"\n"


def legg_ut(pakke: Pakke, arkiv: tarfile.TarFile) -> None:
    """Write the package's chosen files with VERSION and LICENSE beside them."""
    mappe = VENDOR / pakke.mappe
    mappe.mkdir(parents=True, exist_ok=True)
    for kilde, navn in pakke.filer.items():
        (mappe / navn).write_bytes(uten_kildekart(navn, les(arkiv, kilde)))
    (mappe / "LICENSE").write_bytes(les(arkiv, "LICENSE"))
    (mappe / "VERSION").write_text(f"{pakke.navn} {pakke.versjon}\n", encoding="utf-8")


def main() -> None:
    """Fetch every package; stops at the first that cannot be fetched."""
    with tempfile.TemporaryDirectory() as midlertidig:
        for pakke in PAKKER:
            with hent(pakke, Path(midlertidig)) as arkiv:
                legg_ut(pakke, arkiv)
            print(f"{pakke.navn} {pakke.versjon} -> static/vendor/{pakke.mappe}")


if __name__ == "__main__":
    main()
