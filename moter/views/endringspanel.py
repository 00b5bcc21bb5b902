"""What stands on a meeting's page after it has been moved, cancelled, or changed since the innkalling."""

from datetime import datetime

from moter.endringsbrev import AVLYST, FLYTTET
from moter.gruppeside import REFERAT
from moter.models import Mote
from moter.nydato import uten_ny_dato
from moter.retting import Rettelse, rettelse
from moter.ulikheter import Ulikhet
from moter.views import har
from nettverk.innsyn import Innsyn
from nettverk.utboks.status import alle_utgaver


def etter_endring(mote: Mote, innsyn: Innsyn, naa: datetime) -> dict[str, object]:
    """Return the panels for those who manage the meeting."""
    funnet = rettelse(mote, naa)
    fordeler = mote.er_avlyst and har(mote, "fordelt_av", innsyn)
    uten = uten_ny_dato(mote.gruppe, innsyn.dag) if fordeler else []
    return {
        "endret_siden": ulikheter_for(funnet, mote, innsyn) if funnet else [],
        "har_beskjed": alle_utgaver(mote, FLYTTET, AVLYST).exists(),
        "referat_levert": mote.frister.filter(slag=REFERAT, gjort__isnull=False).exists(),
        "uten_ny_dato": [mote] if mote in uten else [],
    }


def ulikheter_for(funnet: Rettelse, mote: Mote, innsyn: Innsyn) -> list[Ulikhet]:
    """Return what has changed as the viewer may see it: part 1's items for those it is open to (L10)."""
    return funnet.alt() if har(mote, "med_del1_i_programmet", innsyn) else funnet.i_epost()
