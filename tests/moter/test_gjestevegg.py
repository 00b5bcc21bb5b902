"""The wall round part 1, for guests: no page, mail, calendar or text to forward has it (L10, L13)."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from moter.gjestekalender import gjestefil, gjestetid
from moter.gjesteliste import inviter, inviter_ledere, si_nei
from moter.gjesteprogram import invitasjonstekst
from moter.models import Medlemsnotat, Mote, Motedel, Programpost
from nettverk.klokke import OSLO
from nettverk.models import Epost
from tests.factories import NAA, lag_gjest, lag_gjestenokkel, lag_mote
from tests.tilgang.motegang import MERKER, NOTATER, TITLER
from tests.verden import Verden

APEN, LUKKET = "https://video.example.org/apen", "https://video.example.org/jerpe"
MERKENE = {*MERKER, LUKKET}


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """A meeting with a word of its own in each text of part 1, and a link of its own to it."""
    mote = verden.mote
    mote.form, mote.digital_lenke, mote.digital_lenke_del1 = Mote.Form.BEGGE, APEN, LUKKET
    mote.save()
    for post in mote.programposter.filter(motedel=Motedel.DEL1):
        post.tittel, post.ansvarlig = TITLER
        post.save()
    Medlemsnotat.objects.filter(post__mote=mote).update(tekst=NOTATER[0])
    return mote


def funn(tekst: str) -> set[str]:
    return {merke for merke in MERKENE if merke in tekst}


def test_sidene_har_del_2_og_ingenting_av_del_1(mote: Mote, client: Client) -> None:
    nokkel = lag_gjestenokkel(lag_gjest(mote))
    apne = [reverse(side, args=(mote.gjestekode,)) for side in ("gjest_apen", "gjest_takk")]
    egne = [reverse(side, args=(nokkel,)) for side in ("gjest_min", "gjest_kalender", "gjest_kolleger")]
    sider = [client.get(url) for url in (*apne, *egne, f"{egne[0]}?endre=1")]
    tekster = [svar.content.decode() for svar in sider]
    assert [svar.status_code for svar in sider] == [200] * 6
    assert set().union(*map(funn, tekster)) == set()
    assert ["Munnstell i livets siste fase" in tekst for tekst in tekster] == [
        True,
        False,
        True,
        False,
        False,
        True,
    ]


def test_den_digitale_lenken_er_for_dem_som_er_pameldt(mote: Mote, client: Client) -> None:
    (gjest,) = inviter(mote, ["gro@helse.example"], hilsen="", av=mote.arrangor, naa=NAA).nye  # type: ignore[arg-type]
    invitert, pameldt = lag_gjestenokkel(gjest), lag_gjestenokkel(lag_gjest(mote))
    urler = [reverse("gjest_apen", args=(mote.gjestekode,))]
    urler += [
        reverse(side, args=(n,)) for n in (invitert, pameldt) for side in ("gjest_min", "gjest_kalender")
    ]
    assert [APEN in client.get(url).content.decode() for url in urler] == [False, False, False, True, True]


def test_del_1_star_som_et_tidsrom_nar_den_ligger_mellom(mote: Mote, client: Client) -> None:
    Programpost.objects.create(
        mote=mote, motedel=Motedel.DEL2, start=time(9, 45), varighet=15, tittel="Innledning"
    )
    side = client.get(reverse("gjest_apen", args=(mote.gjestekode,))).content.decode()
    assert ("Bare for medlemmene i gruppen." in side, funn(side)) == (True, set())


def test_ingen_e_post_til_gjester_har_noe_av_del_1(mote: Mote, verden: Verden) -> None:
    inviter(mote, ["gro@helse.example"], hilsen="Hei", av=verden.arrangor, naa=NAA)
    inviter_ledere(mote, hilsen="", av=verden.arrangor, naa=NAA)
    si_nei(lag_gjest(mote), av=verden.arrangor, naa=NAA)
    lag_gjest(mote, "sen@helse.example", naa=mote.start)
    eposter = Epost.objects.filter(slag__startswith="gjest").prefetch_related("vedlegg")
    assert set(eposter.values_list("slag", flat=True)) == {
        "gjesteinvitasjon", "gjest_pameldt", "gjest_nei", "gjest_venter", "gjest_til_arrangor",
    }  # fmt: skip
    for epost in eposter:
        filer = [bytes(fil.innhold or b"").decode() for fil in epost.vedlegg.all()]
        assert (epost.slag, funn("\n".join((epost.emne, epost.tekst, epost.html, *filer)))) == (
            epost.slag,
            set(),
        )
    pameldt = eposter.get(slag="gjest_pameldt")
    assert (APEN in pameldt.tekst, pameldt.vedlegg.count()) == (True, 1)


def test_teksten_som_sendes_videre_har_tid_sted_program_frist_og_lenke(mote: Mote) -> None:
    tekst = invitasjonstekst(mote)
    assert funn(tekst) == set()
    for del_ in (
        "torsdag 10. desember 2026 kl.\xa012.00–14.30",
        "Ågotnes helsesenter, Ågotnesvegen 1",
        "12.00 Lunsj, Åse Bø\n13.00 Munnstell i livets siste fase, Åse Bø",
        "senest torsdag 3. desember:\nhttp",
        f"/gjest/{mote.gjestekode}/",
    ):
        assert del_ in tekst
    assert ("Velkommen, Åse" in tekst, APEN in tekst) == (False, False)


def test_kalenderen_har_bare_tiden_gjesten_er_med(mote: Mote) -> None:
    mote.sekvens = 3
    (hendelse,) = Calendar.from_ical(gjestefil(mote, "nb", naa=NAA)).events
    assert (hendelse["UID"], hendelse["SEQUENCE"]) == (f"mote-{mote.pk}-gjest@127.0.0.1", 3)
    assert (hendelse.start.strftime("%H:%M"), hendelse.end.strftime("%H:%M")) == ("12:00", "14:30")
    assert (APEN in str(hendelse["DESCRIPTION"]), funn(hendelse.to_ical().decode())) == (True, set())


@pytest.mark.parametrize(
    ("rekke", "ventet"),
    [
        ("1 9-11, felles 11-12, 2 12-14", (11, 14)),
        ("felles 9-10, 2 10-12, felles 12-13, 1 13-15", (9, 13)),
        ("felles 9-10, 1 10-12, felles 12-13", (9, 15)),
        ("2 9-10, 1 10-12, 2 12-15", (9, 15)),
        ("", (9, 15)),
    ],
)
def test_gjester_kommer_til_del_2_og_det_felles_ved_siden_av(
    verden: Verden, rekke: str, ventet: tuple[int, int]
) -> None:
    mote = lag_mote(verden.gruppe, program=False)
    for punkt in filter(None, rekke.split(", ")):
        motedel, tid = punkt.split()
        fra, til = map(int, tid.split("-"))
        Programpost.objects.create(
            mote=mote, motedel=motedel, start=time(fra), varighet=60 * (til - fra), tittel="Punkt"
        )
    assert tuple(moment.astimezone(OSLO).hour for moment in gjestetid(mote)[:2]) == ventet
