"""Members read the draft and comment on it until it is sent; those who write answer (L15)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.models import Motedel
from nettverk.models import Epost
from referat import levering, skriving
from referat.kommentarer import kommenter
from referat.models import Kommentar, Oppfolging, Referat
from tests.factories import lag_medlem, lag_referat
from tests.referat.conftest import ETTER
from tests.referat.skjemahjelp import apnet, skriveside
from tests.verden import Verden


@pytest.fixture
def utkast(etter: Verden) -> Referat:
    """A draft that the referent has saved."""
    return lag_referat(etter.mote, naa=ETTER)


def side(verden: Verden) -> str:
    return reverse("referat_utkast", args=(verden.mote.pk,))


def test_et_medlem_kommenterer_en_sak(etter: Verden, utkast: Referat, client: Client) -> None:
    client.force_login(etter.arrangor)
    sak = utkast.saker.get(motedel=Motedel.DEL1)
    svar = client.post(side(etter), {"sak": sak.pk, "tekst": "Vi sa noe annet."})
    [en] = Kommentar.objects.all()
    assert (en.sak, en.tekst, en.av, en.behandlet) == (sak, "Vi sa noe annet.", etter.arrangor, None)
    assert "Vi sa noe annet." in client.get(svar.headers["Location"]).content.decode()


def test_en_tom_kommentar_nektes(etter: Verden, utkast: Referat, client: Client) -> None:
    client.force_login(etter.arrangor)
    svar = client.post(side(etter), {"tekst": " "})
    assert (svar.status_code, Kommentar.objects.count()) == (422, 0)


def test_de_som_skriver_far_en_epost_om_dagen_uten_det_som_er_sagt(etter: Verden, utkast: Referat) -> None:
    for tekst in ("Havsule", "Krykkje"):
        kommenter(utkast, tekst=tekst, sak=None, av=etter.arrangor, naa=ETTER)
    post = Epost.objects.filter(slag="referat_kommentar")
    assert {e.til for e in post} == {etter.medlem.epost, etter.gruppeansvarlig.epost}
    assert post.count() == 2
    assert [("Havsule" in e.tekst + e.html + e.emne) for e in post] == [False, False]


def test_ingen_far_epost_om_sin_egen_kommentar(etter: Verden, utkast: Referat) -> None:
    kommenter(utkast, tekst="Til meg selv", sak=None, av=etter.gruppeansvarlig, naa=ETTER)
    assert [e.til for e in Epost.objects.all()] == [etter.medlem.epost]


def test_for_noen_har_lagret_og_etter_sending_er_det_ikke_noe_utkast(etter: Verden, client: Client) -> None:
    client.force_login(etter.arrangor)
    referat = skriving.hent_eller_start(etter.mote, naa=ETTER)
    for_ = client.get(side(etter)).status_code
    levering.lever(lag_referat(etter.mote, naa=ETTER), av=etter.gruppeansvarlig, godkjent=True, naa=ETTER)
    assert (for_, client.get(side(etter)).status_code) == (404, 404)
    with pytest.raises(ValidationError, match="ikke lenger åpent for kommentarer"):
        kommenter(referat, tekst="For sent", sak=None, av=etter.arrangor, naa=ETTER)


def test_den_som_skriver_svarer_og_den_er_behandlet(etter: Verden, utkast: Referat, client: Client) -> None:
    en = kommenter(utkast, tekst="Skal det stå?", sak=None, av=etter.arrangor, naa=ETTER)
    annen = kommenter(utkast, tekst="Fint!", sak=None, av=etter.arrangor, naa=ETTER)
    data = apnet(client, etter)
    client.post(skriveside(etter), data | {f"k{en.pk}_svar": "Ja.", f"k{annen.pk}_behandlet": "1"})
    svart = {k.pk: (k.svar, k.behandlet_av) for k in Kommentar.objects.all()}
    assert svart == {en.pk: ("Ja.", etter.medlem), annen.pk: ("", etter.medlem)}
    client.force_login(etter.arrangor)
    assert "Behandlet av Mari Medlem" in client.get(side(etter)).content.decode()


def test_en_kommentar_som_kom_mens_en_skrev_blir_staende(
    etter: Verden, utkast: Referat, client: Client
) -> None:
    data = apnet(client, etter)
    kommenter(utkast, tekst="Nettopp", sak=None, av=etter.arrangor, naa=ETTER)
    svar = client.post(skriveside(etter), data | {"oppsummering": "Nytt"})
    assert (svar.status_code, Kommentar.objects.get().behandlet) == (302, None)


def test_en_som_skriver_uten_a_vaere_medlem_ser_bare_kommentarer_til_apne_saker(
    etter: Verden, utkast: Referat, client: Client
) -> None:
    etter.mote.referent = etter.kontakt
    etter.mote.save()
    for sak in (utkast.saker.get(motedel="1"), utkast.saker.get(motedel="2"), None):
        kommenter(utkast, tekst=f"Om {sak.pk if sak else 0}", sak=sak, av=etter.arrangor, naa=ETTER)
    client.force_login(etter.kontakt)
    skjema = client.get(skriveside(etter)).context["skjema"]
    assert [rad.kommentar.sak.motedel for rad in skjema.kommentarrader] == ["2"]


def test_ubehandlede_nevnes_for_den_som_godkjenner(etter: Verden, utkast: Referat, client: Client) -> None:
    kommenter(utkast, tekst="Vent litt", sak=None, av=etter.arrangor, naa=ETTER)
    client.force_login(etter.gruppeansvarlig)
    se_over = client.get(reverse("referat_se_over", args=(etter.mote.pk,))).content.decode()
    assert "1 kommentar fra medlemmene er ikke behandlet." in se_over


@pytest.mark.parametrize("navn", ["referat_skriv", "referat_utkast"])
def test_sidene_spor_like_mye_for_seksti_medlemmer_og_tjuefem_saker(
    etter: Verden, utkast: Referat, client: Client, navn: str
) -> None:
    client.force_login(etter.medlem)
    url = reverse(navn, args=(etter.mote.pk,))

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            assert client.get(url).status_code == 200
        return len(sporringer)

    _fyll(etter, utkast, 1)
    antall()
    lite = antall()
    _fyll(etter, utkast, 30)
    assert antall() == lite


def _fyll(verden: Verden, referat: Referat, antall: int) -> None:
    start = referat.saker.values_list("start", flat=True)[0]
    for nr in range(antall):
        ny = referat.saker.create(motedel="2", start=start, tittel=f"Sak {antall}.{nr}", tekst="Sagt")
        Oppfolging.objects.create(referat=referat, sak=ny, motedel="2", hva="Ringe", hvem=verden.medlem)
        person = lag_medlem(verden.gruppe, f"Medlem Nr{antall}.{nr}")
        referat.oppmote.create(person=person, del1="deltok", del2="deltok")
        referat.gjester.create(navn=f"Gjest {nr}")
        kommentar = Kommentar(referat=referat, sak=ny, tekst="Hm", av=person, skrevet=ETTER)
        kommentar.behandlet, kommentar.behandlet_av = ETTER, person
        kommentar.save()


def test_et_helt_stort_skjema_kan_sendes(etter: Verden, utkast: Referat, client: Client) -> None:
    """More fields than Django lets through when nobody has said otherwise."""
    _fyll(etter, utkast, 60)
    data = apnet(client, etter)
    assert (len(data) > 1000, client.post(skriveside(etter), data).status_code) == (True, 302)
