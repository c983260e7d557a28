"""The customers department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    """Customers, leads, follow-up, feedback: one record per real customer."""

    name = "forecourt.apps.customers"
    label = "customers"
    verbose_name = _("Customers")
