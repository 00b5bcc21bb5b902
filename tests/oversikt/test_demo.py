"""The demo data: complete, the same every time, and harmless."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count

from moter.deltakere import deltakere
from moter.innkallinger import mangler
from moter.models import Innkalling, Mote
from moter.program import tidsfeil
from nettverk.dokumenter.visning import kropp
from nettverk.frister.motor import kjor
from nettverk.klokke import OSLO
from nettverk.models import Dokument, Epost, Frist, Gruppe, Medlemskap, Nettverk, Person, Varsel
from nettverk.tilstand import tilstand
from oversikt.demo.tilfeller import TILFELLER
from referat.models import Referat
from tests.oversikt.conftest import DEMO_NAA

NAA = DEMO_NAA
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demodata")]


def motet(gruppe: str) -> Mote:
    """The group's meeting that is special."""
    avstand = next(tilfelle.avstand for tilfelle in TILFELLER if tilfelle.gruppe == gruppe)
    moter = Mote.objects.filter(gruppe__navn=gruppe)
    return min(moter, key=lambda mote: abs(mote.start - NAA - timedelta(days=avstand)))


def fristen(gruppe: str, slag: str) -> str:
    return tilstand(Frist.objects.om(motet(gruppe)).get(slag=slag), NAA).ord


def test_demo_lager_klbs_nettverk_slik_det_er() -> None:
    klb = Nettverk.objects.get(slug="klb")
    grupper = Gruppe.objects.filter(nettverk=klb)
    medlemmer = Medlemskap.objects.gjeldende(date(2026, 11, 23)).filter(gruppe__nettverk=klb)
    storrelser = [medlemmer.filter(gruppe=gruppe).count() for gruppe in grupper]
    assert klb.epost == "lindrende.behandling@helse.example"
    assert len(storrelser) == 23
    assert (min(storrelser), max(storrelser)) == (18, 28)
    assert 520 <= sum(storrelser) <= 540
    assert medlemmer.filter(naermeste_leder=None).count() == 4
    assert [gruppe.gruppeansvarlig(date(2026, 11, 23)) for gruppe in grupper].count(None) == 0


def test_demo_har_tre_moter_i_aret_i_hver_gruppe() -> None:
    moter = Mote.objects.filter(gruppe__nettverk__slug="klb")
    antall = moter.values_list("gruppe", "start__year").annotate(antall=Count("pk")).order_by()
    assert Counter(rad[2] for rad in antall) == {3: 23 * 3}
    assert {mote.start.astimezone(OSLO).weekday() for mote in moter} == {1, 2, 3}


def test_demo_bruker_bare_adresser_som_ikke_nar_noen() -> None:
    adresser = [*Person.objects.values_list("epost", flat=True)]
    adresser += Person.objects.values_list("delt_epost", flat=True)
    assert {adresse.partition("@")[2] for adresse in adresser if adresse} == {"example.org"}


def test_demo_viser_hver_tilstand_rundt_i_dag() -> None:
    assert {
        "referat mangler": fristen("Åsane", "referat"),
        "utkast": motet("Ytrebygda").referat.status,
        "til godkjenning": motet("Bergenhus").referat.status,
        "kopier i dag": fristen("Fyllingsdalen", "lederkopi"),
        "kopier for sent": fristen("Laksevåg", "lederkopi"),
        "innkalling for sent": fristen("Kvam", "innkalling"),
        "innkalling i morgen": fristen("Bjørnafjorden", "innkalling"),
        "hos KLB": motet("Askøy").innkallinger.get().status,
        "hos KLB for lenge": fristen("Masfjorden og Gulen", "utsending"),
        "i retur": motet("Samnanger").innkallinger.get().status,
        "ute": motet("Årstad").innkallinger.get().status,
        "mangler svar": fristen("Austevoll", "pamelding"),
        "kontakt for sent": fristen("Haukeland og Haraldsplass", "programkontakt"),
        "avlyst": fristen("Ulvik og Eidfjord", "referat"),
        "flyttet": motet("Alver").sekvens,
    } == {
        "referat mangler": "6 dager over",
        "utkast": Referat.Status.UTKAST,
        "til godkjenning": Referat.Status.TIL_GODKJENNING,
        "kopier i dag": "I dag",
        "kopier for sent": "3 dager over",
        "innkalling for sent": "4 dager over",
        "innkalling i morgen": "I morgen",
        "hos KLB": Innkalling.Status.LEVERT,
        "hos KLB for lenge": "1 dag over",
        "i retur": Innkalling.Status.RETURNERT,
        "ute": Innkalling.Status.SENDT,
        "mangler svar": "5 dager over",
        "kontakt for sent": "11 dager over",
        "avlyst": "Avlyst",
        "flyttet": 1,
    }


def test_demo_har_en_innkalling_a_skrive_ferdig_og_en_klar_til_sending() -> None:
    assert [mangel.felt for mangel in mangler(motet("Bjørnafjorden"))] == ["program"]
    assert mangler(motet("Øygarden nord")) == []


def test_demo_har_programmer_der_tidene_gar_opp() -> None:
    moter = Mote.objects.prefetch_related("programposter")
    assert {str(mote): feil for mote in moter if (feil := tidsfeil(mote, mote.programposter.all()))} == {}


def test_demo_far_ikke_fristmotoren_til_a_sende_en_bunke() -> None:
    assert list(Frist.objects.forfalte(NAA)) == []
    assert kjor(NAA).epost == 0
    assert Varsel.objects.filter(frist__gjort__isnull=False).count() == 0


def test_demo_lar_del_1_bli_i_gruppen() -> None:
    apne = Dokument.objects.filter(malgruppe=Dokument.Malgruppe.APEN)
    deler = {bolk["del"] for dok in apne for bolk in dok.innhold.get("bolker", [])}
    saker = {sak["del"] for dok in apne for sak in dok.innhold.get("saker", [])}
    assert deler == {"felles", "2"}
    assert saker == {"2"}


@pytest.mark.parametrize("slag", ["innkalling", "referat"])
def test_demo_har_dokumenter_som_kan_vises(slag: str) -> None:
    dokument = Dokument.objects.filter(slag=slag, innhold__gruppe="Voss").earliest("pk")
    assert dokument.innhold["arrangor"]["navn"] in kropp(dokument)


def test_demo_har_noen_fa_eposter_med_personlige_lenker() -> None:
    innkallinger = Epost.objects.filter(slag="innkalling")
    aktive = deltakere(motet("Årstad"))
    assert sorted(innkallinger.values_list("person", flat=True)) == sorted(m.person_id for m in aktive)
    lenker = [next(iter(epost.hemmeligheter.values())) for epost in innkallinger]
    assert [lenke.rpartition("/svar/")[0] for lenke in lenker] == [settings.PORTAL_URL] * len(aktive)


def test_demo_endrer_ingenting_andre_gang() -> None:
    Person.objects.filter(fornavn="Solveig", etternavn="Håkonsen").update(yrke="seksjonsleder")
    modeller = (Person, Medlemskap, Mote, Frist, Epost, Dokument)
    for_ = [modell.objects.count() for modell in modeller]
    ut = StringIO()
    call_command("demo", naa="2027-03-01T10:00", stdout=ut)
    assert [modell.objects.count() for modell in modeller] == for_
    assert Person.objects.get(fornavn="Solveig", etternavn="Håkonsen").yrke == "seksjonsleder"
    assert ut.getvalue() == "Demodataene finnes fra før. Ingenting er endret.\n"
