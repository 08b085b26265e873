"""The wiring: settings, urls, Celery, the default servers. No rules and no models."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
