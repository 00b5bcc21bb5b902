"""What members have told of workplace and manager: for reading; it is seen to on a page of its own."""

from django.contrib import admin
from django.urls import reverse

from nettverk.models import Opplysningssjekk
from nettverk.nettverksadmin import EgneValg, NettverkAdmin


@admin.register(Opplysningssjekk)
class OpplysningssjekkRegister(NettverkAdmin[Opplysningssjekk]):
    """Who has been asked, what she answered, and what came of it."""

    nettverksti = "medlemskap__gruppe__nettverk"
    bare_les = True
    list_display = ("medlemskap", "ar", "stemmer", "arbeidssted", "leder_navn", "godtatt", "behandlet")
    list_select_related = ("medlemskap__person", "medlemskap__gruppe")
    list_filter = ("ar", "stemmer", "godtatt", ("medlemskap__gruppe", EgneValg))
    search_fields = ("medlemskap__person__fornavn", "medlemskap__person__etternavn")
    fields = (
        "medlemskap", "ar", "stemmer", "arbeidssted", "leder_navn", "leder_epost", "svart", "godtatt",
        "behandlet", "behandlet_av",
    )  # fmt: skip

    def view_on_site(self, sjekk: Opplysningssjekk) -> str:
        """Lead to the page where it is seen to."""
        apen = not sjekk.stemmer and sjekk.behandlet is None
        return reverse("opplysninger_behandle", args=(sjekk.pk,)) if apen else reverse("opplysninger")
