"""The mails of a «rettet innkalling»: the document anew, and in a few words what has changed (L17)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.beskjeder import SVARER, Beskjed, Som, som_nas
from moter.brev import motenavn, send_om_mote
from moter.digitalt import motelenker_i_epost
from moter.dokumenter import innkalling_i_malform
from moter.endringsbrev import er_inne, gjestens, kalender, lenke_til
from moter.models import Innkalling
from moter.ulikheter import Ulikhet
from nettverk.hemmelig import Hemmelighet
from nettverk.lenker import absolutt
from nettverk.models import Dokument, Person
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.slag import registrer_slag

RETTET = "innkalling_rettet"
RETTET_KLB = "innkalling_rettet_klb"
Ord = Callable[[], list[Ulikhet]]


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            RETTET: gettext_lazy("Rettet innkalling"),
            RETTET_KLB: gettext_lazy("Rettet innkalling, til sekretariatet"),
        }
    )


@dataclass(frozen=True)
class Rettebrev:
    """What is told: the new innkalling, and what has changed, to members and to those outside part 1."""

    innkalling: Innkalling
    av: Person
    naa: datetime
    i_epost: Ord
    apent: Ord


def til_alle(brevet: Rettebrev, beskjeder: Iterable[Beskjed], *, ogsa_gjester: bool) -> int:
    """Queue the mail to each who can be reached; guests hear of what is open only; return how many."""
    nadde = [
        en for en in som_nas(beskjeder) if en.som is not Som.KLB and (ogsa_gjester or en.som is not Som.GJEST)
    ]
    for beskjed in nadde:
        _send(brevet, beskjed)
    return len(nadde)


def _send(brevet: Rettebrev, beskjed: Beskjed) -> None:
    mote = brevet.innkalling.mote
    send_om_mote(
        beskjed.mottaker,
        mote,
        nokkel=f"innkalling-rettet:{brevet.innkalling.pk}:{beskjed.hvem}",
        slag=RETTET,
        auto=False,
        mal="epost/gjest_rettet" if beskjed.gjest else "epost/innkalling_rettet",
        emne=lambda: (
            _("RETTET: faglig påfyll i %(mote)s") if beskjed.gjest else _("RETTET: innkalling til %(mote)s")
        ) % {"mote": motenavn(mote)},
        kontekst=_kontekst(brevet, beskjed),
        hemmeligheter=_hemmeligheter(brevet, beskjed),
        vedlegg=[*kalender(mote, beskjed, brevet.naa), *_dokument(brevet, beskjed)],
        gjelder=brevet.innkalling,
        hast=True,
        naa=brevet.naa,
    )  # fmt: skip


def _kontekst(brevet: Rettebrev, beskjed: Beskjed) -> dict[str, Any]:
    """Return what the templates need; what has words in it is worked out in the receiver's language."""
    mote, person = brevet.innkalling.mote, beskjed.mottaker.person
    kontekst: dict[str, Any] = {"av": brevet.av, "endringer": brevet.apent}
    if beskjed.gjest:
        return kontekst | gjestens(beskjed.gjest, mote)
    inne = er_inne(beskjed, mote)
    return kontekst | {
        "endringer": brevet.i_epost if inne else brevet.apent,
        "lenker": motelenker_i_epost(mote, del1=inne),
        "svaret": mote.pameldinger.filter(person=person).first(),
    }


def _hemmeligheter(brevet: Rettebrev, beskjed: Beskjed) -> dict[str, Hemmelighet]:
    svarer = beskjed.gjest or beskjed.som in SVARER
    return {"lenke": lenke_til(brevet.innkalling.mote, beskjed)} if svarer else {}


def _dokument(brevet: Rettebrev, beskjed: Beskjed) -> list[Vedleggsdata]:
    """Return the innkalling as this receiver may have it, in her language; a guest has her own page."""
    if beskjed.gjest:
        return []
    mote = brevet.innkalling.mote
    inne = er_inne(beskjed, mote)
    malgruppe = Dokument.Malgruppe.GRUPPE if inne else Dokument.Malgruppe.APEN
    malform = beskjed.mottaker.malform or mote.gruppe.nettverk.malform
    dokument = innkalling_i_malform(brevet.innkalling, malgruppe, malform, naa=brevet.naa)
    return [Vedleggsdata(navn=dokument.filnavn, dokument=dokument)]


def til_klb(brevet: Rettebrev, dokument: Dokument, *, fortalt: bool) -> None:
    """Inform KLB, which is not asked: what has changed, the document, and whether the group was told."""
    mote = brevet.innkalling.mote
    send_om_mote(
        roller.sekretariatet(mote.gruppe.nettverk),
        mote,
        nokkel=f"innkalling-rettet-klb:{brevet.innkalling.pk}",
        slag=RETTET_KLB,
        auto=False,
        mal="epost/innkalling_rettet_klb",
        emne=lambda: _("Til orientering: rettet innkalling: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={
            "av": brevet.av,
            "endringer": brevet.i_epost,
            "fortalt": fortalt,
            "url": absolutt(reverse("innkalling", args=(mote.pk,))),
        },
        vedlegg=[Vedleggsdata(navn=dokument.filnavn, dokument=dokument)],
        svar_til=brevet.av.adresse or None,
        gjelder=brevet.innkalling,
        naa=brevet.naa,
    )
