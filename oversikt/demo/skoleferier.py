"""School holidays of Vestland: invented, yet where the schools usually have them."""

from datetime import date, timedelta

from dateutil.easter import easter

from nettverk.models import Fylke, Nettverk, Skoleferie

VINTERUKE, HOSTUKE = 9, 41
MANDAG, FREDAG = 1, 5


def lag_skoleferier(dag: date) -> None:
    """Make those of last year, this year and the two next, in every network; `dag` is a local date."""
    Skoleferie.objects.bulk_create(
        Skoleferie(nettverk=nettverk, fylke=Fylke.VESTLAND, navn=navn, fra=fra, til=til)
        for nettverk in Nettverk.objects.order_by("pk")
        for ar in range(dag.year - 1, dag.year + 3)
        for navn, fra, til in _arets(ar)
    )


def _arets(ar: int) -> list[tuple[str, date, date]]:
    paskedag = easter(ar)
    return [
        ("Vinterferien", *_uke(ar, VINTERUKE)),
        ("Påskeferien", paskedag - timedelta(days=6), paskedag + timedelta(days=1)),
        ("Sommerferien", date(ar, 6, 19), date(ar, 8, 16)),
        ("Høstferien", *_uke(ar, HOSTUKE)),
        ("Juleferien", date(ar, 12, 21), date(ar + 1, 1, 3)),
    ]


def _uke(ar: int, uke: int) -> tuple[date, date]:
    return date.fromisocalendar(ar, uke, MANDAG), date.fromisocalendar(ar, uke, FREDAG)
