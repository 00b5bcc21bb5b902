"""The ground floor's registers."""

from nettverk.admin import dokumenter, grupper, logg, personer, utboks

__all__ = ["dokumenter", "grupper", "logg", "personer", "utboks"]
