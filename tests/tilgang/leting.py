"""Looking for the words of part 1 wherever something comes out of the portal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product
from typing import Any

from django.contrib import admin
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from dybdemoter.views.pamelding import kvitteringsnokkel
from moter.models import Gruppefil, Mote
from nettverk.models import Epost, Vedlegg
from tests.tilgang.adresser import alle_adresser
from tests.tilgang.motegang import MERKER, Motegang

Funn = dict[str, set[str]]
Side = tuple[str, str]

# Addresses whose `pk` is a group's; of all others it is a meeting's.
GRUPPESIDER = {
    "gruppe", "gruppe_drift", "hylle", "nytt_mote", "gruppe_slaa_sammen", "gruppe_del", "gruppe_avslutt",
    "omlegging_angre",
}  # fmt: skip
STEDSSIDER = {"arbeidssted", "arbeidssted_slaa_sammen"}
OM_MOTET = {"pk", "kode", "innsjekkode"}


def funn_i(tekst: str) -> set[str]:
    return {merke for merke in MERKER if merke in tekst}


def tekst_i(svar: HttpResponseBase) -> str:
    """What an answer says: a page, a file, or a calendar with its long lines made whole."""
    biter: Any = svar.streaming_content if svar.streaming else [svar.content]  # type: ignore[attr-defined]
    return brettet_ut(b"".join(biter))


def brettet_ut(innhold: bytes | memoryview) -> str:
    """As text; a line of a calendar that goes on in the next one is one line again."""
    return bytes(innhold).decode("utf-8", "replace").replace("\r\n ", "")


def sider(
    gang: Motegang, moter: Iterable[Mote] = (), nokkel: str = "", navn: Collection[str] = ()
) -> Iterator[Side]:
    """Every page that can be asked for, by address name: for these meetings (else all), with this key.

    One about an item, a guest or a file comes for each of them, and a mail for each kind there is. With
    `navn` only the addresses of these names come.
    """
    faste, moter = _faste(gang), moter or gang.moter
    om = {mote.pk: _om(mote) for mote in {gang.innkalt, *moter}}
    for side, adresse in alle_adresser().items():
        if side.startswith(("admin", "account")) or side == "kalenderstrom" or (navn and side not in navn):
            continue
        if "nokkel" in adresse.parametre and not nokkel:
            continue
        for mote in moter if adresse.parametre & OM_MOTET else (gang.innkalt,):
            verdier = faste | om[mote.pk] | {"nokkel": [nokkel]} | _pk(gang, side, mote)
            felt = sorted(adresse.parametre)
            for valg in product(*(verdier[ett] for ett in felt)):
                yield side, adresse.url(dict(zip(felt, valg, strict=True)))


def _faste(gang: Motegang) -> dict[str, list[object]]:
    return {
        "bytte_pk": [gang.bytte.pk],
        "person_pk": [gang.delt.pk],
        "sjekk_pk": [gang.sjekk.pk],
        "omlegging_pk": [gang.omlegging.pk],
        "fil_pk": list(Gruppefil.objects.values_list("pk", flat=True)),
        "slug": [gang.verden.nettverk.slug],
        "slag": ["innkalling"],
        "malform": ["nn"],
        "nr": [1],
        "serie_pk": [gang.soknad.serie_id],
        "soknad_pk": [gang.soknad.pk],
        "mote_pk": list(gang.soknad.serie.moter.values_list("pk", flat=True)[:1]),
        "oppmote_pk": [0],
        "signert": [kvitteringsnokkel(gang.soknad.kontakter.get())],
    }


def _om(mote: Mote) -> dict[str, list[object]]:
    return {
        "post_pk": list(mote.programposter.values_list("pk", flat=True)),
        "gjest_pk": list(mote.gjester.values_list("pk", flat=True)),
        "kode": [mote.gjestekode],
        "innsjekkode": [mote.innsjekkode],
    }


def _pk(gang: Motegang, navn: str, mote: Mote) -> dict[str, list[object]]:
    """What `pk` is at this address; group pages and the outbox come once, not for each meeting."""
    if navn in GRUPPESIDER:
        return {"pk": [mote.gruppe_id] if mote == gang.innkalt or mote == gang.innkalt_av_kontakt else []}
    if navn not in {"epost", "vedlegg"} | STEDSSIDER:
        return {"pk": [mote.pk]}
    if mote not in (gang.innkalt, gang.innkalt_av_kontakt):
        return {"pk": []}
    if navn in STEDSSIDER:
        return {"pk": list(gang.verden.nettverk.arbeidssteder.values_list("pk", flat=True))}
    if navn == "epost":
        return {"pk": list({epost.slag: epost.pk for epost in Epost.objects.all()}.values())}
    filer = Vedlegg.objects.select_related("epost", "dokument")
    slag = {(f.epost.slag, f.mime, f.dokument and f.dokument.malgruppe): f.pk for f in filer}
    return {"pk": list(slag.values())}


def motesider(gang: Motegang, *navn: str) -> list[Side]:
    """The pages of these names, for every meeting."""
    return list(sider(gang, navn=navn))


def registersider() -> Iterator[Side]:
    """Every page of every register: for each meeting, and for a few rows of the others."""
    for modell in admin.site._registry:
        navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}_"
        rader = list(modell._default_manager.values_list("pk", flat=True))
        yield f"{navn}changelist", reverse(f"{navn}changelist")
        for pk in rader if modell is Mote else rader[:: len(rader) // 2 or 1]:
            yield from ((navn + s, reverse(navn + s, args=(pk,))) for s in ("change", "history", "delete"))


def funn(klient: Client, adresser: Iterable[Side]) -> Funn:
    """What words of part 1 each kind of page gave away; kinds that gave none are left out."""
    alt: Funn = {}
    for navn, url in adresser:
        alt.setdefault(navn, set()).update(funn_i(tekst_i(klient.get(url))))
    return {navn: merker for navn, merker in alt.items() if merker}
