"""The triggers that note whose public facts may have changed since the last edition."""

from typing import Any

import pgtrigger

NOTE = """
    INSERT INTO register_pendingentry (registration_id) {found};
    RETURN NULL;
"""


def trigger(found: str, operation: Any) -> pgtrigger.Trigger:
    """`found`: the key of the registration, or the SELECT that finds the keys."""
    select = found if found.startswith("SELECT") else f"SELECT {found}"
    return pgtrigger.Trigger(
        name="note_pending_entry",
        when=pgtrigger.After,
        operation=operation,
        func=NOTE.format(found=select),
    )


PERSON_OF_NEW_OR_OLD = (
    "SELECT r.id FROM register_registration r"
    " WHERE r.person_id = COALESCE(NEW.person_id, OLD.person_id)"
)
PEOPLE_AT_ORGANISATION = (
    "SELECT r.id FROM register_registration r JOIN register_affiliation a"
    " ON a.person_id = r.person_id WHERE a.organisation_id = NEW.id"
)
