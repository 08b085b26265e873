"""The public texts open for everyone, address the visitor as "u" and lead on."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from PIL import Image

PAGES = ["about", "help", "privacy", "processing", "accessibility", "disclosure"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_text_opens_without_an_account(client, name):
    html = client.get(reverse(f"pages:{name}")).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert "<h1>" in main
    assert not re.search(r"\b(je|jij|jouw)\b", re.sub(r"<[^>]+>", " ", main), re.IGNORECASE)
    assert not re.search(r"\d+ (van|/) \d+|%", main)


def test_the_number_and_the_address_stand_in_one_place(client, settings):
    settings.CONTACT_PHONE, settings.CONTACT_POST = "088 123 45 67", "Postbus 1, 1000 AA Amsterdam"
    page = client.get("/hulp/").content.decode()
    assert '<a href="tel:0881234567">088 123 45 67</a>' in page
    assert "Postbus 1<br>1000 AA Amsterdam" in page


def test_security_txt_expires_within_a_year(client):
    text = client.get("/.well-known/security.txt").content.decode()
    expires = datetime.fromisoformat(re.search(r"Expires: (.+)", text).group(1))
    assert timedelta(0) < expires - timezone.now() < timedelta(days=366)


def test_pages_about_a_person_stay_out_of_search_engines(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /r/" in lines
    assert "Disallow: /mijn/" in lines
    assert "Disallow: /" not in lines


@pytest.mark.django_db
def test_search_engines_are_led_to_the_texts_and_never_to_a_person(client, settings, scheme):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    page = client.get("/sitemap.xml").content.decode()
    places = re.findall(r"<loc>([^<]+)</loc>", page)
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    for place in places:
        path = place.removeprefix(settings.BASE_URL)
        assert not path.startswith(tuple(closed))
        assert client.get(path).status_code == 200
    assert len(places) == 11


@pytest.mark.django_db
def test_a_phone_can_put_the_portal_on_its_first_screen(client):
    page = client.get("/").content.decode()
    link = re.search(r'<link rel="manifest" href="([^"]+)"', page)[1]
    answer = client.get(link)
    assert answer["Content-Type"] == "application/manifest+json"
    facts = answer.json()
    assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable"}
    for icon in facts["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(found) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert facts["start_url"] == "/mijn/"
