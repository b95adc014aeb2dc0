"""A laptop: `make run`. Like production in all that a visitor sees, but without HTTPS and secrets.

`DEBUG=1 make run` shows tracebacks in the browser, and static files from where they are edited.
"""

from heritage.settings.base import *  # noqa: F403
from heritage.settings.base import DATA_DIR, PORT, SITE_URL, env
from heritage.settings.secret import stored_secret

PRODUCTION = False
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=True)
SECRET_KEY = stored_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SITE_URL = SITE_URL or f"http://127.0.0.1:{PORT}"
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = []

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
