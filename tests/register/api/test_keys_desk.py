"""The desk makes and ends keys; a key is shown once."""

import re

from django.urls import reverse

from register.models import ApiKey
from tests.makers import reference

USE = "/desk/openbaar/"


def test_a_key_is_made_shown_once_and_ended(desk, login, scheme):
    reference.municipality("Duinrade")
    client = login(desk)
    assert "Er zijn nog geen sleutels" in client.get(USE).content.decode()
    typed = {"organisation": "Duinrade", "purpose": "Nakijken", "a_day": "500"}
    refused = client.post(reverse("desk_register:api_key_new"), typed | {"a_day": "5"})
    assert refused.status_code == 422
    made = client.post(reverse("desk_register:api_key_new"), typed)
    assert (made.status_code, "no-store" in made["Cache-Control"]) == (200, True)
    [secret] = re.findall(r"rk_[A-Z0-9]{32}", made.content.decode())
    headers = {"X-Api-Key": secret}
    assert client.get("/api/v1/gemeenten", headers=headers).status_code == 200
    assert secret not in client.get(USE).content.decode()
    end = reverse("desk_register:api_key_end", args=[ApiKey.objects.get().public_id])
    assert "Dit kan niet terug" in client.get(end).content.decode()
    assert client.post(end).status_code == 302
    assert client.get("/api/v1/gemeenten", headers=headers).status_code == 401
    assert "Beëindigd" in client.get(USE).content.decode()


def test_the_list_of_keys_asks_as_much_for_three_as_for_one(
    desk, login, scheme, django_assert_max_num_queries
):
    client = login(desk)
    for name in ("Duinrade", "Bergdorp", "Lindehoven"):
        reference.municipality(name)
        typed = {"organisation": name, "purpose": "Nakijken", "a_day": "500"}
        client.post(reverse("desk_register:api_key_new"), typed)
        with django_assert_max_num_queries(14):
            client.get(USE)
