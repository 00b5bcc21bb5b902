"""Swapping turns: «A swap needs both members' yes» (L5). Asking is the first, answering the other."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import arrangorbrev, byttebrev
from moter.arrangor import gi_til, laas_for_skifte, noter
from moter.endring import laas
from moter.models import Arrangorbytte, Arrangorskifte, Mote
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe, Medlemskap, Person
from nettverk.sprak import dato_lang


@dataclass(frozen=True)
class Mulighet:
    """Somebody who can be asked: to swap for her own meeting, or where that is None to take over."""

    person: Person
    mote: Mote | None


def muligheter(mote: Mote, naa: datetime) -> list[Mulighet]:
    """Return whom the organiser of this meeting can ask: the other organisers, then who has none.

    Each must be an active member on the day she gets, and so must who asks. Who cannot be written
    to, cannot be asked.
    """
    kommende = mote.gruppe.moter.filter(avlyst=None, start__gt=naa, arrangor__isnull=False)
    andre = kommende.exclude(pk=mote.pk).exclude(arrangor=mote.arrangor).select_related("arrangor")
    den_dagen = {m.person_id: m.person for m in mote.medlemmer()}
    arrangerer = {ett.arrangor_id for ett in andre}
    bytter = [
        Mulighet(den_dagen[annet.arrangor_id], annet)
        for annet in andre
        if annet.arrangor_id in den_dagen and annet.overtatt_for_id is None and _medlem(annet, mote.arrangor)
    ]
    ledige = [
        Mulighet(person, None)
        for pk, person in den_dagen.items()
        if pk != mote.arrangor_id and pk not in arrangerer
    ]
    return [en for en in (*bytter, *ledige) if en.person.adresse]


def kan_sporre(mote: Mote, person: Person | None, naa: datetime) -> bool:
    """Whether this person organises the meeting as a member, so that her turn is hers to swap."""
    if person is None or mote.arrangor_id != person.pk or mote.overtatt_for_id is not None:
        return False
    return not mote.er_avlyst and naa < mote.start and _medlem(mote, person) is not None


def ventende(mote: Mote, naa: datetime) -> Arrangorbytte | None:
    """Return the question about this meeting that waits for an answer, if one does."""
    apne = mote.bytter.apne().med_alt()
    return next((bytte for bytte in apne if bytte.venter(naa)), None)


@transaction.atomic
def spor(mote: Mote, person: Person, mot_mote: Mote | None, *, av: Person, naa: datetime) -> Arrangorbytte:
    """Ask the organiser of `mot_mote` to swap, or (None) somebody who organises nothing to take over.

    Raises ValidationError where `av` does not organise the meeting as a member, has asked already and
    waits, has herself been asked for the same swap, or the other one cannot be asked.
    """
    mote = laas_for_skifte(mote, naa)
    if not kan_sporre(mote, av, naa):
        raise ValidationError(_("Bare medlemmet som er arrangør, kan spørre om å bytte."))
    if venter := ventende(mote, naa):
        feil = _("Du har allerede spurt %(navn)s, og venter på svar.")
        raise ValidationError(feil % {"navn": venter.spurt.navn})
    for gammelt in mote.bytter.apne():
        _avslutt(gammelt, Arrangorbytte.Utfall.BORTFALT, naa)
    valgt = next((en for en in muligheter(mote, naa) if en == Mulighet(person, mot_mote)), None)
    if valgt is None:
        raise ValidationError(_("%(navn)s kan ikke spørres lenger. Velg på nytt.") % {"navn": person.navn})
    motsatt = Arrangorbytte.objects.apne().med_alt().filter(mote=mot_mote, mot_mote=mote, spurt_av=person)
    if mot_mote is not None and any(ett.venter(naa) for ett in motsatt):
        raise ValidationError(
            _("%(navn)s har allerede spurt deg om det samme byttet. Svar ja der.") % {"navn": person.navn}
        )
    bytte = Arrangorbytte.objects.create(
        mote=mote,
        mot_mote=valgt.mote,
        start=mote.start,
        mot_start=valgt.mote.start if valgt.mote else None,
        spurt_av=av,
        spurt=person,
        sendt=naa,
    )
    byttebrev.sporsmal(bytte, naa=naa)
    return bytte


@transaction.atomic
def svar(bytte: Arrangorbytte, *, ja: bool, av: Person, naa: datetime) -> Arrangorbytte:
    """Answer for her who was asked; by a yes the meetings change hands, and all three are told.

    Raises ValidationError where somebody else answers, it has been answered or withdrawn, or one of
    the meetings or memberships is no longer as when it was asked.
    """
    bytte = _laas(bytte)
    _krev_apent(bytte, naa)
    if av != bytte.spurt:
        raise ValidationError(_("Bare den som er spurt, kan svare."))
    if not ja:
        _avslutt(bytte, Arrangorbytte.Utfall.NEI, naa)
        byttebrev.svar(bytte, naa=naa)
        return bytte
    skifter = [_gi_bort(bytte.mote, bytte.spurt_av, bytte.spurt, naa)]
    if bytte.mot_mote is not None:
        skifter.append(_gi_bort(bytte.mot_mote, bytte.spurt, bytte.spurt_av, naa))
    _avslutt(bytte, Arrangorbytte.Utfall.JA, naa)
    for skifte in skifter:
        arrangorbrev.du_er_arrangor(skifte, bytte=bytte, naa=naa)
    if bytte.mot_mote_id is None:
        byttebrev.svar(bytte, naa=naa)
    arrangorbrev.ny_arrangor(skifter, parter={bytte.spurt, bytte.spurt_av}, naa=naa)
    return bytte


@transaction.atomic
def trekk_tilbake(bytte: Arrangorbytte, *, av: Person, naa: datetime) -> Arrangorbytte:
    """Take the question back. Raises ValidationError where it has been answered, or another asked it."""
    bytte = _laas(bytte)
    _krev_apent(bytte, naa)
    if av != bytte.spurt_av:
        raise ValidationError(_("Bare den som har spurt, kan trekke spørsmålet."))
    _avslutt(bytte, Arrangorbytte.Utfall.TRUKKET, naa)
    return bytte


def ikke_apent(bytte: Arrangorbytte, naa: datetime) -> str:
    """Return in words why there is nothing to answer at this UTC moment; empty where there is."""
    utfall = Arrangorbytte.Utfall
    if bytte.utfall == utfall.TRUKKET:
        return _("%(navn)s har trukket spørsmålet.") % {"navn": bytte.spurt_av.navn}
    if bytte.utfall in (utfall.JA, utfall.NEI) and bytte.avsluttet is not None:
        ja = bytte.utfall == utfall.JA
        ord_ = _("%(navn)s svarte ja %(dato)s.") if ja else _("%(navn)s svarte nei %(dato)s.")
        return ord_ % {"navn": bytte.spurt.navn, "dato": dato_lang(lokal_dag(bytte.avsluttet))}
    if bytte.utfall == utfall.BORTFALT:
        return _("Spørsmålet har falt bort.")
    return str(bytte.bortfalt(naa))


def _krev_apent(bytte: Arrangorbytte, naa: datetime) -> None:
    if hvorfor := ikke_apent(bytte, naa):
        raise ValidationError(hvorfor)


def _gi_bort(mote: Mote, fra: Person, til: Person, naa: datetime) -> Arrangorskifte:
    medlemskap = _medlem(mote, til)
    if medlemskap is None:
        raise ValidationError(
            _("%(navn)s er ikke aktivt medlem på møtedagen, og kan ikke være arrangør.") % {"navn": til.navn}
        )
    noter(mote, fra, Arrangorskifte.Slag.GA_VIDERE, av=fra, naa=naa)
    return gi_til(mote, medlemskap, av=til, naa=naa)


def _medlem(mote: Mote, person: Person | None) -> Medlemskap | None:
    return mote.medlemmer().filter(person=person).first() if person else None


def _laas(bytte: Arrangorbytte) -> Arrangorbytte:
    """Return it as it is now, with the group and its meetings locked, in the order in which all lock them."""
    Gruppe.objects.select_for_update().get(pk=bytte.mote.gruppe_id)
    bytte = Arrangorbytte.objects.med_alt().get(pk=bytte.pk)
    laaste = {pk: laas(Mote(pk=pk)) for pk in sorted(filter(None, (bytte.mote_id, bytte.mot_mote_id)))}
    bytte.mote = laaste[bytte.mote_id]
    bytte.mot_mote = laaste[bytte.mot_mote_id] if bytte.mot_mote_id else None
    return bytte


def _avslutt(bytte: Arrangorbytte, utfall: str, naa: datetime) -> None:
    bytte.utfall, bytte.avsluttet = utfall, naa
    bytte.save()
