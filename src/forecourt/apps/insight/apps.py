"""The insight department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """Dashboards and reports over every department's selectors."""

    name = "forecourt.apps.insight"
    label = "insight"
    verbose_name = _("Insight")
