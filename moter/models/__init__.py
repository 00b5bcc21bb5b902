"""Meetings, their programme, the innkalling and the answers to it."""

from moter.models.abonnement import Kalenderabonnement
from moter.models.arrangor import Arrangorskifte
from moter.models.avkryssing import Avkryssing
from moter.models.bytte import Arrangorbytte
from moter.models.gjest import Gjest
from moter.models.gruppefil import Gruppefil
from moter.models.ikke_avtalt import IkkeAvtalt
from moter.models.innkalling import Innkalling
from moter.models.innsjekk import Innsjekk
from moter.models.mote import Mote
from moter.models.pamelding import Pamelding
from moter.models.program import Medlemsnotat, Motedel, Programpost

__all__ = [
    "Arrangorbytte",
    "Arrangorskifte",
    "Avkryssing",
    "Gjest",
    "Gruppefil",
    "IkkeAvtalt",
    "Innkalling",
    "Innsjekk",
    "Kalenderabonnement",
    "Medlemsnotat",
    "Mote",
    "Motedel",
    "Pamelding",
    "Programpost",
]
