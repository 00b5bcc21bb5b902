"""The wall round part 1 (L8, L10, L15, L19), as one table: what each role finds, in each channel.

Each text of part 1 has a mark of its own. For every role they are looked for in all that the portal
hands out, by real requests; what is found is to be what stands here, neither more nor less. So a member's
row shows that the marks are there to be found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from nettverk.models import Epost
from tests.conftest import Klient
from tests.factories import NAA
from tests.tilgang.adresser import alle_adresser
from tests.tilgang.leting import brettet_ut, registersider, sider, tekst_i
from tests.tilgang.motegang import Motegang
from tests.tilgang.test_adresser import POST, TILSTAND, rader
from tests.tilgang.veggverden import MERKER, Rolle, lag_veggverden, rollen

pytestmark = pytest.mark.django_db

# 2  part 2's programme, which is for all who get to the meeting
# t  part 1's titles                     a  who leads them
# n  members' notes in the programme     g  what stands of part 1 in the minutes
# o  what is to be followed up from it   k  what members say of the draft
# l  part 1's own digital link           f  a file on part 1, its title and its bytes
# h  a file on the members' shelf        i  an innkalling that KLB got as a file: it may hold part 1
#
# «innk.» is the page with the innkalling, which KLB sends on with part 1's titles (L10); «epost» what lies
# in her mailboxes, with attachments; «feil» what a form that is empty or collides is answered with. A part 2
# that anybody finds is the open invitation's. There is no export: see `test_det_finnes_ingen_eksport`.
#
# «medlemslenke» holds a member's link, «delt-lenke» one that went to a ward's mailbox; «tidligere» was a
# member last year, «nabo» is one of another group. «representant» of the operating group is let in to part
# 1, which the group of «repr-utenfor» has chosen otherwise. «kontakt» organises for the workplace and has
# logged in, «vertslenke» is the same by link; «leder» is a nearest manager, «drift» the superuser, «annen»
# coordinates the other network.
VEGGEN = """
               side       innk. pdf ics fil utboks epost strøm søk register historikk feil
medlem         2tangoklfh 2ta   2ta l   fhi -      2tai  l     -   -        -         2tngokfh
stedfortreder  2tangoklfh 2ta   2ta l   fhi -      2tai  l     -   -        -         2tangokfh
medlemslenke   2tnlf      2ta   2ta l   f   -      2tai  -     -   -        -         2tnf
delt-lenke     2          2     2   -   -   -      2     -     -   -        -         2
tidligere      2          -     -   -   -   -      -     -     -   -        -         2
nabo           2          -     -   -   -   -      -     -     -   -        -         2
representant   2tal       2ta   2ta l   i   -      2tai  l     -   -        -         2t
repr-utenfor   2          2     2   -   -   -      2     -     -   -        -         2
kontakt        2          2     2   -   -   -      -     -     -   -        -         2
vertslenke     2          2     2   -   -   -      -     -     -   -        -         2
gjest          2          -     -   -   -   -      -     -     -   -        -         2
leder          2          -     -   -   -   -      2     -     -   -        -         2
lederlenke     2          -     2   -   -   -      2     -     -   -        -         2
koordinator    2          2ta   2ta -   i   2tai   2ta   -     -   2        -         2ta
drift          2          2ta   2ta -   i   2tai   -     -     -   2        -         2ta
annen          2          -     -   -   -   -      -     -     -   2        -         2
utlogget       2          -     -   -   -   -      -     -     -   -        -         2
"""
KOLONNER, TABELL = VEGGEN.split("\n")[1].split(), rader(VEGGEN)

# Where an innkalling that came as a file is found.
MED_FIL = {"mote", "innkalling", "innkalling_fil", "svar_innkalling_fil"}


@pytest.fixture(scope="module")
def _gang(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Motegang]:
    """As the one it stands for (`conftest`), with more in it and its files by themselves."""
    mappe = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("filer"))
    tid = time_machine.travel(NAA, tick=False)
    with django_db_blocker.unblock(), tid, mappe, transaction.atomic():
        yield lag_veggverden()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    settings.INNEBYGD = False


def merker_i(tekst: str) -> set[str]:
    return {bokstav for bokstav, merke in MERKER.items() if merke in tekst}


def kanal(navn: str) -> str:
    """In which column a page is found."""
    if navn.startswith("admin"):
        return "historikk" if navn.endswith("history") else "register"
    if navn in {"innkalling", "svar_innkalling"}:
        return "innk."
    if navn in {"utboks", "epost", "vedlegg"}:
        return "utboks"
    if navn in {"mote_kalender", "svar_kalender", "gjest_kalender"}:
        return "ics"
    if navn == "fil" or navn.endswith("_fil"):
        return "fil"
    return "pdf" if "pdf" in navn else "side"


def funnet(rolle: Rolle, gang: Motegang) -> dict[str, set[str]]:
    """What marks the role finds, by column."""
    fikk: dict[str, set[str]] = {navn: set() for navn in KOLONNER}
    klient = rolle.apne()
    for navn, url in _adresser(klient, rolle, gang):
        fikk[kanal(navn)] |= merker_i(tekst_i(klient.get(url)))
    fikk["epost"] = set().union(*map(merker_i, _eposter(rolle)))
    fikk["strøm"] = _strom(klient, rolle)
    fikk["søk"] = _sok(klient) if _er_i_registrene(klient) else set()
    fikk["feil"] = _feil(rolle, gang)
    return fikk


def _adresser(klient: Client, rolle: Rolle, gang: Motegang) -> Iterator[tuple[str, str]]:
    """What is asked for: every page, for a meeting in each state; the registers where she is let in."""
    yield from sider(gang, [rolle.mote(gang, t) for t in ("innkalt", "holdt", "utkast")], rolle.nokkel)
    yield from sider(gang, [gang.verden.mote], rolle.nokkel, MED_FIL)
    if _er_i_registrene(klient):
        yield from registersider()


def _er_i_registrene(klient: Client) -> bool:
    return klient.get(reverse("admin:index")).status_code == 200


def _eposter(rolle: Rolle) -> Iterator[str]:
    """The mails in her mailboxes, with what is attached."""
    for epost in Epost.objects.filter(til__in=rolle.postkasser).prefetch_related("vedlegg__dokument"):
        yield "\n".join((epost.emne, epost.tekst, epost.html, epost.vist_tekst))
        for vedlegg in epost.vedlegg.all():
            if vedlegg.dokument:
                yield json.dumps(vedlegg.dokument.innhold, ensure_ascii=False)
            elif vedlegg.fil:
                yield brettet_ut(vedlegg.fil.innhold.read())
            else:
                yield brettet_ut(vedlegg.innhold or b"")


def _strom(klient: Client, rolle: Rolle) -> set[str]:
    if rolle.person is None:
        return set()
    return merker_i(tekst_i(klient.get(urlsplit(rolle.person.kalenderabonnement.adresse).path)))


def _sok(klient: Client) -> set[str]:
    """Marks whose search finds something: a hit says that the word is there, also if it is not shown."""
    funn = set()
    for modell, register in admin.site._registry.items():
        if register.search_fields:
            navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist"
            for bokstav, merke in MERKER.items():
                svar = klient.get(reverse(navn), {"q": merke})
                if svar.status_code == 200 and svar.context["cl"].result_count:
                    funn.add(bokstav)
    for bokstav, merke in MERKER.items():
        svar = klient.get(reverse("utboks"), {"q": merke})
        if svar.status_code == 200 and svar.context["side"].paginator.count:
            funn.add(bokstav)
    return funn


def _feil(rolle: Rolle, gang: Motegang) -> set[str]:
    """What a form is answered with that is empty, or has an item of the programme in the way of part 1."""
    fikk = set()
    i_veien = {"motedel_ny": "2", "start_ny": "10:15", "varighet_ny": "30", "tittel_ny": "Noe i veien"}
    tilstander = ("innkalt", "planlagt", "holdt", "utkast")
    alle = {t: list(sider(gang, [rolle.mote(gang, t)], rolle.nokkel, POST)) for t in tilstander}
    for navn in POST:
        tilstand = TILSTAND.get(navn, "planlagt" if navn.startswith("program") else "innkalt")
        for url in {url for side, url in alle[tilstand] if side == navn}:
            with transaction.atomic():
                fikk |= merker_i(tekst_i(rolle.apne().post(url, {"versjon": "1"} | i_veien)))
                transaction.set_rollback(True)
    return fikk


@pytest.mark.parametrize("navn", TABELL)
def test_veggen(gang: Motegang, client_for: Klient, navn: str) -> None:
    fikk = funnet(rollen(navn, gang, client_for), gang)

    rad = {kolonne: "".join(b for b in MERKER if b in fikk[kolonne]) or "-" for kolonne in KOLONNER}
    assert rad == dict(zip(KOLONNER, TABELL[navn], strict=True))


def test_det_finnes_ingen_eksport() -> None:
    """A page or a register's action that hands out rows would need a column of its own here."""
    eksport = re.compile(r"e[kx]sport|csv|xls|json|dump", re.IGNORECASE)
    adresser = [navn for navn, adresse in alle_adresser().items() if eksport.search(navn + adresse.rute)]
    handlinger = [str(h) for register in admin.site._registry.values() for h in register.actions or ()]

    assert (adresser, [h for h in handlinger if eksport.search(h)]) == ([], [])
