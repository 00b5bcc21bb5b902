"""The form of the whole programme: one row per item, as many as there are, and room for a new one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Motedel
from moter.program import Bolk, bruddord, klokkeslett, minutter, ramme
from moter.programfelt import radfelt
from moter.programskriving import NyttProgram, Punkt
from moter.programtavle import FELT, Tavle, Utgave
from moter.programtider import NY, Rekke, Tid, brudd, folg, sett_inn, sortert
from nettverk.models import Kompetansepunkt

NYTT_VARER = 30  # minutes, until somebody has said otherwise
TEKSTER = ("tittel", "ansvarlig", "beskrivelse", "bare_for_gruppen")


@dataclass(frozen=True)
class Rad:
    """One item's fields. `lagret` is what another has saved meanwhile, by the field's name."""

    nokkel: str
    tittel: str
    felt: dict[str, BoundField]
    lagret: dict[str, str]
    forst: bool = False
    sist: bool = False

    @property
    def er_ny(self) -> bool:
        """Whether it is the room for a new item."""
        return self.nokkel == NY

    @property
    def beskrevet(self) -> bool:
        """Whether anything is said about it that lies folded up."""
        return any(self.felt[n].value() for n in ("beskrivelse", "bare_for_gruppen") if n in self.felt)

    @property
    def apen(self) -> bool:
        """Whether what lies folded up must be seen: something is wrong in it, or another has changed it."""
        gjemt = [n for n in ("beskrivelse", "bare_for_gruppen") if n in self.felt]
        return any(self.felt[n].errors or n in self.lagret for n in gjemt)


@dataclass(frozen=True)
class Gruppe:
    """A run of items of one part, with their rows; a block has none."""

    bolk: Bolk | None
    blokk: bool
    rader: list[Rad] = field(default_factory=list)


class ProgramForm(forms.Form):
    """Every item that the writer may change, saved together.

    `etter` is the key of the item that the new one comes after. What was read as the form was opened
    comes back in `utgangspunkt`, so that nobody undoes what another has saved.
    """

    # Not free text: what stands there is what was saved, and is refused in its own field.
    utgangspunkt = forms.Field(widget=forms.HiddenInput(), required=False)
    etter = forms.CharField(widget=forms.HiddenInput(), required=False)
    folg = forms.BooleanField(
        label=gettext_lazy("La punktene etter følge med når jeg endrer tid eller lengde"), required=False
    )
    kompetansepunkt = forms.ModelChoiceField(
        label=gettext_lazy("Tema fra kompetanseplanen"),
        queryset=Kompetansepunkt.objects.none(),
        required=False,
        empty_label=gettext_lazy("Velg tema"),
        help_text=gettext_lazy("Temaet del 2 hører til. Du kan sende uten."),
    )

    def __init__(
        self,
        *args: Any,
        tavle: Tavle,
        etter: str = "",
        nytt: Punkt | None = None,
        lagret: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.tavle, self.lagret = tavle, lagret or {}
        self.tider: dict[str, Tid] = {}
        self.naa = tavle.utgave()
        kwargs["initial"] = {
            "utgangspunkt": json.dumps(self.naa),
            "etter": etter,
            "folg": True,
            "kompetansepunkt": tavle.mote.kompetansepunkt_id,
        }
        super().__init__(*args, **kwargs)
        planen = tavle.mote.gruppe.nettverk.kompetansepunkter
        valgt = Q(pk=tavle.mote.kompetansepunkt_id)
        self.fields["kompetansepunkt"].queryset = planen.filter(Q(aktiv=True) | valgt)  # type: ignore[attr-defined]
        for nokkel, post in tavle.poster.items():
            self._legg_til_felt(nokkel, post.tittel, tavle.skrevet(post))
        self._legg_til_felt(NY, _("nytt punkt"), self._nytt(nytt))

    @property
    def bygger_pa(self) -> Utgave:
        """What the writer began from; empty when it did not come along."""
        try:
            funnet = json.loads(self.data.get("utgangspunkt") or "{}")
        except ValueError:
            return {}
        rader = funnet.items() if isinstance(funnet, dict) else ()
        return {n: {f: str(v) for f, v in rad.items()} for n, rad in rader if isinstance(rad, dict)}

    @property
    def foran_ny(self) -> str:
        """The key of the item that the new one comes after: the last one where nothing is said."""
        nokler = [tid.nokkel for tid in self.tavle.rekke]
        valgt = self["etter"].value()
        return valgt if valgt in nokler else nokler[-1] if nokler else ""

    def _nytt(self, nytt: Punkt | None) -> dict[str, str]:
        if nytt is not None:
            start, motedel = nytt.start, nytt.motedel
        else:
            start, motedel = self._slutt_av(self.tavle.rekke), self.tavle.deler.get(self.foran_ny, "")
            if motedel == Motedel.FELLES or not self.tavle.leser_del1:
                motedel = Motedel.DEL2
        return {
            "start": f"{klokkeslett(start):%H:%M}",
            "varighet": str(nytt.varighet if nytt else NYTT_VARER),
            "motedel": motedel or Motedel.DEL2,
            "tittel": nytt.tittel if nytt else "",
        }

    def _slutt_av(self, rekke: Rekke) -> int:
        """Return when the item ends that the new one comes after; the meeting's start where there is none."""
        slutt = {tid.nokkel: tid.slutt for tid in rekke}
        return slutt.get(self.foran_ny, ramme(self.tavle.mote)[0])

    def _legg_til_felt(self, nokkel: str, tittel: str, verdier: Mapping[str, str]) -> None:
        for navn, felt in radfelt(leser_del1=self.tavle.leser_del1).items():
            felt.initial = verdier.get(navn, "")
            felt.label = f"{felt.label} ({tittel})"
            felt.required = felt.required and nokkel != NY
            self.fields[f"{navn}_{nokkel}"] = felt

    # What the page shows

    def grupper(self) -> Iterator[Gruppe]:
        """Return the day's runs of items, with the new one after the item it was asked for after."""
        rekke = [tid.nokkel for tid in self.tavle.rekke]
        etter = self.foran_ny if self["etter"].value() else ""
        for bolk in self.tavle.bolker:
            blokk = self.tavle.er_blokk(bolk)
            gruppe = Gruppe(bolk, blokk)
            for post in () if blokk else bolk.poster:
                nokkel = str(post.pk)
                gruppe.rader.append(
                    self._rad(nokkel, post.tittel, forst=nokkel == rekke[0], sist=nokkel == rekke[-1])
                )
                if nokkel == etter:
                    gruppe.rader.append(self.ny_rad)
            yield gruppe
        if not etter or etter not in self.tavle.poster:
            yield Gruppe(None, False, [self.ny_rad])

    @property
    def ny_rad(self) -> Rad:
        """The room for a new item."""
        return self._rad(NY, _("nytt punkt"))

    def _rad(self, nokkel: str, tittel: str, **hvor: bool) -> Rad:
        felt = {navn: self[f"{navn}_{nokkel}"] for navn in FELT if f"{navn}_{nokkel}" in self.fields}
        lagret = {navn: self.lagret[f"{navn}_{nokkel}"] for navn in felt if f"{navn}_{nokkel}" in self.lagret}
        return Rad(nokkel, tittel, felt, lagret, **hvor)

    # What was written

    @property
    def har_nytt(self) -> bool:
        """Whether anything is said of a new item; a time alone is what stood there."""
        return any(self.cleaned_data.get(f"{navn}_{NY}") for navn in TEKSTER)

    def clean(self) -> dict[str, Any]:
        """Refuse times that overlap or leave the meeting, and texts that belong elsewhere."""
        data = super().clean() or self.cleaned_data
        nokler = list(self.tavle.poster)
        if self.har_nytt or f"tittel_{NY}" in self.errors:
            nokler.append(NY)
            for navn in ("start", "varighet", "motedel", "tittel"):
                self._krev(f"{navn}_{NY}")
        for nokkel in nokler:
            self._sjekk_tekster(nokkel)
        if not any(f"{navn}_{nokkel}" in self.errors for nokkel in nokler for navn in ("start", "varighet")):
            self._sett_tider()
        return data

    def _krev(self, navn: str) -> None:
        felt = self.fields[navn]
        if navn not in self.errors and self.cleaned_data.get(navn) in felt.empty_values:
            self.add_error(navn, felt.error_messages["required"])

    def _sjekk_tekster(self, nokkel: str) -> None:
        del1 = self.cleaned_data.get(f"motedel_{nokkel}") == Motedel.DEL1
        if del1 and self.cleaned_data.get(f"beskrivelse_{nokkel}"):
            feil = _("Skriv det i «Bare for gruppen» når punktet er i del 1.")
            self.add_error(f"beskrivelse_{nokkel}", feil)
        if not del1 and self.cleaned_data.get(f"bare_for_gruppen_{nokkel}"):
            feil = _("Skriv det i «Kort beskrivelse» når punktet ikke er i del 1.")
            self.add_error(f"bare_for_gruppen_{nokkel}", feil)

    def _sett_tider(self) -> None:
        """Let what comes after follow, if that is wanted, and say beside each start what does not hold."""
        skrevet = {nokkel: self._tid(nokkel) for nokkel in self.tavle.poster}
        if self.cleaned_data["folg"]:
            rekke = folg(self.tavle.rekke, skrevet)
        else:
            faste = [tid for tid in self.tavle.rekke if tid.fast]
            rekke = sortert([*faste, *(Tid(nokkel, *tid) for nokkel, tid in skrevet.items())])
        if self.har_nytt:
            rekke = self._med_nytt(rekke)
        self.tider = {tid.nokkel: tid for tid in rekke}
        fulgte = any(self.tider[nokkel].start != tid[0] for nokkel, tid in skrevet.items())
        if self._si_fra(rekke) and fulgte:
            self.add_error(
                None,
                _("Ingenting er lagret. Tidene som er feil, er slik de blir når punktene etter følger med."),
            )

    def _tid(self, nokkel: str) -> tuple[int, int]:
        return minutter(self.cleaned_data[f"start_{nokkel}"]), self.cleaned_data[f"varighet_{nokkel}"]

    def _med_nytt(self, rekke: Rekke) -> Rekke:
        """Put the new item in: where it was asked for if its start is as it stood, else where it says."""
        start, varighet = self._tid(NY)
        if not self.cleaned_data["folg"]:
            return sortert([*rekke, Tid(NY, start, varighet)])
        if start == self._slutt_av(self.tavle.rekke):
            start = self._slutt_av(rekke)
        return sett_inn(rekke, Tid(NY, start, varighet))

    def _si_fra(self, rekke: Rekke) -> bool:
        fra, til = ramme(self.tavle.mote)
        skrevne = {n: self.cleaned_data.get(f"tittel_{n}") or "" for n in self.tider}
        titler = self.tavle.titler | {n: tittel for n, tittel in skrevne.items() if tittel}
        feil = brudd(rekke, fra, til)
        # The first that lasts too long is what is wrong; those after it are late because it is.
        for_sene = [ett for ett in feil if ett.forrige is None and ett.tid.slutt > til][1:]
        for ett in (ett for ett in feil if ett not in for_sene):
            tid = ett.forrige if ett.tid.fast and ett.forrige else ett.tid
            self.add_error(f"start_{tid.nokkel}", bruddord(ett, titler, fra, til))
        return bool(feil)

    def nytt_program(self) -> NyttProgram:
        """Return what was written, ready to be saved."""
        return NyttProgram(
            punkter={nokkel: self._punkt(nokkel) for nokkel in self.tavle.poster},
            nytt=self._punkt(NY) if self.har_nytt else None,
            kompetansepunkt=self.cleaned_data["kompetansepunkt"],
        )

    def _punkt(self, nokkel: str) -> Punkt:
        data, tid = self.cleaned_data, self.tider[nokkel]
        return Punkt(
            start=tid.start,
            varighet=tid.varighet,
            motedel=data[f"motedel_{nokkel}"],
            tittel=data[f"tittel_{nokkel}"],
            ansvarlig=data[f"ansvarlig_{nokkel}"],
            beskrivelse=data[f"beskrivelse_{nokkel}"],
            bare_for_gruppen=data[f"bare_for_gruppen_{nokkel}"] if self.tavle.leser_del1 else None,
        )
