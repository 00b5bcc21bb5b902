"""Invented people's names, professions and addresses."""

import unicodedata
from random import Random

FORNAVN = """
Anne-Grethe Åse Bjørg Solveig Ragnhild Ingrid Marit Gunnvor Sølvi Liv Hege Birgit Elin Ingunn
Norunn Oddny Åsta Jorunn Hilde Åshild Kari Lene Synnøve Randi Turid Wenche Astrid Berit Eli Guro
Helga Ingeborg Janne Kjersti Linda Magnhild Nina Oddbjørg Pernille Reidun Silje Torunn Unni Vigdis
Yngvild Ågot Ragna Sigrid Eldbjørg Mona Tone Trude Mette Camilla Ida Sunniva Frøydis Borghild
Torbjørn Øyvind Arnfinn Frode Jostein Håkon Bjørn Øystein Pål Ståle Sveinung Kåre Jørn Steinar
Łucja Agnieszka Thi-Hong Fatima Amina Maryam Áile Biret Ewa Milena Rosa Grace
"""
ETTERNAVN = """
Sætre Øvrebø Hjelle Bjørkøy Møgster Dalseid Årås Søreide Sjøtun Hantveit Aksnes Råheim Matre Øvredal
Turøy Ådland Ulvatn Bysheim Gjerstad Hanstveit Takvam Mjelde Bruvik Lone Kleppe Romslo Kråkenes
Bjørndal Lønnebakk Sæther Ånneland Tveiterås Kvåle Ølnes Grøndal Nærø Vågenes Fjærestad Høyland
Myklebust Eikeland Haugland Skjold Tysse Vikøyr Ytrehus Lunde Fosse Rødland Håland Sandvik Espeland
Njåstad Hordvik Midtgård Kårbø Steine Brekkhus Nesheim Tvedt Bjørnevik Solbakken Grimstad Hamre
Øksnes Træland Flåten Sørhaug Instebø Langeland Vangsnes Børve Hovland Lægreid Rykkje Skår Bakketun
Tennebekk Kjøde Våge Åkre Drønen Hjørnevåg Fjelltveit Indrehus Skogvik Nygård Storebø Kowalska
Nguyen Hassan Ahmed Ŋálggu Wiśniewska Larsen Olsen Pedersen Hansen Johannessen Eide Lie
"""
YRKER = (
    *(("sykepleier",) * 9),
    *(("kreftsykepleier",) * 3),
    *(("vernepleier",) * 2),
    "spesialsykepleier",
    "helsefagarbeider",
    "fagsykepleier",
)
LEDERYRKER = ("avdelingsleder", "enhetsleder", "avdelingssykepleier", "fagleder", "seksjonsleder")

_UTEN_DEKOMPONERING = str.maketrans({"æ": "ae", "ø": "o", "ł": "l", "ŋ": "n", "đ": "d"})


class Navnetrekker:
    """Draws names, each full name and each address once."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._fornavn, self._etternavn = FORNAVN.split(), ETTERNAVN.split()
        self._brukt: set[str] = set()

    def trekk(self) -> tuple[str, str]:
        """Return a first name and a last name that nobody else has."""
        while True:
            fornavn, etternavn = self.rng.choice(self._fornavn), self.rng.choice(self._etternavn)
            if self.ta(fornavn, etternavn):
                return fornavn, etternavn

    def ta(self, fornavn: str, etternavn: str) -> bool:
        """Take a name; False when its address is taken already."""
        ledig = epost(fornavn, etternavn) not in self._brukt
        self._brukt.add(epost(fornavn, etternavn))
        return ledig


def epost(fornavn: str, etternavn: str) -> str:
    """Return an address on a domain that is reserved for examples and reaches nobody."""
    return f"{ascii_av(fornavn)}.{ascii_av(etternavn)}@example.org"


def ascii_av(tekst: str) -> str:
    """Return a text in the letters of an e-mail address: «Åse Bjørkøy» becomes «ase-bjorkoy»."""
    vanlig = unicodedata.normalize("NFKD", tekst.lower().translate(_UTEN_DEKOMPONERING))
    return "".join("-" if tegn in " ,." else tegn for tegn in vanlig if tegn.isascii())
