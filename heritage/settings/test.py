"""The tests: no `.env`, a data folder of their own, quick passwords, tasks that run at once."""

import atexit
import os
import shutil
import tempfile

# Before `base` reads them: an installation's own settings must not reach the tests, and the
# processes that tests start share neither data nor settings with it.
os.environ["ENV_FILE"] = os.devnull
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="heritage-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from heritage.settings import base  # noqa: E402
from heritage.settings.base import *  # noqa: E402, F403
from heritage.settings.base import DATA_DIR, DATABASES  # noqa: E402

PRODUCTION = False
SECRET_KEY = "only for tests, where nothing is secret; long enough for the checks"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = []

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = base.CACHES | {"default": IN_MEMORY, "limits": IN_MEMORY | {"LOCATION": "limits"}}
STORAGES = {
    **base.MEDIA_STORAGES,
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # No manifest: nothing is collected for the tests.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A test that wants the cluster says so.
SEARCH_CLUSTER = base.SEARCH_CLUSTER | {"addresses": []}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in an installation: an in-memory database has neither WAL nor its locks.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
    # A test is one transaction with others within it. What these would take back must not stand in
    # memory: SQLite walks through all of it after each statement.
    DATABASES["default"]["OPTIONS"]["init_command"] += (
        " PRAGMA synchronous=OFF; PRAGMA temp_store=DEFAULT;"
    )
