"""What passes by itself of minutes: the guests' names, and what members said of a draft (X12)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from moter.models.gjest import SLETTES_ETTER as GJESTER_SLETTES_ETTER
from nettverk.models import Dokument
from nettverk.opprydding import registrer
from referat.models import Gjesteoppmote, Kommentar, Referat, Retting

# As long as the guests: what it was to change is in the minutes by then, or is not.
KOMMENTARER_SLETTES_ETTER = timedelta(days=182)


@transaction.atomic
def slett_gjestene(naa: datetime) -> int:
    """Delete the guests in minutes of meetings that ended more than 6 months before this UTC moment.

    Also those who came unannounced. «There the name goes, the document stands»: what was sent says how many
    they were, and its PDF is made anew; their certificates go. Returns how many guests there were.
    """
    gamle = Gjesteoppmote.objects.filter(referat__mote__slutt__lt=naa - GJESTER_SLETTES_ETTER)
    antall = 0
    for referat in Referat.objects.filter(gjester__in=gamle).distinct().select_related("mote"):
        for dokument in referat.dokumenter.select_for_update():
            _glem_navnene(dokument)
        # All the certificates of a meeting as one are made again when somebody asks for them.
        referat.mote.dokumenter.filter(slag=Dokument.Slag.DELTAKERBEVIS).delete()
        for retting in referat.rettinger.apne():
            _glem_i_grunnlaget(retting)
        antall += referat.gjester.count()
        referat.gjester.all().delete()
    return antall


def _glem_navnene(dokument: Dokument) -> None:
    if not any(gjest["navn"] for gjest in dokument.innhold["gjester"]):
        return
    dokument.innhold["gjester"] = [
        gjest | {"navn": "", "arbeidssted": ""} for gjest in dokument.innhold["gjester"]
    ]
    dokument.lag_pdf_pa_nytt()


def _glem_i_grunnlaget(retting: Retting) -> None:
    """Let a correction that is given up later not bring the names back."""
    modell = Gjesteoppmote._meta.label_lower
    rader: list[dict[str, Any]] = retting.grunnlag["rader"]
    retting.grunnlag["rader"] = [rad for rad in rader if rad["model"] != modell]
    retting.save(update_fields=["grunnlag"])


def slett_kommentarer(naa: datetime) -> int:
    """Delete the comments to minutes sent more than 6 months before this UTC moment; return how many."""
    gamle = Kommentar.objects.filter(referat__levert__lt=naa - KOMMENTARER_SLETTES_ETTER)
    return gamle.delete()[0]


def registrer_opprydding() -> None:
    """Declare it to the sweep."""
    registrer(slett_gjestene)
    registrer(slett_kommentarer)
