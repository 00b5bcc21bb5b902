"""What each kind of mail tells other machines, and what it is called in the register (X10)."""

from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest

from moter.arrangor import bekreft, trekk
from moter.bytte import spor
from moter.bytte import svar as svar_pa_bytte
from moter.endring import avlys, flytt, lagre_detaljer
from moter.gjesteliste import inviter, inviter_ledere, sett_maks, si_nei
from moter.holdav import send_hold_av
from moter.innkallinger import returner
from moter.omlegging import avslutt
from moter.overtakelse import Kontakt, overta
from moter.retting import rett
from moter.svar import svar
from nettverk.frister.motor import kjor
from nettverk.models import Epost
from nettverk.utboks.slag import alle_slag, slag_i_ord
from referat import levering
from referat.kommentarer import kommenter
from referat.skriving import send_til_godkjenning
from tests.factories import (
    NAA,
    lag_gjest,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
    lag_referat,
    lag_svar,
)
from tests.verden import Verden

ETTER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
# Kinds that the machine sends by itself; the others a person caused, who may be answered.
AUTOMATISKE = {"fravar", "sen_pamelding", "varsel", "gjest_til_arrangor"}
TIL_GJESTER = {"gjesteinvitasjon", "gjest_pameldt", "gjest_venter", "gjest_nei", "gjest_lenke"}
AV_MENNESKER = {
    "innkalling_klb", "innkalling_retur", "innkalling", "flyttet", "avlyst", "referat_godkjenning",
    "referat_kommentar", "referat_klb", "referat", "lederkopi", "arrangor", "arrangor_kan_ikke",
    "arrangor_opphevet", "svart_for",
    "hold_av", "moteliste", "innkalling_rettet", "innkalling_rettet_klb",
    "gruppeendring", "arrangor_ny", "arrangor_overtatt", "vert", "bytte_sporsmal", "bytte_svar",
} | TIL_GJESTER  # fmt: skip

# The question of a swap is one member's to another.
FRA_ARRANGOREN = {"innkalling_klb", "innkalling_rettet_klb", "bytte_sporsmal"}


@pytest.fixture
def alt(verden: Verden) -> Verden:
    """One of every kind of mail about meetings and minutes, from a network that has written it all."""
    mote = verden.mote
    returner(lag_innkalling_levert(mote), av=verden.koordinator, kommentar="Rett", naa=NAA)
    lag_innkalling_sendt(mote)
    mote.refresh_from_db()
    mote.sted = "Møterom 2"
    lagre_detaljer(mote, ["sted"], naa=NAA)
    rett(mote, av=verden.arrangor, naa=NAA, fortell=True)
    lag_svar(mote, verden.medlem, del1=False, del2=False)
    lag_svar(mote, verden.arrangor, naa=mote.start)
    svar(mote, verden.medlem, del1=True, del2=True, av=verden.gruppeansvarlig, naa=NAA)
    kjor(mote.start)
    referat = lag_referat(mote, naa=ETTER)
    kommenter(referat, tekst="Litt kort?", sak=None, av=verden.medlem, naa=ETTER)
    send_til_godkjenning(referat, av=verden.arrangor, naa=ETTER)
    levering.send_kopier(
        levering.lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=ETTER),
        av=verden.koordinator,
        naa=ETTER,
    )
    neste = verden.vertsmote
    flytt(
        neste, start=neste.start, slutt=neste.slutt, sted="Et annet sted", adresse="",
        av=verden.koordinator, naa=ETTER,
    )  # fmt: skip
    avlys(neste, av=verden.koordinator, naa=ETTER)
    ledig = lag_mote(verden.gruppe, date(2027, 2, 4))
    send_hold_av([ledig], av=verden.koordinator, naa=ETTER)
    for av in (verden.medlem, verden.koordinator):
        bekreft(ledig, verden.medlem, grunn="Hun vil", av=verden.gruppeansvarlig, naa=ETTER)
        trekk(ledig, av=av, naa=ETTER)
    bekreft(ledig, verden.arrangor, grunn="Vil", av=verden.koordinator, naa=ETTER)
    bytte = spor(ledig, verden.medlem, None, av=verden.arrangor, naa=ETTER)
    svar_pa_bytte(bytte, ja=True, av=verden.medlem, naa=ETTER)
    overta(ledig, Kontakt("Tora", "Tveit", "tora@ulset.example"), av=verden.koordinator, naa=ETTER)
    _om_gjester(verden)
    avslutt(verden.nabogruppe, fra=date(2027, 2, 1), av=verden.koordinator, naa=ETTER)
    return verden


def _om_gjester(verden: Verden) -> None:
    """One invited as a manager, one registered twice, one too many, who is told no."""
    lag_medlem(verden.nabogruppe, "Nina Ny", naermeste_leder=verden.naermeste_leder)
    inviter_ledere(verden.nabomote, hilsen="", av=verden.nabo, naa=NAA)
    inviter(verden.nabomote, ["invitert@helse.example"], hilsen="", av=verden.nabo, naa=NAA)
    for _gang in range(2):
        lag_gjest(verden.nabomote)
    sett_maks(verden.nabomote, 1, naa=NAA)
    si_nei(lag_gjest(verden.nabomote, "en.til@helse.example"), av=verden.nabo, naa=NAA)


def test_bare_det_maskinen_sender_selv_ber_om_ikke_a_bli_besvart(alt: Verden) -> None:
    slag = Epost.objects.values_list("slag", flat=True)
    assert [set(slag.filter(auto=True)), set(slag.filter(auto=False))] == [AUTOMATISKE, AV_MENNESKER]


def test_hvert_slag_har_et_navn(alt: Verden) -> None:
    """Those of regional series stand in a test of their own."""
    slagene = AUTOMATISKE | AV_MENNESKER | {"innloggingskode"}
    assert {slag for slag, _ord in alle_slag() if not slag.startswith("dybde_")} == slagene
    assert [slag for slag in slagene if slag_i_ord(slag) == slag] == []


def test_svar_gar_til_nettverket_unntatt_fra_klb_og_gjester_til_arrangoren(alt: Verden) -> None:
    klb, arrangor, nabo = alt.nettverk.epost, alt.arrangor.adresse, alt.nabo.adresse
    svar_til = {(e.slag, e.svar_til) for e in Epost.objects.filter(nettverk=alt.nettverk)}
    til_klb = AUTOMATISKE | AV_MENNESKER - FRA_ARRANGOREN - TIL_GJESTER
    assert svar_til == {
        *((slag, arrangor) for slag in FRA_ARRANGOREN),
        *((slag, klb) for slag in til_klb),
        *((slag, nabo) for slag in TIL_GJESTER),
    }


def test_bare_ledere_kan_si_nei(alt: Verden) -> None:
    """Members' duties have no way out; nor have lead and organiser, who must know of an absence."""
    kan = set(Epost.objects.exclude(avmelding="").values_list("slag", "person"))
    slag_til_leder = ("lederkopi", "fravar", "gjesteinvitasjon", "moteliste")
    assert kan == {(slag, alt.naermeste_leder.pk) for slag in slag_til_leder}


def test_avmeldingen_navngir_en_og_teller_resten(alt: Verden) -> None:
    """One manager of two, and of one: no more names than the network needs to know whom it is about."""
    til = f"mailto:{alt.nettverk.epost}?subject="
    til_leder = Epost.objects.filter(person=alt.naermeste_leder)
    fravar, lederkopi = til_leder.get(slag="fravar"), til_leder.get(slag="lederkopi")
    assert fravar.avmelding == f"{til}Jeg%20er%20ikke%20leder%20for%20Mari%20Medlem"
    assert "Jeg er ikke leder for Arne Arrangør og 1 til i Åsane" in lederkopi.html
    assert "«Jeg er ikke leder for Arne Arrangør og 1 til i Åsane»: skriv det til" in lederkopi.tekst
    assert unquote(lederkopi.avmelding) == f"{til}Jeg er ikke leder for Arne Arrangør og 1 til i Åsane"
    assert lederkopi.avmelding.isascii()


def test_avmeldingen_er_kodet_for_nettet(verden: Verden) -> None:
    alene = lag_medlem(verden.gruppe, "Åse Bø", naermeste_leder=verden.kontakt)
    mote = lag_mote(verden.gruppe, arrangor=verden.arrangor)
    lag_innkalling_sendt(mote)
    lag_svar(mote, alene, del1=False, del2=False)
    (epost,) = Epost.objects.filter(slag="fravar", person=verden.kontakt)
    assert epost.avmelding.endswith("?subject=Jeg%20er%20ikke%20leder%20for%20%C3%85se%20B%C3%B8")
