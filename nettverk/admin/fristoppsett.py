"""A network's limits, steps and quiet periods, on one page that reads like the table (F6)."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nettverk import klokke
from nettverk.admin.fristfelter import Stillefelt, Trinnfelt, trinn_som_tekst
from nettverk.arbeidsdager import STILLE_STANDARD
from nettverk.frister.oppsett import Regel, endre, regel, stille
from nettverk.frister.regler import Fristslag, alle_slag, brudd_pa_krav
from nettverk.models import Fristoppsett, Nettverk
from nettverk.nettverksadmin import NettverkAdmin

ROLLENAVN = {
    "arrangor": gettext_lazy("arrangøren"),
    "gruppeansvarlig": gettext_lazy("gruppeansvarlig"),
    "koordinator": gettext_lazy("sekretariatet"),
    "referent": gettext_lazy("referenten"),
    "medlem": gettext_lazy("medlemmer som ikke har svart"),
}
STILLE = "stille"


def grensefelt(slag: str, grense: str) -> str:
    """The form field of a limit."""
    return f"{slag}__{grense}"


def trinnfelt(slag: str, rolle: str) -> str:
    """The form field of one role's steps."""
    return f"{slag}__til_{rolle}"


class Fristoppsettskjema(forms.ModelForm[Fristoppsett]):
    """Filled in from the network's rules; its fields are made from the table when it is asked for."""

    class Meta:
        model = Fristoppsett
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slag in alle_slag():
            gjelder = regel(slag, self.instance)
            for kode, verdi in gjelder.grenser.items():
                self.initial[grensefelt(slag.kode, kode)] = verdi
            for rolle, trinn in gjelder.trinn.items():
                self.initial[trinnfelt(slag.kode, rolle)] = trinn
        self.initial[STILLE] = stille(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse limits that are each possible, but not together."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            grenser = {kode: en.grenser for kode, en in self.regler().items()}
            for slag, grense, feil in brudd_pa_krav(grenser):
                self.add_error(grensefelt(slag, grense), feil)
        return data

    def regler(self) -> dict[str, Regel]:
        """Return the rules as they are filled in, by kind."""
        return {slag.kode: self._regel(slag) for slag in alle_slag()}

    def _regel(self, slag: Fristslag) -> Regel:
        data = self.cleaned_data
        grenser = {grense.kode: data[grensefelt(slag.kode, grense.kode)] for grense in slag.grenser}
        return Regel(grenser, {rolle: data[trinnfelt(slag.kode, rolle)] for rolle in slag.roller()})


def felter() -> dict[str, forms.Field]:
    """Return the fields of every kind in the table, and of the quiet periods."""
    alle = {navn: felt for slag in alle_slag() for navn, felt in _slagets_felter(slag).items()}
    return alle | {STILLE: Stillefelt(label=_("Stille perioder"), standard=STILLE_STANDARD)}


def _slagets_felter(slag: Fristslag) -> dict[str, forms.Field]:
    alle: dict[str, forms.Field] = {}
    for grense in slag.grenser:
        alle[grensefelt(slag.kode, grense.kode)] = forms.IntegerField(
            label=_("Frist: %(enhet)s") % {"enhet": grense.navn},
            min_value=grense.minst,
            max_value=grense.mest,
            help_text=_("Vanligvis %(antall)d.") % {"antall": grense.standard},
        )
    for rolle, trinn in slag.roller().items():
        hva = _("Liste til %(rolle)s") if rolle in slag.uansett else _("Til %(rolle)s")
        alle[trinnfelt(slag.kode, rolle)] = Trinnfelt(
            label=hva % {"rolle": ROLLENAVN.get(rolle, rolle)},
            required=rolle == slag.ansvarlig,
            help_text=_("Vanligvis %(trinn)s.") % {"trinn": trinn_som_tekst(trinn)},
        )
    return alle


@admin.register(Fristoppsett)
class FristoppsettRegister(NettverkAdmin[Fristoppsett]):
    """One page for each network; made with the network, and never deleted."""

    nettverksti = "pk"
    list_display = ("navn", "egne_regler")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The rules come with the network."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Fristoppsett | None = None) -> bool:
        """The rules go with the network."""
        return False

    @admin.display(description=gettext_lazy("egne regler"))
    def egne_regler(self, oppsett: Fristoppsett) -> str:
        """Return which kinds the network has rules of its own for."""
        navn = [capfirst(str(slag.navn)) for slag in alle_slag() if slag.kode in oppsett.fristregler]
        navn += [_("Stille perioder")] if oppsett.stille_perioder is not None else []
        return ", ".join(navn) or _("Som i rutinen")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return a form with the fields of the table as it is now, worded in the reader's language."""
        return type("Skjema", (Fristoppsettskjema,), felter())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show one heading for each kind, in the order of the routine."""
        hvordan = _(
            "Dager før fristen skrives med minus, dager etter med pluss, og 0 er fristdagen. "
            "Påminnelser på fridager flyttes til arbeidsdagen før, og meldinger etter fristen til "
            "arbeidsdagen etter. Endrer du noe, regnes de åpne fristene ut på nytt. Det som er gjort, står."
        )
        slagene = [
            (capfirst(str(slag.navn)), {"fields": tuple(_slagets_felter(slag))}) for slag in alle_slag()
        ]
        slagene[0][1]["description"] = hvordan  # type: ignore[assignment]
        return (*slagene, (_("Stille perioder"), {"fields": (STILLE,)}))

    def save_model(self, request: HttpRequest, obj: Nettverk, form: Any, change: bool) -> None:
        """Save through the verb, and tell how many deadlines got another date."""
        flyttet = endre(obj, form.regler(), form.cleaned_data[STILLE], naa=klokke.naa())
        melding = ngettext(
            "%(antall)d åpen frist fikk ny dato.", "%(antall)d åpne frister fikk ny dato.", flyttet
        )
        if flyttet:
            messages.info(request, melding % {"antall": flyttet})
