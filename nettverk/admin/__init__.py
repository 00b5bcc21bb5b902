"""The ground floor's registers."""

from nettverk.admin import fristoppsett, grupper, logg, personer

__all__ = ["fristoppsett", "grupper", "logg", "personer"]
