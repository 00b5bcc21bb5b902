"""Celery, which only wakes people up: the database is the truth, tasks look there for what is due.

The beat schedule is in the settings. It runs on intervals: a timetable in Europe/Oslo has a hole
of two hours when the clock goes back.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nettverk.settings")

app = Celery("nettverk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
