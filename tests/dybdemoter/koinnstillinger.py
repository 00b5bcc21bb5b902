"""Settings of the portal that the queue is tried on: its own, with the addresses of `koserver`.

KOSERVER_UTEN takes something out, to see that the trial tells: «lapp» the queue, so that the database's own
lock is all there is, and «laas» that too.
"""

import os

from nettverk.settings import *
from nettverk.settings import DATABASES

UTEN = os.environ.get("KOSERVER_UTEN", "")
ROOT_URLCONF = "tests.dybdemoter.koserver"
if UTEN == "laas" and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"
