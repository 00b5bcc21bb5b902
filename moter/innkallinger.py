"""The innkalling's way: the organiser delivers it, KLB returns it or sends it to the group (L12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from moter import brev, frister
from moter.deltakere import deltakere
from moter.dokumenter import frosset_innkalling, frys_innkalling
from moter.innhold import Innhold, innkallingsinnhold
from moter.models import Innkalling, Mote, Motedel
from moter.program import tidsfeil
from moter.programtillegg import neste_ar_mangler
from nettverk.arbeidsdager import pluss_virkedager
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Dokument, Frist, Person

VIRKEDAGER_TIL_SVAR = 3


@dataclass(frozen=True)
class Mangel:
    """Something an innkalling lacks: what to do about it, what it is about, and where it is done."""

    tekst: str
    felt: str
    adresse: str


def _mangler(mote: Mote, prover: Iterable[tuple[bool, str, str]]) -> list[Mangel]:
    """Return those that are true, each with the page where it is mended."""
    program, detaljer = (reverse(navn, args=(mote.pk,)) for navn in ("program", "mote_detaljer"))
    adresser = {
        "arrangor": f"{reverse('gruppe', args=(mote.gruppe_id,))}#tur",
        "detaljer": detaljer,
        "program": program,
        "tema": f"{program}#id_kompetansepunkt",
        "neste_ar": f"{program}?ny=neste_ar#id_tittel_ny",
    }
    return [Mangel(tekst, felt, adresser[felt]) for gjelder, tekst, felt in prover if gjelder]


def mangler(mote: Mote, dag: date | None = None) -> list[Mangel]:
    """Return what stops the innkalling from being sent, in the order of the page.

    With a local date, a registration deadline before it is missing too.
    """
    passert = bool(dag and mote.pamelding_frist and mote.pamelding_frist < dag)
    deler = set(mote.programposter.values_list("motedel", flat=True))
    digitalt = mote.form == Mote.Form.DIGITAL
    prover = (
        (mote.arrangor_id is None, _("Velg hvem som er arrangør"), "arrangor"),
        (not digitalt and not mote.sted, _("Skriv hvor møtet er"), "detaljer"),
        (
            mote.form != Mote.Form.FYSISK and not mote.digital_lenke,
            _("Legg inn lenke til det digitale møtet"),
            "detaljer",
        ),
        (mote.pamelding_frist is None, _("Sett påmeldingsfrist"), "detaljer"),
        (passert, _("Sett en påmeldingsfrist som ikke er passert"), "detaljer"),
        (Motedel.DEL1 not in deler, _("Legg inn minst ett punkt i del 1"), "program"),
        (Motedel.DEL2 not in deler, _("Legg inn minst ett punkt i del 2"), "program"),
        (bool(tidsfeil(mote, mote.programposter.all())), _("Rett tidene i programmet"), "program"),
    )
    return _mangler(mote, prover)


def paminnelser(mote: Mote, *, leser_del1: bool) -> list[Mangel]:
    """Return what is worth a look, but stops nothing; of part 1, only to who is let in to it."""
    ar = neste_ar_mangler(mote)
    digitalt = mote.form != Mote.Form.FYSISK and not mote.digital_lenke_del1
    prover = (
        (mote.kompetansepunkt_id is None, _("Velg tema fra kompetanseplanen"), "tema"),
        (leser_del1 and digitalt, _("Legg inn egen lenke til del 1"), "detaljer"),
        (ar is not None, _("Legg inn «Møtene i %(ar)s» i programmet") % {"ar": ar}, "neste_ar"),
    )
    return _mangler(mote, prover)


@transaction.atomic
def lever(mote: Mote, *, av: Person, naa: datetime, arsak: str = "") -> Innkalling:
    """Send the innkalling to KLB: freeze it, mail it, and start KLB's own deadline.

    Too late never stops it; lateness is judged by the first delivery. Raises ValidationError
    when something is missing, the meeting is cancelled or over, or KLB already has it.
    """
    mote = Mote.objects.select_for_update(of=("self",)).med_navn().get(pk=mote.pk)
    _krev_leverbar(mote, naa)
    forrige = mote.innkallinger.last()
    innkalling = Innkalling.objects.create(
        mote=mote,
        versjon=forrige.versjon + 1 if forrige else 1,
        levert=naa,
        levert_av=av,
        etter_fristen=_er_sen(mote, forrige, naa),
        arsak=arsak,
    )
    dokument = frys_innkalling(innkalling, naa=naa)
    _fullfor_leveringsfrist(mote, naa)
    oppdater_frister(mote, mote.gruppe.nettverk, frister.UTSENDING, naa=naa)
    brev.innkalling_til_klb(innkalling, dokument, naa=naa)
    return innkalling


def _krev_leverbar(mote: Mote, naa: datetime) -> None:
    krev_ikke_levert(mote, naa)
    if mangel := mangler(mote, lokal_dag(naa)):
        raise ValidationError([ett.tekst for ett in mangel])


def krev_ikke_levert(mote: Mote, naa: datetime) -> None:
    """Raise ValidationError where the meeting can have no innkalling delivered any more, or has one."""
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst, så innkallingen kan ikke sendes."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over, så innkallingen kan ikke sendes."))
    if mote.innkallinger.filter(status=Innkalling.Status.SENDT).exists():
        raise ValidationError(_("Innkallingen er allerede sendt til gruppen."))
    if mote.innkallinger.filter(status=Innkalling.Status.LEVERT).exists():
        raise ValidationError(
            _("Innkallingen er allerede sendt, og ligger hos %(klb)s.")
            % {"klb": mote.gruppe.nettverk.kortnavn}
        )


def _er_sen(mote: Mote, forrige: Innkalling | None, naa: datetime) -> bool:
    if forrige is not None:
        return forrige.etter_fristen
    return lokal_dag(naa) > frister.forfall_innkalling(mote)


def _fullfor_leveringsfrist(mote: Mote, naa: datetime) -> None:
    for frist in Frist.objects.om(mote).filter(slag=frister.INNKALLING):
        frist.fullfor(naa=naa)


@transaction.atomic
def returner(innkalling: Innkalling, *, av: Person, kommentar: str, naa: datetime) -> None:
    """Give the innkalling back to the organiser, who then has two working days (L12).

    Raises ValidationError when it is not with KLB any more, or the meeting is cancelled or over.
    """
    innkalling = _hos_klb(innkalling, naa)
    innkalling.status = Innkalling.Status.RETURNERT
    innkalling.returnert, innkalling.returnert_av = naa, av
    innkalling.kommentar = kommentar
    innkalling.save()
    mote = innkalling.mote
    for frist in Frist.objects.om(mote).filter(slag=frister.INNKALLING):
        frist.gjenapne(naa=naa, forfall=frister.forfall_innkalling(mote))
    oppdater_frister(mote, mote.gruppe.nettverk, frister.UTSENDING, naa=naa)
    brev.innkalling_i_retur(innkalling, naa=naa)


def foreslatt_pameldingsfrist(mote: Mote, dag: date) -> date | None:
    """Return a later registration deadline, if an innkalling that goes out on this date needs one.

    «If it goes out later than 3 working days before the registration deadline, the portal proposes
    a later one» (F2): three working days to answer in, or as many as there are before the meeting.
    """
    senest = min(pluss_virkedager(dag, VIRKEDAGER_TIL_SVAR), mote.dag - timedelta(days=1))
    frist = frister.forfall_pamelding(mote)
    return senest if frist < senest else None


@transaction.atomic
def send_ut(innkalling: Innkalling, *, av: Person, naa: datetime, pamelding_frist: date | None = None) -> int:
    """Send the innkalling to the whole group and return how many mails that made.

    «KLB sender ut innkalling til hele nettverksgruppen, med informasjon om påmelding til
    arrangør.» Each member, and each of the operating group's representatives (L8), gets a personal
    link and a calendar file. Raises ValidationError
    when it is not with KLB any more, so that a form sent twice sends nothing twice, and when
    the meeting has been changed since, so that mail and document never say different things.
    `pamelding_frist` is a later registration deadline; the innkalling then says that one.
    """
    innkalling = _hos_klb(innkalling, naa)
    if er_endret_siden(innkalling) or (innkalling.fil is None and mangler(innkalling.mote)):
        raise ValidationError(
            _(
                "Møtet er endret etter at innkallingen ble levert. "
                "Returner den, så arrangøren kan sende den på nytt."
            )
        )
    if pamelding_frist is not None:
        _utsett_pameldingen(innkalling, pamelding_frist, naa)
    innkalling.status = Innkalling.Status.SENDT
    innkalling.sendt, innkalling.sendt_av = naa, av
    innkalling.lenker = lenkeavtrykk(innkalling.mote)
    innkalling.save()
    for frist in Frist.objects.om(innkalling.mote).filter(slag=frister.UTSENDING):
        frist.fullfor(naa=naa)
    # Members are asked to answer from now on (F2).
    for frist in Frist.objects.om(innkalling.mote).levende().filter(slag=frister.PAMELDING):
        frist.planlegg(naa=naa)
    mottakere = [deltaker for deltaker in deltakere(innkalling.mote) if deltaker.person.adresse]
    for deltaker in mottakere:
        brev.innkalling_til_deltaker(innkalling, deltaker, naa=naa)
    return len(mottakere)


def _utsett_pameldingen(innkalling: Innkalling, frist: date, naa: datetime) -> None:
    """Give the members more time, and freeze an innkalling that says so; what KLB got stays as it was."""
    mote = innkalling.mote
    mote.pamelding_frist = frist
    mote.full_clean()
    mote.save()
    oppdater_frister(mote, mote.gruppe.nettverk, frister.PAMELDING, naa=naa)
    innkalling.versjon += 1
    frys_innkalling(innkalling, naa=naa)


RAMME = ("start", "slutt", "form", "sted", "adresse", "pamelding_frist")
SAGT = (*RAMME, "kompetansepunkt", "praktisk", "bolker")


def er_endret_siden(innkalling: Innkalling) -> bool:
    """Whether the meeting is no longer as the innkalling says: time, place, deadline, programme.

    Once it is out to the group, also whether it is held at another digital address.
    """
    if innkalling.lenker and innkalling.lenker != lenkeavtrykk(innkalling.mote):
        return True
    frosset = frosset_innkalling(innkalling, Dokument.Malgruppe.GRUPPE)
    naa_sagt = innkallingsinnhold(innkalling.mote, Dokument.Malgruppe.GRUPPE)
    byttet = _hvem(frosset.innhold["arrangor"]) != _hvem(naa_sagt["arrangor"])
    # What a file says of the programme is not known here.
    sagt = RAMME if innkalling.fil_id else SAGT
    return byttet or any(frosset.innhold[felt] != naa_sagt[felt] for felt in sagt)


def lenkeavtrykk(mote: Mote) -> str:
    """Return by what to know the meeting's digital links again, which stand in no document."""
    lenker = [mote.digital_lenke, mote.digital_lenke_del1] if mote.form != Mote.Form.FYSISK else []
    return sha256("\n".join(lenker).encode()).hexdigest()


def _hvem(person: Innhold | None) -> int | None:
    return person["person"] if person else None


def siste_sendte(mote: Mote) -> Innkalling | None:
    """Return the innkalling that holds for the group: the last one KLB sent out, if any."""
    sendte = mote.innkallinger.filter(status=Innkalling.Status.SENDT)
    return sendte.select_related("mote__gruppe__nettverk").last()


def _hos_klb(innkalling: Innkalling, naa: datetime) -> Innkalling:
    innkalling = (
        Innkalling.objects.select_for_update(of=("self",))
        .select_related("mote__gruppe__nettverk", "mote__arrangor", "mote__kompetansepunkt", "fil")
        .get(pk=innkalling.pk)
    )
    mote = innkalling.mote
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Innkallingen blir liggende som den er."))
    if mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er over. Innkallingen blir liggende som den er."))
    if innkalling.status != Innkalling.Status.LEVERT:
        raise ValidationError(
            _("Innkallingen er ikke lenger hos %(klb)s: %(status)s.")
            % {
                "klb": mote.gruppe.nettverk.kortnavn,
                "status": innkalling.get_status_display().lower(),
            }
        )
    return innkalling
