"""The sales department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    """Price policy, sales and their summaries."""

    name = "forecourt.apps.sales"
    label = "sales"
    verbose_name = _("Sales")
