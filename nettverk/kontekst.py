"""What base.html shows round every page: menu, network, role."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from nettverk.innsyn import innsyn_i
from nettverk.klokke import dag, naa
from nettverk.models import Medlemskap, Nettverk, Nettverksrolle, Person


@dataclass(frozen=True)
class Menypunkt:
    """One entry of the main menu."""

    tittel: str
    url: str
    aktiv: bool


class Portal:
    """Asked by the templates; each answer is found when it is first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.innebygd = settings.INNEBYGD

    @cached_property
    def _person(self) -> Person | None:
        bruker = getattr(self.request, "user", None)
        return bruker if isinstance(bruker, Person) else None

    @cached_property
    def lenkens_person(self) -> Person | None:
        """Who looks by a personal link that this browser has opened, where nobody is logged in."""
        if self._person is not None or not hasattr(self.request, "session"):
            return None
        return innsyn_i(self.request).hvem

    @cached_property
    def koordinert(self) -> Nettverk | None:
        """The network this person administers, the first if several."""
        return Nettverk.objects.koordinert_av(self._person).first()

    @cached_property
    def _radgir(self) -> Nettverk | None:
        """The network this person is an adviser of, the first if several."""
        if self._person is None:
            return None
        radgiver = Nettverksrolle.Rolle.RADGIVER
        return Nettverk.objects.filter(roller__person=self._person, roller__rolle=radgiver).first()

    @cached_property
    def _styrer_serier(self) -> bool:
        """Whether she runs regional series: an adviser does, and a coordinator where there are advisers."""
        if self._radgir is not None:
            return True
        radgiver = Nettverksrolle.Rolle.RADGIVER
        alle = Nettverk.objects.koordinert_av(self._person)
        return (
            self.koordinert is not None
            and alle.filter(pk__in=Nettverksrolle.objects.filter(rolle=radgiver).values("nettverk")).exists()
        )

    @cached_property
    def _medlemskap(self) -> Medlemskap | None:
        if self._person is None:
            return None
        egne = Medlemskap.objects.gjeldende(dag(naa())).filter(person=self._person)
        return egne.select_related("gruppe__nettverk").first()

    @cached_property
    def nettverk(self) -> Nettverk | None:
        """The network whose page it is, else the person's own."""
        sidens: Nettverk | None = getattr(self.request, "nettverk", None)
        if sidens is not None:
            return sidens
        egen = self.koordinert or self._radgir
        return egen or (self._medlemskap.gruppe.nettverk if self._medlemskap else None)

    @cached_property
    def person_rolle(self) -> str:
        """The person's role in a word or two, under the name."""
        if self.koordinert:
            return _("Koordinator, %(sekretariat)s") % {"sekretariat": self.koordinert.kortnavn}
        if self._radgir is not None:
            return _("Rådgiver, %(sekretariat)s") % {"sekretariat": self._radgir.kortnavn}
        if self._medlemskap is None:
            return ""
        return f"{self._medlemskap.get_rolle_display().capitalize()}, {self._medlemskap.gruppe.navn}"

    @cached_property
    def meny(self) -> list[Menypunkt]:
        """The main menu of whoever is logged in."""
        if self._person is None:
            return []
        punkter = []
        if self.koordinert:
            punkter.append((_("Oversikt"), reverse("oversikt")))
        if self._styrer_serier:
            punkter.append((_("Dybdemøter"), reverse("seriestyringer")))
        punkter.append((_("Mine møter"), reverse("min_side")))
        if self.koordinert:
            punkter += [(_("E-post"), reverse("utboks")), (_("Registre"), reverse("admin:index"))]
        sti = self.request.path
        return [Menypunkt(tittel, url, sti.startswith(url)) for tittel, url in punkter]


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give templates `portal`."""
    return {"portal": Portal(request)}
