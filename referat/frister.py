"""The deadlines of minutes and of the managers' copies (requirements, part F)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from moter.frister import Motefrist
from moter.models import Mote
from nettverk.arbeidsdager import pluss_virkedager
from nettverk.frister.oppdatering import folger_av
from nettverk.frister.regler import Fristslag, Mottaker, registrer
from nettverk.models import Frist

REFERAT = "referat"
LEDERKOPI = "lederkopi"

REFERAT_DAGER = 14
LEDERKOPI_VIRKEDAGER = 5


def forfall_referat(mote: Mote) -> date:
    """«Referat sendes til KLB innen 14. dager etter møtet.»"""
    return mote.dag + timedelta(days=REFERAT_DAGER)


def forfall_lederkopi(levert: date) -> date:
    """Five working days after KLB got the minutes."""
    return pluss_virkedager(levert, LEDERKOPI_VIRKEDAGER)


class Referatfrist(Motefrist):
    """«Gruppeansvarlig er ansvarlig for at det skrives referat fra møtet.»"""

    oppgave = _("Send referat til %(klb)s")
    side = "referat"

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Tell the referent, who writes, together with the group lead, who answers for it."""
        funnet = super().mottakere(frist, rolle, dag)
        if rolle == "gruppeansvarlig" and self.mote(frist).referent:
            funnet += super().mottakere(frist, "referent", dag)
        return list({mottaker.adresse: mottaker for mottaker in funnet}.values())


class Lederkopifrist(Motefrist):
    """«KLB sender kopi av referatet til nærmeste leder for alle ressurspsykeleierne i gruppen.»"""

    oppgave = _("Send referatet til lederne")
    side = "referat"


def registrer_frister() -> None:
    """Declare the table: who must act, when to remind, and to whom it is passed on."""
    registrer(
        Fristslag(
            REFERAT,
            ansvarlig="gruppeansvarlig",
            paminn=(-13, -4, 0),
            eskaler={"koordinator": (1, 7)},
            handler=Referatfrist(),
        )
    )
    registrer(Fristslag(LEDERKOPI, ansvarlig="koordinator", paminn=(0, 1), handler=Lederkopifrist()))
    folger_av(Mote, REFERAT, forfall_referat)
