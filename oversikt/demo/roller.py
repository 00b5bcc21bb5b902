"""Whom one can be while trying the portal: one of each role, where there is something to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from moter.models import Mote
from moter.roller import uten_svar
from nettverk.models import Nettverk, Person
from nettverk.sprak import dato_dag
from oversikt.demo.folk import KLB, REHAB

# The groups of demo/tilfeller.py with a meeting that is to be sent, is out, and is to be written up.
PLANLEGGES, ER_UTE, SKRIVES = "Bjørnafjorden", "Årstad", "Ytrebygda"


@dataclass(frozen=True)
class Proverolle:
    """Somebody to be: `kode` names her in the form, `url` is the page where her work lies."""

    kode: str
    tittel: str
    person: Person
    hvor: str
    prov: str
    url: str


def proveroller(naa: datetime) -> list[Proverolle]:
    """Return those the demo data has, in the order in which a meeting passes through their hands."""
    return [rolle for rolle in (*_sekretariatet(), *_gruppene(naa), *_utenfor()) if rolle]


def _sekretariatet() -> Iterator[Proverolle | None]:
    yield _koordinator(
        "koordinator", KLB,
        _("Se hvem som må gjøre noe. Send ut innkallinger, og send referater til lederne."),
    )  # fmt: skip


def _gruppene(naa: datetime) -> Iterator[Proverolle | None]:
    planlegges, er_ute, skrives = _neste(PLANLEGGES, naa), _neste(ER_UTE, naa), _forrige(SKRIVES, naa)
    if planlegges:
        yield _rolle(
            "arrangor", _("Arrangør"), planlegges.arrangor, planlegges,
            _("Skriv del 2 av programmet, og send innkallingen til KLB."),
        )  # fmt: skip
        yield _rolle(
            "gruppeansvarlig", _("Gruppeansvarlig"),
            planlegges.gruppe.gruppeansvarlig(planlegges.dag), planlegges,
            _("Se del 1, som bare medlemmene ser. Flytt eller avlys møtet."),
        )  # fmt: skip
    if er_ute:
        yield _rolle(
            "medlem", _("Medlem"), _uten_svar(er_ute), er_ute,
            _("Meld deg på eller meld fravær. Uten innlogging: følg lenken i e-posten i utboksen."),
        )  # fmt: skip
    if skrives:
        yield _rolle(
            "referent", _("Referent"), skrives.referent, skrives,
            _("Skriv referatet ferdig, og send det til gruppeansvarlig."), side="referat_skriv",
        )  # fmt: skip


def _utenfor() -> Iterator[Proverolle | None]:
    yield _koordinator(
        "annen_koordinator", REHAB, _("Et annet nettverk i samme portal. Her ser du ingenting av KLBs.")
    )
    drifter = Person.objects.filter(is_superuser=True).order_by("pk").first()
    if drifter:
        yield Proverolle(
            "drift", _("Drift"), drifter, _("Hele portalen"), _("Se registrene til alle nettverk."),
            reverse("admin:index"),
        )  # fmt: skip


def _koordinator(kode: str, slug: str, prov: str) -> Proverolle | None:
    nettverk = Nettverk.objects.filter(slug=slug).first()
    person = nettverk.koordinatorer().order_by("pk").first() if nettverk else None
    if nettverk is None or person is None:
        return None
    return Proverolle(kode, _("Koordinator"), person, nettverk.sekretariat, prov, reverse("oversikt"))


def _rolle(
    kode: str, tittel: str, person: Person | None, mote: Mote, prov: str, side: str = "mote"
) -> Proverolle | None:
    if person is None:
        return None
    hvor = _("%(gruppe)s, møtet %(dato)s") % {"gruppe": mote.gruppe.navn, "dato": dato_dag(mote.dag)}
    return Proverolle(kode, tittel, person, hvor, prov, reverse(side, args=(mote.pk,)))


def _neste(gruppe: str, naa: datetime) -> Mote | None:
    moter = Mote.objects.filter(gruppe__nettverk__slug=KLB, gruppe__navn=gruppe, avlyst__isnull=True)
    return moter.med_navn().filter(slutt__gt=naa).order_by("start").first()


def _forrige(gruppe: str, naa: datetime) -> Mote | None:
    moter = Mote.objects.filter(gruppe__nettverk__slug=KLB, gruppe__navn=gruppe, avlyst__isnull=True)
    return moter.med_navn().filter(slutt__lte=naa).order_by("-start").first()


def _uten_svar(mote: Mote) -> Person | None:
    """Return a member who has not answered and can log in, or any member when all have."""
    alle = [*uten_svar(mote), *mote.medlemmer()]
    return next((medlemskap.person for medlemskap in alle if medlemskap.person.epost), None)
