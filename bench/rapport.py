"""What a measurement prints: figures, promises, and an exit code that says whether they hold."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from verktoy.skjerm import StegFeilet, avslutt, si


class Rapport:
    """Prints as it goes, and remembers which promises held."""

    def __init__(self, overskrift: str) -> None:
        self.lover: list[bool] = []
        si(overskrift)
        si("─" * len(overskrift))

    def overskrift(self, tekst: str) -> None:
        """A heading over the next lines."""
        si(f"\n{tekst}")

    def tall(self, hva: str, *verdier: str) -> None:
        """One line of figures."""
        si(f"{hva:44}" + "".join(f"  {verdi:>16}" for verdi in verdier))

    def lov(self, hva: str, holdt: bool) -> None:
        """One promise, and whether it held."""
        si(f"{'holder  ' if holdt else 'BRUTT   '}{hva}")
        self.lover.append(holdt)

    @property
    def kode(self) -> int:
        """The exit code: 0 when every promise held."""
        return 0 if all(self.lover) else 1


def vent_til(vilkar: Callable[[], bool], sekunder: float, hva: str) -> float:
    """Wait until `vilkar` is true; return the seconds it took. Raises StegFeilet after `sekunder`."""
    fra = time.monotonic()
    while not vilkar():
        if time.monotonic() - fra > sekunder:
            raise StegFeilet(f"{hva} skjedde ikke på {sekunder:.0f} sekunder.")
        time.sleep(0.005)
    return time.monotonic() - fra


def kjor(arbeid: Callable[[], int]) -> None:
    """Run a script's work and leave with its exit code; what went wrong is said in plain words."""
    try:
        kode = arbeid()
    except StegFeilet as feil:
        kode = avslutt(feil)
    except KeyboardInterrupt:
        kode = 130
    sys.exit(kode)
