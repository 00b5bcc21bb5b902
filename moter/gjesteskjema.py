"""The forms of guests: what they tell of themselves, and what the organiser writes to invite them (L13)."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.gjester import Gjestesvar

JA_NEI = [("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))]
SKILLE = re.compile(r"[,;\n\r]+")
I_HAKER = re.compile(r"<([^<>]*)>")
HILSEN_MAKS = 500


class GjestForm(forms.Form):
    """A guest's own answer. Whether she eats is not chosen beforehand: the kitchen counts on it."""

    navn = forms.CharField(
        label=gettext_lazy("Navn"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    arbeidssted = forms.CharField(
        label=gettext_lazy("Arbeidssted"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    yrke = forms.CharField(
        label=gettext_lazy("Yrke"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    lunsj = forms.ChoiceField(
        label=gettext_lazy("Spiser du lunsj?"),
        choices=JA_NEI,
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Velg om du spiser lunsj.")},
    )
    mat = forms.CharField(
        label=gettext_lazy("Må kjøkkenet vite noe?"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, mat_slettes: str, kan_endre_mat: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mat"].help_text = _(
            "For eksempel vegetar eller uten nøtter. Arrangøren ser det, og det slettes %(dato)s."
        ) % {"dato": mat_slettes}
        if not kan_endre_mat:
            del self.fields["lunsj"], self.fields["mat"]

    def svar(self) -> Gjestesvar:
        """Return what was answered; without the questions of food, as if none was eaten."""
        data = self.cleaned_data
        return Gjestesvar(
            navn=data["navn"],
            yrke=data["yrke"],
            arbeidssted=data["arbeidssted"],
            lunsj=data.get("lunsj") == "ja",
            mat=data.get("mat", ""),
        )


class ApenGjestForm(GjestForm):
    """Registering by the open invitation. `nettside` is shown to nobody: only programs fill it in."""

    epost = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Hit sender vi kvittering og kalenderfil."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    nettside = forms.CharField(required=False)

    field_order = ("navn", "epost", "arbeidssted", "yrke", "lunsj", "mat", "nettside")

    @property
    def er_fra_et_program(self) -> bool:
        """Whether what no person sees has been filled in."""
        return bool(self.cleaned_data["nettside"])


class KollegaForm(forms.Form):
    """Somebody from the same workplace, registered by another guest; she adds the rest herself."""

    navn = forms.CharField(label=gettext_lazy("Navn"), max_length=120)
    epost = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Kollegaen får kvittering, kalenderfil og sin egen lenke."),
    )
    lunsj = forms.ChoiceField(
        label=gettext_lazy("Spiser kollegaen lunsj?"),
        choices=JA_NEI,
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Velg om kollegaen spiser lunsj.")},
    )

    def svar(self, arbeidssted: str) -> Gjestesvar:
        """Return it as the colleague's answer."""
        data = self.cleaned_data
        return Gjestesvar(data["navn"], "", arbeidssted, lunsj=data["lunsj"] == "ja")


def _hilsen() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Hilsen"),
        required=False,
        max_length=HILSEN_MAKS,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Står øverst i e-posten, med navnet ditt under."),
    )


class HilsenForm(forms.Form):
    """A few words above the invitation."""

    hilsen = _hilsen()


class InvitasjonForm(forms.Form):
    """Addresses to invite, as they are pasted from anywhere; a bad one never spoils the good."""

    adresser = forms.CharField(
        label=gettext_lazy("E-postadresser"),
        max_length=8000,
        widget=forms.Textarea({"rows": 3, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy("Én eller flere, med komma, mellomrom eller linjeskift mellom."),
        error_messages={"required": gettext_lazy("Skriv minst én e-postadresse.")},
    )
    hilsen = _hilsen()

    def clean_adresser(self) -> tuple[list[str], list[str]]:
        """Return the good addresses and what is no address, both as typed."""
        gode: list[str] = []
        darlige: list[str] = []
        for adresse in delt_opp(self.cleaned_data["adresser"]):
            (gode if _er_adresse(adresse) else darlige).append(adresse)
        if not gode:
            raise ValidationError(feil_adresser(darlige))
        return gode, darlige


def delt_opp(tekst: str) -> list[str]:
    """Return the addresses in a text, also where names stand before them: «Kari Bø <kari@x.no>; …»."""
    deler: list[str] = []
    for stykke in SKILLE.split(tekst):
        i_haker = I_HAKER.findall(stykke)
        deler += i_haker or stykke.split()
    return [renset for del_ in deler if (renset := del_.strip().strip("\"'.").removeprefix("mailto:"))]


def feil_adresser(adresser: Iterable[str]) -> str:
    """Return what is wrong in words, with each bad address named."""
    navngitt = ", ".join(f"«{adresse}»" for adresse in adresser)
    return _("Dette er ikke e-postadresser: %(adresser)s.") % {"adresser": navngitt}


def _er_adresse(tekst: str) -> bool:
    try:
        validate_email(tekst)
    except ValidationError:
        return False
    return len(tekst) <= 254


class MaksForm(forms.Form):
    """How many guests there is room for."""

    maks = forms.IntegerField(
        label=gettext_lazy("Plasser til gjester"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=gettext_lazy("Tomt betyr så mange som vil. Er det fullt, må du si ja til flere."),
    )
