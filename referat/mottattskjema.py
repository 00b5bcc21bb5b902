"""The form with which the coordinator registers minutes that came as a file (L15)."""

from django import forms
from django.utils.translation import gettext_lazy

from moter.mottattskjema import MottattForm


class ReferatMottattForm(MottattForm):
    """A document, the day it came, and that it may go to the managers as it is."""

    uten_del1 = forms.BooleanField(
        label=gettext_lazy("Jeg har sett at filen ikke har detaljer fra del 1"),
        help_text=gettext_lazy("Lederne får den som den er. Del 1 kan bare være med som temaer, uten navn."),
        error_messages={"required": gettext_lazy("Se over filen først. Lederne får den som den er.")},
    )
