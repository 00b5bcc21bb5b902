"""The forms of an institution's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dybdemoter.models import Problemstilling, Seriemote, Soknad
from nettverk.sprak import dato_lang

SKJERM = [
    ("True", gettext_lazy("Vi sitter sammen ved én skjerm")),
    ("False", gettext_lazy("Vi sitter ved hver vår skjerm")),
    ("", gettext_lazy("Vi vet ikke ennå")),
]


class TeamsForm(forms.ModelForm[Soknad]):
    """Screens, and whether Teams works. What they write of Teams is a problem, ticked or not."""

    deler_skjerm = forms.TypedChoiceField(
        label=gettext_lazy("Hvordan sitter dere?"),
        choices=SKJERM,
        coerce=lambda verdi: verdi == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(),
    )

    class Meta:
        model = Soknad
        fields = ("deler_skjerm", "teams_problem", "teams_kommentar")
        labels = {
            "teams_problem": gettext_lazy("Teams fungerer ikke hos oss"),
            "teams_kommentar": gettext_lazy("Hva er det som ikke fungerer?"),
        }
        help_texts = {
            "teams_kommentar": gettext_lazy(
                "For eksempel intern sikkerhet eller brannmur. Da ser vi om det finnes en annen løsning."
            )
        }

    def clean(self) -> dict[str, Any]:
        """Count a described problem as one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["teams_problem"] = bool(data.get("teams_problem") or data.get("teams_kommentar"))
        return data


class TilbudForm(forms.Form):
    """Yes or no to a place; nothing is chosen beforehand (X1)."""

    svar = forms.ChoiceField(
        label=gettext_lazy("Vil dere ha plassen?"),
        choices=[("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))],
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Velg ja eller nei.")},
    )


class TrekkForm(forms.Form):
    """Why one withdraws from a place, and that one means it; of an application, nothing is asked."""

    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor trekker dere dere?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Rådgiverne leser det."),
        error_messages={"required": gettext_lazy("Skriv kort hvorfor dere trekker dere.")},
    )
    sikker = forms.BooleanField(
        label=gettext_lazy("Ja, vi gir fra oss plassen. Vi kan ikke få den tilbake"),
        error_messages={"required": gettext_lazy("Kryss av for at dere gir fra dere plassen.")},
    )

    def __init__(self, *args: Any, har_plass: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not har_plass:
            del self.fields["grunn"], self.fields["sikker"]


class Motefelt(forms.ModelChoiceField[Seriemote]):
    """A meeting by its date."""

    def label_from_instance(self, obj: Seriemote) -> str:
        """Return «tirsdag 12. januar 2027»."""
        return dato_lang(obj.dag)


class ProblemstillingForm(forms.Form):
    """A topic they want to discuss, at any meeting or at one, and whether they can present their practice."""

    tekst = forms.CharField(
        label=gettext_lazy("Problemstilling"),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv hva dere vil diskutere.")},
    )
    mote = Motefelt(
        label=gettext_lazy("Til hvilket møte?"),
        queryset=Seriemote.objects.none(),
        required=False,
        empty_label=gettext_lazy("Et hvilket som helst møte"),
    )
    egen_praksis = forms.BooleanField(
        label=gettext_lazy("Vi kan legge fram egen praksis om dette"), required=False
    )

    def __init__(self, *args: Any, apne: list[Seriemote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["mote"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Seriemote.objects.filter(pk__in=[mote.pk for mote in apne])


class StemmeForm(forms.Form):
    """The one topic that the institution would rather discuss than the others."""

    problemstilling = forms.ModelChoiceField(
        queryset=Problemstilling.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Velg hva dere vil stemme på."),
            "invalid_choice": gettext_lazy("Det går ikke lenger å stemme på den. Velg en av disse."),
        },
    )

    def __init__(self, *args: Any, mote: Seriemote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["problemstilling"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Problemstilling.objects.a_stemme_over(mote).select_related("fra__institusjon")
