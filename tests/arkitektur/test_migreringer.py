"""The migrations match the models."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migreringene_er_i_takt_med_modellene(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True)
    assert capsys.readouterr().out == "No changes detected\n"
