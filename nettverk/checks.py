"""System checks: what this machine lacks, said at start instead of found out later."""

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register

# Debian's package for each library that WeasyPrint loads. The last one only makes it quicker.
PDF_BIBLIOTEKER = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def finnes(bibliotek: str) -> bool:
    """Whether the dynamic linker finds this library."""
    try:
        ctypes.CDLL(bibliotek)
    except OSError:
        return False
    return True


@register()
def pdf_biblioteker(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn (nettverk.W001) about libraries for PDFs; the portal runs without them.

    Only on Linux, where they have these names.
    """
    if sys.platform != "linux":
        return []
    mangler = [pakke for bibliotek, pakke in PDF_BIBLIOTEKER.items() if not finnes(bibliotek)]
    if not mangler:
        return []
    return [
        Warning(
            f"PDF: mangler {', '.join(mangler)}. Uten Pango lages ingen PDF-er, og e-post går "
            "med lenke til nettsiden i stedet.",
            hint=f"apt-get install {' '.join(mangler)}, og start portalen på nytt",
            id="nettverk.W001",
        )
    ]
