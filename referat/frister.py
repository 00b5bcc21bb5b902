"""The deadlines of minutes and of the managers' copies (requirements, part F)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from moter.fristhandlere import FristEtterMotet
from moter.models import Mote
from nettverk.arbeidsdager import pluss_virkedager
from nettverk.frister.oppsett import grense
from nettverk.frister.regler import Fristslag, Grense, registrer
from nettverk.klokke import dag as lokal_dag
from referat.models import Referat

REFERAT = "referat"
LEDERKOPI = "lederkopi"


def forfall_referat(mote: Mote) -> date:
    """«Referat sendes til KLB innen 14. dager etter møtet.»"""
    return mote.dag + timedelta(days=grense(mote.gruppe.nettverk, REFERAT, "dager"))


def forfall_lederkopi(mote: Mote) -> date | None:
    """Five working days after KLB got the minutes; None until then."""
    levert = Referat.objects.filter(mote=mote).values_list("levert", flat=True).first()
    if levert is None:
        return None
    return pluss_virkedager(lokal_dag(levert), grense(mote.gruppe.nettverk, LEDERKOPI, "virkedager"))


class Referatfrist(FristEtterMotet):
    """«Gruppeansvarlig er ansvarlig for at det skrives referat fra møtet.» The referent writes."""

    oppgave = _("Send referat til %(klb)s")
    side = "referat"


class Lederkopifrist(FristEtterMotet):
    """«KLB sender kopi av referatet til nærmeste leder for alle ressurspsykeleierne i gruppen.»"""

    oppgave = _("Send referatet til lederne")
    side = "referat"


def registrer_frister() -> None:
    """Declare the table: who must act, when to remind, and to whom it is passed on."""
    registrer(
        Fristslag(
            REFERAT,
            plass=5,
            navn=_("Referat"),
            modell=Mote,
            forfall=forfall_referat,
            grenser=(Grense("dager", _("dager etter møtet"), 14, minst=1),),
            ansvarlig="gruppeansvarlig",
            ogsa=("referent",),
            paminn=(-13, -4, 0),
            eskaler={"koordinator": (1, 7)},
            handler=Referatfrist(),
        )
    )
    registrer(
        Fristslag(
            LEDERKOPI,
            plass=6,
            navn=_("Kopi til ledere"),
            modell=Mote,
            forfall=forfall_lederkopi,
            grenser=(Grense("virkedager", _("virkedager etter levering"), 5, mest=60),),
            ansvarlig="koordinator",
            paminn=(0, 1),
            handler=Lederkopifrist(),
        )
    )
