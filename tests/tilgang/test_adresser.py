"""Every address, for every role, against a table. An address without a row fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from dybdemoter.views.pamelding import kvitteringsnokkel
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import lag_serie, lag_soknad
from tests.factories import lag_kompetansepunkt, lag_skoleferie
from tests.tilgang import serietabell, tabell
from tests.tilgang.adresser import Adresse, alle_adresser, spor
from tests.tilgang.leting import GRUPPESIDER, STEDSSIDER
from tests.tilgang.motegang import Motegang

pytestmark = pytest.mark.django_db

SIDER = ("changelist", "add", "change", "delete", "history")
# The minutes are tried where they can be read, and where they can still be written.
TILSTAND = {
    "referat": "holdt", "referat_pdf": "holdt", "referat_kopier": "holdt",
    "bevis": "holdt", "bevis_pdf": "holdt", "bevis_alle": "holdt", "bevis_alle_pdf": "holdt",
    "referat_versjon": "holdt", "referat_versjon_pdf": "holdt", "referat_rett": "holdt",
    "referat_rett_avbryt": "holdt", "referat_utkast": "utkast",
    "referat_skriv": "utkast", "referat_se_over": "utkast", "referat_lever": "utkast",
}  # fmt: skip
REFUSERT = {"inn", "403", "404", "405"}


def rader(tekst: str) -> dict[str, list[str]]:
    """The rows of a table by their first word, without the heading."""
    linjer = [linje.split() for linje in tekst.strip().splitlines()[1:]]
    return {linje[0]: linje[1:] for linje in linjer if linje}


GET, POST, REGISTRE = (rader(t) for t in (tabell.GET, tabell.POST, tabell.REGISTRE))
GET |= rader(serietabell.GET)
POST |= rader(serietabell.POST)
KOLONNE = {rolle: nr for nr, rolle in enumerate(tabell.ROLLER)}


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    """The embedded mode shows more; `test_innebygd` has what."""
    settings.INNEBYGD = False


def verdier(gang: Motegang, adresse: Adresse, rolle: str) -> dict[str, object]:
    """What fills in an address for the role: her meeting, its group, a mail about it, a personal link."""
    mote = gang.mote_for(rolle, TILSTAND.get(adresse.navn, "innkalt"))
    pk = mote.pk
    if adresse.navn == "neste_ar":
        pk = gang.verden.vertsmote.pk  # the year's last, at which next year's are agreed on
    if adresse.navn in GRUPPESIDER:
        pk = mote.gruppe_id
    if adresse.navn in STEDSSIDER:
        pk = gang.verden.nettverk.arbeidssteder.get(navn="Ulset sykehjem").pk
    if adresse.navn in {"epost", "vedlegg"}:
        pk = {"epost": gang.epost_om, "vedlegg": gang.vedlegg_om}[adresse.navn](mote).pk
    return {
        "pk": pk,
        "post_pk": mote.programposter.get(motedel="2").pk,
        "bytte_pk": gang.bytte.pk,
        "gjest_pk": mote.gjester.get().pk if "gjest_pk" in adresse.parametre else 0,
        "kode": mote.gjestekode,
        "nokkel": gang.nokler[_lenken_til(adresse.navn)],
        "innsjekkode": mote.innsjekkode,
        "app_label": "nettverk",
        "nr": 1,
        "person_pk": gang.delt.pk,
        "sjekk_pk": gang.sjekk.pk,
        "fil_pk": gang.fil.pk,
        "omlegging_pk": gang.omlegging.pk,
        "slug": gang.verden.nettverk.slug,
        "slag": "innkalling",
        "malform": "nn",
        "serie_pk": gang.soknad.serie_id,
        "soknad_pk": gang.soknad.pk,
        "mote_pk": gang.soknad.serie.moter.filter(nummer=1).get().pk,
        "oppmote_pk": 0,
        "signert": kvitteringsnokkel(gang.soknad.kontakter.get()),
    }


def _lenken_til(navn: str) -> str:
    lenker = {"referat": "referat leder", "gjest": "gjest", "vert": "vert", "bytte": "bytte", "min": "min"}
    return lenker.get(navn.partition("_")[0], "svar")


def prov(gang: Motegang, client_for: Klient, rolle: str, metode: str, ventet: dict[str, list[str]]) -> Any:
    """What came of each address, and those that wrote something though they refused."""
    adresser, fikk, skrev = alle_adresser(), {}, {}
    stier = {navn: adresser[navn].url(verdier(gang, adresser[navn], rolle)) for navn in ventet}
    for navn, sti in stier.items():
        with transaction.atomic():
            fikk[navn], skriving = spor(client_for(gang.roller[rolle]), metode, sti)
            transaction.set_rollback(True)
        utfall = fikk[navn]
        if skriving and (metode == "get" or utfall in REFUSERT):
            skrev[navn] = skriving
    return fikk, skrev


def test_hver_adresse_star_i_tabellen() -> None:
    registersider = {f"admin:{register}_{side}" for register in REGISTRE for side in SIDER}
    navnlose = {f"admin/{register.replace('_', '/')}/<path:object_id>/" for register in REGISTRE}

    assert set(alle_adresser()) == set(GET) | registersider | navnlose | {"admin/(?P<url>.*)$"}


@pytest.mark.parametrize("rolle", tabell.ROLLER)
def test_apnet_av(gang: Motegang, client_for: Klient, rolle: str) -> None:
    """Opening shows what the table says, and changes nothing (X1)."""
    fikk, skrev = prov(gang, client_for, rolle, "get", GET)

    assert fikk == {navn: rad[KOLONNE[rolle]] for navn, rad in GET.items()}
    assert skrev == {}


@pytest.mark.parametrize("rolle", tabell.ROLLER)
def test_sendt_av(gang: Motegang, client_for: Klient, rolle: str) -> None:
    """Who may not is refused, and has changed nothing."""
    fikk, skrev = prov(gang, client_for, rolle, "post", POST)

    assert fikk == {navn: rad[KOLONNE[rolle]] for navn, rad in POST.items()}
    assert skrev == {}


def registersider(gang: Motegang, client_for: Klient, rolle: str) -> dict[str, list[str]]:
    """What came of the five pages of each register, for a row of the first network."""
    lag_kompetansepunkt(gang.verden.nettverk)
    lag_skoleferie(gang.verden.nettverk)
    lag_soknad(lag_serie(gang.verden.nettverk))
    klient = client_for(gang.roller[rolle])
    fikk = {}
    for modell, register in admin.site._registry.items():
        navn = f"{modell._meta.app_label}_{modell._meta.model_name}"
        pk = register.avgrens(modell._default_manager.all(), {gang.verden.nettverk.pk}).first().pk  # type: ignore[attr-defined]
        sider = [reverse(f"admin:{navn}_{side}", args=() if side in SIDER[:2] else (pk,)) for side in SIDER]
        fikk[navn] = [spor(klient, "get", url)[0] for url in sider]
    return fikk


@pytest.mark.parametrize(("rolle", "nr"), [("koordinator", 0), ("drift", -1)])
def test_registrene_apnet_av(gang: Motegang, client_for: Klient, rolle: str, nr: int) -> None:
    ventet = {navn: [felt.split("/")[nr] for felt in rad] for navn, rad in REGISTRE.items()}

    assert registersider(gang, client_for, rolle) == ventet


def test_registrene_apnet_av_det_andre_nettverkets_koordinator(gang: Motegang, client_for: Klient) -> None:
    """Lists are her own. A row of the first network is as if it were not there."""
    fikk = registersider(gang, client_for, "annen")

    assert {navn: rad[:2] for navn, rad in fikk.items()} == {
        navn: [felt.split("/")[0] for felt in rad[:2]] for navn, rad in REGISTRE.items()
    }
    assert {tuple(rad[2:]) for rad in fikk.values()} == {("302", "403", "302"), ("302", "403", "404")}


@pytest.mark.parametrize("rolle", tabell.ROLLER[:-3])
def test_registrene_apnet_av_dem_de_ikke_er_for(gang: Motegang, client_for: Klient, rolle: str) -> None:
    assert registersider(gang, client_for, rolle) == {navn: ["inn"] * 5 for navn in REGISTRE}


@pytest.mark.parametrize(
    ("nokkel", "svar", "referat", "gjest"),
    [
        ("svar", "200", "404", "404"),
        ("svar delt adresse", "200", "404", "404"),
        ("svar annet nettverk", "200", "404", "404"),
        ("svar utløpt", "404", "404", "404"),
        ("svar trukket", "404", "404", "404"),
        ("referat leder", "404", "200", "404"),
        ("referat medlem", "404", "200", "404"),
        ("gjest", "404", "404", "200"),
        ("gjest utløpt", "404", "404", "404"),
        ("gal", "404", "404", "404"),
    ],
)
def test_en_personlig_lenke_apner_det_den_er_til(
    gang: Motegang, client_for: Klient, nokkel: str, svar: str, referat: str, gjest: str
) -> None:
    klient = client_for(None)
    sider = {"svar": svar, "svar_kalender": svar, "referat_lenke": referat, "gjest_min": gjest}

    for navn, ventet in (*sider.items(), ("gjest_kalender", gjest), ("gjest_kolleger", gjest)):
        url = reverse(navn, args=(gang.nokler[nokkel],))
        assert (navn, spor(klient, "get", url)) == (navn, (ventet, []))


@pytest.mark.parametrize("nokkel", ["svar utløpt", "svar trukket", "referat leder", "gal"])
def test_en_lenke_som_ikke_virker_svarer_for_ingen(gang: Motegang, client_for: Klient, nokkel: str) -> None:
    url = reverse("svar", args=(gang.nokler[nokkel],))

    assert spor(client_for(None), "post", url, {"svar": "nei"}) == ("404", [])


def test_lenken_viser_det_den_er_til_ogsa_for_en_som_er_logget_inn(
    gang: Motegang, client_for: Klient
) -> None:
    """Åsane's member holds a link to a meeting in Hardanger: the page is about that one."""
    svar = client_for(gang.verden.medlem).get(reverse("svar", args=(gang.nokler["svar annet nettverk"],)))

    assert (svar.context["mote"], svar.context["person"]) == (gang.verden.fremmed_mote, gang.verden.fremmed)


def test_innebygd(gang: Motegang, client_for: Klient, settings: Any) -> None:
    """In the embedded mode anybody may read the mails, and be whoever she likes; nothing there is real."""
    settings.INNEBYGD = True
    epost = gang.epost_om(gang.innkalt)

    adresser = [reverse("utboks"), reverse("epost", args=(epost.pk,)), reverse("logg_inn_som")]
    assert [spor(client_for(None), "get", url)[0] for url in adresser] == ["200", "200", "200"]
