"""Series, their meetings, who applies, who gets a place, and what they talk about."""

from dybdemoter.models.fordeling import Fordeling
from dybdemoter.models.institusjon import Institusjon
from dybdemoter.models.oppmote import Oppmote
from dybdemoter.models.serie import Region, Serie, Seriemote
from dybdemoter.models.soknad import Deltaker, Kontakt, Soknad, Soknadssteg
from dybdemoter.models.tema import Problemstilling, Stemme, Valg

__all__ = [
    "Deltaker",
    "Fordeling",
    "Institusjon",
    "Kontakt",
    "Oppmote",
    "Problemstilling",
    "Region",
    "Serie",
    "Seriemote",
    "Soknad",
    "Soknadssteg",
    "Stemme",
    "Valg",
]
