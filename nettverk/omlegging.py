"""Letting memberships end in one group and go on in another, so that the history stays true (L18).

Nothing here knows of meetings; `moter.omlegging` has the verbs. What is written is noted in a `Spor`,
by which it is undone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nettverk.models import Driftsrepresentant, Gruppe, Medlemskap, Omlegging
from nettverk.sprak import dato

EN_DAG = timedelta(days=1)


@dataclass
class Spor:
    """What was written, as ids: the days that stood before, the new rows, and those that begin elsewhere.

    `moter` are the meetings that went along. Days are ISO; None for none.
    """

    slutt: str | None = None
    til: dict[str, str | None] = field(default_factory=dict)
    drift_til: dict[str, str | None] = field(default_factory=dict)
    nye: list[int] = field(default_factory=list)
    begynner: dict[str, str] = field(default_factory=dict)
    moter: list[int] = field(default_factory=list)

    def som_json(self) -> dict[str, Any]:
        """Return it as `Omlegging.spor` keeps it."""
        return asdict(self)


def fra_og_med(gruppe: Gruppe, fra: date) -> list[Medlemskap]:
    """Return the group's memberships that run on this local date or later."""
    alle = gruppe.medlemskap.select_related("person", "arbeidssted")
    return [m for m in alle if m.til is None or m.til >= fra]


def la_fortsette(gammelt: Medlemskap, til: Gruppe, *, fra: date, rolle: str, spor: Spor) -> None:
    """End a membership the day before `fra`, and let it go on in the group `til`.

    Who is a member there already is so once: she goes on in what she has. One that has not begun, begins
    there instead. Raises ValidationError where that one runs into another she has there.
    """
    der = list(til.medlemskap.filter(person=gammelt.person_id))
    if gammelt.fra >= fra:
        _la_begynne(gammelt, til, der, rolle=rolle, spor=spor)
        return
    nye = [
        Medlemskap.objects.create(
            gruppe=til,
            person=gammelt.person,
            rolle=rolle,
            fra=forste,
            til=siste,
            permisjon_fra=gammelt.permisjon_fra,
            permisjon_til=gammelt.permisjon_til,
            arbeidssted=gammelt.arbeidssted,
            naermeste_leder=gammelt.naermeste_leder,
        )
        for forste, siste in _ledig(fra, gammelt.til, der)
    ]
    spor.nye += [ny.pk for ny in nye]
    fortsetter = next((ett for ett in [*der, *nye] if ett.gjelder(fra)), None)
    avslutt(gammelt, fra=fra, spor=spor, fortsetter_i=fortsetter)
    if fortsetter is not None:
        _flytt_sjekker(gammelt, fortsetter, fra.year)


def _la_begynne(rad: Medlemskap, til: Gruppe, der: Sequence[Medlemskap], *, rolle: str, spor: Spor) -> None:
    if any(rad.har_felles_dag(annet) for annet in der):
        feil = _("%(navn)s begynner %(dato)s, og er alt medlem i %(gruppe)s. Rett det i registrene først.")
        raise ValidationError(feil % {"navn": rad.person.navn, "dato": dato(rad.fra), "gruppe": til.navn})
    spor.begynner[str(rad.pk)] = rad.rolle
    rad.gruppe, rad.rolle = til, rolle
    rad.save()


def _ledig(fra: date, til: date | None, andre: Sequence[Medlemskap]) -> Iterator[tuple[date, date | None]]:
    """Yield the periods from `fra` to `til` (inclusive, None for open) in which none of the others run."""
    dag = fra
    for annet in sorted(andre, key=lambda m: m.fra):
        if annet.til is not None and annet.til < dag:
            continue
        if til is not None and annet.fra > til:
            break
        if annet.fra > dag:
            yield dag, annet.fra - EN_DAG
        if annet.til is None:
            return
        dag = annet.til + EN_DAG
    if til is None or dag <= til:
        yield dag, til


def _flytt_sjekker(gammelt: Medlemskap, nytt: Medlemskap, ar: int) -> None:
    """Let this year's answer about workplace and manager follow, so that she is not asked again."""
    har = set(nytt.opplysningssjekker.values_list("ar", flat=True))
    for sjekk in gammelt.opplysningssjekker.filter(ar__gte=ar):
        if sjekk.ar not in har:
            sjekk.medlemskap = nytt
            sjekk.save()


def avslutt(medlemskap: Medlemskap, *, fra: date, spor: Spor, fortsetter_i: Medlemskap | None = None) -> None:
    """End a membership the day before `fra`. Raises ValidationError where it has not begun by then."""
    _krev_begynt(medlemskap, fra)
    spor.til[str(medlemskap.pk)] = _iso(medlemskap.til)
    medlemskap.til, medlemskap.fortsetter_i = fra - EN_DAG, fortsetter_i
    medlemskap.save()


def avslutt_gruppen(gruppe: Gruppe, *, fra: date, spor: Spor) -> None:
    """End the group, and the operating group's part in it, the day before `fra`."""
    for rep in gruppe.driftsrepresentanter.select_related("person"):
        if rep.til is None or rep.til >= fra:
            _krev_begynt(rep, fra)
            spor.drift_til[str(rep.pk)] = _iso(rep.til)
            rep.til = fra - EN_DAG
            rep.save()
    spor.slutt = _iso(gruppe.slutt)
    gruppe.slutt = fra - EN_DAG
    gruppe.save()


def _krev_begynt(rad: Medlemskap | Driftsrepresentant, fra: date) -> None:
    if rad.fra >= fra:
        feil = _("%(navn)s begynner i %(gruppe)s først %(dato)s. Rett det i registrene først.")
        raise ValidationError(
            feil % {"navn": rad.person.navn, "dato": dato(rad.fra), "gruppe": rad.gruppe.navn}
        )


def angre(omlegging: Omlegging) -> None:
    """Put the memberships back as they were; what has been changed by hand since is left as it is."""
    spor = Spor(**omlegging.spor)
    gruppe = omlegging.gruppe
    dagen_for = omlegging.fra - EN_DAG
    for nytt in Medlemskap.objects.filter(pk__in=spor.nye):
        for gammelt in nytt.kommer_fra.all():
            _flytt_sjekker(nytt, gammelt, omlegging.fra.year)
        nytt.delete()
    for rad in Medlemskap.objects.filter(pk__in=spor.til, til=dagen_for):
        rad.til, rad.fortsetter_i = _dato(spor.til[str(rad.pk)]), None
        rad.save()
    for rad in Medlemskap.objects.filter(pk__in=spor.begynner, gruppe=omlegging.til):
        rad.gruppe, rad.rolle = gruppe, spor.begynner[str(rad.pk)]
        rad.save()
    for rep in Driftsrepresentant.objects.filter(pk__in=spor.drift_til, til=dagen_for):
        rep.til = _dato(spor.drift_til[str(rep.pk)])
        rep.save()
    if gruppe.slutt == dagen_for:
        gruppe.slutt = _dato(spor.slutt)
        gruppe.save()


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _dato(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
