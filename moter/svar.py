"""Answering an innkalling: one page, two clicks, and everybody concerned knows (L2 to L4)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import brev, frister
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


@transaction.atomic
def svar(
    mote: Mote, person: Person, *, del1: bool, del2: bool, mat: str = "", av: Person, naa: datetime
) -> Pamelding:
    """Keep a member's answer, and tell those who must know.

    Neither part means absence. The same answer again changes nothing and tells nobody. Food
    needs can be changed until the registration deadline, the rest until the meeting ends.
    Raises ValidationError when the meeting is cancelled or over, or the person is no member.
    """
    mote = Mote.objects.select_for_update(of=("self",)).med_navn().get(pk=mote.pk)
    _krev_apent(mote, person, naa)
    forrige = Pamelding.objects.filter(mote=mote, person=person).first()
    if forrige and forrige.deler == (del1, del2) and (forrige.mat == mat or not kan_endre_mat(mote, naa)):
        return forrige
    pamelding = forrige or Pamelding(mote=mote, person=person)
    fravar_for = _fravar(forrige)
    pamelding.del1, pamelding.del2 = del1, del2
    if kan_endre_mat(mote, naa) or forrige is None:
        pamelding.mat = mat if pamelding.kommer else ""
    pamelding.svart, pamelding.svart_av = naa, av
    pamelding.save()
    _fortell(pamelding, fravar_for, ny=forrige is None, naa=naa)
    _fullfor_hvis_alle_har_svart(mote, naa)
    return pamelding


def kan_endre_mat(mote: Mote, naa: datetime) -> bool:
    """Whether the kitchen can still be told: to the end of the registration deadline's day."""
    return lokal_dag(naa) <= frister.forfall_pamelding(mote)


def varsles_om_fravar(medlemskap: Medlemskap, mote: Mote, dag: date) -> list[tuple[Mottaker, "StrOrPromise"]]:
    """Return whom an absence is told on this local date, with the role in words, nobody twice (L3).

    «Det skal meldes fra til egen leder og leder for nettverksgruppen ved sykdom/fravær.» Where
    lead or organiser cannot be reached, it passes on (F7); nobody else can stand in for a manager.
    """
    selv, leder = medlemskap.person, medlemskap.leder_som_nas
    varsles: dict[object, tuple[Mottaker, StrOrPromise]] = {}
    if leder:
        varsles[leder] = som_mottaker(leder, mote.gruppe.nettverk), LEDER
    holdere = (
        ("gruppeansvarlig", mote.gruppe.gruppeansvarlig(dag), GRUPPEANSVARLIG),
        ("arrangor", mote.arrangor, ARRANGOR),
    )
    for kode, holder, (rolle, stedfortreder) in holdere:
        for mottaker in mottakere(mote, kode, dag, unntatt=selv):
            ord_ = rolle if mottaker.person == holder else stedfortreder
            varsles.setdefault(mottaker.person or mottaker.adresse, (mottaker, ord_))
    return list(varsles.values())


def sist_varslet(pamelding: Pamelding) -> list[Epost]:
    """Return the mails that told of this answer: the outbox knows, roles may have changed.

    Of one that was sent again, the last; none of those that reached nobody.
    """
    forste = alle_utgaver(pamelding, "fravar").filter(opprettet=pamelding.svart, sendt_pa_nytt_fra=None)
    siste = (siste_utgave(epost) for epost in forste)
    return [epost for epost in siste if epost.status not in Epost.IKKE_LEVERT]


def medlemskap_i(mote: Mote, person: Person) -> Medlemskap | None:
    """Return the membership that gives this person duties in the meeting."""
    return mote.medlemmer().filter(person=person).first()


def _krev_apent(mote: Mote, person: Person, naa: datetime) -> None:
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Du trenger ikke svare."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over, så svaret kan ikke endres lenger."))
    if medlemskap_i(mote, person) is None:
        raise ValidationError(_("Bare gruppens medlemmer svarer på innkallingen her."))


def _fravar(pamelding: Pamelding | None) -> tuple[bool, bool]:
    """Return the parts one has said one stays away from."""
    return (not pamelding.del1, not pamelding.del2) if pamelding else (False, False)


def _fortell(pamelding: Pamelding, fravar_for: tuple[bool, bool], *, ny: bool, naa: datetime) -> None:
    mote = pamelding.mote
    if _fravar(pamelding) != fravar_for:
        medlemskap = medlemskap_i(mote, pamelding.person)
        assert medlemskap is not None
        for mottaker, rolle in varsles_om_fravar(medlemskap, mote, lokal_dag(naa)):
            brev.fravar(pamelding, mottaker, rolle, til_leder=rolle is LEDER, naa=naa)
    sent = lokal_dag(naa) > frister.forfall_pamelding(mote)
    if sent and pamelding.kommer and (ny or all(fravar_for)):
        brev.sen_pamelding(pamelding, naa=naa)


def _fullfor_hvis_alle_har_svart(mote: Mote, naa: datetime) -> None:
    if alle_har_svart(mote):
        for frist in Frist.objects.om(mote).apne().filter(slag=frister.PAMELDING):
            frist.fullfor(naa=naa)
