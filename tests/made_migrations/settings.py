"""The portal's settings, with a next release's migrations of the portfolio."""

from config.settings import *  # noqa: F403

MIGRATION_MODULES = {"portfolios": "tests.made_migrations.portfolios"}
