"""A new SECRET_KEY: with the earlier one as fallback nothing breaks, without it all ends."""

import pytest

from accounts import recovery
from outbox import choices
from portfolios.portable import archive

OLD, NEW = "oud" * 20, "nieuw" * 12
ROWS = [{"sha256": "b" * 64}, {"sha256": "a" * 64}]


def test_what_an_earlier_secret_key_signed_still_counts(owner, login, settings):
    settings.SECRET_KEY = OLD
    client = login(owner)
    assert client.get("/mijn/gegevens/").status_code == 200
    off, seal = choices.off_link(owner, "kennis"), archive.seal_of(ROWS)
    stop = recovery.stop_signer().sign("1")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert client.get("/mijn/gegevens/").status_code == 200
    assert client.get(off).status_code == 200
    assert recovery.stop_signer().unsign(stop) == "1"
    assert archive.is_ours(ROWS, seal)


def test_without_the_earlier_key_nothing_of_it_counts(owner, login, settings):
    settings.SECRET_KEY = OLD
    client = login(owner)
    off, seal = choices.off_link(owner, "kennis"), archive.seal_of(ROWS)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    assert client.get("/mijn/gegevens/")["Location"].startswith("/account/login/")
    assert client.get(off).status_code == 404
    assert not archive.is_ours(ROWS, seal)


@pytest.mark.parametrize("seal", ["", "x", ":", "a:b", "é"])
def test_nonsense_seals_nothing(settings, seal):
    assert not archive.is_ours(ROWS, seal)
