"""The form an institution registers with, in two steps; the second gives the number in the queue (D3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dybdemoter.deltakere import Deltakerdata
from dybdemoter.models import Region, Serie
from dybdemoter.navnenokkel import navnenokkel, rent_orgnr
from dybdemoter.pamelding import Skjema
from dybdemoter.tekster import tall_i_ord

TYPER = [
    ("dogn", gettext_lazy("Døgntilbud")),
    ("dag", gettext_lazy("Dagtilbud")),
    ("poliklinisk", gettext_lazy("Poliklinisk tilbud")),
]
SKREVNE = ("institusjon", "orgnr", "typer", "navn", "epost", "telefon", "teams_kommentar")
FLEST_DELTAKERE = 12
FORSTE_RADER = 3  # «at to til tre personer […] deltar på hvert møte»


class InstitusjonForm(forms.Form):
    """Step 1: who registers. `nettside` is shown to nobody: only programs fill it in."""

    institusjon = forms.CharField(
        label=gettext_lazy("Institusjon eller klinikk"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("Skriv navnet på institusjonen eller klinikken.")},
    )
    orgnr = forms.CharField(
        label=gettext_lazy("Organisasjonsnummer"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "size": 14}),
    )
    region = forms.ChoiceField(label=gettext_lazy("Region"), choices=Region)
    typer = forms.MultipleChoiceField(
        label=gettext_lazy("Hva slags tilbud har dere?"),
        choices=TYPER,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Kryss av for alle som passer."),
        error_messages={"required": gettext_lazy("Velg minst ett slags tilbud.")},
    )
    navn = forms.CharField(
        label=gettext_lazy("Kontaktperson"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Skriv hvem vi skal kontakte.")},
    )
    epost = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Hit sender vi kvittering og svar."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Skriv e-postadressen til kontaktpersonen.")},
    )
    telefon = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "size": 14}),
    )
    nettside = forms.CharField(required=False)

    def __init__(self, *args: Any, serie: Serie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.serie = serie
        self.fields["region"].initial = serie.region

    def clean_institusjon(self) -> str:
        """Refuse a name that has nothing in it but marks."""
        navn: str = self.cleaned_data["institusjon"]
        if not navnenokkel(navn):
            raise ValidationError(_("Skriv navnet på institusjonen eller klinikken."))
        return navn

    def clean_orgnr(self) -> str:
        """Return the nine digits, or nothing; the last of them says whether the others are right."""
        try:
            return rent_orgnr(self.cleaned_data["orgnr"])
        except ValueError:
            melding = _("Organisasjonsnummeret stemmer ikke. Det har ni sifre, og kan stå tomt.")
            raise ValidationError(melding) from None

    def clean_region(self) -> str:
        """Refuse another region's institution, and say where it belongs."""
        region: str = self.cleaned_data["region"]
        if region != self.serie.region:
            felt = {"region": self.serie.get_region_display(), "valgt": Region(region).label}
            raise ValidationError(
                _("Denne møterekken er for %(region)s. Meld dere på møterekken for %(valgt)s.") % felt
            )
        return region

    @property
    def er_fra_et_program(self) -> bool:
        """Whether what no person sees has been filled in."""
        return bool(self.cleaned_data["nettside"])


class BekreftForm(forms.Form):
    """Step 2: what the institution says yes to, and what the advisers should know."""

    teams_problem = forms.BooleanField(label=gettext_lazy("Teams fungerer ikke hos oss"), required=False)
    teams_kommentar = forms.CharField(
        label=gettext_lazy("Hva er det som ikke fungerer?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "For eksempel intern sikkerhet eller brannmur. Da ser vi om det finnes en annen løsning."
        ),
    )
    arbeid_hovedmal = forms.BooleanField(
        label=gettext_lazy("Arbeid er hovedmålet for rehabiliteringen hos oss"),
        error_messages={
            "required": gettext_lazy("Møtene er for rehabilitering som har arbeid som hovedmål.")
        },
    )
    bindende = forms.BooleanField(
        error_messages={"required": gettext_lazy("Påmeldingen er bindende. Kryss av for at dere godtar det.")}
    )

    def __init__(self, *args: Any, serie: Serie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        antall = len(serie.gjeldende_moter())
        self.fields["bindende"].label = (
            _("Påmeldingen er bindende. Får vi plass, er minst én av oss med på alle de %(antall)s møtene")
            % {"antall": tall_i_ord(antall)}
            if antall > 1
            else _("Påmeldingen er bindende. Får vi plass, er minst én av oss med")
        )


class DeltakerForm(forms.Form):
    """One participant. A row without a name is nobody."""

    navn = forms.CharField(label=gettext_lazy("Navn"), max_length=120, required=False)
    yrke = forms.CharField(label=gettext_lazy("Yrke"), max_length=80, required=False)
    epost = forms.EmailField(label=gettext_lazy("E-post"), required=False)

    def clean(self) -> None:
        """Ask for the name of whoever has a profession or an address."""
        data = self.cleaned_data
        if not data.get("navn") and (data.get("yrke") or data.get("epost")):
            self.add_error("navn", _("Skriv navnet til deltakeren."))


class Deltakersett(BaseFormSet[DeltakerForm]):
    """The rows of participants, named alike on every page."""

    def deltakere(self) -> list[Deltakerdata]:
        """Return those who were named, in the order of the rows."""
        rader = [skjema.cleaned_data for skjema in self.forms]
        return [Deltakerdata(rad["navn"], rad["yrke"], rad["epost"]) for rad in rader if rad.get("navn")]


_Sett = formset_factory(
    DeltakerForm, formset=Deltakersett, extra=0, max_num=FLEST_DELTAKERE, absolute_max=FLEST_DELTAKERE
)


def deltakersett(data: QueryDict | None = None, fra: Iterable[Deltakerdata] = ()) -> Deltakersett:
    """Return the rows as they were sent, or empty ones after those in `fra`."""
    if data is not None:
        return _Sett(data, prefix="deltaker")  # type: ignore[return-value]
    rader = [{"navn": en.navn, "yrke": en.yrke, "epost": en.epost} for en in fra]
    return _utfylt(rader, max(FORSTE_RADER, len(rader)))


def med_flere_rader(data: QueryDict, *, flere: int = 0) -> Deltakersett:
    """Return the rows as they were typed, right or wrong, and `flere` empty ones."""
    sendt = deltakersett(data)
    rader = [{felt.name: felt.value() or "" for felt in skjema} for skjema in sendt.forms]
    return _utfylt(rader, len(rader) + flere)


def _utfylt(rader: list[dict[str, Any]], antall: int) -> Deltakersett:
    tomme: list[dict[str, Any]] = [{} for _nr in range(min(antall, FLEST_DELTAKERE) - len(rader))]
    return _Sett(initial=[*rader, *tomme], prefix="deltaker")  # type: ignore[return-value]


def skjemadata(
    institusjon: InstitusjonForm, bekreft: BekreftForm, sett: Deltakersett, *, malform: str
) -> Skjema:
    """Return what the two steps say together. All three must be valid."""
    hvem, hva = institusjon.cleaned_data, bekreft.cleaned_data
    return Skjema(
        institusjon=hvem["institusjon"],
        orgnr=hvem["orgnr"],
        region=hvem["region"],
        typer=frozenset(hvem["typer"]),
        navn=hvem["navn"],
        epost=hvem["epost"],
        telefon=hvem["telefon"],
        malform=malform,
        arbeid_hovedmal=hva["arbeid_hovedmal"],
        bindende=hva["bindende"],
        teams_problem=hva["teams_problem"] or bool(hva["teams_kommentar"]),
        teams_kommentar=hva["teams_kommentar"],
        deltakere=sett.deltakere(),
    )


def skrevet(data: QueryDict) -> list[tuple[str, str]]:
    """Return what was typed, as question and answer, for who could not send it."""
    typer = dict(TYPER)
    par = [
        (str(felt.label), ", ".join(str(typer.get(en, en)) for en in data.getlist(navn)))
        for navn, felt in (InstitusjonForm.base_fields | BekreftForm.base_fields).items()
        if navn in SKREVNE
    ]
    deltakere = [", ".join(filter(None, rad)) for rad in _deltakerrader(data)]
    return [(navn, verdi) for navn, verdi in [*par, (_("Deltakere"), "; ".join(deltakere))] if verdi]


def _deltakerrader(data: QueryDict) -> list[list[str]]:
    felt = DeltakerForm.base_fields
    return [
        [data.get(f"deltaker-{nr}-{navn}", "") for navn in felt]
        for nr in range(FLEST_DELTAKERE)
        if data.get(f"deltaker-{nr}-navn")
    ]
