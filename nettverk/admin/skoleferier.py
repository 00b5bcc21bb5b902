"""School holidays, entered by the coordinators so that planning can warn about them (L7)."""

from django.contrib import admin

from nettverk.models import Skoleferie
from nettverk.nettverksadmin import EgneValg, NettverkAdmin


@admin.register(Skoleferie)
class SkoleferieRegister(NettverkAdmin[Skoleferie]):
    """When the schools of a county are closed."""

    nettverksti = "nettverk"
    list_display = ("navn", "fylke", "fra", "til")
    list_filter = ("fylke", ("nettverk", EgneValg))
    search_fields = ("navn",)
    date_hierarchy = "fra"
