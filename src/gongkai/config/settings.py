"""Settings of an installation: typed, from `GONGKAI_*` variables, every one with a default (docs/operations.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongkai.config.environment import read_environment

BASE = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment(os.environ)
HOME = ENVIRONMENT.home


def key(name: str) -> str:
    """One secret of this installation, made at first use, readable by its owner only; never in the database."""
    path = HOME / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, path)  # the first process wins; the others read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


SECRET_KEY = key("session")
KEYS = HOME / "keys"
key("field")  # seals drafts, held forms, files that are not public (docs/adr/0007, 0019); read by `vault.keys`
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
AUTH_USER_MODEL = "organisation.Person"
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    *(
        f"gongkai.{package}"
        for package in [
            "ledger",
            "outbox",
            "files",
            "vault",
            "organisation",
            "review",
            "look",
            "pages",
            "publishing",
            "handling",
            "annual",
            "outlets",
            "portal",
            "workspace",
            "cli",
        ]
        if (BASE / package / "apps.py").exists()
    ),
]
# Permission and group tables are never made: rights come from appointments alone (docs/adr).
MIGRATION_MODULES = {"auth": "gongkai.organisation.auth_migrations"}

MIDDLEWARE = [
    "gongkai.config.headers.middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "gongkai.workspace.errors.MethodNotAllowed",
    "gongkai.workspace.held.HeldForms",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if ENVIRONMENT.database == "sqlite":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "gongkai.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
            },
        },
        # Sessions and throttles are written all the time: a file of their own keeps them out of the records' way.
        "side": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "sessions.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        },
    }
    DATABASE_ROUTERS = ["gongkai.config.side.SideRouter"]
else:
    _url = urlsplit(ENVIRONMENT.database)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _url.path.lstrip("/"),
            "USER": unquote(_url.username or ""),
            "PASSWORD": unquote(_url.password or ""),
            "HOST": unquote(_url.hostname or ""),
            "PORT": str(_url.port or ""),
            "CONN_MAX_AGE": 60,
        }
    }
ATOMIC_REQUESTS = False

AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "gongkai.organisation.login.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "gongkai.workspace.entry.throttled_name"
AXES_LOCKOUT_CALLABLE = "gongkai.workspace.entry.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
LOGIN_URL = "work:login"
LOGIN_REDIRECT_URL = "work:today"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gongkai.workspace.errors.csrf_failure" if (BASE / "workspace" / "errors.py").exists() else "django.views.csrf.csrf_failure"  # fmt: skip

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True  # Django's own messages in Chinese; ours are written in the templates
USE_L10N = True

SITE_URL = ENVIRONMENT.site
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty while the packages' own files are served (finders)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# Uploads are held in memory until they were screened: nothing with a 密级 mark may touch the disk, not for a moment.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "gongkai.config.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}
