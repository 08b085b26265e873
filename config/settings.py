"""One settings file for every place: what differs comes from the environment.

`docs/operations.md` names each variable. Development needs none of them: `make run` writes
`var/run.env` with the addresses of the servers it started, and this file reads it.
"""

from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP

from kit.environment import Env
from kit.file_places import file_place
from kit.mailers import mailers
from kit.oidc_providers import oidc_apps
from kit.sealing_key import made_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # everything that is generated; not in git

env = Env()  # each variable may stand in a file that NAME_FILE names
if not env.bool("TESTING", False) and (VAR_DIR / "run.env").exists():
    env.read_env(str(VAR_DIR / "run.env"))

# ---- Where are we ----
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", DEBUG)  # demo people, demo clock; never in production (config.checks)
TESTING = env.bool("TESTING", False)
SECRET_KEY = env("SECRET_KEY", default="only-for-development" if DEBUG or TESTING else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
BASE_URL = env("BASE_URL", default="http://localhost:8000")  # in mails, QR codes and certificates
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if DEBUG or TESTING else []
)
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- Time and language ----
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
USE_I18N = True
# Days the demo clock runs ahead; read by kit.clock, written by the demo page. Empty: real time.
CLOCK_FILE = VAR_DIR / "clock" if DEMO else None

# ---- Apps, from top to bottom (docs/architecture.md) ----
INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "accreditation",
    "portfolios",
    "register",
    "accounts",
    "audit",
    "outbox",
    "files",
    "kit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "lucide",
    "pgtrigger",
    "pghistory",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "kit.logs.RequestIdMiddleware",
    # First what adds headers: static files and answers of the others get them too.
    "config.headers.HeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # 304 for a public page that is the same
    "config.middleware.ServiceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLifetimeMiddleware",
    "accounts.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.denials.DenialMiddleware",
    "accounts.middleware.RoleMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.limits.LimitMiddleware",
]

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
                "config.nav.site",
                "config.demo.login.people",
            ],
            "builtins": ["kit.templatetags.ui", "django_htmx.templatetags.django_htmx"],
        },
    }
]
FORM_RENDERER = "kit.forms.PortalRenderer"

# ---- Databases: the application's role, and the role that reads published tables only ----
DATABASE_URL = env("DATABASE_URL", default="postgres://localhost:5432/register")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if "DATABASE_PUBLIC_URL" in env or not TESTING:
    # A connection of its own, as a public page reads in a transaction that cannot write its count.
    public_url = env("DATABASE_PUBLIC_URL", default=DATABASE_URL)
    DATABASES["public"] = env.db_url_config(public_url)
PUBLIC_ALIAS = "public" if "public" in DATABASES else "default"
DATABASE_ROUTERS = ["config.routers.PublicRouter"]
# Copies of the database are read while they are no more behind than this; else the primary.
PUBLIC_LAG_SECONDS = env.int("PUBLIC_LAG_SECONDS", 30)
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    _database["CONN_HEALTH_CHECKS"] = True
    _database["DISABLE_SERVER_SIDE_CURSORS"] = True  # PgBouncer in transaction mode
    _database.setdefault("OPTIONS", {})["connect_timeout"] = 5
if "DATABASE_PUBLIC_URL" in env and "," in DATABASES[PUBLIC_ALIAS]["HOST"]:
    DATABASES["public"]["ENGINE"] = "kit.replica"  # copies first, the primary last
    # A machine that is gone says nothing: no visitor waits for it longer than seconds.
    DATABASES["public"]["OPTIONS"] |= {
        "connect_timeout": 2, "tcp_user_timeout": 3000,
        "keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2,
    }  # fmt: skip

# Counters of rate limits live here: Postgres, so that nobody is locked out when Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# ---- Questions to the public register: of one address, and names that all together see a day ----
PUBLIC_A_MINUTE = env.int("PUBLIC_A_MINUTE", 120)
PUBLIC_A_DAY = env.int("PUBLIC_A_DAY", 3000)
PUBLIC_NAMES = env.int("PUBLIC_NAMES", 400)  # different ones in lists; a whole name always finds
PUBLIC_NAMES_ALARM = env.int("PUBLIC_NAMES_ALARM", 10_000)  # the staff hear it
PUBLIC_NAMES_STOP = env.int("PUBLIC_NAMES_STOP", 40_000)  # then nobody gets lists any more

# ---- Accounts ----
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.passwords.Rules"}]
BREACHED_PASSWORDS_FILE = env("BREACHED_PASSWORDS_FILE", default="")  # HASH:count, ordered by hash
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_SIGNUP_REDIRECT_URL = "/account/2fa/webauthn/add/?next=/mijn/"  # a passkey is offered once
ACCOUNT_LOGOUT_REDIRECT_URL = "register:search"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.NameForm"
ACCOUNT_FORMS = {
    "signup": "accounts.login_forms.SignupForm",
    "login": "accounts.login_forms.LoginForm",
    "reset_password": "accounts.login_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.login_forms.ResetPasswordKeyForm",
    "change_password": "accounts.login_forms.ChangePasswordForm",
    "set_password": "accounts.login_forms.SetPasswordForm",
    "add_email": "accounts.login_forms.AddEmailForm",
    "change_email": "accounts.login_forms.ChangeEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True  # who needs one: accounts.factors
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TRUST_ENABLED = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64  # one connection has a whole /64
# Per internet address wide, because a whole municipality may share one; per account (key) narrow.
# Whatever makes us send a mail to a typed address has an hour's limit per address as well.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/300s/key",  # also codes of an authenticator app, and recovery codes
    "signup": "20/m/ip,100/h/ip",
    "confirm_email": "1/10s/key,10/h/key",
    "reset_password": "20/m/ip,5/m/key,10/h/key",
    "reset_password_from_key": "20/m/ip",
    "request_login_code": "60/m/ip,5/m/key,15/h/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
MFA_RATE_LIMITS: dict[str, str] | bool = {"webauthn_login": "60/m/ip"}  # nothing to guess
# Off for a scanner or a load test, which would measure the limits; production refuses to start.
LIMITS = env.bool("LIMITS", True)
if not LIMITS:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
    PUBLIC_A_MINUTE = PUBLIC_A_DAY = PUBLIC_NAMES = 10**9
    PUBLIC_NAMES_ALARM = PUBLIC_NAMES_STOP = 10**9
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.factor_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.factor_forms.RenamePasskeyForm",
    "login_webauthn": "accounts.factor_forms.PasskeyLoginForm",
    "authenticate_webauthn": "accounts.factor_forms.PasskeyStepForm",
    "reauthenticate_webauthn": "accounts.factor_forms.PasskeyAgainForm",
    "authenticate": "accounts.factor_forms.CodeStepForm",
    "reauthenticate": "accounts.factor_forms.CodeAgainForm",
    "activate_totp": "accounts.factor_forms.ActivateAppForm",
}
# Nobody is logged in without a confirmed address; a new one that waits must not close this door.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # http://localhost
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 0  # a code is refused a second time for as long as it is valid
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_TRUST_COOKIE_NAME = "__Host-trusted" if SECURE else "trusted"
# Single sign-on: which organisation uses which provider is switched on by staff.
SOCIALACCOUNT_ADAPTER = "register.organisation_logins.OrganisationLoginAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": oidc_apps(env("OIDC_PROVIDERS", default=""), over_http=DEBUG or TESTING)
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
# The demo people log in with their password alone.
WITHOUT_SECOND_FACTOR = "example.org" if DEBUG and DEMO else ""
# Seal what must stay secret in the database: seeds of authenticator apps, codes under way.
SEALING_KEYS = env.list("SEALING_KEYS", default=[made_key(SECRET_KEY)])

# ---- Mail. MAILERS from EMAIL_URL: smtp://user:password@host:587?tls=1 or file:///folder ----
MAILERS = mailers(env("EMAIL_URL", default=f"file://{VAR_DIR}/mail"))
DEFAULT_FROM_EMAIL = env(
    "FROM_EMAIL", default="Register Klantmanagers <register@klantmanagers.example>"
)
# Mail that does not arrive comes back to BOUNCE_ADDRESS (else to FROM_EMAIL); the portal hears it
# from a mailbox (imaps://user:password@host/INBOX or maildir:///folder) or by a signed call.
BOUNCE_ADDRESS = env("BOUNCE_ADDRESS", default="")
BOUNCE_MAILBOX = env("BOUNCE_MAILBOX", default="")
BOUNCE_WEBHOOK_KEY = env("BOUNCE_WEBHOOK_KEY", default="")
CONTACT_PHONE = env("CONTACT_PHONE", default="085 000 00 00")
CONTACT_POST = env("CONTACT_POST", default="Postbus 00000, 0000 AA Voorbeeldstad")

# ---- Redis and Celery (the reasons are in docs/adr/0003-jobs.md) ----
CELERY_BROKER_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_TRANSPORT = "config.carrier:Transport"  # outlives the loss of its server
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 180  # far below the visibility timeout
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
# Only ticks: what is due stands in the database (outbox), not in Redis.
CELERY_BEAT_SCHEDULE = {
    "lease due jobs": {"task": "outbox.lease_due", "schedule": 2.0, "options": {"expires": 4}},
    "enter scheduled runs": {
        "task": "outbox.enter_scheduled",
        "schedule": 15.0,
        "options": {"expires": 20},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 30)

# ---- Files and signing ----
STORAGES = {
    "default": file_place(
        env("FILES_URL", default=""), env("FILES_DIR", default=str(VAR_DIR / "files"))
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.on_its_way.TemporaryFile",
]
# Who was erased, by a random key: outside the database, so that no older copy brings them back.
ERASURES_FILE = env("ERASURES_FILE", default=str(VAR_DIR / "erasures" / "list.jsonl"))
# Copies are encrypted for this public key of age (age1…); the private one is not on this machine.
COPY_KEY = env("COPY_KEY", default="")
# A virus scanner that looks at what people add: unix:/run/clamav/clamd.ctl or tcp://clamav:3310.
CLAMD_URL = env("CLAMD_URL", default="")
if CLAMD_URL:
    CELERY_BEAT_SCHEDULE["scan files"] = {
        "task": "files.scan_due",
        "schedule": 5.0,
        "options": {"expires": 10},
    }
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "collected"
GENERATED_STATIC = VAR_DIR / "static"  # the fonts that `manage.py build_fonts` makes
STATICFILES_DIRS = [BASE_DIR / "static", GENERATED_STATIC]
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", default=str(VAR_DIR / "signing" / "seal.p12"))
SIGNING_KEY_PASSWORD = env(
    "SIGNING_KEY_PASSWORD", default="development" if DEBUG or TESTING else ""
)
# The seal in a hardware module instead of a file: its PKCS#11 library; the password is its PIN.
SIGNING_PKCS11_MODULE = env("SIGNING_PKCS11_MODULE", default="")
SIGNING_PKCS11_TOKEN = env("SIGNING_PKCS11_TOKEN", default="")
SIGNING_PKCS11_LABEL = env("SIGNING_PKCS11_LABEL", default="seal")
# Opened by the same password; empty: no badges are offered. Only the worker reads it.
BADGE_KEY_FILE = env("BADGE_KEY_FILE", default=str(VAR_DIR / "signing" / "badges.pem"))
SIGNING_TIMESTAMP_URL = env("SIGNING_TIMESTAMP_URL", default="")  # RFC 3161

# ---- Audit ----
PGHISTORY_FIELD_TRACKERS = ()
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# ---- Headers and cookies ----
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no page elsewhere needs our fonts and scripts
# Of all that a browser can do for a page, only a passkey; what it does not know it ignores.
SWITCHED_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "compute-pressure",
    "cross-origin-isolated", "display-capture", "encrypted-media", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = dict.fromkeys(SWITCHED_OFF, "none") | {
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
}
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# How long a session lasts: without activity (shorter for who holds a role), and at most.
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 60 * 60)
SESSION_IDLE_SECONDS_ROLE = env.int("SESSION_IDLE_SECONDS_ROLE", 30 * 60)
SESSION_LONGEST_SECONDS = env.int("SESSION_LONGEST_SECONDS", 12 * 60 * 60)
SESSION_WARN_SECONDS = env.int("SESSION_WARN_SECONDS", 5 * 60)  # WCAG 2.2.1 asks for 20 or more
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if SECURE:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [
        r"^(healthz|readyz|metrics)$",
        r"^api/",
    ]  # a program is refused: register.api.door

# ---- Watching ----
METRICS_KEY = env("METRICS_KEY", default="")  # who may ask /metrics; without it nobody
_release = BASE_DIR / "RELEASE"  # what runs, in the words of who deploys it
RELEASE = env("RELEASE", default=_release.read_text().strip() if _release.exists() else "")
# To whom traces and errors go (config/watching); each is off without its address.
OTEL_EXPORTER_OTLP_ENDPOINT = env("OTEL_EXPORTER_OTLP_ENDPOINT", default="")
OTEL_EXPORTER_OTLP_HEADERS = env("OTEL_EXPORTER_OTLP_HEADERS", default="")
SENTRY_DSN = env("SENTRY_DSN", default="")

# ---- Logs: one stream ----
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "kit.logs.WithoutRows",
            "format": "%(levelname)s %(name)s [%(request_id)s] %(message)s",
        },
        "json": {"()": "kit.logs.Json"},
    },
    "filters": {
        "of_request": {"()": "kit.logs.OfRequest"},
        "without_address": {"()": "kit.logs.WithoutAddress"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["of_request", "without_address"],
            "formatter": env("LOG_FORMAT", default="line"),
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "celery": {"level": "WARNING"},
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # what a person typed wrong is no news
        "django.security.csrf": {"level": "ERROR"},  # accounts.denials says it without the path
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "ERROR"},
    },
}
