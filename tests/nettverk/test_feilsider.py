"""Errors have a page of their own, also where there is neither request nor database."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation


@pytest.mark.parametrize("mal", ["400.html", "403_csrf.html", "429.html", "500.html"])
@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_feilside_klarer_seg_uten_kontekst(mal: str, sprak: str) -> None:
    with translation.override(sprak):
        side = render_to_string(mal)
    assert f'<html lang="{sprak}">' in side
    assert (side.count("<h1"), side.count("<title>")) == (1, 1)
    assert 'href="/"' in side
