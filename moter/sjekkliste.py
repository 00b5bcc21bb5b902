"""The organiser's checklist (L14): what the portal knows it ticks itself, the rest is ticked by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from moter import frister
from moter.endring import laas
from moter.models import Avkryssing, Innkalling, Mote, Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from nettverk.sprak import dato_dag

Hand = Avkryssing.Punkt


@dataclass(frozen=True)
class Sjekkpunkt:
    """One point: whether it is done, what is known of it, by when, and where it is done.

    `punkt` is set where it is ticked by hand, `kryss` where somebody has.
    """

    hva: str
    gjort: bool
    om: str
    frist: date
    adresse: str
    lenketekst: str
    punkt: str = ""
    kryss: Avkryssing | None = None


@dataclass(frozen=True)
class Sjekkliste:
    """All the points, in the order one comes to them."""

    punkter: list[Sjekkpunkt]

    @property
    def gjort(self) -> int:
        """How many are done."""
        return sum(punkt.gjort for punkt in self.punkter)

    @property
    def igjen(self) -> int:
        """How many are not."""
        return len(self.punkter) - self.gjort


def sjekkliste(mote: Mote, innsyn: Innsyn) -> Sjekkliste:
    """Return the list: programme, innkalling, guests, room and equipment, who writes, lunch.

    A meeting that is only digital serves no lunch.
    """
    kryss = {k.punkt: k for k in Avkryssing.objects.synlig_for(innsyn).filter(mote=mote).select_related("av")}
    punkter = [
        _programmet(mote),
        _innkallingen(mote),
        _gjestene(mote, kryss.get(Hand.GJESTER)),
        _lokalet(mote, kryss.get(Hand.LOKALE)),
        _referenten(mote),
    ]
    if mote.form != Mote.Form.DIGITAL:
        punkter.append(_lunsjen(mote, kryss.get(Hand.LUNSJ)))
    return Sjekkliste(punkter)


def _programmet(mote: Mote) -> Sjekkpunkt:
    deler = {post.motedel for post in mote.programposter.all()}
    gjort = {Motedel.DEL1, Motedel.DEL2} <= deler
    return Sjekkpunkt(
        hva=_("Programmet har begge delene"),
        gjort=gjort,
        om="" if gjort else _("Portalen krysser av når del 1 og del 2 har minst ett punkt hver."),
        frist=frister.forfall_innkalling(mote),
        adresse=reverse("program", args=(mote.pk,)),
        lenketekst=_("Til programmet"),
    )


def _innkallingen(mote: Mote) -> Sjekkpunkt:
    siste = mote.innkallinger.last()
    levert = siste is not None and siste.status != Innkalling.Status.RETURNERT
    om = _("Portalen krysser av når du har sendt.")
    if siste is not None and levert:
        om = _("Sendt %(dato)s.") % {"dato": dato_dag(siste.levert)}
    return Sjekkpunkt(
        hva=_("Innkallingen er sendt til %(klb)s") % {"klb": mote.gruppe.nettverk.kortnavn},
        gjort=levert,
        om=om,
        frist=frister.forfall_innkalling(mote),
        adresse=reverse("innkalling", args=(mote.pk,)),
        lenketekst=_("Til innkallingen"),
    )


def _gjestene(mote: Mote, kryss: Avkryssing | None) -> Sjekkpunkt:
    """«Invitere kolleger og leder til den faglige delen av møtet.»"""
    har_gjester = mote.gjester.exists()
    return Sjekkpunkt(
        hva=str(Hand.GJESTER.label),
        gjort=har_gjester or kryss is not None,
        om=_("De første står i listen.") if har_gjester else _("Gjerne fra flere faggrupper."),
        frist=frister.forfall_pamelding(mote),
        adresse=reverse("gjester", args=(mote.pk,)),
        lenketekst=_("Inviter, eller se hvem som kommer"),
        punkt="" if har_gjester else Hand.GJESTER,
        kryss=kryss,
    )


def _lokalet(mote: Mote, kryss: Avkryssing | None) -> Sjekkpunkt:
    """«Ordne lokaler og utstyr etter behov.»"""
    digitalt = mote.form == Mote.Form.DIGITAL
    return Sjekkpunkt(
        hva=_("Møterommet på nett er klart") if digitalt else str(Hand.LOKALE.label),
        gjort=kryss is not None,
        om=mote.motested,
        frist=mote.dag,
        adresse=reverse("mote_detaljer", args=(mote.pk,)),
        lenketekst=_("Endre lenken") if digitalt else _("Endre stedet"),
        punkt=Hand.LOKALE,
        kryss=kryss,
    )


def _referenten(mote: Mote) -> Sjekkpunkt:
    """«Avklare hvem som skal skrive referat.»"""
    return Sjekkpunkt(
        hva=_("Det er avklart hvem som skriver referat"),
        gjort=mote.referent is not None,
        om=mote.referent.navn if mote.referent else _("Portalen krysser av når du har valgt."),
        frist=mote.dag,
        adresse=f"{reverse('mote_detaljer', args=(mote.pk,))}#id_referent",
        lenketekst=_("Velg en annen") if mote.referent else _("Velg hvem"),
    )


def _lunsjen(mote: Mote, kryss: Avkryssing | None) -> Sjekkpunkt:
    """«Servere enkel lunsj. Arrangørsted dekker utgifter i forbindelse med lokale nettverksmøter.»"""
    antall = _("Antall og matbehov får du etter %(dato)s.") % {
        "dato": dato_dag(frister.forfall_pamelding(mote))
    }
    dekker = _("Arrangørstedet dekker utgifter i forbindelse med møtet.")
    return Sjekkpunkt(
        hva=str(Hand.LUNSJ.label),
        gjort=kryss is not None,
        om=f"{antall} {dekker}",
        frist=mote.dag,
        adresse=reverse("deltakere", args=(mote.pk,)),
        lenketekst=_("Se deltakerlisten"),
        punkt=Hand.LUNSJ,
        kryss=kryss,
    )


@transaction.atomic
def kryss_av(mote: Mote, punkt: Avkryssing.Punkt, *, av: Person | None, naa: datetime) -> None:
    """Tick a point off; whoever did it first is the one who did.

    Raises ValidationError when the meeting is cancelled.
    """
    _krev_apent(mote)
    Avkryssing.objects.get_or_create(mote=mote, punkt=punkt, defaults={"av": av, "naar": naa})


@transaction.atomic
def fjern_kryss(mote: Mote, punkt: Avkryssing.Punkt) -> None:
    """Take a tick back. Raises ValidationError when the meeting is cancelled."""
    _krev_apent(mote)
    for kryss in Avkryssing.objects.filter(mote=mote, punkt=punkt):
        kryss.delete()


def _krev_apent(mote: Mote) -> None:
    if laas(mote).er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Ingenting er endret."))
