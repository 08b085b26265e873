"""Copies of everything that matters, and putting one back.

A folder of copies has one folder for each copy, and one for the files that they share:

    2026-11-23T040000Z/manifest.json    what is in this copy, with hashes, versions and counts
                       database.dump    what pg_dump wrote, without sessions and cache
                       erasures.jsonl   the list of who was erased, as it was then
                       files.jsonl      which private files belong to it, with their hashes
    files/<key>/ab/abcd…                the private files themselves, each copied once
                                        and never replaced by another

With a key, database, erasures and files are encrypted for it as they are written (age, X25519):
the machine that makes copies cannot read them. Manifest and list hold hashes and random keys.

    envelope.py   streams that are hashed and, with a key, encrypted or opened
    programs.py   pg_dump and pg_restore of the server's version
    manifest.py   what a copy says of itself, and whether that is so
    making.py     making one
    expiring.py   old ones go
    alone.py      one process at a time does either
    restoring.py  putting one back, step by step
    steps.py      a table of what was done, what was seen, and how long it took
    drill.py      all of it at once, in a database that is thrown away
"""


class CopyError(Exception):
    """A copy cannot be made or put back. `str()` says why, in plain words."""
