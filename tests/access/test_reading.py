"""Reading changes nothing: every table is the same after all pages were asked for."""

import pytest

pytestmark = pytest.mark.django_db

# A letter's read_at is left out of the fingerprint; sessions say when somebody was last here, and
# the use of the public register is counted.
MAY_CHANGE = {"audit_event", "django_session", "django_cache", "pghistory_context",
              "accounts_publicuse"}  # fmt: skip
MAY_BE_RECORDED = {"certificate.download", "applicationfile.download", "user.look_up",
                   "user.look_at_acts",
                   "sharegrant.read", "assessorcomplaint.look", "openbadge.download"}  # fmt: skip


def test_reading_changes_no_table(answers):
    changed = {name for name in answers.before if answers.before[name] != answers.after[name]}
    assert answers.before.keys() == answers.after.keys()
    assert changed <= MAY_CHANGE, changed - MAY_CHANGE


def test_reading_records_only_what_the_owner_wants_to_know(answers):
    assert answers.verbs == MAY_BE_RECORDED


def test_the_fingerprint_covers_what_matters(answers):
    assert {"accreditation_cycle", "accreditation_cyclehistory", "outbox_letter", "outbox_job",
            "portfolios_dossiersnapshot", "accounts_user"} <= answers.before.keys()  # fmt: skip
