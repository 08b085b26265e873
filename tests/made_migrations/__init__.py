"""Migrations of a next release that is made up, after the real ones of portfolios and outbox."""
