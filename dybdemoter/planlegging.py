"""A draft is saved as the forms have it, or refused with every error beside its field (D2)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from dybdemoter.models import Serie
from dybdemoter.serier import mangler, sett_moter
from dybdemoter.serieskjema import MoteForm, Motesett, SerieForm


def lagre(skjema: SerieForm, sett: Motesett, *, ferdig: bool, naa: datetime) -> Serie | None:
    """Save the draft, or return None with errors in the forms. They must be valid.

    What is only missing is refused where it is to be `ferdig`: number of dates, deadline, advisers.
    """
    rader = sett.satte()
    with transaction.atomic():
        serie = skjema.save(commit=False)
        try:
            serie.validate_constraints()
        except ValidationError as feil:
            skjema.add_error("region", feil.messages)
            return None
        serie.save()
        skjema.save_m2m()
        tider = [(rad.cleaned_data["start"], rad.cleaned_data["slutt"]) for rad in rader]
        sett_moter(serie, tider, [rad.cleaned_data["teams_lenke"] for rad in rader])
        feil_ = mangler(Serie.objects.get(pk=serie.pk), naa)
        if not ferdig:
            _se_bort_fra_det_som_mangler(feil_, serie, len(rader))
        _si(feil_, skjema, rader)
        if feil_:
            transaction.set_rollback(True)
            return None
    return serie


def _se_bort_fra_det_som_mangler(feil: dict[str, list[str]], serie: Serie, satt: int) -> None:
    if satt < serie.antall_moter:
        feil.pop("moter", None)
    if serie.pamelding_frist is None:
        feil.pop("pamelding_frist", None)
    feil.pop("radgivere", None)


def _si(feil: dict[str, list[str]], skjema: SerieForm, rader: list[MoteForm]) -> None:
    """Put each error beside its field: a meeting's by its number in order of time."""
    for felt, hva in feil.items():
        if felt.startswith("mote-"):
            rader[int(felt.removeprefix("mote-")) - 1].add_error("dato", hva)
        else:
            skjema.add_error("antall_moter" if felt == "moter" else felt, hva)
