"""Forms beside the member's own answer."""

from typing import Any

from django.utils.translation import gettext as _

from moter.forms import SvarForm
from nettverk.models import Person


class SvarForForm(SvarForm):
    """An answer for somebody else (L19). What she has told the kitchen is not shown; empty keeps it."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["svar"].label = _("Svaret til %(navn)s") % {"navn": person.navn}
        mangler = _("Velg om %(navn)s kommer eller ikke kan komme. Ingenting er sendt.")
        self.fields["svar"].error_messages["required"] = mangler % {"navn": person.fornavn}
