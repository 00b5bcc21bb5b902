"""The form of the minutes: one field per item and per attendance, as many as there are."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Motedel
from nettverk.innsyn import Innsyn
from referat.models import Gruppenotat, Oppmote, Referat, Referatsak
from referat.skriving import Tekster


@dataclass(frozen=True)
class Oppmoterad:
    """A member's row: both parts' choices, and what the member answered beforehand."""

    oppmote: Oppmote
    del1: BoundField
    del2: BoundField

    @property
    def mangler(self) -> bool:
        """Whether a part is not filled in."""
        return not (self.del1.value() and self.del2.value())


@dataclass(frozen=True)
class Sakrad:
    """An item with its text field, and what another has saved in it meanwhile."""

    sak: Referatsak
    felt: BoundField
    lagret: str


class ReferatForm(forms.Form):
    """Minutes as the writer may see them; part 1's items only for members (L10)."""

    utgave = forms.IntegerField(widget=forms.HiddenInput())
    oppsummering = forms.CharField(
        label=gettext_lazy("Oppsummering av del 1"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "Temaer, uten navn. Dette er det eneste fra del 1 som går til sekretariatet og lederne."
        ),
    )

    def __init__(self, *args: Any, referat: Referat, innsyn: Innsyn, **kwargs: Any) -> None:
        kwargs["initial"] = {"utgave": referat.utgave, "oppsummering": referat.oppsummering}
        super().__init__(*args, **kwargs)
        self.referat = referat
        self.saker = list(referat.saker.synlig_for(innsyn))
        self.notater = dict(
            Gruppenotat.objects.synlig_for(innsyn).filter(sak__referat=referat).values_list("sak_id", "tekst")
        )
        self.oppmote = list(referat.oppmote.synlig_for(innsyn).select_related("person"))
        for sak in self.saker:
            self.fields[f"sak{sak.pk}"] = self._tekstfelt(sak)
        for rad in self.oppmote:
            for del_ in ("del1", "del2"):
                self.fields[f"{del_}_{rad.pk}"] = _oppmotefelt(rad, del_)
        for navn, felt in self.fields.items():
            felt.show_hidden_initial = navn != "utgave"

    def utgangspunkt(self) -> SafeString:
        """Return hidden fields with what the writer begins from, by which a conflict knows her changes."""
        skjulte = (felt.as_hidden(only_initial=True) for felt in self if felt.field.show_hidden_initial)
        return format_html_join("", "{}", ((skjult,) for skjult in skjulte))

    def flettet_med(self, fersk: "ReferatForm") -> dict[str, str]:
        """Return what to show in `fersk`, which has what another saved meanwhile.

        A field has what this writer wrote if she has changed it since she began, else what is saved.
        """
        data = {"utgave": str(fersk.referat.utgave)}
        for felt in fersk:
            if felt.field.show_hidden_initial:
                lagret = felt.value() or ""
                endret = felt.name in self.changed_data
                data[felt.html_name] = self.data.get(felt.html_name, "") if endret else lagret
                data[felt.html_initial_name] = lagret
        return data

    def _lagret(self, sak: Referatsak) -> str:
        return self.notater.get(sak.pk, "") if sak.motedel == Motedel.DEL1 else sak.tekst

    def _tekstfelt(self, sak: Referatsak) -> forms.CharField:
        del1 = sak.motedel == Motedel.DEL1
        return forms.CharField(
            label=_("Bare for gruppen") if del1 else _("Hva ble sagt og bestemt"),
            required=False,
            max_length=8000,
            initial=self._lagret(sak),
            widget=forms.Textarea({"rows": 3}),
        )

    def oppmoterader(self) -> list[Oppmoterad]:
        """Return the attendance rows in the order of names."""
        return [Oppmoterad(r, self[f"del1_{r.pk}"], self[f"del2_{r.pk}"]) for r in self.oppmote]

    def sakrader(self, *motedeler: str) -> list[Sakrad]:
        """Return the items of these parts."""
        return [
            Sakrad(sak, self[f"sak{sak.pk}"], self._lagret(sak))
            for sak in self.saker
            if sak.motedel in motedeler
        ]

    @property
    def del1_rader(self) -> list[Sakrad]:
        """Return part 1's items; empty for who may not see them."""
        return self.sakrader(Motedel.DEL1)

    @property
    def del2_rader(self) -> list[Sakrad]:
        """Return the other items, in the order of the day."""
        return self.sakrader(Motedel.DEL2, Motedel.FELLES)

    def tekster(self) -> Tekster:
        """Return what was written, ready to be saved."""
        data = self.cleaned_data
        del1 = {sak.pk for sak in self.saker if sak.motedel == Motedel.DEL1}
        skrevet = {sak.pk: data[f"sak{sak.pk}"] for sak in self.saker}
        return Tekster(
            oppsummering=data["oppsummering"],
            saker={pk: tekst for pk, tekst in skrevet.items() if pk not in del1},
            gruppenotater={pk: tekst for pk, tekst in skrevet.items() if pk in del1},
            oppmote={r.pk: (data[f"del1_{r.pk}"], data[f"del2_{r.pk}"]) for r in self.oppmote},
        )


def _oppmotefelt(rad: Oppmote, del_: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=rad.person.navn,
        choices=Oppmote.Verdi.choices,
        required=False,
        initial=getattr(rad, del_),
        widget=forms.RadioSelect(),
    )
