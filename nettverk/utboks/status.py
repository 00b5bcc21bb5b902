"""How it went with the mails of one matter, where the sending was started."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from nettverk.models import Epost


def leveringer(gjelder: Model, *slag: str) -> QuerySet[Epost]:
    """Return the mails of these kinds that concern an object, by receiver's name."""
    slag_objekt = ContentType.objects.get_for_model(gjelder)
    epost = Epost.objects.filter(content_type=slag_objekt, object_id=gjelder.pk, slag__in=slag)
    return epost.order_by("til_navn", "pk")
