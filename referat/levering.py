"""Minutes to KLB, and from KLB to managers and group (L15, L16)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.deltakere import deltakere
from moter.dokumenter import i_malform
from nettverk.dokumenter.filer import filnavn
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Dokument, Frist, Medlemskap, Person
from referat import brev, frister
from referat.innhold import referatinnhold
from referat.models import Referat
from referat.skriving import Konflikt, mangler


@transaction.atomic
def lever(
    referat: Referat, *, av: Person, godkjent: bool, naa: datetime, utgave: int | None = None
) -> Referat:
    """Send the minutes to KLB: freeze them, lock them, mail them, start KLB's own deadline.

    `godkjent` says that the group lead or deputy sends them, which approves them. From the due
    day the referent may send them without. `utgave` is the one that was looked over; Konflikt
    is raised when somebody has saved since. Raises ValidationError when they are sent already,
    attendance is missing, or `av` may not send them without approval.
    """
    referat = Referat.objects.select_for_update(of=("self",)).select_related(
        "mote__gruppe__nettverk", "mote__arrangor", "mote__referent"
    ).get(pk=referat.pk)  # fmt: skip
    _krev_leverbart(referat, av, godkjent=godkjent, naa=naa)
    if utgave is not None and utgave != referat.utgave:
        raise Konflikt
    referat.status = Referat.Status.LEVERT
    referat.levert, referat.levert_av = naa, av
    if godkjent:
        referat.godkjent, referat.godkjent_av = naa, av
    referat.utgave += 1
    referat.save()
    dokument = _frys(referat, naa)
    for frist in Frist.objects.om(referat.mote).filter(slag=frister.REFERAT):
        frist.fullfor(naa=naa)
    oppdater_frister(referat.mote, referat.mote.gruppe.nettverk, frister.LEDERKOPI, naa=naa)
    brev.referat_til_klb(referat, dokument, naa=naa)
    return referat


def _krev_leverbart(referat: Referat, av: Person, *, godkjent: bool, naa: datetime) -> None:
    if referat.er_last:
        raise ValidationError(_("Referatet er allerede sendt."))
    if ufylt := mangler(referat):
        navn = ", ".join(rad.person.navn for rad in ufylt)
        raise ValidationError(_("Fyll ut oppmøte for %(navn)s.") % {"navn": navn})
    if not godkjent and not kan_sendes_uten_godkjenning(referat, av, naa):
        raise ValidationError(
            _("Gruppeansvarlig godkjenner referatet. Fra fristdagen kan referenten sende det uten.")
        )


def kan_sendes_uten_godkjenning(referat: Referat, av: Person, naa: datetime) -> bool:
    """Whether the due day has come, from which the referent may send alone (L15).

    Where nobody was named referent, whoever writes the minutes is.
    """
    er_referent = referat.mote.referent in (None, av)
    return er_referent and lokal_dag(naa) >= frister.forfall_referat(referat.mote)


def _frys(referat: Referat, naa: datetime) -> Dokument:
    """Keep what is said. There is one document for all: KLB, managers and group."""
    mote = referat.mote
    return Dokument.objects.frys(
        gjelder=referat,
        nettverk=mote.gruppe.nettverk,
        slag=Dokument.Slag.REFERAT,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=mote.gruppe.nettverk.malform,
        versjon=1,
        innhold=referatinnhold(referat),
        filnavn=filnavn("referat", mote.gruppe.navn, mote.dag.isoformat()),
        naa=naa,
    )


def dokument(referat: Referat, malform: str, *, naa: datetime) -> Dokument | None:
    """Return the minutes as they were sent, in a language; None while they are not sent."""
    frosset = referat.dokumenter.order_by("-versjon", "pk").first()
    return i_malform(frosset, malform, naa=naa) if frosset else None


def ledere(referat: Referat) -> dict[Person, list[Medlemskap]]:
    """Return each manager who gets a copy, with the members it is about (L16).

    «KLB sender kopi av referatet til nærmeste leder for alle ressurspsykeleierne i gruppen»:
    also of those who were absent, and one mail however many members the manager has.
    """
    funnet: dict[Person, list[Medlemskap]] = {}
    for medlemskap in referat.mote.medlemmer():
        leder = medlemskap.leder_som_nas
        if leder is not None:
            funnet.setdefault(leder, []).append(medlemskap)
    return funnet


def uten_leder(referat: Referat) -> list[Medlemskap]:
    """Return the members whose manager is not known or cannot be reached."""
    return [m for m in referat.mote.medlemmer() if m.leder_som_nas is None]


@transaction.atomic
def send_kopier(referat: Referat, *, av: Person, naa: datetime) -> int:
    """Send the copies to the managers and the minutes to the group; return how many mails.

    The operating group's representatives get the minutes as members do (L8).

    Raises ValidationError when they are not with KLB, or sent already.
    """
    referat = Referat.objects.select_for_update(of=("self",)).select_related(
        "mote__gruppe__nettverk"
    ).get(pk=referat.pk)  # fmt: skip
    if referat.levert is None:
        raise ValidationError(_("Referatet er ikke kommet ennå."))
    if referat.kopi_sendt is not None:
        raise ValidationError(_("Kopiene er allerede sendt."))
    referat.kopi_sendt, referat.kopi_sendt_av = naa, av
    referat.save()
    for frist in Frist.objects.om(referat.mote).filter(slag=frister.LEDERKOPI):
        frist.fullfor(naa=naa)
    lederne = ledere(referat)
    for leder, medlemskap in lederne.items():
        brev.lederkopi(referat, leder, medlemskap, naa=naa)
    gruppen = [deltaker.person for deltaker in deltakere(referat.mote) if deltaker.person.adresse]
    for person in gruppen:
        brev.referat_til_medlem(referat, person, naa=naa)
    return len(lederne) + len(gruppen)
