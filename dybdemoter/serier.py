"""A series is planned, published, extended, copied and cancelled (D1, D2, D11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dybdemoter.koen import i_koen
from dybdemoter.models import Serie, Seriemote
from dybdemoter.tekster import FELT
from nettverk.frister.oppdatering import la_frister_falle_bort, oppdater_frister
from nettverk.klokke import OSLO
from nettverk.klokke import dag as lokal_dag

SESONG = re.compile(r"(\d{4})(?:/(\d{4}))?")


def sesongens_ar(sesong: str) -> frozenset[int]:
    """Return the years of a season: «2027», or «2026/2027». Raises ValueError for anything else."""
    treff = SESONG.fullmatch(sesong)
    if treff is None:
        raise ValueError(sesong)
    forste, andre = int(treff[1]), int(treff[2] or treff[1])
    if andre not in (forste, forste + 1):
        raise ValueError(sesong)
    return frozenset({forste, andre})


def mangler(serie: Serie, naa: datetime) -> dict[str, list[str]]:
    """Return all that stands in the way of publishing: field → what is wrong; `moter` is the dates.

    What is wrong with one meeting is under `mote-<number>`.
    """
    feil: dict[str, list[str]] = {}

    def si(felt: str, hva: str) -> None:
        feil.setdefault(felt, []).append(hva)

    moter = sorted(serie.moter.all(), key=lambda mote: mote.nummer)
    if len(moter) != serie.antall_moter:
        antall = {"antall": serie.antall_moter, "satt": len(moter)}
        si("moter", _("Rekken skal ha %(antall)d møter, og %(satt)d har fått dato.") % antall)
    for mote, hva in _feil_i_motene(serie, moter, naa):
        si(f"mote-{mote.nummer}", hva)
    for felt, hva in _feil_i_serien(serie, moter, naa):
        si(felt, hva)
    return feil


def _feil_i_motene(serie: Serie, moter: list[Seriemote], naa: datetime) -> Iterable[tuple[Seriemote, str]]:
    """Yield what is wrong with single meetings: too long, past, out of order, or outside the season."""
    ar = _ar_eller_ingen(serie.sesong)
    for forrige, mote in zip([None, *moter], moter, strict=False):
        if mote.minutter > serie.maks_minutter:
            yield mote, _("Møtet varer lenger enn %(minutter)d minutter.") % {"minutter": serie.maks_minutter}
        if lokal_dag(mote.slutt) != mote.dag:
            yield mote, _("Møtet må slutte samme dag som det begynner.")
        if mote.start <= naa:
            yield mote, _("Datoen er passert.")
        if forrige is not None and mote.dag <= forrige.dag:
            yield mote, _("Datoen må være etter møtet før.")
        if ar and mote.dag.year not in ar:
            yield mote, _("Datoen er utenfor sesongen %(sesong)s.") % {"sesong": serie.sesong}


def _ar_eller_ingen(sesong: str) -> frozenset[int]:
    try:
        return sesongens_ar(sesong)
    except ValueError:
        return frozenset()


def _feil_i_serien(serie: Serie, moter: list[Seriemote], naa: datetime) -> Iterable[tuple[str, str]]:
    if not _ar_eller_ingen(serie.sesong):
        yield "sesong", _("Skriv sesongen som et årstall, eller to: 2027 eller 2026/2027.")
    if not serie.radgivere.all():
        yield "radgivere", _("Velg minst én rådgiver.")
    frist = serie.pamelding_frist
    if frist is None:
        yield "pamelding_frist", _("Sett en påmeldingsfrist.")
        return
    if frist < lokal_dag(naa):
        yield "pamelding_frist", _("Påmeldingsfristen er passert.")
    if moter and frist >= min(mote.dag for mote in moter):
        yield "pamelding_frist", _("Påmeldingsfristen må være før det første møtet.")


@transaction.atomic
def sett_moter(serie: Serie, tider: Iterable[tuple[datetime, datetime]], lenker: Iterable[str] = ()) -> None:
    """Give a draft its meetings, one by one: UTC moments from and to, in the order given, and Teams links.

    Raises ValidationError where it has been published, and for a meeting that does not end after it begins.
    """
    if serie.status != Serie.Status.UTKAST:
        raise ValidationError(_("Møterekken er publisert. Flytt eller avlys møtene ett for ett."))
    rader = list(tider)
    feil = {f"mote-{nr}": _("Møtet må slutte etter at det begynner.")
            for nr, (start, slutt) in enumerate(rader, 1) if slutt <= start}  # fmt: skip
    if feil:
        raise ValidationError(feil)
    gamle = {mote.nummer: mote for mote in serie.moter.all()}
    adresser = dict(enumerate(lenker, 1))
    for nummer, (start, slutt) in enumerate(rader, 1):
        mote = gamle.pop(nummer, None) or Seriemote(serie=serie, nummer=nummer)
        mote.start, mote.slutt = start, slutt
        mote.teams_lenke = adresser.get(nummer, mote.teams_lenke)
        mote.save()
    for overflodig in gamle.values():
        overflodig.delete()


def publiser(serie: Serie, *, naa: datetime) -> Serie:
    """Open a series for registration. Raises ValidationError with everything that is not in order."""
    with i_koen(serie) as laast:
        if laast.status != Serie.Status.UTKAST:
            raise ValidationError(_("Møterekken er allerede publisert."))
        feil: Mapping[str, list[str]] = mangler(laast, naa)
        if feil:
            raise ValidationError(dict(feil))
        laast.status, laast.apnet = Serie.Status.APEN, naa
        laast.save(update_fields=["status", "apnet"])
        oppdater_frister(laast, laast.nettverk, naa=naa)
    serie.refresh_from_db()
    return serie


def tilbake_til_utkast(serie: Serie, *, naa: datetime) -> Serie:
    """Take a series back from the public while nobody has applied. Raises ValidationError."""
    with i_koen(serie) as laast:
        if laast.status != Serie.Status.APEN:
            raise ValidationError(_("Bare en møterekke som er åpen for påmelding, kan bli utkast igjen."))
        if laast.soknader.exists():
            raise ValidationError(_("Noen har allerede meldt seg på. Flytt, utvid eller avlys i stedet."))
        laast.status, laast.apnet = Serie.Status.UTKAST, None
        laast.save(update_fields=["status", "apnet"])
        la_frister_falle_bort(laast, naa=naa)
    serie.refresh_from_db()
    return serie


def neste_sesong(sesong: str) -> str:
    """Return the season after: «2028» after «2027». Raises ValueError for what is no season."""
    sesongens_ar(sesong)
    return "/".join(str(int(ar) + 1) for ar in sesong.split("/"))


@transaction.atomic
def kopier(serie: Serie, sesong: str, datoer: Iterable[date] = ()) -> Serie:
    """Make a draft of the next season: the same region, numbers, texts, advisers and times of day.

    Its dates are those given; without any, the same weekday a year (52 weeks) later. The Teams links and
    the registration deadline are not carried over as they are: links are new each season, the deadline
    comes as long before the first meeting. Raises ValidationError for a season that cannot be, or is taken.
    """
    try:
        sesongens_ar(sesong)
    except ValueError as feil:
        raise ValidationError(
            {"sesong": _("Skriv sesongen som et årstall, eller to: 2027 eller 2026/2027.")}
        ) from feil
    moter = list(serie.moter.order_by("nummer"))
    nye = (list(datoer) or [mote.dag + timedelta(weeks=52) for mote in moter]) if moter else []
    ny = Serie(
        nettverk=serie.nettverk,
        region=serie.region,
        sesong=sesong,
        plasser=serie.plasser,
        antall_moter=serie.antall_moter,
        maks_minutter=serie.maks_minutter,
        pamelding_frist=_like_lenge_for(serie, moter, nye),
        kopi_av=serie,
        **{felt: getattr(serie, felt) for felt in FELT},
    )
    ny.validate_constraints()
    ny.save()
    ny.radgivere.set(serie.radgivere.all())
    for nummer, dag in enumerate(nye, 1):
        mal = moter[min(nummer, len(moter)) - 1]
        start = datetime.combine(dag, mal.lokal_start.time(), OSLO)
        Seriemote.objects.create(serie=ny, nummer=nummer, start=start, slutt=start + (mal.slutt - mal.start))
    return ny


def _like_lenge_for(serie: Serie, moter: list[Seriemote], nye: list[date]) -> date | None:
    if serie.pamelding_frist is None or not moter or not nye:
        return None
    return nye[0] - (moter[0].dag - serie.pamelding_frist)
