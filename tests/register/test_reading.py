"""A public page is read as everything was at one moment, however many statements it takes."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from accounts.actors import Actor
from register import publication
from register.models import Organisation
from register.reading import published_copy
from register.search import published
from tests.conftest import NOW, TODAY
from tests.makers import people, reference

BY = Actor.system("test")


def elsewhere(act):
    """Done and committed over another connection, before this goes on."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def publish_in_another_town():
    Organisation.objects.filter(town="Noordrade").update(town="Zuidrade", town_key="zuidrade")
    publication.publish(today=TODAY, now=NOW, by=BY)


@pytest.mark.django_db(transaction=True)
def test_an_edition_between_two_statements_is_seen_by_the_next_page():
    with transaction.atomic():
        town = reference.municipality("Noordrade", "Zeeland")
        lotte = people.person("Lotte", "Bos")
        people.registered(lotte, since=date(2025, 1, 1), organisation=town)
    publication.publish(today=TODAY, now=NOW, by=BY)
    with published_copy():
        before = published().get().town
        elsewhere(publish_in_another_town)
        after = published().get().town
    with published_copy():
        next_page = published().get().town
    assert (before, after, next_page) == ("Noordrade", "Noordrade", "Zuidrade")
