"""The portal's own Celery app, with one more job: work that kills its process."""

from config.celery import app

app.autodiscover_tasks(["tests.faults"], related_name="poison")
