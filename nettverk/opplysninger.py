"""A member's yearly answer on workplace and nearest manager, and what the coordinator does with it (L19)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nettverk.klokke import dag as lokal_dag
from nettverk.models import Arbeidssted, Medlemskap, Opplysningssjekk, Person


def skal_sporres(medlemskap: Medlemskap, naa: datetime) -> bool:
    """Whether the member has not been asked in the calendar year of this UTC moment."""
    return not medlemskap.opplysningssjekker.filter(ar=lokal_dag(naa).year).exists()


@transaction.atomic
def svar(
    medlemskap: Medlemskap,
    *,
    stemmer: bool,
    arbeidssted: str = "",
    leder_navn: str = "",
    leder_epost: str = "",
    naa: datetime,
) -> Opplysningssjekk:
    """Keep what the member answers this year; nothing changes until a coordinator has confirmed it.

    Who answers again before that, corrects herself. Raises ValidationError when a coordinator has
    seen to it already.
    """
    Medlemskap.objects.select_for_update().get(pk=medlemskap.pk)
    ar = lokal_dag(naa).year
    sjekk = medlemskap.opplysningssjekker.filter(ar=ar).first()
    sjekk = sjekk or Opplysningssjekk(medlemskap=medlemskap, ar=ar)
    if sjekk.behandlet:
        raise ValidationError(_("Koordinatoren har allerede behandlet meldingen din."))
    sjekk.stemmer, sjekk.svart = stemmer, naa
    sjekk.arbeidssted, sjekk.leder_navn, sjekk.leder_epost = arbeidssted, leder_navn, leder_epost
    sjekk.save()
    return sjekk


@transaction.atomic
def godta(
    sjekk: Opplysningssjekk,
    *,
    arbeidssted: Arbeidssted | None,
    leder: Person | None,
    av: Person,
    naa: datetime,
) -> None:
    """Set the membership's workplace and manager, and close the matter.

    One that is not saved yet is made; None leaves what is there. Raises ValidationError when it has
    been seen to already, or the membership cannot be so.
    """
    sjekk = _lukk(sjekk, godtatt=True, av=av, naa=naa)
    medlemskap = sjekk.medlemskap
    for ny in (arbeidssted, leder):
        if ny is not None and ny.pk is None:
            ny.full_clean(exclude=("password",))
            ny.save()
    medlemskap.arbeidssted = arbeidssted or medlemskap.arbeidssted
    medlemskap.naermeste_leder = leder or medlemskap.naermeste_leder
    medlemskap.full_clean()
    medlemskap.save()


@transaction.atomic
def avvis(sjekk: Opplysningssjekk, *, av: Person, naa: datetime) -> None:
    """Close the matter and change nothing. Raises ValidationError when it has been seen to already."""
    _lukk(sjekk, godtatt=False, av=av, naa=naa)


def _lukk(sjekk: Opplysningssjekk, *, godtatt: bool, av: Person, naa: datetime) -> Opplysningssjekk:
    laast = Opplysningssjekk.objects.select_for_update(of=("self",)).select_related("medlemskap")
    sjekk = laast.get(pk=sjekk.pk)
    if sjekk.stemmer or sjekk.behandlet:
        raise ValidationError(_("Meldingen er allerede behandlet."))
    sjekk.godtatt, sjekk.behandlet, sjekk.behandlet_av = godtatt, naa, av
    sjekk.save()
    return sjekk
