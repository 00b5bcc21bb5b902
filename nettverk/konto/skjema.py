"""allauth's two login forms, with our labels and the right keyboard on a phone."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from nettverk.models import Person


class KodebestillingForm(RequestLoginCodeForm):
    """Asks for the address. Known or not, the answer is the same: nobody finds out who is a member."""

    _user: Person | None

    email = forms.EmailField(
        label=_("E-postadressen din"),
        help_text=_("Den du får innkallinger på. En felles postkasse for avdelingen kan ikke brukes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    def clean_email(self) -> str:
        """The address as typed. Only a person's own, present address finds her.

        allauth also looks in a table of its own, where an address could outlive the person's use of it.
        """
        adresse: str = super().clean_email()
        if self._user is not None and self._user.epost != adresse.strip().lower():
            self._user = None
        return adresse


class KodeForm(ConfirmLoginCodeForm):
    """Asks for the code from the mail; spaces and the dash may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kode = self.fields["code"]
        kode.label = _("Koden fra e-posten")
        kode.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20}
        )
