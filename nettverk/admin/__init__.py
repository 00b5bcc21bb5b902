"""The ground floor's registers."""

from nettverk.admin import dokumenter, fristoppsett, grupper, logg, personer, skoleferier, utboks

__all__ = ["dokumenter", "fristoppsett", "grupper", "logg", "personer", "skoleferier", "utboks"]
