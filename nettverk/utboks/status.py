"""How it went with the mails of one matter, where the sending was started (X10, L16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _

from nettverk.alfabet import alfabetisk
from nettverk.models.epost import Epost, EpostQuerySet

Status = Epost.Status
VENTER = (Status.KO, Status.TATT)
# Shape and colour of each status; the words are the status's own.
MERKER: dict[str, tuple[str, str]] = {
    Status.SENDT: ("gjort", "success"),
    Status.FEILET: ("over", "danger"),
    Status.RETUR: ("over", "danger"),
    Status.KO: ("kommer", "accent"),
    Status.TATT: ("kommer", "accent"),
    Status.BORTFALT: ("avlyst", "neutral"),
}
REKKE = (*Epost.IKKE_LEVERT, *VENTER, Status.SENDT, Status.BORTFALT)  # what must be seen to comes first


def alle_utgaver(gjelder: Model, *slag: str) -> EpostQuerySet:
    """Return the mails of these kinds that concern an object, those sent again as well."""
    return Epost.objects.filter(
        content_type=ContentType.objects.get_for_model(gjelder), object_id=gjelder.pk, slag__in=slag
    )


def siste_utgave(epost: Epost) -> Epost:
    """Return the mail itself, or the last it was sent again as."""
    while epost.sendt_pa_nytt_som is not None:
        epost = epost.sendt_pa_nytt_som
    return epost


@dataclass(frozen=True)
class Leveringer:
    """The mails of one sending, by how it went; `uten_adresse` are names of those nobody could write to."""

    epost: list[Epost]
    uten_adresse: list[str]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.epost or self.uten_adresse)

    @property
    def galt(self) -> bool:
        """Whether somebody has not got it, and will not."""
        return any(epost.status in Epost.IKKE_LEVERT for epost in self.epost)

    @property
    def merke(self) -> str:
        """The status that stands for all of them: the one that most needs to be seen."""
        return min((epost.status for epost in self.epost), key=REKKE.index, default=Status.BORTFALT)

    @property
    def oppsummering(self) -> str:
        """«23 av 25 tatt imot av e-posttjeneren, 1 ikke levert, 1 i kø»; of one mail, its status."""
        if len(self.epost) == 1 and not self.uten_adresse:
            return self.epost[0].get_status_display()
        antall = Counter(Status.KO if epost.status in VENTER else epost.status for epost in self.epost)
        sendt = {"sendt": antall.pop(Status.SENDT, 0), "alle": len(self.epost)}
        ord_ = [_("%(sendt)d av %(alle)d tatt imot av e-posttjeneren") % sendt] if self.epost else []
        ord_ += [f"{antall[status]} {Status(status).label}" for status in REKKE if antall[status]]
        if self.uten_adresse:
            ord_.append(_("%(antall)d kan ikke nås") % {"antall": len(self.uten_adresse)})
        return ", ".join(ord_)


def leveringer(gjelder: Model, *slag: str, uten_adresse: Iterable[str] = ()) -> Leveringer:
    """Return how it went with the mails of these kinds that concern an object, in one query.

    Of a mail that was sent again, the last counts. What must be seen to comes first, then by name.
    """
    epost = alle_utgaver(gjelder, *slag).siste_utgave().defer("tekst", "html", "hemmeligheter")
    rekke = sorted(epost, key=lambda en: (REKKE.index(Status(en.status)), alfabetisk(en.til_navn), en.pk))
    return Leveringer(rekke, sorted(uten_adresse, key=alfabetisk))
