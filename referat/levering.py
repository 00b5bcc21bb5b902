"""Minutes to KLB, and from KLB to managers and group (L15, L16)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.dokumenter import i_malform
from nettverk.dokumenter.filer import filnavn
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Dokument, Frist, Medlemskap, Person
from referat import brev, frister, retting
from referat.innhold import referatinnhold
from referat.models import Referat, Retting
from referat.skriving import Konflikt, mangler


@transaction.atomic
def lever(
    referat: Referat, *, av: Person, godkjent: bool, naa: datetime, utgave: int | None = None
) -> Referat:
    """Send the minutes to KLB: freeze them, lock them, mail them, start KLB's own deadline.

    Of a correction this makes the next version, which KLB is to send on as it did the first.
    `godkjent` says that the group lead or deputy sends them, which approves them. From the due
    day the referent may send them without. `utgave` is the one that was looked over; Konflikt
    is raised when somebody has saved since. Raises ValidationError when they are sent already,
    attendance is missing, `av` may not send them without approval, or a correction changes nothing
    that is sent.
    """
    referat = Referat.objects.select_for_update(of=("self",)).select_related(
        "mote__gruppe__nettverk", "mote__arrangor", "mote__referent"
    ).get(pk=referat.pk)  # fmt: skip
    _krev_leverbart(referat, av, godkjent=godkjent, naa=naa)
    if utgave is not None and utgave != referat.utgave:
        raise Konflikt
    rettes = retting.apen(referat)
    referat.status = Referat.Status.LEVERT
    referat.levert, referat.levert_av = naa, av
    referat.godkjent, referat.godkjent_av = (naa, av) if godkjent else (None, None)
    referat.kopi_sendt = referat.kopi_sendt_av = None
    referat.utgave += 1
    referat.save()
    dokument = _frys(referat, naa)
    if rettes is not None:
        if not dokument.innhold["rettet"]["endret"]:
            raise ValidationError(_("Ingenting i det som sendes er endret."))
        retting.avslutt(rettes, Retting.Utfall.SENDT, av=av, naa=naa)
    for frist in Frist.objects.om(referat.mote).filter(slag=frister.REFERAT):
        frist.fullfor(naa=naa)
    _start_lederkopi(referat, naa)
    brev.referat_til_klb(referat, dokument, naa=naa)
    return referat


@transaction.atomic
def las_uten_sending(referat: Referat, *, utgave: int, av: Person, naa: datetime) -> None:
    """Keep a correction of what is for the group alone: nobody outside gets anything.

    Raises Konflikt when somebody has saved since `utgave`, and ValidationError when no correction is
    open, or something that is sent has changed.
    """
    referat, rettes = retting.med_apen_retting(referat)
    if utgave != referat.utgave:
        raise Konflikt
    if referatinnhold(referat)["rettet"]["endret"]:
        raise ValidationError(_("Noe av det som sendes, er endret. Da må rettingen sendes."))
    retting.las_igjen(referat)
    retting.avslutt(rettes, Retting.Utfall.INTERN, av=av, naa=naa)


def _start_lederkopi(referat: Referat, naa: datetime) -> None:
    """Give KLB five working days to send the copies; of a correction, once more."""
    oppdater_frister(referat.mote, referat.mote.gruppe.nettverk, frister.LEDERKOPI, naa=naa)
    for frist in Frist.objects.om(referat.mote).filter(slag=frister.LEDERKOPI, gjort__isnull=False):
        frist.gjenapne(naa=naa, forfall=frister.forfall_lederkopi(referat.mote))


def _krev_leverbart(referat: Referat, av: Person, *, godkjent: bool, naa: datetime) -> None:
    if referat.er_last:
        raise ValidationError(_("Referatet er allerede sendt."))
    if ufylt := mangler(referat):
        navn = ", ".join(rad.person.navn for rad in ufylt)
        raise ValidationError(_("Fyll ut oppmøte for %(navn)s.") % {"navn": navn})
    if not godkjent and not kan_sendes_uten_godkjenning(referat, av, naa):
        raise ValidationError(
            _("Gruppeansvarlig godkjenner rettingen.") if referat.rettes
            else _("Gruppeansvarlig godkjenner referatet. Fra fristdagen kan referenten sende det uten.")
        )  # fmt: skip


def kan_sendes_uten_godkjenning(referat: Referat, av: Person, naa: datetime) -> bool:
    """Whether the due day has come, from which the referent may send alone (L15).

    Where nobody was named referent, whoever writes the minutes is. A correction has no due day, and is
    always approved.
    """
    if referat.rettes:
        return False
    er_referent = referat.mote.referent in (None, av)
    return er_referent and lokal_dag(naa) >= frister.forfall_referat(referat.mote)


def _frys(referat: Referat, naa: datetime) -> Dokument:
    """Keep what is said. There is one document for all: KLB, managers and group."""
    mote = referat.mote
    rettet = f"versjon {referat.versjon}" if referat.versjon > 1 else ""
    return Dokument.objects.frys(
        gjelder=referat,
        nettverk=mote.gruppe.nettverk,
        slag=Dokument.Slag.REFERAT,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=mote.gruppe.nettverk.malform,
        versjon=referat.versjon,
        innhold=referatinnhold(referat),
        filnavn=filnavn("referat", mote.gruppe.navn, mote.dag.isoformat(), rettet),
        naa=naa,
    )


def dokument(referat: Referat, malform: str, *, naa: datetime, versjon: int | None = None) -> Dokument | None:
    """Return the minutes as they were last sent, or in one `versjon`, in a language; or None."""
    dokumenter = referat.dokumenter.order_by("-versjon", "pk")
    frosset = (dokumenter if versjon is None else dokumenter.filter(versjon=versjon)).first()
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
    medlemmer = [m.person for m in referat.mote.medlemmer() if m.person.adresse]
    for person in medlemmer:
        brev.referat_til_medlem(referat, person, naa=naa)
    return len(lederne) + len(medlemmer)
