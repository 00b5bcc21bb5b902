"""All settings, from the environment. README.md has the table of the variables.

Without NETTVERK_MODUS this is production, which has no default for anything that matters.
NETTVERK_MODUS=innebygd is the embedded mode that `make run` asks for: everything in one folder,
nothing to install, mail shown in the portal, loopback only.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

from nettverk import filko
from nettverk.fartsgrenser import FARTSGRENSER
from nettverk.innholdsvern import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from nettverk.logg import loggoppsett
from nettverk.nokkel import innebygd_nokkel

# Django's generic classes (ModelForm[Mote]) as the type checker knows them.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

INNEBYGD: bool = env.str("NETTVERK_MODUS", "") == "innebygd"
PAKREVD = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "PORTAL_URL")


def krev_oppsett() -> None:
    """Refuse to start as production while something is missing; the message names all of it.

    Raises ImproperlyConfigured.
    """
    mangler = [navn for navn in PAKREVD if not os.environ.get(navn)]
    if mangler:
        raise ImproperlyConfigured(
            "Portalen startes for drift, men dette mangler i miljøet: " + ", ".join(mangler) + ". "
            "README.md forklarer hver av dem. Vil du bare prøve portalen, skriv: make run"
        )
    if env.str("NAA", ""):
        raise ImproperlyConfigured("NAA stiller klokken, og kan bare brukes med NETTVERK_MODUS=innebygd.")


DATAMAPPE = Path(env.str("DATAMAPPE", str(BASE_DIR / "data"))).resolve()
if INNEBYGD:
    DATAMAPPE.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = env.str("SECRET_KEY", "") or innebygd_nokkel(DATAMAPPE / "hemmelig")
else:
    krev_oppsett()
    SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

DEBUG: bool = env.bool("DEBUG", False)
NAA: str = env.str("NAA", "")
NAA_FRA: float = env.float("NAA_FRA", 0.0)

# --- Addresses ---------------------------------------------------------------------------------

PORT: int = env.int("PORT", 8000)
PORTAL_URL: str = env.str("PORTAL_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[urlsplit(PORTAL_URL).hostname or ""])
if INNEBYGD:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS: list[str] = [PORTAL_URL]

# --- Apps --------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "oversikt",
    "referat",
    "dybdemoter",
    "moter",
    "nettverk",
    "nettverk.registerconfig.RegisterConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "simple_history",
    "csp",
]

# Minutes of a big group are one form: two answers for each of 60 members, and 25 items with follow-ups,
# each with what the writer began from beside it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

MIDDLEWARE = [
    "nettverk.middleware.VaktMiddleware",
    "nettverk.kolapp.KolappMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nettverk.middleware.SprakMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "nettverk.urls"
WSGI_APPLICATION = "nettverk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "nettverk.kontekst.portal",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ["designsystemet"]
CRISPY_TEMPLATE_PACK = "designsystemet"

# --- Database ----------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{DATAMAPPE / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A transaction takes the writer's lock at once, and others wait for it: no «database is locked».
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Seconds: whoever asks for a server that is gone, a monitor or the clock, is told so in time.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

# --- Broker, cache and tasks -------------------------------------------------------------------

REDIS_URL: str = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        # For whoever publishes: one new attempt at once, then the error. The worker goes on trying.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
    }
else:
    KO = DATAMAPPE / "ko"
    CELERY_BROKER_URL = f"{filko.SKJEMA}://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = filko.klargjor(KO)
    CELERY_BEAT_SCHEDULE_FILENAME = str(KO / "beat")

CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Europe/Oslo"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # for ever: a worker that gives up is one that nobody starts
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Whoever wakes the worker must not wait for a broker that is gone; the next sweep finds the row.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Each sweep expires before the next one, so that a worker that was away meets one, not a thousand.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    oppgave: {"task": oppgave, "schedule": 60.0, "options": {"expires": 50}}
    for oppgave in (
        "nettverk.tasks.fei_frister",
        "nettverk.tasks.lever_epost",
        "nettverk.tasks.lag_dokumenter",
        "nettverk.tasks.livstegn",
        "nettverk.tasks.rydd_opp",
    )
}

# --- Mail --------------------------------------------------------------------------------------

# In the embedded mode mail goes no further than the portal's own outbox page, unless a server is given.
_post = env.email_url("EMAIL_URL", default="dummymail://")
EMAIL_BACKEND: str = _post["EMAIL_BACKEND"]
EMAIL_HOST: str = _post["EMAIL_HOST"] or ""
EMAIL_PORT: int = _post["EMAIL_PORT"] or 25
EMAIL_HOST_USER: str = _post["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD: str = _post["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS: bool = _post.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = _post.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Nettverksportalen <portal@nettverk.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Login -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "nettverk.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "forside"
LOGOUT_REDIRECT_URL = "forside"
# No passwords: whoever has the mailbox gets a code. nettverk/konto/ has the adapter, the forms and the urls.
ACCOUNT_ADAPTER = "nettverk.konto.adapter.KontoAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "nettverk.konto.skjema.KodebestillingForm",
    "confirm_login_code": "nettverk.konto.skjema.KodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "epost"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# Eight digits and 30 requests a day with three tries each: at most 1 in a million a day to guess one.
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_RATE_LIMITS = FARTSGRENSER
# The same page for known and unknown addresses, and no mail to strangers.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Wards share machines: the login ends with the browser.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_bibliotek"]
USE_I18N = True
FORMAT_MODULE_PATH = ["nettverk.formater"]
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# --- Static files ------------------------------------------------------------------------------

STATIC_URL = "static/"
# The embedded mode serves the files from where they lie, uncollected.
STATIC_ROOT = None if INNEBYGD else BASE_DIR / "statiske"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = INNEBYGD
# Uploaded files lie outside what is served; they are handed over by the page that knows who may have them.
MEDIA_ROOT = DATAMAPPE / "filer"
FILE_UPLOAD_HANDLERS = ["nettverk.opplasting.Tak", *global_settings.FILE_UPLOAD_HANDLERS]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 5
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if INNEBYGD
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security ----------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
if not INNEBYGD:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    # Subdomains and preload lists are for the owner of the domain to decide.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    # Only where a proxy in front sets (and strips) the header itself.
    if env.bool("BAK_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        # Limits per address on the net count the visitor, not the proxy.
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- Log ---------------------------------------------------------------------------------------

LOGGING = loggoppsett(env.str("LOGGNIVA", "WARNING" if INNEBYGD else "INFO"), stille=INNEBYGD)
