"""What an innkalling says, as plain data: frozen at delivery, then worded by the template.

Persons are references beside name snapshots, so that what was sent stays true and erasure can
still reach it.
"""

from typing import Any

from moter.models import Mote, Motedel
from moter.program import Bolk, samlet
from nettverk.models import Dokument, Gruppe, Medlemskap, Nettverk, Person

Innhold = dict[str, Any]


def nettverksinnhold(nettverk: Nettverk) -> Innhold:
    """Return the letterhead."""
    felt = ("navn", "sekretariat", "kortnavn", "postadresse", "epost")
    return {navn: getattr(nettverk, navn) for navn in felt}


def personinnhold(person: Person | None, gruppe: Gruppe | None = None) -> Innhold | None:
    """Return a person's name, profession, address and workplace as they are now."""
    if person is None:
        return None
    medlemskap = Medlemskap.objects.filter(person=person, gruppe=gruppe).last() if gruppe else None
    sted = medlemskap.arbeidssted if medlemskap else None
    return {
        "person": person.pk,
        "navn": person.navn,
        "yrke": person.yrke,
        "arbeidssted": sted.navn if sted else "",
        "epost": person.adresse,
    }


def tid_og_sted(mote: Mote) -> Innhold:
    """Return what every document says of a meeting: whose it is, when and where."""
    digitalt = mote.form == Mote.Form.DIGITAL
    return {
        "nettverk": nettverksinnhold(mote.gruppe.nettverk),
        "gruppe": mote.gruppe.navn,
        "start": mote.lokal_start.strftime("%Y-%m-%dT%H:%M"),
        "slutt": mote.lokal_slutt.strftime("%Y-%m-%dT%H:%M"),
        "form": mote.form,
        "sted": "" if digitalt else mote.sted,
        "adresse": "" if digitalt else mote.adresse,
    }


def moteinnhold(mote: Mote) -> Innhold:
    """Return what innkalling and minutes both say of a meeting: who, when and where."""
    nummer, antall = mote.nummer_i_aret()
    return tid_og_sted(mote) | {
        "nummer": nummer,
        "antall": antall,
        "ar": mote.dag.year,
        "arrangor": _arrangor(mote),
        "gruppeansvarlig": personinnhold(mote.gruppe.gruppeansvarlig(mote.dag), mote.gruppe),
    }


def _arrangor(mote: Mote) -> Innhold | None:
    """Return the organiser; a workplace's contact is from the workplace, and in no group (L6)."""
    innhold = personinnhold(mote.arrangor, mote.gruppe)
    if innhold is None or mote.overtatt_for_id is None:
        return innhold
    return innhold | {"arbeidssted": mote.arrangorsted.navn if mote.arrangorsted else ""}


def innkallingsinnhold(mote: Mote, malgruppe: str) -> Innhold:
    """Return the innkalling for one audience. The open one holds nothing of part 1 (L10)."""
    poster = mote.programposter.all()
    if malgruppe != Dokument.Malgruppe.GRUPPE:
        poster = poster.exclude(motedel=Motedel.DEL1)
    return moteinnhold(mote) | {
        "pamelding_frist": mote.pamelding_frist.isoformat() if mote.pamelding_frist else "",
        "kompetansepunkt": mote.kompetansepunkt.tittel if mote.kompetansepunkt else "",
        "praktisk": mote.praktisk,
        "bolker": [_bolk(bolk) for bolk in samlet(list(poster))],
    }


def _bolk(bolk: Bolk) -> Innhold:
    return {
        "del": bolk.motedel,
        "start": bolk.start.isoformat("minutes"),
        "slutt": bolk.slutt.isoformat("minutes"),
        "poster": [
            {
                "start": post.start.isoformat("minutes"),
                "slutt": post.slutt.isoformat("minutes"),
                "tittel": post.tittel,
                "ansvarlig": post.ansvarlig,
                "beskrivelse": post.beskrivelse,
            }
            for post in bolk.poster
        ],
    }
