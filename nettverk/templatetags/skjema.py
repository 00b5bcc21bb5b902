"""What the crispy template pack `designsystemet` needs: widgets, anchors and the list of errors.

Django itself writes `aria-invalid` and `aria-describedby` on the widget, pointing to
`<id>_helptext` and `<id>_error`; the templates give those ids to the help and the errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True)
class Feil:
    """One line of the error summary; `anker` is the id to jump to, empty when there is none."""

    tekst: str
    etikett: str = ""
    anker: str = ""

    def __str__(self) -> str:
        skille = " " if self.etikett.endswith(("?", ":")) else ": "
        return f"{self.etikett}{skille}{self.tekst}" if self.etikett else self.tekst


def _er_iso(verdi: object, slag: type[date] | type[time]) -> bool:
    """Whether a native date or time input can show the value: empty, a real one, or its ISO text."""
    if verdi in (None, "") or not isinstance(verdi, str):
        return True
    try:
        slag.fromisoformat(verdi)
    except ValueError:
        return False
    return True


def _bruk_innebygd_velger(widget: forms.Widget, verdi: object) -> None:
    """Let dates and times use the browser's own picker, which speaks ISO only.

    What was typed stays (X13): a text the picker could not show keeps a plain text input.
    """
    # DateTimeInput is a sibling, not a subclass: date and time are asked for one by one.
    if isinstance(widget, forms.DateInput) and _er_iso(verdi, date):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif isinstance(widget, forms.TimeInput) and _er_iso(verdi, time):
        widget.input_type, widget.format = "time", "%H:%M"


def _delverdier(widget: forms.MultiWidget, verdi: Any) -> list[Any]:
    """The value of each part of a split widget, whether it comes from the data or is initial."""
    deler: list[Any] = list(verdi if isinstance(verdi, list | tuple) else widget.decompress(verdi) or ())
    antall = len(list(widget.widgets))
    return (deler + [None] * antall)[:antall]


@register.filter
def ds_felt(felt: BoundField) -> SafeString:
    """The field's widget with Designsystemet's class, and pickers for dates and times."""
    widget, verdi = felt.field.widget, felt.value()
    if isinstance(widget, forms.MultiWidget):
        for del_, delverdi in zip(widget.widgets, _delverdier(widget, verdi), strict=True):
            _bruk_innebygd_velger(del_, delverdi)
            if isinstance(del_, forms.DateInput | forms.TimeInput):
                # The legend names them together; each also needs a name of its own.
                er_dato = isinstance(del_, forms.DateInput)
                del_.attrs.setdefault("aria-label", _("Dato") if er_dato else _("Klokkeslett"))
    else:
        _bruk_innebygd_velger(widget, verdi)
    klasser = f"ds-input {widget.attrs.get('class', '')}".strip()
    return felt.as_widget(attrs={"class": klasser})


@register.filter
def feltslag(felt: BoundField) -> str:
    """Which part of field.html draws the field: skjult, avkryssing, valg, delt or enkel."""
    widget = felt.field.widget
    if widget.is_hidden:
        return "skjult"
    if isinstance(widget, forms.CheckboxInput):
        return "avkryssing"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "valg"
    return "delt" if isinstance(widget, forms.MultiWidget) else "enkel"


@register.filter
def beskrevet_av(felt: BoundField) -> str:
    """The ids of help and errors, for a fieldset: Django writes them on single widgets only."""
    return felt.aria_describedby or ""


@register.filter
def anker(felt: BoundField) -> str:
    """The id of the field's first thing to fill in, so that a link to it gives it focus."""
    widget = felt.field.widget
    if widget.is_hidden:
        return ""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{felt.auto_id}_0"
    return felt.id_for_label


def _feil_i_skjema(skjema: forms.BaseForm, foran: str = "") -> Iterator[Feil]:
    """The form's own errors, then each field's in the order of the fields."""
    for tekst in skjema.non_field_errors():
        yield Feil(str(tekst), foran)
    for felt in skjema:
        for tekst in felt.errors:
            etikett = ", ".join(filter(None, [foran, str(felt.label or "")]))
            yield Feil(str(tekst), etikett, anker(felt))


def _feil_i_sett(sett: BaseFormSet[Any]) -> Iterator[Feil]:
    """The set's own errors, then each form's, told apart by the form's number."""
    for tekst in sett.non_form_errors():
        yield Feil(str(tekst))
    for nr, skjema in enumerate(sett.forms, start=1):
        yield from _feil_i_skjema(skjema, _("Nr. %(nr)d") % {"nr": nr})


@register.inclusion_tag("designsystemet/oppsummering.html")
def feiloppsummering(*skjemaer: forms.BaseForm | BaseFormSet[Any]) -> dict[str, list[Feil]]:
    """`{% feiloppsummering form sett %}`: one summary for all the forms of a page; nothing without errors."""
    feil: list[Feil] = []
    for skjema in skjemaer:
        if skjema.is_bound:
            feil += _feil_i_sett(skjema) if isinstance(skjema, BaseFormSet) else _feil_i_skjema(skjema)
    return {"feil": feil}
