"""A world in every state that matters to access, with a word of its own in each text of part 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from dybdemoter.models import Soknad
from moter.bytte import spor
from moter.models import Arrangorbytte, Gruppefil, Medlemsnotat, Mote, Motedel
from moter.models.synlighet import BYTTELENKE, VERTSLENKE
from nettverk.models import (
    Dokument,
    Driftsrepresentant,
    Epost,
    Lenke,
    Livstegn,
    Opplysningssjekk,
    Person,
    Vedlegg,
)
from nettverk.opplysninger import svar as svar_opplysninger
from referat.brev import REFERATLENKE
from referat.kommentarer import kommenter
from referat.levering import lever, send_kopier
from referat.models import Gruppenotat, Oppfolging, Referat
from tests.dybdemoter.fabrikk import lag_serie, lag_soknad
from tests.dybdemoter.skjemahjelp import lenken
from tests.factories import (
    NAA,
    lag_gjest,
    lag_gjestenokkel,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
    lag_referat,
    lag_svar,
    lag_svarlenke,
    utlopt,
)
from tests.filer import lag_fil
from tests.verden import Verden, lag_verden

# Titles and names of part 1: for members, and in the innkalling that KLB sends to the group.
TITLER = ("Tiurleik", "Orrhane")
# What is «Bare for gruppen»: for members, on pages only.
NOTATER = ("Lomvinotat", "Lundenotat")
# What is to be followed up from part 1, and what members say of it in a comment.
OPPFOLGING, KOMMENTAR = "Havsuleplan", "Krykkjesvar"
MERKER = (*TITLER, *NOTATER, OPPFOLGING, KOMMENTAR)

PLANLAGT = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)
INNKALT = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
REFERERT = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Motegang:
    """`verden`, and meetings of Åsane. The two of each state differ in who organises.

    `innkalt` lies ahead and its innkalling is out, `planlagt` has none yet; `holdt` has minutes
    that are sent, `utkast` has a draft. `delt` is a member who has a ward's mailbox only; `sjekk` is a new
    manager that a member has told of, `fil` the organiser's on part 1 of `innkalt`. In `bytte` the organiser
    has asked `medlem` to take over `innkalt`. `soknad` is to a regional series of the other network: the
    nearest manager is its contact.
    """

    verden: Verden
    innkalt: Mote
    innkalt_av_kontakt: Mote
    planlagt: Mote
    planlagt_av_kontakt: Mote
    holdt: Mote
    holdt_av_kontakt: Mote
    utkast: Mote
    utkast_av_kontakt: Mote
    delt: Person
    sjekk: Opplysningssjekk
    fil: Gruppefil
    bytte: Arrangorbytte
    soknad: Soknad
    nokler: dict[str, str]

    @property
    def moter(self) -> tuple[Mote, ...]:
        """All of them."""
        return (
            self.innkalt, self.innkalt_av_kontakt, self.planlagt, self.planlagt_av_kontakt,
            self.holdt, self.holdt_av_kontakt, self.utkast, self.utkast_av_kontakt,
        )  # fmt: skip

    @property
    def roller(self) -> dict[str, Person | None]:
        """Everybody who may look, under the name of her role."""
        v = self.verden
        return {
            "utlogget": None,
            "medlem": v.medlem,
            "gruppeansvarlig": v.gruppeansvarlig,
            "arrangør": v.arrangor,
            "kontakt": v.kontakt,
            "nabo": v.nabo,
            "leder": v.naermeste_leder,
            "koordinator": v.koordinator,
            "annen": v.annen_koordinator,
            "drift": v.driftsansvarlig,
        }

    def mote_for(self, rolle: str, tilstand: str) -> Mote:
        """The meeting in this state that the role is tried on: the contact's own for her."""
        mote = getattr(self, f"{tilstand}_av_kontakt" if rolle == "kontakt" else tilstand)
        assert isinstance(mote, Mote)
        return mote

    def epost_om(self, mote: Mote) -> Epost:
        """The mail with the innkalling to a member."""
        return Epost.objects.filter(
            slag="innkalling", person=self.verden.medlem, object_id__in=mote.innkallinger.values("pk")
        ).get()

    def vedlegg_om(self, mote: Mote) -> Vedlegg:
        """The innkalling in it, which has the titles of part 1."""
        return self.epost_om(mote).vedlegg.get(dokument__isnull=False)


def lag_motegang(verden: Verden | None = None, **felt: Any) -> Motegang:
    """Make it all by the portal's verbs; no mail is delivered and no PDF drawn. `felt` is of all meetings."""
    verden = verden or lag_verden()
    delt = lag_medlem(verden.gruppe, "Dina Delt")
    delt.epost, delt.delt_epost = None, "avdeling@helse.example"
    delt.save()
    moter = {
        f"{tilstand}{hvem}": _mote(verden, tilstand, dag, arrangor, **felt)
        for tilstand, dag in (
            ("innkalt", date(2026, 12, 3)),
            ("planlagt", date(2027, 2, 4)),
            ("holdt", date(2026, 11, 5)),
            ("utkast", date(2026, 11, 12)),
        )
        for hvem, arrangor in (("", verden.arrangor), ("_av_kontakt", verden.kontakt))
    }
    bytte = spor(moter["innkalt"], verden.medlem, None, av=verden.arrangor, naa=NAA)
    Dokument.objects.update(pdf=b"%PDF-1.7", pdf_status=Dokument.PdfStatus.KLAR)
    leder = verden.naermeste_leder
    soknad = lag_soknad(lag_serie(verden.annet_nettverk), navn=leder.navn, epost=leder.adresse)
    nokler = _nokler(verden, moter["innkalt"], moter["holdt"], delt) | {
        "vert": _lenke(moter["innkalt_av_kontakt"], verden.kontakt, VERTSLENKE),
        "bytte": _lenke(bytte, verden.medlem, BYTTELENKE),
        "min": lenken(soknad.kontakter.get()).split("/")[-2],
    }
    # They have just woken: the mails since August are still theirs to deliver.
    for navn in (Livstegn.Navn.KLOKKE, Livstegn.Navn.ARBEIDER):
        Livstegn.objects.noter(navn, NAA)
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=verden.kontakt, fra=date(2028, 1, 1))
    medlemskap = verden.medlem.medlemskap.get()
    sjekk = svar_opplysninger(medlemskap, stemmer=False, leder_navn="Ny Leder", naa=NAA)
    fil = lag_fil(verden.gruppe, verden.arrangor, mote=moter["innkalt"], motedel="1", tittel=NOTATER[0])
    return Motegang(
        verden=verden, delt=delt, bytte=bytte, sjekk=sjekk, fil=fil, soknad=soknad, nokler=nokler, **moter
    )


def _mote(verden: Verden, tilstand: str, dag: date, arrangor: Person, **felt: Any) -> Mote:
    mote = lag_mote(verden.gruppe, dag, arrangor=arrangor, naa=PLANLAGT, **felt)
    for post in mote.programposter.filter(motedel=Motedel.DEL1):
        post.tittel, post.ansvarlig = TITLER
        post.save()
    Medlemsnotat.objects.filter(post__mote=mote).update(tekst=NOTATER[0])
    lag_gjest(mote, naa=PLANLAGT)
    if tilstand != "planlagt":
        lag_innkalling_sendt(mote, av=verden.koordinator, naa=INNKALT)
        lag_svar(mote, verden.medlem, naa=INNKALT)
    if tilstand == "utkast":
        _merk(lag_referat(mote, naa=NAA), verden)
    if tilstand == "holdt":
        referat = lag_referat(mote, naa=REFERERT)
        _merk(referat, verden)
        referat = lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=REFERERT)
        send_kopier(referat, av=verden.koordinator, naa=REFERERT)
    return mote


def _merk(referat: Referat, verden: Verden) -> None:
    """Write in part 1: a note, what is to be followed up, and a comment to an item of it and to it all."""
    Gruppenotat.objects.filter(sak__referat=referat).update(tekst=NOTATER[1])
    sak = referat.saker.get(motedel=Motedel.DEL1)
    Oppfolging.objects.create(referat=referat, sak=sak, motedel=sak.motedel, hva=OPPFOLGING)
    for om in (sak, None):
        kommenter(referat, tekst=KOMMENTAR, sak=om, av=verden.medlem, naa=REFERERT)


def _nokler(verden: Verden, innkalt: Mote, holdt: Mote, delt: Person) -> dict[str, str]:
    """Personal links: what they are, and their keys."""
    trukket, trukket_nokkel = lag_svarlenke(innkalt, verden.medlem)
    trukket.trukket = NAA
    trukket.save()
    return {
        "svar": lag_svarlenke(innkalt, verden.medlem)[1],
        "svar delt adresse": lag_svarlenke(innkalt, delt)[1],
        "svar utløpt": lag_svarlenke(innkalt, verden.medlem, utloper=utlopt())[1],
        "svar trukket": trukket_nokkel,
        "svar annet nettverk": lag_svarlenke(verden.fremmed_mote, verden.fremmed)[1],
        "referat leder": _referatlenke(verden.naermeste_leder, holdt),
        "referat medlem": _referatlenke(verden.medlem, holdt),
        "gjest": lag_gjestenokkel(innkalt.gjester.get()),
        "gjest utløpt": lag_gjestenokkel(innkalt.gjester.get(), utloper=utlopt()),
        "gal": "ikke-en-nokkel",
    }


def _referatlenke(person: Person, mote: Mote) -> str:
    return lag_svarlenke(mote, person, formal=REFERATLENKE, utloper=datetime(2027, 1, 1, tzinfo=UTC))[1]


def _lenke(gjelder: models.Model, person: Person, formal: str) -> str:
    utloper = datetime(2027, 1, 1, tzinfo=UTC)
    return Lenke.objects.lag(person=person, formal=formal, gjelder=gjelder, utloper=utloper)[1]
