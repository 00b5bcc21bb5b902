"""The forms with which a coordinator merges, splits and ends groups (L18)."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Mote
from moter.omlegging import AVLYS, FLYTT, med_valg
from moter.omleggingsplan import Plan, deling, planlagte, sammenslaing, slutt
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe
from nettverk.omlegging import EN_DAG, fra_og_med
from nettverk.sprak import dato_lang


class OmleggingForm(forms.Form):
    """A day; `sett` is the mark of the plan one has looked at. `plan` is made of it when it is valid."""

    fra = forms.DateField(
        label=gettext_lazy("Fra hvilken dag?"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Det kan angres fram til denne dagen."),
    )
    sett = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, gruppe: Gruppe, naa: datetime, **kwargs: Any) -> None:
        self.gruppe, self.naa = gruppe, naa
        kwargs["initial"] = {"fra": forste_i_neste_maned(lokal_dag(naa)), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.kommende = planlagte(gruppe, lokal_dag(naa))
        self.plan: Plan | None = None

    def clean(self) -> dict[str, Any]:
        """Make the plan, or say what stands in its way."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.plan = self.lag_plan(data)
            except forms.ValidationError as feil:
                self.add_error(self.felt_for(feil.code), feil)
        return data

    def lag_plan(self, data: dict[str, Any]) -> Plan:
        """Return what will happen. Raises ValidationError."""
        raise NotImplementedError

    def felt_for(self, kode: str | None) -> str | None:
        """Return the field that an error of the plan is shown beside; None where it is about the whole."""
        return kode if kode in self.fields else None

    @property
    def sett_na(self) -> str:
        """The mark of the plan as it is shown now."""
        return self.plan.kjennemerke if self.plan else ""


def forste_i_neste_maned(dag: date) -> date:
    """Return the first of the month after this local date."""
    return (dag.replace(day=1) + timedelta(days=32)).replace(day=1)


class SammenslaingForm(OmleggingForm):
    """The group that remains, and what is to become of each meeting ahead."""

    til = forms.ModelChoiceField(
        Gruppe.objects.none(),
        label=gettext_lazy("Hvilken gruppe går medlemmene til?"),
        empty_label=gettext_lazy("Velg gruppe"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        andre = Gruppe.objects.filter(nettverk=self.gruppe.nettverk_id, slutt=None).exclude(pk=self.gruppe.pk)
        self.fields["til"].queryset = andre  # type: ignore[attr-defined]
        for mote in self.kommende:
            self.fields[_felt(mote)] = forms.ChoiceField(
                label=_("Møtet %(dato)s") % {"dato": dato_lang(mote.lokal_start)},
                widget=forms.RadioSelect(),
                error_messages={"required": _("Velg om møtet skal flyttes eller avlyses.")},
                choices=[
                    (FLYTT, _("Flyttes med. Program, påmeldinger og frister følger møtet")),
                    (AVLYS, _("Avlyses, og alle får beskjed")),
                ],
                help_text=_("Gjelder bare hvis møtet er på dagen over eller senere."),
            )
        self.order_fields(["til", "fra", *map(_felt, self.kommende), "sett"])

    def clean(self) -> dict[str, Any]:
        """Ask for no choice about the meetings that will have been by then."""
        fra = self.cleaned_data.get("fra") or date.min
        for mote in self.kommende:
            if mote.dag < fra:
                self.errors.pop(_felt(mote), None)
        return super().clean()

    def valg(self) -> dict[int, str]:
        """Return what was chosen for the meetings, by their ids."""
        return {mote.pk: self.cleaned_data.get(_felt(mote), "") for mote in self.kommende}

    def lag_plan(self, data: dict[str, Any]) -> Plan:
        """Return what will happen; each meeting from that day on must have been chosen for."""
        plan = sammenslaing(self.gruppe, data["til"], fra=data["fra"], naa=self.naa)
        return med_valg(plan, self.valg())


def _felt(mote: Mote) -> str:
    return f"mote_{mote.pk}"


class DelingForm(OmleggingForm):
    """The new group's name, who goes over, who leads, and which meetings go along."""

    navn = forms.CharField(label=gettext_lazy("Navnet på den nye gruppen"), max_length=120)
    valgte = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvem går over til den nye gruppen?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": gettext_lazy("Velg hvem som går over til den nye gruppen.")},
    )
    leder = forms.TypedChoiceField(
        label=gettext_lazy("Hvem leder den nye gruppen?"),
        coerce=int,
        help_text=gettext_lazy("En av dem som går over."),
    )
    moter = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvilke møter holdes av den nye gruppen?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
    )

    field_order = ("navn", "valgte", "leder", "fra", "moter", "sett")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        i_dag = lokal_dag(self.naa)
        folk = {m.person_id: m for m in fra_og_med(self.gruppe, i_dag)}
        valg = [
            (
                pk,
                _hvem(
                    m.person.navn,
                    m.get_rolle_display() if m.rolle != "medlem" else "",
                    m.arbeidssted.navn if m.arbeidssted else "",
                ),
            )
            for pk, m in folk.items()
        ]
        self.fields["valgte"].choices = valg  # type: ignore[attr-defined]
        navn = [(pk, m.person.navn) for pk, m in folk.items()]
        self.fields["leder"].choices = [("", _("Velg")), *navn]  # type: ignore[attr-defined]
        self.fields["moter"].choices = [  # type: ignore[attr-defined]
            (mote.pk, dato_lang(mote.lokal_start)) for mote in self.kommende
        ]
        self.fields["moter"].help_text = _("De andre blir i %(gruppe)s.") % {"gruppe": self.gruppe.navn}
        if not self.kommende:
            del self.fields["moter"]

    def argumenter(self) -> dict[str, Any]:
        """Return what was chosen, as the plan and the verb take it."""
        data = self.cleaned_data
        return {
            "navn": data["navn"],
            "valgte": data["valgte"],
            "leder": data["leder"],
            "fra": data["fra"],
            "moter": data.get("moter", []),
        }

    def lag_plan(self, data: dict[str, Any]) -> Plan:
        """Return what will happen; what is wrong with a field is said beside it."""
        self.cleaned_data = data
        return deling(self.gruppe, **self.argumenter(), naa=self.naa)


def _hvem(*ledd: str) -> str:
    return ", ".join(filter(None, ledd))


class SluttForm(OmleggingForm):
    """The last day; meetings after it are cancelled, when one says so."""

    fra = None  # type: ignore[assignment]
    siste = forms.DateField(
        label=gettext_lazy("Gruppens siste dag"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Det kan angres til og med denne dagen."),
    )
    avlys = forms.BooleanField(
        label=gettext_lazy("Avlys møtene etter den dagen, og si fra til alle"), required=False
    )

    field_order = ("siste", "avlys", "sett")

    def __init__(self, *args: Any, gruppe: Gruppe, naa: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"siste": forste_i_neste_maned(lokal_dag(naa)) - EN_DAG}
        super().__init__(*args, gruppe=gruppe, naa=naa, **kwargs)
        if not self.kommende:
            del self.fields["avlys"]

    def felt_for(self, kode: str | None) -> str | None:
        """Return the last day for what is about the first day without it."""
        return "siste" if kode == "fra" else None

    def lag_plan(self, data: dict[str, Any]) -> Plan:
        """Return what will happen."""
        plan = slutt(self.gruppe, fra=data["siste"] + EN_DAG, naa=self.naa)
        if plan.moter and not data.get("avlys"):
            self.add_error("avlys", _("Gruppen har møter etter den dagen. De må avlyses."))
        return plan
