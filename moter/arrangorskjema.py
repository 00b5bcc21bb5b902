"""The form with which the group lead confirms who organises (L5)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.arrangor import NesteTur
from nettverk.models import Medlemskap, Person

ANNEN = "annen"


class ArrangorForm(forms.Form):
    """One of the next three, or another member with a reason. The first of the three is chosen beforehand."""

    valg = forms.ChoiceField(
        label=gettext_lazy("Hvem blir arrangør?"),
        widget=forms.RadioSelect(),
        error_messages={
            "required": gettext_lazy("Velg hvem som blir arrangør."),
            "invalid_choice": gettext_lazy("Forslaget er endret siden du åpnet siden. Velg på nytt."),
        },
    )
    annen = forms.ChoiceField(
        label=gettext_lazy("Hvem i så fall?"),
        required=False,
        help_text=gettext_lazy("Bare når du velger en annen."),
    )
    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor en annen?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Gruppeansvarlig og sekretariatet kan se begrunnelsen."),
    )

    def __init__(
        self, *args: Any, tur: NesteTur, andre: list[Medlemskap], i_dag: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        forslag = [
            (str(t.medlemskap.person_id), _forslag(t.medlemskap, t.begrunnelse(i_dag))) for t in tur.forslag
        ]
        foreslatte = {t.medlemskap.person_id for t in tur.forslag}
        self.andre = [m for m in andre if m.person_id not in foreslatte]
        self.personer = {str(m.person_id): m.person for m in andre}
        valg = [*forslag, *([(ANNEN, _("En annen i gruppen"))] if self.andre else [])]
        self.fields["valg"].choices = valg  # type: ignore[attr-defined]
        self.fields["valg"].initial = valg[0][0] if forslag else None
        self.fields["annen"].choices = [  # type: ignore[attr-defined]
            ("", _("Velg")), *((str(m.person_id), m.person.navn) for m in self.andre)
        ]  # fmt: skip
        if not self.andre:
            del self.fields["annen"], self.fields["grunn"]

    def clean(self) -> dict[str, Any]:
        """Ask for name and reason where it is another."""
        data = super().clean() or self.cleaned_data
        if data.get("valg") == ANNEN:
            if not data.get("annen") and "annen" not in self.errors:
                self.add_error("annen", _("Velg hvem det blir."))
            if not data.get("grunn") and "grunn" not in self.errors:
                self.add_error("grunn", _("Skriv hvorfor det blir en annen enn de tre som står for tur."))
        return data

    def valgt(self) -> tuple[Person, str]:
        """Return who was chosen, and the reason if it is another."""
        if self.cleaned_data["valg"] == ANNEN:
            return self.personer[self.cleaned_data["annen"]], self.cleaned_data["grunn"]
        return self.personer[self.cleaned_data["valg"]], ""


def _forslag(medlemskap: Medlemskap, grunn: str) -> str:
    sted = f", {medlemskap.arbeidssted.navn}" if medlemskap.arbeidssted else ""
    return format_html('{}{}<br><span class="liten dempet">{}</span>', medlemskap.person.navn, sted, grunn)
