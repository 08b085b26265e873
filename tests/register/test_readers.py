"""Publishing and going back while fifty people read: each answer is of exactly one edition."""

import re
import threading
import time
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.actors import Actor
from register import editions, publication
from register.models import Organisation, Publication, PublicEntry, Registration
from tests.conftest import NOW, TODAY
from tests.makers import people, reference

READERS = 50
PEOPLE = 20  # as many as a page of the search shows
ROUNDS = 3
BY = Actor.system("test")
TOWN = re.compile(r"(Noordrade|Zuidrade)")


@pytest.fixture
def published(transactional_db) -> list[Registration]:
    """Twenty people of one town; by the next edition they all work in another."""
    with transaction.atomic():
        town = reference.municipality("Noordrade", "Zeeland")
        made = [
            people.registered(
                people.person(f"Lezer{chr(97 + n)}", "Bos"), since=date(2025, 1, 1),
                organisation=town,
            )
            for n in range(PEOPLE)
        ]  # fmt: skip
    publication.publish(today=TODAY, now=NOW, by=BY)
    return made


class Reader(threading.Thread):
    """Searches, and opens the entry that will be hidden, over an own connection, until told."""

    def __init__(self, number: str, done: threading.Event, hidden: threading.Event) -> None:
        super().__init__()
        self.number, self.done, self.hidden = number, done, hidden
        self.mixed: list[Counter[str]] = []
        self.seen: set[str] = set()
        self.answers = self.came_back = 0
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            client = Client()
            while not self.done.is_set():
                self.look(client)
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def look(self, client: Client) -> None:
        was_hidden = self.hidden.is_set()
        page = client.get("/", {"q": "bos"}, headers={"HX-Request": "true"}).content.decode()
        towns = Counter(TOWN.findall(page))
        if len(towns) != 1:
            self.mixed.append(towns)
        self.seen |= set(towns)
        entry = client.get(f"/r/{self.number}/")
        if was_hidden and (self.number in page or entry.status_code == 200):
            self.came_back += 1
        self.answers += 1


def test_each_answer_belongs_to_one_edition_and_nobody_hidden_comes_back(published):
    someone, erased = published[0], published[1]
    done, hidden = threading.Event(), threading.Event()
    readers = [Reader(someone.number, done, hidden) for _ in range(READERS // 2)]
    readers += [Reader(erased.number, done, hidden) for _ in range(READERS // 2)]
    for reader in readers:
        reader.start()
    try:
        publication.hide(someone, now=NOW, by=Actor.self(someone.person))
        editions.erase(erased.number, now=NOW)
        hidden.set()
        for turn in range(ROUNDS):
            town = "Zuidrade" if turn % 2 == 0 else "Noordrade"
            Organisation.objects.filter(town__endswith="rade").update(
                town=town, town_key=town.lower()
            )
            publication.publish(today=TODAY, now=NOW, by=BY)
            time.sleep(0.3)
        first = Publication.objects.get(number=1)
        editions.roll_back(first, reason="Terug.", today=TODAY, now=NOW, by=BY)
        time.sleep(0.5)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert [reader.error for reader in readers if reader.error] == []
    assert [reader.mixed for reader in readers if reader.mixed] == []
    assert sum(reader.came_back for reader in readers) == 0
    assert set().union(*(reader.seen for reader in readers)) == {"Noordrade", "Zuidrade"}
    assert all(reader.answers for reader in readers)
    assert PublicEntry.objects.current().filter(number=erased.number).count() == 0
    for edition in Publication.objects.all():
        assert editions.rebuilt_hash(edition) == edition.sha256
