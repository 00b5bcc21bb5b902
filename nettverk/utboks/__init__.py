"""The outbox: `legg_i_ko` in the transaction of the change; `levering` talks to the mail server."""

from nettverk.utboks.ko import Vedleggsdata, legg_i_ko

__all__ = ["Vedleggsdata", "legg_i_ko"]
