"""Guests at part 2: invited, registered, let in, withdrawn (L13, L4).

«Arrangør leder denne delen av møtet, og inviterer kolleger (gjerne tverrfaglig) og nærmeste leder.»
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import frister, gjestebrev
from moter.endring import laas
from moter.models import Gjest, Mote
from nettverk.klokke import dag as lokal_dag

Status = Gjest.Status
MELDER_PA_MAKS = 20  # more than any ward sends; a limit on what one link can send mail to


@dataclass(frozen=True)
class Gjestesvar:
    """What a guest tells of herself. `mat` is what the kitchen must know."""

    navn: str
    yrke: str
    arbeidssted: str
    lunsj: bool
    mat: str = ""


def er_for_sent(mote: Mote, naa: datetime) -> bool:
    """Whether the registration deadline's day is over: then lunch is not certain, and guests need a yes."""
    return lokal_dag(naa) > frister.forfall_pamelding(mote)


def er_fullt(mote: Mote) -> bool:
    """Whether as many guests as the organiser has set are registered already."""
    return mote.gjestemaks is not None and mote.gjester.kommer().count() >= mote.gjestemaks


def ma_vente(mote: Mote, naa: datetime) -> bool:
    """Whether a new guest needs the organiser's yes: «after it … only guests» (L4), or beyond the maximum."""
    return er_for_sent(mote, naa) or er_fullt(mote)


@transaction.atomic
def meld_pa(mote: Mote, epost: str, svar: Gjestesvar, *, malform: str, naa: datetime) -> bool:
    """Register somebody who came by the open invitation; return whether a new guest has to wait.

    At an address that has answered, nothing is changed: it is sent its own link. Who asks gets the same
    answer either way. Raises ValidationError where the meeting is cancelled or over.
    """
    mote = laas_apent(mote, naa)
    vent = ma_vente(mote, naa)
    gjest = _ny_eller_invitert(mote, epost, naa=naa)
    if gjest is not None:
        gjest.malform = malform
        _registrer(gjest, svar, vent=vent, naa=naa)
    return vent


@transaction.atomic
def meld_pa_kollega(av: Gjest, epost: str, svar: Gjestesvar, *, naa: datetime) -> None:
    """Let a guest, often a manager, register somebody from her workplace, who gets a link of her own.

    An address that has answered is sent its own link, as with the open invitation. Raises
    ValidationError where the meeting is cancelled or over, the organiser has said no to her who asks, or
    she has registered many already.
    """
    mote = laas_apent(av.mote, naa)
    av.refresh_from_db()
    if not kan_melde_pa_andre(av):
        raise ValidationError(_("Du må selv ha fått ja til å komme før du kan melde på andre."))
    if av.meldt_pa.count() >= MELDER_PA_MAKS:
        raise ValidationError(
            _("Du har meldt på %(antall)d. Skal flere være med, så send dem lenken eller spør arrangøren.")
            % {"antall": MELDER_PA_MAKS}
        )
    gjest = _ny_eller_invitert(mote, epost, naa=naa)
    if gjest is not None:
        gjest.meldt_pa_av = av
        _registrer(gjest, svar, vent=ma_vente(mote, naa), naa=naa)


def _ny_eller_invitert(mote: Mote, epost: str, *, naa: datetime) -> Gjest | None:
    """Return the guest to be registered at an address; None, and a link sent, where she has answered."""
    kjent = mote.gjester.select_related("person").filter(epost=epost.strip().lower()).first()
    if kjent is None:
        return Gjest(mote=mote, epost=epost, opprettet=naa)
    kjent.mote = mote
    if kjent.status == Status.INVITERT:
        return kjent
    gjestebrev.ny_lenke(kjent, naa=naa)
    return None


def kan_melde_pa_andre(gjest: Gjest) -> bool:
    """Whether she has a name to register others by, and is not turned away; she need not come herself."""
    return bool(gjest.navn) and gjest.status in (Status.INVITERT, Status.PAMELDT, Status.AVMELDT)


@transaction.atomic
def svar(gjest: Gjest, svar: Gjestesvar, *, naa: datetime) -> Gjest:
    """Keep what a guest answers on her own page: who is invited registers, who is registered changes.

    Lunch and food can be changed until the registration deadline, the rest until the meeting ends.
    Raises ValidationError where the meeting is cancelled or over, or the organiser has said no.
    """
    mote = laas_apent(gjest.mote, naa)
    gjest = paa_nytt(gjest, mote)
    if gjest.status == Status.AVSLATT:
        raise ValidationError(_("Arrangøren har sagt nei til denne påmeldingen. Ta kontakt om det er feil."))
    if gjest.har_svart and gjest.status != Status.AVMELDT:
        _fyll(gjest, svar, med_mat=not er_for_sent(mote, naa))
        gjest.save()
        return gjest
    _registrer(gjest, svar, vent=_ma_vente(gjest, naa), naa=naa)
    return gjest


@transaction.atomic
def meld_av(gjest: Gjest, *, naa: datetime) -> Gjest:
    """Withdraw a guest; after the deadline the organiser is told. Twice is as once.

    Raises ValidationError where the meeting is cancelled or over, or the organiser has said no.
    """
    mote = laas_apent(gjest.mote, naa)
    gjest = paa_nytt(gjest, mote)
    if gjest.status == Status.AVSLATT:
        raise ValidationError(_("Arrangøren har sagt nei til denne påmeldingen. Ta kontakt om det er feil."))
    if gjest.status == Status.AVMELDT:
        return gjest
    telte = gjest.kommer
    gjest.status = Status.AVMELDT
    gjest.save()
    if telte and er_for_sent(mote, naa):
        gjestebrev.til_arrangor(gjest, "avmeldt", naa=naa)
    return gjest


@transaction.atomic
def angre(gjest: Gjest, *, naa: datetime) -> Gjest:
    """Take back a withdrawal, with the answers given before; who is too late now has to wait.

    Raises ValidationError where the meeting is cancelled or over.
    """
    mote = laas_apent(gjest.mote, naa)
    gjest = paa_nytt(gjest, mote)
    if gjest.status != Status.AVMELDT:
        return gjest
    if not gjest.har_svart:
        gjest.status = Status.INVITERT
        gjest.save()
        return gjest
    _plasser(gjest, vent=_ma_vente(gjest, naa), naa=naa)
    return gjest


def krev_apent(mote: Mote, naa: datetime) -> None:
    """Raise ValidationError where guests have nothing to answer any more."""
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over."))


def laas_apent(mote: Mote, naa: datetime) -> Mote:
    """Return the meeting as it is now, locked. Raises ValidationError where it is cancelled or over."""
    mote = laas(mote)
    krev_apent(mote, naa)
    return mote


def paa_nytt(gjest: Gjest, mote: Mote) -> Gjest:
    """Return the guest as she stands now that the meeting is locked."""
    gjest = Gjest.objects.select_related("person", "meldt_pa_av", "lagt_til_av").get(pk=gjest.pk)
    gjest.mote = mote
    return gjest


def _ma_vente(gjest: Gjest, naa: datetime) -> bool:
    """Whether she waits; who was invited after the deadline has the organiser's yes as to time."""
    sent_invitert = gjest.status == Status.INVITERT and er_for_sent(gjest.mote, gjest.opprettet)
    return er_fullt(gjest.mote) if sent_invitert else ma_vente(gjest.mote, naa)


def _registrer(gjest: Gjest, svar: Gjestesvar, *, vent: bool, naa: datetime) -> None:
    _fyll(gjest, svar, med_mat=True)
    gjest.svart = naa
    _plasser(gjest, vent=vent, naa=naa)


def _fyll(gjest: Gjest, svar: Gjestesvar, *, med_mat: bool) -> None:
    gjest.navn, gjest.yrke, gjest.arbeidssted = svar.navn, svar.yrke, svar.arbeidssted
    if med_mat:
        gjest.lunsj, gjest.mat = svar.lunsj, svar.mat if svar.lunsj else ""


def _plasser(gjest: Gjest, *, vent: bool, naa: datetime) -> None:
    """Let her in, or let her wait, and tell those concerned."""
    gjest.status = Status.VENTER if vent else Status.PAMELDT
    gjest.save()
    if vent:
        gjestebrev.venter(gjest, naa=naa)
        gjestebrev.til_arrangor(gjest, "venter", naa=naa)
    else:
        gjestebrev.pameldt(gjest, naa=naa)
