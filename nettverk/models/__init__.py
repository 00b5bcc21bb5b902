"""The ground floor's models: people, groups, links, documents, deadlines and mail."""

from nettverk.models.dokument import Dokument
from nettverk.models.drift import Driftsrepresentant
from nettverk.models.epost import Epost, Vedlegg
from nettverk.models.fil import Fil
from nettverk.models.frist import Frist, Varsel
from nettverk.models.fristoppsett import Fristoppsett
from nettverk.models.gruppe import Gruppe, Medlemskap
from nettverk.models.lenke import Lenke
from nettverk.models.livstegn import Livstegn
from nettverk.models.omlegging import Omlegging
from nettverk.models.opplysninger import Opplysningssjekk
from nettverk.models.organisasjon import Arbeidssted, Kompetansepunkt, Nettverk, Nettverksrolle
from nettverk.models.person import Person
from nettverk.models.skoleferie import Fylke, Skoleferie

__all__ = [
    "Arbeidssted",
    "Dokument",
    "Driftsrepresentant",
    "Epost",
    "Fil",
    "Frist",
    "Fristoppsett",
    "Fylke",
    "Gruppe",
    "Kompetansepunkt",
    "Lenke",
    "Livstegn",
    "Medlemskap",
    "Nettverk",
    "Nettverksrolle",
    "Omlegging",
    "Opplysningssjekk",
    "Person",
    "Skoleferie",
    "Varsel",
    "Vedlegg",
]
