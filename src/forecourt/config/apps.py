"""The composition root as a Django app, for its management commands and templates."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands over all departments."""

    name = "forecourt.config"
    label = "config"
