"""A «rettet innkalling»: the meeting has changed after the innkalling went out to the group (L17)."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import endring, innkallinger
from moter.beskjeder import beskjeder
from moter.dokumenter import frosset_innkalling, frys_innkalling
from moter.innhold import Innhold, innkallingsinnhold
from moter.models import Innkalling, Mote
from moter.rettingsbrev import Rettebrev, til_alle, til_klb
from moter.ulikheter import Ulikhet, har_ulik_del1, ulikheter, uten_del1
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Dokument, Person

GRUPPE = Dokument.Malgruppe.GRUPPE


@dataclass(frozen=True)
class Rettelse:
    """What the group was told, and what is so now; `sett` is by what to know again what was looked at."""

    gammel: Innkalling
    for_: Innhold
    na: Innhold
    ny_lenke: bool

    @property
    def sett(self) -> str:
        """Return a fingerprint of what is so now."""
        tekst = json.dumps([self.na, self.gammel.mote.sekvens], sort_keys=True)
        return sha256(tekst.encode()).hexdigest()[:16]

    def alt(self) -> list[Ulikhet]:
        """Return everything, for those who may see part 1's programme."""
        return [*ulikheter(self.for_, self.na), *self._lenke()]

    def apent(self) -> list[Ulikhet]:
        """Return what has changed outside part 1."""
        return ulikheter(uten_del1(self.for_), uten_del1(self.na))

    def i_epost(self) -> list[Ulikhet]:
        """Return what a member's mail says: of part 1 nothing but that its programme has changed (L10)."""
        funnet = self.apent()
        if har_ulik_del1(self.for_, self.na):
            funnet.append(Ulikhet(_("Programmet i del 1"), _("er endret, se innkallingen")))
        return [*funnet, *self._lenke()]

    def _lenke(self) -> list[Ulikhet]:
        return [Ulikhet(_("Lenken til det digitale møtet"), _("er ny"))] if self.ny_lenke else []


def rettelse(mote: Mote, naa: datetime) -> Rettelse | None:
    """Return what is to be corrected, if the innkalling that the group has no longer says what is so."""
    if mote.er_avlyst or mote.er_ferdig(naa):
        return None
    siste = innkallinger.siste_sendte(mote)
    if siste is None or not innkallinger.er_endret_siden(siste):
        return None
    return Rettelse(
        siste,
        frosset_innkalling(siste, GRUPPE).innhold,
        innkallingsinnhold(mote, GRUPPE),
        bool(siste.lenker) and siste.lenker != innkallinger.lenkeavtrykk(mote),
    )


@transaction.atomic
def rett(mote: Mote, *, av: Person, naa: datetime, fortell: bool, sett: str = "") -> int:
    """Let the innkalling say what is so now, and tell everybody, or only keep it; return how many were told.

    KLB is informed either way, not asked. Deadlines are as they were. `sett` is the fingerprint of what
    the one who presses has looked at. Raises ValidationError when there is nothing to correct, when
    something is missing, or when the meeting has changed since she looked.
    """
    mote = endring.laas(mote)
    funnet = rettelse(mote, naa)
    if funnet is None:
        raise ValidationError(_("Innkallingen sier det som gjelder. Det er ingenting å rette."))
    if sett and sett != funnet.sett:
        raise ValidationError(_("Møtet er endret igjen siden du åpnet siden. Se over på nytt."))
    if mangel := innkallinger.mangler(mote):
        raise ValidationError([en.tekst for en in mangel])
    ny = Innkalling.objects.create(
        mote=mote,
        versjon=funnet.gammel.versjon + 1,
        status=Innkalling.Status.SENDT,
        levert=naa,
        levert_av=av,
        etter_fristen=funnet.gammel.etter_fristen,
        sendt=naa,
        sendt_av=av,
        rettet=True,
        lenker=innkallinger.lenkeavtrykk(mote),
    )
    dokument = frys_innkalling(ny, naa=naa)
    brevet = Rettebrev(ny, av, naa, i_epost=funnet.i_epost, apent=funnet.apent)
    alle = beskjeder(mote, lokal_dag(naa)) if fortell else []
    antall = til_alle(brevet, alle, ogsa_gjester=bool(funnet.apent()))
    til_klb(brevet, dokument, fortalt=fortell)
    return antall
