"""Members' comments to a draft, and what became of them."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nettverk.models import Person
from referat import brev
from referat.models import Kommentar, Referat, Referatsak

Svar = tuple[str, bool]  # what is answered, and whether it is seen to


@transaction.atomic
def kommenter(
    referat: Referat, *, tekst: str, sak: Referatsak | None, av: Person, naa: datetime
) -> Kommentar:
    """Keep a member's comment, and tell those who write, once a day.

    Raises ValidationError when the minutes have been sent meanwhile.
    """
    referat = (
        Referat.objects.select_for_update(of=("self",))
        .select_related("mote__gruppe__nettverk", "mote__referent")
        .get(pk=referat.pk)
    )
    if referat.levert is not None:
        raise ValidationError(_("Referatet er sendt. Det er ikke lenger åpent for kommentarer."))
    kommentar = Kommentar.objects.create(referat=referat, sak=sak, tekst=tekst, av=av, skrevet=naa)
    brev.ny_kommentar(referat, av=av, naa=naa)
    return kommentar


def lagre_svar(referat: Referat, svarene: Mapping[int, Svar], *, av: Person, naa: datetime) -> None:
    """Save the writers' answers; one that is answered is seen to."""
    for kommentar in referat.kommentarer.all():
        if kommentar.pk not in svarene:
            continue
        svar, behandlet = svarene[kommentar.pk]
        if (svar, behandlet or bool(svar)) == (kommentar.svar, kommentar.behandlet is not None):
            continue
        kommentar.svar = svar
        sett = behandlet or bool(svar)
        kommentar.behandlet, kommentar.behandlet_av = (naa, av) if sett else (None, None)
        kommentar.save()


def er_lagret(referat: Referat, svarene: Mapping[int, Svar]) -> bool:
    """Whether all the answers stand there already, as when a form is sent twice."""
    lagret = {k.pk: (k.svar, k.behandlet is not None) for k in referat.kommentarer.all()}
    return all(lagret.get(pk) == (svar, sett or bool(svar)) for pk, (svar, sett) in svarene.items())
