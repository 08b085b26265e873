"""Secrets in the database survive a change of the key, and nothing else."""

import pytest
from cryptography.fernet import Fernet

from accounts.adapters import FactorAdapter
from kit import sealing

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


def test_what_an_earlier_key_sealed_still_opens(settings):
    settings.SEALING_KEYS = [OLD]
    before = sealing.seal("geheim")
    settings.SEALING_KEYS = [NEW, OLD]
    assert sealing.unseal(before) == "geheim"
    after = sealing.seal("later")
    settings.SEALING_KEYS = [NEW]
    assert sealing.unseal(after) == "later"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(before)


def test_an_authenticator_app_goes_on_after_the_key_changed(settings):
    settings.SEALING_KEYS = [OLD]
    seed = FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    settings.SEALING_KEYS = [NEW, OLD]
    assert FactorAdapter().decrypt(seed) == "JBSWY3DPEHPK3PXP"


def test_what_was_sealed_and_changed_does_not_open(settings):
    settings.SEALING_KEYS = [OLD]
    sealed = sealing.seal("geheim")
    for place in (5, len(sealed) // 2, len(sealed) - 5):
        other = "A" if sealed[place] != "A" else "B"
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(sealed[:place] + other + sealed[place + 1 :])
    settings.SEALING_KEYS = [OTHER]
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)
