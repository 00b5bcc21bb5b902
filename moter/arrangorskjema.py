"""The forms about who organises: confirming, swapping, and letting the workplace take over (L5, L6)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.arrangor import NesteTur
from moter.bytte import Mulighet
from moter.models import Arrangorbytte
from moter.overtakelse import Kontakt
from nettverk.models import Medlemskap, Person
from nettverk.sprak import dato_dag

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


class BytteForm(forms.Form):
    """Whom to ask: one who swaps, or one who takes over. Nobody is chosen beforehand."""

    valg = forms.ChoiceField(
        label=gettext_lazy("Hvem vil du spørre?"),
        widget=forms.RadioSelect(),
        error_messages={
            "required": gettext_lazy("Velg hvem du vil spørre."),
            "invalid_choice": gettext_lazy("Dette valget finnes ikke lenger. Velg på nytt."),
        },
    )
    annen = forms.ChoiceField(
        label=gettext_lazy("Hvem kan ta over?"),
        required=False,
        help_text=gettext_lazy("Bare de som ikke er arrangør for noe møte nå."),
        error_messages={"required": gettext_lazy("Velg hvem du vil spørre.")},
    )

    def __init__(self, *args: Any, muligheter: list[Mulighet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.muligheter = {_nokkel(en): en for en in muligheter}
        bytter = [(n, _bytte(en.person, en.mote.dag)) for n, en in self.muligheter.items() if en.mote]
        ledige = [(n, en.person.navn) for n, en in self.muligheter.items() if not en.mote]
        overtas = [(ANNEN, _("En annen, som tar over møtet uten å bytte"))] if ledige else []
        self.fields["valg"].choices = [*bytter, *overtas]  # type: ignore[attr-defined]
        self.fields["annen"].choices = [("", _("Velg")), *ledige]  # type: ignore[attr-defined]
        if not bytter:
            del self.fields["valg"]
            self.fields["annen"].required = True
        if not ledige:
            del self.fields["annen"]

    def clean(self) -> dict[str, Any]:
        """Ask for the name where it is one who takes over."""
        data = super().clean() or self.cleaned_data
        if data.get("valg") == ANNEN and not data.get("annen") and "annen" not in self.errors:
            self.add_error("annen", _("Velg hvem du vil spørre."))
        return data

    def valgt(self) -> Mulighet:
        """Return who was chosen, and for which meeting."""
        valg = self.cleaned_data.get("valg", ANNEN)
        return self.muligheter[self.cleaned_data["annen"] if valg == ANNEN else valg]


def _nokkel(mulighet: Mulighet) -> str:
    return f"{mulighet.person.pk}-{mulighet.mote.pk if mulighet.mote else ''}"


def _bytte(person: Person, dag: date) -> str:
    hva = _("Bytter med møtet %(dato)s") % {"dato": dato_dag(dag)}
    return format_html('{}<br><span class="liten dempet">{}</span>', person.navn, hva)


class ByttesvarForm(forms.Form):
    """Yes or no to a swap. Neither is chosen beforehand (X1)."""

    JA, NEI = "ja", "nei"
    svar = forms.ChoiceField(
        label=gettext_lazy("Hva svarer du?"),
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Velg ja eller nei.")},
    )

    def __init__(self, *args: Any, bytte: Arrangorbytte, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ja = _("Ja, vi bytter") if bytte.mot_start else _("Ja, jeg tar over møtet")
        self.fields["svar"].choices = [(self.JA, ja), (self.NEI, _("Nei"))]  # type: ignore[attr-defined]

    def sa_ja(self) -> bool:
        """Whether it was a yes."""
        return bool(self.cleaned_data["svar"] == self.JA)


class OvertaForm(forms.Form):
    """The workplace's contact (L6)."""

    fornavn = forms.CharField(
        label=gettext_lazy("Fornavn"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    etternavn = forms.CharField(
        label=gettext_lazy("Etternavn"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    epost = forms.EmailField(
        label=gettext_lazy("E-postadresse"),
        help_text=gettext_lazy("Hit går oppgavene, datoene og en personlig lenke til møtet."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    telefon = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Bare gruppeansvarlig og sekretariatet ser nummeret."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )

    def kontakt(self) -> Kontakt:
        """Return who was named."""
        return Kontakt(**self.cleaned_data)
