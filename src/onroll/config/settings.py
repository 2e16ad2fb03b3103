"""Django settings: from the environment, and from one file, `onroll.toml`, in the home folder.

Where a value is in both, the environment's counts. What every setting means stands beside it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from csp.constants import NONE, SELF

from onroll.config.demographics import demographic_service_settings
from onroll.config.home import (
    database_from_url,
    day_or_none,
    file_or_none,
    former_secret_keys,
    long_enough,
    number,
    one_value,
    read_settings_file,
    refuse_unknown,
    secret_key,
    sqlite_database,
    uploads_folder,
    yes_or_no,
)
from onroll.config.signing_in import second_factor_rule, single_sign_on_settings
from onroll.core.machine_scopes import PER_MINUTE

ONROLL_HOME = Path(os.environ.get("ONROLL_HOME", "onroll-data")).resolve()
_file = read_settings_file(ONROLL_HOME)


_named = {"database_url", "single_sign_on", "demographic_service"}


def _setting(name: str, default: str) -> str:
    _named.add(name)
    return os.environ[f"ONROLL_{name.upper()}"] if f"ONROLL_{name.upper()}" in os.environ else one_value(_file.get(name, default), name)


def _yes(name: str, default: str) -> bool:
    return yes_or_no(_setting(name, default), name)


def _number(name: str, default: str) -> float:
    return number(_setting(name, default), name)


# -- what an operator may set ---------------------------------------------------------------------------------------------

ONROLL_ORGANISATION = _setting("organisation", "Onroll")
"""The name in the header."""
ONROLL_MAX_UPLOAD_BYTES = int(_number("max_upload_mb", "512") * 1024 * 1024)
"""The largest file that may be uploaded in the browser."""
ONROLL_CONTACT = _setting("contact", "your data protection officer")
"""Whom to ask about accessibility and privacy, as shown on those pages."""
ONROLL_HTTPS = _yes("https", "false")
"""Whether browsers reach the pages over HTTPS (through a reverse proxy): cookies are then for HTTPS alone."""
ALLOWED_HOSTS = [host.strip() for host in _setting("hosts", "127.0.0.1,localhost,[::1]").split(",") if host.strip()]
ONROLL_API_PER_MINUTE = int(_number("api_per_minute", str(PER_MINUTE)))
"""How many requests one token may send in a minute."""
ONROLL_WEBHOOKS_INSIDE = _yes("webhooks_inside", "false")
"""Whether other systems may ask to be told at addresses inside one's own network, and without encryption."""
ONROLL_WEBHOOKS_CA = file_or_none(_setting("webhooks_ca", ""), "webhooks_ca", ONROLL_HOME)
"""A file with the certificate of one's own authority, which receivers of webhooks may show besides those that everybody trusts."""
ONROLL_ADDRESS = _setting("address", "")
"""Where browsers find these pages, for the messages that `onroll notify` writes."""
ONROLL_MAIL_HOST = _setting("mail_host", "")
"""The mail server; without one, `onroll notify` says so and writes to nobody."""
EMAIL_HOST, EMAIL_PORT = ONROLL_MAIL_HOST or "localhost", int(_number("mail_port", "587"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _setting("mail_user", ""), _setting("mail_password", "")
EMAIL_USE_TLS = _yes("mail_tls", "true")
DEFAULT_FROM_EMAIL = _setting("mail_from", "onroll@localhost")
EMAIL_TIMEOUT = 20
ONROLL_ANCHOR_KEEPERS = [address.strip() for address in _setting("anchor_keepers", "").split(",") if "@" in address]
"""To whom `onroll notify` sends each day's anchor of the event log, to be kept: addresses with commas between."""
ONROLL_METRICS_TOKEN = long_enough(_setting("metrics_token", ""), "metrics_token")
"""What whoever reads `/metrics` must send (`Authorization: Bearer …`); without one, only this machine itself reads them."""
ONROLL_NOT_IN_SCHOOL_FROM = day_or_none(_setting("not_in_school_from", ""), "not_in_school_from")
"""From which day on the register of children not in school is kept: set it once regulations fix the day. Empty: not in force."""
SESSION_COOKIE_AGE = int(_number("session_hours", "8") * 3600)
"""A session ends after so long, however much it is used, and with the browser."""
ONROLL_IDLE_SECONDS = int(_number("idle_minutes", "60") * 60)
"""A session ends after so long without use."""
ONROLL_SECOND_FACTOR = second_factor_rule(_setting("second_factor", "required" if ONROLL_HTTPS else "offered"))
"""Whether everybody who signs in by password must give a second factor, or may set one up: `required` or `offered`."""
ONROLL_SINGLE_SIGN_ON = single_sign_on_settings(_file.get("single_sign_on", {}), os.environ)
"""The provider of single sign-on; empty without one."""
ONROLL_DEMOGRAPHIC_SERVICE = demographic_service_settings(_file.get("demographic_service", {}), ONROLL_HOME)
"""The demographic service that may be asked for a child's consistent identifier; empty without one."""

refuse_unknown(_file, _named)

# -- what is fixed --------------------------------------------------------------------------------------------------------

DEBUG = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SECRET_KEY = secret_key(ONROLL_HOME)
SECRET_KEY_FALLBACKS = former_secret_keys(ONROLL_HOME)
ROOT_URLCONF = "onroll.config.urls"
WSGI_APPLICATION = "onroll.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "axes",
    "csp",
    "onroll.accounts.apps.AccountsConfig",
    "onroll.casework.apps.CaseworkConfig",
    "onroll.web.apps.WebConfig",
]
MIDDLEWARE = [
    "onroll.web.middleware.answer_probes",
    "onroll.web.metering.measure_requests",
    "onroll.web.middleware.refuse_large_bodies",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "onroll.web.middleware.set_private_headers",
    "onroll.web.middleware.answer_systems_in_their_form",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onroll.web.middleware.hide_names",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "onroll.web.middleware.end_old_sessions",
    "onroll.web.middleware.require_permission",
    "onroll.web.middleware.say_no_with_the_reason",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "onroll.web.templating.environment", "context_processors": ["onroll.web.templating.page_context"]},
    }
]

_database_url = os.environ.get("DATABASE_URL", str(_file.get("database_url", "")))
DATABASES = {"default": database_from_url(_database_url) if _database_url else sqlite_database(ONROLL_HOME)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# -- signing in -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "today"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "onroll.web.views.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = None
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password"]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "onroll_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ONROLL_HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "onroll_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ONROLL_HTTPS
CSRF_FAILURE_VIEW = "onroll.web.views.errors.expired_form"

# -- headers --------------------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ONROLL_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(readyz|healthz|metrics)$"]  # whoever watches asks from inside
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "*" not in host]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- files ----------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).resolve().parent.parent / "web" / "static"
WHITENOISE_MAX_AGE = 86_400
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = uploads_folder(ONROLL_HOME)
ONROLL_METRICS_FOLDER = os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(ONROLL_HOME / "metrics")
"""Where each worker keeps its counts of requests; read together at `/metrics`."""
ONROLL_JOB_COMMAND = [sys.executable, "-m", "onroll.config.run_job"]
"""What does the work of an upload, in a process of its own; the job's number follows."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_PERMISSIONS = 0o600

# -- logs: ids and outcomes, never what a request carried -----------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}, "django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
