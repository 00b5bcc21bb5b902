"""Whether the operating group takes part in part 1: for the group to choose (L8)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nettverk.innsyn import innsyn_i
from nettverk.models import Gruppe


@require_POST
@login_required
def drift_i_del1(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the group lead or deputy choose, and undo it; answers given for part 1 stand."""
    gruppe = get_object_or_404(Gruppe.objects.ledet_av(innsyn_i(request)), pk=pk)
    if (valg := request.POST.get("del1")) in ("ja", "nei"):
        gruppe.drift_i_del1 = valg == "ja"
        gruppe.save(update_fields=("drift_i_del1",))
        alle, del2 = _("Driftsgruppen er med på del 1 og del 2."), _("Driftsgruppen er bare med på del 2.")
        messages.success(request, alle if gruppe.drift_i_del1 else del2)
    return redirect("gruppe", gruppe.pk)
