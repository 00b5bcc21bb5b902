"""The ground floor's registers."""

from nettverk.admin import grupper, logg, personer

__all__ = ["grupper", "logg", "personer"]
