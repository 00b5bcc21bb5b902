"""The world of `test_veggen`: meetings with a mark in every text of part 1, and everybody who may look."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import reverse

from moter.ettersending import send_til_nye
from moter.innkallinger import send_ut
from moter.models import Kalenderabonnement, Mote
from moter.mottatt import motta
from moter.oppmotepapir import PAPIRER, lag_papir
from nettverk.filer import godkjent
from nettverk.models import Dokument, Medlemskap, Person
from referat.bevis import deltatte, lag_bevis
from tests.conftest import Klient
from tests.factories import NAA, lag_driftsrepresentant, lag_medlem
from tests.filer import PDF, lag_fil, opplastet
from tests.tilgang.motegang import KOMMENTAR, NOTATER, OPPFOLGING, TITLER, Motegang, lag_motegang
from tests.verden import lag_verden

LENKE_DEL1 = "https://del1.example/hemmelig"
FIL, HYLLE, INNKALLINGSFIL = "Alkefil", "Lirehylle", "Teistefil"
# What each letter of the table stands for. 2 is part 2's, which shows that the role gets somewhere at all.
MERKER = {
    "2": "Munnstell i livets siste fase",
    "t": TITLER[0], "a": TITLER[1], "n": NOTATER[0], "g": NOTATER[1], "o": OPPFOLGING, "k": KOMMENTAR,
    "l": LENKE_DEL1, "f": FIL, "h": HYLLE, "i": INNKALLINGSFIL,
}  # fmt: skip


@dataclass(frozen=True)
class Rolle:
    """Somebody who looks: how she gets in, which mailboxes are hers, and the key in her link if any.

    `vert` is whether her meetings are those of the contact.
    """

    apne: Callable[[], Client]
    person: Person | None = None
    postkasser: frozenset[str] = frozenset()
    nokkel: str = ""
    vert: bool = False

    def mote(self, gang: Motegang, tilstand: str) -> Mote:
        """The meeting in this state that she is tried on."""
        return gang.mote_for("kontakt" if self.vert else "", tilstand)


def lag_veggverden() -> Motegang:
    """A round of meetings that are digital too, with files, papers and calendars; nobody is told later."""
    verden = lag_verden()
    gruppe, i_fjor = verden.gruppe, date(2025, 12, 31)
    lag_medlem(gruppe, "Stine Stedfortreder", rolle=Medlemskap.Rolle.NESTLEDER)
    lag_medlem(gruppe, "Tora Tidligere", til=i_fjor)
    lag_driftsrepresentant(gruppe, "Drude Drift")
    gang = lag_motegang(
        verden, form=Mote.Form.BEGGE, digital_lenke="https://del2.example/apen", digital_lenke_del1=LENKE_DEL1
    )
    lag_fil(gruppe, verden.gruppeansvarlig, mote=gang.innkalt, motedel="1", tittel=FIL, innhold=_fil(FIL))
    lag_fil(gruppe, verden.medlem, tittel=HYLLE, innhold=_fil(HYLLE))
    fil = godkjent(opplastet(_fil(INNKALLINGSFIL), "innkalling.pdf"))
    innkalling = motta(verden.mote, fil, dag=NAA.date(), av=verden.koordinator, naa=NAA)
    send_ut(innkalling, av=verden.koordinator, naa=NAA)
    for slag in PAPIRER:
        lag_papir(gang.innkalt, slag, malform="nb", naa=NAA)
    lag_bevis(gang.holdt, deltatte(gang.holdt), malform="nb", naa=NAA)
    tegn_dokumentene()
    for person in Person.objects.all():
        Kalenderabonnement.objects.create(person=person, laget=NAA)
    return gang


def _fil(merke: str) -> bytes:
    return PDF + f"% {merke}\n".encode()


def tegn_dokumentene() -> None:
    """Let each PDF be what is frozen in its document, as text that can be looked through."""
    for dokument in Dokument.objects.all():
        innhold = json.dumps(dokument.innhold, ensure_ascii=False).encode()
        Dokument.objects.filter(pk=dokument.pk).update(
            pdf=b"%PDF-1.7\n" + innhold, pdf_status=Dokument.PdfStatus.KLAR
        )


def rollen(navn: str, gang: Motegang, client_for: Klient) -> Rolle:
    """Everybody in the table, by the name that stands there."""
    v = gang.verden
    personer = gang.roller | {
        "stedfortreder": Person.objects.get(etternavn="Stedfortreder"),
        "tidligere": Person.objects.get(etternavn="Tidligere"),
        "representant": Person.objects.get(etternavn="Drift"),
    }
    lenker = {
        "medlemslenke": ("svar", v.medlem),
        "delt-lenke": ("svar delt adresse", gang.delt),
        "lederlenke": ("referat leder", v.naermeste_leder),
    }
    if navn in lenker:
        nokkel, person = lenker[navn]
        postkasser = frozenset({person.epost or person.delt_epost})
        return Rolle(lambda: client_for(None), None, postkasser, gang.nokler[nokkel])
    if navn == "gjest":
        gjest = gang.innkalt.gjester.get()
        return Rolle(lambda: client_for(None), None, frozenset({gjest.epost}), gang.nokler["gjest"])
    if navn == "vertslenke":
        return Rolle(lambda: _med_vertslenke(gang, client_for), None, frozenset(), "", vert=True)
    if navn == "repr-utenfor":
        person = _representant_utenfor(gang)
    elif navn == "utlogget":
        return Rolle(lambda: client_for(None))
    else:
        funnet = personer[navn]
        assert funnet is not None
        person = funnet
    egne = {person.epost or ""} | ({v.nettverk.epost} if navn == "koordinator" else set())
    return Rolle(lambda: client_for(person), person, frozenset(egne), vert=navn == "kontakt")


def _representant_utenfor(gang: Motegang) -> Person:
    """One whom the group does not let in to part 1, from before she was told of the meetings (L8)."""
    gruppe = gang.verden.gruppe
    gruppe.drift_i_del1 = False
    gruppe.save()
    person = lag_driftsrepresentant(gruppe, "Rita Representant")
    Kalenderabonnement.objects.create(person=person, laget=NAA)
    send_til_nye(NAA)
    tegn_dokumentene()
    return person


def _med_vertslenke(gang: Motegang, client_for: Klient) -> Client:
    klient = client_for(None)
    klient.post(reverse("vert", args=(gang.nokler["vert"],)))
    return klient
