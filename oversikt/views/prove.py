"""«Logg inn som»: try the portal as somebody of the demo data. Exists in the embedded mode only."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nettverk.klokke import naa
from oversikt.demo.roller import proveroller


@require_http_methods(["GET", "HEAD", "POST"])
def logg_inn_som(request: HttpRequest) -> HttpResponse:
    """Show whom one can be, and log in as the chosen one.

    The form names a role, never a person. Raises Http404 for an unknown one, and always outside
    the embedded mode, whatever the addresses say.
    """
    if not settings.INNEBYGD:
        raise Http404
    roller = proveroller(naa())
    if request.method != "POST":
        return render(request, "oversikt/logg_inn_som.html", {"roller": roller})
    valgt = next((rolle for rolle in roller if rolle.kode == request.POST.get("rolle")), None)
    if valgt is None:
        raise Http404
    login(request, valgt.person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(valgt.url)
