"""Settings from the environment. Each is listed with its meaning in docs/configuration.md."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent


def env(name: str, default: str = "") -> str:
    """An environment variable, or the content of the file that `<name>_FILE` names."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, default)


def env_bool(name: str, *, default: bool = False) -> bool:
    """Whether a variable says yes."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated variable."""
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


# Where this installation keeps its own files: SQLite database, uploads, secret key.
DATA_DIR = Path(env("FORECOURT_DATA_DIR", str(PROJECT / "var")))


def secret_key() -> str:
    """SECRET_KEY, or one made once and kept readable for the owner only."""
    given = env("SECRET_KEY")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = secret_key()
DEBUG = env_bool("DEBUG")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
INTERNAL_HTTPS = env_bool("FORECOURT_HTTPS")  # served behind TLS: secure cookies, HSTS

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "forecourt.core",
    "forecourt.apps.organization",
    "forecourt.apps.finance",
    "forecourt.apps.customers",
    "forecourt.apps.inventory",
    "forecourt.apps.sales",
    "forecourt.apps.insight",
    "forecourt.api",
    "forecourt.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "forecourt.core.observe.observe_middleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "forecourt.api.problems.problem_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "forecourt.apps.organization.middleware.actor_middleware",
    "forecourt.core.refusals.refusal_middleware",
]

FORM_RENDERER = "forecourt.core.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "forecourt.config.errors.csrf_failure"
ROOT_URLCONF = "forecourt.config.urls"
WSGI_APPLICATION = "forecourt.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOADERS: list[Any] = [
    "template_partials.loader.Loader",
    [
        "django_cotton.cotton_loader.Loader",
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ],
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": [(_LOADERS[0], [("django.template.loaders.cached.Loader", _LOADERS[1])])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "forecourt.core.ui.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "forecourt.core.templatetags.forecourt",
            ],
        },
    },
    # For the tables of lists alone: several times as fast, and escaping everything.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {"environment": "forecourt.core.ui.jinja.environment"},
    },
]

# Connections of each web process to PostgreSQL; 0: each thread keeps one of its own.
POOL = int(env("FORECOURT_DATABASE_POOL", "8"))
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(env("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'forecourt.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
elif POOL:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": POOL, "timeout": 20}}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = None  # each thread keeps its own
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    # For what a process may forget: compiled rules, menu, settings. Never for permissions.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "organization.User"
PASSWORD_HASHERS = ["forecourt.core.hashers.PasswordHasher"]
AUTHENTICATION_BACKENDS = ["forecourt.apps.organization.accounts.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "forecourt.apps.organization.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "60/m/ip", "reauthenticate": "10/m/user"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Forecourt"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not INTERNAL_HTTPS  # browsers allow passkeys on localhost without TLS
MFA_RECOVERY_CODES_SHOW_ONCE = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env_bool("FORECOURT_BEHIND_PROXY") else 0
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * int(env("FORECOURT_SESSION_DAYS", "14"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = INTERNAL_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if INTERNAL_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("FORECOURT_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"], "geolocation": ["self"], "microphone": [], "payment": [], "usb": [], "interest-cohort": [],
}  # fmt: skip

LANGUAGE_CODE = env("FORECOURT_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "core" / "locale"]
TIME_ZONE = env("FORECOURT_TIME_ZONE", "Asia/Shanghai")
USE_I18N = USE_TZ = True
FORECOURT_CURRENCY = env("FORECOURT_CURRENCY", "CNY")

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("FORECOURT_STATIC_ROOT", str(DATA_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a folder that is not there
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = env_bool("FORECOURT_STATIC_FINDERS", default=True)
MEDIA_ROOT = Path(env("FORECOURT_MEDIA_ROOT", str(DATA_DIR / "uploads")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if WHITENOISE_USE_FINDERS
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FORECOURT_MAX_UPLOAD = int(env("FORECOURT_MAX_UPLOAD_MB", "50")) * 1024 * 1024

# Requests a minute: of an API token without a limit of its own, and with bad tokens from one address. 0 is no limit.
FORECOURT_API_RATE = int(env("FORECOURT_API_RATE", "600"))
FORECOURT_API_FAILURES = int(env("FORECOURT_API_FAILURES", "30"))
# Deliver events in the request, right after the commit, instead of by the worker.
FORECOURT_DELIVER_EVENTS_INLINE = env_bool("FORECOURT_DELIVER_EVENTS_INLINE")
# Where the real test data lies, for tests and benchmarks only.
FORECOURT_SHARED_DATA = Path(env("FORECOURT_SHARED_DATA", str(PROJECT.parent / "shared" / "data")))
# How a job finds the actor of a login: the core knows no department.
FORECOURT_ACTOR_FACTORY = "forecourt.apps.organization.selectors.actor_of_id"
# What `forecourt serve` says at the start: functions that give lines.
FORECOURT_GREETINGS = ["forecourt.apps.organization.first_start.greeting", "forecourt.demo.greeting.lines"]

# How much is logged, and whether as JSON: by default lines to read in development and JSON in production.
LOGGING_CONFIG = "forecourt.config.logging.configure"
LOGGING = {
    "level": env("FORECOURT_LOG_LEVEL", "INFO"),
    "json": env_bool("FORECOURT_LOG_JSON", default=not DEBUG),
}
# What a scraper of /metrics has to bring as bearer token; without it there is no such page.
FORECOURT_METRICS_TOKEN = env("FORECOURT_METRICS_TOKEN")
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
if not INTERNAL_HTTPS:
    SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
