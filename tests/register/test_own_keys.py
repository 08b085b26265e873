"""A key that is away is missed the same day, and not by who waits for a certificate."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from outbox import jobs
from outbox.models import Job
from register import own_keys
from register.models import SealCertificate

pytestmark = pytest.mark.django_db


def test_the_command_says_until_when_the_seal_is_good():
    said = StringIO()
    call_command("check_keys", stdout=said)
    assert "The key of badges opens." in said.getvalue()
    assert str(own_keys.opened().until) in said.getvalue()


def the_seal_is_away(settings):
    settings.SIGNING_KEY_FILE = "/nergens/zegel.p12"


def the_password_is_of_another(settings):
    settings.SIGNING_KEY_PASSWORD = "een ander"


def the_key_of_badges_is_away(settings):
    settings.BADGE_KEY_FILE = "/nergens/badges.pem"


@pytest.mark.parametrize(
    "break_it", [the_seal_is_away, the_password_is_of_another, the_key_of_badges_is_away]
)
def test_a_key_that_does_not_open_is_said(settings, break_it):
    break_it(settings)
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("check_keys")


def test_who_offers_no_badges_needs_no_key_for_them(settings):
    settings.BADGE_KEY_FILE = ""
    assert own_keys.opened().badges == ""


def test_each_day_the_worker_looks_and_what_it_cannot_open_is_work_that_failed(settings, run_jobs):
    jobs.enter("register.look_at_keys", "keys")
    run_jobs("register.look_at_keys")
    assert SealCertificate.objects.count() == 1
    assert own_keys.seal_ends_on() > timezone.localdate() + timedelta(days=365)
    the_seal_is_away(settings)
    jobs.enter("register.look_at_keys", "keys again")
    run_jobs("register.look_at_keys")
    assert "CannotSign" in Job.objects.get(key="keys again").last_error
