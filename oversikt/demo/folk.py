"""Networks, groups, workplaces, managers and members. All invented but the centre's own name."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from nettverk.models import (
    Arbeidssted,
    Fylke,
    Gruppe,
    Kompetansepunkt,
    Medlemskap,
    Nettverk,
    Nettverksrolle,
    Person,
)
from nettverk.models.person import Malform
from oversikt.demo.navn import LEDERYRKER, YRKER, Navnetrekker, ascii_av, epost
from oversikt.demo.steder import OMRADER, Omrade, arbeidssteder, stedsnavn
from oversikt.demo.temaer import KOMPETANSEPUNKTER

KLB = "klb"
REHAB = "rehab"
REHABGRUPPE = Omrade("Fagnettverk Vest", ("Bergen", "Førde"), 0.3, "terapi")

Rolle = Medlemskap.Rolle
# Who is special, as numbers of groups. The first two members of each are lead and deputy.
DELT_POSTKASSE, UTEN_ADRESSE, UTEN_LEDER = (2, 6, 10, 14, 17, 20), (4, 12), (1, 8, 13, 16)
PERMISJON, SLUTTET, I_TO_GRUPPER = (3, 18), (0, 2, 5, 7, 9, 11, 15, 19), (5, 10)


@dataclass
class Gruppefolk:
    """A group with its memberships, the lead and the deputy first, and its coordinator."""

    gruppe: Gruppe
    koordinator: Person
    medlemskap: list[Medlemskap]

    def aktive(self, dag: date) -> list[Medlemskap]:
        """Return those with duties on this local date: the same as the model's `aktive`."""
        return [m for m in self.medlemskap if m.fra <= dag and not _borte(m, dag)]

    def kan_arrangere(self, dag: date) -> list[Medlemskap]:
        """Return those who may organise a meeting on this date, in the order of their turns."""
        return [m for m in self.aktive(dag)[2:] if m.person.epost and m.til is None]


def _borte(medlemskap: Medlemskap, dag: date) -> bool:
    sluttet = medlemskap.til is not None and medlemskap.til < dag
    permisjon = medlemskap.permisjon_fra is not None and medlemskap.permisjon_fra <= dag
    return sluttet or permisjon


def lag_nettverk(dag: date) -> tuple[list[Gruppefolk], Gruppefolk]:
    """Make both networks with everybody in them; return KLB's groups and the other one's.

    `dag` is the local date it is today. The same date gives the same people.
    """
    trekker = Navnetrekker(Random(1))
    klb = _klb(trekker)
    steder = iter(stedsnavn())
    folk = []
    for nummer, omrade in enumerate(OMRADER):
        plasser = _arbeidssteder(klb, arbeidssteder(omrade, steder, 5 + (nummer % 6 == 4)))
        folk.append(_gruppe(klb, omrade, plasser, nummer, trekker, dag))
    _i_to_grupper(folk)
    rehab = _rehab(trekker)
    plasser = _arbeidssteder(rehab, arbeidssteder(REHABGRUPPE, steder, 3))
    andre = _gruppe(rehab, REHABGRUPPE, plasser, -1, trekker, dag, antall=7)
    _drifter(trekker)
    return folk, andre


def _klb(trekker: Navnetrekker) -> Nettverk:
    """Make the network of the routine, with the address it names."""
    nettverk = Nettverk.objects.create(
        slug=KLB,
        navn="Nettverk for ressurssykepleiere i lindrende behandling",
        kortnavn="KLB",
        sekretariat="Kompetansesenter for lindrende behandling (KLB)",
        epost="lindrende.behandling@helse.example",
    )
    _koordinator(nettverk, trekker, "Solveig", "Håkonsen")
    _koordinator(nettverk, trekker, "Anders", "Fløysand")
    Kompetansepunkt.objects.bulk_create(
        Kompetansepunkt(nettverk=nettverk, tittel=tittel) for tittel in KOMPETANSEPUNKTER
    )
    return nettverk


def _rehab(trekker: Navnetrekker) -> Nettverk:
    """Make another network, so that one can see that they are apart."""
    nettverk = Nettverk.objects.create(
        slug=REHAB,
        navn="Nettverk for arbeidsrettet rehabilitering",
        kortnavn="Rehabtjenesten",
        sekretariat="Kompetansetjenesten for arbeidsrettet rehabilitering",
        epost="rehabtjenesten@example.org",
        palett=Nettverk.Palett.LILLA,
        malform=Malform.NN,
    )
    _koordinator(nettverk, trekker, "Kjartan", "Viksdal")
    return nettverk


def _koordinator(nettverk: Nettverk, trekker: Navnetrekker, fornavn: str, etternavn: str) -> None:
    trekker.ta(fornavn, etternavn)
    person = Person.objects.create_user(
        epost(fornavn, etternavn), fornavn=fornavn, etternavn=etternavn, yrke="rådgiver"
    )
    Nettverksrolle.objects.create(person=person, nettverk=nettverk)


def _drifter(trekker: Navnetrekker) -> None:
    """Make the one who runs the portal, and sees all of it."""
    trekker.ta("Dag", "Driftnes")
    Person.objects.create_superuser(
        epost("Dag", "Driftnes"), fornavn="Dag", etternavn="Driftnes", yrke="systemansvarlig"
    )


def _arbeidssteder(nettverk: Nettverk, steder: list[tuple[str, str]]) -> list[Arbeidssted]:
    return Arbeidssted.objects.bulk_create(
        Arbeidssted(nettverk=nettverk, navn=navn, adresse=adresse) for navn, adresse in steder
    )


def _gruppe(
    nettverk: Nettverk,
    omrade: Omrade,
    steder: list[Arbeidssted],
    nummer: int,
    trekker: Navnetrekker,
    dag: date,
    antall: int = 0,
) -> Gruppefolk:
    """Make a group with 18 to 28 members, or with `antall`, and their managers."""
    rng = Random(omrade.navn)
    antall = (antall or 18 + nummer * 7 % 11) + (nummer in SLUTTET)
    personer = [_person(trekker, rng, omrade) for _medlem in range(antall)]
    _gi_adresser(personer, nummer, steder[0].navn)
    ledere = [_lag_ledere(trekker, rng, 1 + (plass % 4 == 0)) for plass in range(len(steder))]
    Person.objects.bulk_create([*personer, *(leder for noen in ledere for leder in noen)])
    gruppe = Gruppe.objects.create(nettverk=nettverk, navn=omrade.navn, fylke=Fylke.VESTLAND)
    medlemskap = []
    for plass, person in enumerate(personer):
        fra = date(dag.year - rng.randint(4, 11), rng.choice((1, 4, 8, 10)), 1)
        sted, lederne = steder[plass % len(steder)], ledere[plass % len(steder)]
        leder = lederne[plass // 6 % len(lederne)]
        medlemskap.append(
            Medlemskap(gruppe=gruppe, person=person, fra=fra, arbeidssted=sted, naermeste_leder=leder)
        )
    _gi_roller(medlemskap, nummer, dag)
    Medlemskap.objects.bulk_create(medlemskap)
    return Gruppefolk(gruppe, nettverk.koordinatorer().earliest("pk"), medlemskap)


def _gi_adresser(personer: list[Person], nummer: int, avdeling: str) -> None:
    """Let some share their ward's mailbox, and a few have no address at all (L19)."""
    if nummer in DELT_POSTKASSE:
        personer[7].epost, personer[7].delt_epost = None, f"post.{ascii_av(avdeling)}@example.org"
    if nummer in UTEN_ADRESSE:
        personer[8].epost = None


def _gi_roller(medlemskap: list[Medlemskap], nummer: int, dag: date) -> None:
    """Let some lead, and some be new, on leave, gone, or without a known manager."""
    medlemskap[0].rolle, medlemskap[1].rolle = Rolle.GRUPPEANSVARLIG, Rolle.NESTLEDER
    if nummer in UTEN_LEDER:
        medlemskap[9].naermeste_leder = None
    if nummer in PERMISJON:
        medlemskap[11].permisjon_fra = dag - timedelta(days=40)
    if nummer in SLUTTET:
        medlemskap[-1].til = dag - timedelta(days=30 + 20 * nummer)
    if nummer % 3 == 1:
        medlemskap[12].fra = dag - timedelta(days=100 + nummer)


def _person(trekker: Navnetrekker, rng: Random, omrade: Omrade) -> Person:
    yrker = ("fysioterapeut", "ergoterapeut") if omrade.slag == "terapi" else YRKER
    malform = Malform.NN if rng.random() < omrade.nynorsk else ""
    return _ny(*trekker.trekk(), yrke=rng.choice(yrker), malform=malform)


def _lag_ledere(trekker: Navnetrekker, rng: Random, antall: int) -> list[Person]:
    return [_ny(*trekker.trekk(), yrke=rng.choice(LEDERYRKER)) for _leder in range(antall)]


def _ny(fornavn: str, etternavn: str, **felt: str) -> Person:
    return Person(
        fornavn=fornavn,
        etternavn=etternavn,
        epost=epost(fornavn, etternavn),
        password=make_password(None),
        **felt,
    )


def _i_to_grupper(folk: list[Gruppefolk]) -> None:
    """Let two of the therapists' members also be in their local groups."""
    for nummer in I_TO_GRUPPER:
        kilde, mal = folk[9].medlemskap[nummer], folk[nummer]
        mal.medlemskap.append(
            Medlemskap.objects.create(
                gruppe=mal.gruppe,
                person=kilde.person,
                fra=kilde.fra,
                arbeidssted=kilde.arbeidssted,
                naermeste_leder=kilde.naermeste_leder,
            )
        )
