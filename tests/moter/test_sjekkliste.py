"""The organiser's checklist: what the portal ticks, what is ticked by hand, and taken back (L14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from moter.endring import avlys
from moter.innkallinger import returner
from moter.models import Avkryssing, Gjest, Mote
from moter.sjekkliste import Sjekkpunkt, fjern_kryss, kryss_av, sjekkliste
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from tests.factories import NAA, lag_innkalling_levert, lag_mote
from tests.verden import Verden

Klient = Callable[[Person | None], Client]
PUNKTENE = ["program", "innkalling", "gjester", "lokale", "referent", "lunsj"]


def punktene(mote: Mote, person: Person) -> dict[str, Sjekkpunkt]:
    fersk = Mote.objects.med_navn().get(pk=mote.pk)
    liste = sjekkliste(fersk, Innsyn(dag=date(2026, 11, 23), person=person))
    return dict(zip(PUNKTENE, liste.punkter, strict=False))


def gjort(mote: Mote, person: Person) -> list[str]:
    return [navn for navn, punkt in punktene(mote, person).items() if punkt.gjort]


def test_listen_har_rutinens_oppgaver_i_rekkefolge(verden: Verden) -> None:
    assert [punkt.hva for punkt in punktene(verden.mote, verden.arrangor).values()] == [
        "Programmet har begge delene",
        "Innkallingen er sendt til KLB",
        "Kolleger og leder er invitert til del 2",
        "Lokale og utstyr er ordnet",
        "Det er avklart hvem som skriver referat",
        "Lunsj er bestilt",
    ]


def test_portalen_krysser_selv_av_det_den_vet(verden: Verden) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 18), arrangor=verden.arrangor, program=False)
    assert gjort(mote, verden.arrangor) == []
    mote = verden.mote
    assert gjort(mote, verden.arrangor) == ["program"]
    innkalling = lag_innkalling_levert(mote)
    assert gjort(mote, verden.arrangor) == ["program", "innkalling"]
    returner(innkalling, av=verden.koordinator, kommentar="Rett", naa=NAA)
    assert gjort(mote, verden.arrangor) == ["program"]
    Mote.objects.filter(pk=mote.pk).update(referent=verden.medlem)
    Gjest.objects.create(mote=mote, status="invitert", epost="kollega@helse.example", opprettet=NAA)
    assert gjort(mote, verden.arrangor) == ["program", "gjester", "referent"]
    assert punktene(mote, verden.arrangor)["gjester"].punkt == ""


def test_hvert_punkt_har_frist_og_et_sted_a_gjore_det(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    punkter = punktene(verden.mote, verden.arrangor)
    assert [punkt.frist for punkt in punkter.values()] == [
        date(2026, 11, 26), date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 10),
        date(2026, 12, 10),
    ]  # fmt: skip
    assert {klient.get(punkt.adresse).status_code for punkt in punkter.values()} == {200}


def test_arrangorstedet_dekker_utgiftene(verden: Verden, client_for: Klient) -> None:
    side = client_for(verden.arrangor).get(verden.mote.get_absolute_url()).content.decode()
    assert "Arrangørstedet dekker utgifter i forbindelse med møtet." in side
    assert "1 av 6 er gjort" in side


def test_kolleger_inviteres_gjerne_fra_flere_faggrupper(verden: Verden) -> None:
    gjestene = punktene(verden.mote, verden.arrangor)["gjester"]
    assert (gjestene.hva, gjestene.om) == (
        "Kolleger og leder er invitert til del 2", "Gjerne fra flere faggrupper.",
    )  # fmt: skip


def test_et_digitalt_mote_har_ingen_lunsj(verden: Verden) -> None:
    Mote.objects.filter(pk=verden.mote.pk).update(form="digital")
    punkter = punktene(verden.mote, verden.arrangor)
    assert (list(punkter), punkter["lokale"].hva) == (PUNKTENE[:-1], "Møterommet på nett er klart")


def test_kryss_settes_og_tas_tilbake(verden: Verden, client_for: Klient) -> None:
    klient, mote = client_for(verden.arrangor), verden.mote
    url = reverse("sjekkliste", args=(mote.pk,))
    svar = klient.post(url, {"punkt": "lunsj"})
    assert svar.headers["Location"] == f"{mote.get_absolute_url()}#punkt-lunsj"
    kryss = Avkryssing.objects.get()
    assert (kryss.punkt, kryss.av, kryss.naar) == ("lunsj", verden.arrangor, NAA)
    side = klient.get(mote.get_absolute_url()).content.decode()
    funnet = [tekst in side for tekst in ("Arne Arrangør krysset av mandag 23. november.", "2 av 6 er gjort")]
    assert funnet == [True, True]
    klient.post(url, {"punkt": "lunsj", "angre": "1"})
    assert not Avkryssing.objects.exists()
    assert Avkryssing.history.count() == 2


def test_samme_knapp_to_ganger_gjor_det_samme(verden: Verden, client_for: Klient) -> None:
    url = reverse("sjekkliste", args=(verden.mote.pk,))
    client_for(verden.arrangor).post(url, {"punkt": "lokale"})
    client_for(verden.gruppeansvarlig).post(url, {"punkt": "lokale"})
    assert Avkryssing.objects.get().av == verden.arrangor


@pytest.mark.parametrize("punkt", ["", "program", "innkalling", "referent", "tull"])
def test_det_portalen_vet_selv_krysses_ikke_av_for_hand(
    verden: Verden, client_for: Klient, punkt: str
) -> None:
    client_for(verden.arrangor).post(reverse("sjekkliste", args=(verden.mote.pk,)), {"punkt": punkt})
    assert not Avkryssing.objects.exists()


def test_krysset_folger_motet_til_en_ny_arrangor(verden: Verden) -> None:
    kryss_av(verden.mote, Avkryssing.Punkt.LOKALE, av=verden.arrangor, naa=NAA)
    Mote.objects.filter(pk=verden.mote.pk).update(arrangor=verden.medlem)
    assert gjort(verden.mote, verden.medlem) == ["program", "lokale"]


def test_listen_er_for_dem_som_arrangerer(verden: Verden, client_for: Klient) -> None:
    sett = {}
    for hvem in ("arrangor", "gruppeansvarlig", "medlem", "koordinator"):
        side = client_for(getattr(verden, hvem)).get(verden.mote.get_absolute_url())
        sett[hvem] = side.context["sjekkliste"] is not None
    assert sett == {"arrangor": True, "gruppeansvarlig": True, "medlem": False, "koordinator": False}


def test_et_avlyst_mote_krysses_det_ikke_i(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        kryss_av(verden.mote, Avkryssing.Punkt.LOKALE, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        fjern_kryss(verden.mote, Avkryssing.Punkt.LOKALE)
