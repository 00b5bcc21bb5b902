"""Freezing documents, and the sweep that makes their PDFs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

from nettverk.dokumenter.filer import filnavn, pdf_svar
from nettverk.dokumenter.motor import PdfFeil, Pdfmaskin, PdfUmulig
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.models import Dokument, Nettverk
from nettverk.models.dokument import Frosset
from tests.nettverk.dokumenteksempler import INNKALLING, INVITASJON, REFERAT, sak
from tests.nettverk.pdfverktoy import pdfmaskin

pytestmark = pytest.mark.django_db
NAA = datetime(2026, 11, 4, 8, 12, tzinfo=UTC)


class Feilende(Pdfmaskin):
    """A machine that always fails in the same way."""

    def __init__(self, feil: Exception) -> None:
        super().__init__()
        self.feil = feil

    def lag(self, html: str) -> bytes:
        raise self.feil


class Rask(Pdfmaskin):
    """A machine that gives the same few bytes at once, for what is not about the PDF."""

    def lag(self, html: str) -> bytes:
        return b"%PDF"


@pytest.fixture(scope="module")
def maskin() -> Iterator[Pdfmaskin]:
    with pdfmaskin() as maskin:
        yield maskin


@pytest.fixture
def nettverk() -> Nettverk:
    return Nettverk.objects.create(navn="Nettverket", slug="nv", kortnavn="KLB", sekretariat="KLB")


def frys(nettverk: Nettverk, versjon: int = 1, **annet: Any) -> Dokument:
    felt: dict[str, Any] = {
        "gjelder": nettverk,
        "slag": "innkalling",
        "malgruppe": "gruppe",
        "malform": "nb",
        "versjon": versjon,
        "innhold": INNKALLING,
        "nettverk": nettverk,
        "filnavn": "innkalling.pdf",
        "naa": NAA,
    }
    return Dokument.objects.frys(**(felt | annet))


def tilstander() -> list[tuple[int, str, str]]:
    return list(Dokument.objects.order_by("versjon").values_list("versjon", "pdf_status", "pdf_feil"))


def test_frys_to_ganger_gir_samme_rad(nettverk: Nettverk) -> None:
    assert frys(nettverk) == frys(nettverk, naa=NAA + timedelta(hours=1))
    assert Dokument.objects.get().opprettet == NAA


def test_frys_nekter_annet_innhold_i_samme_versjon(nettverk: Nettverk) -> None:
    frys(nettverk)
    with pytest.raises(Frosset):
        frys(nettverk, innhold=INNKALLING | {"sted": "Et annet sted"})
    assert Dokument.objects.get().innhold == INNKALLING


@pytest.mark.parametrize(
    ("slag", "innhold"),
    [("innkalling", INNKALLING), ("referat", REFERAT | {"saker": [sak(1, "x", "y", del_="1")]})],
)
def test_frys_nekter_del1_i_apent_dokument(nettverk: Nettverk, slag: str, innhold: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^part 1 in a document that leaves the group$"):
        frys(nettverk, slag=slag, malgruppe="apen", innhold=innhold)
    assert not Dokument.objects.exists()


def test_frys_tar_apent_innhold(nettverk: Nettverk) -> None:
    assert frys(nettverk, malgruppe="apen", innhold=INVITASJON).innhold == INVITASJON


def test_sveip_lager_det_som_venter(nettverk: Nettverk, maskin: Pdfmaskin) -> None:
    frys(nettverk)
    assert lag_ventende(NAA, maskin) == 1
    assert tilstander() == [(1, "klar", "")]
    assert bytes(Dokument.objects.get().pdf or b"").startswith(b"%PDF-1.7")
    assert lag_ventende(NAA, maskin) == 0


@pytest.mark.parametrize(
    ("feil", "status"), [(PdfFeil("for stort"), "feilet"), (PdfUmulig("no pango"), "umulig")]
)
def test_sveip_merker_det_som_ikke_gar(nettverk: Nettverk, feil: Exception, status: str) -> None:
    frys(nettverk)
    assert lag_ventende(NAA, Feilende(feil)) == 0
    assert tilstander() == [(1, status, str(feil))]
    assert Dokument.objects.prov_igjen() == 1
    assert lag_ventende(NAA, Rask()) == 1


def test_ett_darlig_dokument_holder_ikke_igjen_det_neste(nettverk: Nettverk) -> None:
    frys(nettverk, innhold={"bolker": []})
    frys(nettverk, versjon=2)
    assert lag_ventende(NAA, Rask()) == 1
    assert tilstander() == [(1, "feilet", "KeyError: 'gruppe'"), (2, "klar", "")]


def test_krav_gjelder_i_fem_minutter(nettverk: Nettverk) -> None:
    assert frys(nettverk).ta(NAA)
    assert lag_ventende(NAA + timedelta(minutes=5), Rask()) == 0
    assert lag_ventende(NAA + timedelta(minutes=5, seconds=1), Rask()) == 1


def test_den_som_har_mistet_kravet_skriver_ikke(nettverk: Nettverk) -> None:
    forste, andre = frys(nettverk), frys(nettverk)
    assert forste.ta(NAA)
    assert andre.ta(NAA + timedelta(minutes=6))
    assert not forste.noter_pdf("feilet", feil="for sent")
    assert andre.noter_pdf("klar", pdf=b"%PDF")
    assert tilstander() == [(1, "klar", "")]


def test_to_krever_ikke_det_samme(nettverk: Nettverk) -> None:
    forste, andre = frys(nettverk), frys(nettverk)
    assert [forste.ta(NAA), andre.ta(NAA)] == [True, False]


def test_pdf_svar_gir_filen(nettverk: Nettverk) -> None:
    frys(nettverk, filnavn="innkalling-asane.pdf")
    lag_ventende(NAA, Rask())
    svar = pdf_svar(Dokument.objects.get())
    assert svar.content == b"%PDF"
    assert svar.headers["Content-Disposition"] == 'inline; filename="innkalling-asane.pdf"'


def test_pdf_svar_uten_pdf_er_ikke_funnet(nettverk: Nettverk) -> None:
    with pytest.raises(Http404):
        pdf_svar(frys(nettverk))


@pytest.mark.parametrize(
    ("deler", "navn"),
    [
        (("innkalling", "Åsane", "2026-11-24"), "innkalling-asane-2026-11-24.pdf"),
        (("referat", "Sør-Øst & Ærfugl/..", "2026"), "referat-sor-ost-aerfugl-2026.pdf"),
        (("referat", "Ŋálggu"), "referat-nalggu.pdf"),
    ],
)
def test_filnavn_er_ascii(deler: tuple[str, ...], navn: str) -> None:
    assert filnavn(*deler) == navn
