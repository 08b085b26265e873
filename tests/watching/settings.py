"""The portal's settings, with one page more: one that breaks."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.watching.urls"
