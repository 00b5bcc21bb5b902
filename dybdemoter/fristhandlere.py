"""What the engine asks about each kind of deadline of a series: words, page, receivers, and when."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from dybdemoter import roller
from dybdemoter.adresser import STYRING
from dybdemoter.deltakere import uten_deltakere
from dybdemoter.lenker import institusjonslenke
from dybdemoter.models import Kontakt, Serie, Seriemote, Soknad
from dybdemoter.roller import KONTAKTPERSON, KOORDINATOR
from nettverk.frister.regler import ALDRI, Mottaker, Vindu
from nettverk.klokke import OSLO
from nettverk.lenker import Personlenke
from nettverk.models import Frist
from nettverk.sprak import dato_dag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Svarfrist:
    """The advisers answer everybody who has applied (D6)."""

    def tittel(self, frist: Frist) -> str:
        """Return the duty with region and season."""
        oppgave = gettext("Svar alle som har søkt om plass")
        return f"{oppgave}: {self._serie(frist)}"

    def url(self, frist: Frist) -> str:
        """Return the path of the page where the answers are sent."""
        return reverse(STYRING, args=(frist.object_id,))

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Return the advisers, or the secretariat."""
        serie = self._serie(frist)
        return [roller.sekretariatet(serie.nettverk)] if rolle == KOORDINATOR else roller.radgivere(serie)

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Remind nobody before the registration deadline is over: nobody can be answered until then."""
        serie = self._serie(frist)
        if serie.pamelding_frist is None or serie.er_avlyst:
            return ALDRI
        over = datetime.combine(serie.pamelding_frist + timedelta(days=1), time(), OSLO)
        return Vindu(fra=over.astimezone(UTC))

    def _serie(self, frist: Frist) -> Serie:
        gjelder = frist.gjelder
        assert isinstance(gjelder, Serie)
        return gjelder


class Motefrist:
    """A duty that makes no sense once the meeting has begun."""

    oppgave: "StrOrPromise" = ""

    def tittel(self, frist: Frist) -> str:
        """Return the duty with region and date."""
        mote = self.mote(frist)
        return f"{self.oppgave}: {mote.serie.get_region_display()}, {dato_dag(mote.dag)}"

    def url(self, frist: Frist) -> str:
        """Return the path of the page where the advisers run the series."""
        return reverse(STYRING, args=(self.mote(frist).serie_id,))

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Return the contacts of the institutions that lack something, or the advisers."""
        mote = self.mote(frist)
        if rolle == KONTAKTPERSON:
            return [deres.mottaker for soknad in self.mangler(mote) for deres in roller.kontakter(soknad)]
        return roller.radgivere(mote.serie)

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """Tell until the meeting begins, and of one that is cancelled nothing."""
        mote = self.mote(frist)
        return ALDRI if mote.er_avlyst or mote.serie.er_avlyst else Vindu(til=mote.start)

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Personlenke | None:
        """Give each contact her own link."""
        serie = self.mote(frist).serie_id
        kontakter = Kontakt.objects.filter(epost=mottaker.adresse, soknad__serie=serie)
        kontakt = kontakter.filter(soknad__in=Soknad.objects.med_plass()).first()
        return institusjonslenke(kontakt) if kontakt is not None and mottaker.person is None else None

    def mangler(self, mote: Seriemote) -> list[Soknad]:
        """Return the institutions whose contacts must act; none where it is the advisers' duty."""
        return []

    def mote(self, frist: Frist) -> Seriemote:
        """Return the meeting in question."""
        gjelder = frist.gjelder
        assert isinstance(gjelder, Seriemote)
        return gjelder


class Stemmefrist(Motefrist):
    """Each institution votes for what a meeting is to be about; only who has not is reminded (D10)."""

    oppgave = gettext_lazy("Stem over hva dybdemøtet skal handle om")

    def mangler(self, mote: Seriemote) -> list[Soknad]:
        """Return the institutions with a place that have not voted, in the queue's order."""
        soknader = mote.serie.soknader.med_plass().exclude(stemmer__mote=mote)
        return list(soknader.for_frister())


class Problemstillingsfrist(Motefrist):
    """The advisers choose the topic of a meeting (D10)."""

    oppgave = gettext_lazy("Velg problemstilling til dybdemøtet")


class Deltakerfrist(Motefrist):
    """An institution that has named nobody says who comes (D9)."""

    oppgave = gettext_lazy("Meld hvem som kommer på dybdemøtet")

    def mangler(self, mote: Seriemote) -> list[Soknad]:
        """Return the institutions with a place that have named nobody for this meeting."""
        return uten_deltakere(mote)
