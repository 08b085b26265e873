"""Texts about the register: safe Markdown, looked at before it is published, versions kept."""

import re

import pytest
from django.urls import reverse

from accounts.models import Role
from audit.acts import NotAllowed
from kit import contact
from register import public_texts
from register.models import PublicText
from tests.makers import people

pytestmark = pytest.mark.django_db
Page = PublicText.Page
SAFE_LINK = r' href="(https?:/|mailto:|/)[^"]*"'


@pytest.fixture
def bureau(login, standing_clock):
    return login(people.person("Mirjam", "Balie", role=Role.DESK))


def typed(step, **words):
    return {"seen": "0", "title": "Voor u", "lead": "Kort.", "body": "## Kop\n\nTekst.",
            "step": step} | words  # fmt: skip


@pytest.mark.parametrize("page", Page)
def test_every_page_has_a_shipped_text_of_plain_markdown(page, client):
    text = public_texts.shipped(page)
    assert "<h2>" in text.html
    assert contact.of_register().mail in text.html or "[mail]" not in text.body
    assert "<script" not in text.html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![plaatje](https://elders.example/spion.png)",
        '<a href="/" style="position:fixed" onclick="x()">klik</a>',
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_nothing_of_a_hostile_text_runs_or_is_fetched(hostile):
    tags = re.findall(r"<(\w+)([^>]*)>", public_texts.to_html(hostile))
    assert {name for name, _ in tags} <= public_texts.TAGS
    assert not [about for _, about in tags if about and not re.fullmatch(SAFE_LINK, about)]


def test_a_text_is_looked_at_first_and_then_published(bureau, client):
    url = reverse("desk_register:text", args=[Page.CLIENT])
    looked = bureau.post(url, typed("look")).content.decode()
    assert "Zo wordt het" in looked
    assert "<h2>Kop</h2>" in looked
    assert not PublicText.objects.exists()
    done = bureau.post(url, typed("publish"), follow=True).content.decode()
    assert "De nieuwe tekst staat online" in done
    public = client.get(reverse("register:text", args=[Page.CLIENT])).content.decode()
    assert "<h1>Voor u</h1>" in public
    assert "Bijgewerkt op" in public


def test_two_colleagues_do_not_write_over_each_other(bureau):
    url = reverse("desk_register:text", args=[Page.CLIENT])
    bureau.post(url, typed("publish"))
    late = bureau.post(url, typed("publish", body="Mijn versie."))
    assert late.status_code == 422
    assert "Een collega veranderde deze tekst intussen" in late.content.decode()
    assert "Mijn versie." in late.content.decode()
    assert PublicText.objects.count() == 1


def test_an_earlier_version_is_used_again(bureau, client):
    url = reverse("desk_register:text", args=[Page.CLIENT])
    bureau.post(url, typed("publish"))
    shipped = public_texts.shipped(Page.CLIENT)
    page = bureau.get(reverse("desk_register:text_version", args=[Page.CLIENT, 0]))
    assert "Deze versie weer gebruiken" in page.content.decode()
    again = typed("publish", seen="1", title=shipped.title, lead=shipped.lead, body=shipped.body)
    bureau.post(url, again)
    assert public_texts.current(Page.CLIENT).body == shipped.body
    assert PublicText.objects.count() == 2
    assert bureau.get(
        reverse("desk_register:text_version", args=[Page.CLIENT, 3])
    ).status_code == 404  # fmt: skip


def test_the_same_text_makes_no_version(bureau, standing_clock, now, desk):
    shipped = public_texts.shipped(Page.CLIENT)
    with pytest.raises(NotAllowed, match="niets veranderd"):
        public_texts.write(shipped, seen=0, now=now, by=people.desk_actor())


def test_an_unknown_page_is_not_there(client):
    assert client.get("/over-registratie/zomaar/").status_code == 404


def test_the_groups_are_reached_from_the_page_about_and_named_in_the_sitemap(client):
    about = client.get(reverse("pages:about")).content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    for name in (Page.CLIENT, Page.COMMISSIONER, Page.PROFESSION):
        address = reverse("register:text", args=[name])
        assert address in about
        assert address in sitemap
