"""The production truth. `development` and `test` are small overrides of it.

Every setting that differs between two installations comes from the environment, through `env`;
docs/operators.md and .env.example list the same variables (tests/unit/test_environment.py).
What production cannot do without is checked by heritage/site/checks.py before the server starts.
"""

from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

from heritage.settings.checked import folder, whole_number
from heritage.settings.media import media_storages
from heritage.settings.security import *  # noqa: F403

VERSION = "0.1.0"

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
ENV_FILE = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))
if ENV_FILE.is_file():
    env.read_env(ENV_FILE)

DATA_DIR = Path(env.str("DATA_DIR", default="") or "var")
if not DATA_DIR.is_absolute():
    DATA_DIR = BASE_DIR / DATA_DIR
DATA_DIR = folder("DATA_DIR", DATA_DIR)
# Who asked to close what: appended to, never rewritten. Kept apart from DATA_DIR, an older copy of
# the database cannot open what was closed since.
HOLDS_LOG = Path(env.str("HOLDS_LOG", default="") or DATA_DIR / "holds.jsonl")
PORT = whole_number("PORT", env.str("PORT", default="8000"), 65535)
SERVER_PROCESSES = whole_number("SERVER_PROCESSES", env.str("SERVER_PROCESSES", default="2"), 64)
SERVER_THREADS = whole_number("SERVER_THREADS", env.str("SERVER_THREADS", default="4"), 256)

# Whether the public can reach it: then `start` insists on heritage/site/checks.py.
PRODUCTION = True
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# Without a slash at the end: https://di-san.example.vn
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
CSRF_TRUSTED_ORIGINS: list[str] = [SITE_URL] if SITE_URL else []

# A header that any visitor can send is only believed when a reverse proxy is known to overwrite it.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# What `make run` and `make serve` found an archive with, the first time.
DEMO = env.bool("DEMO", default=False)
FOUNDING = {
    "province": env.str("PROVINCE", default=""),
    "agency": env.str("AGENCY", default=""),
    "username": env.str("ADMIN_USERNAME", default=""),
    "password": env.str("ADMIN_PASSWORD", default=""),
}

INSTALLED_APPS = [
    "heritage.site",
    "heritage.exchange",
    "catalogue",
    "heritage.archive",
    "heritage.languages",
    "heritage.media",
    "heritage.peoples",
    "heritage.feedback",
    "heritage.records",
    "heritage.protocols",
    "heritage.accounts",
    "media_pipeline",
    "search",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "heritage.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.sites",
    # Not used, and nobody has a right to them; the admin's templates ask for their addresses.
    "wagtail.images",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "heritage.site.health.HealthMiddleware",
    "heritage.site.kept_pages.KeptPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heritage.site.packing.PackingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "heritage.site.hostile.HostileCookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heritage.site.strangers.StrangersMiddleware",
    "heritage.site.midnight.MidnightMiddleware",
    "heritage.site.caching.FreshMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "heritage.accounts.typed_text.TypedTextMiddleware",
    "heritage.site.admin.guard.ClosedThings",
    "heritage.site.hostile.HostileAddressMiddleware",
    "heritage.site.admin.in_use.InUseMiddleware",
    "heritage.site.policy.ContentSecurityPolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "heritage.urls"
WSGI_APPLICATION = "heritage.wsgi.application"

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
                "django.template.context_processors.i18n",
            ],
        },
    }
]

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "archive.sqlite3")}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else SQLITE
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
        # transaction, so that `timeout` holds and nothing fails half-way (Django ticket 29280).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
        ),
    }
# Each server thread keeps its connection: opening one takes longer than answering what is kept.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Server and worker are processes of their own: a cache in the memory of one would go stale in the
# other (Wagtail keeps the paths of the sites in it).
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Pages for everybody, in the memory of each process: what is kept is exact wherever it is kept
    # (`heritage.site.kept_pages`). Lists apart, so that whoever walks them drives nothing else out.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    "lists": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "lists",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
    # How often each address has asked the search for machines (`heritage.site.api.limits`).
    "limits": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache" / "limits",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Pictures that go with addresses passed on (`heritage.site.share`), about 60 kB each.
    "share": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache" / "share",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Whether visitors' browsers may keep pages for where there is no network (heritage/site/offline);
# false takes away what they keep, the next time each of them is online.
OFFLINE_COPIES = env.bool("OFFLINE_COPIES", default=True)

# Nothing in the archive needs e-mail: passwords are reset by an administrator.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# A long page with many blocks sends more fields than Django's default of 1,000 allows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # An address that does not exist is the visitor's news, not the operator's.
        "django.request": {"level": "ERROR"},
        "django": {"handlers": [], "level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")]
# As officers call them; visitors read LANGUAGES.
WAGTAIL_CONTENT_LANGUAGES = [
    ("vi", _("Tiếng Việt")),
    ("en", _("Tiếng Anh")),
    ("km", _("Tiếng Khmer")),
]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
USE_I18N = True
USE_TZ = True
# WAGTAIL_DATE_FORMAT below can only be read back with it.
FORMAT_MODULE_PATH = ["heritage.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_STORAGES = media_storages(
    DATA_DIR / "media",
    bucket=env.str("S3_BUCKET", default=""),
    endpoint=env.str("S3_ENDPOINT_URL", default=""),
    key=env.str("AWS_ACCESS_KEY_ID", default=""),
    secret=env.str("AWS_SECRET_ACCESS_KEY", default=""),
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    **MEDIA_STORAGES,
    "staticfiles": {"BACKEND": "heritage.site.one_stylesheet.StaticFiles"},
}

# What is arriving and being made. On the disk of the originals: a file is taken by a rename.
MEDIA_WORK_FOLDER = DATA_DIR / "media" / "work"
# Of one file; a two-hour film of a phone is about 8 GB.
MEDIA_MAX_BYTES = (
    whole_number("MEDIA_MAX_MB", env.str("MEDIA_MAX_MB", default="10240"), 1024**2) * 1024**2
)
# Where a web server in front finds the folder of files, so that it sends their bytes itself once
# the archive has said yes (nginx: an `internal` location). Empty: the archive sends them.
MEDIA_ACCEL = env.str("MEDIA_ACCEL", default="")

# What is found, and the index of it (`search`): a file, or an index of Elasticsearch 8.
SEARCH_SOURCE = "heritage.site.indexing.source.Things"
SEARCH_FOLDER = DATA_DIR / "search"
SEARCH_CLUSTER = {
    "addresses": env.list("ELASTICSEARCH_URL", default=[]),
    "index": env.str("ELASTICSEARCH_INDEX", default="heritage"),
    "user": env.str("ELASTICSEARCH_USER", default=""),
    "password": env.str("ELASTICSEARCH_PASSWORD", default=""),
    "api_key": env.str("ELASTICSEARCH_API_KEY", default=""),
    "ca_certificate": env.str("ELASTICSEARCH_CA", default=""),
}

WAGTAIL_SITE_NAME = _("Kho tư liệu sống")
WAGTAILADMIN_BASE_URL = SITE_URL
# Milliseconds after the last key: an officer on 3G should not send each word.
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "heritage.site.admin.publishing.publish_approved"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
TAGGIT_CASE_INSENSITIVE = True
# One country, one clock: the account page does not ask.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
