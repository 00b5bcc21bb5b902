"""No key of a personal link reaches the log."""

import logging

import pytest

from nettverk.logg import MaskerendeFormatter


@pytest.mark.parametrize(
    ("skrevet", "lest"),
    [
        ("Not Found: /svar/hEm-mel_ig123/", "Not Found: /svar/.../"),
        ("GET /l/abc?x=1 HTTP/1.1", "GET /l/...?x=1 HTTP/1.1"),
        ("https://portal.example/nn/svar/abc/", "https://portal.example/nn/svar/.../"),
        ("Not Found: /moter/svarfrist/", "Not Found: /moter/svarfrist/"),
    ],
)
def test_logglinjen_er_uten_nokkel(skrevet: str, lest: str) -> None:
    rad = logging.makeLogRecord({"msg": "%s", "args": (skrevet,)})
    assert MaskerendeFormatter("%(message)s").format(rad) == lest


def test_sporet_av_en_feil_er_uten_nokkel() -> None:
    try:
        raise ValueError("/svar/hemmelig/")
    except ValueError as feil:
        rad = logging.makeLogRecord({"msg": "Feil", "exc_info": (type(feil), feil, feil.__traceback__)})
    assert MaskerendeFormatter("%(message)s").format(rad).splitlines()[-1] == "ValueError: /svar/.../"
