"""Invented documents: the ones of the sketches, and longer and stranger ones."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from nettverk.dokumenter.visning import Utkast

OPPRETTET = datetime(2026, 11, 4, 8, 12, tzinfo=UTC)

TORBJORN = {
    "person": 12,
    "navn": "Torbjørn Lønnebakk",
    "yrke": "ressurssykepleier",
    "arbeidssted": "Storåsen sykehjem",
    "epost": "torbjorn.lonnebakk@example.org",
}
ASE = {
    "person": 7,
    "navn": "Åse Sæther",
    "yrke": "sykepleier",
    "arbeidssted": "Bjørkefjord omsorgssenter",
    "epost": "ase.saether@example.org",
}
MOTE: dict[str, Any] = {
    "nettverk": {
        "navn": "Nettverk for ressurssykepleiere i lindrende behandling",
        "sekretariat": "Kompetansesenter for lindrende behandling (KLB)",
        "kortnavn": "KLB",
        "postadresse": "Sjøgata 4, 5999 Havby",
        "epost": "klb@example.org",
    },
    "gruppe": "Bjørkefjord",
    "nummer": 3,
    "antall": 3,
    "ar": 2026,
    "start": "2026-11-19T09:00",
    "slutt": "2026-11-19T15:00",
    "form": "fysisk",
    "sted": "Storåsen sykehjem, møterom Utsikten",
    "adresse": "Storåsvegen 12, 5998 Bjørkefjord",
    "arrangor": TORBJORN,
    "gruppeansvarlig": ASE,
}


def post(start: str, slutt: str, tittel: str, ansvarlig: str = "", beskrivelse: str = "") -> dict[str, str]:
    """One item of a programme."""
    return {
        "start": start,
        "slutt": slutt,
        "tittel": tittel,
        "ansvarlig": ansvarlig,
        "beskrivelse": beskrivelse,
    }


def bolk(del_: str, *poster: dict[str, str]) -> dict[str, Any]:
    """One run of items of one part."""
    return {"del": del_, "start": poster[0]["start"], "slutt": poster[-1]["slutt"], "poster": list(poster)}


VELKOMMEN = bolk("felles", post("09:00", "09:15", "Velkommen", "Torbjørn Lønnebakk", "Kort om dagen"))
DEL1 = bolk(
    "1",
    post(
        "09:15", "10:00", "Siden sist: runde rundt bordet", "Åse Sæther",
        "Hva har vi prøvd, og hva virket? Ta med ett eksempel.",
    ),
    post(
        "10:00", "10:45", "Arbeidsredskap: symptomkartlegging i hjemmetjenesten",
        "Ingrid Øverås, sykepleier, Årvåg hjemmetjeneste",
        "Erfaringer med skjema og opplæring av kolleger",
    ),
    post("10:45", "11:00", "Pause"),
    post("11:00", "11:30", "Rollen som ressurssykepleier", "Åse Sæther", "Tid, mandat og støtte fra leder"),
    post("11:30", "11:45", "Tid og sted for møtene i 2027", "Åse Sæther"),
)  # fmt: skip
LUNSJ = bolk(
    "felles",
    post("11:45", "12:30", "Lunsj", "", "Felles for medlemmer og gjester, i kantinen i 1. etasje."),
)
DEL2 = bolk(
    "2",
    post("12:30", "12:45", "Velkommen til del 2, og litt om Storåsen sykehjem", "Torbjørn Lønnebakk"),
    post(
        "12:45", "13:30", "Forhåndssamtaler i praksis",
        "Sigrid Bjørndal, overlege, palliativt team, Havby sykehus",
        "Når, med hvem og hvordan vi skriver det ned",
    ),
    post("13:30", "13:45", "Pause"),
    post(
        "13:45", "14:30", "Smertelindring når pasienten ikke lenger kan svelge",
        "Øyvind Ånneland, fagsykepleier, Storåsen sykehjem",
        "Skrin med fire medikamenter: forordning og trygg bruk",
    ),
    post("14:30", "14:50", "Samtale i tverrfaglige grupper", "Torbjørn Lønnebakk"),
    post("14:50", "15:00", "Oppsummering og avslutning", "Torbjørn Lønnebakk"),
)  # fmt: skip
PRAKTISK = """Kaffe fra kl. 08.30. Meld deg i resepsjonen, så blir du hentet.

- Buss 412 til Storåsen kapell, 200 meter fra inngangen
- Parkering på plan 2
- Møterommet har skjerm, teleslynge og trinnfri adkomst"""

INNKALLING: dict[str, Any] = MOTE | {
    "pamelding_frist": "2026-11-12",
    "kompetansepunkt": "3.2 Forhåndssamtaler og lindring i livets siste dager",
    "praktisk": PRAKTISK,
    "bolker": [VELKOMMEN, DEL1, LUNSJ, DEL2],
}
# As the meeting gives it: part 1 is gone, and the shared items have become one run.
INVITASJON: dict[str, Any] = INNKALLING | {
    "bolker": [bolk("felles", *VELKOMMEN["poster"], *LUNSJ["poster"]), DEL2]
}

DELTOK = (
    ("Anne-Grethe Kvåle", "Årvåg hjemmetjeneste"),
    ("Áile Márjá Ŋálggu", "Sørnes helsesenter"),
    ("Bjørn Håkon Tveiterås", "Storåsen sykehjem"),
    ("Đặng Thị Hồng Nhung", "Bjørkefjord omsorgssenter"),
    ("Hilde Årdal", "Havby sykehus, kreftpoliklinikken"),
    ("Jørn Ølnes", "Bjørkefjord hjemmetjeneste"),
    ("Łucja Wiśniewska", "Storåsen sykehjem"),
    ("Torbjørn Lønnebakk", "Storåsen sykehjem"),
    ("Åse Sæther", "Bjørkefjord omsorgssenter"),
)


def oppmott(navn: str, arbeidssted: str, del_: str = "") -> dict[str, Any]:
    """One line of the attendance."""
    return {"person": 1, "navn": navn, "yrke": "sykepleier", "arbeidssted": arbeidssted, "del": del_}


def sak(nummer: int, tittel: str, tekst: str, ansvarlig: str = "", del_: str = "2") -> dict[str, Any]:
    """One item of the minutes."""
    return {"del": del_, "nummer": nummer, "tittel": tittel, "ansvarlig": ansvarlig, "tekst": tekst}


REFERAT: dict[str, Any] = MOTE | {
    "referent": ASE | {"navn": "Jørn Ølnes", "arbeidssted": "Bjørkefjord hjemmetjeneste"},
    "versjon": 2,
    "godkjent": {"navn": "Åse Sæther", "dato": "2026-11-30"},
    "levert": "2026-12-01",
    "deltok": [oppmott(*hvem) for hvem in DELTOK] + [oppmott("Wenche Grøndalsæter", "Årvåg sykehjem", "2")],
    "fravaer": [
        oppmott("Eldbjørg Nærø", "Øystrand sykehjem"),
        oppmott("Wenche Grøndalsæter", "Årvåg sykehjem", "1"),
    ],
    "oppsummering": (
        "Gruppen snakket om tid til funksjonen, og om hvordan kartleggingsskjema tas i bruk.\n\n"
        "Nye medlemmer ønsker en fadder det første året."
    ),
    "saker": [
        sak(
            1, "Velkommen, og litt om Storåsen sykehjem",
            "Torbjørn Lønnebakk ønsket gjestene velkommen. Storåsen har 48 plasser, to av dem "
            "tilrettelagt for lindrende behandling.",
            "Torbjørn Lønnebakk",
        ),
        sak(
            2, "Forhåndssamtaler i praksis",
            "Sigrid Bjørndal la fram anbefalinger for når samtalen bør tilbys, hvem som bør være "
            "til stede, og hvordan innholdet dokumenteres slik at det blir funnet igjen når det "
            "haster.\n\n- Tilby samtalen tidlig, og gjenta den når situasjonen endrer seg.\n"
            "- Pasienten bestemmer hvem som er med.\n- Skriv en kort oppsummering samme dag.",
            "Sigrid Bjørndal, overlege, Havby sykehus",
        ),
        sak(
            3, "Smertelindring når pasienten ikke lenger kan svelge",
            "Øyvind Ånneland gikk gjennom medikamentskrinet: hva som må være forordnet på forhånd, "
            "utstyr, og rutine for påfyll og kontroll.",
            "Øyvind Ånneland, fagsykepleier",
        ),
        sak(1, "Møtene i 2027", "11. mars, 3. juni. Det tredje er ikke avtalt.", "Åse Sæther", "felles"),
    ],
    "versjoner": [
        {"nr": 2, "dato": "2026-11-30", "av": "Åse Sæther"},
        {"nr": 1, "dato": "2026-11-26", "av": "Åse Sæther"},
    ],
}  # fmt: skip


HODE = {felt: MOTE[felt] for felt in ("nettverk", "gruppe", "start", "slutt", "form", "sted", "adresse")}


def deltaker(navn: str, arbeidssted: str = "Storåsen sykehjem", slag: str = "medlem") -> dict[str, Any]:
    """Somebody on a name tag."""
    return {
        "slag": slag, "person": None if slag == "gjest" else 1, "gjest": 1 if slag == "gjest" else None,
        "navn": navn, "yrke": "sykepleier", "arbeidssted": arbeidssted,
    }  # fmt: skip


def rad(navn: str, slag: str = "medlem", **felt: Any) -> dict[str, Any]:
    """A row of an attendance sheet."""
    svar = {"uten_svar": False, "del1": slag != "gjest", "del2": True}
    return deltaker(navn, slag=slag) | svar | felt


def bevis(navn: str, del1: int | None = 145, del2: int | None = 150) -> dict[str, Any]:
    """A certificate; minutes of each part."""
    return deltaker(navn) | {"del1": del1, "del2": del2}


OPPMOTELISTE: dict[str, Any] = HODE | {
    "innsjekk": "https://nettverk.example.org/her/K7F2x9QXMa-_bcd3/",
    "rader": [rad(navn, arbeidssted=sted) for navn, sted in DELTOK]
    + [
        rad("Eldbjørg Nærø", uten_svar=True),
        rad("Solveig Håvardstun", "drift"),
        rad("Kåre Bødal", "gjest"),
    ],
}
NAVNELAPPER: dict[str, Any] = HODE | {"lapper": [deltaker(*hvem) for hvem in DELTOK]}
DELTAKERBEVIS: dict[str, Any] = HODE | {
    "gruppeansvarlig": ASE,
    "kompetansepunkt": INNKALLING["kompetansepunkt"],
    "temaer": [post["tittel"] for post in DEL2["poster"][1:5:2]],
    "deltakere": [bevis("Łucja Wiśniewska")],
}


def utkast(slag: str = "innkalling", malgruppe: str = "gruppe", malform: str = "nb", **felt: Any) -> Utkast:
    """A document of the examples, with some of its content replaced."""
    grunnlag = {
        "referat": REFERAT,
        "innkalling": INNKALLING if malgruppe == "gruppe" else INVITASJON,
        "oppmoteliste": OPPMOTELISTE,
        "navnelapper": NAVNELAPPER,
        "deltakerbevis": DELTAKERBEVIS,
    }
    innhold = deepcopy(grunnlag[slag]) | felt
    return Utkast(slag, malgruppe, malform, innhold, OPPRETTET)


def langt_program(antall: int) -> list[dict[str, Any]]:
    """A part 2 of this many items of ten minutes each."""
    begynner = datetime(2026, 11, 19, 9, tzinfo=UTC)
    tider = [f"{begynner + timedelta(minutes=10 * nr):%H:%M}" for nr in range(antall + 1)]
    return [
        bolk(
            "2",
            *(
                post(tider[nr], tider[nr + 1], f"Tema nummer {nr + 1}", "Åse Sæther", "En linje om temaet")
                for nr in range(antall)
            ),
        )
    ]
