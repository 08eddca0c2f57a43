"""Settings. Everything an installation may change comes from the environment; docs/operations.md lists the names."""

import os
import secrets
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import dj_database_url

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TUSOI_VAR", Path.cwd() / "var"))
"""Where an installation keeps what it must not lose: the embedded database, uploaded files, its secret."""


def _secret_key() -> str:
    """From TUSOI_SECRET_KEY, else made once and kept beside the data, readable by its owner alone."""
    if key := os.environ.get("TUSOI_SECRET_KEY"):
        return key
    kept = VAR / "secret_key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        new = VAR / f"secret_key.{os.getpid()}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # the first of several workers wins, the others read what it wrote
            os.link(new, kept)
        new.unlink()
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("TUSOI_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("TUSOI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TUSOI_ORIGINS", "").split(",") if origin]
BEHIND_TLS = os.environ.get("TUSOI_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "heroicons",
    "csp",
    "tusoi.audit",
    "tusoi.search",
    "tusoi.organisations",
    "tusoi.documents",
    "tusoi.obligations",
    "tusoi.oversight",
    "tusoi.web",
    "tusoi.api",
    "tusoi.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tusoi.api.middleware.refusals_as_json",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tusoi.web.middleware.ActorMiddleware",
    "tusoi.web.uploads.upload_limit",
]

ROOT_URLCONF = "tusoi.config.urls"
ASGI_APPLICATION = "tusoi.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],  # before those of the libraries
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tusoi.web.context.frame",
            ],
            "builtins": ["tusoi.web.templatetags.tusoi"],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'tusoi.sqlite3'}", conn_max_age=3600, conn_health_checks=True
    )
}
KEEPS_PLANS = os.environ.get("TUSOI_KEEPS_PLANS", "1") == "1"
"""PostgreSQL: "0" behind a pooler that deals out connections by the transaction."""
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # One writer at a time is SQLite's nature: take the lock at BEGIN and wait for it, rather than fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
        "PRAGMA mmap_size=268435456; PRAGMA foreign_keys=ON",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {  # shared by workers, so that rate limits count for all of them
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tusoi_cache",
    }
}

AUTH_USER_MODEL = "organisations.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "tusoi.web.words.NotOneself"},
    {"NAME": "tusoi.web.words.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "tusoi.web.words.NotCommon"},
]
AUTHENTICATION_BACKENDS = ["tusoi.web.accounts.Backend"]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "tusoi.web.pages.errors.stale_form"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "tusoi.web.accounts.AccountAdapter"
FORM_RENDERER = "tusoi.web.form_renderer.Renderer"
ACCOUNT_FORMS = {"login": "tusoi.web.forms.SignIn", "change_password": "tusoi.web.forms.ChangePassword"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key", "change_password": "5/m/user"}
USERSESSIONS_TRACK_ACTIVITY = False  # a write on every page; the middleware notes it every ten minutes
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = os.environ.get("TUSOI_TIME_ZONE", "Asia/Ho_Chi_Minh")
USE_TZ = True
FORMAT_MODULE_PATH = ["tusoi.config.formats"]

STATIC_URL = "/static/"
# What the page that describes the API shows. The library is no installed app: it would be imported with every start.
STATICFILES_DIRS = [Path(folder) / "static" for folder in getattr(find_spec("ninja"), "submodule_search_locations", ())]
STATIC_ROOT = Path(os.environ.get("TUSOI_STATIC", VAR / "static"))
MEDIA_ROOT = VAR / "files"
"""Uploaded files, by content (see documents/files.py). Never served by a URL of their own."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "webp", "woff", "woff2", "map")  # nobody loads maps, they are huge

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # forms; files are measured by tusoi.lib.reading
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20000  # a cascade may tick thousands of bearers
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

NINJA_PAGINATION_PER_PAGE = 50
NINJA_MAX_PER_PAGE_SIZE = 500

OCR_COMMAND = os.environ.get("TUSOI_OCR", "")
"""Reads pages of a PDF that are pictures: the PDF comes on standard input, "{pages}" becomes "1,4"; it writes the text
of each page and a form feed after it. Empty: such pages are named and left out."""

DEMONSTRATION = os.environ.get("TUSOI_DEMO") == "1"
"""Shows the demonstration accounts on the sign-in page."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TUSOI_LOG", "WARNING")},
}
