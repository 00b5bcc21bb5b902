"""Pages of local meetings. Each begins with what the viewer may see."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from moter.models import Mote
from nettverk.innsyn import Innsyn, innsyn_i

Moteside = Callable[..., HttpResponse]


def moteside(*, krever: str = "synlig_for", innlogget: bool = False) -> Callable[[Moteside], Moteside]:
    """Find the meeting for a page, among those that `krever` (a MoteQuerySet method) allows.

    The page gets `request`, `mote` and `innsyn`: who is logged in, or a workplace's contact by her link,
    unless the page is for those who are `innlogget`. What one may not see is 404, as if it were not.
    """

    def pynt(side: Moteside) -> Moteside:
        @wraps(side)
        def vis(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponse:
            innsyn = innsyn_i(request)
            if innsyn.person is None and (innlogget or innsyn.lenke is None):
                return redirect_to_login(request.get_full_path())
            tillatte = getattr(Mote.objects, krever)(innsyn)
            mote = get_object_or_404(tillatte.med_navn(), pk=pk)
            request.nettverk = mote.gruppe.nettverk  # type: ignore[attr-defined]
            return side(request, mote, innsyn, **kwargs)

        return vis

    return pynt


def krev(tillatt: bool) -> None:
    """Answer 404 where something is not for the viewer."""
    if not tillatt:
        raise Http404


def har(mote: Mote, metode: str, innsyn: Innsyn) -> bool:
    """Whether a MoteQuerySet method lets the viewer have this meeting."""
    return bool(getattr(Mote.objects, metode)(innsyn).filter(pk=mote.pk).exists())
