"""«Stemmer arbeidssted og nærmeste leder?»: asked once a year, confirmed by the coordinator (L19)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moter.models import Mote
from nettverk.models import Arbeidssted, Medlemskap, Opplysningssjekk, Person
from nettverk.opplysninger import godta, skal_sporres, svar
from tests.conftest import Klient
from tests.factories import NAA, lag_arbeidssted, lag_medlem, lag_person, lag_svar, lag_svarlenke
from tests.verden import Verden

SPORSMAL = "Stemmer arbeidssted og nærmeste leder?"
NY_LEDER = {"leder_navn": "Lena Ny Leder", "leder_epost": "lena@helse.example"}


@pytest.fixture
def medlemskap(verden: Verden) -> Medlemskap:
    return verden.medlem.medlemskap.get()


def svarside(mote: Mote, person: Person) -> str:
    return reverse("svar", args=(lag_svarlenke(mote, person)[1],))


def meldt(medlemskap: Medlemskap, **felt: str) -> Opplysningssjekk:
    return svar(medlemskap, stemmer=False, naa=NAA, **felt)


def test_sporres_pa_kvitteringen_etter_arets_forste_svar(verden: Verden, client_for: Klient) -> None:
    klient, sti = client_for(None), svarside(verden.mote, verden.medlem)

    for_svar = klient.get(sti).content.decode()
    etter = klient.post(sti, {"svar": "nei"}, follow=True).content.decode()
    assert (SPORSMAL in for_svar, SPORSMAL in etter) == (False, True)
    assert "Ulset sykehjem" in etter
    klient.post(f"{sti}opplysninger/", {"stemmer": "ja"})
    assert SPORSMAL not in klient.get(sti).content.decode()
    sjekk = Opplysningssjekk.objects.get()
    assert (sjekk.ar, sjekk.stemmer, sjekk.medlemskap.person) == (2026, True, verden.medlem)


def test_sporres_igjen_neste_ar(medlemskap: Medlemskap) -> None:
    svar(medlemskap, stemmer=True, naa=NAA)
    assert [skal_sporres(medlemskap, NAA + timedelta(days=d)) for d in (0, 38, 39)] == [False, False, True]


def test_den_som_er_logget_inn_sporres_ogsa(verden: Verden, client_for: Klient) -> None:
    lag_svar(verden.mote, verden.medlem)
    url = reverse("mote_svar", args=(verden.mote.pk,))
    assert SPORSMAL in client_for(verden.medlem).get(url).content.decode()


def test_en_delt_postkasse_sporres_ikke(verden: Verden, client_for: Klient) -> None:
    """Who reads the ward's mailbox must not see, or change, who somebody's manager is."""
    delt = lag_medlem(verden.gruppe, "Dina Delt", naermeste_leder=verden.naermeste_leder)
    delt.epost, delt.delt_epost = None, "avdeling@helse.example"
    delt.save()
    lag_svar(verden.mote, delt)
    klient, sti = client_for(None), svarside(verden.mote, delt)

    assert SPORSMAL not in klient.get(sti).content.decode()
    assert [klient.get(f"{sti}opplysninger/").status_code,
            klient.post(f"{sti}opplysninger/", {"stemmer": "ja"}).status_code] == [404, 404]  # fmt: skip
    assert not Opplysningssjekk.objects.exists()


def test_nei_melder_hva_som_er_nytt_og_endrer_ingenting(
    verden: Verden, medlemskap: Medlemskap, client_for: Klient
) -> None:
    sti = f"{svarside(verden.mote, verden.medlem)}opplysninger/"
    svaret = client_for(None).post(sti, {"arbeidssted": "Ytrebygda sykehjem", **NY_LEDER}, follow=True)

    sjekk = Opplysningssjekk.objects.apne().get()
    assert (sjekk.arbeidssted, sjekk.leder_navn, sjekk.leder_epost) == (
        "Ytrebygda sykehjem", "Lena Ny Leder", "lena@helse.example",
    )  # fmt: skip
    assert "Takk. Koordinatoren bekrefter endringen." in svaret.content.decode()
    medlemskap.refresh_from_db()
    assert medlemskap.naermeste_leder == verden.naermeste_leder


@pytest.mark.parametrize(
    ("felt", "feil"),
    [
        ({}, "Skriv hva som er endret."),
        ({"leder_epost": "lena@helse.example"}, "Skriv navnet også."),
        ({"leder_navn": "Lena", "leder_epost": "lena"}, "en gyldig e-postadresse"),
    ],
)
def test_nei_uten_noe_nytt_sier_hva_som_mangler(
    verden: Verden, client_for: Klient, felt: dict[str, str], feil: str
) -> None:
    svaret = client_for(None).post(f"{svarside(verden.mote, verden.medlem)}opplysninger/", felt)
    innhold = svaret.content.decode()
    assert (svaret.status_code, feil in innhold, Opplysningssjekk.objects.count()) == (422, True, 0)
    assert all(f'value="{verdi}"' in innhold for verdi in felt.values())


def test_koordinatoren_ser_det_pa_oversikten_og_godtar(
    verden: Verden, medlemskap: Medlemskap, client_for: Klient
) -> None:
    sjekk = meldt(medlemskap, arbeidssted="Ytrebygda sykehjem", **NY_LEDER)
    klient = client_for(verden.koordinator)
    oversikt = klient.get(reverse("oversikt")).content.decode()
    liste = klient.get(reverse("opplysninger")).content.decode()
    url = reverse("opplysninger_behandle", args=(sjekk.pk,))
    klient.post(url, {"arbeidssted": "ny", "leder": "ny", "handling": "godta"})

    assert "1 medlem har meldt om endret arbeidssted eller leder" in oversikt
    assert url in liste
    medlemskap.refresh_from_db()
    assert medlemskap.arbeidssted is not None
    assert medlemskap.naermeste_leder is not None
    assert (medlemskap.arbeidssted.navn, medlemskap.arbeidssted.nettverk) == (
        "Ytrebygda sykehjem", verden.nettverk,
    )  # fmt: skip
    leder = medlemskap.naermeste_leder
    assert (leder.fornavn, leder.etternavn, leder.epost) == ("Lena Ny", "Leder", "lena@helse.example")
    sjekk.refresh_from_db()
    assert (sjekk.godtatt, sjekk.behandlet, sjekk.behandlet_av) == (True, NAA, verden.koordinator)
    assert not Opplysningssjekk.objects.apne().exists()


def test_skjemaet_foreslar_dem_vi_kjenner(verden: Verden, medlemskap: Medlemskap, client_for: Klient) -> None:
    sted = lag_arbeidssted(verden.nettverk, "Ytrebygda sykehjem")
    kjent = lag_person("Gro Kjent", epost="gro@helse.example")
    lag_medlem(verden.nabogruppe, "En Annen", naermeste_leder=kjent)
    sjekk = meldt(
        medlemskap, arbeidssted="ytrebygda sykehjem", leder_navn="Gro K.", leder_epost="Gro@helse.example"
    )
    klient, url = client_for(verden.koordinator), reverse("opplysninger_behandle", args=(sjekk.pk,))

    skjema = klient.get(url).context["skjema"]
    forslag = {navn: skjema[navn].value() for navn in ("arbeidssted", "leder")}
    assert forslag == {"arbeidssted": str(sted.pk), "leder": str(kjent.pk)}
    klient.post(url, forslag)
    medlemskap.refresh_from_db()
    assert (medlemskap.arbeidssted, medlemskap.naermeste_leder) == (sted, kjent)
    assert Arbeidssted.objects.filter(navn__iexact=sted.navn).count() == 1


def test_en_adresse_et_annet_nettverk_kjenner_gir_samme_person(
    verden: Verden, medlemskap: Medlemskap, client_for: Klient
) -> None:
    sjekk = meldt(medlemskap, leder_navn="Frida F.", leder_epost=verden.fremmed.epost or "")
    klient, url = client_for(verden.koordinator), reverse("opplysninger_behandle", args=(sjekk.pk,))

    assert "Frida Fremmed" not in klient.get(url).content.decode()
    klient.post(url, {"leder": "ny"})
    medlemskap.refresh_from_db()
    assert medlemskap.naermeste_leder == verden.fremmed


def test_godta_uten_a_velge_noe_nektes(verden: Verden, medlemskap: Medlemskap, client_for: Klient) -> None:
    sjekk = meldt(medlemskap, **NY_LEDER)
    klient, url = client_for(verden.koordinator), reverse("opplysninger_behandle", args=(sjekk.pk,))

    assert [klient.post(url, felt).status_code for felt in ({}, {"leder": "som_for"})] == [422, 422]
    assert Opplysningssjekk.objects.apne().get() == sjekk


def test_avvist_endrer_ingenting(verden: Verden, medlemskap: Medlemskap, client_for: Klient) -> None:
    sjekk = meldt(medlemskap, **NY_LEDER)
    url = reverse("opplysninger_behandle", args=(sjekk.pk,))
    client_for(verden.koordinator).post(url, {"handling": "avvis"})

    sjekk.refresh_from_db()
    medlemskap.refresh_from_db()
    assert (sjekk.godtatt, medlemskap.naermeste_leder) == (False, verden.naermeste_leder)


def test_medlemmet_som_egen_leder_nektes_og_meldingen_star(
    verden: Verden, medlemskap: Medlemskap, client_for: Klient
) -> None:
    sjekk = meldt(medlemskap, leder_navn="Meg Selv", leder_epost=verden.medlem.epost or "")
    svaret = client_for(verden.koordinator).post(
        reverse("opplysninger_behandle", args=(sjekk.pk,)), {"leder": "ny"}
    )

    assert svaret.status_code == 422
    assert "En person kan ikke være sin egen nærmeste leder." in svaret.content.decode()
    assert Opplysningssjekk.objects.apne().get() == sjekk


def test_behandles_en_gang(verden: Verden, medlemskap: Medlemskap) -> None:
    sjekk = meldt(medlemskap, **NY_LEDER)
    leder = lag_person("Gro Ny")
    godta(sjekk, arbeidssted=None, leder=leder, av=verden.koordinator, naa=NAA)

    with pytest.raises(ValidationError, match="allerede behandlet"):
        godta(sjekk, arbeidssted=None, leder=verden.naermeste_leder, av=verden.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="allerede behandlet"):
        meldt(medlemskap, arbeidssted="Et tredje sted")
    medlemskap.refresh_from_db()
    assert medlemskap.naermeste_leder == leder


def test_den_andre_koordinatoren_ser_ingenting(
    verden: Verden, medlemskap: Medlemskap, client_for: Klient
) -> None:
    sjekk = meldt(medlemskap, **NY_LEDER)
    klient = client_for(verden.annen_koordinator)

    liste = klient.get(reverse("opplysninger"))
    assert (liste.status_code, "Mari Medlem" in liste.content.decode()) == (200, False)
    assert klient.post(reverse("opplysninger_behandle", args=(sjekk.pk,)), {}).status_code == 404
