"""What is let in of files, under what name, and what becomes of the bytes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from moter.filer import slett
from moter.models import Gruppefil
from nettverk import filnavn, filstruktur
from nettverk.filer import DOKUMENTER, MAKS_MB, TYPER, filsvar, godkjent
from nettverk.filnavn import rent_navn, skjuler_noe
from nettverk.filopprydding import slett_ubrukte
from nettverk.models import Fil
from nettverk.opplasting import STORST, Tak
from tests.factories import NAA
from tests.filer import JPG, OLE, PDF, PNG, doc, lag_fil, odf, ooxml, opplastet, pakket
from tests.verden import Verden

GODE = {
    "plan.pdf": PDF, "PLAN.PDF": PDF, "bilde.png": PNG, "bilde.jpg": JPG, "bilde.jpeg": JPG,
    "brev.docx": ooxml("word"), "tall.xlsx": ooxml("xl"), "vis.pptx": ooxml("ppt"), "brev.doc": doc(),
    "brev.odt": odf("text"), "tall.ods": odf("spreadsheet"), "vis.odp": odf("presentation"),
    "plan v1.2 (ny).pdf": PDF,
}  # fmt: skip

FEIL_TYPE, FEIL_INNHOLD, MAKRO = "denne typen", "ikke det navnet sier", "makroer"
DARLIGE = [
    ("virus.exe", b"MZ\x90\x00", FEIL_TYPE),
    ("side.html", b"<script>alert(1)</script>", FEIL_TYPE),
    ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", FEIL_TYPE),
    ("brev.docm", ooxml("word"), FEIL_TYPE),
    ("uten", PDF, FEIL_TYPE),
    ("faktura.exe.pdf", PDF, FEIL_TYPE),
    ("faktura\u202efdp.exe", PDF, FEIL_TYPE),
    ("side.pdf", b"<html><script>alert(1)</script></html>", FEIL_INNHOLD),
    ("program.pdf", b"MZ\x90\x00" * 200, FEIL_INNHOLD),
    ("bilde.png", JPG, FEIL_INNHOLD),
    ("brev.docx", pakket({"noe.txt": "x"}), FEIL_INNHOLD),
    ("brev.docx", ooxml("xl"), FEIL_INNHOLD),
    ("brev.docx", b"PK\x03\x04 ikke en pakke", FEIL_INNHOLD),
    ("brev.docx", PDF, FEIL_INNHOLD),
    ("brev.odt", odf("spreadsheet"), FEIL_INNHOLD),
    ("brev.odt", pakket({"content.xml": "<x/>"}), FEIL_INNHOLD),
    ("brev.doc", OLE, FEIL_INNHOLD),
    ("brev.docx", ooxml("word", **{"word/vbaProject.bin": b"x"}), MAKRO),
    ("brev.docx", ooxml("word", **{"word/VBAPROJECT.BIN": b"x"}), MAKRO),
    ("brev.odt", odf("text", **{"Basic/Standard/Modul.xml": "<x/>"}), MAKRO),
    ("brev.doc", doc("_VBA_PROJECT".encode("utf-16-le")), MAKRO),
    ("tom.pdf", b"", "er tom"),
]  # fmt: skip


@pytest.mark.parametrize("navn", GODE)
def test_gode_filer_slippes_inn_med_sin_type(navn: str) -> None:
    fil = godkjent(opplastet(GODE[navn], navn))
    assert (fil.mime, fil.fil.tell()) == (TYPER["." + navn.rpartition(".")[2].lower()], 0)


@pytest.mark.parametrize(("navn", "innhold", "feil"), DARLIGE)
def test_darlige_filer_nektes_med_ord(navn: str, innhold: bytes, feil: str) -> None:
    with pytest.raises(ValidationError, match=feil):
        godkjent(opplastet(innhold, navn))


def test_bare_de_typene_feltet_tar_imot() -> None:
    with pytest.raises(ValidationError, match="Bruk PDF, DOCX, ODT, DOC"):
        godkjent(opplastet(PNG, "bilde.png"), DOKUMENTER)


def test_for_stor_nektes_uten_a_leses(monkeypatch: pytest.MonkeyPatch) -> None:
    fil = opplastet()
    fil.size = STORST + 1
    monkeypatch.setattr(fil, "file", None)
    with pytest.raises(ValidationError, match=f"større enn {MAKS_MB} MB"):
        godkjent(fil)


def test_en_bombe_pakkes_ikke_ut(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it would become is said in its table; nothing is unpacked to find out."""
    monkeypatch.setattr(filstruktur, "STORST", 1_000_000)
    bombe = ooxml("word", **{"word/stor.xml": b"\0" * 2_000_000})
    assert len(bombe) < 10_000
    with pytest.raises(ValidationError, match="for stor når den åpnes"):
        godkjent(opplastet(bombe, "brev.docx"))


def test_en_pakke_med_svaert_mange_filer_nektes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filstruktur, "FLEST", 10)
    mange = ooxml("word", **{f"word/{nr}.xml": "" for nr in range(10)})
    with pytest.raises(ValidationError):
        godkjent(opplastet(mange, "brev.docx"))


@pytest.mark.parametrize(
    ("navn", "rent"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Åse\\plan.docx", "plan.docx"),
        ("rapport\x00\x1f.pdf", "rapport.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("  to   ord .pdf", "to ord.pdf"),
        (".pdf", "fil.pdf"),
        ("", "fil"),
        ("A\u030arsplan.pdf", "Årsplan.pdf"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
    ],
)
def test_navnet_renses(navn: str, rent: str) -> None:
    assert rent_navn(navn) == rent


@given(st.text(max_size=400))
def test_et_rent_navn_er_kort_synlig_uten_sti_og_rent(navn: str) -> None:
    rent = rent_navn(navn)
    assert 0 < len(rent) <= filnavn.LENGST
    assert not set(rent) & set("/\\\0\n\r\u202e")
    assert rent_navn(rent) == rent


@pytest.mark.parametrize(("navn", "skjuler"), [("a.exe.pdf", True), ("a.JS .pdf", True), ("a.v2.pdf", False)])
def test_doble_endelser_som_kjorer_kjennes_igjen(navn: str, skjuler: bool) -> None:
    assert skjuler_noe(navn) is skjuler


def test_filen_ligger_under_et_navn_ingen_gjetter(verden: Verden) -> None:
    en = lag_fil(verden.gruppe, verden.medlem, navn="hemmelig plan.pdf").fil
    to = lag_fil(verden.gruppe, verden.medlem, navn="hemmelig plan.pdf").fil
    assert en.innhold.name is not None
    assert (en.navn, "hemmelig" in en.innhold.name) == ("hemmelig plan.pdf", False)
    assert len(en.innhold.name) > 30
    assert en.innhold.name != to.innhold.name
    assert Path(en.innhold.path).read_bytes() == PDF
    assert Path(en.innhold.path).stat().st_mode & 0o077 == 0


def test_filen_leveres_som_vedlegg_og_vises_ikke_som_side(verden: Verden) -> None:
    svar = filsvar(lag_fil(verden.gruppe, verden.medlem, navn="Årsplan; ny.pdf").fil)
    assert svar["Content-Disposition"] == "attachment; filename*=utf-8''%C3%85rsplan%3B%20ny.pdf"
    assert (svar["Content-Type"], svar["X-Content-Type-Options"], svar["Cache-Control"]) == (
        "application/pdf", "nosniff", "private, no-store",
    )  # fmt: skip
    assert b"".join(svar) == PDF


def test_innholdet_slettes_med_raden(verden: Verden, django_capture_on_commit_callbacks: Any) -> None:
    gruppefil = lag_fil(verden.gruppe, verden.medlem)
    sti = Path(gruppefil.fil.innhold.path)
    with django_capture_on_commit_callbacks() as ventende:
        slett(gruppefil)
    assert (sti.exists(), Fil.objects.count(), Gruppefil.objects.count()) == (True, 0, 0)
    for kall in ventende:
        kall()
    assert not sti.exists()


def test_et_innhold_som_er_borte_stopper_ikke_slettingen(
    verden: Verden, django_capture_on_commit_callbacks: Any
) -> None:
    gruppefil = lag_fil(verden.gruppe, verden.medlem)
    Path(gruppefil.fil.innhold.path).unlink()
    with django_capture_on_commit_callbacks(execute=True):
        slett(gruppefil)
    assert not Fil.objects.exists()


def test_ubrukte_filer_slettes_etter_et_dogn(verden: Verden, django_capture_on_commit_callbacks: Any) -> None:
    brukt = lag_fil(verden.gruppe, verden.medlem).fil
    ubrukt = Fil.objects.ta_vare_pa(
        opplastet(), mime="application/pdf", nettverk=verden.nettverk, av=verden.medlem, naa=NAA
    )
    sti, dogn = Path(ubrukt.innhold.path), NAA + timedelta(days=1)

    assert (slett_ubrukte(dogn), sti.exists()) == (0, True)
    with django_capture_on_commit_callbacks(execute=True):
        assert slett_ubrukte(dogn + timedelta(minutes=1)) == 1
    assert (sti.exists(), list(Fil.objects.all())) == (False, [brukt])


def test_gar_noe_galt_ligger_ingenting_igjen(verden: Verden, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Exception, match="gruppefil_i_en_del"):
        lag_fil(verden.gruppe, verden.medlem, mote=verden.mote, motedel="felles")
    assert [sti for sti in tmp_path.rglob("*") if sti.is_file()] == []


@pytest.mark.parametrize("biter", [0, 5, 160, 161, 400])
def test_taket_slipper_en_bit_for_mye_igjennom_og_kaster_resten(biter: int) -> None:
    """So that the form meets a file that is too big, and the disk never more than that."""
    bit, tak, fikk, start = b"x" * 65536, Tak(), 0, 0
    for _nr in range(biter):
        fikk += len(tak.receive_data_chunk(bit, start) or b"")
        start += len(bit)
    assert fikk == min(biter * 65536, STORST + 65536)


def test_en_for_stor_opplasting_sies_ved_feltet(verden: Verden, client_for: Any, tmp_path: Path) -> None:
    stor = TemporaryUploadedFile("stor.pdf", "application/pdf", 0, None)
    stor.write(PDF + b"\0" * (STORST + 200_000))
    stor.seek(0)
    svar = client_for(verden.medlem).post(f"/grupper/{verden.gruppe.pk}/hylle/", {"fil": stor})
    assert (svar.status_code, f"Filen er større enn {MAKS_MB} MB." in svar.content.decode()) == (422, True)
    assert not Fil.objects.exists()
