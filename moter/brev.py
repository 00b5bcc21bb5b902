"""The mails about a meeting. Each goes into the outbox in the transaction that causes it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.deltakere import Deltaker
from moter.digitalt import motelenker_i_epost
from moter.dokumenter import innkallingsvedlegg
from moter.kalender import kalendervedlegg
from moter.lenker import kontaktens_lenke, svarlenke
from moter.models import Innkalling, Mote, Pamelding
from nettverk.frister.regler import Mottaker
from nettverk.hemmelig import Hemmelighet
from nettverk.innsyn import Innsyn
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import absolutt
from nettverk.models import Dokument, Driftsrepresentant, Person
from nettverk.sprak import dato_dag
from nettverk.utboks import Vedleggsdata, legg_i_ko
from nettverk.utboks.slag import registrer_slag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Emne = Callable[[], str]


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            "innkalling_klb": gettext_lazy("Innkalling til sekretariatet"),
            "innkalling_retur": gettext_lazy("Innkalling returnert til arrangøren"),
            "innkalling": gettext_lazy("Innkalling til gruppen"),
            "fravar": gettext_lazy("Melding om fravær"),
            "sen_pamelding": gettext_lazy("Påmelding etter fristen"),
        }
    )


def innkalling_til_klb(innkalling: Innkalling, dokument: Dokument, *, naa: datetime) -> None:
    """«Sende møteinnkalling til KLB»: to the network's address, with the PDF attached."""
    mote = innkalling.mote
    nettverk = mote.gruppe.nettverk
    send_om_mote(
        roller.sekretariatet(nettverk),
        mote,
        nokkel=f"innkalling-klb:{innkalling.pk}",
        slag="innkalling_klb",
        auto=False,
        mal="epost/innkalling_klb",
        emne=lambda: _("Innkalling til behandling: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={"innkalling": innkalling, "url": absolutt(reverse("innkalling", args=(mote.pk,)))},
        vedlegg=[Vedleggsdata(navn=dokument.filnavn, dokument=dokument)],
        svar_til=mote.arrangor.adresse if mote.arrangor else None,
        gjelder=innkalling,
        naa=naa,
    )


def innkalling_i_retur(innkalling: Innkalling, *, naa: datetime) -> None:
    """Tell the organiser what KLB wants mended."""
    mote = innkalling.mote
    for mottaker in roller.mottakere(mote, "arrangor", lokal_dag(naa)):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"innkalling-retur:{innkalling.pk}",
            slag="innkalling_retur",
            auto=False,
            mal="epost/innkalling_retur",
            emne=lambda: _("Rett innkallingen: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={"innkalling": innkalling},
            sti=mote.get_absolute_url(),
            gjelder=innkalling,
            naa=naa,
        )


def innkalling_til_deltaker(
    innkalling: Innkalling, deltaker: Deltaker, *, med_dokument: bool = True, naa: datetime
) -> None:
    """Send a member, or a representative, the innkalling with a personal link and a calendar file.

    A shared mailbox gets the open document and the person's name in the subject (L19); so does,
    at her own address, who is let in to part 1 neither as a member today nor by the group (L8, L10).
    """
    mote, person = innkalling.mote, deltaker.person
    nettverk = mote.gruppe.nettverk
    malform = nettverk.malform_for(person)
    malgruppe = _malgruppe(innkalling, person, lokal_dag(naa))
    egen = malgruppe == Dokument.Malgruppe.GRUPPE
    vedlegg = [kalendervedlegg(mote, malform, for_medlem=egen, naa=naa)]
    if med_dokument:
        vedlegg += innkallingsvedlegg(innkalling, malgruppe, malform, naa=naa)
    send_om_mote(
        roller.som_mottaker(person, nettverk),
        mote,
        nokkel=f"innkalling:{innkalling.pk}:{person.pk}",
        slag="innkalling",
        auto=False,
        mal="epost/innkalling",
        emne=lambda: _("Innkalling: nettverksmøte i %(mote)s") % {"mote": motenavn(mote)},
        kontekst={
            "innkalling": innkalling,
            "person": person,
            "fra_driftsgruppen": isinstance(deltaker, Driftsrepresentant),
            "digitalt": motelenker_i_epost(mote, del1=egen),
        },
        hemmeligheter={"lenke": svarlenke(mote, person)},
        vedlegg=vedlegg,
        gjelder=innkalling,
        naa=naa,
    )


def _malgruppe(innkalling: Innkalling, person: Person, dag: date) -> str:
    if not person.har_egen_epost:
        return Dokument.Malgruppe.APEN
    return innkalling.malgruppe_for(Innsyn(dag=dag, person=person))


def fravar(
    pamelding: Pamelding,
    mottaker: Mottaker,
    rolle: "StrOrPromise",
    *,
    meldt: bool,
    til_leder: bool,
    naa: datetime,
) -> None:
    """Tell one receiver that a participant stays away, or comes after all (L3). Never why.

    `meldt` is that she stays away, also from one part. The nearest manager may say that she is not.
    """
    mote = pamelding.mote
    navn = pamelding.person.navn
    send_om_mote(
        mottaker,
        mote,
        nokkel=f"fravar:{pamelding.pk}:{naa.isoformat()}:{_hvem(mottaker)}",
        slag="fravar",
        mal="epost/fravar",
        emne=lambda: (
            _("Til orientering: %(navn)s har meldt fravær") if meldt
            else _("Til orientering: %(navn)s kommer likevel")
        ) % {"navn": navn},
        kontekst={"pamelding": pamelding, "rolle": rolle, "meldt": meldt},
        avmelding=(lambda: ikke_leder_for([navn], mote)) if til_leder else None,
        gjelder=pamelding,
        naa=naa,
    )  # fmt: skip


def sen_pamelding(pamelding: Pamelding, *, naa: datetime) -> None:
    """Tell the organiser of one who registers after the deadline: «lunsj er ikke sikret» (L4)."""
    mote = pamelding.mote
    for mottaker in roller.mottakere(mote, "arrangor", lokal_dag(naa)):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"sen-pamelding:{pamelding.pk}:{naa.isoformat()}",
            slag="sen_pamelding",
            mal="epost/sen_pamelding",
            emne=lambda: _("Påmelding etter fristen: %(navn)s") % {"navn": pamelding.person.navn},
            kontekst={"pamelding": pamelding},
            sti=reverse("deltakere", args=(mote.pk,)),
            gjelder=mote,
            naa=naa,
        )


def _hvem(mottaker: Mottaker) -> str:
    """Return what tells one receiver from another, for the key of a mail."""
    return str(mottaker.person.pk) if mottaker.person else mottaker.adresse


def send_om_mote(
    mottaker: Mottaker,
    mote: Mote,
    *,
    emne: Emne,
    kontekst: dict[str, object],
    sti: str = "",
    hemmeligheter: dict[str, Hemmelighet] | None = None,
    **felt: Any,
) -> None:
    """Queue one mail about a meeting; `felt` goes to the outbox.

    A shared mailbox gets the person's name in the subject (L19). Replies go to the network's
    address unless `felt` has `svar_til`. `sti` is the path the template has as `url`: a workplace's
    contact, who need not have a login, gets her own link in its place (L6).
    """
    person, hemmelig, apent = mottaker.person, hemmeligheter or {}, {}
    delt = person is not None and not person.har_egen_epost
    if sti and (egen := kontaktens_lenke(mote, person)):
        hemmelig = {**hemmelig, "url": egen}
    elif sti:
        apent = {"url": absolutt(sti)}
    legg_i_ko(
        nettverk=mote.gruppe.nettverk,
        til=mottaker.adresse,
        til_navn=mottaker.navn,
        person=person,
        malform=mottaker.malform,
        emne=(lambda: _("%(emne)s (til %(navn)s)") % {"emne": emne(), "navn": mottaker.navn})
        if delt
        else emne,
        kontekst={"mote": mote, **apent, **kontekst},
        hemmeligheter=hemmelig,
        **felt,
    )


def ikke_leder_for(ansatte: list[str], mote: Mote) -> str:
    """Return the subject with which a manager says that she is not: one name, and how many more.

    The network knows the others, who need not stand in a subject.
    """
    felt = {"navn": ansatte[0], "andre": len(ansatte) - 1, "gruppe": mote.gruppe.navn}
    if len(ansatte) == 1:
        return _("Jeg er ikke leder for %(navn)s") % felt
    return _("Jeg er ikke leder for %(navn)s og %(andre)d til i %(gruppe)s") % felt


def motenavn(mote: Mote) -> str:
    """Return group and date, as a subject names a meeting, in the active language."""
    return f"{mote.gruppe.navn}, {dato_dag(mote.dag)}"
