"""The rehabilitation service's series: the season of 2021 from the source, and the season of today."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from dybdemoter.deltakere import Deltakerdata
from dybdemoter.models import (
    Deltaker,
    Fordeling,
    Institusjon,
    Kontakt,
    Oppmote,
    Problemstilling,
    Region,
    Serie,
    Seriemote,
    Soknad,
    Soknadssteg,
    Valg,
)
from dybdemoter.pamelding import Skjema, meld_pa
from dybdemoter.serier import publiser
from nettverk.arbeidsdager import arbeidsdag_etter
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Nettverk, Nettverksrolle, Person
from oversikt.demo.hendelser import kl
from oversikt.demo.navn import ETTERNAVN, FORNAVN, ascii_av, epost

VARER = timedelta(minutes=150)
FRIST_2020 = date(2020, 12, 16)
# «Under ser du hvilke datoer som gjelder for din region.» Region → hour, the days of January to June 2021.
KILDEN = {
    Region.VEST: (9, (12, 9, 9, 13, 11, 8)),
    Region.SOR_OST: (9, (14, 11, 11, 15, 6, 10)),
    Region.NORD: (10, (20, 17, 17, 21, 19, 16)),
    Region.MIDT: (9, (21, 18, 18, 22, 20, 17)),
}
# Name and types; those after the fourth were on the waiting list.
INSTITUSJONER = {
    Region.VEST: (
        ("Løvstakken rehabilitering", "dogn dag"),
        ("Sunnfjord arbeidsklinikk", "poliklinisk"),
        ("Haugaland rehabiliteringssenter", "dogn"),
        ("Nordfjord opptreningssenter", "dag"),
        ("Voss arbeidshelse", "poliklinisk"),
    ),
    Region.SOR_OST: (
        ("Mjøstun rehabilitering", "dogn"),
        ("Drammenselva arbeidsklinikk", "poliklinisk"),
        ("Telemark arbeidshelse", "dag poliklinisk"),
        ("Solør rehabiliteringssenter", "dogn"),
        ("Vestfold rehabilitering", "dogn"),
        ("Østmarka dagsenter", "dag"),
    ),
    Region.NORD: (
        ("Lyngen rehabilitering", "dogn"),
        ("Vesterålen arbeidshelse", "poliklinisk"),
        ("Salten opptreningssenter", "dogn dag"),
    ),
    Region.MIDT: (
        ("Stiklestad rehabilitering", "dogn"),
        ("Nidelven arbeidsklinikk", "poliklinisk"),
        ("Romsdal rehabiliteringssenter", "dogn"),
        ("Ørland dagrehabilitering", "dag"),
    ),
}
PROBLEMSTILLINGER = (
    "Når er det riktig å snakke om jobb, og hvem i teamet gjør det?",
    "Hvordan samarbeider vi med arbeidsgiver mens deltakeren er hos oss?",
    "Hva gjør vi når målet om arbeid ikke er deltakerens eget?",
    "Hvordan følger vi opp etter hjemreise, og hvor lenge?",
    "Hvordan bruker vi gruppen, og når er det bedre med én til én?",
    "Hva er en god avslutning for den som ikke kommer tilbake i jobb?",
)
I_KO_NA = 5
YRKER = ("fysioterapeut", "arbeidskonsulent", "psykolog", "ergoterapeut", "lege")


def lag_dybdemoter(nettverk: Nettverk, naa: datetime) -> None:
    """Make the advisers, the four series of 2021 as history, and one that is open at this UTC moment."""
    radgivere = [_radgiver(nettverk, *navn) for navn in (("Ingvild", "Sæbø"), ("Jørgen", "Åsheim"))]
    for region in Region:
        _historie(nettverk, region, radgivere)
    _apen(nettverk, radgivere, naa)


def _radgiver(nettverk: Nettverk, fornavn: str, etternavn: str) -> Person:
    person = Person.objects.create(
        fornavn=fornavn,
        etternavn=etternavn,
        epost=epost(fornavn, etternavn),
        yrke="rådgiver",
        password=make_password(None),
    )
    Nettverksrolle.objects.create(person=person, nettverk=nettverk, rolle=Nettverksrolle.Rolle.RADGIVER)
    return person


def _historie(nettverk: Nettverk, region: Region, radgivere: list[Person]) -> None:
    """Make one region's series of 2021 as it was when it was over: written, not acted out."""
    timen, dagene = KILDEN[region]
    svart = kl(FRIST_2020 + timedelta(days=2), 13)
    serie = Serie.objects.create(
        nettverk=nettverk,
        region=region,
        sesong="2021",
        status=Serie.Status.FORDELT,
        pamelding_frist=FRIST_2020,
        neste_nummer=len(INSTITUSJONER[region]) + 1,
        apnet=kl(date(2020, 11, 10), 9),
        svar_sendt=svart,
    )
    serie.radgivere.set(radgivere)
    dager = [date(2021, maned, dag) for maned, dag in enumerate(dagene, 1)]
    moter = list(_moter(serie, dager, timen))
    soknader = [_soknad(serie, nummer, svart, radgivere[0]) for nummer in _numre(region)]
    numre = [soknad.nummer for soknad in soknader]
    forslag = {"valgt": numre[: serie.plasser], "venter": numre[serie.plasser :], "bytter": []}
    Fordeling.objects.create(serie=serie, forslag=forslag, valgt=forslag["valgt"], av=radgivere[0], tid=svart)
    _motenes_gang(moter, soknader[: serie.plasser], radgivere[0])


def _numre(region: Region) -> range:
    return range(1, len(INSTITUSJONER[region]) + 1)


def _moter(serie: Serie, dager: list[date], timen: int) -> Iterator[Seriemote]:
    for nummer, dag in enumerate(dager, 1):
        start = kl(dag, timen)
        lenke = f"https://teams.example/{serie.region}/{dag.year}/{nummer}"
        yield Seriemote.objects.create(
            serie=serie, nummer=nummer, start=start, slutt=start + VARER, teams_lenke=lenke
        )


def _soknad(serie: Serie, nummer: int, svart: datetime, radgiver: Person) -> Soknad:
    navn, typer = INSTITUSJONER[Region(serie.region)][nummer - 1]
    mottatt = kl(date(2020, 11, 16) + timedelta(days=2 * nummer), 10, 7 * nummer)
    institusjon = Institusjon.objects.create(nettverk=serie.nettverk, navn=navn, region=serie.region)
    tilstand = Soknad.Tilstand.PLASS if nummer <= serie.plasser else Soknad.Tilstand.VENTER
    soknad = Soknad.objects.create(
        serie=serie,
        institusjon=institusjon,
        nummer=nummer,
        tilstand=tilstand,
        mottatt=mottatt,
        bindende_godtatt=mottatt,
        arbeid_hovedmal=True,
        svart=svart,
        **dict.fromkeys(typer.split(), True),
    )
    folk = _folk(navn)
    Kontakt.objects.create(soknad=soknad, navn=folk[0].navn, epost=folk[0].epost, opprettet=mottatt)
    Deltaker.objects.bulk_create(Deltaker(soknad=soknad, navn=en.navn, yrke=en.yrke) for en in folk[1:])
    Soknadssteg.objects.create(soknad=soknad, til="mottatt", tid=mottatt, av_navn=folk[0].navn)
    Soknadssteg.objects.create(
        soknad=soknad, fra="mottatt", til=tilstand, tid=svart, av=radgiver, av_navn=radgiver.navn
    )
    return soknad


def _folk(institusjon: str) -> list[Deltakerdata]:
    """Return an institution's contact, and two or three participants: the same every time."""
    rng = Random(institusjon)
    fornavn, etternavn = FORNAVN.split(), ETTERNAVN.split()
    navn = [(rng.choice(fornavn), rng.choice(etternavn)) for _en in range(rng.choice((3, 4)))]
    vert = ascii_av(institusjon)
    return [
        Deltakerdata(f"{for_} {etter}", rng.choice(YRKER), f"{ascii_av(for_)}.{vert}@example.org")
        for for_, etter in navn
    ]


def _motenes_gang(moter: list[Seriemote], soknader: list[Soknad], radgiver: Person) -> None:
    """Let each meeting have had its topic, and every institution have come but once."""
    borte = Random(moter[0].serie.region).randrange(1, len(moter))
    for plass, mote in enumerate(moter):
        fra = soknader[plass % len(soknader)]
        tema = Problemstilling.objects.create(
            serie=mote.serie,
            fra=fra,
            tekst=PROBLEMSTILLINGER[plass],
            egen_praksis=plass % 3 == 1,
            opprettet=mote.start - timedelta(days=20),
        )
        valgt = mote.start - timedelta(days=8)
        Valg.objects.create(mote=mote, problemstilling=tema, av=radgiver, tid=valgt)
        for soknad in soknader:
            mott = (plass, soknad) != (borte, soknader[-1])
            rad = Oppmote.objects.create(
                mote=mote,
                soknad=soknad,
                mott=mott,
                registrert=mote.slutt,
                registrert_av=radgiver,
                fulgt_opp=None if mott else mote.slutt + timedelta(days=1),
                fulgt_opp_av=None if mott else radgiver,
                merknad="" if mott else "Sykdom i teamet, kommer neste gang.",
            )
            rad.deltakere.set(soknad.deltakere.all() if mott else [])


def _apen(nettverk: Nettverk, radgivere: list[Person], naa: datetime) -> None:
    """Open a season for Region Vest by the portal's own verbs, with some in the queue already."""
    idag = lokal_dag(naa)
    frist = arbeidsdag_etter(idag + timedelta(days=23))
    forste = frist + timedelta(days=27)
    forste += timedelta(days=(1 - forste.weekday()) % 7)  # «Tirsdager»
    dager = [forste + timedelta(weeks=4 * nummer) for nummer in range(6)]
    ar = sorted({dag.year for dag in dager})
    serie = Serie.objects.create(
        nettverk=nettverk,
        region=Region.VEST,
        sesong="/".join(map(str, ar)),
        pamelding_frist=frist,
    )
    serie.radgivere.set(radgivere)
    list(_moter(serie, dager, 9))
    publiser(serie, naa=naa - timedelta(days=10))
    alle = INSTITUSJONER[Region.VEST][:I_KO_NA]
    for nummer, (navn, typer) in enumerate(alle):
        meldt = naa - timedelta(days=9) + nummer * timedelta(days=1, hours=3)
        folk = _folk(navn)
        meld_pa(
            serie,
            Skjema(
                institusjon=navn,
                typer=frozenset(typer.split()),
                navn=folk[0].navn,
                epost=folk[0].epost,
                arbeid_hovedmal=True,
                bindende=True,
                region=serie.region,
                deltakere=folk[1:],
            ),
            naa=meldt,
        )
