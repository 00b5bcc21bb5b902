"""Who is expected at a meeting, and who is there: «Jeg er her», and the organiser's ticks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.endring import laas
from moter.models import Gjest, Innsjekk, Mote, Pamelding
from moter.models.mote import ny_kode
from nettverk.models import Person

APNER_FOR = timedelta(hours=1)  # before the meeting starts
ANGRES_I = timedelta(minutes=10)

MEDLEM, DRIFT, GJEST = "medlem", "drift", "gjest"


class Deler(NamedTuple):
    """Whether somebody comes to part 1 and to part 2; None where nobody has said."""

    del1: bool | None
    del2: bool | None


@dataclass(frozen=True)
class Ventet:
    """One who may come: a member, a representative of the operating group, or a guest.

    `slag` is MEDLEM, DRIFT or GJEST. Those who have reported absence are among them: they may come after
    all.
    """

    slag: str
    person: Person | None
    gjest: Gjest | None
    arbeidssted: str
    deler: Deler
    innsjekk: Innsjekk | None = None

    @property
    def nokkel(self) -> str:
        """What a form calls this one: «p12» or «g7»."""
        return f"p{self.person.pk}" if self.person else f"g{self.gjest.pk}" if self.gjest else ""

    @property
    def navn(self) -> str:
        """The name as it stands on lists and name tags."""
        return str(self.person or self.gjest)

    @property
    def yrke(self) -> str:
        """The profession, if known."""
        hvem = self.person or self.gjest
        return hvem.yrke if hvem else ""

    @property
    def adresser(self) -> frozenset[str]:
        """The e-mail addresses that are this one's, in lower case."""
        if self.person is not None:
            egne = (self.person.epost, self.person.delt_epost)
        else:
            egne = (self.gjest.epost if self.gjest else "", "")
        return frozenset(adresse.lower() for adresse in egne if adresse)

    @property
    def kommer(self) -> bool:
        """Whether this one has said yes to some part."""
        return bool(self.deler.del1 or self.deler.del2)

    @property
    def uten_svar(self) -> bool:
        """Whether this one has said neither yes nor no."""
        return self.deler.del2 is None


def ventede(mote: Mote) -> list[Ventet]:
    """Return everybody who may come: members, then the operating group, then guests who are let in."""
    svar = {p.person_id: p for p in Pamelding.objects.filter(mote=mote)}
    inne = {_nokkel(en): en for en in Innsjekk.objects.filter(mote=mote)}
    medlemmer = {m.person_id: m for m in mote.medlemmer()}
    drift = {d.person_id: d.person for d in mote.driftsgruppen() if d.person_id not in medlemmer}
    return [
        *(
            Ventet(
                slag=MEDLEM,
                person=m.person,
                gjest=None,
                arbeidssted=m.arbeidssted.navn if m.arbeidssted else "",
                deler=_deler(svar.get(pk)),
                innsjekk=inne.get((pk, None)),
            )
            for pk, m in medlemmer.items()
        ),
        *(
            Ventet(DRIFT, person, None, "", _driftens_deler(mote, svar.get(pk)), inne.get((pk, None)))
            for pk, person in drift.items()
        ),
        *(
            Ventet(GJEST, None, gjest, gjest.arbeidssted, Deler(False, True), inne.get((None, gjest.pk)))
            for gjest in mote.gjester.kommer()
        ),
    ]


def _nokkel(innsjekk: Innsjekk) -> tuple[int | None, int | None]:
    return innsjekk.person_id, innsjekk.gjest_id


def _deler(svar: Pamelding | None) -> Deler:
    return Deler(*svar.deler) if svar else Deler(None, None)


def _driftens_deler(mote: Mote, svar: Pamelding | None) -> Deler:
    """Representatives are in part 1 unless the group has chosen otherwise (L8)."""
    deler = _deler(svar)
    return deler if mote.gruppe.drift_i_del1 else Deler(False, deler.del2)


def finn(mote: Mote, nokkel: str) -> Ventet | None:
    """Return the one that a form calls `nokkel`, if she is expected at this meeting."""
    return next((en for en in ventede(mote) if en.nokkel == nokkel), None)


def apner(mote: Mote) -> datetime:
    """Return the UTC moment from which one can check in."""
    return mote.start - APNER_FOR


def er_apen(mote: Mote, naa: datetime) -> bool:
    """Whether those who are there can say so themselves at this UTC moment."""
    return not mote.er_avlyst and apner(mote) <= naa < mote.slutt


def kan_krysses(mote: Mote, naa: datetime) -> bool:
    """Whether who arranges the meeting can tick people; after it too, from the sheet that was signed."""
    return not mote.er_avlyst and apner(mote) <= naa


@transaction.atomic
def sjekk_inn(mote: Mote, nokkel: str, *, av: Person | None, naa: datetime) -> tuple[Innsjekk, bool]:
    """Note that somebody is there; return it, and whether it is new.

    `av` is who ticks it for her, None for herself at the code on the wall. Raises ValidationError outside
    the time for it, and for who is not expected.
    """
    mote = laas(mote)
    if not (er_apen(mote, naa) if av is None else kan_krysses(mote, naa)):
        raise ValidationError(_("Oppmøtet er ikke åpent nå."))
    hvem = finn(mote, nokkel)
    if hvem is None:
        raise ValidationError(_("Personen står ikke på listen til dette møtet."))
    felt = {"person": hvem.person, "gjest": hvem.gjest}
    return Innsjekk.objects.get_or_create(mote=mote, **felt, defaults={"tid": naa})


@transaction.atomic
def sjekk_ut(mote: Mote, nokkel: str, *, naa: datetime) -> None:
    """Take back that somebody is there; who was not, stays so. Raises ValidationError before its time."""
    mote = laas(mote)
    if not kan_krysses(mote, naa):
        raise ValidationError(_("Oppmøtet er ikke åpent nå."))
    hvem = finn(mote, nokkel)
    if hvem is not None and hvem.innsjekk is not None:
        hvem.innsjekk.delete()


def kan_angres(innsjekk: Innsjekk, naa: datetime) -> bool:
    """Whether who said «Jeg er her» can still say «Det var ikke meg»."""
    return naa < innsjekk.tid + ANGRES_I


@transaction.atomic
def angre(innsjekk: Innsjekk | None, *, naa: datetime) -> None:
    """Take back one's own «Jeg er her». Raises ValidationError when it is too late, or there is none."""
    if innsjekk is None or not kan_angres(innsjekk, naa):
        raise ValidationError(_("Det kan ikke angres her lenger. Si fra til arrangøren."))
    laas(innsjekk.mote)
    innsjekk.delete()


@transaction.atomic
def ny_innsjekkode(mote: Mote) -> None:
    """Give the meeting a new address for «Jeg er her»; the old one opens nothing from now on."""
    mote = laas(mote)
    mote.innsjekkode = ny_kode()
    mote.save()
