"""Forms of the yearly question on workplace and nearest manager (L19)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nettverk.models import Arbeidssted, Opplysningssjekk, Person


class EndringForm(forms.Form):
    """What a member tells is no longer so. What is left empty is as it was."""

    arbeidssted = forms.CharField(label=gettext_lazy("Nytt arbeidssted"), required=False, max_length=120)
    leder_navn = forms.CharField(
        label=gettext_lazy("Navnet på ny nærmeste leder"), required=False, max_length=160
    )
    leder_epost = forms.EmailField(
        label=gettext_lazy("E-postadressen til lederen"),
        required=False,
        help_text=gettext_lazy("Lederen får beskjed om fravær, og kopi av referatene."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for something, and for a name where there is an address."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Skriv hva som er endret."))
        if data.get("leder_epost") and not data.get("leder_navn"):
            self.add_error("leder_navn", _("Skriv navnet også."))
        return data


class BehandlingForm(forms.Form):
    """What the coordinator makes of a member's words: one of those we know, a new one, or no change."""

    SOM_FOR, NY = "som_for", "ny"

    arbeidssted = forms.ChoiceField(label=gettext_lazy("Arbeidssted"))
    leder = forms.ChoiceField(label=gettext_lazy("Nærmeste leder"))

    def __init__(self, *args: Any, sjekk: Opplysningssjekk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sjekk = sjekk
        self.nettverk = sjekk.medlemskap.gruppe.nettverk
        self.steder = {str(sted.pk): sted for sted in self.nettverk.arbeidssteder.filter(slutt=None)}
        ledere = Person.objects.filter(leder_for__gruppe__nettverk=self.nettverk).distinct()
        self.ledere = {str(leder.pk): leder for leder in ledere}
        self._still_opp("arbeidssted", sjekk.arbeidssted, {pk: s.navn for pk, s in self.steder.items()})
        self._still_opp("leder", sjekk.leder_navn, {pk: _leder(p) for pk, p in self.ledere.items()})
        if "leder" in self.fields:
            self.fields["leder"].initial = self._kjent_leder()

    def _still_opp(self, navn: str, meldt: str, kjente: dict[str, str]) -> None:
        """Offer what the member wrote, and those we know; begin with one of the same name."""
        if not meldt:
            del self.fields[navn]
            return
        felt = self.fields[navn]
        assert isinstance(felt, forms.ChoiceField)
        ny = _("Ny: %(navn)s") % {"navn": meldt}
        felt.choices = [(self.NY, ny), *kjente.items(), (self.SOM_FOR, _("Ikke endre"))]
        like = [pk for pk, kjent in kjente.items() if kjent.casefold() == meldt.casefold()]
        felt.initial = like[0] if len(like) == 1 else self.NY

    def _kjent_leder(self) -> str:
        """Return whom the address belongs to, else the only one of that name, else a new one."""
        epost, navn = self.sjekk.leder_epost.lower(), self.sjekk.leder_navn.casefold()
        paa_adressen = [pk for pk, p in self.ledere.items() if epost and p.epost == epost]
        paa_navnet = [pk for pk, p in self.ledere.items() if p.navn.casefold() == navn]
        funnet = paa_adressen or ([] if epost else paa_navnet)
        return funnet[0] if len(funnet) == 1 else self.NY

    def clean(self) -> dict[str, Any]:
        """Refuse to accept a change that changes nothing."""
        data = super().clean() or self.cleaned_data
        if not self.errors and set(data.values()) == {self.SOM_FOR}:
            raise ValidationError(_("Velg hva som skal endres, eller avvis meldingen."))
        return data

    def valgt_arbeidssted(self) -> Arbeidssted | None:
        """Return the workplace, a new one not saved; None for no change."""
        valg = self.cleaned_data.get("arbeidssted", self.SOM_FOR)
        if valg == self.NY:
            return Arbeidssted(nettverk=self.nettverk, navn=self.sjekk.arbeidssted)
        return self.steder.get(valg)

    def valgt_leder(self) -> Person | None:
        """Return the manager, a new one not saved; None for no change.

        An address belongs to one person in the portal, whatever network knows her.
        """
        valg = self.cleaned_data.get("leder", self.SOM_FOR)
        if valg != self.NY:
            return self.ledere.get(valg)
        epost = self.sjekk.leder_epost.lower() or None
        kjent = Person.objects.filter(epost=epost).first() if epost else None
        return kjent or _ny_leder(self.sjekk.leder_navn, epost)


def _leder(person: Person) -> str:
    return f"{person.navn} ({person.adresse})" if person.adresse else person.navn


def _ny_leder(navn: str, epost: str | None) -> Person:
    fornavn, _mellom, etternavn = navn.strip().rpartition(" ")
    person = Person(fornavn=fornavn or etternavn, etternavn=etternavn if fornavn else "", epost=epost)
    person.set_unusable_password()
    return person
