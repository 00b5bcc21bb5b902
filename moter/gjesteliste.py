"""What the organiser does with the list of guests: invites, says yes and no, sets how many (L13, L4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import gjestebrev
from moter.gjester import laas_apent, paa_nytt
from moter.models import Gjest, Mote
from moter.models.mote import ny_kode
from nettverk.alfabet import alfabetisk
from nettverk.models import Epost, Person
from nettverk.utboks.status import alle_utgaver

Status = Gjest.Status
INVITASJONER_PER_DOGN = 60  # for each meeting, those sent again included: no network's list is longer


@dataclass(frozen=True)
class Invitert:
    """What came of inviting: new guests, and addresses that were on the list already."""

    nye: list[Gjest] = field(default_factory=list)
    fra_for: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Leder:
    """A nearest manager, whose she is in this group, and her place as a guest if she has one."""

    person: Person
    ansatte: list[str]
    arbeidssted: str
    gjest: Gjest | None


def igjen_i_dag(mote: Mote, naa: datetime) -> int:
    """Return how many invitations may still be sent for this meeting, counting the last 24 hours."""
    sendt = Epost.objects.filter(
        content_type=ContentType.objects.get_for_model(Gjest),
        object_id__in=mote.gjester.values("pk"),
        slag=gjestebrev.INVITASJON,
        opprettet__gt=naa - timedelta(days=1),
    )
    return max(0, INVITASJONER_PER_DOGN - sendt.count())


@transaction.atomic
def inviter(mote: Mote, adresser: Iterable[str], *, hilsen: str, av: Person, naa: datetime) -> Invitert:
    """Invite these addresses, each once; who is on the list already is not written to again.

    Raises ValidationError where the meeting is cancelled or over, or it is too many for one day.
    """
    mote = laas_apent(mote, naa)
    pa_listen = set(mote.gjester.values_list("epost", flat=True))
    onsket = list(dict.fromkeys(adresse.strip().lower() for adresse in adresser))
    nye = [adresse for adresse in onsket if adresse not in pa_listen]
    _krev_plass_i_dag(mote, len(nye), naa)
    gjester = [_ny(mote, adresse, av=av, naa=naa) for adresse in nye]
    for gjest in gjester:
        gjestebrev.invitasjon(gjest, hilsen=hilsen, naa=naa)
    return Invitert(gjester, [adresse for adresse in onsket if adresse in pa_listen])


def ledere(mote: Mote) -> list[Leder]:
    """Return the members' nearest managers who can be reached, by name, each once.

    A manager who is in the group herself comes as a member.
    """
    medlemmer = list(mote.medlemmer())
    i_gruppen = {m.person_id for m in medlemmer}
    plasser = {gjest.epost: gjest for gjest in mote.gjester.all()}
    funnet: dict[int, Leder] = {}
    for medlemskap in medlemmer:
        person = medlemskap.leder_som_nas
        if person is None or person.pk in i_gruppen:
            continue
        sted = medlemskap.arbeidssted.navn if medlemskap.arbeidssted else ""
        ny = Leder(person, [], sted, plasser.get(person.adresse.strip().lower()))
        funnet.setdefault(person.pk, ny).ansatte.append(medlemskap.person.navn)
    return sorted(funnet.values(), key=lambda leder: alfabetisk(leder.person.navn))


@transaction.atomic
def inviter_ledere(mote: Mote, *, hilsen: str, av: Person, naa: datetime) -> list[Gjest]:
    """Invite the managers who are not on the list yet: one mail each, however many members they have.

    Two who share a mailbox get one invitation. Raises ValidationError as `inviter` does.
    """
    mote = laas_apent(mote, naa)
    nye: dict[str, Leder] = {}
    for leder in ledere(mote):
        if leder.gjest is None:
            nye.setdefault(leder.person.adresse.strip().lower(), leder)
    _krev_plass_i_dag(mote, len(nye), naa)
    gjester = []
    for adresse, leder in nye.items():
        p = leder.person
        felt = {"person": p, "navn": p.navn, "yrke": p.yrke, "arbeidssted": leder.arbeidssted}
        gjest = _ny(mote, adresse, av=av, naa=naa, malform=p.malform, **felt)
        gjestebrev.invitasjon(gjest, hilsen=hilsen, ansatte=leder.ansatte, naa=naa)
        gjester.append(gjest)
    return gjester


@transaction.atomic
def send_pa_nytt(gjest: Gjest, *, naa: datetime) -> None:
    """Send what she needs once more: the invitation, or her registration with the calendar file.

    Raises ValidationError where the meeting is cancelled or over, she has said no or been told no, or it
    is too many for one day.
    """
    mote = laas_apent(gjest.mote, naa)
    gjest = paa_nytt(gjest, mote)
    if gjest.kommer:
        gjestebrev.pameldt(gjest, naa=naa)
    elif gjest.status == Status.INVITERT:
        _krev_plass_i_dag(mote, 1, naa)
        gjestebrev.invitasjon(gjest, hilsen="", ansatte=_ansatte(gjest), nr=_neste_nr(gjest), naa=naa)
    else:
        raise ValidationError(_("Gjesten venter ikke på noen e-post nå. Ingenting er sendt."))


@transaction.atomic
def slipp_inn(gjest: Gjest, *, av: Person, naa: datetime) -> Gjest:
    """Say yes to a guest who waits, or has been told no; she is told. A second yes tells nobody.

    Who was taken off the list before she had answered, is invited as before. Raises ValidationError
    where the meeting is cancelled or over.
    """
    gjest = paa_nytt(gjest, laas_apent(gjest.mote, naa))
    if gjest.status not in (Status.VENTER, Status.AVSLATT):
        return gjest
    gjest.status = Status.PAMELDT if gjest.har_svart else Status.INVITERT
    gjest.avgjort_av = av
    gjest.save()
    if gjest.kommer:
        gjestebrev.pameldt(gjest, naa=naa)
    return gjest


@transaction.atomic
def si_nei(gjest: Gjest, *, av: Person, naa: datetime) -> Gjest:
    """Say no to a guest who waits, or take one off the list; who has answered is told.

    Raises ValidationError where the meeting is cancelled or over.
    """
    gjest = paa_nytt(gjest, laas_apent(gjest.mote, naa))
    if gjest.status == Status.AVSLATT:
        return gjest
    fortell, var_pameldt = gjest.venter or gjest.kommer, gjest.kommer
    gjest.status, gjest.avgjort_av = Status.AVSLATT, av
    gjest.save()
    if fortell:
        gjestebrev.nei(gjest, var_pameldt=var_pameldt, naa=naa)
    return gjest


@transaction.atomic
def sett_maks(mote: Mote, maks: int | None, *, naa: datetime) -> None:
    """Set how many guests there is room for; None for as many as come. Nobody is turned out by it."""
    mote = laas_apent(mote, naa)
    mote.gjestemaks = maks
    mote.save()


@transaction.atomic
def bytt_lenke(mote: Mote, *, naa: datetime) -> None:
    """Give the open invitation a new address; the old one stops, guests' own links go on."""
    mote = laas_apent(mote, naa)
    mote.gjestekode = ny_kode()
    mote.save()


def _krev_plass_i_dag(mote: Mote, antall: int, naa: datetime) -> None:
    igjen = igjen_i_dag(mote, naa)
    if antall > igjen:
        raise ValidationError(
            _("Du kan sende %(igjen)d invitasjoner til det neste døgnet, og dette er %(antall)d. "
              "Ingenting er sendt. Del heller lenken.") % {"igjen": igjen, "antall": antall}
        )  # fmt: skip


def _ny(mote: Mote, epost: str, *, av: Person, naa: datetime, **felt: object) -> Gjest:
    return Gjest.objects.create(
        mote=mote, epost=epost, status=Status.INVITERT, lagt_til_av=av, opprettet=naa, **felt
    )


def _ansatte(gjest: Gjest) -> list[str]:
    """Return whose manager a guest was invited as."""
    if gjest.person is None:
        return []
    egne = gjest.mote.medlemmer().filter(naermeste_leder=gjest.person)
    return [medlemskap.person.navn for medlemskap in egne]


def _neste_nr(gjest: Gjest) -> int:
    return alle_utgaver(gjest, gjestebrev.INVITASJON).count() + 1
