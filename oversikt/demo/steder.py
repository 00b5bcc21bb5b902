"""The groups round Bergen, and invented workplaces in each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product


@dataclass(frozen=True)
class Omrade:
    """A group: its name, the places in it, and the share of its members who write nynorsk."""

    navn: str
    tettsteder: tuple[str, ...]
    nynorsk: float = 0.05
    slag: str = "kommune"


OMRADER = (
    Omrade("Alver", ("Knarvik", "Lindås", "Frekhaug"), 0.4),
    Omrade("Arna og Osterøy", ("Indre Arna", "Lonevåg", "Garnes"), 0.2),
    Omrade("Askøy", ("Kleppestø", "Florvåg", "Ravnanger")),
    Omrade("Austevoll", ("Bekkjarvik", "Storebø", "Kolbeinsvik"), 0.5),
    Omrade("Austrheim og Fedje", ("Årås", "Mastrevik", "Fedje"), 0.6),
    Omrade("Bergenhus", ("Sandviken", "Nygård", "Møhlenpris")),
    Omrade("Bjørnafjorden", ("Os", "Eikelandsosen", "Søfteland"), 0),
    Omrade("Fana", ("Nesttun", "Paradis", "Fanahammeren")),
    Omrade("Fyllingsdalen", ("Bønes", "Oasen", "Sælen")),
    Omrade("Fysio- og ergoterapeuter", ("Bergen", "Knarvik", "Os"), 0.1, "terapi"),
    Omrade("Haukeland og Haraldsplass", ("Bergen",), 0.05, "sykehus"),
    Omrade("Kvam", ("Norheimsund", "Øystese", "Strandebarm"), 0.7),
    Omrade("Laksevåg", ("Laksevåg", "Loddefjord", "Olsvik")),
    Omrade("Masfjorden og Gulen", ("Masfjordnes", "Eivindvik", "Dalsøyra"), 0.8),
    Omrade("Modalen og Vaksdal", ("Mo", "Dale", "Stanghelle"), 0.6),
    Omrade("Samnanger", ("Tysse", "Bjørkheim", "Årland"), 0.5),
    Omrade("Ulvik og Eidfjord", ("Ulvik", "Eidfjord", "Øvre Eidfjord"), 0.9),
    Omrade("Voss", ("Vossevangen", "Bulken", "Granvin"), 0.8),
    Omrade("Ytrebygda", ("Sandsli", "Søreide", "Blomsterdalen")),
    Omrade("Øygarden nord", ("Rong", "Tjeldstø", "Blomvåg"), 0.4),
    Omrade("Øygarden sør", ("Straume", "Ågotnes", "Skogsvåg"), 0.2),
    Omrade("Årstad", ("Landås", "Slettebakken", "Minde")),
    Omrade("Åsane", ("Ulset", "Salhus", "Eidsvåg")),
)

FORLEDD = (
    "Sol", "Fjord", "Lyng", "Bjørke", "Aske", "Gran", "Furu", "Berg", "Strand", "Eng",
    "Måse", "Tjelde", "Ørne", "Svane", "Rogne", "Selje", "Kløver", "Linde", "Vår", "Hassel",
)  # fmt: skip
ETTERLEDD = ("bakken", "haugen", "tunet", "lia", "heimen", "åsen", "marka")
SLAG = (
    "{navn} sykehjem",
    "{navn} omsorgssenter",
    "Hjemmesykepleien {sted}, sone {navn}",
    "{navn} bo- og behandlingssenter",
    "{navn} helsehus",
)
TERAPI = ("{navn} rehabiliteringssenter", "Ergo- og fysioterapitjenesten {sted}, {navn}")
SYKEHUS = (
    "Medisinsk sengepost 2", "Lungeavdelingen, sengepost 1", "Kirurgisk sengepost 4",
    "Kreftpoliklinikken", "Geriatrisk sengepost", "Hjerteavdelingen, sengepost 3",
)  # fmt: skip
ROM = ("møterom Utsikten", "peisestova", "møterommet i 2. etasje", "kantina", "aktivitetssalen")


def stedsnavn() -> Iterator[str]:
    """Yield invented names of places, each once, in an order where neighbours differ."""
    alle = [forledd + etterledd for etterledd, forledd in product(ETTERLEDD, FORLEDD)]
    return (alle[nummer * 37 % len(alle)] for nummer in range(len(alle)))


def arbeidssteder(omrade: Omrade, navn: Iterator[str], antall: int) -> list[tuple[str, str]]:
    """Return name and postal address of this many workplaces in the area."""
    return [_arbeidssted(omrade, navnet, nummer) for nummer, navnet in enumerate(islice(navn, antall))]


def _arbeidssted(omrade: Omrade, navn: str, nummer: int) -> tuple[str, str]:
    sted = omrade.tettsteder[nummer % len(omrade.tettsteder)]
    if omrade.slag == "sykehus":
        return SYKEHUS[nummer % len(SYKEHUS)], f"Sykehusvegen {2 * nummer + 1}, 5999 Bergen"
    former = TERAPI if omrade.slag == "terapi" else SLAG
    adresse = f"{navn.removesuffix('et').removesuffix('n')}vegen {3 * nummer + 4}, 5999 {sted}"
    return former[nummer % len(former)].format(navn=navn, sted=sted), adresse
