"""A network's own limits, steps and quiet periods, where it has any; else those of the table (F6).

They are kept as data on the network, deviations only: {"innkalling": {"grenser": {"dager": 21},
"trinn": {"arrangor": [-21, -7]}}}. A default that changes in the code reaches everybody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from nettverk.arbeidsdager import STILLE_STANDARD, Stilleperiode
from nettverk.frister.regler import Fristslag, alle_slag, fristslag

if TYPE_CHECKING:
    from nettverk.models.organisasjon import Nettverk


@dataclass(frozen=True)
class Regel:
    """A kind as it holds in one network: its limits by code, and role → steps, who must act first."""

    grenser: Mapping[str, int]
    trinn: Mapping[str, tuple[int, ...]]


def regel(slag: Fristslag, nettverk: Nettverk) -> Regel:
    """The rule of this kind in this network."""
    eget: Mapping[str, Any] = nettverk.fristregler.get(slag.kode, {})
    grenser = {grense.kode: grense.standard for grense in slag.grenser} | eget.get("grenser", {})
    egne_trinn = {rolle: tuple(trinn) for rolle, trinn in eget.get("trinn", {}).items()}
    return Regel(grenser, slag.roller() | egne_trinn)


def grense(nettverk: Nettverk, slag: str, kode: str) -> int:
    """One limit of a kind in this network. Raises KeyError for a limit the kind does not have."""
    return regel(fristslag(slag), nettverk).grenser[kode]


def stille(nettverk: Nettverk) -> tuple[Stilleperiode, ...]:
    """The periods in which this network is quiet (F1)."""
    if nettverk.stille_perioder is None:
        return STILLE_STANDARD
    return tuple(Stilleperiode.fra_data(rad) for rad in nettverk.stille_perioder)


def avvik(regler: Mapping[str, Regel]) -> dict[str, Any]:
    """What of these rules (kind → rule) differs from the table, as it is kept on the network."""
    funnet: dict[str, Any] = {}
    for slag in alle_slag():
        if slag.kode not in regler:
            continue
        ny = regler[slag.kode]
        standard = {grense.kode: grense.standard for grense in slag.grenser}
        grenser = {kode: verdi for kode, verdi in ny.grenser.items() if verdi != standard[kode]}
        trinn = {r: sorted(t) for r, t in ny.trinn.items() if sorted(t) != sorted(slag.roller()[r])}
        if eget := ({"grenser": grenser} if grenser else {}) | ({"trinn": trinn} if trinn else {}):
            funnet[slag.kode] = eget
    return funnet


@transaction.atomic
def endre(
    nettverk: Nettverk, regler: Mapping[str, Regel], perioder: Sequence[Stilleperiode], *, naa: datetime
) -> int:
    """Give the network these rules (kind → rule) and quiet periods; return how many deadlines moved.

    Only open deadlines are computed anew: what is done was judged by the rule that held then. Lines
    already told are not repeated, unless the due date is another.
    """
    # Deadlines look their rules up here, so they cannot be imported above.
    from nettverk.frister.oppdatering import regn_ut_pa_nytt

    for_ = {slag.kode: regel(slag, nettverk) for slag in alle_slag()}
    nettverk.fristregler = avvik(regler)
    lik_standard = tuple(perioder) == STILLE_STANDARD
    nettverk.stille_perioder = None if lik_standard else [periode.som_data() for periode in perioder]
    nettverk.save(update_fields=["fristregler", "stille_perioder"])
    for slag in alle_slag():
        for_grenser, nye = for_[slag.kode].grenser, regel(slag, nettverk).grenser
        if slag.ved_nye_grenser and for_grenser != nye:
            slag.ved_nye_grenser(nettverk, for_grenser, nye)
    return regn_ut_pa_nytt(nettverk, naa=naa)
