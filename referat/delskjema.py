"""Parts of the form of the minutes, each with its own rows: follow-ups, guests, comments.

A field shows what the writer began from (`show_hidden_initial`), but those of a new row, which begin
empty. How many new rows there are follows from what was sent in, and so does which of the known rows a
sent form has: one that another has added meanwhile is not in it, and is not taken for emptied.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from nettverk.innsyn import Innsyn
from referat.gjesteliste import Gjesteliste, Gjesterad
from referat.kommentarer import Svar
from referat.models import Gjesteoppmote, Kommentar, Oppfolging, Referat, Referatsak
from referat.oppfolging import Oppfolginger, Oppfolgingsrad

FLEST_NYE = 40
GAMMEL = re.compile(r"o(\d+)_\d+_(?=hva$)")
NYE_GJESTER = 2


@dataclass(frozen=True)
class Oppfolgingsfelter:
    """One row: what, who and when; `oppfolging` is None for a new one."""

    oppfolging: Oppfolging | None
    hva: BoundField
    hvem: BoundField
    frist: BoundField


@dataclass(frozen=True)
class Forrigefelter:
    """One row carried from an earlier meeting: whether it is done, and what was told of it."""

    oppfolging: Oppfolging
    status: BoundField
    kommentar: BoundField


@dataclass(frozen=True)
class Gjestefelter:
    """One guest: whether she came, or, unannounced, her name and workplace."""

    gjest: Gjesteoppmote | None
    deltok: BoundField | None
    navn: BoundField | None
    sted: BoundField | None


@dataclass(frozen=True)
class Kommentarfelter:
    """One comment, with what is answered and whether it is seen to."""

    kommentar: Kommentar
    svar: BoundField
    behandlet: BoundField


class Delskjema(forms.Form):
    """What the parts know of each other."""

    referat: Referat
    innsyn: Innsyn

    def nytt_felt(self, navn: str, felt: forms.Field) -> None:
        """Add a field of a new row, which everybody begins empty."""
        self.fields[navn] = felt

    def kjent_felt(self, navn: str, felt: forms.Field) -> None:
        """Add a field of a row that is there, with what the writer begins from."""
        felt.show_hidden_initial = True
        self.fields[navn] = felt

    def er_med(self, navn: str) -> bool:
        """Whether a known row is in the form: in a fresh one all are, in a sent one those that were sent."""
        return not self.is_bound or navn in self.data or f"initial-{navn}" in self.data

    def antall_nye(self, foran: str, minst: int) -> int:
        """Return how many new rows there are: as many as were sent in, and at least `minst`."""
        monster = re.compile(rf"{foran}(\d{{1,2}})_")
        sendt = [int(treff[1]) + 1 for navn in self.data if (treff := monster.match(navn))]
        return min(max([minst, *sendt]), FLEST_NYE)


class Oppfolgingsdel(Delskjema):
    """What is to be followed up: under each item, and from earlier meetings."""

    def legg_til_oppfolginger(self, saker: Iterable[Referatsak]) -> None:
        """Add the rows the writer may see, and an empty one under each item."""
        alle = list(self.referat.oppfolginger.synlig_for(self.innsyn).select_related("fra__referat__mote"))
        self._egne = [en for en in alle if en.sak_id is not None and self.er_med(f"{_navn(en)}hva")]
        self._forrige = [en for en in alle if en.sak_id is None and self.er_med(f"f{en.pk}_kommentar")]
        self._nye = {sak.pk: self.antall_nye(f"n{sak.pk}_", 1) for sak in saker}
        for en in self._egne:
            self._rad(_navn(en), Oppfolgingsrad.av(en))
        for sak_id, antall in self._nye.items():
            for nr in range(antall):
                self._rad(f"n{sak_id}_{nr}_", None)
        for en in self._forrige:
            self.kjent_felt(f"f{en.pk}_status", _status(en))
            self.kjent_felt(f"f{en.pk}_kommentar", _tekst(_("Hva er gjort"), 300, en.kommentar))

    def _rad(self, foran: str, rad: Oppfolgingsrad | None) -> None:
        legg_til = self.nytt_felt if rad is None else self.kjent_felt
        verdi = rad or Oppfolgingsrad()
        navneliste = forms.TextInput({"list": "medlemmer", "autocomplete": "off"})
        legg_til(f"{foran}hva", _tekst(_("Hva skal følges opp"), 300, verdi.hva))
        legg_til(f"{foran}hvem", _tekst(_("Hvem"), 120, verdi.hvem, widget=navneliste))
        frist = forms.DateField(
            label=_("Innen"), required=False, initial=verdi.frist, widget=forms.DateInput()
        )
        legg_til(f"{foran}frist", frist)

    def oppfolgingsrader(self, sak: Referatsak) -> list[Oppfolgingsfelter]:
        """Return an item's rows: what is agreed, then the new ones."""
        kjente: list[tuple[Oppfolging | None, str]] = [
            (en, _navn(en)) for en in self._egne if en.sak_id == sak.pk
        ]
        nye = [(None, f"n{sak.pk}_{nr}_") for nr in range(self._nye[sak.pk])]
        return [
            Oppfolgingsfelter(en, self[f"{foran}hva"], self[f"{foran}hvem"], self[f"{foran}frist"])
            for en, foran in [*kjente, *nye]
        ]

    def reddede_oppfolginger(self, fersk: "Oppfolgingsdel") -> dict[str, str]:
        """Return as new rows what was changed here in rows that another has taken away meanwhile."""
        reddet: dict[str, str] = {}
        plass = {sak: self.antall_nye(f"n{sak}_", 0) for sak in fersk._nye}
        for sak, foran in [(int(treff[1]), treff[0]) for navn in self.data if (treff := GAMMEL.match(navn))]:
            felter = [f"{foran}{felt}" for felt in ("hva", "hvem", "frist")]
            endret = any(self.data.get(f) != self.data.get(f"initial-{f}", "") for f in felter)
            if not endret or sak not in plass or felter[0] in fersk.fields:
                continue
            for felt in felter:
                reddet[f"n{sak}_{plass[sak]}_{felt.rpartition('_')[2]}"] = self.data.get(felt, "")
            plass[sak] += 1
        return reddet

    @property
    def fra_forrige(self) -> list[Forrigefelter]:
        """Return what was carried from earlier meetings, that the writer may see."""
        return [
            Forrigefelter(en, self[f"f{en.pk}_status"], self[f"f{en.pk}_kommentar"]) for en in self._forrige
        ]

    def sjekk_oppfolginger(self) -> None:
        """Refuse a name or a date with nothing to do beside it; an emptied row is meant to go."""
        nye = [f"n{sak}_{nr}_" for sak, antall in self._nye.items() for nr in range(antall)]
        for foran in [*(_navn(en) for en in self._egne), *nye]:
            rad = self._skrevet(foran)
            if not rad.hva and (rad.hvem or rad.frist) and not self.has_error(f"{foran}hva"):
                self.add_error(f"{foran}hva", _("Skriv hva som skal følges opp, eller tøm hele raden."))

    def _skrevet(self, foran: str) -> Oppfolgingsrad:
        hva, hvem, frist = (self.cleaned_data.get(f"{foran}{felt}") for felt in ("hva", "hvem", "frist"))
        return Oppfolgingsrad(hva or "", hvem or "", frist)

    def oppfolginger(self) -> Oppfolginger:
        """Return what was written, ready to be saved."""
        data = self.cleaned_data
        return Oppfolginger(
            rader={en.pk: self._skrevet(_navn(en)) for en in self._egne},
            nye=tuple(
                (sak, self._skrevet(f"n{sak}_{nr}_"))
                for sak, antall in self._nye.items()
                for nr in range(antall)
                if self._skrevet(f"n{sak}_{nr}_").hva
            ),
            fra_forrige={
                en.pk: (data[f"f{en.pk}_status"] or en.status, data[f"f{en.pk}_kommentar"])
                for en in self._forrige
            },
        )


class Gjestedel(Delskjema):
    """Guests at part 2: those registered, and those who came all the same."""

    def legg_til_gjester(self) -> None:
        """Add a box for each registered guest, name and workplace for the others."""
        alle = self.referat.gjester.synlig_for(self.innsyn)
        self._gjester = [g for g in alle if self.er_med(f"g{g.pk}" if g.gjest_id else f"g{g.pk}_navn")]
        for gjest in self._gjester:
            if gjest.gjest_id:
                felt = forms.BooleanField(label=gjest.navn, required=False, initial=gjest.deltok)
                self.kjent_felt(f"g{gjest.pk}", felt)
            else:
                self.kjent_felt(f"g{gjest.pk}_navn", _tekst(_("Navn"), 120, gjest.navn))
                self.kjent_felt(f"g{gjest.pk}_sted", _tekst(_("Arbeidssted"), 120, gjest.arbeidssted))
        self._nye_gjester = self.antall_nye("h", NYE_GJESTER)
        for nr in range(self._nye_gjester):
            self.nytt_felt(f"h{nr}_navn", _tekst(_("Navn"), 120, ""))
            self.nytt_felt(f"h{nr}_sted", _tekst(_("Arbeidssted"), 120, ""))

    @property
    def pameldte_gjester(self) -> list[Gjestefelter]:
        """Return the registered guests."""
        return [Gjestefelter(g, self[f"g{g.pk}"], None, None) for g in self._gjester if g.gjest_id]

    @property
    def uanmeldte_gjester(self) -> list[Gjestefelter]:
        """Return those who came unannounced, and empty rows for more."""
        kjente = [(g, f"g{g.pk}_") for g in self._gjester if not g.gjest_id]
        nye = [(None, f"h{nr}_") for nr in range(self._nye_gjester)]
        return [
            Gjestefelter(g, None, self[f"{foran}navn"], self[f"{foran}sted"]) for g, foran in [*kjente, *nye]
        ]

    def gjesteliste(self) -> Gjesteliste:
        """Return what was written, ready to be saved."""
        data = self.cleaned_data
        nye: list[Gjesterad] = [(data[f"h{nr}_navn"], data[f"h{nr}_sted"]) for nr in range(self._nye_gjester)]
        return Gjesteliste(
            deltok={g.pk: data[f"g{g.pk}"] for g in self._gjester if g.gjest_id},
            uanmeldte={
                g.pk: (data[f"g{g.pk}_navn"], data[f"g{g.pk}_sted"]) for g in self._gjester if not g.gjest_id
            },
            nye=tuple(rad for rad in nye if rad[0]),
        )


class Kommentardel(Delskjema):
    """Members' comments, which the writers answer or mark as seen to."""

    def legg_til_kommentarer(self) -> None:
        """Add an answer and a box for each comment the writer may read."""
        alle = self.referat.kommentarer.synlig_for(self.innsyn).select_related("av", "sak", "behandlet_av")
        self._kommentarer = [en for en in alle if self.er_med(f"k{en.pk}_svar")]
        for en in self._kommentarer:
            svar = _tekst(_("Svar (valgfritt)"), 1000, en.svar, widget=forms.Textarea({"rows": 2}))
            sett = forms.BooleanField(label=_("Behandlet"), required=False, initial=en.behandlet is not None)
            self.kjent_felt(f"k{en.pk}_svar", svar)
            self.kjent_felt(f"k{en.pk}_behandlet", sett)

    @property
    def kommentarrader(self) -> list[Kommentarfelter]:
        """Return the comments in the order they were written."""
        return [
            Kommentarfelter(en, self[f"k{en.pk}_svar"], self[f"k{en.pk}_behandlet"])
            for en in self._kommentarer
        ]

    @property
    def ubehandlede(self) -> int:
        """How many comments nobody has seen to."""
        return sum(en.behandlet is None for en in self._kommentarer)

    def kommentarsvar(self) -> dict[int, Svar]:
        """Return what was written, ready to be saved."""
        data = self.cleaned_data
        return {en.pk: (data[f"k{en.pk}_svar"], data[f"k{en.pk}_behandlet"]) for en in self._kommentarer}


def _navn(oppfolging: Oppfolging) -> str:
    """Return what the names of its fields begin with: the item, for when another has taken the row away."""
    return f"o{oppfolging.sak_id}_{oppfolging.pk}_"


def _tekst(etikett: str, lengde: int, verdi: str, **felt: Any) -> forms.CharField:
    return forms.CharField(label=etikett, required=False, max_length=lengde, initial=verdi, **felt)


def _status(oppfolging: Oppfolging) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Tilstand"),
        choices=Oppfolging.Status.choices,
        required=False,
        initial=oppfolging.status,
        widget=forms.RadioSelect(),
    )
