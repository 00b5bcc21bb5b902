"""The one question at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HvemForm(forms.Form):
    """Who one is: a whole name, or an e-mail address."""

    hvem = forms.CharField(
        label=_("Navnet ditt"),
        help_text=_("Fornavn og etternavn, eller e-postadressen du er påmeldt med."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
        error_messages={"required": _("Skriv navnet ditt.")},
    )
