"""What is deleted of a season, and when (X12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from dybdemoter.deltakere import Deltakerdata
from dybdemoter.endring import flytt
from dybdemoter.models import Deltaker, Kontakt, Oppmote, Serie, Soknad
from dybdemoter.oppmote import Fram, registrer
from dybdemoter.opprydding import (
    SLETTES_ETTER,
    UTEN_PLASS_SLETTES_ETTER,
    slett_etter_sesongen,
    slett_uten_plass,
)
from dybdemoter.plasser import avvis, bestem, gi_svar, trekk
from nettverk.models import Epost, Lenke, Varsel
from nettverk.opprydding import rydd
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import SVARES, lag_serie, lag_soknad, radgiver
from tests.dybdemoter.skjemahjelp import innhold, lenken
from tests.dybdemoter.styringshjelp import ETTER_FORSTE, side
from tests.dybdemoter.test_frister import kjor_til
from tests.factories import NAA, lokal

pytestmark = pytest.mark.django_db
SEKUND = timedelta(seconds=1)
DELTAKER = Deltakerdata("Per Persen", "lege", "per@inst.example")
# The first moment after the deadline's day.
FRISTEN_UTE = lokal(date(2026, 12, 17), time())


def lag_sesong() -> Serie:
    """Two with a place, one of which came to the first meeting; one has withdrawn, and one was refused."""
    serie = lag_serie(plasser=2)
    for navn in ("Gro Grønn", "Bo Blå", "Tor Trukket", "Ada Avvist"):
        lag_soknad(
            serie, navn=navn, epost=f"{navn[:3].strip().lower()}@inst.example", deltakere=[DELTAKER],
            teams_problem=True, teams_kommentar=f"Spør {navn}",
        )  # fmt: skip
    soknader = {en.nummer: en for en in serie.soknader.all()}
    trekk(soknader[3], grunn="Tor er borte", av=soknader[3].kontakter.get(), naa=NAA)
    avvis(soknader[4], grunn="Arbeid er ikke hovedmålet.", av=radgiver(serie), naa=NAA)
    bestem(serie, [1, 2], av=radgiver(serie), naa=SVARES)
    gi_svar(serie, av=radgiver(serie), naa=SVARES)
    forste = serie.moter.get(nummer=1)
    fram = {
        soknader[1].pk: Fram(True, [soknader[1].deltakere.get().pk]),
        soknader[2].pk: Fram(False, merknad="Bo er syk"),
    }
    registrer(forste, fram, av=radgiver(serie), naa=ETTER_FORSTE)
    return serie


def siste(serie: Serie) -> datetime:
    return max(mote.slutt for mote in serie.moter.all())


def rundt(grense: datetime, verb: Callable[[datetime], int]) -> list[int]:
    """From how many at the limit, and a second after it, and then again."""
    return [verb(naa) for naa in (grense, grense + SEKUND, grense + SEKUND)]


def hvem(modell: type[Kontakt] | type[Deltaker] = Kontakt) -> list[int]:
    """The numbers of the applications that have any."""
    return list(modell.objects.order_by("soknad__nummer").values_list("soknad__nummer", flat=True))


def test_folkene_slettes_tolv_maneder_etter_det_siste_motet() -> None:
    serie = lag_sesong()

    assert rundt(siste(serie) + SLETTES_ETTER, slett_etter_sesongen) == [0, 4, 0]
    assert (hvem(), hvem(Deltaker), Lenke.objects.count()) == ([], [], 0)


def test_et_siste_mote_som_er_flyttet_flytter_slettingen() -> None:
    serie = lag_sesong()
    mote = serie.moter.get(nummer=6)
    tid = mote.start + timedelta(days=7), mote.slutt + timedelta(days=7)
    flytt(serie, {mote.pk: tid}, naa=SVARES)

    assert rundt(tid[1] + SLETTES_ETTER, slett_etter_sesongen) == [0, 4, 0]


def test_de_som_er_ute_slettes_seks_maneder_etter_fristen() -> None:
    lag_sesong()

    assert rundt(FRISTEN_UTE + UTEN_PLASS_SLETTES_ETTER - SEKUND, slett_uten_plass) == [0, 2, 0]
    assert (hvem(), hvem(Deltaker)) == ([1, 2], [1, 2])


def test_den_som_trekker_seg_senere_slettes_seks_maneder_etter_det() -> None:
    serie = lag_sesong()
    slett_uten_plass(FRISTEN_UTE + UTEN_PLASS_SLETTES_ETTER)
    trukket = lokal(date(2027, 4, 1))
    trekk(serie.soknader.get(nummer=2), grunn="Flytter", av=None, naa=trukket)

    assert rundt(trukket + UTEN_PLASS_SLETTES_ETTER, slett_uten_plass) == [0, 1, 0]
    assert hvem() == [1]


def test_ingenting_av_det_de_het_eller_skrev_blir_igjen() -> None:
    serie = lag_sesong()
    kjor_til(date(2027, 2, 15))
    naa = siste(serie) + SLETTES_ETTER + SEKUND
    slett_etter_sesongen(naa)

    modeller = (Soknad, Soknad.history.model, *(rel.related_model for rel in Soknad._meta.related_objects))
    alt = str([list(modell._default_manager.values()) for modell in modeller])
    alt += str(list(Epost.objects.values("til", "til_navn", "tekst"))) + str(list(Varsel.objects.values()))
    ord_ = ("Gro", "Bo ", "Tor ", "Ada", "Per Persen", "inst.example", "Spør")
    assert [ett for ett in ord_ if ett in alt] == []


def test_institusjonene_oppmotet_og_det_radgiverne_bestemte_star() -> None:
    serie = lag_sesong()
    for_ = list(serie.soknader.values_list("nummer", "institusjon", "tilstand", "mottatt", "svart"))
    slett_etter_sesongen(siste(serie) + SLETTES_ETTER + SEKUND)

    assert list(serie.soknader.values_list("nummer", "institusjon", "tilstand", "mottatt", "svart")) == for_
    oppmote = Oppmote.objects.filter(mote__serie=serie).values_list("soknad__nummer", "mott", "merknad")
    assert list(oppmote) == [(1, True, ""), (2, False, "")]
    assert serie.soknader.get(nummer=4).steg.latest("pk").grunn == "Arbeid er ikke hovedmålet."
    assert serie.fordelinger.get().valgt == [1, 2]


def test_e_posten_til_radgiverne_om_moterekken_og_de_andres_star() -> None:
    serie = lag_sesong()
    slett_uten_plass(FRISTEN_UTE + UTEN_PLASS_SLETTES_ETTER)
    til = set(Epost.objects.values_list("til", flat=True))

    # The participant is the same in all four, and stays where she takes part.
    assert til == {"gro@inst.example", "bo@inst.example", "per@inst.example"} | {
        en.epost for en in serie.radgivere.all()
    }


def test_neste_sesongs_kontakt_beholder_sitt() -> None:
    serie = lag_sesong()
    naa = siste(serie) + SLETTES_ETTER + SEKUND
    ny = lag_serie(
        serie.nettverk, sesong="2029", dager=[date(2029, 1, 9)], pamelding_frist=date(2028, 12, 1), naa=naa
    )
    lag_soknad(ny, navn="Gro Grønn", epost="gro@inst.example", naa=naa)
    slett_etter_sesongen(naa)

    assert list(Kontakt.objects.values_list("soknad__serie", flat=True)) == [ny.pk]
    assert [epost.slag for epost in Epost.objects.filter(til="gro@inst.example")] == ["dybde_kvittering"]


def test_slettingen_er_i_oppryddingen() -> None:
    serie = lag_sesong()
    rydd(siste(serie) + SLETTES_ETTER + SEKUND)

    assert not Kontakt.objects.exists()


def test_lenken_apner_ingenting_etterpa(client: Client) -> None:
    serie = lag_sesong()
    lenke = lenken(serie.soknader.get(nummer=3).kontakter.get())
    slett_uten_plass(FRISTEN_UTE + UTEN_PLASS_SLETTES_ETTER)

    assert client.get(lenke).status_code == 404


def test_radgiveren_ser_at_de_er_slettet(client_for: Klient) -> None:
    serie = lag_sesong()
    slett_etter_sesongen(siste(serie) + SLETTES_ETTER + SEKUND)
    soknad = serie.soknader.get(nummer=3)
    siden = innhold(client_for(radgiver(serie)).get(side("soknad", serie, soknad.pk)))

    assert siden.count("Opplysningene om dem er slettet.") == 2
    assert siden.count("kontaktpersonen") == 2  # who registered, and who withdrew
