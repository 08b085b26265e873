"""Heartbeat: when beat, Valkey and a worker last did something together."""

from django.db import models


class Heartbeat(models.Model):
    """One row for each tick of the clock that reached a worker; in real time."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
