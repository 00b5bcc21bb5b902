"""The form in which a group's meetings are planned: a row for each, checked against the others (L7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.arrangor import ANTALL_FORSLAG
from moter.datovarsler import varsler
from moter.models import Mote
from moter.plangrunnlag import Plangrunnlag
from moter.planlegging import Motetid
from moter.turordning import Tur
from nettverk.klokke import OSLO
from nettverk.models import Medlemskap
from nettverk.sprak import dato as dato_i_ord

MEST = 6  # rows at a time
PREFIKS = "mote"


class MotetidForm(forms.Form):
    """One meeting. `turer` is the queue for it, as if those before it in time were planned."""

    dato = forms.DateField(label=gettext_lazy("Dato"), widget=forms.DateInput())
    fra = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=forms.TimeInput())
    til = forms.TimeField(label=gettext_lazy("Til klokken"), widget=forms.TimeInput())
    form = forms.ChoiceField(label=gettext_lazy("Møteform"), choices=Mote.Form.choices)
    arrangor = forms.ChoiceField(label=gettext_lazy("Arrangør"), required=False)
    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor en annen?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Bare når det blir en annen enn de tre som står for tur."),
    )
    sted = forms.CharField(
        label=gettext_lazy("Sted"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Står det tomt, blir det arrangørens arbeidssted."),
    )
    adresse = forms.CharField(label=gettext_lazy("Adresse"), required=False, max_length=200)
    ikke_avtalt = forms.BooleanField(label=gettext_lazy("Dette møtet er ikke avtalt ennå"), required=False)

    def __init__(
        self, *args: Any, grunnlag: Plangrunnlag, turer: Sequence[Tur], kan_utsettes: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grunnlag, self.turer = grunnlag, turer[:ANTALL_FORSLAG]
        self.fields["arrangor"].choices = self._arrangorvalg()  # type: ignore[attr-defined]
        self.kan_utsettes = kan_utsettes
        if not kan_utsettes:
            del self.fields["ikke_avtalt"]

    def _arrangorvalg(self) -> list[Any]:
        """Return the next three, in order, before the others who are members or will be."""
        forst = [tur.medlemskap for tur in self.turer]
        ider = {m.person_id for m in forst}
        dag = self.grunnlag.i_dag
        andre = {m.person_id: m for m in self.grunnlag.medlemskap if m.til is None or m.til >= dag}
        resten = [m for pk, m in andre.items() if pk not in ider]
        grupper = ((_("Står for tur"), forst), (_("Andre i gruppen"), resten))
        valg = [(navn, [_valg(m) for m in noen]) for navn, noen in grupper if noen]
        return [("", _("Ikke bestemt ennå")), *valg]

    @property
    def begrunnelser(self) -> list[tuple[str, str]]:
        """The next three by name, each with why it is her turn."""
        return [(t.medlemskap.person.navn, t.begrunnelse(self.grunnlag.i_dag)) for t in self.turer]

    def clean(self) -> dict[str, Any]:
        """Refuse a day outside what is planned, one that is taken or has been, and hours that run backwards.

        A row without a date is one that is not agreed on, whatever else stands in it.
        """
        data = super().clean() or self.cleaned_data
        uten_dato = self.kan_utsettes and self.has_error("dato", "required")
        if data.get("ikke_avtalt") or uten_dato:
            self._errors = ErrorDict()
            return {"ikke_avtalt": True}
        dag = data.get("dato")
        if dag and {"fra", "til"} <= data.keys():
            data["start"] = datetime.combine(dag, data["fra"], tzinfo=OSLO)
            data["slutt"] = datetime.combine(dag, data["til"], tzinfo=OSLO)
            if data["til"] <= data["fra"]:
                self.add_error("til", _("Møtet må slutte etter at det begynner."))
        if dag:
            self._sjekk_dagen(dag)
        return data

    def _sjekk_dagen(self, dag: date) -> None:
        grunnlag = self.grunnlag
        avsluttet = grunnlag.gruppe.slutt
        if dag <= grunnlag.i_dag:
            self.add_error("dato", _("Datoen må være etter i dag."))
        elif not grunnlag.fra <= dag <= grunnlag.til:
            felt = {"fra": dato_i_ord(grunnlag.fra), "til": dato_i_ord(grunnlag.til)}
            self.add_error("dato", _("Datoen må være mellom %(fra)s og %(til)s.") % felt)
        elif avsluttet and dag > avsluttet:
            ord_ = _("Gruppen er avsluttet %(dato)s.") % {"dato": dato_i_ord(avsluttet)}
            self.add_error("dato", ord_)
        elif dag in grunnlag.dager.egne:
            self.add_error("dato", _("Gruppen har allerede et møte denne dagen."))

    @property
    def dag(self) -> date | None:
        """The date as it stands in the row, typed or proposed; None where it is no date."""
        return _som_dato(self["dato"].value())

    @property
    def person(self) -> int | None:
        """The id of the organiser as she stands in the row."""
        return _som_tall(self["arrangor"].value())

    @property
    def medlemskapet(self) -> Medlemskap | None:
        """The membership in which the organiser of the row may organise, if there is one."""
        dag, person = self.dag, self.person
        if dag is None or person is None:
            return None
        return self.grunnlag.turrekke().medlemskapet(dag, person)


@dataclass(frozen=True)
class Rad:
    """A row that is agreed on, ready to be looked over: the meeting, and what speaks against the day."""

    tid: Motetid
    varsler: list[str]


class Motetidsett(forms.BaseFormSet[MotetidForm]):
    """The rows together: no day twice, and the organisers by their turns."""

    def __init__(self, *args: Any, grunnlag: Plangrunnlag, kan_utsettes: bool, **kwargs: Any) -> None:
        self.grunnlag, self.kan_utsettes = grunnlag, kan_utsettes
        super().__init__(*args, **kwargs)
        self.turer = self._turer()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Give each row the queue for its meeting."""
        turer = self.turer.get(index, []) if index is not None else []
        return {"grunnlag": self.grunnlag, "kan_utsettes": self.kan_utsettes, "turer": turer}

    def _turer(self) -> dict[int, list[Tur]]:
        """Return the queue by row. A row without a date gets the one after the others."""
        rekke = self.grunnlag.turrekke()
        rader = [(nr, *self._raden(nr)) for nr in range(self.total_form_count())]
        turer = {}
        for nr, dag, person in sorted(rader, key=lambda rad: (rad[1] or date.max, rad[0])):
            siste = max((mote.dag for mote in rekke.moter), default=self.grunnlag.i_dag)
            turer[nr] = rekke.turer(dag or max(siste, self.grunnlag.fra))
            if dag is not None and person is not None:
                rekke.ta(dag, person)
        return turer

    def _raden(self, nr: int) -> tuple[date | None, int | None]:
        if self.is_bound:
            felt = (self.data.get(f"{self.add_prefix(nr)}-{navn}") for navn in ("dato", "arrangor"))
            utsatt = self.data.get(f"{self.add_prefix(nr)}-ikke_avtalt")
            dag, person = felt
            return (None, None) if utsatt else (_som_dato(dag), _som_tall(person))
        initial = self.initial[nr] if self.initial and nr < len(self.initial) else {}
        return _som_dato(initial.get("dato")), _som_tall(initial.get("arrangor"))

    def avtalte(self) -> list[MotetidForm]:
        """Return the rows that were filled in, in the order of their days. Rows with errors are left out."""
        gode = [skjema for skjema in self.forms if skjema.is_valid() and "start" in skjema.cleaned_data]
        return sorted(gode, key=lambda skjema: skjema.cleaned_data["start"])

    def er_planlagt(self) -> bool:
        """Whether meetings like all of these stand already, as when the form is sent twice."""
        self.is_valid()
        data = [getattr(skjema, "cleaned_data", {}) for skjema in self.forms]
        tider = {(en["start"], en["slutt"]) for en in data if "start" in en}
        staende = {(mote.start, mote.slutt) for mote in self.grunnlag.moter if not mote.er_avlyst}
        return bool(tider) and tider <= staende

    def clean(self) -> None:
        """Say beside the later row that the day is taken, and beside the organiser what is wrong with her."""
        dager: set[date] = set()
        for skjema in self.forms:
            dag = getattr(skjema, "cleaned_data", {}).get("dato")
            if dag in dager:
                skjema.add_error("dato", _("To møter kan ikke være samme dag."))
            if dag:
                dager.add(dag)
            self._sjekk_arrangor(skjema)

    def _sjekk_arrangor(self, skjema: MotetidForm) -> None:
        person = _som_tall(getattr(skjema, "cleaned_data", {}).get("arrangor"))
        if person is None or skjema.dag is None:
            return
        if skjema.medlemskapet is None:
            skjema.add_error("arrangor", _("Bare den som er aktivt medlem på møtedagen, kan være arrangør."))
        elif not skjema.cleaned_data.get("grunn") and person not in _personer(skjema.turer):
            skjema.add_error("grunn", _("Skriv hvorfor det blir en annen enn de tre som står for tur."))

    def rader(self) -> list[Rad]:
        """Return what is to be planned, in the order of the days, with the warnings. Only where valid."""
        skjemaer = self.avtalte()
        dager = [skjema.cleaned_data["dato"] for skjema in skjemaer]
        return [Rad(_tid(skjema), _varsler(skjema, dager)) for skjema in skjemaer]

    def med_varsler(self) -> Iterator[tuple[MotetidForm, list[str]]]:
        """Yield each row, with what speaks against the day that stands in it."""
        dager = [skjema.dag for skjema in self.forms if skjema.dag is not None]
        for skjema in self.forms:
            yield skjema, _varsler(skjema, dager)


Sett = forms.formset_factory(MotetidForm, formset=Motetidsett, extra=0, max_num=MEST, validate_max=True)


def motetidsett(
    grunnlag: Plangrunnlag, *, data: Any = None, initial: Any = None, kan_utsettes: bool
) -> Motetidsett:
    """Return the rows: those sent, or those proposed."""
    sett = Sett(data, prefix=PREFIKS, initial=initial, grunnlag=grunnlag, kan_utsettes=kan_utsettes)  # type: ignore[call-arg]
    assert isinstance(sett, Motetidsett)
    return sett


def _tid(skjema: MotetidForm) -> Motetid:
    data, medlemskap = skjema.cleaned_data, skjema.medlemskapet
    sted, adresse = data["sted"], data["adresse"]
    if not sted and medlemskap and medlemskap.arbeidssted and data["form"] != Mote.Form.DIGITAL:
        sted, adresse = medlemskap.arbeidssted.navn, adresse or medlemskap.arbeidssted.adresse
    return Motetid(
        start=data["start"],
        slutt=data["slutt"],
        form=data["form"],
        sted=sted,
        adresse=adresse,
        arrangor=medlemskap.person if medlemskap else None,
        grunn=data["grunn"] if _som_tall(data["arrangor"]) not in _personer(skjema.turer) else "",
    )


def _varsler(skjema: MotetidForm, dager: Sequence[date]) -> list[str]:
    if skjema.dag is None:
        return []
    medlemskap = skjema.medlemskapet
    return varsler(
        skjema.dag,
        skjema.grunnlag.dager,
        ogsa=dager,
        arrangor=skjema.person,
        arrangorsted=medlemskap.arbeidssted_id if medlemskap else None,
    )


def _valg(medlemskap: Medlemskap) -> tuple[str, str]:
    sted = f", {medlemskap.arbeidssted.navn}" if medlemskap.arbeidssted else ""
    return str(medlemskap.person_id), f"{medlemskap.person.navn}{sted}"


def _personer(turer: Sequence[Tur]) -> set[int]:
    return {tur.medlemskap.person_id for tur in turer}


def _som_dato(verdi: Any) -> date | None:
    try:
        dag: date | None = forms.DateField(required=False).clean(verdi)
    except ValidationError:
        return None
    return dag


def _som_tall(verdi: Any) -> int | None:
    tekst = str(verdi or "")
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 19 else None
