"""Who plans the meetings, and where the way to it is shown (L1, L7)."""

from __future__ import annotations

from django.urls import reverse

from nettverk.models import Person
from tests.conftest import Klient
from tests.factories import lag_gruppe, lag_medlem
from tests.moter.test_planleggingssiden import adresse
from tests.verden import Verden


def test_hvem_som_planlegger_aret(verden: Verden, client_for: Klient) -> None:
    """Who writes the minutes and is a member, who leads, and who coordinates; the contact is none (L6)."""
    verden.vertsmote.referent = verden.medlem
    verden.vertsmote.save()
    nestleder = lag_medlem(verden.gruppe, "Nils Nestleder", rolle="nestleder")
    roller = {
        "referent": verden.medlem, "annet medlem": verden.arrangor, "kontakt": verden.kontakt,
        "gruppeansvarlig": verden.gruppeansvarlig, "nestleder": nestleder, "nabo": verden.nabo,
        "koordinator": verden.koordinator, "annen": verden.annen_koordinator, "drift": verden.driftsansvarlig,
    }  # fmt: skip
    fikk = {navn: client_for(person).get(adresse(verden)).status_code for navn, person in roller.items()}
    assert fikk == {
        "referent": 200, "annet medlem": 404, "kontakt": 404, "gruppeansvarlig": 200, "nestleder": 200,
        "nabo": 404, "koordinator": 200, "annen": 404, "drift": 200,
    }  # fmt: skip


def test_et_annet_av_arets_moter_viser_til_det_siste(verden: Verden, client_for: Klient) -> None:
    url = reverse("neste_ar", args=(verden.mote.pk,))
    svar = client_for(verden.gruppeansvarlig).get(url, follow=True)
    assert svar.redirect_chain == [(verden.mote.get_absolute_url(), 302)]
    assert "Møtene i 2027 avtales på møtet torsdag 17. desember 2026." in svar.content.decode()


def test_gruppesiden_lenker_for_dem_som_planlegger(verden: Verden, client_for: Klient) -> None:
    gruppe = reverse("gruppe", args=(verden.gruppe.pk,))
    lenker = [adresse(verden), reverse("nytt_mote", args=(verden.gruppe.pk,))]

    def fra(person: Person) -> list[str]:
        innhold = client_for(person).get(gruppe).content.decode()
        return [lenke for lenke in lenker if f'href="{lenke}"' in innhold]

    assert [fra(person) for person in (verden.gruppeansvarlig, verden.koordinator, verden.medlem)] == [
        lenker, lenker, [],
    ]  # fmt: skip


def test_gruppesiden_sier_fra_nar_ingen_frist_minner_om_dem_som_mangler(
    verden: Verden, client_for: Klient
) -> None:
    ord_ = "ingen frist minner om dem som mangler"
    ny = lag_gruppe(verden.nettverk, "Ny")
    klient = client_for(verden.koordinator)
    har = [ord_ in klient.get(reverse("gruppe", args=(g.pk,))).content.decode() for g in (verden.gruppe, ny)]
    assert har == [False, True]
