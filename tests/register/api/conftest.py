"""A published register with one person in it, a certificate, towns and figures."""

from datetime import date

import pytest
from django.test import Client

from accounts.actors import Actor
from register import open_figures, publication
from register.models import Certificate
from tests.makers import people, reference

SINCE = date(2025, 1, 1)


@pytest.fixture
def listed(stranger, today, now, standing_clock):
    """Joost van der Meulen, in the published copy."""
    town = reference.municipality("Lindehoven")
    town.cbs_code = "GM0344"
    town.save()
    registration = people.registered(stranger, since=SINCE, organisation=town)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    open_figures.count(today)
    return registration


@pytest.fixture
def certificate(listed):
    return Certificate.objects.get(registration=listed)


@pytest.fixture
def ask():
    """POST as JSON, and what came back."""

    def post(path, body, **headers):
        client = Client()
        return client.post(
            f"/api/v1/{path}", body, content_type="application/json", headers=headers
        )

    return post
