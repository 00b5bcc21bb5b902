"""The forms of the advisers' pages on topics (D10)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dybdemoter.models import Problemstilling, Serie, Seriemote


class SlaSammenForm(forms.Form):
    """Two topics or more to be merged; `inn_i` is the one that remains, asked for when they are chosen."""

    tema = forms.ModelMultipleChoiceField(
        queryset=Problemstilling.objects.none(),
        error_messages={
            "required": gettext_lazy("Kryss av for to eller flere."),
            "invalid_choice": gettext_lazy("En av dem er allerede slått sammen med en annen."),
        },
    )
    inn_i = forms.ModelChoiceField(
        label=gettext_lazy("Hvilken skal stå?"),
        queryset=Problemstilling.objects.none(),
        error_messages={
            "required": gettext_lazy("Velg hvilken som skal stå."),
            "invalid_choice": gettext_lazy("Velg en av dem som slås sammen."),
        },
    )

    def __init__(self, *args: Any, serie: Serie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("tema", "inn_i"):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ModelChoiceField)
            felt.queryset = serie.problemstillinger.filter(slatt_sammen_i=None)

    def clean_tema(self) -> Any:
        """Want two, or there is nothing to merge."""
        temaer = self.cleaned_data["tema"]
        if len(temaer) < 2:
            raise forms.ValidationError(gettext_lazy("Kryss av for to eller flere."))
        return temaer

    def clean(self) -> dict[str, Any]:
        """Want the one that remains among them."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        inn_i, temaer = data.get("inn_i"), data.get("tema")
        if inn_i is not None and temaer is not None and inn_i not in temaer:
            self.add_error("inn_i", gettext_lazy("Velg en av dem som slås sammen."))
        return data


class VelgForm(forms.Form):
    """The topic of a meeting, and why where another has more votes."""

    problemstilling = forms.ModelChoiceField(
        queryset=Problemstilling.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Velg en problemstilling."),
            "invalid_choice": gettext_lazy("Den kan ikke lenger velges. Velg en av disse."),
        },
    )
    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor denne?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Bare hvis en annen har flere stemmer. Alle som er med, får lese det."),
    )

    def __init__(self, *args: Any, mote: Seriemote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["problemstilling"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Problemstilling.objects.a_stemme_over(mote)


class AvtaltForm(forms.Form):
    """A topic that was settled in a meeting."""

    tekst = forms.CharField(
        label=gettext_lazy("Problemstilling"),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Skriv om praksis, ikke om enkeltpersoner."),
        error_messages={"required": gettext_lazy("Skriv problemstillingen.")},
    )
