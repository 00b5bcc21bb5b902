"""What passes by itself of series: who the institutions' people were, and what they wrote (X12).

What stands is the institution: its place in the queue, each state it was in, its topics and votes, and
at which meetings somebody from it was.
"""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet

from dybdemoter.models import Deltaker, Kontakt, Oppmote, Serie, Seriemote, Soknad, Soknadssteg
from nettverk.frister.melding import SLAG as VARSEL
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Varsel
from nettverk.opprydding import registrer

# «Former members anonymised after 12 months»: as long after the season's last meeting.
SLETTES_ETTER = timedelta(days=365)
# Who does not take part, and waits for nothing: as long as a guest, after the registration deadline.
UTEN_PLASS_SLETTES_ETTER = timedelta(days=182)


def slett_etter_sesongen(naa: datetime) -> int:
    """Forget the people of seasons whose last meeting ended more than 12 months before this UTC moment.

    Returns from how many applications.
    """
    siste = Soknad.objects.annotate(siste=Max("serie__moter__slutt"))
    return _glem(siste.filter(siste__lt=naa - SLETTES_ETTER), naa)


def slett_uten_plass(naa: datetime) -> int:
    """Forget who withdrew, said no, or was refused, more than 6 months after the registration deadline.

    Who withdrew later than the deadline is kept for 6 months from then. Returns from how many applications.
    """
    grense = naa - UTEN_PLASS_SLETTES_ETTER
    over = Soknad.objects.exclude(tilstand__in=Soknad.LEVENDE)
    nylig = Soknadssteg.objects.filter(soknad=OuterRef("pk"), tid__gte=grense)
    return _glem(over.filter(~Exists(nylig), serie__pamelding_frist__lt=lokal_dag(grense)), naa)


def _glem(gamle: "QuerySet[Soknad]", naa: datetime) -> int:
    """Forget the people of those of these applications that have any left."""
    noen = [Exists(modell.objects.filter(soknad=OuterRef("pk"))) for modell in (Kontakt, Deltaker)]
    igjen = gamle.filter(noen[0] | noen[1] | ~Q(teams_kommentar=""))
    soknader = list(igjen.select_related("serie__nettverk"))
    for soknad in soknader:
        _glem_en(soknad, naa)
    return len(soknader)


@transaction.atomic
def _glem_en(soknad: Soknad, naa: datetime) -> None:
    """Delete contacts with their links, participants, what they wrote, and the mails to and about them."""
    andre = Soknad.objects.filter(serie=soknad.serie_id).exclude(pk=soknad.pk)
    _slett_brev(soknad, _adresser(soknad) - _adresser(*andre), naa)
    Kontakt.objects.filter(soknad=soknad).delete()
    Deltaker.objects.filter(soknad=soknad).delete()
    # A step by an adviser has her as `av`; one by a contact has only her name, and her own words.
    Soknadssteg.objects.filter(soknad=soknad, av=None).update(av_navn="", grunn="")
    Oppmote.objects.filter(soknad=soknad).update(merknad="")
    Soknad.objects.filter(pk=soknad.pk).update(teams_kommentar="")
    Soknad.history.filter(id=soknad.pk).update(teams_kommentar="")


def _adresser(*soknader: Soknad) -> set[str]:
    return {
        adresse
        for modell in (Kontakt, Deltaker)
        for adresse in modell.objects.filter(soknad__in=soknader).values_list("epost", flat=True)
        if adresse
    }


def _slett_brev(soknad: Soknad, adresser: set[str], naa: datetime) -> None:
    """Delete all mail about the application, and what these addresses were sent about its series."""
    serie = soknad.serie
    til_dem = Q(person=None, til__in=adresser, nettverk=serie.nettverk)
    om_serien = _om(Serie, [serie.pk]) | _om(Seriemote, serie.moter.values_list("pk", flat=True))
    paminnelser = til_dem & Q(slag=VARSEL, opprettet__lt=naa - UTEN_PLASS_SLETTES_ETTER)
    Epost.objects.filter(_om(Soknad, [soknad.pk]) | til_dem & om_serien | paminnelser).delete()
    sesongens = Q(frist__in=serie.frister.all()) | Q(frist__seriemote__serie=serie)
    Varsel.objects.filter(sesongens, person=None, mottaker__in=adresser).delete()


def _om(modell: type[Model], ider: object) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(modell), object_id__in=ider)


def registrer_opprydding() -> None:
    """Declare it to the sweep."""
    registrer(slett_etter_sesongen)
    registrer(slett_uten_plass)
