"""The files of the project as git sees them: tracked, or new and not ignored."""

import subprocess
from functools import cache
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent.parent
# Made by others: vendored files with their licences, and pinned versions.
FREMMED = ("static/vendor/", "requirements.txt", "requirements-dev.txt")


@cache
def kildefiler(*endelser: str) -> tuple[Path, ...]:
    """The project's own files with one of these suffixes, as absolute paths."""
    liste = ["git", "-C", str(ROT), "ls-files", "--cached", "--others", "--exclude-standard"]
    navn = subprocess.run(liste, capture_output=True, text=True, check=True).stdout.splitlines()
    stier = (ROT / n for n in navn if not n.startswith(FREMMED) and n.endswith(endelser))
    return tuple(sti for sti in stier if sti.is_file())
