"""Pages travel compressed, and a public page that is the same is not sent again."""

import gzip
import io

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client

from config.middleware import TextGZipMiddleware
from register import publication
from register.models import PublicEntry
from tests.makers import people

pytestmark = pytest.mark.django_db
UNDERSTANDS = {"HTTP_ACCEPT_ENCODING": "gzip"}


def test_a_page_is_compressed_for_who_understands_it(scheme):
    plain, small = (Client().get("/over-registratie/", **each) for each in ({}, UNDERSTANDS))
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2


def test_a_page_of_somebody_is_compressed_and_never_kept(owner, scheme, login):
    page = login(owner).get("/mijn/", **UNDERSTANDS)
    assert page["Content-Encoding"] == "gzip"
    assert "no-store" in page["Cache-Control"]
    assert "ETag" not in page


def test_how_long_a_page_is_differs_by_chance(owner, scheme, login):
    client = login(owner)
    lengths = {len(client.get("/mijn/", **UNDERSTANDS).content) for _ in range(20)}
    assert len(lengths) > 1


@pytest.mark.parametrize(
    "answer",
    [
        FileResponse(io.BytesIO(b"%PDF-1.7 " * 100), content_type="application/pdf"),
        HttpResponse(b"\xff\xd8" * 500, content_type="image/jpeg"),
        StreamingHttpResponse(iter([b"a;b\n"] * 100), content_type="text/csv"),
    ],
)
def test_a_file_goes_as_it_is(answer, rf):
    asked = rf.get("/", **UNDERSTANDS)
    assert "Content-Encoding" not in TextGZipMiddleware(lambda _: answer)(asked)


def test_a_public_page_that_is_the_same_is_not_sent_again(scheme):
    before = Client().get("/over-registratie/", **UNDERSTANDS)
    again = Client().get("/over-registratie/", HTTP_IF_NONE_MATCH=before["ETag"], **UNDERSTANDS)
    assert (again.status_code, again.content) == (304, b"")


def test_a_search_that_finds_somebody_new_is_sent(owner, scheme, today, now):
    asked = "/?q=" + owner.last_name
    before = Client().get(asked)
    people.registered(owner, since=today)
    publication.publish(today=today, now=now, by=people.desk_actor())
    assert PublicEntry.objects.exists()
    after = Client().get(asked, HTTP_IF_NONE_MATCH=before["ETag"])
    assert after.status_code == 200
    assert owner.last_name in after.content.decode()
