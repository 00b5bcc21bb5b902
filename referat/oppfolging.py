"""What is to be followed up: kept from the minutes, carried into the next meeting's until it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe, Person
from referat.models import Oppfolging, Referat
from referat.models.oppfolging import OppfolgingQuerySet

Status = Oppfolging.Status


@dataclass(frozen=True)
class Oppfolgingsrad:
    """What is typed in one row; without `hva` there is nothing to follow up."""

    hva: str = ""
    hvem: str = ""
    frist: date | None = None

    @classmethod
    def av(cls, oppfolging: Oppfolging) -> "Oppfolgingsrad":
        """Return the row as it is saved."""
        return cls(oppfolging.hva, oppfolging.hvem_navn, oppfolging.frist)


@dataclass(frozen=True)
class Oppfolginger:
    """What a form brings: rows by their own id, new rows with the item's id, and how the carried went.

    A row that is emptied goes away; what is absent stays as it is.
    """

    rader: Mapping[int, Oppfolgingsrad] = field(default_factory=dict)
    nye: tuple[tuple[int, Oppfolgingsrad], ...] = ()
    fra_forrige: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def ta_med_forrige(referat: Referat) -> None:
    """Carry into these minutes what is open in the group's minutes of earlier meetings.

    Only from minutes that stand: not from a draft, nor from one that is being corrected.
    """
    tidligere = Oppfolging.objects.apne().filter(
        referat__mote__gruppe=referat.mote.gruppe_id,
        referat__mote__start__lt=referat.mote.start,
        referat__status=Referat.Status.LEVERT,
    )
    Oppfolging.objects.bulk_create(
        Oppfolging(
            referat=referat, fra=en, motedel=en.motedel, hva=en.hva, hvem_id=en.hvem_id,
            hvem_navn=en.hvem_navn, frist=en.frist,
        )
        for en in tidligere
    )  # fmt: skip


def lagre(referat: Referat, brakt: Oppfolginger) -> None:
    """Save the rows a form brings. A name that is a member's becomes a reference to her."""
    medlemmer = medlemmer_ved_navn(referat)
    for oppfolging in referat.oppfolginger.all():
        if oppfolging.pk in brakt.fra_forrige:
            oppfolging.status, oppfolging.kommentar = brakt.fra_forrige[oppfolging.pk]
            oppfolging.save()
        elif oppfolging.pk in brakt.rader:
            _lagre_rad(oppfolging, brakt.rader[oppfolging.pk], medlemmer)
    saker = {sak.pk: sak for sak in referat.saker.all()}
    for sak_id, rad in brakt.nye:
        sak = saker[sak_id]
        _lagre_rad(Oppfolging(referat=referat, sak=sak, motedel=sak.motedel), rad, medlemmer)


def _lagre_rad(oppfolging: Oppfolging, rad: Oppfolgingsrad, medlemmer: Mapping[str, Person]) -> None:
    if not rad.hva:
        if oppfolging.pk:
            oppfolging.delete()
        return
    oppfolging.hva, oppfolging.hvem_navn, oppfolging.frist = rad.hva, rad.hvem, rad.frist
    oppfolging.hvem = medlemmer.get(rad.hvem.casefold())
    oppfolging.save()


def medlemmer_ved_navn(referat: Referat) -> dict[str, Person]:
    """Return the meeting's members by name, in small letters."""
    rader = referat.oppmote.select_related("person")
    return {rad.person.navn.casefold(): rad.person for rad in rader}


def er_lagret(referat: Referat, brakt: Oppfolginger) -> bool:
    """Whether all of it stands there already, as when a form is sent twice."""
    alle = list(referat.oppfolginger.all())
    ved_id = {en.pk: en for en in alle}
    nye = [(en.sak_id, Oppfolgingsrad.av(en)) for en in alle]
    like = all(
        (Oppfolgingsrad.av(ved_id[pk]) == rad) if pk in ved_id else not rad.hva
        for pk, rad in brakt.rader.items()
    )
    return (
        like
        and all((sak, rad) in nye for sak, rad in brakt.nye if rad.hva)
        and all(
            pk in ved_id and (ved_id[pk].status, ved_id[pk].kommentar) == svar
            for pk, svar in brakt.fra_forrige.items()
        )
    )


def apne_i_gruppen(gruppe: Gruppe, innsyn: Innsyn) -> list[Oppfolging]:
    """Return what the group has to follow up now, as this viewer may see it, the earliest first."""
    return _staende(Oppfolging.objects.synlig_for(innsyn).filter(referat__mote__gruppe=gruppe))


def apne_for(person: Person, innsyn: Innsyn) -> list[Oppfolging]:
    """Return what this person is to follow up now, in all her groups, the earliest first."""
    return _staende(Oppfolging.objects.synlig_for(innsyn).filter(hvem=person))


def _staende(alle: OppfolgingQuerySet) -> list[Oppfolging]:
    """Keep what is open in minutes that stand; carried into a draft, it is open until that is sent."""
    ikke_gjort = Q(videre__isnull=True) | ~Q(videre__referat__status=Referat.Status.LEVERT)
    apne = alle.filter(ikke_gjort, status=Status.APEN, referat__status=Referat.Status.LEVERT)
    return sorted(apne.select_related("referat__mote__gruppe"), key=lambda en: (en.frist or date.max, en.pk))
