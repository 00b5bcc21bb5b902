"""«Hold av dagen»: planned meetings become calendar entries at once, long before the innkalling (L7)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.brev import ikke_leder_for, send_om_mote
from moter.kalender import kalendervedlegg
from moter.models import Mote
from nettverk.alfabet import alfabetisk
from nettverk.models import Gruppe, Person
from nettverk.sprak import dato_lang
from nettverk.utboks.slag import registrer_slag


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            "hold_av": gettext_lazy("Hold av dagen"),
            "moteliste": gettext_lazy("Liste over møter til leder"),
        }
    )


@transaction.atomic
def send_hold_av(moter: list[Mote], *, av: Person, naa: datetime) -> int:
    """Tell of meetings of one group that `av` has planned, all at once; return how many mails.

    Members, and representatives of the operating group, get one mail with a calendar file for each
    meeting they are to attend. Managers get theirs «as one list for the year», of which nothing is
    asked. Meetings that are cancelled or begun are passed over, and the same ones are told of once.
    """
    kommende = sorted((m for m in moter if not m.er_avlyst and m.start > naa), key=lambda m: m.start)
    if not kommende:
        return 0
    deltakere, ledere = _deltakere(kommende), _ledere(kommende)
    for person, egne in deltakere.items():
        _hold_av(person, egne, av=av, naa=naa)
    for leder, ansatte in ledere.items():
        _moteliste(leder, sorted(ansatte, key=alfabetisk), kommende, naa=naa)
    return len(deltakere) + len(ledere)


def _deltakere(moter: Sequence[Mote]) -> dict[Person, list[Mote]]:
    """Return who can be reached of those who are to attend, each with her meetings."""
    funnet: dict[Person, list[Mote]] = {}
    for mote in moter:
        drift = {rep.person for rep in mote.driftsgruppen()}
        for person in {medlemskap.person for medlemskap in mote.medlemmer()} | drift:
            if person.adresse:
                funnet.setdefault(person, []).append(mote)
    return funnet


def _ledere(moter: Sequence[Mote]) -> dict[Person, set[str]]:
    """Return the managers who can be reached, each with the names of her members."""
    funnet: dict[Person, set[str]] = {}
    for mote in moter:
        for medlemskap in mote.medlemmer():
            if (leder := medlemskap.leder_som_nas) is not None:
                funnet.setdefault(leder, set()).add(medlemskap.person.navn)
    return funnet


def _hold_av(person: Person, moter: Sequence[Mote], *, av: Person, naa: datetime) -> None:
    gruppe = moter[0].gruppe
    malform = gruppe.nettverk.malform_for(person)
    medlem = any(m.person_id == person.pk for m in moter[0].medlemmer())
    for_medlem = person.har_egen_epost and (medlem or gruppe.drift_i_del1)
    send_om_mote(
        roller.som_mottaker(person, gruppe.nettverk),
        moter[0],
        nokkel=f"hold-av:{_nokkel(moter)}:{person.pk}",
        slag="hold_av",
        auto=False,
        mal="epost/hold_av",
        emne=lambda: _("Hold av dagen: %(moter)s") % {"moter": _i_emnet(gruppe, moter)},
        kontekst={"moter": moter, "av": av, "person": person},
        vedlegg=[
            kalendervedlegg(
                mote,
                malform,
                for_medlem=for_medlem,
                naa=naa,
                navn=f"nettverksmote-{mote.dag.isoformat()}.ics",
            )
            for mote in moter
        ],
        gjelder=moter[0],
        naa=naa,
    )


def _moteliste(leder: Person, ansatte: list[str], moter: Sequence[Mote], *, naa: datetime) -> None:
    """Tell one manager which days her members are away at meetings; she may say that she is not theirs."""
    gruppe = moter[0].gruppe
    send_om_mote(
        roller.som_mottaker(leder, gruppe.nettverk),
        moter[0],
        nokkel=f"moteliste:{_nokkel(moter)}:{leder.pk}",
        slag="moteliste",
        auto=False,
        mal="epost/moteliste",
        emne=lambda: _("Til orientering: %(moter)s") % {"moter": _i_emnet(gruppe, moter)},
        kontekst={"moter": moter, "ansatte": ansatte},
        avmelding=lambda: ikke_leder_for(ansatte, moter[0]),
        gjelder=moter[0],
        naa=naa,
    )


def _nokkel(moter: Sequence[Mote]) -> str:
    return "-".join(str(mote.pk) for mote in moter)


def _i_emnet(gruppe: Gruppe, moter: Sequence[Mote]) -> str:
    """«nettverksmøte i Åsane, torsdag 11. mars 2027», or how many and in which year."""
    felt = {"gruppe": gruppe.navn, "antall": len(moter), "ar": moter[0].dag.year}
    if len(moter) == 1:
        return _("nettverksmøte i %(gruppe)s, %(dato)s") % {**felt, "dato": dato_lang(moter[0].dag)}
    if moter[0].dag.year != moter[-1].dag.year:
        return _("%(antall)d nettverksmøter i %(gruppe)s") % felt
    return _("%(antall)d nettverksmøter i %(gruppe)s i %(ar)d") % felt
