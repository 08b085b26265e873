"""Many people in the register, fast: one row that the product made, copied for each of them.

The first of each kind comes about by the real transitions, so that its columns are as they are in
life; the copies are one INSERT … SELECT, past the triggers of history.
"""

from django.db import connection
from django.db.models import Model

NEW = "gen_random_uuid()"


def run(statements: str, **values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements, values or None)


def people(count: int) -> None:
    """So many accounts; `folk` numbers them from 1 for what is copied for them."""
    run(
        """
        INSERT INTO accounts_user (public_id, password, email, given_names, infix, last_name,
            name_key, is_active, joined_at)
        SELECT gen_random_uuid(), '!', 'bench' || n || '@example.org', 'Sam', '', 'Bench' || n,
            'bench' || n || ' sam', true, now()
        FROM generate_series(1, %(count)s) n;
        CREATE TEMP TABLE folk AS
        SELECT id, row_number() OVER (ORDER BY id) AS n FROM accounts_user
        WHERE email LIKE 'bench%%@example.org';
        CREATE UNIQUE INDEX ON folk (n);
        CREATE TEMP TABLE places AS
        SELECT id, province, row_number() OVER (ORDER BY id) - 1 AS n FROM register_organisation;
        ANALYZE accounts_user, folk, places;
        """,
        count=count,
    )


# Somebody's place of work, spread over the country.
PLACE = "(SELECT id FROM places WHERE n = folk.n * 7919 % (SELECT count(*) FROM places))"
NUMBER = (
    "'RK-' || lpad((folk.n / 10000)::text, 4, '0') || '-' || lpad((folk.n % 10000)::text, 4, '0')"
)


def of_theirs(table: str, person: str = "person_id") -> str:
    """The row of a table that belongs to the person for whom is copied."""
    return f"(SELECT max(id) FROM {table} WHERE {person} = folk.id)"


def copies(row: Model, *, first: int = 1, last: int | None = None, **own: str) -> None:
    """A row as this one for each of the people (from the first to the last).

    `own` gives in SQL the columns that differ, over `folk.id` and `folk.n`; a `public_id` differs
    by itself.
    """
    table = row._meta.db_table
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    own = {"public_id": NEW, **own}
    values = ", ".join(own.get(column, f"made.{column}") for column in columns)
    upto = "" if last is None else f"AND folk.n <= {last}"
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} made, folk"
        f" WHERE made.id = {row.pk} AND folk.n >= {first} {upto} ORDER BY folk.n"
    )
    run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    run(f"ANALYZE {table}")
