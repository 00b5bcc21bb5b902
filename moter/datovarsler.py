"""What speaks against a date: said when meetings are planned, never a stop (L7). Asks no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import dateformat
from django.utils.translation import gettext as _

from nettverk.arbeidsdager import Stilleperiode
from nettverk.helligdager import helligdager
from nettverk.models import Skoleferie
from nettverk.sprak import dato_dag

TETT = timedelta(weeks=4)  # meetings nearer than this are pointed out
LORDAG = 5


@dataclass(frozen=True)
class AnnetMote:
    """Another group's meeting, with whom it shares with ours that day.

    `medlemmer` are members of both, `drift` those whom the operating group sends to at least one.
    """

    dag: date
    gruppe: str
    medlemmer: tuple[str, ...] = ()
    drift: tuple[str, ...] = ()
    arrangor: int | None = None
    arrangorsted: int | None = None

    @property
    def deler_folk(self) -> bool:
        """Whether somebody is to be at both."""
        return bool(self.medlemmer or self.drift)


@dataclass(frozen=True)
class Datogrunnlag:
    """What is known about the days: of the network, of the county, of this group, of the others.

    `egne` are the days of the group's meetings. With `med_navn` shared people are named, else counted.
    """

    stille: Sequence[Stilleperiode] = ()
    ferier: Sequence[Skoleferie] = ()
    egne: Sequence[date] = ()
    andre: Sequence[AnnetMote] = ()
    med_navn: bool = False


def varsler(
    dag: date,
    grunnlag: Datogrunnlag,
    *,
    ogsa: Sequence[date] = (),
    arrangor: int | None = None,
    arrangorsted: int | None = None,
) -> list[str]:
    """Return all that speaks against this local date, in words.

    `ogsa` are the other days being planned; `arrangor` and `arrangorsted` the ids of who is to organise.
    """
    andre = [annet for annet in grunnlag.andre if annet.dag == dag]
    return [
        *_om_dagen(dag, grunnlag),
        *_tett_pa(dag, (*grunnlag.egne, *ogsa)),
        *(ord_ for annet in andre for ord_ in _felles(annet, med_navn=grunnlag.med_navn)),
        *(ord_ for annet in andre for ord_ in _arrangorens(annet, arrangor, arrangorsted)),
    ]


def hindringer(dag: date, grunnlag: Datogrunnlag) -> int:
    """Return how much speaks against the day itself, whoever is to organise: 0 is a good day."""
    kolliderer = sum(annet.deler_folk for annet in grunnlag.andre if annet.dag == dag)
    return len(_om_dagen(dag, grunnlag)) + kolliderer


def er_tett(en: date, annen: date) -> bool:
    """Whether two meetings on these days would be less than four weeks apart."""
    return abs(en - annen) < TETT


def _om_dagen(dag: date, grunnlag: Datogrunnlag) -> list[str]:
    """Return what the calendars say; a public holiday needs no other word than its name."""
    funnet = [_("Dagen er %(navn)s.") % {"navn": navn} for navn in helligdager(dag)]
    if not funnet and dag.weekday() >= LORDAG:
        funnet.append(_("Dagen er en %(ukedag)s.") % {"ukedag": dateformat.format(dag, "l")})
    if not funnet and any(periode.dekker(dag) for periode in grunnlag.stille):
        funnet.append(_("Dagen er i en av nettverkets stille perioder."))
    for ferie in grunnlag.ferier:
        if ferie.dekker(dag):
            felt = {"navn": ferie.navn, "fylke": ferie.get_fylke_display()}
            funnet.append(_("Skoleferie i %(fylke)s: %(navn)s.") % felt)
    return funnet


def _tett_pa(dag: date, andre: Sequence[date]) -> list[str]:
    naer = min((annen for annen in andre if annen != dag), key=lambda d: abs(d - dag), default=None)
    if naer is None or not er_tett(dag, naer):
        return []
    return [_("Det er mindre enn fire uker mellom dette og møtet %(dato)s.") % {"dato": dato_dag(naer)}]


def _felles(annet: AnnetMote, *, med_navn: bool) -> list[str]:
    felt = {"gruppe": annet.gruppe}
    if med_navn:
        navn = (*annet.medlemmer, *annet.drift)
        ord_ = _("Skal også på møte i %(gruppe)s denne dagen: %(navn)s.")
        return [ord_ % {**felt, "navn": ", ".join(navn)}] if navn else []
    antall = (
        (len(annet.medlemmer), _("%(antall)d av medlemmene skal også på møte i %(gruppe)s denne dagen.")),
        (len(annet.drift), _("%(antall)d fra driftsgruppen skal også på møte i %(gruppe)s denne dagen.")),
    )
    return [ord_ % {**felt, "antall": hvor_mange} for hvor_mange, ord_ in antall if hvor_mange]


def _arrangorens(annet: AnnetMote, arrangor: int | None, arrangorsted: int | None) -> list[str]:
    felt = {"gruppe": annet.gruppe}
    if arrangor is not None and annet.arrangor == arrangor:
        return [_("Arrangøren er arrangør i %(gruppe)s samme dag.") % felt]
    if arrangorsted is not None and annet.arrangorsted == arrangorsted:
        return [_("Arrangørens arbeidssted har møtet i %(gruppe)s samme dag.") % felt]
    return []
