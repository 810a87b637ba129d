"""One settings file, read from the environment; the defaults run an embedded server from this folder.

Every variable is named in docs/configuration.md. Secrets come from the environment or from files under ``var/``.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url

from renaksi.registers import register_apps

PACKAGE = Path(__file__).resolve().parents[1]


def _env(name: str, default: str = "") -> str:
    return os.environ.get(f"RENAKSI_{name}", default)


def _flag(name: str, *, default: bool) -> bool:
    return _env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


VAR = Path(_env("VAR", "var")).absolute()
MEDIA_ROOT = Path(_env("MEDIA_ROOT", str(VAR / "media"))).absolute()
DEBUG = _flag("DEBUG", default=False)


def _secret_key() -> str:
    """The key of the environment, else one made once and kept under ``var/`` readable by the owner alone."""
    if key := _env("SECRET_KEY"):
        return key
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        try:
            os.link(made, kept)  # whoever links first wins; both processes then read the same key
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in _env("ORIGINS").split(",") if origin]
HTTPS = _flag("HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "treebeard",
    "renaksi.audit",
    "renaksi.jobs",
    "renaksi.accounts",
    "renaksi.offices",
    "renaksi.calendars",
    "renaksi.web",
    "renaksi.measures",
    "renaksi.evidence",
    "renaksi.entries",
    "renaksi.documents",
    "renaksi.desk",
    *register_apps(),
    "renaksi.plan",
    "renaksi.monitoring",
    "renaksi.intake",
    "renaksi.reports",
    "renaksi.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "renaksi.web.middleware.SecurityHeadersMiddleware",
    "renaksi.web.middleware.NoNulMiddleware",
    "renaksi.web.middleware.PackedPagesMiddleware",  # a plan of 188 rows is 200 KB of table, 15 KB packed; pads against BREACH
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "renaksi.accounts.middleware.StandingMiddleware",
]

ROOT_URLCONF = "renaksi.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renaksi.web.frame.frame",
            ],
        },
    }
]

_DATABASE_URL = _env("DATABASE_URL", f"sqlite:///{VAR / 'renaksi.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(_DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # tests run on a file too: an in-memory database shared by threads answers "table is locked" where a file waits its turn
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits its turn at BEGIN instead of failing at the first write
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "renaksi.accounts.passwords.ContextWordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "renaksi.accounts.adapter.AccountAdapter"
# guesses are counted by renaksi.accounts.domain.guessing, so that nobody can lock out another
ACCOUNT_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(_env("PROXIES", "0"))  # proxies in front that append to X-Forwarded-For
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = 12 * 60 * 60

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False  # years and ids are no quantities; quantities go through the template filter "angka"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a folder that is not there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "renaksi.web.storage.MarkedFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60  # addresses carry a mark of the content
MEDIA_URL = "/media-never-served/"
RENAKSI_MAX_UPLOAD = int(_env("MAX_UPLOAD", str(25 * 1024 * 1024)))
FILE_UPLOAD_HANDLERS = [
    "renaksi.evidence.uploads.LimitedUploadHandler"
]  # no file streams in beyond the limit, on any form
RENAKSI_PROBE_HOSTS = [
    host for host in _env("PROBE_HOSTS", "kpu.go.id").lower().split(",") if host
]  # pages the program may ask whether they open
RENAKSI_SAMPLES = VAR / "contoh"  # sample files of the demo, offered on the empty upload page
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    RENAKSI_MAX_UPLOAD + 1024 * 1024
)  # a pasted text may be as large as a file, and is refused in the form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the review's forms carry a row a field

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SILENCED_SYSTEM_CHECKS: list[str] = []

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _env("LOG_LEVEL", "WARNING")},
}
