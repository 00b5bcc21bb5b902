"""The whole season at a glance for those who run it, and the reminders about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dybdemoter import paminnelser
from dybdemoter.models import Serie
from dybdemoter.sesong import Sesong, med_sesongen
from dybdemoter.views.styring import styringsside, vis
from nettverk import klokke


@styringsside
def serie(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show where the season stands, and what is to be done next."""
    lest = med_sesongen(Serie.objects.filter(pk=serie.pk)).get()
    return vis(request, lest, "sesong", {"sesong": Sesong(lest, klokke.naa())})


@styringsside
def varsler(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show which reminders have gone, and which will go, when and to whom (F5)."""
    kontekst = {
        "fortalt": paminnelser.fortalt(serie),
        "planlagt": paminnelser.planlagt(serie, klokke.naa()),
    }
    return vis(request, serie, "varsler", kontekst)
