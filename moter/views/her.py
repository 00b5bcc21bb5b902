"""«Jeg er her»: the page that the code on the wall opens, for anybody, on a phone, without login (X1).

It shows no list of people. Who types a whole name or an address is asked whether she is that one; the
question goes with a signed key, so that the next press can be about nobody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter import oppmote as verb
from moter.gjenkjenning import finn_blant
from moter.innsjekkskjema import HvemForm
from moter.models import Innsjekk, Mote
from moter.oppmote import Ventet
from moter.views import Moteside
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.lenkesider import i_malform, stille

SALT = "innsjekk"
GYLDIG_I = 600  # seconds from the question to the press
BOMMER = "innsjekk"  # in ACCOUNT_RATE_LIMITS: how often an address on the net may miss
MINNE = "her"  # in the session: who was checked in from this browser, per meeting


def innsjekkside(visning: Moteside) -> Callable[..., HttpResponse]:
    """Find the meeting by its code; where it is not open, say when it is, or that it is over.

    The page is in the language the browser has chosen, else the network's.
    """

    @wraps(visning)
    def vis(request: HttpRequest, innsjekkode: str) -> HttpResponse:
        mote = Mote.objects.med_navn().filter(innsjekkode=innsjekkode).first()
        if mote is None:
            return stille(render(request, "moter/her_stengt.html", status=404))
        request.nettverk = mote.gruppe.nettverk  # type: ignore[attr-defined]
        malform = request.LANGUAGE_CODE if request.user.is_authenticated else mote.gruppe.nettverk.malform
        return stille(i_malform(request, malform, lambda: _apen_side(request, mote, visning)))

    return vis


def _apen_side(request: HttpRequest, mote: Mote, visning: Moteside) -> HttpResponse:
    naa = klokke.naa()
    if verb.er_apen(mote, naa):
        return visning(request, mote)
    kontekst = {"mote": mote, "er_ferdig": mote.er_ferdig(naa), "apner": verb.apner(mote)}
    return render(request, "moter/her_stengt.html", kontekst, status=200 if request.method == "GET" else 409)


@innsjekkside
def her(request: HttpRequest, mote: Mote) -> HttpResponse:
    """Ask who it is; know her again who has just been, and who is logged in."""
    if request.method == "POST":
        return _let(request, mote)
    if "annen" not in request.GET:
        innsjekk = _husket(request, mote)
        if innsjekk is not None:
            return _vis_kvittering(request, mote, innsjekk)
        if (innlogget := _innlogget(request, mote)) is not None:
            return _sporr(request, mote, innlogget)
    return _vis(request, mote, skjema=HvemForm())


def _vis(request: HttpRequest, mote: Mote, *, status: int = 200, **kontekst: Any) -> HttpResponse:
    return render(request, "moter/her.html", {"mote": mote} | kontekst, status=status)


def _innlogget(request: HttpRequest, mote: Mote) -> Ventet | None:
    """Return the one who is logged in, if she is expected here."""
    person = innsyn_i(request).person
    return verb.finn(mote, f"p{person.pk}") if person else None


def _let(request: HttpRequest, mote: Mote) -> HttpResponse:
    """Look for whom somebody says she is; say no more of others than that there is none, or are several."""
    skjema = HvemForm(request.POST)
    if not skjema.is_valid():
        return _vis(request, mote, skjema=skjema, status=422)
    if not ratelimit.consume(request, action=BOMMER, dry_run=True):
        skjema.add_error(None, _("Det er prøvd for mange ganger herfra. Si fra til arrangøren."))
        return _vis(request, mote, skjema=skjema, status=429)
    treff = finn_blant(verb.ventede(mote), skjema.cleaned_data["hvem"])
    if len(treff) == 1:
        return _sporr(request, mote, treff[0])
    ratelimit.consume(request, action=BOMMER)
    skjema.add_error("hvem", _feil(skjema.cleaned_data["hvem"], treff))
    return _vis(request, mote, skjema=skjema, status=422)


def _feil(skrevet: str, treff: list[Ventet]) -> str:
    if not treff:
        return _("Vi fant deg ikke. Skriv fornavn og etternavn, eller si fra til arrangøren.")
    if "@" in skrevet:
        return _("Flere bruker denne adressen. Skriv fornavn og etternavn.")
    return _("Flere har dette navnet. Skriv e-postadressen din.")


def _sporr(request: HttpRequest, mote: Mote, hvem: Ventet) -> HttpResponse:
    svar = signing.dumps([mote.pk, hvem.nokkel], salt=SALT)
    return _vis(request, mote, hvem=hvem, svar=svar)


@require_POST
@innsjekkside
def inn(request: HttpRequest, mote: Mote) -> HttpResponse:
    """Check in the one who was asked about."""
    try:
        mote_pk, nokkel = signing.loads(request.POST.get("svar", ""), salt=SALT, max_age=GYLDIG_I)
        if mote_pk != mote.pk:
            raise signing.BadSignature
        innsjekk, ny = verb.sjekk_inn(mote, nokkel, av=None, naa=klokke.naa())
    except signing.BadSignature:
        messages.error(request, _("Det gikk for lang tid. Skriv navnet ditt på nytt."))
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        request.session[MINNE] = request.session.get(MINNE, {}) | {str(mote.pk): [innsjekk.pk, ny]}
    return redirect("her", innsjekkode=mote.innsjekkode)


@require_POST
@innsjekkside
def angre(request: HttpRequest, mote: Mote) -> HttpResponse:
    """Take back what was done from this browser a few minutes ago."""
    innsjekk = _husket(request, mote)
    try:
        verb.angre(innsjekk if innsjekk and _er_ny(request, mote) else None, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Angret. Du er ikke registrert."))
    return redirect("her", innsjekkode=mote.innsjekkode)


def _husket(request: HttpRequest, mote: Mote) -> Innsjekk | None:
    """Return what was noted from this browser at this meeting, if it still stands."""
    pk, _ny = request.session.get(MINNE, {}).get(str(mote.pk), (None, False))
    return Innsjekk.objects.filter(mote=mote, pk=pk).select_related("person", "gjest").first() if pk else None


def _er_ny(request: HttpRequest, mote: Mote) -> bool:
    """Whether this browser is the one that checked her in; another cannot undo it."""
    return bool(request.session[MINNE][str(mote.pk)][1])


def _vis_kvittering(request: HttpRequest, mote: Mote, innsjekk: Innsjekk) -> HttpResponse:
    kan_angre = _er_ny(request, mote) and verb.kan_angres(innsjekk, klokke.naa())
    return _vis(request, mote, innsjekk=innsjekk, kan_angre=kan_angre)
