"""A national identity number in free text is found wherever it stands, and refused in every form (X12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from nettverk.personnummer import KODE, MELDING, er_personnummer, personnumre, uten_personnummer
from tests.verden import Verden

# A date and a number that make no living person's: month plus 80, as the tax office's test data.
SYNTETISK = "01819010001"
# Text with a grammar of its own, which is checked against that.
EGEN_FORM = (forms.EmailField, forms.URLField, forms.SlugField, forms.RegexField, forms.UUIDField)


def _kontroll(sifre: list[int], vekter: tuple[int, ...]) -> int:
    return -sum(v * s for v, s in zip(vekter, sifre, strict=True)) % 11


@st.composite
def numre(draw: st.DrawFn) -> str:
    """Any number the rule knows: ordinary, D-number, and both kinds of test data."""
    dag = draw(st.dates(date(1900, 1, 1), date(2039, 12, 31)))
    tillegg_dag, tillegg_maned = draw(st.sampled_from((0, 40))), draw(st.sampled_from((0, 40, 80)))
    individ = draw(st.integers(0, 999))
    tekst = f"{dag.day + tillegg_dag:02}{dag.month + tillegg_maned:02}{dag.year % 100:02}{individ:03}"
    sifre = [int(tegn) for tegn in tekst]
    k1 = _kontroll(sifre, (3, 7, 6, 1, 8, 9, 4, 5, 2))
    assume(k1 < 10)
    k2 = _kontroll([*sifre, k1], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    assume(k2 < 10)
    return f"{tekst}{k1}{k2}"


ikke_siffer = st.text(max_size=20).filter(lambda t: not any(tegn.isdecimal() for tegn in t))


@given(numre(), ikke_siffer, ikke_siffer)
def test_hvert_nummer_finnes_i_enhver_tekst(nummer: str, foran: str, bak: str) -> None:
    assert list(personnumre(foran + nummer + bak)) == [nummer]


@given(numre(), st.sampled_from([" ", "\N{NO-BREAK SPACE}", ".", "-", "–", " - ", "  ", "\n"]))
def test_et_delt_nummer_finnes(nummer: str, skille: str) -> None:
    skille = skille if len(skille) < 3 else "-"
    skrevet = [
        f"{nummer[:6]}{skille}{nummer[6:]}",
        f"{nummer[:2]}{skille}{nummer[2:4]}{skille}{nummer[4:6]}{skille}{nummer[6:]}",
        skille.join(nummer),
    ]
    assert [list(personnumre(f"Født {ett}, sa hun")) for ett in skrevet] == [[nummer]] * 3


@given(numre(), st.integers(0, 10), st.integers(1, 9))
def test_et_galt_siffer_er_ikke_et_nummer(nummer: str, plass: int, pluss: int) -> None:
    """One digit wrong is always told by the check digits."""
    galt = f"{nummer[:plass]}{(int(nummer[plass]) + pluss) % 10}{nummer[plass + 1 :]}"
    assert list(personnumre(galt)) == []


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_elleve_sifre_nektes_bare_nar_de_er_et_nummer(sifre: str) -> None:
    assert bool(list(personnumre(sifre))) == er_personnummer([int(tegn) for tegn in sifre])


@given(numre(), st.text(alphabet="0123456789", min_size=1, max_size=9), st.booleans())
def test_en_del_av_et_lengre_tall_er_ikke_et_nummer(nummer: str, mer: str, foran: bool) -> None:
    assert nummer not in list(personnumre(mer + nummer if foran else nummer + mer))


@given(numre(), st.sampled_from(["5", "kl. 09.30", "17. mai 2026", "55 97 68 24"]))
def test_et_nummer_etter_andre_tall_finnes(nummer: str, tall: str) -> None:
    assert nummer in list(personnumre(f"{tall} {nummer}")) + list(personnumre(f"{tall}: {nummer}"))


@pytest.mark.parametrize(
    "tekst",
    [
        "Ring 55 97 68 24 eller 412 34 567.",
        "Ring +47 412 34 567, eller 0047 41234567",
        "Org.nr. 974 557 746",
        "Konto 0181.90.12320",  # the grouping of a bank account, whatever the digits
        "Den 24.11.2026, den 01.12.2026 og den 17.02.2027 kl. 09.30–14.30",
        "2026-11-24 2026-12-01",
        "99 01 90 12345",
        "",
    ],
)
def test_andre_tall_er_ikke_fodselsnummer(tekst: str) -> None:
    assert list(personnumre(tekst)) == []


def test_meldingen_sier_hvorfor() -> None:
    with pytest.raises(forms.ValidationError) as feil:
        uten_personnummer(f"Fulgte opp {SYNTETISK} hjemme")
    assert (feil.value.code, feil.value.messages) == (KODE, [str(MELDING)])


def _alle(klasse: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for under in klasse.__subclasses__():
        yield under
        yield from _alle(under)


def _er_fritekst(felt: forms.Field) -> bool:
    return isinstance(felt, forms.CharField) and not isinstance(felt, EGEN_FORM)


def _uvernet(skjema: type[forms.BaseForm]) -> list[str]:
    felter = getattr(skjema, "base_fields", {})
    return [
        f"{skjema.__module__}.{skjema.__qualname__}.{navn}"
        for navn, felt in felter.items()
        if _er_fritekst(felt) and uten_personnummer not in felt.validators
    ]


def test_hvert_tekstfelt_i_hvert_skjema_er_vernet() -> None:
    """A form that somebody writes tomorrow is among these as soon as a page uses it."""
    assert get_resolver().url_patterns
    egne = {"nettverk", "moter", "referat", "oversikt", "dybdemoter"}
    skjemaer = [s for s in _alle(forms.BaseForm) if s.__module__.partition(".")[0] in egne]
    vernet = [s.__name__ for s in skjemaer if any(map(_er_fritekst, s.base_fields.values()))]  # type: ignore[attr-defined]
    assert {"ReferatForm", "DetaljerForm", "ProgrampostForm", "LeverForm"} <= set(vernet)
    assert [felt for skjema in skjemaer for felt in _uvernet(skjema)] == []


def test_hvert_tekstfelt_i_registrene_er_vernet(verden: Verden, rf: RequestFactory) -> None:
    foresporsel = rf.get("/")
    foresporsel.user = verden.driftsansvarlig
    registre = [r for r in admin.site._registry.values() if r.has_change_permission(foresporsel)]
    skjemaer = [register.get_form(foresporsel) for register in registre]
    skjemaer += [
        tabell.get_formset(foresporsel).form
        for register in registre
        for tabell in register.get_inline_instances(foresporsel)
    ]
    assert "kortnavn" in {navn for skjema in skjemaer for navn in skjema.base_fields}
    assert [felt for skjema in skjemaer for felt in _uvernet(skjema)] == []


def test_det_som_ble_skrevet_blir_staende(verden: Verden, client: Client) -> None:
    client.force_login(verden.arrangor)
    url = reverse("mote_detaljer", args=(verden.mote.pk,))
    skrevet = f"Ta med journalen til {SYNTETISK[:6]} {SYNTETISK[6:]}"
    side = client.post(url, {"form": "fysisk", "praktisk": skrevet}).content.decode()
    assert (str(MELDING) in side, skrevet in side) == (True, True)
    verden.mote.refresh_from_db()
    assert verden.mote.praktisk == ""


def test_registeret_nekter_det_ogsa(verden: Verden, client: Client) -> None:
    client.force_login(verden.koordinator)
    felt = {"navn": f"Sone {SYNTETISK}", "nettverk": verden.nettverk.pk}
    svar = client.post(reverse("admin:nettverk_arbeidssted_add"), felt)
    assert svar.context["adminform"].form.errors == {"navn": [str(MELDING)]}
