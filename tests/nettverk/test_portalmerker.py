"""Icons and state marks: decoration is silent, meaning is in words."""

import pytest
from django.template import Context, Template

from nettverk.ikoner import IKONER, MERKER
from nettverk.tilstand import Tilstand


def tegnet(mal: str, **kontekst: object) -> str:
    return Template("{% load portal %}" + mal).render(Context(kontekst))


@pytest.mark.parametrize(
    "mal", [f'{{% ikon "{n}" %}}' for n in IKONER] + [f'{{% merke "{n}" %}}' for n in MERKER]
)
def test_hver_tegning_er_pynt_uten_navn(mal: str) -> None:
    svg = tegnet(mal)
    assert svg.startswith("<svg ") and svg.endswith("</svg>")
    assert (svg.count('aria-hidden="true"'), svg.count('role="img"')) == (1, 0)


def test_tegning_som_star_alene_har_navn() -> None:
    svg = tegnet('{% ikon "telefon" tittel=t %}', t='Ring "Åse"')
    assert 'role="img" aria-label="Ring &quot;Åse&quot;"' in svg
    assert "aria-hidden" not in svg


def test_merke_kan_ligge_i_en_tegning() -> None:
    svg = tegnet('{% merke "over" farge="danger" x=10 y=20 width=16 height=16 %}')
    assert 'data-color="danger" x="10" y="20" width="16" height="16"' in svg


def test_tilstand_har_farge_form_og_ord() -> None:
    fylt = tegnet("{% tilstand t %}", t=Tilstand("danger", "over", "6 dager over", fylt=True))
    stille = tegnet("{% tilstand t nar %}", nar="<3. nov.", t=Tilstand("success", "gjort", "Gjort"))
    assert fylt.startswith('<span class="tilstand tilstand--fylt" data-color="danger"><svg')
    assert fylt.endswith("<span>6 dager over</span></span>")
    assert stille.startswith('<span class="tilstand" data-color="success"><svg')
    assert stille.endswith("<span>Gjort <small>&lt;3. nov.</small></span></span>")


def test_adgang_sies_i_ord() -> None:
    assert "Bare for medlemmer" in tegnet('{% adgang "1" %}')
    assert "Åpen for kolleger og ledere" in tegnet('{% adgang "2" %}')
