"""Who represents the operating group in which group (L8)."""

from django.contrib import admin

from nettverk.models import Driftsrepresentant
from nettverk.nettverksadmin import EgneValg, Historikkadmin, Nettverkstabell


class Driftstabell(Nettverkstabell):
    """The representatives, below their group; new ones are added here."""

    model = Driftsrepresentant
    kan_legges_til = True
    fields = ("person", "fra", "til")
    autocomplete_fields = ("person",)


@admin.register(Driftsrepresentant)
class DriftsrepresentantRegister(Historikkadmin[Driftsrepresentant]):
    """The representatives of all groups."""

    nettverksti = "gruppe__nettverk"
    list_display = ("person", "gruppe", "fra", "til")
    list_select_related = ("person", "gruppe")
    list_filter = (("gruppe", EgneValg), ("til", admin.EmptyFieldListFilter))
    search_fields = ("person__fornavn", "person__etternavn", "gruppe__navn")
    autocomplete_fields = ("person",)
    date_hierarchy = "fra"
