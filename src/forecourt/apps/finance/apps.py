"""The finance department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    """Ledger, receivables, invoices, cash: knows a source only as text such as "sales.sale:42"."""

    name = "forecourt.apps.finance"
    label = "finance"
    verbose_name = _("Finance")
