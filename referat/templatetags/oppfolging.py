"""What a group has to follow up, for a page of the floor below, which may not import this one."""

from typing import Any

from django import template

from nettverk.innsyn import innsyn_i
from nettverk.models import Gruppe
from referat.oppfolging import apne_i_gruppen

register = template.Library()


@register.inclusion_tag("referat/_oppfolging.html", takes_context=True)
def oppfolging(context: dict[str, Any], gruppe: Gruppe) -> dict[str, Any]:
    """Show what is open in the group, as who looks may see it."""
    return {"oppfolginger": apne_i_gruppen(gruppe, innsyn_i(context["request"]))}
