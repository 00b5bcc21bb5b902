"""The forms with which a coordinator changes a workplace."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nettverk.models import Arbeidssted


class NavnForm(forms.Form):
    """Another name or address."""

    navn = forms.CharField(label=gettext_lazy("Navn"), max_length=120)
    adresse = forms.CharField(label=gettext_lazy("Adresse"), max_length=200, required=False)


class SammenslaingForm(forms.Form):
    """Which workplace takes the other over."""

    til = forms.ModelChoiceField(
        Arbeidssted.objects.none(),
        label=gettext_lazy("Hvilket arbeidssted består?"),
        empty_label=gettext_lazy("Velg arbeidssted"),
    )

    def __init__(self, *args: Any, sted: Arbeidssted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        andre = Arbeidssted.objects.som_er().filter(nettverk=sted.nettverk_id).exclude(pk=sted.pk)
        self.fields["til"].queryset = andre  # type: ignore[attr-defined]
