"""What the engine asks about each kind of deadline of a meeting: words, page, receivers, and when."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from moter import roller
from moter.lenker import kontaktens_lenke, svarlenke
from moter.models import Mote
from moter.pameldingsliste import Pameldingsliste, pameldingsliste
from nettverk.frister.regler import ALDRI, ALLTID, Liste, Mottaker, Vindu
from nettverk.lenker import Personlenke
from nettverk.models import Frist, Person
from nettverk.sprak import dato_dag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RO_ETTER_UTSENDING = timedelta(days=2)


class Motefrist:
    """A deadline that concerns a meeting, whenever it is."""

    oppgave: "StrOrPromise" = ""
    side = "mote"

    def tittel(self, frist: Frist) -> str:
        """Return the duty with group and date, in the active language."""
        return self._om(self.mote(frist), self.oppgave)

    def url(self, frist: Frist) -> str:
        """Return the path of the page where the duty is done."""
        return reverse(self.side, args=(frist.object_id,))

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Return who holds the role in this meeting."""
        return roller.mottakere(self.mote(frist), rolle, dag)

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Tell whenever it is due."""
        return ALLTID

    def mote(self, frist: Frist) -> Mote:
        """Return the meeting in question."""
        gjelder = frist.gjelder
        assert isinstance(gjelder, Mote)
        return gjelder

    @staticmethod
    def _om(mote: Mote, hva: "StrOrPromise") -> str:
        hva = str(hva) % {"klb": mote.gruppe.nettverk.kortnavn}
        return f"{hva}: {mote.gruppe.navn}, {dato_dag(mote.dag)}"


class FristForMotet(Motefrist):
    """A duty that makes no sense once the meeting has begun: nobody is told of it then."""

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Tell until the meeting begins, and of one that is cancelled nothing."""
        mote = self.mote(frist)
        return ALDRI if mote.er_avlyst else Vindu(til=mote.start)

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Personlenke | None:
        """Give a workplace's contact, who need not have a login, a link to the meeting (L6)."""
        return kontaktens_lenke(self.mote(frist), mottaker.person)


class FristEtterMotet(Motefrist):
    """A duty that nobody can do before the meeting has been, whatever day a reminder is moved to (F1)."""

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Tell from the end of the meeting; one that was cancelled is over already."""
        mote = self.mote(frist)
        return ALLTID if mote.er_avlyst else Vindu(fra=mote.slutt)


class Programkontaktfrist(FristForMotet):
    """The organiser contacts the group lead about the programme (L11)."""

    oppgave = gettext_lazy("Avtal programmet med gruppeansvarlig")


class Innkallingsfrist(FristForMotet):
    """The organiser sends the innkalling to KLB (L12)."""

    oppgave = gettext_lazy("Send innkalling til %(klb)s")


class Utsendingsfrist(FristForMotet):
    """KLB sends the innkalling to the group (L12)."""

    oppgave = gettext_lazy("Send innkallingen ut til gruppen")


class Pameldingsfrist(FristForMotet):
    """Each member registers or reports absence (L2); organiser and group lead get the lists (L4)."""

    oppgave = gettext_lazy("Påmelding til nettverksmøtet")

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Remind no member of an innkalling that is not out, nor the first two days after (F2)."""
        mote = self.mote(frist)
        if rolle != "medlem" or mote.er_avlyst:
            return super().vindu(frist, rolle)
        sendt = mote.innkalling_sendt
        return Vindu(fra=sendt + RO_ETTER_UTSENDING, til=mote.start) if sendt else ALDRI

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Personlenke | None:
        """Give each member a link that answers without login."""
        if mottaker.person is None or not roller.skal_svare(self.mote(frist), mottaker.person):
            return super().personlig_url(frist, mottaker, naa)
        return svarlenke(self.mote(frist), mottaker.person)

    def listetittel(self, frist: Frist) -> str:
        """Return what the lists are about."""
        return self._om(self.mote(frist), _("Påmeldingsfristen er over"))

    def listeurl(self, frist: Frist) -> str:
        """Return the page with everybody's answers."""
        return reverse("deltakere", args=(frist.object_id,))

    def personlig_listeurl(self, frist: Frist, person: Person | None) -> Personlenke | None:
        """Give a workplace's contact her link to the meeting; members log in to see others' answers."""
        return kontaktens_lenke(self.mote(frist), person)

    def lister(self, frist: Frist, mottaker: Mottaker, dag: date) -> list[Liste]:
        """«At the deadline the organiser gets the list, the group lead those who have not answered»."""
        mote = self.mote(frist)
        svarene = pameldingsliste(mote)
        funnet = []
        if mottaker in roller.mottakere(mote, "arrangor", dag):
            funnet += _til_arrangoren(svarene, matbehov=_far_matbehov(mottaker))
        if mottaker in roller.mottakere(mote, "gruppeansvarlig", dag):
            funnet.append(_til_gruppeansvarlig(svarene))
        return funnet


def _far_matbehov(mottaker: Mottaker) -> bool:
    """Food needs may tell of health: not to a mailbox that others read."""
    return mottaker.person is not None and mottaker.person.har_egen_epost


def _til_arrangoren(svarene: Pameldingsliste, *, matbehov: bool) -> list[Liste]:
    """Return who comes to what, and what the kitchen must know.

    That and the guests' names are wiped from the mail once it is sent (X12).
    """
    hode = _("%(antall)d kommer: %(del1)d i del 1, %(del2)d i del 2") % {
        "antall": svarene.antall_kommer,
        "del1": svarene.i_del1,
        "del2": svarene.i_del2,
    }
    navn = [_deltaker(rad.medlemskap.person.navn, rad.deler) for rad in svarene.kommer]
    lister = [Liste(hode, navn)]
    if svarene.gjester:
        # Not kept in the outbox longer than they are kept as guests.
        lister.append(Liste(_("Gjester på del 2"), [str(gjest) for gjest in svarene.gjester], hemmelig=True))
        lister.append(Liste(_("Lunsj"), [_("%(antall)d til lunsj") % {"antall": svarene.til_lunsj}]))
    if svarene.matbehov and matbehov:
        lister.append(Liste(_("Matbehov"), svarene.matbehov, hemmelig=True))
    elif svarene.matbehov:
        antall = len(svarene.matbehov)
        melding = ngettext("%(antall)d har matbehov. Se listen i portalen.",
                           "%(antall)d har matbehov. Se listen i portalen.", antall)  # fmt: skip
        lister.append(Liste(_("Matbehov"), [melding % {"antall": antall}]))
    return lister


def _deltaker(navn: str, deler: tuple[bool, bool]) -> str:
    if all(deler):
        return navn
    return (_("%(navn)s, bare del 1") if deler[0] else _("%(navn)s, bare del 2")) % {"navn": navn}


def _til_gruppeansvarlig(svarene: Pameldingsliste) -> Liste:
    navn = [rad.medlemskap.person.navn for rad in svarene.uten_svar]
    return Liste(_("Har ikke svart"), navn or [_("Alle har svart.")])


class Nestearfrist(FristEtterMotet):
    """The group agrees on next year's meetings at the year's last one (L7)."""

    side = "neste_ar"

    def tittel(self, frist: Frist) -> str:
        """Return the duty with the year and the group."""
        mote = self.mote(frist)
        return _("Avtal møtene i %(ar)d: %(gruppe)s") % {"ar": mote.dag.year + 1, "gruppe": mote.gruppe.navn}
