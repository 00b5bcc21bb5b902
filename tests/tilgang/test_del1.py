"""The wall round part 1 (L10): what belongs to it never reaches a non-member, in any channel.

Each text of part 1 has a word of its own (`motegang.TITLER` and `NOTATER`); the tests look for the words
wherever something comes out of the portal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from moter.models import Mote
from nettverk.models import Dokument, Epost
from referat import retting
from referat.levering import lever, send_kopier
from tests.conftest import Klient
from tests.factories import NAA, lag_program
from tests.tilgang.adresser import alle_adresser
from tests.tilgang.leting import Funn, funn, funn_i, motesider, sider
from tests.tilgang.motegang import KOMMENTAR, MERKER, NOTATER, OPPFOLGING, TITLER, Motegang

pytestmark = pytest.mark.django_db

MEDLEMMER = ("medlem", "gruppeansvarlig", "arrangør")
UTENFOR = ("utlogget", "kontakt", "nabo", "leder", "annen")
ADMINISTRERER = ("koordinator", "drift")
# The one page where those who administer see titles and names: the innkalling that they send on (L10).
INNKALLINGEN = "innkalling"


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Any) -> None:
    settings.INNEBYGD = False


@pytest.mark.parametrize("rolle", MEDLEMMER)
def test_medlemmene_leser_del_1(gang: Motegang, client_for: Klient, rolle: str) -> None:
    """Else the other tests would find nothing because nothing is there."""
    fikk = funn(client_for(gang.roller[rolle]), motesider(gang, "mote"))
    referat = funn(client_for(gang.roller[rolle]), motesider(gang, "referat"))

    assert fikk == {"mote": {*TITLER, NOTATER[0]}}
    assert referat == {"referat": {TITLER[0], NOTATER[1], OPPFOLGING}}


@pytest.mark.parametrize("rolle", MEDLEMMER)
def test_medlemmene_leser_utkastet_med_alt_i_del_1(gang: Motegang, client_for: Klient, rolle: str) -> None:
    fikk = funn(client_for(gang.roller[rolle]), motesider(gang, "referat_utkast"))

    assert fikk == {"referat_utkast": {TITLER[0], NOTATER[1], OPPFOLGING, KOMMENTAR}}


@pytest.mark.parametrize("rolle", ["gruppeansvarlig", "arrangør"])
def test_medlemmer_som_skriver_ser_kommentarene(gang: Motegang, client_for: Klient, rolle: str) -> None:
    fikk = funn(client_for(gang.roller[rolle]), [_skriv(gang)])

    assert fikk == {"referat_skriv": {TITLER[0], NOTATER[1], OPPFOLGING, KOMMENTAR}}


@pytest.mark.parametrize("rolle", (*UTENFOR, *ADMINISTRERER))
def test_en_retting_gir_ikke_del_1_til_andre(gang: Motegang, client_for: Klient, rolle: str) -> None:
    """While it is open, what stood in part 1 lies with the correction; then everybody gets a new version."""
    klient, v = client_for(gang.roller[rolle]), gang.verden
    for mote in (gang.holdt, gang.holdt_av_kontakt):
        retting.apne(mote.referat, hva="Navnet på innlederen", av=v.gruppeansvarlig, naa=NAA)
    apen = funn(klient, _rettesider(gang))
    for mote in (gang.holdt, gang.holdt_av_kontakt):
        mote.referat.saker.filter(motedel="2").update(tekst="Rettet tekst")
        send_kopier(
            lever(mote.referat, av=v.gruppeansvarlig, godkjent=True, naa=NAA), av=v.koordinator, naa=NAA
        )
    sendt = funn(klient, _rettesider(gang))
    epost = "".join(e.emne + e.tekst + e.html for e in Epost.objects.all())
    apne = Dokument.objects.filter(malgruppe=Dokument.Malgruppe.APEN)

    assert (apen, sendt) == ({}, {})
    assert Dokument.objects.filter(slag="referat", versjon=2).count() == 2
    assert funn_i(epost + "".join(json.dumps(d.innhold) for d in apne)) == set()


def _rettesider(gang: Motegang) -> Iterator[tuple[str, str]]:
    for navn in ("referat", "referat_skriv", "referat_rett", "referat_rett_avbryt", "referat_versjon"):
        yield from motesider(gang, navn)


def _skriv(gang: Motegang) -> tuple[str, str]:
    return "referat_skriv", reverse("referat_skriv", args=(gang.utkast.pk,))


def test_ingen_side_gir_del_1_til_en_arrangor_som_ikke_er_medlem(gang: Motegang, client_for: Klient) -> None:
    """Of the others' meetings, nor of her own that is planned; her other ones stand in `test_veggen`."""
    andres = [mote for mote in gang.moter if mote.arrangor != gang.verden.kontakt]

    assert funn(client_for(gang.verden.kontakt), sider(gang, [*andres, gang.planlagt_av_kontakt])) == {}


@pytest.mark.parametrize("rolle", ADMINISTRERER)
def test_de_som_administrerer_ser_titlene_i_innkallingen_og_ikke_mer(
    gang: Motegang, client_for: Klient, rolle: str
) -> None:
    """Of a planned meeting nor of the contact's; those of the organiser stand in `test_veggen`."""
    moter = [gang.planlagt, *(mote for mote in gang.moter if mote.arrangor == gang.verden.kontakt)]

    assert funn(client_for(gang.roller[rolle]), sider(gang, moter)) == {INNKALLINGEN: set(TITLER)}


def test_sok_i_registrene_finner_ingenting_av_del_1(gang: Motegang, client_for: Klient) -> None:
    """A search that hits says that the word is there, even if it does not show it."""
    klient = client_for(gang.verden.driftsansvarlig)
    for modell, register in admin.site._registry.items():
        if register.search_fields:
            url = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
            treff = [klient.get(url, {"q": merke}).context["cl"].result_count for merke in MERKER]
            assert (modell.__name__, treff) == (modell.__name__, [0] * len(MERKER))


@pytest.mark.parametrize(
    ("nokkel", "ventet"),
    [
        ("svar", {"svar": {TITLER[0], NOTATER[0]}, "svar_innkalling": set(TITLER)}),
        ("svar delt adresse", {}),
        ("svar utløpt", {}),
        ("svar trukket", {}),
        ("gjest", {}),
        ("gjest utløpt", {}),
        ("svar annet nettverk", {}),
        ("referat leder", {}),
        ("referat medlem", {}),
        ("vert", {}),
        ("bytte", {}),
    ],
)
def test_en_personlig_lenke_apner_del_1_bare_for_medlemmet_selv(
    gang: Motegang, client_for: Klient, nokkel: str, ventet: Funn
) -> None:
    """A link that went to a ward's mailbox opens nothing of it (L19); a manager's never does."""
    adresser = alle_adresser().items()
    verdi: dict[str, object] = {"nokkel": gang.nokler[nokkel]}
    med_nokkel = [(n, a.url(verdi)) for n, a in adresser if a.parametre == verdi.keys()]

    assert funn(client_for(None), med_nokkel) == ventet


def test_ingen_epost_har_noe_av_del_1(gang: Motegang) -> None:
    skrevet = {
        e.slag: funn_i("\n".join((e.emne, e.tekst, e.html, e.vist_tekst))) for e in Epost.objects.all()
    }

    assert skrevet == {
        "innkalling_klb": set(), "innkalling": set(), "referat_klb": set(), "referat": set(),
        "lederkopi": set(), "bytte_sporsmal": set(), "gjest_pameldt": set(), "referat_kommentar": set(),
        "dybde_kvittering": set(),
    }  # fmt: skip


def test_vedleggene_er_uten_del_1_unntatt_gruppens_egen_innkalling(gang: Motegang) -> None:
    """That one goes to the network's address and to members at their own; notes are in none."""
    for epost in Epost.objects.prefetch_related("vedlegg__dokument"):
        egen = epost.person is not None and epost.til == epost.person.epost
        lov = epost.slag == "innkalling_klb" or (epost.slag == "innkalling" and egen)
        filer = [
            json.dumps(v.dokument.innhold) if v.dokument else bytes(v.innhold or b"").decode()
            for v in epost.vedlegg.all()
        ]
        assert (epost.slag, funn_i("".join(filer))) == (epost.slag, set(TITLER) if lov else set())


def test_den_apne_utgaven_av_et_dokument_har_ingenting_av_del_1(gang: Motegang) -> None:
    malgrupper = Dokument.Malgruppe
    fra = {
        m: funn_i("".join(json.dumps(d.innhold) for d in Dokument.objects.filter(malgruppe=m)))
        for m in malgrupper
    }

    assert fra == {malgrupper.GRUPPE: set(TITLER), malgrupper.APEN: set()}


def test_feilmeldinger_rober_ikke_del_1_for_en_arrangor_som_ikke_er_medlem(
    gang: Motegang, client_for: Klient
) -> None:
    """An item in the middle of part 1 is refused without saying with what it collides."""
    mote = gang.planlagt_av_kontakt
    klient = client_for(gang.verden.kontakt)
    del1, url = mote.programposter.get(motedel="1"), reverse("program", args=(mote.pk,))
    skjema = klient.get(url).context["skjema"]
    apent = {felt.html_name: str(felt.value() or "") for felt in skjema}
    punkt = {"motedel_ny": "2", "start_ny": "10:15", "varighet_ny": "30", "tittel_ny": "Noe i veien"}

    svar = klient.post(url, apent | punkt)
    klient.post(url, apent | {f"tittel_{del1.pk}": "Kapret"})

    assert (svar.context["skjema"].errors.keys(), funn_i(svar.content.decode())) == ({"start_ny"}, set())
    assert del1.__class__.objects.get(pk=del1.pk).tittel == TITLER[0]


def test_en_ufullstendig_innkalling_fra_en_som_ikke_er_medlem_rober_ikke_del_1(
    gang: Motegang, client_for: Klient
) -> None:
    mote = gang.planlagt_av_kontakt
    lag_program(mote)  # the same hours once more: everything overlaps
    klient = client_for(gang.verden.kontakt)

    svar = klient.post(reverse("innkalling_lever", args=(mote.pk,)), {"arsak": ""}, follow=True)

    assert (Mote.objects.get(pk=mote.pk).innkallinger.count(), funn_i(svar.content.decode())) == (0, set())


def test_den_som_ikke_er_medlem_skriver_referat_uten_a_rore_del_1(gang: Motegang, client_for: Klient) -> None:
    """What members wrote stays as it was when somebody saves who cannot see it."""
    referat = gang.utkast_av_kontakt.referat
    klient = client_for(gang.verden.kontakt)
    url = reverse("referat_skriv", args=(gang.utkast_av_kontakt.pk,))
    skjema = klient.get(url).context["skjema"]
    felt = {navn: skjema[navn].value() or "" for navn in skjema.fields}

    svar = klient.post(url, felt, follow=True)

    notater = set(referat.saker.filter(motedel="1").values_list("gruppenotat__tekst", flat=True))
    avtalt = list(referat.oppfolginger.filter(motedel="1").values_list("hva", flat=True))
    assert (notater, avtalt, funn_i(svar.content.decode())) == ({NOTATER[1]}, [OPPFOLGING], set())
