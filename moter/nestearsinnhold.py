"""Next year's meetings as they stand in the minutes of the year's last one: frozen with the rest (L7)."""

from moter.innhold import Innhold, personinnhold
from moter.models import Mote
from moter.neste_ar import MOTER_I_ARET, motet_med_plikten


def nestearsinnhold(mote: Mote) -> Innhold | None:
    """Return next year's dates with place and organiser; None in the minutes of any other meeting.

    `mangler` is how many of the three are «ikke avtalt».
    """
    if motet_med_plikten(mote.gruppe, mote.dag.year) != mote:
        return None
    ar = mote.dag.year + 1
    moter = Mote.objects.i_aret(ar).filter(gruppe=mote.gruppe, avlyst=None).select_related("arrangor")
    rader = [_rad(ett, mote) for ett in moter]
    return {"ar": ar, "moter": rader, "mangler": max(0, MOTER_I_ARET - len(rader))}


def _rad(ett: Mote, fra: Mote) -> Innhold:
    return {
        "start": ett.lokal_start.strftime("%Y-%m-%dT%H:%M"),
        "slutt": ett.lokal_slutt.strftime("%Y-%m-%dT%H:%M"),
        "digitalt": ett.form == Mote.Form.DIGITAL,
        "sted": ett.motested,
        "arrangor": personinnhold(ett.arrangor, fra.gruppe),
    }
