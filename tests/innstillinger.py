"""Settings for the tests: the embedded mode, with a data folder that is thrown away afterwards."""

import atexit
import os
import shutil
import tempfile

os.environ["NETTVERK_MODUS"] = "innebygd"
if "DATAMAPPE" not in os.environ:
    os.environ["DATAMAPPE"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["DATAMAPPE"], ignore_errors=True)

# Each pytest-xdist worker (gw0, gw1, ...) has a Redis database of its own: clearing the cache empties it.
_arbeider = os.environ.get("PYTEST_XDIST_WORKER", "")
if os.environ.get("REDIS_URL") and _arbeider:
    _base, _, _nummer = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{_base}/{int(_nummer) + int(_arbeider.removeprefix('gw'))}"

from nettverk.settings import *
