"""The forms in which a season is planned: the series, and its meetings one by one (D2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dybdemoter.datovarsler import Datovarsler
from dybdemoter.models import Serie
from dybdemoter.tekster import FELT, standardtekster
from nettverk.klokke import OSLO
from nettverk.models import Person
from nettverk.sprak import dato_lang

MEST = 20  # meetings in a season
PREFIKS = "mote"
PLANEN = ("region", "sesong", "pamelding_frist", "plasser", "antall_moter", "maks_minutter")


class SerieForm(forms.ModelForm[Serie]):
    """A season. Once it is published, only the advisers and the texts are asked for."""

    class Meta:
        model = Serie
        fields = (*PLANEN, "radgivere", *FELT)
        widgets = {
            "pamelding_frist": forms.DateInput(),
            "radgivere": forms.CheckboxSelectMultiple(),
            **{felt: forms.Textarea({"rows": 4 if felt == "ingress" else 8}) for felt in FELT},
        }
        help_texts = {
            "pamelding_frist": gettext_lazy("Dagen regnes med til midnatt."),
            "antall_moter": gettext_lazy("Datoene skrives lenger nede, én for én."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serie = self.instance
        felt = self.fields["radgivere"]
        assert isinstance(felt, forms.ModelMultipleChoiceField)
        felt.queryset = _mulige_radgivere(serie)
        for navn in ("plasser", "antall_moter", "maks_minutter"):
            self.fields[navn].validators.append(MinValueValidator(1))
        self.fields["antall_moter"].validators.append(MaxValueValidator(MEST))
        for navn in FELT:
            self.fields[navn].help_text = _("Står det tomt, brukes standardteksten.")
        if serie.pk and serie.status != Serie.Status.UTKAST:
            for navn in PLANEN:
                del self.fields[navn]

    @property
    def tekstfelt(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Yield the fields of the texts, each with the standard text it would replace."""
        standard = standardtekster(self.instance)
        for navn in FELT:
            yield self[navn], standard[navn]

    @property
    def har_egne_tekster(self) -> bool:
        """Whether one of the texts is not the standard one, or is wrong."""
        return any(self[navn].value() or self[navn].errors for navn in FELT)

    @property
    def valgte_radgivere(self) -> list[int]:
        """The ids that are ticked, as sent or as they stand."""
        return [int(pk) for pk in self["radgivere"].value() or () if str(pk).isdecimal()]


def _mulige_radgivere(serie: Serie) -> Any:
    """Return those with a role in the network, and those who are advisers of the series already."""
    alle = Person.objects.filter(nettverksroller__nettverk=serie.nettverk_id)
    if serie.pk:
        alle = alle | Person.objects.filter(dybdeserier=serie)
    return alle.distinct().order_by("fornavn", "etternavn", "pk")


class MoteForm(forms.Form):
    """One meeting, on the clock in Norway. A row without a date is no meeting."""

    dato = forms.DateField(label=gettext_lazy("Dato"), required=False, widget=forms.DateInput())
    fra = forms.TimeField(label=gettext_lazy("Fra klokken"), required=False, widget=forms.TimeInput())
    til = forms.TimeField(label=gettext_lazy("Til klokken"), required=False, widget=forms.TimeInput())
    teams_lenke = forms.URLField(
        label=gettext_lazy("Teams-lenke"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("Kan fylles inn senere. Bare de som får plass, ser den."),
    )

    def clean(self) -> dict[str, Any]:
        """Put the UTC moments together; say beside the field what is missing or runs backwards."""
        data = super().clean() or self.cleaned_data
        if self.has_error("dato") or self.has_error("fra") or self.has_error("til"):
            return data
        if not data.get("dato"):
            if data.get("teams_lenke"):
                self.add_error("dato", _("Velg en dato."))
            return data
        for felt in ("fra", "til"):
            if data.get(felt) is None:
                self.add_error(felt, _("Skriv klokkeslettet."))
        if {"fra", "til"} <= {navn for navn, verdi in data.items() if verdi is not None}:
            data["start"] = datetime.combine(data["dato"], data["fra"], tzinfo=OSLO)
            data["slutt"] = datetime.combine(data["dato"], data["til"], tzinfo=OSLO)
            if data["slutt"] <= data["start"]:
                self.add_error("til", _("Møtet må slutte etter at det begynner."))
        return data

    @property
    def dag(self) -> date | None:
        """The date as it stands in the row; None where it is no date."""
        try:
            dag: date | None = forms.DateField(required=False).clean(self["dato"].value())
        except ValidationError:
            return None
        return dag


Rad = tuple[MoteForm, date | None, list[str]]  # a row, its day, and what speaks against that


class Motesett(forms.BaseFormSet[MoteForm]):
    """The meetings together: no day twice, none too long."""

    maks_minutter: int | None = None

    def clean(self) -> None:
        """Say beside the later row that the day is taken, and beside the end that it is too late."""
        dager: set[date] = set()
        for skjema in self.forms:
            data = getattr(skjema, "cleaned_data", {})
            dag = data.get("dato")
            if dag in dager:
                skjema.add_error("dato", _("To møter kan ikke være samme dag."))
            if dag:
                dager.add(dag)
            self._sjekk_lengden(skjema, data)

    def _sjekk_lengden(self, skjema: MoteForm, data: dict[str, Any]) -> None:
        start, slutt = data.get("start"), data.get("slutt")
        if start is None or slutt is None or self.maks_minutter is None:
            return
        if (slutt - start).total_seconds() > self.maks_minutter * 60:
            ord_ = _("Møtet varer lenger enn %(minutter)d minutter.") % {"minutter": self.maks_minutter}
            skjema.add_error("til", ord_)

    def satte(self) -> list[MoteForm]:
        """Return the rows that are meetings, in order of time. Only where valid."""
        satte = [skjema for skjema in self.forms if "start" in skjema.cleaned_data]
        return sorted(satte, key=lambda skjema: skjema.cleaned_data["start"])

    def med_varsler(self, serie: Serie, radgivere: list[int]) -> list[Rad]:
        """Return each row with the day that stands in it, and what speaks against that."""
        varsler = Datovarsler(serie, radgivere)
        rader = []
        for skjema in self.forms:
            data = getattr(skjema, "cleaned_data", {}) if skjema.is_bound else {}
            dag = skjema.dag
            tid = data.get("start"), data.get("slutt")
            rader.append((skjema, dag, varsler.om(dag, *tid) if dag else []))
        return rader


def motesett(serie: Serie, data: Any = None) -> Motesett:
    """Return the rows: those sent, or the meetings as they stand and empty ones up to the number of them."""
    sett = forms.formset_factory(MoteForm, formset=Motesett, extra=0, max_num=MEST, absolute_max=MEST)
    if data is not None:
        return sett(data, prefix=PREFIKS)  # type: ignore[return-value]
    moter = list(serie.moter.order_by("nummer")) if serie.pk else []
    initial: list[dict[str, Any]] = [
        {
            "dato": mote.dag,
            "fra": mote.lokal_start.time(),
            "til": mote.lokal_slutt.time(),
            "teams_lenke": mote.teams_lenke,
        }
        for mote in moter
    ]
    forrige = initial[-1] if initial else {"fra": time(9), "til": time(11, 30)}
    tomme = [{"fra": forrige["fra"], "til": forrige["til"]}] * (serie.antall_moter - len(initial))
    return sett(prefix=PREFIKS, initial=initial + tomme)  # type: ignore[return-value]


class KopiForm(forms.Form):
    """The season that a copy is for."""

    sesong = forms.CharField(
        label=gettext_lazy("Sesong"),
        max_length=9,
        help_text=gettext_lazy("For eksempel 2027, eller 2026/2027."),
        error_messages={"required": gettext_lazy("Skriv hvilken sesong.")},
    )


class TeamsForm(forms.Form):
    """The Teams links of the meetings that are still to be held: one field for each, by its id."""

    def __init__(self, *args: Any, serie: Serie, naa: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moter = [mote for mote in serie.gjeldende_moter() if mote.slutt > naa]
        for mote in self.moter:
            self.fields[f"mote_{mote.pk}"] = forms.URLField(
                label=dato_lang(mote.dag).capitalize(),
                required=False,
                max_length=1000,
                assume_scheme="https",
                initial=mote.teams_lenke,
            )
