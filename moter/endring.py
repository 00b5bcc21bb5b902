"""Planning, changing, moving and cancelling a meeting: each done once, the rest follows (L17)."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from moter import brev, frister, neste_ar
from moter.lenker import forny_gjestelenker, la_lenkene_folge
from moter.models import Mote
from moter.program import paa_dagen, tidsfeil
from nettverk.frister.oppdatering import la_frister_falle_bort, oppdater_frister
from nettverk.klokke import OSLO
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Person

MIDT_PA_DAGEN = time(12)


@transaction.atomic
def planlegg(mote: Mote, *, naa: datetime) -> Mote:
    """Save a new meeting, with the default registration deadline and all its deadlines."""
    if mote.pamelding_frist is None:
        mote.pamelding_frist = frister.standard_pameldingsfrist(mote)
    mote.save()
    oppdater_frister(mote, mote.gruppe.nettverk, naa=naa)
    _oppdater_neste_ar(mote, mote.dag, naa=naa)
    return mote


def _oppdater_neste_ar(mote: Mote, *dager: date, naa: datetime) -> None:
    """Let the duty to agree on next year follow the meetings of the years these days are in (L7)."""
    for ar in sorted({dag.year + forskjell for dag in dager for forskjell in (-1, 0)}):
        neste_ar.oppdater(mote.gruppe, ar, naa=naa)


@transaction.atomic
def lagre_detaljer(mote: Mote, felt: Iterable[str], *, naa: datetime) -> None:
    """Save the changed fields named in `felt`, as they are in `mote`; a new deadline counts.

    The rest of the row stays as it is in the database, whatever `mote` was read as. Raises
    ValidationError when the meeting has been cancelled meanwhile.
    """
    laast = laas(mote)
    if laast.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Ingenting er endret."))
    endret = {navn for navn in felt if getattr(laast, navn) != getattr(mote, navn)}
    for navn in endret:
        setattr(laast, navn, getattr(mote, navn))
    if endret & {"sted", "adresse", "digital_lenke", "form"}:
        laast.sekvens += 1
    laast.save()
    if "pamelding_frist" in endret and naa < laast.start:
        oppdater_frister(laast, laast.gruppe.nettverk, frister.PAMELDING, naa=naa)


@transaction.atomic
def noter_programkontakt(mote: Mote, *, dag: date, av: Person, naa: datetime) -> None:
    """Record when organiser and group lead spoke about the programme (L11).

    It counts from that day, not from when it was noted; a corrected day counts instead.
    Raises ValidationError when the meeting has been cancelled.
    """
    mote = laas(mote)
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Ingenting er endret."))
    mote.programkontakt, mote.programkontakt_av = dag, av
    mote.save()
    skjedde = min(naa, datetime.combine(dag, MIDT_PA_DAGEN, OSLO))
    for frist in Frist.objects.om(mote).filter(slag=frister.PROGRAMKONTAKT):
        frist.gjenapne(naa=naa)
        frist.fullfor(naa=skjedde)


def laas(mote: Mote) -> Mote:
    """Return the meeting as it is now, locked to the end of the transaction."""
    return Mote.objects.select_for_update(of=("self",)).med_navn().get(pk=mote.pk)


@transaction.atomic
def flytt(
    mote: Mote, *, start: datetime, slutt: datetime, sted: str, adresse: str, av: Person, naa: datetime
) -> int:
    """Move a meeting and tell everybody once; return how many were told.

    Programme and registration deadline move along, registrations stand, deadlines are computed
    anew. `start` and `slutt` are UTC moments. Raises ValidationError when the meeting is
    cancelled or over, nothing is changed, or the programme does not fit the new hours.
    """
    mote = laas(mote)
    krev_endringsbar(mote, naa)
    ny = (start, slutt, sted, adresse)
    if ny == (mote.start, mote.slutt, mote.sted, mote.adresse):
        raise ValidationError(_("Tid og sted er som før. Ingenting er endret."))
    fra, for_flytting = mote.start, list(mote.medlemmer())
    if mote.pamelding_frist:
        flyttet_frist = mote.pamelding_frist + (lokal_dag(start) - mote.dag)
        # Nobody is late for a deadline that was moved into the past.
        mote.pamelding_frist = min(max(flyttet_frist, lokal_dag(naa)), lokal_dag(start))
    mote.start, mote.slutt, mote.sted, mote.adresse = ny
    mote.sekvens += 1
    mote.full_clean()
    mote.save()
    _flytt_programmet(mote, fra)
    if tidsfeil(mote, mote.programposter.all()):
        raise ValidationError(
            _("Programmet får ikke plass i de nye tidene. Velg andre tider, eller endre programmet først.")
        )
    la_lenkene_folge(mote)
    forny_gjestelenker(mote)
    oppdater_frister(mote, mote.gruppe.nettverk, naa=naa)
    _oppdater_neste_ar(mote, lokal_dag(fra), mote.dag, naa=naa)
    return brev.flyttet(mote, fra=fra, ogsa=for_flytting, av=av, naa=naa)


def _flytt_programmet(mote: Mote, fra: datetime) -> None:
    """Let the items keep their distance to the start of the meeting."""
    forskjell = paa_dagen(mote.lokal_start.time()) - paa_dagen(timezone.localtime(fra).time())
    for post in mote.programposter.all() if forskjell else ():
        post.start = (paa_dagen(post.start) + forskjell).time()
        post.save()


@transaction.atomic
def avlys(mote: Mote, *, av: Person, naa: datetime) -> int:
    """Cancel a meeting, end its deadlines, and tell everybody once; return how many were told.

    Raises ValidationError when it is cancelled already or over.
    """
    mote = laas(mote)
    krev_endringsbar(mote, naa)
    mote.avlyst = naa
    mote.sekvens += 1
    mote.save()
    la_frister_falle_bort(mote, naa=naa)
    _oppdater_neste_ar(mote, mote.dag, naa=naa)
    return brev.avlyst(mote, av=av, naa=naa)


def krev_endringsbar(mote: Mote, naa: datetime) -> None:
    """Raise ValidationError where the meeting is cancelled or over at this UTC moment."""
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er allerede avlyst."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over, og kan ikke endres."))
