"""The allow-list: which facts the public may know of somebody, and where each comes from.

Each fact is a column of `PublicEntry` and one expression over `r`, the registration; `p`, its
newest period; `w`, the newest work of the day; and `o`, its organisation. Nothing else is
published.
"""

from datetime import date
from typing import Any

from django.db import connection

from accounts.models import Role, RoleGrant
from kit import clock
from register.models import PublicEntry, RegisterScheme, Registration

LISTED = {
    "number": "r.number",
    "name": "concat_ws(' ', NULLIF(r.shown_given_names, ''), NULLIF(r.shown_infix, ''),"
    " NULLIF(r.shown_last_name, ''))",
    "name_key": "r.name_key",
    "status": "CASE r.status WHEN 'paused' THEN 'paused' WHEN 'suspended' THEN 'suspended'"
    " ELSE 'registered' END",
    "suspended_until": "r.suspended_until",
    "since_on": "r.since_on",
    "until_on": "p.until_on",
    "town": "CASE WHEN r.shows_town THEN COALESCE(o.town, '') ELSE '' END",
    "town_key": "CASE WHEN r.shows_town THEN COALESCE(o.town_key, '') ELSE '' END",
    "province": "COALESCE(o.province, '')",
    "kinds_of_work": "COALESCE(w.kinds_of_work, '{}')",
    "badges": "CASE WHEN r.person_id = ANY (%(assessors)s::bigint[])"
    " THEN '{assessor}' ELSE '{}' END::varchar(20)[]",
}
# A number that was struck off: a status and two days, without any name.
REMOVED = {
    "number": "r.number",
    "name": "''",
    "name_key": "''",
    "status": "'removed'",
    "suspended_until": "NULL::date",
    "since_on": "r.since_on",
    "until_on": "r.ended_on",
    "town": "''",
    "town_key": "''",
    "province": "''",
    "kinds_of_work": "'{}'::varchar(20)[]",
    "badges": "'{}'::varchar(20)[]",
}
IS_LISTED = (
    "(r.status IN ('active', 'lapse_proposed', 'suspended')"
    " OR r.status = 'paused' AND r.listed_while_paused)"
)
IS_REMOVED = "r.status = 'removed' AND r.ended_on > %(removed_since)s"


def parameters(today: date) -> dict[str, Any]:
    """What the SQL below asks for: the day, who is assessor, and how long a number answers."""
    years = RegisterScheme.objects.in_force_on(today).removed_answer_years
    assessors = RoleGrant.objects.holders(Role.ASSESSOR, today).values_list("user", flat=True)
    return {
        "today": today,
        "assessors": list(assessors),
        "removed_since": clock.add_years(today, -years),
    }


def columns(facts: dict[str, str]) -> str:
    return ", ".join(f"{facts[name]} AS {name}" for name in PublicEntry.FACTS)


def wanted(asked: str) -> str:
    """SQL: the entries as they should be today of the registrations that `asked` names by id.

    `= ANY (ARRAY[…])` keeps the planner from the GiST indexes of the exclusion constraints, ten
    times slower here than those of the foreign keys.
    """
    return f"""
        SELECT {columns(LISTED)}
        FROM {asked} JOIN register_registration r USING (id)
        JOIN LATERAL (
            SELECT until_on FROM register_registrationperiod
            WHERE registration_id = ANY (ARRAY[r.id]) ORDER BY id DESC LIMIT 1
        ) p ON true
        LEFT JOIN LATERAL (
            SELECT organisation_id, kinds_of_work FROM register_affiliation
            WHERE person_id = ANY (ARRAY[r.person_id]) AND from_on <= %(today)s
                AND (until_on IS NULL OR until_on > %(today)s)
            ORDER BY from_on DESC, id DESC LIMIT 1
        ) w ON true
        LEFT JOIN register_organisation o ON o.id = w.organisation_id
        WHERE {IS_LISTED}
        UNION ALL
        SELECT {columns(REMOVED)}
        FROM {asked} JOIN register_registration r USING (id)
        WHERE {IS_REMOVED}"""


def facts(registration: Registration, today: date) -> dict[str, Any] | None:
    """What the public may know today of one registration; None when it is not listed."""
    values = parameters(today) | {"id": registration.pk}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH asked AS (SELECT %(id)s AS id) {wanted('asked')}", values)
        row = cursor.fetchone()
    return dict(zip(PublicEntry.FACTS, row, strict=True)) if row else None
