"""Workplaces change: one gets another name, two become one, one ends. What was sent stands (L18)."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from nettverk.klokke import dag as lokal_dag
from nettverk.models import Arbeidssted, Medlemskap


@transaction.atomic
def gi_navn(sted: Arbeidssted, navn: str, adresse: str) -> Arbeidssted:
    """Let the workplace have another name and address. Raises ValidationError where the name is another's."""
    sted = _laas(sted)[0]
    andre = Arbeidssted.objects.som_er().filter(nettverk=sted.nettverk_id).exclude(pk=sted.pk)
    if navn.casefold() in {annet.navn.casefold() for annet in andre}:
        raise ValidationError(_("Et annet arbeidssted heter %(navn)s. Slå dem sammen.") % {"navn": navn})
    sted.navn, sted.adresse = navn, adresse
    sted.save()
    return sted


@transaction.atomic
def slaa_sammen(sted: Arbeidssted, til: Arbeidssted, *, naa: datetime) -> int:
    """Let everything at `sted` be at `til` instead, and end it; return how many rows followed.

    Past meetings too: «the same workplace does not come twice running» must know that it is the same.
    Raises ValidationError for the same one, another network's, or one that has ended.
    """
    sted, til = _laas(sted, til)
    if sted.pk == til.pk:
        raise ValidationError(_("Et arbeidssted kan ikke slås sammen med seg selv."))
    if sted.nettverk_id != til.nettverk_id:
        raise ValidationError(_("Arbeidsstedene hører til hvert sitt nettverk."))
    for ett in (sted, til):
        if ett.slutt is not None:
            raise ValidationError(_("%(sted)s er avsluttet.") % {"sted": ett.navn})
    antall = 0
    for felt, rader in _som_peker(sted):
        for rad in rader:
            setattr(rad, felt, til)
            rad.save()  # one by one: the history of each says it
            antall += 1
    sted.slutt, sted.fortsetter_i = lokal_dag(naa), til
    sted.save()
    return antall


def _som_peker(sted: Arbeidssted) -> Iterator[tuple[str, models.QuerySet[models.Model]]]:
    """Yield the rows of all apps that point to the workplace, with the name of the field."""
    for felt in Arbeidssted._meta.get_fields(include_hidden=True):
        if not isinstance(felt, models.ManyToOneRel) or felt.related_model is Arbeidssted:
            continue
        if not issubclass(felt.related_model, HistoricalChanges):
            navn = felt.field.name
            yield navn, felt.related_model._base_manager.filter(**{navn: sted.pk}).select_for_update()


def som_er_der(sted: Arbeidssted, naa: datetime) -> "models.QuerySet[Medlemskap]":
    """Return the memberships that run now or later, and are at the workplace."""
    na = models.Q(til=None) | models.Q(til__gte=lokal_dag(naa))
    return sted.medlemskap.filter(na).select_related("person", "gruppe")


@transaction.atomic
def avslutt(sted: Arbeidssted, *, naa: datetime) -> Arbeidssted:
    """Let nobody choose the workplace any more. Raises ValidationError while somebody is there."""
    sted = _laas(sted)[0]
    der = sorted({m.person.navn for m in som_er_der(sted, naa)})
    if der:
        feil = _("Disse har fortsatt stedet: %(navn)s. Gi dem et annet først, eller slå sammen.")
        raise ValidationError(feil % {"navn": ", ".join(der)})
    sted.slutt = sted.slutt or lokal_dag(naa)
    sted.save()
    return sted


@transaction.atomic
def gjenapne(sted: Arbeidssted) -> Arbeidssted:
    """Take back that it has ended. Raises ValidationError for one that has become a part of another."""
    sted = _laas(sted)[0]
    if sted.fortsetter_i is not None:
        feil = _("Stedet er slått sammen med %(sted)s, og kan ikke gjenåpnes.")
        raise ValidationError(feil % {"sted": sted.fortsetter_i.navn})
    sted.slutt = None
    sted.save()
    return sted


def _laas(*steder: Arbeidssted) -> list[Arbeidssted]:
    laaste = Arbeidssted.objects.select_for_update().filter(pk__in=[ett.pk for ett in steder])
    funnet = {ett.pk: ett for ett in laaste.order_by("pk")}
    return [funnet[ett.pk] for ett in steder]
