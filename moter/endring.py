"""Planning, changing, moving and cancelling a meeting: each done once, the rest follows (L17)."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from moter import frister, neste_ar
from moter.beskjeder import beskjeder
from moter.endringsbrev import Endring, fortell
from moter.lenker import forny_gjestelenker, la_lenkene_folge
from moter.models import Mote, Programpost
from moter.program import paa_dagen, tidsfeil
from nettverk.frister.oppdatering import la_frister_falle_bort, oppdater_frister
from nettverk.klokke import OSLO
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Gruppe, Person
from nettverk.sprak import dato, dato_lang, tidsrom

MIDT_PA_DAGEN = time(12)


@transaction.atomic
def planlegg(mote: Mote, *, naa: datetime) -> Mote:
    """Save a new meeting, with the default registration deadline and all its deadlines.

    Raises ValidationError where the group has ended by then.
    """
    krev_gruppe(Gruppe.objects.select_for_update().get(pk=mote.gruppe_id), mote.dag)
    if mote.pamelding_frist is None:
        mote.pamelding_frist = frister.standard_pameldingsfrist(mote)
    mote.save()
    oppdater_frister(mote, mote.gruppe.nettverk, naa=naa)
    oppdater_neste_ar(mote.gruppe, mote.dag, naa=naa)
    return mote


def krev_gruppe(gruppe: Gruppe, dag: date) -> None:
    """Raise ValidationError where the group has ended before this local date (L18)."""
    if gruppe.slutt is not None and dag > gruppe.slutt:
        raise ValidationError(_("Gruppen er avsluttet %(dato)s.") % {"dato": dato(gruppe.slutt)})


def oppdater_neste_ar(gruppe: Gruppe, *dager: date, naa: datetime) -> None:
    """Let the duty to agree on next year follow the meetings of the years these days are in (L7)."""
    for ar in sorted({dag.year + forskjell for dag in dager for forskjell in (-1, 0)}):
        neste_ar.oppdater(gruppe, ar, naa=naa)


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
    if endret & {"sted", "adresse", "digital_lenke", "digital_lenke_del1", "form"}:
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
    mote: Mote,
    *,
    start: datetime,
    slutt: datetime,
    sted: str,
    adresse: str,
    av: Person,
    naa: datetime,
    melding: str = "",
    sett: int | None = None,
) -> int:
    """Move a meeting and tell everybody once; return how many were told.

    Programme and registration deadline move along, registrations stand, deadlines are computed
    anew. `start` and `slutt` are UTC moments, `melding` a line from the one who moves it, `sett` the
    SEQUENCE she has seen. Raises ValidationError when the meeting is cancelled or over, has been moved
    since she looked, nothing is changed, or the programme does not fit the new hours.
    """
    mote = laas(mote)
    krev_endringsbar(mote, naa)
    krev_som_sett(mote, sett, (start, slutt, sted, adresse))
    fra, fra_sted, for_flytting = (mote.start, mote.slutt), mote.motested, list(mote.medlemmer())
    poster = sett_flyttet(mote, start=start, slutt=slutt, sted=sted, adresse=adresse, naa=naa)
    mote.save()
    for post in poster:
        post.save()
    la_lenkene_folge(mote)
    forny_gjestelenker(mote)
    oppdater_frister(mote, mote.gruppe.nettverk, naa=naa)
    oppdater_neste_ar(mote.gruppe, lokal_dag(fra[0]), mote.dag, naa=naa)
    endring = Endring(mote, av, naa, melding, fra, fra_sted)
    return fortell(endring, beskjeder(mote, lokal_dag(naa), for_flytting=for_flytting))


def sett_flyttet(
    mote: Mote, *, start: datetime, slutt: datetime, sted: str, adresse: str, naa: datetime
) -> list[Programpost]:
    """Let `mote` be as it is when moved, unsaved; return the items whose time follows, unsaved as well.

    Raises ValidationError where nothing is changed, or the programme does not fit.
    """
    ny = (start, slutt, sted, adresse)
    if ny == _tid_og_sted(mote):
        raise ValidationError(_("Tid og sted er som før. Ingenting er endret."))
    fra = mote.start
    if mote.pamelding_frist:
        flyttet_frist = mote.pamelding_frist + (lokal_dag(start) - mote.dag)
        # Nobody is late for a deadline that was moved into the past.
        mote.pamelding_frist = min(max(flyttet_frist, lokal_dag(naa)), lokal_dag(start))
    krev_gruppe(mote.gruppe, lokal_dag(start))
    mote.start, mote.slutt, mote.sted, mote.adresse = ny
    mote.sekvens += 1
    mote.full_clean()
    poster = list(mote.programposter.all())
    flyttede = _flytt_programmet(mote, fra, poster)
    if tidsfeil(mote, poster):
        raise ValidationError(
            _("Programmet får ikke plass i de nye tidene. Velg andre tider, eller endre programmet først.")
        )
    return flyttede


def _tid_og_sted(mote: Mote) -> tuple[datetime, datetime, str, str]:
    return mote.start, mote.slutt, mote.sted, mote.adresse


def _flytt_programmet(mote: Mote, fra: datetime, poster: list[Programpost]) -> list[Programpost]:
    """Let the items keep their distance to the start of the meeting; return those that moved."""
    forskjell = paa_dagen(mote.lokal_start.time()) - paa_dagen(timezone.localtime(fra).time())
    for post in poster if forskjell else ():
        post.start = (paa_dagen(post.start) + forskjell).time()
    return poster if forskjell else []


@transaction.atomic
def avlys(mote: Mote, *, av: Person, naa: datetime, melding: str = "", sett: int | None = None) -> int:
    """Cancel a meeting, end its deadlines, and tell everybody once; return how many were told.

    `melding` is a line from the one who cancels it, `sett` the SEQUENCE she has seen. Raises
    ValidationError when it is cancelled already or over, or has been moved since she looked.
    """
    mote = laas(mote)
    krev_endringsbar(mote, naa)
    krev_som_sett(mote, sett)
    mote.avlyst = naa
    mote.sekvens += 1
    mote.save()
    la_frister_falle_bort(mote, naa=naa)
    oppdater_neste_ar(mote.gruppe, mote.dag, naa=naa)
    return fortell(Endring(mote, av, naa, melding), beskjeder(mote, lokal_dag(naa)))


def krev_som_sett(
    mote: Mote, sett: int | None, ny: tuple[datetime, datetime, str, str] | None = None
) -> None:
    """Raise ValidationError where time or place is not what the one who acts has seen.

    `ny` is what she wants; where it is so already, she has pressed twice, or somebody else was first.
    """
    if sett is None or sett == mote.sekvens:
        return
    if ny == _tid_og_sted(mote):
        raise ValidationError(_("Møtet er allerede flyttet dit, og alle har fått beskjed."), code="gjort")
    raise ValidationError(
        _("Møtet er endret siden du åpnet siden. Nå er det %(dato)s %(tid)s. Se over, og prøv igjen.")
        % {"dato": dato_lang(mote.lokal_start), "tid": tidsrom(mote.lokal_start, mote.lokal_slutt)}
    )


def krev_endringsbar(mote: Mote, naa: datetime) -> None:
    """Raise ValidationError where the meeting is cancelled or over at this UTC moment."""
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er allerede avlyst."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over, og kan ikke endres."))
