"""What is discussed (D10): the institutions propose and vote, the advisers merge and choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dybdemoter import brev
from dybdemoter.forfall import PROBLEMSTILLING, STEMME, stemmefrist
from dybdemoter.models import Problemstilling, Seriemote, Soknad, Stemme, Valg
from dybdemoter.roller import alle_fra
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Person
from nettverk.sprak import dato_dag


def foresla(
    soknad: Soknad, tekst: str, *, mote: Seriemote | None = None, egen_praksis: bool = False, naa: datetime
) -> Problemstilling:
    """Let an institution with a place propose a topic, for any meeting or for one. Raises ValidationError."""
    _krev_plass(soknad)
    if not tekst.strip():
        raise ValidationError({"tekst": _("Skriv problemstillingen.")})
    if mote is not None:
        _krev_apent_mote(mote, soknad, naa)
    return Problemstilling.objects.create(
        serie=soknad.serie,
        mote=mote,
        fra=soknad,
        tekst=tekst.strip(),
        egen_praksis=egen_praksis,
        opprettet=naa,
    )


@transaction.atomic
def stem(soknad: Soknad, problemstilling: Problemstilling, mote: Seriemote, *, naa: datetime) -> Stemme:
    """Give the institution's one vote for a meeting, or change it. Raises ValidationError.

    Votes close ten days before the meeting, the tenth day included.
    """
    _krev_plass(soknad)
    _krev_apent_mote(mote, soknad, naa)
    if lokal_dag(naa) > stemmefrist(mote):
        raise ValidationError(_("Fristen for å stemme er ute."))
    if not Problemstilling.objects.a_stemme_over(mote).filter(pk=problemstilling.pk).exists():
        raise ValidationError(_("Denne problemstillingen kan ikke velges til møtet. Velg en av de andre."))
    stemme, _ny = Stemme.objects.update_or_create(
        mote=mote, soknad=soknad, defaults={"problemstilling": problemstilling, "tid": naa}
    )
    oppdater_stemmefrist(mote, naa=naa)
    return stemme


def _krev_plass(soknad: Soknad) -> None:
    if not soknad.har_plass or soknad.serie.er_avlyst:
        raise ValidationError(_("Bare institusjoner som har plass, foreslår og stemmer."))


def _krev_apent_mote(mote: Seriemote, soknad: Soknad, naa: datetime) -> None:
    """Refuse a meeting of another series, one that is cancelled or has begun, and one that has its topic."""
    if mote.serie_id != soknad.serie_id:
        raise ValidationError(_("Møtet hører til en annen møterekke."))
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst."))
    if mote.start <= naa:
        raise ValidationError(_("Møtet har begynt."))
    if Valg.objects.filter(mote=mote).exists():
        raise ValidationError(_("Problemstillingen til møtet er allerede valgt."))


def oppdater_stemmefrist(mote: Seriemote, *, naa: datetime) -> None:
    """Mark the vote as done when every institution with a place has voted."""
    uten_stemme = mote.serie.soknader.med_plass().exclude(stemmer__mote=mote)
    if not uten_stemme.exists():
        _fullfor(mote, STEMME, naa=naa)


def _fullfor(mote: Seriemote, *slag: str, naa: datetime) -> None:
    for frist in Frist.objects.om(mote).apne().filter(slag__in=slag):
        frist.fullfor(naa=naa)


def stilling(mote: Seriemote) -> list[Problemstilling]:
    """Return the topics one can choose among, each with `antall` votes: most first, then the oldest."""
    alle = Problemstilling.objects.a_stemme_over(mote).select_related("fra__institusjon")
    telt = alle.annotate(antall=Count("stemmer", filter=Q(stemmer__mote=mote), distinct=True))
    return list(telt.order_by("-antall", "opprettet", "pk"))


@transaction.atomic
def sla_sammen(andre: Iterable[Problemstilling], inn_i: Problemstilling) -> None:
    """Merge topics into one; their votes go along, also those of what was merged into them before.

    Raises ValidationError for a topic of another series, one that has been chosen, and itself.
    """
    fra = list(andre)
    valgt = Valg.objects.filter(problemstilling__in=fra).exists()
    if inn_i in fra or inn_i.slatt_sammen_i_id or any(en.serie_id != inn_i.serie_id for en in fra):
        raise ValidationError(_("Velg to eller flere problemstillinger i samme møterekke."))
    if valgt:
        raise ValidationError(_("En problemstilling som er valgt, kan ikke slås sammen med en annen."))
    for en in [*fra, *Problemstilling.objects.filter(slatt_sammen_i__in=fra)]:
        en.slatt_sammen_i = inn_i
        en.save(update_fields=["slatt_sammen_i"])
        en.stemmer.update(problemstilling=inn_i)


@transaction.atomic
def velg(
    mote: Seriemote,
    problemstilling: Problemstilling,
    *,
    grunn: str = "",
    avtalt_i_mote: bool = False,
    av: Person,
    naa: datetime,
) -> Valg:
    """Choose a meeting's topic, or another than before, and tell everybody with a place.

    A reason is asked for where another has more votes, unless it was settled in a meeting. Raises
    ValidationError.
    """
    if mote.er_avlyst or mote.start <= naa:
        raise ValidationError(_("Møtet har begynt eller er avlyst."))
    mulige = stilling(mote)
    valgt = next((en for en in mulige if en == problemstilling), None)
    if valgt is None:
        raise ValidationError(
            {"problemstilling": _("Denne problemstillingen kan ikke velges til møtet. Velg en av de andre.")}
        )
    flest = max(_stemmer(en) for en in mulige)
    if _stemmer(valgt) < flest and not grunn.strip() and not avtalt_i_mote:
        raise ValidationError({"grunn": _("En annen har flere stemmer. Skriv hvorfor du velger denne.")})
    felt = {
        "problemstilling": problemstilling,
        "grunn": grunn.strip(),
        "avtalt_i_mote": avtalt_i_mote,
        "av": av,
        "tid": naa,
    }
    valg, _ny = Valg.objects.update_or_create(mote=mote, defaults=felt)
    _fullfor(mote, STEMME, PROBLEMSTILLING, naa=naa)
    _kunngjor(valg, naa)
    return valg


def _stemmer(problemstilling: Problemstilling) -> int:
    antall: int = problemstilling.antall  # type: ignore[attr-defined]
    return antall


@transaction.atomic
def legg_inn_avtalt(mote: Seriemote, tekst: str, *, av: Person, naa: datetime) -> Valg:
    """Enter a topic that was settled in a meeting, for a later one. Raises ValidationError."""
    if not tekst.strip():
        raise ValidationError({"tekst": _("Skriv problemstillingen.")})
    ny = Problemstilling.objects.create(
        serie=mote.serie, mote=mote, tekst=tekst.strip(), lagt_inn_av=av, opprettet=naa
    )
    return velg(mote, ny, avtalt_i_mote=True, av=av, naa=naa)


def _kunngjor(valg: Valg, naa: datetime) -> None:
    """«The result is announced and stands in that meeting's agenda»."""
    mote, serie = valg.mote, valg.mote.serie

    def tekst() -> brev.Innhold:
        praksis = valg.problemstilling.egen_praksis and valg.problemstilling.fra
        egen = _("%(institusjon)s har tilbudt seg å legge fram egen praksis.")
        return brev.Innhold(
            _("Dette skal dybdemøtet handle om"),
            (
                _("Møtet er %(tid)s.") % {"tid": brev.motetid(mote)},
                valg.problemstilling.tekst,
                *((egen % {"institusjon": praksis.institusjon.navn},) if praksis else ()),
                *((valg.grunn,) if valg.grunn else ()),
            ),
            knapp=_("Se møterekken"),
        )

    for soknad in serie.soknader.med_plass().for_frister():
        for deres in alle_fra(soknad):
            brev.send(
                deres,
                serie,
                slag=brev.TEMA,
                nokkel=f"{valg.pk}:{naa.isoformat()}",
                emne=lambda: _("Problemstilling til dybdemøtet %(dag)s") % {"dag": dato_dag(mote.dag)},
                tekst=tekst,
                gjelder=mote,
                auto=False,
                naa=naa,
            )
