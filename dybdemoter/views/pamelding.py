"""Registering an institution, in two steps and without login (D3, D4)."""

from collections.abc import Container
from dataclasses import replace
from urllib.parse import quote, urlencode

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dybdemoter.deltakere import hint
from dybdemoter.models import Kontakt, Serie, Soknad
from dybdemoter.navnenokkel import navnenokkel
from dybdemoter.pamelding import Likt, Skjema, Stengt, meld_pa
from dybdemoter.pameldingsskjema import (
    FORSTE_RADER,
    BekreftForm,
    Deltakersett,
    InstitusjonForm,
    deltakersett,
    med_flere_rader,
    skjemadata,
    skrevet,
)
from dybdemoter.seriestand import Seriestand
from dybdemoter.views import serieside
from dybdemoter.views.offentlig import om_serien
from nettverk import klokke
from nettverk.lenkesider import i_malform, stille

GRENSE = "dybdepamelding"  # settings.ACCOUNT_RATE_LIMITS
KVITTERING, STEG2 = "dybdekvittering", "dybdesteg2"  # salts
STYRING = frozenset(("csrfmiddlewaretoken", "steg", "adgang", "samme", "spurt"))  # no part of the answers
FOR_MANGE = gettext_lazy(
    "Det kommer mange påmeldinger herfra akkurat nå. Vent et minutt, og trykk «Neste» igjen. Det du har "
    "skrevet, står her."
)
Steg2 = tuple[BekreftForm, Deltakersett]


@serieside
def pamelding(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Take the two steps. Nothing is kept between them but in the form itself."""
    naa = klokke.naa()
    if not serie.tar_imot(naa):
        return _stengt(request, serie)
    if request.method != "POST":
        return _steg1(request, InstitusjonForm(serie=serie))
    institusjon = InstitusjonForm(request.POST, serie=serie)
    steg = request.POST.get("steg", "")
    if steg == "tilbake" or not institusjon.is_valid():
        return _steg1(request, institusjon)
    if institusjon.er_fra_et_program:
        messages.success(request, _("Takk. Vi har fått påmeldingen."))
        return redirect("serie", serie.pk)
    if not _har_adgang(request, institusjon):
        return _neste(request, institusjon)
    if steg == "flere":
        return _steg2(request, institusjon, (_uprovd(request, serie), med_flere_rader(request.POST, flere=1)))
    return _send(request, institusjon)


def _neste(request: HttpRequest, institusjon: InstitusjonForm) -> HttpResponse:
    """Go on to step 2, with what was typed there if it has been shown before.

    The number of tries is limited here and not where the form is sent: the limit's own lock would let
    requests that come close to each other change places in the queue.
    """
    if not consume(request, action=GRENSE):
        institusjon.add_error(None, FOR_MANGE)
        return _steg1(request, institusjon, status=429)
    har_vaert_der = "deltaker-TOTAL_FORMS" in request.POST
    sett = med_flere_rader(request.POST) if har_vaert_der else deltakersett()
    return _steg2(request, institusjon, (_uprovd(request, institusjon.serie), sett))


def _send(request: HttpRequest, institusjon: InstitusjonForm) -> HttpResponse:
    serie = institusjon.serie
    bekreft, sett = BekreftForm(request.POST, serie=serie), deltakersett(request.POST)
    if not (bekreft.is_valid() & sett.is_valid()):
        return _steg2(request, institusjon, (bekreft, sett))
    data = skjemadata(institusjon, bekreft, sett, malform=request.LANGUAGE_CODE)
    try:
        kvittering = meld_pa(serie, _med_svaret(request.POST, data), naa=klokke.naa())
    except Stengt:
        return _stengt(request, serie)
    except Likt as likt:
        return _spor(request, institusjon, likt.soknader)
    except ValidationError as feil:
        return _vis_feil(request, institusjon, (bekreft, sett), feil)
    return redirect("seriekvittering", kvitteringsnokkel(kvittering.kontakt))


def _med_svaret(post: QueryDict, data: Skjema) -> Skjema:
    """Add what the person said when asked whether it is the same institution."""
    svar = post.get("samme", "")
    if svar.isdecimal():
        return replace(data, samme_som=int(svar))
    spurt = frozenset(int(en) for en in post.get("spurt", "").split(",") if en.isdecimal())
    return replace(data, andre_enn=spurt) if svar == "nei" else data


def _vis_feil(
    request: HttpRequest, institusjon: InstitusjonForm, steg2: Steg2, feil: ValidationError
) -> HttpResponse:
    """Show what the rules refused beside its field, in the step where the field is."""
    bekreft = steg2[0]
    for felt, meldinger in feil.message_dict.items():
        skjema = institusjon if felt in institusjon.fields else bekreft
        skjema.add_error(felt if felt in skjema.fields else None, meldinger)
    return _steg1(request, institusjon) if institusjon.errors else _steg2(request, institusjon, steg2)


def _steg1(request: HttpRequest, institusjon: InstitusjonForm, *, status: int = 422) -> HttpResponse:
    kontekst = om_serien(institusjon.serie) | {
        "skjema": institusjon,
        "skjulte": _skjulte(request.POST, utenom=institusjon.fields),
    }
    har_feil = institusjon.is_bound and institusjon.errors
    return render(request, "dybdemoter/pamelding.html", kontekst, status=status if har_feil else 200)


def _steg2(request: HttpRequest, institusjon: InstitusjonForm, steg2: Steg2) -> HttpResponse:
    bekreft, sett = steg2
    kontekst = om_serien(institusjon.serie) | {
        "institusjon": institusjon,
        "skjema": bekreft,
        "sett": sett,
        "adgang": Signer(salt=STEG2).sign_object(_hvem(institusjon)),
        "skjulte": _skjulte(request.POST, bare=institusjon.fields),
        "mange": len(sett.forms) > FORSTE_RADER,
    }
    har_feil = bekreft.errors or (sett.is_bound and not sett.is_valid())
    return render(request, "dybdemoter/pamelding_bekreft.html", kontekst, status=422 if har_feil else 200)


def _spor(request: HttpRequest, institusjon: InstitusjonForm, like: list[Soknad]) -> HttpResponse:
    """Ask whether it is the same institution as one that is in the queue; nothing is chosen beforehand."""
    kontekst = om_serien(institusjon.serie) | {
        "institusjon": institusjon.cleaned_data["institusjon"],
        "like": like,
        "ubesvart": "spurt" in request.POST,
        "adgang": request.POST["adgang"],
        "skjulte": _skjulte(request.POST),
    }
    status = 422 if kontekst["ubesvart"] else 200
    return render(request, "dybdemoter/pamelding_lik.html", kontekst, status=status)


def _stengt(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Say that one cannot register, what can be done, and what was typed, so that nothing is lost."""
    svarene = skrevet(request.POST)
    kontekst = om_serien(serie) | {"skrevet": svarene, "brev": _brev(serie, svarene)}
    status = 409 if request.method == "POST" else 200
    return render(request, "dybdemoter/pamelding_stengt.html", kontekst, status=status)


def _brev(serie: Serie, svarene: list[tuple[str, str]]) -> str:
    """Return a mailto: address with what was typed."""
    felt = {
        "subject": _("Påmelding til dybdemøter, %(serie)s") % {"serie": serie},
        "body": "\n".join(f"{navn}: {verdi}" for navn, verdi in svarene),
    }
    return f"mailto:{serie.nettverk.epost}?{urlencode(felt, quote_via=quote)}"


def kvitteringsnokkel(kontakt: Kontakt) -> str:
    """Return the last part of the address of a contact's receipt: always the same for the same contact."""
    return Signer(salt=KVITTERING).sign_object(kontakt.pk)


def kvittering(request: HttpRequest, signert: str) -> HttpResponse:
    """Show the receipt: the number in the queue, and that it is not a place. The address is signed."""
    try:
        pk = Signer(salt=KVITTERING).unsign_object(signert)
    except BadSignature:
        raise Http404 from None
    kontakt = Kontakt.objects.select_related("soknad__institusjon", "soknad__serie__nettverk").get(pk=pk)
    soknad = kontakt.soknad
    request.nettverk = soknad.serie.nettverk  # type: ignore[attr-defined]
    kontekst = {
        "soknad": soknad,
        "kontakt": kontakt,
        "er_forste": kontakt == soknad.kontakter.first(),
        "stand": Seriestand(soknad.serie, klokke.naa()),
        "mottatt_kl": f"{timezone.localtime(soknad.mottatt):%H.%M.%S}",
        "hint": hint(soknad.deltakere.count()),
    }
    malform = kontakt.malform or soknad.serie.nettverk.malform
    side = lambda: render(request, "dybdemoter/kvittering.html", kontekst)  # noqa: E731
    return stille(i_malform(request, malform, side))


def _uprovd(request: HttpRequest, serie: Serie) -> BekreftForm:
    """Return step 2 as it was typed so far, without errors: it has not been sent yet."""
    return BekreftForm(initial=request.POST.dict(), serie=serie)


def _hvem(institusjon: InstitusjonForm) -> list[object]:
    """Return whom a step 2 is for: the same one may send it as often as she likes."""
    data = institusjon.cleaned_data
    return [institusjon.serie.pk, navnenokkel(data["institusjon"]), data["epost"]]


def _har_adgang(request: HttpRequest, institusjon: InstitusjonForm) -> bool:
    """Whether this institution and contact have come through step 1."""
    try:
        return bool(Signer(salt=STEG2).unsign_object(request.POST.get("adgang", "")) == _hvem(institusjon))
    except BadSignature:
        return False


def _skjulte(
    post: QueryDict, *, utenom: Container[str] = (), bare: Container[str] | None = None
) -> list[tuple[str, str]]:
    """Return what was typed and is not asked for on this page, to be carried along."""
    navn = [en for en in post if en not in STYRING and en not in utenom and (bare is None or en in bare)]
    return [(en, verdi) for en in navn for verdi in post.getlist(en)]
