"""Fields for steps and quiet periods, written as people write them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nettverk.arbeidsdager import PASKE, Stilleperiode

LENGST = 120  # days from the due date; further away nobody connects the two
FLEST = 10  # steps for one role: more would be nagging
_MINUS = str.maketrans("−–", "--")
_PERIODE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*-\s*(\d{1,2})\.\s*(\d{1,2})\.?")
_SKUDDAR = 2024  # 29 February is a day one may write


def trinn_som_tekst(trinn: Iterable[int]) -> str:
    """Steps in order with real signs: «−14, −7, 0, +1»."""
    return ", ".join(f"{ett:+d}".replace("-", "−") if ett else "0" for ett in sorted(trinn))


def les_trinn(tekst: str) -> tuple[int, ...]:
    """The steps in a text such as «−14, -7, 0, +1», in order, each once. Raises ValidationError."""
    ord_ = re.split(r"[,;\s]+", tekst.translate(_MINUS).strip(" ,;"))
    try:
        trinn = tuple(sorted({int(ett) for ett in ord_ if ett}))
    except ValueError:
        raise ValidationError(
            _(
                "Skriv hele dager med komma mellom, for eksempel −14, −7, 0. "
                "Minus er før fristen, pluss er etter."
            )
        ) from None
    if any(abs(ett) > LENGST for ett in trinn):
        raise ValidationError(_("Høyst %(dager)d dager fra fristen.") % {"dager": LENGST})
    if len(trinn) > FLEST:
        raise ValidationError(_("Høyst %(antall)d ganger.") % {"antall": FLEST})
    return trinn


class Trinnfelt(forms.CharField):
    """Days before and after a deadline; its value is a tuple of steps."""

    def prepare_value(self, value: Any) -> Any:
        """Write steps as text; leave what was typed as it was."""
        return trinn_som_tekst(value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[int, ...]:
        """Return the steps. Raises ValidationError."""
        return les_trinn(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other steps are meant, however they are written."""
        return super().has_changed(self.prepare_value(initial), data) and _ulik(les_trinn, initial, data)


def periode_som_tekst(periode: Stilleperiode) -> str:
    """«1.7.–31.7.», or «påske»."""
    if periode.anker:
        return "påske"
    (fra_maned, fra_dag), (til_maned, til_dag) = periode.fra, periode.til
    return f"{fra_dag}.{fra_maned}.–{til_dag}.{til_maned}."


def les_perioder(tekst: str) -> tuple[Stilleperiode, ...]:
    """One period for each line that is not blank. Raises ValidationError, also if half the year is quiet."""
    perioder = tuple(_les_periode(linje.strip()) for linje in tekst.splitlines() if linje.strip())
    dager = [date.fromordinal(date(_SKUDDAR, 1, 1).toordinal() + nr) for nr in range(366)]
    if sum(any(periode.dekker(dag) for periode in perioder) for dag in dager) > len(dager) // 2:
        raise ValidationError(_("Mer enn halve året er stille. Det må være færre dager."))
    return perioder


def _les_periode(linje: str) -> Stilleperiode:
    if linje.lower() in {"påske", "påska", "påsken"}:
        return PASKE
    treff = _PERIODE.fullmatch(linje.translate(_MINUS))
    try:
        fra_dag, fra_maned, til_dag, til_maned = (int(tall) for tall in treff.groups()) if treff else (0,) * 4
        date(_SKUDDAR, fra_maned, fra_dag), date(_SKUDDAR, til_maned, til_dag)
    except ValueError:
        feil = _("«%(linje)s» er ikke en periode. Skriv for eksempel 1.7.–31.7. eller påske.")
        raise ValidationError(feil % {"linje": linje}) from None
    return Stilleperiode((fra_maned, fra_dag), (til_maned, til_dag))


class Stillefelt(forms.CharField):
    """Quiet periods, one on each line; its value is a tuple of them."""

    def __init__(self, *, standard: Sequence[Stilleperiode], **kwargs: Any) -> None:
        vanlig = ", ".join(periode_som_tekst(periode) for periode in standard)
        forklaring = _(
            "Én periode på hver linje. «påske» er mandag før påske til 2. påskedag. Dagene regnes som "
            "fridager for påminnelser, ikke for frister. Vanligvis %(perioder)s."
        )
        kwargs |= {"widget": forms.Textarea(attrs={"rows": 4, "cols": 30}), "required": False}
        super().__init__(help_text=forklaring % {"perioder": vanlig}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write periods as text; leave what was typed as it was."""
        return "\n".join(map(periode_som_tekst, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[Stilleperiode, ...]:
        """Return the periods. Raises ValidationError."""
        return les_perioder(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other periods are meant, however they are written."""
        return super().has_changed(self.prepare_value(initial), data) and _ulik(les_perioder, initial, data)


def _ulik(les: Any, initial: Any, data: Any) -> bool:
    try:
        return bool(les(data or "") != initial)
    except ValidationError:
        return True
