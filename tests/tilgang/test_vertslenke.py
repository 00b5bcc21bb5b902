"""The wall for a workplace's contact who comes by link (L6): her meeting's part 2, and nothing else.

What opens for her stands in `APNER`; an address that is not there answers her as it answers a stranger.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from moter.models import Innkalling, Mote, Programpost
from nettverk.models import Lenke
from tests.conftest import Klient
from tests.factories import NAA, lag_medlemskap
from tests.moter.programside import felter
from tests.tilgang.adresser import alle_adresser, spor
from tests.tilgang.motegang import MERKER, Motegang
from tests.tilgang.test_adresser import GET, KOLONNE, POST, verdier
from tests.tilgang.test_del1 import funn, funn_i, sider

pytestmark = pytest.mark.django_db

# Her meeting's pages; what she may not is 404, what needs a login leads to it.
APNER = {
    "forside": "302", "mote": "200", "mote_detaljer": "200", "mote_varsler": "200", "deltakere": "200",
    "mote_kalender": "200", "mote_flytt": "200", "mote_avlys": "200", "arrangor_trekk": "200",
    "program": "200", "program_slett": "200",
    "innkalling": "200", "innkalling_pdf": "200", "innkalling_rett": "302",
    "mote_beskjed": "302", "mote_filer": "200",
    "oppmote": "200", "oppmoteliste": "200", "oppmoteliste_pdf": "302", "navnelapper": "200",
    "navnelapper_pdf": "302", "ny_innsjekkode": "200",
    "gjester": "200", "gjester_ny_lenke": "200", "gjester_ledere": "200", "gjester_nei": "200",
    # What is asked for here is another meeting, one that has been.
    "neste_ar": "404", "bevis_alle": "404", "bevis_alle_pdf": "404",
    # For members, and for those who send the innkalling to the group.
    "innkalling_fil": "404", "innkalling_mottatt": "404", "mote_svar_for": "404",
    "mote_svar_opplysninger": "404", "referat_fil": "404", "referat_mottatt": "404",
}  # fmt: skip
SENDER = {
    "mote_detaljer": "200", "programkontakt": "200", "mote_flytt": "422", "mote_avlys": "200",
    "arrangor_trekk": "302", "program_forslag": "302", "program": "302", "program_tillegg": "302",
    "program_slett": "302", "innkalling_lever": "302", "innkalling_returner": "404", "sjekkliste": "302",
    "innkalling_mottatt": "404", "innkalling_rett": "302", "mote_filer": "404", "mote_svar_for": "404",
    "mote_svar_opplysninger": "404", "referat_mottatt": "404",
    "oppmote": "302", "ny_innsjekkode": "302", "oppmoteliste": "302", "navnelapper": "302",
    "gjester": "422", "gjester_maks": "302", "gjester_ny_lenke": "302", "gjester_ledere": "302",
    "gjester_ja": "302", "gjester_nei": "302", "gjester_send": "302",
    "neste_ar": "404", "bevis_alle": "404", "innkalling_send": "404", "referat_kopier": "404",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    settings.INNEBYGD = False


def med_lenken(gang: Motegang, klient: Client) -> Client:
    """The browser after the contact has opened her link and pressed the button."""
    svar = klient.post(reverse("vert", args=(gang.nokler["vert"],)))
    assert svar.headers["Location"] == gang.innkalt_av_kontakt.get_absolute_url()
    return klient


@pytest.fixture
def vert(gang: Motegang, client_for: Klient) -> Client:
    return med_lenken(gang, client_for(None))


def test_lenken_apner_arbeidsrommet_og_ellers_ingenting(gang: Motegang, client_for: Klient) -> None:
    """Every address for her own meeting, opened and sent; a stranger's answer wherever it is not hers."""
    for metode, tabell, mine in (("get", GET, APNER), ("post", POST, SENDER)):
        fikk = {}
        for navn in tabell:
            adresse = alle_adresser()[navn]
            with transaction.atomic():
                sti = adresse.url(verdier(gang, adresse, "kontakt"))
                # Each from the link anew: some of what she sends ends it.
                fikk[navn] = spor(med_lenken(gang, client_for(None)), metode, sti)[0]
                transaction.set_rollback(True)
        fremmed = {navn: rad[KOLONNE["utlogget"]] for navn, rad in tabell.items()}
        andre = {navn: utfall for navn, utfall in fikk.items() if utfall != fremmed[navn]}
        assert (metode, andre) == (metode, mine)


def test_ingen_andre_moter_enn_hennes_eget(gang: Motegang, vert: Client) -> None:
    for mote in {*gang.moter, gang.verden.vertsmote} - {gang.innkalt_av_kontakt}:
        for navn in ("mote", "innkalling", "deltakere", "mote_kalender", "mote_avlys"):
            assert (navn, vert.get(reverse(navn, args=(mote.pk,))).status_code) == (navn, 404)


@pytest.mark.parametrize("ogsa", ["", "medlem", "driftsgruppen"])
def test_ingen_side_gir_henne_del_1(gang: Motegang, vert: Client, ogsa: str) -> None:
    """Nor where she is also a member, or represents the operating group: by this link she is the contact."""
    kontakt, gruppe = gang.verden.kontakt, gang.verden.gruppe
    if ogsa == "medlem":
        lag_medlemskap(gruppe, kontakt)
    elif ogsa:
        gruppe.driftsrepresentanter.filter(person=kontakt).update(fra=NAA.date())
    assert (
        "Munnstell i livets siste fase"
        in vert.get(gang.innkalt_av_kontakt.get_absolute_url()).content.decode()
    )

    assert funn(vert, sider(gang)) == {}


def test_hun_skriver_programmet_og_leverer_innkallingen_uten_a_se_del_1(
    gang: Motegang, client_for: Klient
) -> None:
    mote, kontakt = gang.planlagt_av_kontakt, gang.verden.kontakt
    _lenke, nokkel = Lenke.objects.lag(person=kontakt, formal="vert", gjelder=mote, utloper=mote.slutt)
    klient = client_for(None)
    klient.post(reverse("vert", args=(nokkel,)))
    side, lunsj = reverse("program", args=(mote.pk,)), mote.programposter.get(tittel="Lunsj").pk
    etter_lunsj = felter(klient.get(side, {"etter": lunsj}).context["skjema"])
    punkt = etter_lunsj | {"tittel_ny": "Om arbeidsstedet", "varighet_ny": "15"}

    nekt = klient.post(side, punkt | {"start_ny": "10:15"})
    klient.post(side, punkt)
    utkast = klient.get(reverse("innkalling", args=(mote.pk,)))
    klient.post(reverse("innkalling_lever", args=(mote.pk,)), {"arsak": ""})

    assert Programpost.objects.filter(mote=mote, tittel="Om arbeidsstedet").exists()
    assert [funn_i(svar.content.decode()) for svar in (nekt, utkast)] == [set(), set()]
    assert Innkalling.objects.get(mote=mote).levert_av == kontakt


def test_a_apne_lenken_endrer_ingenting_og_er_ingen_innlogging(gang: Motegang, client_for: Klient) -> None:
    klient, url = client_for(None), reverse("vert", args=(gang.nokler["vert"],))

    assert spor(klient, "get", url) == ("200", [])
    assert klient.get(gang.innkalt_av_kontakt.get_absolute_url()).status_code == 302
    svar = med_lenken(gang, klient).get(gang.innkalt_av_kontakt.get_absolute_url())
    assert (svar.status_code, svar.wsgi_request.user.is_authenticated) == (200, False)
    assert "_auth_user_id" not in klient.session


def test_en_annens_okt_far_ingenting_av_at_knappen_er_trykket(
    gang: Motegang, vert: Client, client_for: Klient
) -> None:
    """A mail scanner that presses it gets a session that only it has."""
    assert client_for(None).get(gang.innkalt_av_kontakt.get_absolute_url()).status_code == 302


def test_avslutt_glemmer_lenken(gang: Motegang, vert: Client) -> None:
    svar = vert.post(reverse("vert_avslutt"))

    assert svar.headers["Location"] == "/"
    assert vert.get(gang.innkalt_av_kontakt.get_absolute_url()).status_code == 302
    assert [str(m) for m in messages.get_messages(svar.wsgi_request)] == [
        "Du er ute av møtet. Lenken i e-posten virker fortsatt."
    ]


@pytest.mark.parametrize("hva", ["trukket", "utløpt", "en annen arrangør"])
def test_en_lenke_som_har_sluttet_a_virke_lukker_ogsa_en_apen_okt(
    gang: Motegang, vert: Client, hva: str
) -> None:
    mote = gang.innkalt_av_kontakt
    if hva == "trukket":
        mote.lenker.filter(formal="vert").update(trukket=NAA)
    elif hva == "utløpt":
        mote.lenker.filter(formal="vert").update(utloper=NAA)
    else:
        Mote.objects.filter(pk=mote.pk).update(arrangor=gang.verden.arrangor)

    assert vert.get(mote.get_absolute_url()).status_code in {302, 404}
    ny = vert.get(reverse("vert", args=(gang.nokler["vert"],)))
    assert (ny.status_code, "Lenken er for gammel" in ny.content.decode()) == (404, True)


def test_den_som_er_logget_inn_beholder_sin_egen_innlogging(
    gang: Motegang, vert: Client, client_for: Klient
) -> None:
    """Never both: the login counts, before the link and after."""
    sti = gang.innkalt_av_kontakt.get_absolute_url()
    vert.force_login(gang.verden.nabo)
    assert vert.get(sti).status_code == 404

    klient, url = client_for(gang.verden.medlem), reverse("vert", args=(gang.nokler["vert"],))
    assert "men her er Mari Medlem logget inn" in klient.post(url).content.decode()
    assert funn_i(klient.get(sti).content.decode()) != set()  # still the member
    klient.logout()
    assert klient.get(sti).status_code == 302


def test_hun_trekker_seg_og_er_ute(gang: Motegang, vert: Client) -> None:
    mote = gang.innkalt_av_kontakt
    svar = vert.post(reverse("arrangor_trekk", args=(mote.pk,)), follow=True)

    assert "Du er ikke lenger arrangør." in svar.content.decode()
    assert Mote.objects.get(pk=mote.pk).arrangor is None
    assert vert.get(mote.get_absolute_url()).status_code == 302


def test_sidene_kaller_henne_arrangor(gang: Motegang, vert: Client) -> None:
    side = vert.get(gang.innkalt_av_kontakt.get_absolute_url()).content.decode()

    assert ("Du er arrangør" in side, "Jeg kan ikke være arrangør" in side) == (True, True)
    assert ("Vera Vertskap" in side, reverse("gruppe", args=(gang.verden.gruppe.pk,)) in side) == (
        True,
        False,
    )
    assert funn_i(side) == set() != set(MERKER)
