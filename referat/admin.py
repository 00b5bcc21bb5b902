"""Register of minutes: where they stand, not what they say."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from nettverk.nettverksadmin import EgneValg, NettverkAdmin
from referat.models import Referat


@admin.register(Referat)
class ReferatRegister(NettverkAdmin[Referat]):
    """When minutes were approved and delivered. Items and notes of part 1 are in no register."""

    nettverksti = "mote__gruppe__nettverk"
    bare_les = True
    list_display = ("motet", "status", "godkjent", "levert", "kopi_sendt")
    list_select_related = ("mote__gruppe",)
    list_filter = ("status", ("mote__gruppe", EgneValg))
    date_hierarchy = "mote__start"
    fields = ("motet", "status", "lagret", "godkjent", "levert", "kopi_sendt")

    @admin.display(description=_("møte"), ordering="mote__start")
    def motet(self, referat: Referat) -> str:
        """Return which meeting."""
        return str(referat.mote)
