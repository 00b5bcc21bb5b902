"""Answering an innkalling: one page, two clicks, and everybody concerned knows (L2 to L4)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import brev, frister, svarbrev
from moter.deltakere import Deltaker, er_med_i_del1, som_deltaker
from moter.endring import laas
from moter.models import Mote, Pamelding
from moter.roller import alle_har_svart, mottakere, som_mottaker
from nettverk.frister.regler import Mottaker
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Medlemskap, Person
from nettverk.utboks.status import alle_utgaver, siste_utgave

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEDER = gettext_lazy("nærmeste leder")
GRUPPEANSVARLIG = gettext_lazy("gruppeansvarlig"), gettext_lazy("stedfortreder for gruppeansvarlig")
ARRANGOR = gettext_lazy("arrangør"), gettext_lazy("stedfortreder for arrangøren")
KOORDINATOR = gettext_lazy("koordinator"), gettext_lazy("koordinator")

Varslede = list[tuple[Mottaker, "StrOrPromise"]]


@transaction.atomic
def svar(
    mote: Mote, person: Person, *, del1: bool, del2: bool, mat: str | None = "", av: Person, naa: datetime
) -> Pamelding:
    """Keep a participant's answer, and tell those who must know.

    Neither part means absence. The same answer again changes nothing and tells nobody. Food
    needs can be changed until the registration deadline, the rest until the meeting ends; None
    leaves them as they are. Whom somebody else (`av`) answers for is told so. Raises
    ValidationError when the meeting is cancelled or over, or the person is no participant.
    """
    mote = laas(mote)
    deltaker = _krev_apent(mote, person, naa)
    del1 = del1 and er_med_i_del1(mote, deltaker)
    forrige = Pamelding.objects.filter(mote=mote, person=person).first()
    ny_mat = mat is not None and (forrige is None or kan_endre_mat(mote, naa))
    if forrige and forrige.deler == (del1, del2) and (forrige.mat == mat or not ny_mat):
        return forrige
    pamelding = forrige or Pamelding(mote=mote, person=person)
    fravar_for, kom_for = _fravar(forrige, deltaker), forrige is not None and forrige.kommer
    pamelding.del1, pamelding.del2 = del1, del2
    if ny_mat and mat is not None:
        pamelding.mat = mat
    if not pamelding.kommer:
        pamelding.mat = ""
    pamelding.svart, pamelding.svart_av = naa, av
    pamelding.save()
    _fortell(pamelding, deltaker, endret=_fravar(pamelding, deltaker) != fravar_for, naa=naa)
    if pamelding.kommer and not kom_for and not kan_endre_mat(mote, naa):
        brev.sen_pamelding(pamelding, naa=naa)
    _fullfor_hvis_alle_har_svart(mote, naa)
    return pamelding


def kan_endre_mat(mote: Mote, naa: datetime) -> bool:
    """Whether the kitchen can still be told: to the end of the registration deadline's day."""
    return lokal_dag(naa) <= frister.forfall_pamelding(mote)


def varsles_om_fravar(deltaker: Deltaker, mote: Mote, dag: date, *, av: Person) -> Varslede:
    """Return whom an absence is told on this local date, with the role in words, nobody twice (L3).

    «Det skal meldes fra til egen leder og leder for nettverksgruppen ved sykdom/fravær.» A
    representative's is told to group lead and coordinator (L8). Where lead or organiser cannot be
    reached, it passes on (F7); nobody else can stand in for a manager. Who answers, `av`, knows.
    """
    selv = deltaker.person
    varsles: dict[object, tuple[Mottaker, StrOrPromise]] = {}
    if leder := _leder(deltaker):
        varsles[leder] = som_mottaker(leder, mote.gruppe.nettverk), LEDER
    for kode, holder, (rolle, stedfortreder) in _holdere(deltaker, mote, dag):
        for mottaker in mottakere(mote, kode, dag, unntatt=selv):
            ord_ = rolle if mottaker.person == holder else stedfortreder
            varsles.setdefault(mottaker.person or mottaker.adresse, (mottaker, ord_))
    return [(mottaker, rolle) for mottaker, rolle in varsles.values() if mottaker.person != av]


def mangler_leder(deltaker: Deltaker) -> bool:
    """Whether a member must tell the nearest manager in person (L3)."""
    return isinstance(deltaker, Medlemskap) and deltaker.leder_som_nas is None


def sist_varslet(pamelding: Pamelding) -> list[Epost]:
    """Return the mails that told of this answer: the outbox knows, roles may have changed.

    Of one that was sent again, the last; none of those that reached nobody.
    """
    forste = alle_utgaver(pamelding, "fravar").filter(opprettet=pamelding.svart, sendt_pa_nytt_fra=None)
    siste = (siste_utgave(epost) for epost in forste)
    return [epost for epost in siste if epost.status not in Epost.IKKE_LEVERT]


def _leder(deltaker: Deltaker) -> Person | None:
    return deltaker.leder_som_nas if isinstance(deltaker, Medlemskap) else None


def _holdere(
    deltaker: Deltaker, mote: Mote, dag: date
) -> tuple[tuple[str, Person | None, tuple["StrOrPromise", "StrOrPromise"]], ...]:
    gruppeansvarlig = "gruppeansvarlig", mote.gruppe.gruppeansvarlig(dag), GRUPPEANSVARLIG
    if isinstance(deltaker, Medlemskap):
        return gruppeansvarlig, ("arrangor", mote.arrangor, ARRANGOR)
    return gruppeansvarlig, ("koordinator", None, KOORDINATOR)


def _krev_apent(mote: Mote, person: Person, naa: datetime) -> Deltaker:
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Du trenger ikke svare."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over, så svaret kan ikke endres lenger."))
    deltaker = som_deltaker(mote, person)
    if deltaker is None:
        raise ValidationError(_("Bare gruppens medlemmer svarer på innkallingen her."))
    return deltaker


def _fravar(pamelding: Pamelding | None, deltaker: Deltaker) -> tuple[bool, bool]:
    """Return the parts one has said one stays away from, of those that concern one."""
    if pamelding is None:
        return False, False
    return er_med_i_del1(pamelding.mote, deltaker) and not pamelding.del1, not pamelding.del2


def _fortell(pamelding: Pamelding, deltaker: Deltaker, *, endret: bool, naa: datetime) -> None:
    """Tell of an absence that is new or taken back, and the participant of what others answered."""
    mote, meldt = pamelding.mote, any(_fravar(pamelding, deltaker))
    dag, av = lokal_dag(naa), pamelding.svart_av
    varsles = varsles_om_fravar(deltaker, mote, dag, av=av) if endret else []
    for mottaker, rolle in varsles:
        brev.fravar(pamelding, mottaker, rolle, meldt=meldt, til_leder=rolle is LEDER, naa=naa)
    if pamelding.svart_av_andre:
        svarbrev.svart_for(pamelding, varsles, mangler_leder=meldt and mangler_leder(deltaker), naa=naa)


def _fullfor_hvis_alle_har_svart(mote: Mote, naa: datetime) -> None:
    if alle_har_svart(mote):
        for frist in Frist.objects.om(mote).apne().filter(slag=frister.PAMELDING):
            frist.fullfor(naa=naa)
