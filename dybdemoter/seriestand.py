"""What a series' public page says of it at one moment: open or not, its dates, and the places (D1, D4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dybdemoter.forfall import forfall_svar
from dybdemoter.models import Serie, Seriemote
from dybdemoter.tekster import tall_i_ord
from nettverk.sprak import dato_dag, dato_kort, tidsrom
from nettverk.tilstand import Tilstand


@dataclass(frozen=True)
class Seriestand:
    """A series as its reader meets it at the UTC moment `naa`; `sokt` is how many are in the queue."""

    serie: Serie
    naa: datetime
    sokt: int = 0

    @cached_property
    def fase(self) -> str:
        """«utkast», «apen», «stengt» (the deadline is over), «fordelt», «ferdig» or «avlyst»."""
        serie = self.serie
        if serie.status in (Serie.Status.UTKAST, Serie.Status.AVLYST):
            return str(serie.status)
        if self.er_over:
            return "ferdig"
        if serie.status == Serie.Status.FORDELT:
            return "fordelt"
        return "stengt" if serie.fristen_er_ute(self.naa) else "apen"

    @property
    def er_over(self) -> bool:
        """Whether its last meeting is over, or would have been."""
        moter = self.moter
        return bool(moter) and self.naa >= moter[-1].slutt

    @property
    def er_apen(self) -> bool:
        """Whether one can register."""
        return self.serie.tar_imot(self.naa)

    @property
    def tilstand(self) -> Tilstand:
        """The phase in colour, shape and words."""
        frist = self.serie.pamelding_frist
        if self.fase == "apen" and frist is not None:
            return Tilstand(
                "accent", "kommer", _("Påmelding til %(dato)s") % {"dato": dato_kort(frist)}, True
            )
        valg = {
            "utkast": ("neutral", "kommer", _("Utkast")),
            "apen": ("accent", "kommer", _("Åpen for påmelding")),
            "stengt": ("neutral", "kommer", _("Påmeldingen er stengt")),
            "fordelt": ("success", "gjort", _("Plassene er fordelt")),
            "ferdig": ("success", "gjort", _("Sesongen er over")),
            "avlyst": ("neutral", "avlyst", _("Avlyst")),
        }
        farge, merke, ord_ = valg[self.fase]
        return Tilstand(farge, merke, ord_, False)

    @property
    def svarfrist(self) -> date | None:
        """The local date by which everybody has an answer."""
        return forfall_svar(self.serie)

    @property
    def moter(self) -> list[Seriemote]:
        """All its meetings, the cancelled ones too, in order of time."""
        return sorted(self.serie.moter.all(), key=lambda mote: mote.start)

    @property
    def forste_dag(self) -> date | None:
        """The day of the first meeting that is not cancelled."""
        return next((mote.dag for mote in self.serie.gjeldende_moter()), None)

    @property
    def siste_dag(self) -> date | None:
        """The day of the last one."""
        return next((mote.dag for mote in reversed(self.serie.gjeldende_moter())), None)

    @property
    def plasser_i_ord(self) -> str:
        """«fire»."""
        return tall_i_ord(self.serie.plasser)

    @property
    def viser_ar(self) -> bool:
        """Whether the season is in two years, so that dates need theirs."""
        return len({mote.dag.year for mote in self.moter}) > 1

    @property
    def motetider(self) -> str:
        """«Seks tirsdager, kl. 09.00–11.30», as far as the meetings have it in common."""
        return motetider(self.serie.gjeldende_moter())

    @property
    def plasser(self) -> str:
        """How many places there are, and how many want them: words that promise nothing."""
        antall = self.serie.plasser
        alle = ngettext("Det er %(antall)s plass.", "Det er %(antall)s plasser.", antall) % {
            "antall": tall_i_ord(antall)
        }
        return f"{alle} {self._sokerne}"

    @property
    def _sokerne(self) -> str:
        if not self.sokt:
            return _("Ingen har meldt seg på ennå.")
        sokt = ngettext(
            "%(Antall)s institusjon har meldt seg på.",
            "%(Antall)s institusjoner har meldt seg på.",
            self.sokt,
        ) % {"Antall": tall_i_ord(self.sokt).capitalize()}
        if self.sokt < self.serie.plasser:
            return sokt
        fullt = _(
            "Dere kan likevel melde dere på: De som ikke får plass, står på venteliste, og vi kan fordele "
            "plassene mellom døgn-, dag- og polikliniske tilbud."
        )
        return f"{sokt} {fullt}"


def motetider(moter: Sequence[Seriemote]) -> str:
    """Return how many meetings, on what weekday, at what time, as far as it is the same for all."""
    if not moter:
        return _("Datoene er ikke bestemt")
    antall = tall_i_ord(len(moter)).capitalize()
    ukedager = {mote.dag.weekday() for mote in moter}
    tider = {(mote.lokal_start.time(), mote.lokal_slutt.time()) for mote in moter}
    if len(moter) == 1:
        hva = _("Ett møte, %(dato)s") % {"dato": dato_dag(moter[0].dag)}
    elif len(ukedager) == 1:
        hva = f"{antall} {_ukedager()[ukedager.pop()]}"
    else:
        hva = _("%(antall)s møter") % {"antall": antall}
    return f"{hva}, {tidsrom(*tider.pop())}" if len(tider) == 1 else hva


def _ukedager() -> tuple[str, ...]:
    return (
        _("mandager"), _("tirsdager"), _("onsdager"), _("torsdager"), _("fredager"), _("lørdager"),
        _("søndager"),
    )  # fmt: skip
