"""A database engine of Django: PostgreSQL through a copy that follows it (kit/replica/base.py)."""
