"""A few guests at the meeting whose innkalling is out: invited, registered, and one who waits (L13)."""

from datetime import datetime, timedelta

from moter import gjesteliste
from moter.gjester import Gjestesvar, meld_pa, svar
from oversikt.demo.moter import Bygd

HILSEN = "Hei! Håper dere vil bli med på den faglige delen hos oss. Det blir enkel lunsj."
INVITERTE = ("marit.solheim@helse.example", "jonas.lie@helse.example", "fysio.aarstad@helse.example")
PAMELDTE = (
    ("ingrid.natvik@helse.example", Gjestesvar("Ingrid Natvik", "lege", "Årstad sykehjem", True, "vegetar")),
    ("tor.espeland@helse.example", Gjestesvar("Tor Espeland", "prest", "Årstad sykehjem", False)),
)
SEN = ("siri.vaage@helse.example", Gjestesvar("Siri Våge", "ergoterapeut", "Landås omsorgssenter", True))


def lag_gjester(bygd: Bygd, naa: datetime) -> None:
    """Let the organiser invite, some register, and the last be one more than there is room for."""
    mote, arrangor, sendt = bygd.mote, bygd.mote.arrangor, bygd.hendelser.sendt
    assert arrangor is not None
    assert sendt is not None
    ved = sendt + timedelta(hours=2)
    inviterte = gjesteliste.inviter(mote, INVITERTE, hilsen=HILSEN, av=arrangor, naa=ved).nye
    svar(inviterte[0], Gjestesvar("Marit Solheim", "sykepleier", "Årstad sykehjem", True), naa=naa)
    for epost, gjestesvar in PAMELDTE:
        meld_pa(mote, epost, gjestesvar, malform="", naa=ved)
    gjesteliste.sett_maks(mote, len(PAMELDTE) + 1, naa=naa)
    meld_pa(mote, *SEN, malform="", naa=naa)
