"""A person's own calendar: her meetings, what she has to do as organiser, and what other apps add (X6)."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from moter.arrangorbrev import oppgaver
from moter.kalender import motepost
from moter.models import Mote
from moter.models.synlighet import som_medlem
from nettverk.innsyn import Innsyn
from nettverk.kalender import Kalenderpost, abonnement
from nettverk.kalenderkilder import poster_fra_kildene
from nettverk.klokke import OSLO
from nettverk.models import Gruppe, Person

TILBAKE = timedelta(days=365)
HENT_IGJEN = timedelta(hours=1)


def egne_moter(innsyn: Innsyn, naa: datetime) -> list[Mote]:
    """Return the meetings of one's groups, cancelled ones too, and those one has a task in, a year back.

    A membership that has ended takes its meetings along; on leave they stay (L18). Who administers a
    network does not get all of its meetings.
    """
    moter = Mote.objects.synlig_for(innsyn).filter(slutt__gte=naa - TILBAKE)
    egne = moter.filter(
        som_medlem(innsyn)
        | Q(gruppe__in=Gruppe.objects.med_driftsrepresentant(innsyn))
        | Q(arrangor=innsyn.person)
        | Q(referent=innsyn.person)
    )
    return list(egne.med_navn().order_by("start", "pk"))


def poster(person: Person, innsyn: Innsyn, naa: datetime) -> list[Kalenderpost]:
    """Return the entries in the active language, with the digital links where part 1 is open."""
    moter = egne_moter(innsyn, naa)
    inne = set(
        Mote.objects.med_del1_i_programmet(innsyn)
        .filter(pk__in=[mote.pk for mote in moter])
        .values_list("pk", flat=True)
    )
    alle = [motepost(mote, for_medlem=mote.pk in inne) for mote in moter]
    for mote in moter:
        if mote.arrangor_id == person.pk and not mote.er_avlyst and not mote.er_ferdig(naa):
            alle += _frister(mote, innsyn.dag)
    return alle + poster_fra_kildene(innsyn, naa - TILBAKE)


def _frister(mote: Mote, dag: date) -> list[Kalenderpost]:
    """Return what the organiser has left to do, each as a day in the calendar."""
    vert = urlsplit(settings.PORTAL_URL).hostname
    mal = motepost(mote, for_medlem=False)
    return [
        Kalenderpost(
            uid=f"mote-{mote.pk}-{oppgave.slag}@{vert}",
            sekvens=mote.sekvens,
            start=datetime.combine(oppgave.senest, datetime.min.time(), OSLO),
            slutt=datetime.combine(oppgave.senest, datetime.min.time(), OSLO),
            tittel=_("Frist: %(hva)s (%(gruppe)s)") % {"hva": oppgave.hva, "gruppe": mote.gruppe.navn},
            sted="",
            beskrivelse=mal.beskrivelse,
            url=mal.url,
            avsender=mal.avsender,
            avsender_navn=mal.avsender_navn,
            hele_dagen=True,
        )
        for oppgave in oppgaver(mote, dag)
    ]


def strom(person: Person, innsyn: Innsyn, malform: str, naa: datetime) -> tuple[bytes, str]:
    """Return the calendar as a file, and a tag that is another when anything in it is."""
    with translation.override(malform):
        alle = poster(person, innsyn, naa)
        navn = _("Nettverksmøter")
    tag = sha256(repr((malform, alle)).encode()).hexdigest()[:32]
    return abonnement(alle, navn=navn, hent_igjen=HENT_IGJEN, naa=naa), tag
