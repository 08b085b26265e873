"""The hash of an edition, kept up by what changes: a sum over the digests of its entries.

Each entry's facts give a SHA-256; an edition's hash is their sum, word by word (four words of 64
bits, without carry). So the next hash follows from the last one and the changed entries alone, and
two editions with the same entries have the same hash. It finds mistakes and tampering with rows; it
is no signature.
"""

from django.db.backends.utils import CursorWrapper

from register.models import PublicEntry

WORD = 2**64
NOTHING = "0" * 64
# Keys for searching follow from the other facts and may be made better: they do not count.
FACTS = tuple(fact for fact in PublicEntry.FACTS if not fact.endswith("_key"))


def digest(table: str, prefix: str = "") -> str:
    """SQL: the digest of one entry, in hexadecimal."""
    facts = ", ".join(f"{table}.{prefix}{fact}" for fact in FACTS)
    return f"encode(sha256(convert_to(jsonb_build_array({facts})::text, 'UTF8')), 'hex')"


def sums(hexadecimal: str) -> str:
    """SQL: the four sums over a column with digests; one that is NULL does not count."""
    words = (f"('x' || substr({hexadecimal}, {1 + 16 * n}, 16))::bit(64)::bigint" for n in range(4))
    return ", ".join(f"COALESCE(sum({word}), 0)" for word in words)


def moved(before: str, *, added: list[int], taken: list[int]) -> str:
    """The hash of before, with these sums added and those taken away."""
    words = [int(before[at : at + 16], 16) for at in range(0, 64, 16)]
    return "".join(
        f"{(word + int(plus) - int(minus)) % WORD:016x}"
        for word, plus, minus in zip(words, added, taken, strict=True)
    )


def of_edition(cursor: CursorWrapper, number: int) -> str:
    """The hash of an edition, rebuilt from its entries and from what erased ones left."""
    stands = "edition_from <= %(n)s AND (edition_until IS NULL OR edition_until > %(n)s)"
    cursor.execute(
        f"SELECT {sums('h')} FROM ("
        f"SELECT {digest('e')} AS h FROM register_publicentry e WHERE {stands}"
        f" UNION ALL SELECT digest FROM register_erasedentry WHERE {stands}) AS digests",
        {"n": number},
    )
    return moved(NOTHING, added=list(cursor.fetchone()), taken=[0] * 4)
