"""The forms with which a meeting is moved or cancelled (L17)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Mote
from nettverk.klokke import OSLO


class BeskjedForm(forms.Form):
    """A line to everybody, and what the one who acts has seen of time and place."""

    melding = forms.CharField(
        label=gettext_lazy("Kort beskjed"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Står i e-posten til alle, også til gjester. Skriv ikke noe om helse."),
    )
    sett = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, mote: Mote, **kwargs: Any) -> None:
        kwargs["initial"] = {"sett": mote.sekvens, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.mote = mote

    def se_pa_nytt(self) -> None:
        """Let the form say what time and place are now: who sends it again has seen that."""
        self.data = {**{navn: self.data[navn] for navn in self.data}, "sett": str(self.mote.sekvens)}


class FlyttForm(BeskjedForm):
    """A new time and place, on the clock in Norway."""

    dato = forms.DateField(label=gettext_lazy("Ny dato"), widget=forms.DateInput())
    fra = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=forms.TimeInput())
    til = forms.TimeField(label=gettext_lazy("Til klokken"), widget=forms.TimeInput())
    sted = forms.CharField(label=gettext_lazy("Sted"), max_length=160, required=False)
    adresse = forms.CharField(label=gettext_lazy("Adresse"), max_length=200, required=False)

    field_order = ("dato", "fra", "til", "sted", "adresse", "melding", "sett")

    def __init__(self, *args: Any, mote: Mote, naa: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "dato": mote.dag,
            "fra": mote.lokal_start.time(),
            "til": mote.lokal_slutt.time(),
            "sted": mote.sted,
            "adresse": mote.adresse,
        }
        super().__init__(*args, mote=mote, **kwargs)
        self.naa = naa

    def clean(self) -> dict[str, Any]:
        """Refuse times that run backwards, and a meeting in the past."""
        data = super().clean() or self.cleaned_data
        if not {"dato", "fra", "til"} <= data.keys():
            return data
        data["start"] = datetime.combine(data["dato"], data["fra"], tzinfo=OSLO)
        data["slutt"] = datetime.combine(data["dato"], data["til"], tzinfo=OSLO)
        if data["slutt"] <= data["start"]:
            self.add_error("til", _("Møtet må slutte etter at det begynner."))
        if data["start"] <= self.naa:
            self.add_error("dato", _("Tidspunktet er allerede passert."))
        return data

    def ny_tid(self) -> dict[str, Any]:
        """Return time and place as the verb takes them."""
        return {navn: self.cleaned_data[navn] for navn in ("start", "slutt", "sted", "adresse")}
