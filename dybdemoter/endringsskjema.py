"""The forms with which a meeting is moved or cancelled, or a whole series called off (L17, D12)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dybdemoter.models import Seriemote
from nettverk.klokke import OSLO


class MeldingForm(forms.Form):
    """A line to everybody."""

    melding = forms.CharField(
        label=gettext_lazy("Kort beskjed"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Står i e-posten til alle. Skriv ikke noe om helse."),
    )


class AvlysSerieForm(MeldingForm):
    """Why there will be no series: who has applied reads it."""

    melding = forms.CharField(
        label=gettext_lazy("Hvorfor blir møterekken avlyst?"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Alle som har meldt seg på, får lese det."),
        error_messages={"required": gettext_lazy("Skriv hvorfor. De som har meldt seg på, får lese det.")},
    )


class FlyttForm(MeldingForm):
    """A new time, on the clock in Norway. `sett` is the calendar number that she who moves it has seen."""

    dato = forms.DateField(label=gettext_lazy("Ny dato"), widget=forms.DateInput())
    fra = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=forms.TimeInput())
    til = forms.TimeField(label=gettext_lazy("Til klokken"), widget=forms.TimeInput())
    sett = forms.IntegerField(required=False, widget=forms.HiddenInput())

    field_order = ("dato", "fra", "til", "melding", "sett")

    def __init__(self, *args: Any, mote: Seriemote, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "dato": mote.dag,
            "fra": mote.lokal_start.time(),
            "til": mote.lokal_slutt.time(),
            "sett": mote.sekvens,
        }
        super().__init__(*args, **kwargs)
        self.mote = mote

    def clean(self) -> dict[str, Any]:
        """Put the moments together; refuse a time that is no move, and one seen before somebody else's."""
        data = super().clean() or self.cleaned_data
        if data.get("sett") != self.mote.sekvens:
            self.add_error(None, _("Møtet er endret siden du åpnet siden. Se på det på nytt."))
        if {"dato", "fra", "til"} <= data.keys():
            data["start"] = datetime.combine(data["dato"], data["fra"], tzinfo=OSLO)
            data["slutt"] = datetime.combine(data["dato"], data["til"], tzinfo=OSLO)
            if (data["start"], data["slutt"]) == (self.mote.start, self.mote.slutt):
                self.add_error("dato", _("Møtet er allerede på denne tiden."))
        return data
