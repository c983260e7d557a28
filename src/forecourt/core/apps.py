"""The core as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Audit, events, jobs and the other mechanisms."""

    name = "forecourt.core"
    label = "core"
    verbose_name = _("Core")
