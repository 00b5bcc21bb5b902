"""An application as the advisers read it: its state in colour, shape and words, and its types (D3, D4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dybdemoter.fordeling import TYPER
from dybdemoter.models import Deltaker, Soknad, Soknadssteg
from nettverk.sprak import dato_kort
from nettverk.tilstand import Tilstand

T = Soknad.Tilstand


def typer_i_ord(typer: Iterable[str]) -> str:
    """«døgn, dag», in the order in which types are seen to."""
    ord_ = {"dogn": _("døgn"), "dag": _("dag"), "poliklinisk": _("poliklinisk")}
    valgte = set(typer)
    return ", ".join(ord_[type_] for type_ in TYPER if type_ in valgte)


@dataclass(frozen=True)
class Soknadsbilde:
    """One application at the UTC moment `naa`. For a list, prefetch contacts, participants and steps."""

    soknad: Soknad
    naa: datetime

    @property
    def typer(self) -> str:
        """What it offers, in words."""
        return typer_i_ord(self.soknad.typer)

    @property
    def tilbudet_er_ute(self) -> bool:
        """Whether an offer's time is up, swept or not."""
        return self.soknad.tilstand == T.TILBUD and self.soknad.tilbudet_er_ute(self.naa)

    @property
    def tilstand(self) -> Tilstand:
        """Where it stands."""
        soknad = self.soknad
        if soknad.tilstand == T.TILBUD and not self.tilbudet_er_ute and soknad.tilbud_til:
            ord_ = _("Har tilbud til %(dag)s") % {"dag": dato_kort(soknad.tilbud_til)}
            return Tilstand("warning", "snart", ord_, True)
        stilling = T.UTLOPT if self.tilbudet_er_ute else soknad.tilstand
        valg = {
            T.MOTTATT: ("accent", "kommer", _("Ikke svart ennå")),
            T.PLASS: ("success", "gjort", _("Har plass")),
            T.VENTER: ("accent", "kommer", _("På venteliste")),
            T.TAKKET_NEI: ("neutral", "avlyst", _("Takket nei")),
            T.UTLOPT: ("neutral", "avlyst", _("Tilbudet er utløpt")),
            T.TRUKKET: ("neutral", "avlyst", _("Trukket")),
            T.AVVIST: ("neutral", "avlyst", _("Avvist")),
        }
        return Tilstand(*valg[T(stilling)])

    @property
    def faste(self) -> list[Deltaker]:
        """Who is expected at every meeting."""
        return [en for en in self.soknad.deltakere.all() if en.mote_id is None]

    @property
    def ekstra(self) -> list[Deltaker]:
        """Who is named for one meeting."""
        return [en for en in self.soknad.deltakere.all() if en.mote_id is not None]

    @property
    def steg(self) -> list[Soknadssteg]:
        """What has happened, oldest first."""
        return list(self.soknad.steg.all())

    @property
    def kan_avvises(self) -> bool:
        """Whether it can be refused: until it is answered."""
        return self.soknad.tilstand == T.MOTTATT and not self.soknad.serie.er_avlyst

    @property
    def kan_trekkes(self) -> bool:
        """Whether an adviser can withdraw it for the institution."""
        return self.soknad.er_levende and not self.tilbudet_er_ute and not self.soknad.serie.er_avlyst
