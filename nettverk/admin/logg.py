"""What the portal itself writes, for reading: deadlines, and what has been told of them."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nettverk import klokke
from nettverk.frister.regler import UkjentFristslag, fristslag, saker
from nettverk.models import Frist, Varsel
from nettverk.nettverksadmin import EgneValg, NettverkAdmin, Nettverkstabell
from nettverk.tilstand import tilstand


class Varseltabell(Nettverkstabell):
    """What has been told of a deadline."""

    model = Varsel
    show_change_link = False
    fields = ("opprettet", "forfall", "trinn", "mottaker", "person")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return what belongs to the deadline, which has been let through already."""
        return Varsel.objects.select_related("person")


@admin.register(Frist)
class FristRegister(NettverkAdmin[Frist]):
    """Every deadline with its state."""

    nettverksti = "nettverk"
    bare_les = True
    list_display = ("oppgave", "forfall", "tilstanden", "gjort", "neste_varsel")
    list_filter = (("nettverk", EgneValg), "slag", ("gjort", admin.EmptyFieldListFilter))
    date_hierarchy = "forfall"
    fields = ("oppgave", "forfall", "tilstanden", "fodt", "gjort", "bortfalt", "neste_varsel")
    inlines = (Varseltabell,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Frist]:
        """Fetch what the deadlines concern, in one query for each kind of object."""
        return super().get_queryset(request).prefetch_related(GenericPrefetch("gjelder", saker))

    @admin.display(description=_("oppgave"), ordering="slag")
    def oppgave(self, frist: Frist) -> str:
        """Return the duty as a sentence; of a kind that is gone, its code."""
        try:
            return fristslag(frist.slag).handler.tittel(frist)
        except UkjentFristslag:
            return frist.slag

    @admin.display(description=_("tilstand"), ordering="forfall")
    def tilstanden(self, frist: Frist) -> str:
        """Return the state in words."""
        return tilstand(frist, klokke.naa()).ord
