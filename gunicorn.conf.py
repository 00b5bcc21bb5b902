"""The web server, in both modes. In the embedded mode it listens on loopback and nowhere else."""

import os

from gunicorn.arbiter import Arbiter

INNEBYGD = os.environ.get("NETTVERK_MODUS") == "innebygd"

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}" if INNEBYGD else os.environ.get("BIND", "127.0.0.1:8000")
# SQLite has one writer anyway; in production the usual two per core are set by WEB_CONCURRENCY.
workers = 1 if INNEBYGD else int(os.environ.get("WEB_CONCURRENCY", "3"))
worker_class = "nettverk.webtjener.Arbeider"
threads = 8
timeout = 60
graceful_timeout = 5
loglevel = "warning"
# No access log: the path of a personal link holds its key.
accesslog = None


def on_starting(server: Arbiter) -> None:
    """Refuse to start the embedded mode where others can reach it."""
    for adresse in server.cfg.address:
        if INNEBYGD and not (isinstance(adresse, tuple) and adresse[0] in {"127.0.0.1", "::1", "localhost"}):
            raise SystemExit(f"Den innebygde utgaven lytter bare på 127.0.0.1, ikke på {adresse}.")
