"""The mails about a meeting. Each goes into the outbox in the transaction that causes it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from moter import roller
from moter.dokumenter import innkalling_i_malform
from moter.kalender import kalendervedlegg
from moter.lenker import absolutt, svarlenke
from moter.models import Innkalling, Mote, Pamelding
from nettverk.frister.regler import Mottaker
from nettverk.models import Dokument, Person
from nettverk.sprak import dato_dag
from nettverk.utboks import Vedleggsdata, legg_i_ko

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Emne = Callable[[], str]


def innkalling_til_klb(innkalling: Innkalling, dokument: Dokument, *, naa: datetime) -> None:
    """«Sende møteinnkalling til KLB»: to the network's address, with the PDF attached."""
    mote = innkalling.mote
    nettverk = mote.gruppe.nettverk
    legg_i_ko(
        nokkel=f"innkalling-klb:{innkalling.pk}",
        slag="innkalling_klb",
        nettverk=nettverk,
        til=nettverk.epost,
        til_navn=nettverk.kortnavn,
        mal="epost/innkalling_klb",
        emne=lambda: _("Innkalling til behandling: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={
            "mote": mote,
            "innkalling": innkalling,
            "url": absolutt(reverse("innkalling", args=(mote.pk,))),
        },
        malform=nettverk.malform,
        vedlegg=[Vedleggsdata(navn=dokument.filnavn, dokument=dokument)],
        svar_til=mote.arrangor.adresse if mote.arrangor else None,
        gjelder=innkalling,
        naa=naa,
    )


def innkalling_i_retur(innkalling: Innkalling, *, naa: datetime) -> None:
    """Tell the organiser what KLB wants mended."""
    mote = innkalling.mote
    for mottaker in roller.mottakere(mote, "arrangor", mote.dag):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"innkalling-retur:{innkalling.pk}",
            slag="innkalling_retur",
            mal="epost/innkalling_retur",
            emne=lambda: _("Rett innkallingen: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={"innkalling": innkalling, "url": absolutt(mote.get_absolute_url())},
            gjelder=innkalling,
            naa=naa,
        )


def innkalling_til_medlem(innkalling: Innkalling, person: Person, *, naa: datetime) -> None:
    """Send one member the innkalling, with a personal link and a calendar file.

    A shared mailbox gets the open document and the person's name in the subject (L19).
    """
    mote = innkalling.mote
    nettverk = mote.gruppe.nettverk
    egen = person.har_egen_epost
    malgruppe = Dokument.Malgruppe.GRUPPE if egen else Dokument.Malgruppe.APEN
    malform = nettverk.malform_for(person)
    dokument = innkalling_i_malform(innkalling, malgruppe, malform, naa=naa)
    send_om_mote(
        roller.som_mottaker(person, nettverk),
        mote,
        nokkel=f"innkalling:{innkalling.pk}:{person.pk}",
        slag="innkalling",
        mal="epost/innkalling",
        emne=lambda: _innkallingsemne(mote, None if egen else person),
        kontekst={"innkalling": innkalling, "person": person},
        hemmeligheter={"lenke": svarlenke(mote, person)},
        vedlegg=[
            kalendervedlegg(mote, malform, naa=naa),
            Vedleggsdata(navn=dokument.filnavn, dokument=dokument),
        ],
        gjelder=innkalling,
        naa=naa,
    )


def fravar(pamelding: Pamelding, mottaker: Person, rolle: "StrOrPromise", *, naa: datetime) -> None:
    """Tell one person that a member stays away, or comes after all (L3). Never why."""
    mote = pamelding.mote
    navn = pamelding.person.navn
    meldt = not (pamelding.del1 and pamelding.del2)
    send_om_mote(
        roller.som_mottaker(mottaker, mote.gruppe.nettverk),
        mote,
        nokkel=f"fravar:{pamelding.pk}:{naa.isoformat()}:{mottaker.pk}",
        slag="fravar",
        mal="epost/fravar",
        emne=lambda: (
            _("Til orientering: %(navn)s har meldt fravær") if meldt
            else _("Til orientering: %(navn)s kommer likevel")
        ) % {"navn": navn},
        kontekst={"pamelding": pamelding, "rolle": rolle, "meldt": meldt},
        gjelder=mote,
        naa=naa,
    )  # fmt: skip


def sen_pamelding(pamelding: Pamelding, *, naa: datetime) -> None:
    """Tell the organiser of one who registers after the deadline: «lunsj er ikke sikret» (L4)."""
    mote = pamelding.mote
    for mottaker in roller.mottakere(mote, "arrangor", mote.dag):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"sen-pamelding:{pamelding.pk}:{naa.isoformat()}",
            slag="sen_pamelding",
            mal="epost/sen_pamelding",
            emne=lambda: _("Påmelding etter fristen: %(navn)s") % {"navn": pamelding.person.navn},
            kontekst={"pamelding": pamelding, "url": absolutt(mote.get_absolute_url())},
            gjelder=mote,
            naa=naa,
        )


def flyttet(mote: Mote, *, fra: datetime, av: Person, naa: datetime) -> int:
    """Tell everybody concerned of the new time and place; return how many."""
    return _til_alle(
        mote, "flyttet", lambda: _("FLYTTET: %(mote)s") % {"mote": motenavn(mote)},
        {"fra": fra, "av": av}, naa,
    )  # fmt: skip


def avlyst(mote: Mote, *, av: Person, naa: datetime) -> int:
    """Tell everybody concerned that the meeting is off; return how many."""
    return _til_alle(
        mote, "avlyst", lambda: _("AVLYST: %(mote)s") % {"mote": motenavn(mote)}, {"av": av}, naa
    )


def mottakere_av_endring(mote: Mote) -> list[Mottaker]:
    """Return who is told of a move or a cancellation: members, organiser, and KLB. One per address."""
    nettverk = mote.gruppe.nettverk
    mottakere = {m.person.adresse: roller.som_mottaker(m.person, nettverk) for m in mote.medlemmer()}
    if mote.arrangor:
        mottakere.setdefault(mote.arrangor.adresse, roller.som_mottaker(mote.arrangor, nettverk))
    mottakere[nettverk.epost] = roller.sekretariatet(nettverk)
    mottakere.pop("", None)
    return list(mottakere.values())


def _til_alle(mote: Mote, slag: str, emne: Emne, kontekst: dict[str, object], naa: datetime) -> int:
    mottakere = mottakere_av_endring(mote)
    for mottaker in mottakere:
        malform = mottaker.malform or mote.gruppe.nettverk.malform
        send_om_mote(
            mottaker, mote, nokkel=f"{slag}:{mote.pk}:{mote.sekvens}:{mottaker.adresse}", slag=slag,
            mal=f"epost/{slag}", emne=emne, kontekst=kontekst, gjelder=mote, naa=naa,
            vedlegg=[kalendervedlegg(mote, malform, naa=naa)], hast=True,
        )  # fmt: skip
    return len(mottakere)


def send_om_mote(mottaker: Mottaker, mote: Mote, *, kontekst: dict[str, object], **felt: Any) -> None:
    """Queue one mail about a meeting; `felt` goes to the outbox. Replies go to the network."""
    legg_i_ko(
        nettverk=mote.gruppe.nettverk,
        til=mottaker.adresse,
        til_navn=mottaker.navn,
        person=mottaker.person,
        malform=mottaker.malform,
        kontekst={"mote": mote, **kontekst},
        **felt,
    )


def motenavn(mote: Mote) -> str:
    """Return group and date, as a subject names a meeting, in the active language."""
    return f"{mote.gruppe.navn}, {dato_dag(mote.dag)}"


def _innkallingsemne(mote: Mote, delt_med: Person | None) -> str:
    emne = _("Innkalling: nettverksmøte i %(mote)s") % {"mote": motenavn(mote)}
    return _("Til %(navn)s. %(emne)s") % {"navn": delt_med.navn, "emne": emne} if delt_med else emne
