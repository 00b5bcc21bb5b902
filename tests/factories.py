"""Objects for the tests, made by the portal's own verbs. Plain functions; every argument has a default.

Names are full names; each person gets an address of her own made of it. `naa` is a UTC moment.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils.text import slugify

from moter.endring import planlegg
from moter.gjester import Gjestesvar, meld_pa
from moter.innkallinger import lever, send_ut
from moter.models import Gjest, Innkalling, Medlemsnotat, Mote, Motedel, Pamelding, Programpost
from moter.models.synlighet import GJESTELENKE, SVARLENKE
from moter.svar import svar
from nettverk.klokke import OSLO
from nettverk.models import (
    Arbeidssted,
    Fylke,
    Gruppe,
    Kompetansepunkt,
    Lenke,
    Medlemskap,
    Nettverk,
    Nettverksrolle,
    Person,
    Skoleferie,
)
from referat.levering import lever as lever_referat
from referat.models import Referat
from referat.skriving import Tekster, hent_eller_start, lagre

NAA = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday, 09:00 in Norway
MEDLEM_FRA = date(2024, 1, 1)
NI, FEMTEN = time(9), time(15)

_nr = count(1)


def lokal(dag: date, klokkeslett: time = NI) -> datetime:
    """A time of day in Norway, as a UTC moment."""
    return datetime.combine(dag, klokkeslett, OSLO).astimezone(UTC)


def lag_nettverk(navn: str = "", **felt: Any) -> Nettverk:
    """A network with a secretariat that can be written to."""
    nr = next(_nr)
    standard = {
        "navn": navn or f"Nettverk {nr}",
        "slug": f"nettverk-{nr}",
        "kortnavn": "KLB",
        "sekretariat": "Kompetansesenter for lindrende behandling",
        "epost": f"sekretariat{nr}@klb.example",
        "postadresse": "Haukelandsbakken 2, 5009 Bergen",
    }
    return Nettverk.objects.create(**standard | felt)


def lag_person(navn: str = "Åse Bø", **felt: Any) -> Person:
    """A person with her own address; `epost=None` for none."""
    fornavn, _mellom, etternavn = navn.rpartition(" ")
    standard = {
        "fornavn": fornavn,
        "etternavn": etternavn,
        "epost": f"{slugify(navn)}.{next(_nr)}@helse.example",
        "yrke": "sykepleier",
    }
    return Person.objects.create(**standard | felt)


def lag_driftsansvarlig(navn: str = "Drift Ansvarlig") -> Person:
    """An operator, who administers all networks."""
    return lag_person(navn, is_superuser=True)


def lag_koordinator(nettverk: Nettverk | None = None, navn: str = "Kari Koordinator") -> Person:
    """A person who administers the network."""
    person = lag_person(navn)
    rolle = Nettverksrolle.Rolle.KOORDINATOR
    Nettverksrolle.objects.create(person=person, nettverk=nettverk or lag_nettverk(), rolle=rolle)
    return person


def lag_arbeidssted(nettverk: Nettverk | None = None, navn: str = "") -> Arbeidssted:
    """A workplace."""
    return Arbeidssted.objects.create(
        nettverk=nettverk or lag_nettverk(), navn=navn or f"Sykehjem {next(_nr)}"
    )


def lag_kompetansepunkt(nettverk: Nettverk | None = None, tittel: str = "Smertelindring") -> Kompetansepunkt:
    """An item of the network's competence plan."""
    return Kompetansepunkt.objects.create(nettverk=nettverk or lag_nettverk(), tittel=tittel)


def lag_gruppe(nettverk: Nettverk | None = None, navn: str = "") -> Gruppe:
    """A group without members."""
    return Gruppe.objects.create(nettverk=nettverk or lag_nettverk(), navn=navn or f"Gruppe {next(_nr)}")


def lag_skoleferie(
    nettverk: Nettverk | None = None,
    fra: date = date(2027, 3, 1),
    til: date = date(2027, 3, 5),
    fylke: str = Fylke.VESTLAND,
    navn: str = "Vinterferien",
) -> Skoleferie:
    """A school holiday, by default the ninth week of 2027 in Vestland."""
    return Skoleferie.objects.create(
        nettverk=nettverk or lag_nettverk(), fylke=fylke, navn=navn, fra=fra, til=til
    )


def lag_medlemskap(gruppe: Gruppe, navn: str | Person = "Mari Medlem", **felt: Any) -> Medlemskap:
    """A membership since 2024 of a new person, or of the one given."""
    person = navn if isinstance(navn, Person) else lag_person(navn)
    return Medlemskap.objects.create(gruppe=gruppe, person=person, **{"fra": MEDLEM_FRA} | felt)


def lag_medlem(gruppe: Gruppe, navn: str | Person = "Mari Medlem", **felt: Any) -> Person:
    """A member of the group, as a person."""
    return lag_medlemskap(gruppe, navn, **felt).person


def lag_gruppeansvarlig(gruppe: Gruppe, navn: str = "Lise Leder", **felt: Any) -> Person:
    """The group's lead."""
    return lag_medlem(gruppe, navn, rolle=Medlemskap.Rolle.GRUPPEANSVARLIG, **felt)


def lag_mote(
    gruppe: Gruppe | None = None,
    dag: date = date(2026, 12, 10),
    *,
    arrangor: Person | None = None,
    program: bool = True,
    naa: datetime = NAA,
    **felt: Any,
) -> Mote:
    """A planned meeting from 09:00 to 15:00 with its deadlines, and a programme that is complete."""
    standard = {
        "gruppe": gruppe or lag_gruppe(),
        "start": lokal(dag, NI),
        "slutt": lokal(dag, FEMTEN),
        "sted": "Ågotnes helsesenter",
        "adresse": "Ågotnesvegen 1",
        "arrangor": arrangor,
    }
    mote = planlegg(Mote(**standard | felt), naa=naa)
    if program:
        lag_program(mote)
    return mote


def lag_program(mote: Mote) -> list[Programpost]:
    """The common start, part 1 with a note for members, lunch, and part 2."""
    rader = (
        (Motedel.FELLES, 9, 30, "Velkommen"),
        (Motedel.DEL1, 10, 90, "Siden sist"),
        (Motedel.FELLES, 12, 45, "Lunsj"),
        (Motedel.DEL2, 13, 90, "Munnstell i livets siste fase"),
    )
    poster = [
        Programpost.objects.create(
            mote=mote, motedel=motedel, start=time(kl), varighet=varighet, tittel=tittel, ansvarlig="Åse Bø"
        )
        for motedel, kl, varighet, tittel in rader
    ]
    Medlemsnotat.objects.create(post=poster[1], tekst="Ta med egne eksempler")
    return poster


def lag_innkalling_levert(mote: Mote, *, naa: datetime = NAA) -> Innkalling:
    """The innkalling delivered to KLB by the organiser, who must be set."""
    assert mote.arrangor is not None
    return lever(mote, av=mote.arrangor, naa=naa)


def lag_innkalling_sendt(mote: Mote, *, av: Person | None = None, naa: datetime = NAA) -> Innkalling:
    """The innkalling sent to the whole group, by a coordinator of the network."""
    innkalling = lag_innkalling_levert(mote, naa=naa)
    nettverk = mote.gruppe.nettverk
    send_ut(innkalling, av=av or nettverk.koordinatorer().first() or lag_koordinator(nettverk), naa=naa)
    innkalling.refresh_from_db()
    return innkalling


def lag_svar(
    mote: Mote, person: Person, *, del1: bool = True, del2: bool = True, mat: str = "", naa: datetime = NAA
) -> Pamelding:
    """A member's own answer; neither part is absence."""
    return svar(mote, person, del1=del1, del2=del2, mat=mat, av=person, naa=naa)


def lag_svarlenke(
    mote: Mote, person: Person, *, formal: str = SVARLENKE, utloper: datetime | None = None
) -> tuple[Lenke, str]:
    """A personal link to answer, with its key. It lives until the meeting ends, or to `utloper`."""
    return Lenke.objects.lag(person=person, formal=formal, gjelder=mote, utloper=utloper or mote.slutt)


def lag_gjest(mote: Mote, epost: str = "gjest@helse.example", *, naa: datetime = NAA, **felt: Any) -> Gjest:
    """A guest who has registered by the open link; `felt` is her answer."""
    standard: dict[str, Any] = {
        "navn": "Gro Gjest",
        "yrke": "lege",
        "arbeidssted": "Ulset sykehjem",
        "lunsj": True,
    }
    meld_pa(mote, epost, Gjestesvar(**standard | felt), malform="", naa=naa)
    return Gjest.objects.get(mote=mote, epost=epost)


def lag_gjestenokkel(gjest: Gjest, *, utloper: datetime | None = None) -> str:
    """The key of a link to the guest's own page. It lives until the meeting ends, or to `utloper`."""
    return Lenke.objects.lag(
        person=None,
        formal=GJESTELENKE,
        gjelder=gjest,
        utloper=utloper or gjest.mote.slutt,
        til=gjest.epost,
    )[1]


def utlopt(naa: datetime = NAA) -> datetime:
    """A moment that has just been."""
    return naa - timedelta(minutes=1)


def lag_referat(mote: Mote, *, naa: datetime, oppsummering: str = "Vi delte erfaringer.") -> Referat:
    """Minutes of a meeting that is over, with everybody's attendance filled in; not sent."""
    referat = hent_eller_start(mote, naa=naa)
    tekster = Tekster(
        oppsummering=oppsummering,
        saker={sak.pk: f"Om {sak.tittel}" for sak in referat.saker.exclude(motedel=Motedel.DEL1)},
        gruppenotater={sak.pk: "Bare vi leser dette" for sak in referat.saker.filter(motedel=Motedel.DEL1)},
        oppmote={rad.pk: ("deltok", "deltok") for rad in referat.oppmote.all()},
    )
    skriver = mote.referent or mote.arrangor
    assert skriver is not None
    return lagre(referat, tekster, utgave=referat.utgave, av=skriver, naa=naa)


def lag_referat_levert(mote: Mote, *, naa: datetime, **felt: Any) -> Referat:
    """Minutes that the group lead has approved and sent to KLB."""
    leder = mote.gruppe.gruppeansvarlig(mote.dag)
    assert leder is not None
    return lever_referat(lag_referat(mote, naa=naa, **felt), av=leder, godkjent=True, naa=naa)
