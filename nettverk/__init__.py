"""The project package and the ground floor: what every other app of the portal stands on."""

from nettverk.celery import app as celery_app

__all__ = ["celery_app"]
