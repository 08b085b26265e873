"""The application for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # all views are loaded before the first question
gc.collect()
gc.freeze()  # what is loaded stays: no later search for garbage has to look through it
