"""What the regional series ask of an adviser, for her own page."""

from datetime import datetime

from dybdemoter.models import Serie
from dybdemoter.sesong import Sesong, med_sesongen
from nettverk.models import Person
from oversikt.gjoremal import Gjoremal


def fra_seriene(person: Person, naa: datetime) -> list[Gjoremal]:
    """Return what waits in the series she is an adviser of, at this UTC moment."""
    egne = med_sesongen(Serie.objects.filter(radgivere=person).exclude(status=Serie.Status.AVLYST))
    return [
        Gjoremal(f"{serie}: {en.hva}", en.url, en.knapp, en.tilstand)
        for serie in egne
        for en in Sesong(serie, naa).oppgaver
    ]
