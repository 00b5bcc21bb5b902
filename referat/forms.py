"""The form of the minutes: one field per item and per attendance, as many as there are."""

import re
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
from referat import retting
from referat.delskjema import Gjestedel, Kommentardel, Oppfolgingsdel, Oppfolgingsfelter
from referat.models import Gruppenotat, Oppmote, Referat, Referatsak
from referat.skriving import Tekster

NYE = re.compile(r"n\d+_\d+_|h\d+_")


@dataclass(frozen=True)
class Oppmoterad:
    """A row of attendance: the choices of both parts, or of part 2 where nobody asks about part 1."""

    oppmote: Oppmote
    del1: BoundField | None
    del2: BoundField

    @property
    def mangler(self) -> bool:
        """Whether a part is not filled in."""
        return not (self.del2.value() and (self.del1 is None or self.del1.value()))


@dataclass(frozen=True)
class Sakrad:
    """An item with its text field, what another has saved in it meanwhile, and its follow-ups."""

    sak: Referatsak
    felt: BoundField
    lagret: str
    oppfolginger: list[Oppfolgingsfelter]

    @property
    def avtalt(self) -> int:
        """How many follow-ups are saved."""
        return sum(rad.oppfolging is not None for rad in self.oppfolginger)

    @property
    def er_apen(self) -> bool:
        """Whether the follow-ups are to be seen at once: something is agreed, typed, or wrong."""
        felter = (felt for rad in self.oppfolginger for felt in (rad.hva, rad.hvem, rad.frist))
        return any(felt.value() or felt.errors for felt in felter)


class ReferatForm(Oppfolgingsdel, Gjestedel, Kommentardel):
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
        self.referat, self.innsyn = referat, innsyn
        self.saker = list(referat.saker.synlig_for(innsyn))
        self.notater = dict(
            Gruppenotat.objects.synlig_for(innsyn).filter(sak__referat=referat).values_list("sak_id", "tekst")
        )
        self.oppmote = list(referat.oppmote.synlig_for(innsyn).select_related("person"))
        for sak in self.saker:
            self.kjent_felt(f"sak{sak.pk}", self._tekstfelt(sak))
        for rad in self.oppmote:
            for del_ in self._deler(rad):
                self.kjent_felt(f"{del_}_{rad.pk}", _oppmotefelt(rad, del_))
        self.fields["oppsummering"].show_hidden_initial = True
        self.legg_til_oppfolginger(self.saker)
        self.legg_til_gjester()
        self.legg_til_kommentarer()
        self.rettes = retting.apen(referat)
        if self.rettes is not None:
            self.kjent_felt("rettet", rettetfelt(self.rettes.hva))

    def _deler(self, rad: Oppmote) -> tuple[str, ...]:
        """Return the parts that attendance is asked for."""
        uten_del1 = rad.drift and not self.referat.mote.gruppe.drift_i_del1
        return ("del2",) if uten_del1 else ("del1", "del2")

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
                lagret = str(felt.value() or "")
                endret = felt.name in self.changed_data
                data[felt.html_name] = self.data.get(felt.html_name, "") if endret else lagret
                data[felt.html_initial_name] = lagret
        return data | self.nye_rader(fersk)

    def nye_rader(self, fersk: "ReferatForm") -> dict[str, str]:
        """Return the new rows as typed, and with them what was typed in rows another has taken away."""
        nye = {navn: str(verdi) for navn, verdi in self.data.items() if NYE.match(navn)}
        return nye | self.reddede_oppfolginger(fersk)

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

    def _oppmoterader(self, *, drift: bool) -> list[Oppmoterad]:
        return [
            Oppmoterad(r, self[f"del1_{r.pk}"] if "del1" in self._deler(r) else None, self[f"del2_{r.pk}"])
            for r in self.oppmote
            if r.drift == drift
        ]

    @property
    def oppmoterader(self) -> list[Oppmoterad]:
        """Return the members' attendance in the order of names."""
        return self._oppmoterader(drift=False)

    @property
    def driftsrader(self) -> list[Oppmoterad]:
        """Return the attendance of the operating group's representatives."""
        return self._oppmoterader(drift=True)

    def sakrader(self, *motedeler: str) -> list[Sakrad]:
        """Return the items of these parts."""
        return [
            Sakrad(sak, self[f"sak{sak.pk}"], self._lagret(sak), self.oppfolgingsrader(sak))
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

    def clean(self) -> dict[str, Any]:
        """Refuse rows that are half filled in."""
        data = super().clean() or self.cleaned_data
        self.sjekk_oppfolginger()
        return data

    def tekster(self) -> Tekster:
        """Return what was written, ready to be saved."""
        data = self.cleaned_data
        del1 = {sak.pk for sak in self.saker if sak.motedel == Motedel.DEL1}
        skrevet = {sak.pk: data[f"sak{sak.pk}"] for sak in self.saker}
        return Tekster(
            oppsummering=data["oppsummering"],
            saker={pk: tekst for pk, tekst in skrevet.items() if pk not in del1},
            gruppenotater={pk: tekst for pk, tekst in skrevet.items() if pk in del1},
            oppmote={r.pk: (data.get(f"del1_{r.pk}", r.del1), data[f"del2_{r.pk}"]) for r in self.oppmote},
            gjester=self.gjesteliste(),
            oppfolginger=self.oppfolginger(),
            kommentarsvar=self.kommentarsvar(),
            rettet=data.get("rettet"),
        )


def _oppmotefelt(rad: Oppmote, del_: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=rad.person.navn,
        choices=Oppmote.Verdi.choices,
        required=False,
        initial=getattr(rad, del_),
        widget=forms.RadioSelect(),
    )


def rettetfelt(verdi: str = "") -> forms.CharField:
    """Return the field in which whoever corrects the minutes tells what is corrected."""
    return forms.CharField(
        label=_("Hva er rettet?"),
        max_length=600,
        initial=verdi,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Står i referatet som sendes, og i e-postene. Ikke noe fra del 1."),
    )


class RettingForm(forms.Form):
    """What a correction is to be about, asked before it begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hva"] = rettetfelt()


class KommentarForm(forms.Form):
    """A member's comment to the draft: to one item, or to all of it."""

    sak = forms.ModelChoiceField(
        Referatsak.objects.none(),
        label=gettext_lazy("Hva gjelder det?"),
        required=False,
        empty_label=gettext_lazy("Hele referatet"),
    )
    tekst = forms.CharField(
        label=gettext_lazy("Kommentar"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, saker: list[Referatsak], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["sak"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Referatsak.objects.filter(pk__in=[sak.pk for sak in saker])
        felt.label_from_instance = lambda sak: sak.tittel  # type: ignore[method-assign, assignment]
