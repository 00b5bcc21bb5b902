"""The forms of the advisers' pages on applications, places and attendance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class GrunnForm(forms.Form):
    """Why an adviser does it. The words beside the field say who will read it."""

    grunn = forms.CharField(label=gettext_lazy("Grunn"), max_length=500, widget=forms.Textarea({"rows": 3}))


class AvvisForm(GrunnForm):
    """Why an application is refused: the institution reads it at once."""

    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor får de ikke plass?"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Institusjonen får dette på e-post med en gang, slik du skriver det."),
        error_messages={"required": gettext_lazy("Skriv hvorfor. Institusjonen får lese det.")},
    )


class TrekkForInstitusjonForm(GrunnForm):
    """Why an adviser withdraws it, and what the institution said."""

    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor trekkes de?"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "For eksempel at de ringte og sa fra. Rådgiverne og institusjonen kan lese det."
        ),
        error_messages={"required": gettext_lazy("Skriv hvorfor de trekkes.")},
    )


class FordelingForm(forms.Form):
    """Which numbers get a place, and why where it is not the proposal. `kandidater` are number → name."""

    valgt = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvem får plass?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={
            "required": gettext_lazy("Kryss av for dem som får plass."),
            "invalid_choice": gettext_lazy("En av dem du krysset av, venter ikke lenger på svar."),
        },
    )
    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor annerledes enn forslaget?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Bare hvis du endrer. Grunnen blir tatt vare på."),
    )
    med_fa = forms.BooleanField(label=gettext_lazy("Kjør møtene selv om færre enn to er med"), required=False)

    def __init__(self, *args: Any, kandidater: dict[int, str], fa: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["valgt"]
        assert isinstance(felt, forms.TypedMultipleChoiceField)
        felt.choices = list(kandidater.items())
        if not fa:
            del self.fields["med_fa"]


class UtvidForm(forms.Form):
    """More time to register."""

    pamelding_frist = forms.DateField(
        label=gettext_lazy("Ny påmeldingsfrist"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Dagen regnes med til midnatt."),
        error_messages={
            "required": gettext_lazy("Velg en dato."),
            "invalid": gettext_lazy("Skriv datoen som dag, måned og år."),
        },
    )


class FulgtOppForm(forms.Form):
    """What came of talking with an institution that was missed; nothing need be written."""

    merknad = forms.CharField(
        label=gettext_lazy("Merknad"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Bare rådgiverne ser den."),
    )
