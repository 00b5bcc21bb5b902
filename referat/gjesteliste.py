"""Who was there besides the members: the operating group, part by part, and guests at part 2 (L15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moter.models import Gjest, Innsjekk, Pamelding
from referat.models import Gjesteoppmote, Oppmote, Referat

Gjesterad = tuple[str, str]  # name and workplace, as typed


@dataclass(frozen=True)
class Gjesteliste:
    """What a form brings: who came of those registered, and the unannounced by name and workplace.

    An unannounced guest whose name is emptied goes away; who is absent stays as she is.
    """

    deltok: Mapping[int, bool] = field(default_factory=dict)
    uanmeldte: Mapping[int, Gjesterad] = field(default_factory=dict)
    nye: tuple[Gjesterad, ...] = ()


def fyll_drift(referat: Referat) -> None:
    """Begin with the operating group's representatives: what they have answered, and who said «Jeg er her».

    Who is a member as well stands among the members. Where the group keeps part 1 to itself, they were
    not expected there (L8).
    """
    gruppe = referat.mote.gruppe
    svar = {p.person_id: p for p in Pamelding.objects.filter(mote=referat.mote)}
    inne = set(Innsjekk.objects.filter(mote=referat.mote).values_list("person", flat=True))
    medlemmer = set(referat.oppmote.values_list("person", flat=True))
    representanter = {r.person_id: r.person for r in referat.mote.driftsgruppen()}
    Oppmote.objects.bulk_create(
        Oppmote(
            referat=referat,
            person=person,
            drift=True,
            del1=forventet(svar.get(pk), "del1", er_her=pk in inne) if gruppe.drift_i_del1 else "",
            del2=forventet(svar.get(pk), "del2", er_her=pk in inne),
        )
        for pk, person in representanter.items()
        if pk not in medlemmer
    )


def forventet(pamelding: Pamelding | None, del_: str, *, er_her: bool) -> str:
    """Return what is probable of one part («del1» or «del2»): what was answered, else nothing.

    Of who came without having said yes, that she was there.
    """
    if er_her and not (pamelding and pamelding.kommer):
        return Oppmote.Verdi.DELTOK
    if pamelding is None:
        return ""
    return Oppmote.Verdi.DELTOK if getattr(pamelding, del_) else Oppmote.Verdi.FRAVAR


def fyll_gjester(referat: Referat) -> None:
    """Begin with the guests that are registered and let in, as if they came, and others who checked in."""
    inne = Innsjekk.objects.filter(mote=referat.mote, gjest__isnull=False).values("gjest")
    pameldte = (Gjest.objects.kommer() | Gjest.objects.filter(pk__in=inne)).filter(mote=referat.mote)
    Gjesteoppmote.objects.bulk_create(
        Gjesteoppmote(referat=referat, gjest=gjest, navn=gjest.navn, arbeidssted=gjest.arbeidssted)
        for gjest in pameldte
    )


def lagre(referat: Referat, brakt: Gjesteliste) -> None:
    """Save what a form brings."""
    for gjest in referat.gjester.all():
        if gjest.pk in brakt.deltok:
            gjest.deltok = brakt.deltok[gjest.pk]
            gjest.save(update_fields=["deltok"])
        elif gjest.pk in brakt.uanmeldte:
            gjest.navn, gjest.arbeidssted = brakt.uanmeldte[gjest.pk]
            if gjest.navn:
                gjest.save(update_fields=["navn", "arbeidssted"])
            else:
                gjest.delete()
    for navn, arbeidssted in brakt.nye:
        if navn:
            Gjesteoppmote.objects.create(referat=referat, navn=navn, arbeidssted=arbeidssted)


def er_lagret(referat: Referat, brakt: Gjesteliste) -> bool:
    """Whether all of it stands there already, as when a form is sent twice."""
    alle = {gjest.pk: gjest for gjest in referat.gjester.all()}
    rader = {pk: (gjest.navn, gjest.arbeidssted) for pk, gjest in alle.items()}
    return (
        all(pk in alle and alle[pk].deltok == deltok for pk, deltok in brakt.deltok.items())
        and all(rader.get(pk, ("", "")) == rad for pk, rad in brakt.uanmeldte.items() if rad[0])
        and all(pk not in rader for pk, rad in brakt.uanmeldte.items() if not rad[0])
        and all(rad in rader.values() for rad in brakt.nye if rad[0])
    )
