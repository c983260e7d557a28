"""The settings, with the counting app."""

from forecourt.config.settings import *  # noqa: F403 - the same settings
from forecourt.config.settings import INSTALLED_APPS as APPS

INSTALLED_APPS = [*APPS, "tests.chaos.counting"]
