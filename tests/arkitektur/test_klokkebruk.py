"""Only nettverk/klokke.py asks the clock; everything else is given the moment.

A field that notes when its row was made (auto_now_add) may ask, since nothing is decided by it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.arkitektur.filer import ROT, kildefiler

APPER = ("nettverk", "moter", "referat", "oversikt")
KLOKKER = {"now", "utcnow", "today", "localdate", "localtime"}
EIER = Path("nettverk/klokke.py")


def klokkekall(sti: Path) -> Iterator[int]:
    """The lines of `sti` where the clock is asked, or a field is told to ask it at every change."""
    for node in ast.walk(ast.parse(sti.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in KLOKKER and not node.args:
                yield node.lineno
        elif isinstance(node, ast.keyword) and node.arg == "auto_now":
            yield node.lineno


def test_bare_klokken_spor_hva_klokken_er() -> None:
    brudd = [
        f"{sti.relative_to(ROT)}:{linje}"
        for sti in kildefiler(".py")
        if sti.relative_to(ROT).parts[0] in APPER and sti.relative_to(ROT) != EIER
        for linje in klokkekall(sti)
    ]
    assert brudd == []
