"""Minutes: draft, attendance, what is to be followed up, comments, delivery, corrections (L15, L16)."""

from referat.models.kommentar import Kommentar
from referat.models.oppfolging import Oppfolging
from referat.models.oppmote import Gjesteoppmote, Oppmote
from referat.models.referat import Gruppenotat, Referat, Referatsak
from referat.models.retting import Retting

__all__ = [
    "Gjesteoppmote",
    "Gruppenotat",
    "Kommentar",
    "Oppfolging",
    "Oppmote",
    "Referat",
    "Referatsak",
    "Retting",
]
