"""Swapping turns (L5): by the mail's link, and on the pages."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moter.bytte import spor, svar
from moter.models import Arrangorbytte, Mote
from nettverk.models import Epost, Lenke, Person
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_arbeidssted,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
)
from tests.verden import Verden

DAG = date(2027, 2, 4)
EN_DAG = timedelta(days=1)


@pytest.fixture
def bodil(verden: Verden) -> Person:
    return lag_medlem(verden.gruppe, "Bodil Berg", arbeidssted=lag_arbeidssted(verden.nettverk, "Solbo"))


@pytest.fixture
def hennes(verden: Verden, bodil: Person) -> Mote:
    """Bodil's meeting; `verden.mote` is Arne's."""
    return lag_mote(verden.gruppe, DAG, arrangor=bodil)


@pytest.fixture
def bytte(verden: Verden, hennes: Mote, bodil: Person) -> Arrangorbytte:
    """Arne has asked Bodil to swap."""
    return spor(verden.mote, bodil, hennes, av=verden.arrangor, naa=NAA)


def arrangor(mote: Mote) -> Person | None:
    return Mote.objects.get(pk=mote.pk).arrangor


def lenken() -> str:
    """The address in the last question."""
    [adresse] = Epost.objects.filter(slag="bytte_sporsmal").latest("pk").hemmeligheter.values()
    return str(urlsplit(adresse).path)


def test_lenken_viser_pa_get_og_krever_et_valg_pa_post(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person, client_for: Klient
) -> None:
    """A mail scanner opens it and presses the button: nothing is chosen, so nothing happens."""
    klient, sti = client_for(None), lenken()
    assert "Ja, vi bytter" in klient.get(sti).content.decode()
    tomt = klient.post(sti)
    assert (tomt.status_code, "Velg ja eller nei." in tomt.content.decode()) == (422, True)
    assert (arrangor(hennes), klient.post(sti, {"svar": "kanskje"}).status_code) == (bodil, 422)

    etter = klient.post(sti, {"svar": "ja"}, follow=True).content.decode()
    assert "Bodil Berg svarte ja mandag 23. november 2026." in etter
    assert (arrangor(verden.mote), arrangor(hennes)) == (bodil, verden.arrangor)
    igjen = klient.post(sti, {"svar": "nei"})
    assert (igjen.status_code, arrangor(hennes)) == (422, verden.arrangor)


def test_lenken_apner_bare_sporsmalet(verden: Verden, bytte: Arrangorbytte, client_for: Klient) -> None:
    assert Lenke.objects.get(formal="bytte").utloper == verden.mote.start  # the first of the two
    klient = client_for(None)
    klient.get(lenken())
    assert klient.get(verden.mote.get_absolute_url()).status_code == 302
    nokkel = lenken().split("/")[-2]
    assert klient.get(reverse("svar", args=(nokkel,))).status_code == 404
    assert klient.get(reverse("vert", args=(nokkel,))).status_code == 404


def test_de_to_ser_sporsmalet_pa_sidene_og_ingen_andre(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person, client_for: Klient
) -> None:
    sider = [
        verden.mote.get_absolute_url(),
        hennes.get_absolute_url(),
        reverse("gruppe", args=(verden.gruppe.pk,)),
    ]
    url = bytte.get_absolute_url()
    ser = {verden.arrangor: 200, bodil: 200, verden.medlem: 404, verden.koordinator: 404}
    for person, ventet in ser.items():
        klient = client_for(person)
        assert (person, klient.get(url).status_code) == (person, ventet)
        assert [url in klient.get(side).content.decode() for side in sider] == [ventet == 200] * 3


def test_arrangoren_spor_pa_siden_og_trekker_sporsmalet(
    verden: Verden, hennes: Mote, bodil: Person, client_for: Klient
) -> None:
    klient = client_for(verden.arrangor)
    sti = reverse("arrangor_bytte", args=(verden.mote.pk,))
    assert sti in klient.get(verden.mote.get_absolute_url()).content.decode()
    assert sti in klient.get(reverse("gruppe", args=(verden.gruppe.pk,))).content.decode()
    assert "Velg hvem du vil spørre." in klient.post(sti).content.decode()

    svaret = klient.post(sti, {"valg": f"{bodil.pk}-{hennes.pk}"})
    bytte = Arrangorbytte.objects.get()
    assert svaret.headers["Location"] == bytte.get_absolute_url()
    assert klient.get(sti).headers["Location"] == bytte.get_absolute_url()  # asked already
    klient.post(bytte.get_absolute_url())
    assert Arrangorbytte.objects.get().utfall == "trukket"
    assert "har trukket spørsmålet" in client_for(None).get(lenken()).content.decode()


@pytest.mark.parametrize(
    ("felt", "gar"),
    [
        ({"valg": "annen"}, False), ({"valg": "annen", "annen": "999-"}, False), ({"valg": "9-9"}, False),
        ({"valg": "annen", "annen": "mari"}, True),
    ],
)  # fmt: skip
def test_en_som_ikke_har_noe_mote_velges_i_listen(
    verden: Verden, hennes: Mote, client_for: Klient, felt: dict[str, str], gar: bool
) -> None:
    felt = {navn: f"{verden.medlem.pk}-" if verdi == "mari" else verdi for navn, verdi in felt.items()}
    sti = reverse("arrangor_bytte", args=(verden.mote.pk,))
    status = client_for(verden.arrangor).post(sti, felt).status_code
    spurt = [(bytte.spurt, bytte.mot_mote) for bytte in Arrangorbytte.objects.all()]
    assert (status, spurt) == ((302, [(verden.medlem, None)]) if gar else (422, []))


def test_uten_noen_a_bytte_med_er_det_bare_a_velge_hvem_som_tar_over(
    verden: Verden, client_for: Klient
) -> None:
    klient, sti = client_for(verden.arrangor), reverse("arrangor_bytte", args=(verden.mote.pk,))
    assert list(klient.get(sti).context["skjema"].fields) == ["annen"]
    klient.post(sti, {"annen": f"{verden.medlem.pk}-"})
    assert Arrangorbytte.objects.get().spurt == verden.medlem


def test_den_spurte_svarer_innlogget_og_den_som_spurte_kan_ikke_svare_selv(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person, client_for: Klient
) -> None:
    with pytest.raises(ValidationError, match="Bare den som er spurt"):
        svar(bytte, ja=True, av=verden.arrangor, naa=NAA)
    client_for(bodil).post(bytte.get_absolute_url(), {"svar": "ja"})
    assert arrangor(hennes) == verden.arrangor


def test_er_innkallingen_sendt_far_gruppeansvarlig_vite_at_den_har_den_forrige(
    verden: Verden, bytte: Arrangorbytte, bodil: Person, client_for: Klient
) -> None:
    lag_innkalling_sendt(verden.mote, av=verden.koordinator)
    svar(bytte, ja=True, av=bodil, naa=NAA)
    assert "har den forrige arrangøren" in Epost.objects.get(slag="arrangor_ny").tekst
    side = client_for(verden.medlem).get(verden.mote.get_absolute_url()).content.decode()
    assert f'<a href="mailto:{bodil.epost}">Bodil Berg</a>' in side
