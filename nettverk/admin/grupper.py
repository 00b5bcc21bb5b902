"""Networks, their groups, workplaces and topics, and who is a member."""

from itertools import combinations
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse

from nettverk import klokke
from nettverk.admin.drift import Driftstabell
from nettverk.models import (
    Arbeidssted,
    Gruppe,
    Kompetansepunkt,
    Medlemskap,
    Nettverk,
    Nettverksrolle,
)
from nettverk.nettverksadmin import EgneValg, Historikkadmin, NettverkAdmin, Nettverkstabell
from nettverk.registre import er_drift


class Rolletabell(Nettverkstabell):
    """The secretariat's people, below their network."""

    model = Nettverksrolle


@admin.register(Nettverk)
class NettverkRegister(NettverkAdmin[Nettverk]):
    """A coordinator changes her own network; operators add new ones."""

    nettverksti = "pk"
    list_display = ("navn", "kortnavn", "epost", "malform")
    prepopulated_fields = {"slug": ("navn",)}
    inlines = (Rolletabell,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new network is the operators' business."""
        return er_drift(request)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose the short name from the name, for a new network only: addresses are to last."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(Nettverksrolle)
class NettverksrolleRegister(NettverkAdmin[Nettverksrolle]):
    """Who is coordinator is the operators' business."""

    nettverksti = "nettverk"
    list_display = ("person", "nettverk", "rolle")
    list_select_related = ("person", "nettverk")
    list_filter = (("nettverk", EgneValg), "rolle")
    autocomplete_fields = ("person",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only operators make coordinators."""
        return er_drift(request)

    def has_change_permission(self, request: HttpRequest, obj: Nettverksrolle | None = None) -> bool:
        """Only operators change them."""
        return er_drift(request)


@admin.register(Arbeidssted)
class ArbeidsstedRegister(NettverkAdmin[Arbeidssted]):
    """Workplaces."""

    nettverksti = "nettverk"
    list_display = ("navn", "adresse", "slutt")
    list_filter = (("nettverk", EgneValg), ("slutt", admin.EmptyFieldListFilter))
    search_fields = ("navn", "adresse")

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Arbeidssted], search_term: str
    ) -> tuple[models.QuerySet[Arbeidssted], bool]:
        """Offer no workplace that has ended, where one is chosen for something else."""
        funnet, dobbelt = super().get_search_results(request, queryset, search_term)
        valgliste = request.path == reverse("admin:autocomplete")
        return (funnet.filter(slutt=None) if valgliste else funnet), dobbelt


@admin.register(Kompetansepunkt)
class KompetansepunktRegister(NettverkAdmin[Kompetansepunkt]):
    """Topics of the competence plan."""

    nettverksti = "nettverk"
    list_display = ("tittel", "aktiv")
    list_filter = (("nettverk", EgneValg), "aktiv")
    search_fields = ("tittel",)


class Medlemskapssett(BaseInlineFormSet[Medlemskap, Gruppe, Any]):
    """New members of one group, added together: also they may not overlap each other."""

    def clean(self) -> None:
        """Say beside the later row's first day that the person is there already."""
        super().clean()
        nye = [skjema for skjema in self.extra_forms if skjema.is_valid() and skjema.has_changed()]
        for forste, neste in combinations(nye, 2):
            en, annen = forste.instance, neste.instance
            if en.person_id == annen.person_id and en.har_felles_dag(annen):
                neste.add_error("fra", Medlemskap.OVERLAPP)


class Medlemstabell(Nettverkstabell):
    """The members, below their group; new ones are added here."""

    model = Medlemskap
    formset = Medlemskapssett
    kan_legges_til = True
    fields = ("person", "rolle", "fra", "til", "arbeidssted", "naermeste_leder")
    autocomplete_fields = ("person", "arbeidssted", "naermeste_leder")


@admin.register(Gruppe)
class GruppeRegister(Historikkadmin[Gruppe]):
    """The groups, each with its members."""

    nettverksti = "nettverk"
    list_display = ("navn", "nettverk", "fylke", "slutt")
    list_select_related = ("nettverk",)
    list_filter = (("nettverk", EgneValg), "fylke", ("slutt", admin.EmptyFieldListFilter))
    search_fields = ("navn",)
    inlines = (Medlemstabell, Driftstabell)


@admin.register(Medlemskap)
class MedlemskapRegister(Historikkadmin[Medlemskap]):
    """Who is in which group, from when to when."""

    nettverksti = "gruppe__nettverk"
    list_display = ("person", "gruppe", "rolle", "arbeidssted", "naermeste_leder", "fra", "til")
    list_filter = (("gruppe", EgneValg), "rolle", ("til", admin.EmptyFieldListFilter))
    search_fields = ("person__fornavn", "person__etternavn", "gruppe__navn", "arbeidssted__navn")
    autocomplete_fields = ("person", "arbeidssted", "naermeste_leder")
    date_hierarchy = "fra"

    def has_delete_permission(self, request: HttpRequest, obj: Medlemskap | None = None) -> bool:
        """Undo a slip on the day it was made. After that a membership ends, and stays true (L18)."""
        if not super().has_delete_permission(request, obj) or obj is None:
            return False
        fort = obj.history.order_by("history_date").first()
        return fort is not None and klokke.dag(fort.history_date) == klokke.dag(klokke.naa())

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Medlemskap]:
        """Fetch with it what a row prints, here and below its group."""
        return (
            super().get_queryset(request).select_related("person", "gruppe", "arbeidssted", "naermeste_leder")
        )
