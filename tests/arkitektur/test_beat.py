"""Beat runs on intervals, each sweep expires before the next, and nothing waits inside the broker."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from nettverk.celery import app
from tests.arkitektur.filer import kildefiler

FORBUDT = {"crontab", "eta", "countdown", "AsyncResult", "solar"}


@pytest.mark.parametrize("navn", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_beat_har_intervall_som_utloper_for_det_neste(navn: str) -> None:
    app.loader.import_default_modules()
    rad = settings.CELERY_BEAT_SCHEDULE[navn]
    assert rad["task"] in app.tasks
    assert isinstance(rad["schedule"], float)
    assert 0 < rad["options"]["expires"] < rad["schedule"]


def navn_i(sti: Path) -> set[str]:
    """Every name, attribute, keyword and import in a Python file."""
    funnet: set[str] = set()
    for node in ast.walk(ast.parse(sti.read_text())):
        if isinstance(node, ast.Name):
            funnet.add(node.id)
        elif isinstance(node, ast.Attribute):
            funnet.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            funnet.add(node.arg)
        elif isinstance(node, ast.alias):
            funnet.add(node.name)
    return funnet


def test_kilden_bruker_ikke_klokkeslett_eller_ventetid_i_celery() -> None:
    brudd = {str(sti): navn_i(sti) & FORBUDT for sti in kildefiler(".py") if "tests" not in sti.parts}
    assert {sti: funn for sti, funn in brudd.items() if funn} == {}


def test_celery_har_ikke_resultatlager() -> None:
    assert app.conf.task_ignore_result is True
    assert app.conf.result_backend is None
