"""What protects visitors and staff, the same in every installation. Part of `base`."""

from datetime import timedelta

from csp.constants import NONE, SELF, UNSAFE_INLINE

# HTTPS everywhere: TLS ends at the reverse proxy in front of `make serve` (docs/operators.md).
SECURE_SSL_REDIRECT = True
# The machine's own monitor asks over plain HTTP, before the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Wagtail's own preview lifts this to SAMEORIGIN where it needs to.
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "heritage.accounts.typed_text.csrf_failure"

SILENCED_SYSTEM_CHECKS = [
    # The browsers' preload list is for whole domains; an archive lives on a subdomain of an agency.
    "security.W021",
    # Attempts are counted for a user name *and* an address. By the address alone five mistyped
    # passwords would lock out a whole office behind one router.
    "axes.W006",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "heritage.site.lockout.locked_out"
AXES_USERNAME_CALLABLE = "heritage.site.lockout.tried_name"
AXES_CLIENT_IP_CALLABLE = "heritage.site.lockout.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# The public site loads nothing from elsewhere and holds no inline script or style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        # Wagtail's editor shows the page as it will be in a frame.
        "frame-ancestors": [SELF],
    }
}
# Wagtail 8.0's admin has inline scripts and styles without a nonce (explorer, editor, filters).
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
