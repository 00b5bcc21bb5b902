"""How a deadline's state is shown: one vocabulary of colour, shape and words everywhere (X8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nettverk import klokke
from nettverk.models.frist import Frist
from nettverk.sprak import dato_kort


@dataclass(frozen=True)
class Tilstand:
    """`farge` is Designsystemet's data-color, `merke` the symbol's name, `fylt` a filled pill."""

    farge: str
    merke: str
    ord: str
    fylt: bool = False


def tilstand(frist: Frist, naa: datetime, ord_for_sent: str = "") -> Tilstand:
    """The state of `frist` at `naa` (aware UTC).

    `ord_for_sent` replaces «6 dager over» where a late deadline has better words («2 mangler svar»).
    """
    if frist.bortfalt is not None:
        return avlyst()
    if frist.gjort is not None:
        return _gjort(klokke.dag(frist.gjort), sent=frist.gjort_sent)
    dag = klokke.dag(naa)
    if frist.forsinket(dag):
        return Tilstand("danger", "over", ord_for_sent or _over((dag - frist.forfall).days), fylt=True)
    if frist.forfall <= _sondag(dag):
        return Tilstand("warning", "snart", _dagens_navn(frist.forfall, dag), fylt=True)
    return Tilstand("accent", "kommer", _("Innen %(dato)s") % {"dato": dato_kort(frist.forfall)})


def avlyst() -> Tilstand:
    """Cancelled."""
    return Tilstand("neutral", "avlyst", _("Avlyst"))


def mangler() -> Tilstand:
    """Something that should be there is not."""
    return Tilstand("warning", "snart", _("Mangler"), fylt=True)


def hos_klb(kortnavn: str) -> Tilstand:
    """Delivered, and now with the network's secretariat (`kortnavn`, «KLB»)."""
    return Tilstand("info", "klb", _("Hos %(sekretariat)s") % {"sekretariat": kortnavn}, fylt=True)


def din_tur() -> Tilstand:
    """The one who looks is the one who must act."""
    return Tilstand("accent", "du", _("Din tur"), fylt=True)


def _gjort(dag: date, *, sent: bool) -> Tilstand:
    if sent:
        return Tilstand("success", "sent", _("Gjort sent %(dato)s") % {"dato": dato_kort(dag)})
    return Tilstand("success", "gjort", _("Gjort %(dato)s") % {"dato": dato_kort(dag)})


def _over(dager: int) -> str:
    return ngettext("%(dager)d dag over", "%(dager)d dager over", dager) % {"dager": dager}


def _sondag(dag: date) -> date:
    """The Sunday that ends the week of `dag`."""
    return dag + timedelta(days=6 - dag.weekday())


def _dagens_navn(forfall: date, dag: date) -> str:
    """«I dag», «I morgen», or the weekday with a capital."""
    navn = {dag: _("I dag"), dag + timedelta(days=1): _("I morgen")}
    return navn.get(forfall) or capfirst(dateformat.format(forfall, "l"))
