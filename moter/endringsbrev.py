"""The notices of a meeting that is moved or cancelled: one to each, with all that is hers in it (L17)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.arrangorbrev import oppgaver
from moter.beskjeder import SVARER, Beskjed, Som, som_nas
from moter.brev import motenavn, send_om_mote
from moter.gjestekalender import gjestefil, gjestetid
from moter.kalender import motepost
from moter.lenker import er_kontakt, gjestelenke, svarlenke
from moter.models import Gjest, Mote, Pamelding
from nettverk.alfabet import Alfabetisk
from nettverk.hemmelig import Hemmelighet
from nettverk.kalender import kalenderfil
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import Personlenke, absolutt
from nettverk.models import Epost, Person
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.gjengivelse import Innhold, gjengi
from nettverk.utboks.slag import registrer_slag
from nettverk.utboks.status import Leveringer, alle_utgaver, siste_utgave

FLYTTET, AVLYST = "flyttet", "avlyst"
FILNAVN = "nettverksmote.ics"


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag({FLYTTET: gettext_lazy("Møtet er flyttet"), AVLYST: gettext_lazy("Møtet er avlyst")})


@dataclass(frozen=True)
class Endring:
    """What has happened to a meeting, as it is now: moved from somewhere, or cancelled; by whom, and why.

    `mote` need not be saved, so that a preview says what the mails will say. `fra` is from when to when
    it should have been, as UTC moments, `fra_sted` where.
    """

    mote: Mote
    av: Person
    naa: datetime
    melding: str = ""
    fra: tuple[datetime, datetime] | None = None
    fra_sted: str = ""

    @property
    def slag(self) -> str:
        """What kind of mail tells of it."""
        return AVLYST if self.mote.er_avlyst else FLYTTET

    @cached_property
    def svar(self) -> dict[int, Pamelding]:
        """The answers that stand, by person."""
        return {p.person_id: p for p in self.mote.pameldinger.all()}

    @cached_property
    def kan_svare(self) -> bool:
        """Whether the members have been asked, and still can answer."""
        return not self.mote.er_avlyst and self.mote.innkalling_sendt is not None

    def emne(self) -> str:
        """«AVLYST: …» or «FLYTTET: …», in the active language."""
        ord_ = _("AVLYST: %(mote)s") if self.mote.er_avlyst else _("FLYTTET: %(mote)s")
        return ord_ % {"mote": motenavn(self.mote)}


def fortell(endring: Endring, beskjeder: Iterable[Beskjed]) -> int:
    """Queue one notice to each who can be reached, with the calendar's; return how many."""
    nadde = som_nas(beskjeder)
    for beskjed in nadde:
        send_om_mote(
            beskjed.mottaker,
            endring.mote,
            nokkel=f"{endring.slag}:{endring.mote.pk}:{endring.mote.sekvens}:{beskjed.hvem}",
            slag=endring.slag,
            auto=False,
            mal=_mal(endring, beskjed),
            emne=endring.emne,
            kontekst=_kontekst(endring, beskjed),
            hemmeligheter=_hemmeligheter(endring, beskjed),
            gjelder=endring.mote,
            naa=endring.naa,
            vedlegg=kalender(endring.mote, beskjed, endring.naa),
            hast=True,
        )
    return len(nadde)


def forhandsvis(endring: Endring, beskjed: Beskjed) -> Innhold:
    """Return the notice as this receiver will get it, in the active language, with links masked."""
    nettverk = endring.mote.gruppe.nettverk
    maskert = {"lenke": _("[personlig lenke]")} if _kan_svare(endring, beskjed) else {}
    return gjengi(
        _mal(endring, beskjed),
        {"mote": endring.mote, "svar_til": nettverk.epost, **_kontekst(endring, beskjed), **maskert},
        emne=endring.emne,
        nettverk=nettverk,
        til_navn=beskjed.mottaker.navn,
        malform=translation.get_language() or nettverk.malform,
    )


def _mal(endring: Endring, beskjed: Beskjed) -> str:
    return "epost/gjest_endring" if beskjed.gjest else f"epost/{endring.slag}"


def _kontekst(endring: Endring, beskjed: Beskjed) -> dict[str, Any]:
    """Return what the templates need; what has words in it is worked out in the receiver's language."""
    mote, person = endring.mote, beskjed.mottaker.person
    nytt_sted = bool(endring.fra_sted) and endring.fra_sted != mote.motested
    kontekst = {
        "fra": endring.fra,
        "fra_sted": endring.fra_sted,
        "nytt_sted": nytt_sted,
        "bare_stedet": nytt_sted and endring.fra == (mote.start, mote.slutt),
        "av": endring.av,
        "melding": endring.melding,
    }
    if beskjed.gjest:
        samme_dag = endring.fra is not None and lokal_dag(endring.fra[0]) == mote.dag
        return kontekst | {"samme_dag": samme_dag, **gjestens(beskjed.gjest, mote)}
    return kontekst | {
        "tidligere": beskjed.som is Som.TIDLIGERE,
        "svaret": endring.svar.get(person.pk) if person and endring.kan_svare else None,
        **_roller(endring, person),
    }


def gjestens(gjest: Gjest, mote: Mote) -> dict[str, Any]:
    """Return what the notices say of a guest's own place; `mote` is as it is now, or will be."""
    return {
        "tid": gjestetid(mote),
        "pameldt": gjest.kommer,
        "invitert": gjest.status == Gjest.Status.INVITERT,
    }


def _roller(endring: Endring, person: Person | None) -> dict[str, object]:
    """Return what is asked of organiser and group lead, who get it in the same notice."""
    mote = endring.mote
    if person is None:
        return {}
    er_leder = person == mote.gruppe.gruppeansvarlig(lokal_dag(endring.naa))
    return {
        "er_arrangor": person == mote.arrangor,
        "oppgaver": _oppgaver(mote, endring.naa),
        "gruppe_url": absolutt(reverse("gruppe", args=(mote.gruppe_id,))) if er_leder else "",
    }


def _oppgaver(mote: Mote, naa: datetime) -> Callable[[], object]:
    return lambda: oppgaver(mote, lokal_dag(naa))


def _kan_svare(endring: Endring, beskjed: Beskjed) -> bool:
    if beskjed.gjest:
        return not endring.mote.er_avlyst
    return endring.kan_svare and beskjed.som in SVARER


def _hemmeligheter(endring: Endring, beskjed: Beskjed) -> dict[str, Hemmelighet]:
    """Return the link with which who has been asked sees and changes her answer, or a guest her place."""
    return {"lenke": lenke_til(endring.mote, beskjed)} if _kan_svare(endring, beskjed) else {}


def lenke_til(mote: Mote, beskjed: Beskjed) -> Personlenke:
    """Make the personal link of somebody who answers, or of a guest."""
    if beskjed.gjest:
        return gjestelenke(beskjed.gjest)
    assert beskjed.mottaker.person is not None
    return svarlenke(mote, beskjed.mottaker.person)


def kalender(mote: Mote, beskjed: Beskjed, naa: datetime) -> list[Vedleggsdata]:
    """Return the entry as it is now, under the same UID; it goes from who is no longer to attend.

    Nothing to a guest who is not registered and let in: she has none.
    """
    if beskjed.gjest and not beskjed.gjest.kommer:
        return []
    malform = beskjed.mottaker.malform or mote.gruppe.nettverk.malform
    if beskjed.gjest:
        innhold = gjestefil(mote, malform, naa=naa)
    else:
        with translation.override(malform):
            post = motepost(
                mote,
                for_medlem=er_inne(beskjed, mote),
                i_epost=True,
                med_adresse=not er_kontakt(mote, beskjed.mottaker.person),
            )
        if beskjed.som is Som.TIDLIGERE:
            post = replace(post, avlyst=True)
        innhold = kalenderfil(post, naa=naa)
    return [Vedleggsdata(navn=FILNAVN, mime="text/calendar", innhold=innhold)]


def er_inne(beskjed: Beskjed, mote: Mote) -> bool:
    """Whether the receiver is let in to a digital part 1, and is alone in reading her mail (L8, L19)."""
    med = beskjed.som is Som.MEDLEM or (beskjed.som is Som.DRIFT and mote.gruppe.drift_i_del1)
    return med and beskjed.mottaker.person is not None and beskjed.mottaker.person.har_egen_epost


def siste_beskjed(mote: Mote, *slag: str) -> Leveringer | None:
    """Return how it went with the mails of the last change that was told of; of one sent again, the last."""
    alle = alle_utgaver(mote, *slag).filter(sendt_pa_nytt_fra=None)
    siste = alle.order_by("-opprettet").first()
    if siste is None:
        return None
    runden = alle.filter(opprettet=siste.opprettet, slag=siste.slag).select_related("sendt_pa_nytt_som")
    return Leveringer([siste_utgave(epost) for epost in runden.order_by(Alfabetisk("til_navn"), "pk")], [])


def ikke_nadd(leveringer: Leveringer) -> list[Person]:
    """Return the people whose mail was not delivered."""
    feilet = [epost for epost in leveringer.epost if epost.status in Epost.IKKE_LEVERT]
    return [epost.person for epost in feilet if epost.person]
