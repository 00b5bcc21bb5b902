"""Who gets which file (L9, L10): part 1's and the shelf's for members, part 2's with the meeting."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from moter.models import Gruppefil, Mote
from moter.models.synlighet import VERTSLENKE
from nettverk.innsyn import Innsyn
from nettverk.models import Fil, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_driftsrepresentant, lag_gjestenokkel, lag_medlem, lag_svarlenke
from tests.filer import PNG, lag_fil, opplastet
from tests.tilgang.adresser import alle_adresser, utfall
from tests.tilgang.motegang import Motegang

pytestmark = pytest.mark.django_db

ALLE = {"del 1", "del 2", "hylle"}
# «kontakt» organises the meeting without being a member (L6); «sluttet» was a member until yesterday.
FAR = {
    "utlogget": set(), "medlem": ALLE, "gruppeansvarlig": ALLE, "arrangør": ALLE, "permisjon": ALLE,
    "kontakt": {"del 2"}, "representant": {"del 2"}, "nabo": set(), "leder": set(), "sluttet": set(),
    "koordinator": {"del 2"}, "annen": set(), "drift": {"del 2"},
}  # fmt: skip
# Part 2's are deleted by who put it there, and all by the lead; the rest may not even ask.
SLETTER: dict[str, set[str]] = {
    "gruppeansvarlig": ALLE, "arrangør": {"del 2"}, "medlem": {"hylle"},
}  # fmt: skip
LEGGER_UT = {
    "utlogget": "inn", "medlem": "200", "gruppeansvarlig": "200", "arrangør": "200", "permisjon": "200",
    "kontakt": "404", "representant": "404", "nabo": "404", "leder": "404", "sluttet": "404",
    "koordinator": "404", "annen": "404", "drift": "404",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    settings.INNEBYGD = False


@pytest.fixture
def filer(gang: Motegang) -> dict[str, Gruppefil]:
    """One of each, on the meeting that the contact organises, each titled with a word of its own."""
    v, mote = gang.verden, gang.innkalt_av_kontakt
    return {
        "del 1": lag_fil(v.gruppe, v.gruppeansvarlig, mote=mote, motedel="1", tittel="Tiurfil"),
        "del 2": lag_fil(v.gruppe, v.arrangor, mote=mote, motedel="2", tittel="Orrefil"),
        "hylle": lag_fil(v.gruppe, v.medlem, tittel="Rypefil"),
    }


@pytest.fixture
def roller(gang: Motegang) -> dict[str, Person | None]:
    gruppe, i_gar = gang.verden.gruppe, NAA.date().replace(day=22)
    return gang.roller | {
        "representant": lag_driftsrepresentant(gruppe),
        "permisjon": lag_medlem(gruppe, "Pia Permisjon", permisjon_fra=i_gar),
        "sluttet": lag_medlem(gruppe, "Sara Sluttet", til=i_gar),
    }


def hentet(klient: Client, filer: dict[str, Gruppefil], side: str = "fil", *foran: str) -> dict[str, str]:
    return {slag: utfall(klient.get(reverse(side, args=(*foran, f.pk)))) for slag, f in filer.items()}


@pytest.mark.parametrize("rolle", FAR)
def test_hentet_av(
    filer: dict[str, Gruppefil], roller: dict[str, Person | None], client_for: Klient, rolle: str
) -> None:
    nei = "inn" if rolle == "utlogget" else "404"
    fikk = hentet(client_for(roller[rolle]), filer)
    assert fikk == {slag: "200" if slag in FAR[rolle] else nei for slag in filer}


@pytest.mark.parametrize("rolle", FAR)
def test_slettet_av(
    filer: dict[str, Gruppefil], roller: dict[str, Person | None], client_for: Klient, rolle: str
) -> None:
    klient, nei = client_for(roller[rolle]), "inn" if rolle == "utlogget" else "404"
    apnet = hentet(klient, filer, "fil_slett")
    sendt = {s: utfall(klient.post(reverse("fil_slett", args=(f.pk,)))) for s, f in filer.items()}

    assert apnet == {slag: "200" if slag in SLETTER.get(rolle, set()) else nei for slag in filer}
    assert sendt == {slag: "302" if slag in SLETTER.get(rolle, set()) else nei for slag in filer}
    igjen = {slag for slag, fil in filer.items() if Gruppefil.objects.filter(pk=fil.pk).exists()}
    assert (igjen, Fil.objects.filter(gruppefil=None).count()) == (ALLE - SLETTER.get(rolle, set()), 0)


@pytest.mark.parametrize("rolle", FAR)
def test_hyllen_apnes_av(
    gang: Motegang, roller: dict[str, Person | None], client_for: Klient, rolle: str
) -> None:
    """Where the shelf opens, one may put something on it."""
    klient, url = client_for(roller[rolle]), reverse("hylle", args=(gang.verden.gruppe.pk,))
    assert utfall(klient.get(url)) == LEGGER_UT[rolle]
    lagt = "302" if LEGGER_UT[rolle] == "200" else LEGGER_UT[rolle]
    assert utfall(klient.post(url, {"fil": opplastet()})) == lagt
    assert Gruppefil.objects.filter(mote=None, motedel="").count() == (lagt == "302")


@pytest.mark.parametrize(
    ("rolle", "deler"),
    [
        ("medlem", ("1",)), ("permisjon", ("1",)), ("gruppeansvarlig", ("1", "2")), ("arrangør", ("1",)),
        ("kontakt", ("2",)), ("representant", ()), ("koordinator", ()), ("drift", ()),
    ],
)  # fmt: skip
def test_pa_motet_legger_medlemmer_ut_i_del_1_og_den_som_styrer_i_del_2(
    gang: Motegang, roller: dict[str, Person | None], client_for: Klient, rolle: str, deler: tuple[str, ...]
) -> None:
    """The member organises another meeting; of this one she is a member."""
    klient, mote = client_for(roller[rolle]), gang.innkalt_av_kontakt
    for motedel in ("1", "2"):
        felt = {"fil": opplastet(PNG, "bilde.png"), "motedel": motedel}
        svar = klient.post(reverse("mote_filer", args=(mote.pk,)), felt)
        assert utfall(svar) == ("302" if deler else "404")
    # Who has no choice is given the part that is hers, whatever she sends.
    lagt = set(Gruppefil.objects.filter(mote=mote).values_list("motedel", flat=True))
    assert lagt == set(deler)


@pytest.mark.parametrize(
    ("hvem", "formal", "ventet"),
    [
        ("medlem", "svar", {"del 1", "del 2"}),
        ("delt", "svar", {"del 2"}),
        ("kontakt", VERTSLENKE, {"del 2"}),
        ("representant", "svar", {"del 2"}),
    ],
)
def test_en_lenke_gir_motets_filer_og_aldri_hyllen(
    gang: Motegang,
    filer: dict[str, Gruppefil],
    roller: dict[str, Person | None],
    hvem: str,
    formal: str,
    ventet: set[str],
) -> None:
    person = gang.delt if hvem == "delt" else roller[hvem]
    assert person is not None
    lenke, _nokkel = lag_svarlenke(gang.innkalt_av_kontakt, person, formal=formal)
    synlige = Gruppefil.objects.synlig_for(Innsyn(dag=NAA.date(), lenke=lenke))
    assert {slag for slag, fil in filer.items() if fil in synlige} == ventet
    annen, _nokkel = lag_svarlenke(gang.planlagt, person, formal=formal)
    assert not Gruppefil.objects.synlig_for(Innsyn(dag=NAA.date(), lenke=annen)).exists()


def test_svarlenken_leverer_filene_og_viser_dem(
    gang: Motegang, filer: dict[str, Gruppefil], client_for: Klient
) -> None:
    nokkel = lag_svarlenke(gang.innkalt_av_kontakt, gang.verden.medlem)[1]
    klient = client_for(None)
    assert hentet(klient, filer, "svar_fil", nokkel) == {"del 1": "200", "del 2": "200", "hylle": "404"}
    side = klient.get(reverse("svar", args=(nokkel,))).content.decode()
    assert [ord_ in side for ord_ in ("Tiurfil", "Orrefil", "Rypefil")] == [True, True, False]
    assert hentet(klient, filer, "svar_fil", "gal") == dict.fromkeys(filer, "404")


def test_gjesten_far_del_2_i_sitt_mote(
    gang: Motegang, filer: dict[str, Gruppefil], client_for: Klient
) -> None:
    klient = client_for(None)
    egen, annen = (lag_gjestenokkel(mote.gjester.get()) for mote in (gang.innkalt_av_kontakt, gang.innkalt))
    assert hentet(klient, filer, "gjest_fil", egen) == {"del 1": "404", "del 2": "200", "hylle": "404"}
    assert hentet(klient, filer, "gjest_fil", annen) == dict.fromkeys(filer, "404")
    assert hentet(klient, filer, "svar_fil", egen) == dict.fromkeys(filer, "404")


def test_filene_star_ikke_i_registrene(gang: Motegang, client_for: Klient) -> None:
    """No register of files, and no address of theirs but the one that asks who may have them."""
    registre = {navn for navn in alle_adresser() if navn.startswith("admin:")}
    assert [navn for navn in registre if "fil" in navn] == []
    assert utfall(client_for(gang.verden.driftsansvarlig).get("/admin/moter/gruppefil/")) == "404"


def test_en_fil_som_er_borte_fra_disken_er_404(
    gang: Motegang, filer: dict[str, Gruppefil], client_for: Klient
) -> None:
    fil = filer["hylle"]
    fil.fil.innhold.storage.delete(fil.fil.innhold.name or "")
    assert client_for(gang.verden.medlem).get(reverse("fil", args=(fil.pk,))).status_code == 404


def test_pa_et_avlyst_mote_legges_ingenting_ut(
    gang: Motegang, filer: dict[str, Gruppefil], client_for: Klient
) -> None:
    Mote.objects.filter(pk=gang.innkalt_av_kontakt.pk).update(avlyst=NAA)
    klient, url = client_for(gang.verden.gruppeansvarlig), reverse(
        "mote_filer", args=(gang.innkalt_av_kontakt.pk,)
    )  # fmt: skip
    apnet = klient.get(url)
    assert (apnet.status_code, apnet.context["skjema"]) == (200, None)
    assert klient.post(url, {"fil": opplastet(), "motedel": "2"}).status_code == 404
