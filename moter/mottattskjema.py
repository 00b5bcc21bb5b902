"""The form with which the coordinator registers what came as a file (L12, L15)."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nettverk.filer import DOKUMENTER, Filfelt


class MottattForm(forms.Form):
    """A document, and the day it came."""

    fil = Filfelt(
        label=gettext_lazy("Filen"),
        endelser=DOKUMENTER,
        help_text=gettext_lazy("Word, OpenDocument eller PDF. Høyst 10 MB."),
    )
    dag = forms.DateField(
        label=gettext_lazy("Når kom den?"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Datoen avgjør om den kom innen fristen."),
    )

    def __init__(self, *args: Any, i_dag: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"dag": i_dag}
        super().__init__(*args, **kwargs)
        self.i_dag = i_dag

    def clean_dag(self) -> date:
        """Refuse a day that has not come."""
        dag: date = self.cleaned_data["dag"]
        if dag > self.i_dag:
            raise ValidationError(_("Datoen kan ikke være etter i dag."))
        return dag
