"""What speaks against the dates of a series: said, never a stop (D2). Asks for the other series once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _

from dybdemoter.models import Serie, Seriemote
from nettverk.helligdager import helligdager
from nettverk.sprak import tidsrom

LORDAG = 5


class Datovarsler:
    """Holidays, weekends, and the other meetings that the same advisers lead."""

    def __init__(self, serie: Serie, radgivere: Iterable[int]) -> None:
        moter = Seriemote.objects.gjeldende().filter(serie__radgivere__in=list(radgivere))
        self._andre = list(
            moter.exclude(serie=serie.pk)
            .exclude(serie__status=Serie.Status.AVLYST)
            .select_related("serie")
            .distinct()
        )

    def om(self, dag: date, start: datetime | None = None, slutt: datetime | None = None) -> list[str]:
        """Return what speaks against the local date; with UTC moments also which meetings it overlaps."""
        funnet = [_("Dagen er %(navn)s.") % {"navn": navn} for navn in helligdager(dag)]
        if dag.weekday() >= LORDAG:
            funnet.append(_("Dagen er en %(ukedag)s.") % {"ukedag": dateformat.format(dag, "l")})
        for mote in self._andre:
            if mote.dag == dag:
                samtidig = (
                    start is not None and slutt is not None and start < mote.slutt and mote.start < slutt
                )
                funnet.append(_krasj(mote, samtidig=samtidig))
        return funnet

    def om_mote(self, mote: Seriemote) -> list[str]:
        """Return what speaks against a meeting's time."""
        return self.om(mote.dag, mote.start, mote.slutt)


def _krasj(mote: Seriemote, *, samtidig: bool) -> str:
    felt = {"serie": mote.serie, "tid": tidsrom(mote.lokal_start, mote.lokal_slutt)}
    if samtidig:
        return _("De samme rådgiverne har møte samtidig: %(serie)s, %(tid)s.") % felt
    return _("De samme rådgiverne har et annet møte den dagen: %(serie)s, %(tid)s.") % felt
