"""Norwegian public holidays by name, in the active language."""

from datetime import date
from typing import TYPE_CHECKING

import holidays
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Asked for in English, so that the names stay the keys below whatever the server's own language is.
_HELLIGDAGER = holidays.country_holidays("NO", language="en_US")
_SKILLE = "; "  # between two on one day, as on 17 May 2027

NAVN: dict[str, "StrOrPromise"] = {
    "New Year's Day": _("første nyttårsdag"),
    "Maundy Thursday": _("skjærtorsdag"),
    "Good Friday": _("langfredag"),
    "Easter Sunday": _("første påskedag"),
    "Easter Monday": _("andre påskedag"),
    "Labor Day": _("1. mai"),
    "Constitution Day": _("17. mai"),
    "Ascension Day": _("Kristi himmelfartsdag"),
    "Pentecost": _("første pinsedag"),
    "Pentecost Monday": _("andre pinsedag"),
    "Christmas Day": _("første juledag"),
    "Second Day of Christmas": _("andre juledag"),
}


def helligdager(dag: date) -> list[str]:
    """Return the names of the public holidays this local date is; empty on most days."""
    navn = _HELLIGDAGER.get(dag)
    return [str(NAVN.get(ett, ett)) for ett in navn.split(_SKILLE)] if navn else []
